/** What a purge takes away, what it leaves, and that no byte of it remains. */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { cp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadCodebook } from '../../codebook/codebook.js';
import { openDuckDB } from '../../database/duckdb.js';
import { isSignedBy, type Signature } from '../../files/signature.js';
import { allRows, storeContent } from '../../national/store/purge.js';
import { databaseContent, json, ownFolder, type Ran, runInside, start } from '../binary.test-support.js';
import { layPlainWorkspace, plainExport, plainMapping, plainRows, put, writeSettings } from '../sector.test-support.js';
import { readGateKey } from '../guard/gate-key.js';
import { ensureSnapshot } from '../guard/snapshot.js';
import type { PurgeProof } from './proof.js';

const folder = await ownFolder('purge');
const base = join(folder, 'base');
const at = (place: string, ...args: string[]): Promise<Ran> => runInside(args, 'nl', place);
const storeOf = (place: string) => join(place, 'store.duckdb');
const records = async (place: string) => ((await databaseContent(storeOf(place)))['voorval'] ?? []).map((row) => JSON.parse(row) as { organisatie: string; maand: string; incident_id: string });
const labels = (rows: Awaited<ReturnType<typeof records>>, organisation: string, month: string) =>
  rows.filter(({ organisatie, maand }) => organisatie === organisation && maand.startsWith(month)).map(({ incident_id }) => incident_id);

/** Every byte of every file of a workspace but its inbox. */
async function bytesOf(place: string): Promise<string> {
  const found = await readdir(place, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile() && !join(entry.parentPath, entry.name).includes('inbox'));
  return (await Promise.all(files.map(async (entry) => (await readFile(join(entry.parentPath, entry.name))).toString('latin1')))).join('\n');
}

async function copy(name: string): Promise<string> {
  const place = join(folder, name);
  await cp(base, place, { recursive: true });
  return place;
}

beforeAll(async () => {
  await layPlainWorkspace(base, ['ALFA', 'BETA']);
  await writeSettings(base, { organisaties: Object.fromEntries(['ALFA', 'BETA'].map((code) => [code, { naam: code, sinds: '2019-01' }])) });
  for (const code of ['ALFA', 'BETA']) {
    for (const month of ['2019-03', '2024-01', '2024-02']) {
      await put(base, `inbox/${code}/meldingen_${month}_geleverd-2024-03-05.csv`, plainExport(plainRows(month, 40, `${code}-${month}-`)));
    }
  }
  const ran = await at(base, 'run', '2024-02');
  if (ran.code !== 0) throw new Error(ran.stdout + ran.stderr);
}, 120_000);

describe('the records of an organisation in a period', () => {
  const choice = ['purge', '--organisation', 'ALFA', '--period', '2024-01'];

  test('stay when it is only looked at, not confirmed, or not said what', async () => {
    const before = await readFile(storeOf(base));
    const shown = await at(base, ...choice, '--dry-run');
    expect([shown.code, shown.stderr]).toEqual([0, '']);
    expect(shown.stdout).toMatch(/^voorval +240 +40 +200$/m);
    expect(shown.stdout).toMatch(/blijven staan: 2024-02-1/);
    expect(shown.stdout).toMatch(/nog 3 bestanden/);
    expect(await at(base, ...choice)).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') });
    for (const args of [[], ['--retention', '--period', '2024-01'], ['--organisation', 'alfa'], ['--period', '2024-13']]) expect((await at(base, 'purge', ...args)).code).toBe(2);
    expect((await at(base, 'purge', '--organisation', 'GAMMA', '--yes')).stdout).toContain('niets te wissen');
    expect(await readFile(storeOf(base))).toEqual(before);
    expect((await readdir(base)).filter((name) => name === 'bewijzen' || name.endsWith('.wissen'))).toEqual([]);
  });

  test('are gone from every byte, and nothing else is', async () => {
    const place = await copy('gone');
    const before = await databaseContent(storeOf(place));
    const gone = labels(await records(place), 'ALFA', '2024-01');
    const bytesBefore = await bytesOf(place);
    expect(gone.filter((label) => bytesBefore.includes(label)).length).toBeGreaterThan(20);

    const ran = await at(place, ...choice, '--yes', '--json');
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    const bytes = await bytesOf(place);
    const tails = gone.flatMap((label) => [label, label.slice(-12)]);
    expect(tails.filter((label) => bytes.includes(label))).toEqual([]);
    const kept = labels(await records(place), 'BETA', '2024-01');
    expect(kept.filter((label) => bytes.includes(label)).length).toBeGreaterThan(20);
    expect((await readdir(place)).filter((name) => name.startsWith('store.duckdb') || name.startsWith('.store'))).toEqual(['store.duckdb']);

    const after = await databaseContent(storeOf(place));
    const without = (table: string) => before[table]!.filter((row) => !(row.includes('"organisatie":"ALFA"') && row.includes('"maand":"2024-01"')));
    expect(after['voorval']).toEqual(without('voorval'));
    expect(after['levering_maand']).toEqual(without('levering_maand'));
    for (const table of ['levering', 'oordeel', 'bevinding', 'organisatie', 'migratie', 'noemer']) expect(after[table], table).toEqual(before[table]);

    const said = json<{ proof: string; releases: string[] }>(ran);
    expect(said.releases).toEqual(['2024-02-1']);
    const text = await readFile(join(place, said.proof), 'utf8');
    const { bewijs, handtekening } = JSON.parse(text) as { bewijs: PurgeProof; handtekening: Signature };
    expect(bewijs).toMatchObject({ reden: 'verzoek', organisatie: 'ALFA', van_maand: '2024-01', tot_maand: '2024-01', delen: 1 });
    expect(bewijs.tabellen.find(({ tabel }) => tabel === 'voorval')).toEqual({ tabel: 'voorval', voor: 240, na: 200 });
    const [key] = JSON.parse(await readFile(join(place, 'keys', 'ontvangstbewijs.openbaar.json'), 'utf8')) as { publiek: string }[];
    expect(isSignedBy(key!.publiek, new TextEncoder().encode(JSON.stringify(bewijs)), handtekening)).toBe(true);
    for (const [path, hash] of [[storeOf(place), bewijs.inhoud_na_sha256], [storeOf(base), bewijs.inhoud_voor_sha256]] as const) {
      const db = await openDuckDB(path, { readOnly: true });
      expect(await storeContent(db, await allRows(db))).toBe(hash);
      db.close();
    }

    const status = await at(place, 'status', '--from', '2024-01', '--to', '2024-02');
    expect(status.stdout).toMatch(/^ALFA +□ +●$/m);
    expect(status.stdout).toMatch(/Gewist op \d{4}-\d\d-\d\d \(op verzoek\): voorvallen van 2024-01 tot en met 2024-01\. De releases .* blijven staan: 2024-02-1/);
    const again = await at(place, 'run', '2024-02', '--json');
    expect(again.code).toBe(0);
    expect(labels(await records(place), 'ALFA', '2024-01')).toEqual([]);
    const bulletin = await readFile(join(place, 'reports', '2024-02', 'monthly.nl.html'), 'utf8');
    expect(bulletin).toContain('januari 2024 zijn geheel of deels gewist');
    expect(await readdir(join(place, 'releases'))).toEqual(['2024-02-1', '2024-02-2']);
    const manifests = await Promise.all(['2024-02-1', '2024-02-2'].map(async (name) => (JSON.parse(await readFile(join(place, 'releases', name, 'manifest.json'), 'utf8')) as { leveringen: string[] }).leveringen.length));
    expect(manifests).toEqual([6, 5]);
  });

  test('are gone from what the query gate copied of them, whole or half-made', async () => {
    const place = await copy('gate');
    const workspace = { folder: place, configText: await readFile(join(place, 'monitor.yaml'), 'utf8') };
    const gone = labels(await records(place), 'ALFA', '2024-01');
    const { recordsleutel } = await readGateKey(place, join(place, 'onderzoek', 'grootboek.jsonl'));
    const snapshot = () => ensureSnapshot(workspace, recordsleutel, { minimum: 10, organisaties: 3, dominantie: 80, p: 15, personen: 5 }, loadCodebook(), '2024-07-01');
    const first = await snapshot();
    await cp(first.path, `${first.path}.nieuw`);
    const keys = gone.map((label) => createHmac('sha256', Buffer.from(recordsleutel, 'hex')).update(`ALFA\0${label}`).digest().readUInt32BE(0));
    const keysIn = async (path: string) => {
      const db = await openDuckDB(path, { readOnly: true });
      const held = await db.rows<{ sleutel: number }>('SELECT sleutel FROM voorval');
      db.close();
      return keys.filter((key) => held.some(({ sleutel }) => sleutel === key)).length;
    };
    const word = (key: number) => Buffer.from(Uint32Array.of(key).buffer);
    const asWords = async (path: string) => readFile(path).then((bytes) => keys.filter((key) => bytes.includes(word(key))).length);
    expect([await keysIn(first.path), await asWords(first.path)]).toEqual([40, 40]);
    expect((await at(place, ...choice, '--yes')).code).toBe(0);
    expect((await readdir(join(place, 'onderzoek'))).filter((name) => name.startsWith('momentopname'))).toEqual([]);
    const second = await snapshot();
    expect([second.path === first.path, await keysIn(second.path)]).toEqual([false, 0]);
    expect(await asWords(second.path)).toBe(0);
    expect((await readdir(join(place, 'onderzoek'))).filter((name) => name.startsWith('momentopname'))).toHaveLength(2);
  });

  test('come back only with a delivery of a later date', async () => {
    const place = await copy('again');
    const today = new Date().toISOString().slice(0, 10);
    expect((await at(place, ...choice, '--yes')).code).toBe(0);
    const count = async () => labels(await records(place), 'ALFA', '2024-01').length;
    const name = 'inbox/ALFA/meldingen_2024-01_geleverd-2024-03-05.csv';
    expect(json<{ outcome: string }[]>(await at(place, 'ingest', name, '-o', 'ALFA', '--json'))[0]).toMatchObject({ outcome: 'unchanged' });
    await put(place, 'mappings/ALFA.yaml', plainMapping('ALFA', { versie: 2 }));
    for (const args of [[name], ['anders_2024-01.csv'], ['anders_2024-01.csv', '-d', today]]) {
      await put(place, 'anders_2024-01.csv', plainExport(plainRows('2024-01', 9, 'A')));
      const [one] = json<{ outcome: string; reason: string }[]>(await at(place, 'ingest', ...args, '-o', 'ALFA', '--json'));
      expect([args, one]).toMatchObject([args, { outcome: 'refused', reason: expect.stringContaining(`op ${today} gewist`) }]);
    }
    expect(await count()).toBe(0);
    const [taken] = json<{ outcome: string }[]>(await at(place, 'ingest', 'anders_2024-01.csv', '-o', 'ALFA', '-d', '2999-01-01', '--json'));
    expect([taken!.outcome, await count()]).toEqual(['new', 9]);
    expect((await at(place, 'status', '--from', '2024-01', '--to', '2024-02')).stdout).toMatch(/^ALFA +● +●$/m);
  });
});

describe('retention', () => {
  test('takes away what is older than the term, of everybody, and no younger month', async () => {
    const place = await copy('retention');
    expect((await at(place, 'purge', '--retention', '--yes')).code).toBe(0);
    const left = await records(place);
    expect([labels(left, 'ALFA', '2019'), labels(left, 'BETA', '2019')]).toEqual([[], []]);
    expect(left).toHaveLength(160);
    expect((await at(place, 'purge', '--retention', '--yes')).stdout).toContain('niets te wissen');
    const [proof] = await readdir(join(place, 'bewijzen'));
    await rm(join(place, 'bewijzen'), { recursive: true });
    expect((await at(place, 'status')).code).toBeLessThan(2);
    expect(await readdir(join(place, 'bewijzen'))).toEqual([proof]);
  });

  test('follows monitor.yaml', async () => {
    const place = await copy('long');
    await writeSettings(place, { bewaartermijn: { jaren: 50 }, organisaties: { ALFA: { sinds: '2019-01' }, BETA: { sinds: '2019-01' } } });
    expect((await at(place, 'purge', '--retention', '--yes')).stdout).toContain('niets te wissen');
    expect(await records(place)).toHaveLength(240);
  });
});

describe('a purge of an organisation as a whole', () => {
  test('takes its denominators and declarations too, and leaves those of others', async () => {
    const place = await copy('whole');
    const header = 'organisatie_code;periode;fte_jb;fte_jr;medewerkers_jb;medewerkers_jr;jeugdigen_ots;jeugdigen_vots;jeugdigen_voogdij;jeugdigen_tijdelijke_voogdij;jeugdigen_jr;gezinnen';
    for (const code of ['ALFA', 'BETA']) {
      await put(place, `noemers_${code}.csv`, [header, `${code};2024H1;120,5;10;140;12;900;50;300;20;150;1000`, ''].join('\r\n'));
      await put(place, `nulverklaring_${code}.csv`, `organisatie_code;periode\r\n${code};2024-03\r\n`);
      for (const kind of ['noemers', 'nulverklaring']) expect((await at(place, 'ingest', `${kind}_${code}.csv`, '-o', code)).code).toBe(0);
    }
    expect((await at(place, 'purge', '-o', 'ALFA', '--yes')).code).toBe(0);
    const content = await databaseContent(storeOf(place));
    for (const table of ['voorval', 'levering_maand', 'noemer', 'nulverklaring']) {
      expect([table, content[table]!.filter((row) => row.includes('"ALFA"')).length, content[table]!.some((row) => row.includes('"BETA"'))]).toEqual([table, 0, true]);
    }
    expect(content['levering']!.filter((row) => row.includes('"ALFA"'))).toHaveLength(5);
  });
});

describe('killed', () => {
  const moments = 6;
  test.for(Array.from({ length: moments }, (_, i) => i))('in part %i of its time, everything is as before or after', { timeout: 180_000 }, async (part) => {
    const place = await copy(`killed-${part}`);
    const before = await databaseContent(storeOf(base));
    const args = ['purge', '-o', 'ALFA', '--period', '2024-01', '--yes', '-w', place];
    const started = Date.now();
    const child = start(args);
    const ended = once(child, 'exit');
    // The first runs to its end and tells how long that takes on this machine.
    if (part > 0) {
      await wait((duration * (part - 1 + Math.random())) / (moments - 1));
      child.kill('SIGKILL');
    }
    await ended;
    if (part === 0) duration = Date.now() - started;
    const { wissing, gewist, ...content } = await databaseContent(storeOf(place));
    const { wissing: _w, gewist: _g, ...unpurged } = before;
    if (wissing!.length === 0) {
      expect(content).toEqual(unpurged);
      states.add('before');
    } else {
      expect(content['voorval']).toHaveLength(200);
      expect(gewist).toHaveLength(1);
      states.add('after');
    }
    expect((await at(place, 'purge', '-o', 'ALFA', '--period', '2024-01', '--yes')).code).toBe(0);
    expect(labels(await records(place), 'ALFA', '2024-01')).toEqual([]);
    expect(await readdir(join(place, 'bewijzen'))).toHaveLength(1);
    expect((await readdir(place)).filter((name) => name.startsWith('.store'))).toEqual([]);
  });
  let duration = 0;
  const states = new Set<string>();
  test('they were killed at work', () => expect([...states].sort()).toEqual(['after', 'before']));
});
