/** Canaries: names, numbers and sentences planted in the exports appear in no byte of what the program says, stores or publishes. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { openDuckDB } from '../database/duckdb.js';
import { plantedSecrets, type Sector } from '../demo/write.js';
import { databaseContent, json, ownFolder, run, runInside } from './binary.test-support.js';
import { laySector } from './sector.test-support.js';

const folder = await ownFolder('leak');
const place = join(folder, 'werk');
const organisations = ['VEERHAVEN', 'DUINRAND', 'HEIDEWEIDE', 'WATERMOLEN', 'NOORDSTROOM', 'MERELHOF', 'VLIERSTEEN', 'RIETOEVER'];
const needles = plantedSecrets.flatMap((secret) => [Buffer.from(secret, 'utf8'), Buffer.from(secret, 'utf16le'), Buffer.from(secret, 'latin1')]);
let sector: Sector;
const said: string[] = [];

const found = (bytes: Buffer): string[] => needles.filter((needle) => bytes.includes(needle)).map((needle) => needle.toString('hex'));

beforeAll(async () => {
  sector = await laySector({ folder: place, seed: 5, scale: 0.2, months: 2, only: organisations });
  const first = await run(['run', '2024-06', '-w', place]);
  const second = await run(['run', '2024-06', '-w', place, '--json', '--lang', 'en']);
  expect([first.code, second.code]).toEqual([0, 0]);
  said.push(first.stdout, first.stderr, second.stdout, second.stderr);
}, 120_000);

async function filesOf(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return (await Promise.all(entries.map((one) => (one.isDirectory() ? filesOf(join(path, one.name)) : [join(path, one.name)])))).flat();
}

const exports = () => sector.truth.bestanden.filter(({ organisatie }) => organisations.includes(organisatie));

test('the exports are full of them', async () => {
  const all = Buffer.concat(await Promise.all(exports().filter(({ bestand }) => !bestand.endsWith('.xlsx')).map(({ bestand }) => readFile(join(place, bestand)))));
  expect(new Set(found(all)).size).toBeGreaterThan(30);
});

test('no file of the workspace but the inbox holds one', async () => {
  const files = (await filesOf(place)).filter((path) => !path.startsWith(join(place, 'inbox')));
  expect(files.map((path) => path.slice(place.length + 1))).toEqual(expect.arrayContaining(['store.duckdb', join('releases', '2024-06-1', 'released.duckdb'), join('reports', '2024-06', 'monthly.nl.html')]));
  const leaks: string[] = [];
  for (const path of files) if (found(await readFile(path)).length > 0) leaks.push(path);
  expect(leaks).toEqual([]);
});

test('nor do the values in store and release, unpacked', async () => {
  const db = await openDuckDB(':memory:');
  const parquet = (await readdir(join(place, 'releases', '2024-06-1'))).filter((name) => name.endsWith('.parquet'));
  expect(parquet.length).toBeGreaterThan(4);
  const rows = await Promise.all(parquet.map((name) => db.rows(`SELECT * FROM read_parquet('${join(place, 'releases', '2024-06-1', name).replaceAll("'", "''")}')`)));
  db.close();
  const store = await databaseContent(join(place, 'store.duckdb'));
  expect(store['voorval']!.length).toBeGreaterThan(100);
  const released = await databaseContent(join(place, 'releases', '2024-06-1', 'released.duckdb'));
  expect(found(Buffer.from(JSON.stringify([store, released, rows])))).toEqual([]);
});

test('nor does anything that `run` or `status` says', async () => {
  const status = await run(['status', '-w', place]);
  expect(found(Buffer.from([...said, status.stdout, status.stderr].join('\n')))).toEqual([]);
});

/** The feedback that lies beside an export, the workbook unpacked. */
async function feedbackOn(export_: string): Promise<Buffer> {
  const stem = export_.replace(/\.\w+$/, '.terugkoppeling');
  const parts = Object.values(unzipSync(await readFile(`${stem}.xlsx`)));
  expect(parts.length).toBeGreaterThan(8);
  return Buffer.concat([await readFile(`${stem}.html`), ...parts]);
}

test('nor does `check`, of every export, or its feedback', { timeout: 120_000 }, async () => {
  for (const [at, { organisatie, bestand }] of exports().entries()) {
    const whole = await runInside(['check', bestand, '-o', organisatie, '--json'], 'en', place);
    expect(json<{ rows: unknown[] }>(whole).rows.length, bestand).toBeGreaterThan(0);
    const text = at % 2 === 0 ? await runInside(['check', bestand, '-o', organisatie, '--feedback'], 'nl', place) : whole;
    expect([bestand, found(Buffer.from(text.stdout + text.stderr + whole.stdout + whole.stderr))]).toEqual([bestand, []]);
    if (at % 2 === 0) expect([bestand, found(await feedbackOn(join(place, bestand)))]).toEqual([bestand, []]);
  }
});

interface MappingText {
  velden: Record<string, { kolom?: string; codes?: object }>;
  meldingsnummer: { kolommen: string[] };
  vrije_tekst?: string[];
  weglaten?: string[];
  nieuwste?: object;
  afwezig?: string[];
}

/** The mapping of an organisation, with its personal columns where numbers, relations and regions belong. */
async function wrongMapping(organisation: string): Promise<string> {
  const mapping = parse(await readFile(join(place, 'mappings', `${organisation}.yaml`), 'utf8')) as MappingText;
  const inside = Object.entries(mapping.velden).filter(([field]) => field.endsWith('_pseudo')).flatMap(([, { kolom }]) => kolom ?? []);
  const personal = [...(mapping.vrije_tekst ?? []), ...(mapping.weglaten ?? []), ...inside];
  expect(personal.length, organisation).toBeGreaterThan(0);
  const { vrije_tekst: _, weglaten: __, nieuwste: ___, ...kept } = mapping;
  const velden = { ...mapping.velden, relatie: { kolom: personal[0]!, codes: { Ouder: 'OUDER' } }, regio: { kolom: personal.at(-1)! } };
  return stringify({ ...kept, meldingsnummer: { kolommen: [personal[0]!] }, afwezig: (mapping.afwezig ?? []).filter((field) => field !== 'regio'), velden });
}

test('nor does the real binary, with a mapping that reads names and free text as if they were codes', { timeout: 120_000 }, async () => {
  const files = organisations.map((code) => exports().find(({ organisatie }) => organisatie === code)!);
  for (const [at, { organisatie, bestand }] of files.entries()) {
    const mapping = join(folder, `${organisatie}.yaml`);
    await writeFile(mapping, await wrongMapping(organisatie));
    const ran = await run(['check', join(place, bestand), '-o', organisatie, '-m', mapping, '--feedback', ...(at % 2 === 0 ? ['--json'] : [])], { cwd: folder });
    expect([bestand, found(await feedbackOn(join(place, bestand)))]).toEqual([bestand, []]);
    expect(ran.stdout, ran.stderr).toContain(at % 2 === 0 ? '"verdict": "rejected"' : 'R22');
    expect([organisatie, ran.code === 70, found(Buffer.from(ran.stdout + ran.stderr))]).toEqual([organisatie, false, []]);
    const other = organisations[(at + 1) % organisations.length]!;
    const foreign = await runInside(['check', bestand, '-o', other, '-m', join(place, 'mappings', `${other}.yaml`)], 'nl', place);
    expect([bestand, found(Buffer.from(foreign.stdout + foreign.stderr))]).toEqual([bestand, []]);
  }
});
