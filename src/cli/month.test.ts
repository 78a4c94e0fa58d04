/** The month of an analyst, by the real binary: an invented sector from exports to a bulletin, and the same again elsewhere. */
import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDuckDB } from '../database/duckdb.js';
import type { Truth } from '../demo/truth.js';
import { databaseContent, hashes, json, ownFolder, type Ran, run } from './binary.test-support.js';
import { layPlainWorkspace, plainExport, plainRows, put } from './sector.test-support.js';

const folder = await ownFolder('month');
const here = join(folder, 'here');
const elsewhere = join(folder, 'elsewhere');
const size = ['--seed', '11', '--scale', '0.25', '--months', '2'];
let first: Ran;
let second: Ran;
let truth: Truth;

beforeAll(async () => {
  [first, second] = await Promise.all([
    run(['demo', here, ...size], { env: { TZ: 'Europe/Amsterdam', LANG: 'nl_NL.UTF-8' } }),
    run(['demo', elsewhere, ...size, '--lang', 'en'], { env: { TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' } }),
  ]);
  if (first.code !== 0) throw new Error(`the demo ended with ${first.code}: ${first.stderr}`);
  truth = JSON.parse(await readFile(join(here, 'truth.json'), 'utf8')) as Truth;
}, 240_000);

interface RunAnswer {
  taken: { organisation: string; file: string; kind: string; outcome: string; counts: Record<string, number>; incidents?: number }[];
  skipped: string[];
  changed: unknown[];
  release: { name: string; id: string; cells: number; suppressed: number; same: boolean };
}

async function released(place: string): Promise<Record<string, string>> {
  const { 'released.duckdb': _, ...files } = await hashes(join(place, 'releases', '2024-06-1'));
  return files;
}

describe('the demo', () => {
  test('does the whole job and says what it did', () => {
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(first.stderr).toBe('Leveringen opnemen …\nOptellen, beveiligen, vrijgeven als concept …\nMaandbericht maken …\n');
    expect(first.stdout).toMatch(/^Een verzonnen sector: 14 organisaties, \d+ bestanden, zaad 11\./);
    expect(first.stdout).toMatch(/^VEERHAVEN +\d+ +\d+ +0 +\d+ +\d+ +\d+ +\d+$/m);
    expect(first.stdout).toContain('WADPAREL heeft over 2024-06 nog niets geleverd. Ontbreken is geen nul.');
    expect(first.stdout).toMatch(/^ {2}VEERHAVEN: – → \d+$/m);
    expect(first.stdout).toMatch(/^Vrijgave 2024-06-1 \(concept\): \d+ cijfers, waarvan \d+ onderdrukt\.$/m);
    expect(first.stdout).toContain(join(here, 'reports', '2024-06', 'monthly.nl.html'));
    expect(second.stdout).toMatch(/^An invented sector: 14 organisations/);
    expect(second.stdout).toMatch(/^Release 2024-06-1 \(draft\): \d+ figures, \d+ of them suppressed\.$/m);
  });

  test('makes the same bytes in another time zone and language', async () => {
    const files = await released(here);
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['cijfer.csv', 'cijfer.parquet', 'datapackage.json', 'dekking.csv', 'manifest.json']));
    expect(await released(elsewhere)).toEqual(files);
    const reports = await hashes(join(here, 'reports', '2024-06'));
    expect(Object.keys(reports)).toEqual(['monthly.en.html', 'monthly.nl.html']);
    expect(await hashes(join(elsewhere, 'reports', '2024-06'))).toEqual(reports);
    expect(await databaseContent(join(elsewhere, 'store.duckdb'))).toEqual(await databaseContent(join(here, 'store.duckdb')));
  });

  test('leaves a folder alone that it did not make', async () => {
    await put(join(folder, 'mine'), 'brief.txt', 'van mij');
    const refused = await run(['demo', join(folder, 'mine'), '--lang', 'en']);
    expect([refused.code, await readdir(join(folder, 'mine'))]).toEqual([2, ['brief.txt']]);
    expect(refused.stderr).toContain('is not empty and is no earlier demo');
  });
});

const incidents = (cell: string): number => Number(cell.split(' ')[4]) + Number(cell.split(' ')[5]);

/** Incidents by organisation and month with a region that is known, however coarse: that of a small class is coarser than the truth. */
function regionsOf(cells: readonly string[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const cell of cells.filter((one) => / regio (?!ONBEKEND|-8)/.test(one)).sort()) {
    const key = cell.split(' ').slice(0, 2).join(' ');
    sums[key] = (sums[key] ?? 0) + incidents(cell);
  }
  return sums;
}

describe('the store and the release, held against the known truth', () => {
  // What does not apply to an incident ('-7') is no code of the truth.
  test('the store has every count of organisation, month, dimension and code', async () => {
    const db = await openDuckDB(join(here, 'store.duckdb'), { readOnly: true });
    const dimensions = [...new Set(truth.cellen.map(({ dimensie }) => dimensie))].sort();
    const counted = dimensions.map((dimension) => {
      const code = dimension === 'vorm' ? 'unnest(vormen)' : `"${dimension}"`;
      return `SELECT '${dimension}' AS dimensie, organisatie, maand, ${code} AS code, vormen = ['PROC'] AS apart FROM huidig_voorval`;
    });
    const rows = await db.rows<{ cell: string }>(
      `SELECT concat_ws(' ', organisatie, maand, dimensie, code, count(*) FILTER (NOT apart), count(*) FILTER (apart)) AS cell
      FROM (${counted.join(' UNION ALL ')}) WHERE code <> '-7' GROUP BY organisatie, maand, dimensie, code ORDER BY cell`,
    );
    db.close();
    const wanted = truth.cellen.map((one) => [one.organisatie, one.maand, one.dimensie, one.code, one.voorvallen, one.alleen_procedure].join(' '));
    expect(wanted.length).toBeGreaterThan(700);
    const exact = (cells: readonly string[]) => cells.filter((cell) => cell.split(' ')[2] !== 'regio').sort();
    expect(exact(wanted).length).toBeGreaterThan(600);
    expect(exact(rows.map(({ cell }) => cell))).toEqual(exact(wanted));
    expect(regionsOf(rows.map(({ cell }) => cell))).toEqual(regionsOf(wanted));
    const finer = new Map(wanted.filter((cell) => / regio JZ/.test(cell)).map((cell) => [cell.split(' ').slice(0, 4).join(' '), incidents(cell)]));
    for (const { cell } of rows.filter((row) => / regio JZ/.test(row.cell))) expect([cell, incidents(cell) <= (finer.get(cell.split(' ').slice(0, 4).join(' ')) ?? 0)]).toEqual([cell, true]);
    expect(rows.some(({ cell }) => / regio (NOORD|OOST|WEST|ZUID) /.test(cell))).toBe(true);
  });

  test('every file has the verdicts that its rows deserve', async () => {
    const db = await openDuckDB(join(here, 'store.duckdb'), { readOnly: true });
    const rows = await db.rows<{ file: string; verdict: string; n: number }>(
      `SELECT concat_ws(' ', organisatie, periode, geleverd) AS file, oordeel AS verdict, aantal AS n FROM levering JOIN oordeel USING (levering_id) WHERE soort = 'voorval'`,
    );
    db.close();
    const seen = new Map<string, Record<string, number>>();
    for (const { file, verdict, n } of rows) seen.set(file, { ...seen.get(file), [verdict]: n });
    // A row that may be judged in more than one way leaves its file out.
    const loose = new Set(truth.regels.filter(({ ook }) => ook !== undefined).map(({ bestand }) => bestand));
    const files = truth.bestanden.filter(({ bestand }) => !loose.has(bestand)).map((one) => [`${one.organisatie} ${one.periode} ${one.geleverd}`, one.oordelen] as const);
    const compared = files.filter(([file]) => seen.has(file));
    expect(compared.length).toBeGreaterThan(15);
    expect(compared.map(([file]) => [file, seen.get(file)])).toEqual(compared);
  });

  test('status says of every month what happened', async () => {
    const ran = await run(['status', '--from', '2024-05', '--to', '2024-06', '--json', '-w', here]);
    const seen = json<{ organisatie: string; maand: string; status: string; incidenten: number | null }[]>(ran);
    const wanted = truth.maanden.map(({ organisatie, maand, status, voorvallen, alleen_procedure }) => ({
      organisatie, maand, status, incidenten: status === 'geleverd' || status === 'nul' ? voorvallen + alleen_procedure : null,
    }));
    const key = (one: { organisatie: string; maand: string }) => `${one.organisatie} ${one.maand}`;
    expect(seen.map(({ organisatie, maand, status, incidenten }) => ({ organisatie, maand, status, incidenten }))).toEqual(
      wanted.filter((one) => seen.some((slice) => key(slice) === key(one))).sort((a, b) => (key(a) < key(b) ? -1 : 1)),
    );
    expect(wanted.filter((one) => !seen.some((slice) => key(slice) === key(one))).map(({ status }) => status).filter((status) => status !== 'niet_verwacht')).toEqual([]);
    expect(ran.code).toBe(1);
  });

  test('every figure that is shown is the true one, rounded to fives', async () => {
    const counts = new Map<string, number>();
    const add = (key: string, n: number) => counts.set(key, (counts.get(key) ?? 0) + n);
    for (const { maand, voorvallen, alleen_procedure } of truth.maanden) {
      add(`I01 ${maand} totaal ALLE`, voorvallen);
      add(`I15 ${maand} totaal ALLE`, alleen_procedure);
    }
    for (const { maand, dimensie, code, voorvallen } of truth.cellen) add(`${dimensie} ${maand} ${code}`, voorvallen);
    const rows = await cijfer(`SELECT indicator, periode, dimensie, code, waarde, teller FROM cijfer WHERE reeks = 'voorvallen' AND periode_soort = 'maand' AND conf_status = 'F'`);
    const seen = new Map(rows.map((row) => [row['dimensie'] === 'totaal' ? `${row['indicator']} ${row['periode']} totaal ALLE` : `${row['dimensie']} ${row['periode']} ${row['code']}`, row['waarde'] as number]));
    const compared = [...seen].filter(([key]) => counts.has(key) || key.startsWith('vorm ') || key.startsWith('kanaal ') || key.startsWith('relatie '));
    const fives = (count: number): number => 5 * Math.round(count / 5);
    expect(compared.filter(([key, value]) => fives(counts.get(key) ?? 0) !== value || (value === 0) !== ((counts.get(key) ?? 0) === 0))).toEqual([]);
    for (const dimension of ['I01 2024-06 totaal', 'vorm', 'kanaal', 'relatie']) expect(compared.filter(([key]) => key.startsWith(dimension)).length, dimension).toBeGreaterThan(0);
    const shown = rows.every((row) => row['waarde'] === row['teller']);
    expect(shown).toBe(true);
  });

  test('a shown month has its rate and coverage from the true fte', async () => {
    const months = await cijfer("SELECT maand, organisaties_verwacht, organisaties_geleverd, organisaties_nul, fte_verwacht, fte_geleverd FROM dekking WHERE maand >= '2024-05' ORDER BY maand");
    const of = (maand: string, wanted: readonly string[]) => truth.maanden.filter((one) => one.maand === maand && wanted.includes(one.status));
    const fte = (list: readonly { fte: number }[]) => Math.round(10 * list.reduce((sum, one) => sum + one.fte, 0)) / 10;
    const reporting = ['geleverd', 'nul'];
    expect(months).toEqual(
      [...new Set(truth.maanden.map(({ maand }) => maand))].sort().map((maand) => ({
        maand, organisaties_verwacht: of(maand, [...reporting, 'ontbreekt']).length, organisaties_geleverd: of(maand, reporting).length,
        organisaties_nul: of(maand, ['nul']).length, fte_verwacht: fte(of(maand, [...reporting, 'ontbreekt'])), fte_geleverd: fte(of(maand, reporting)),
      })),
    );
  });

  test('no suppressed figure carries a value, in CSV or database', async () => {
    const hidden = await cijfer(`SELECT waarde, onder, boven, teller FROM cijfer WHERE conf_status = 'C'`);
    expect(hidden.length).toBeGreaterThan(10);
    expect(hidden.filter((row) => Object.values(row).some((value) => value !== null))).toEqual([]);
    const [head, ...lines] = (await readFile(join(here, 'releases', '2024-06-1', 'cijfer.csv'), 'utf8')).trim().split(/\r?\n/);
    const columns = head!.split(',');
    const cells = lines.map((line) => line.split(',')).filter((row) => row[columns.indexOf('conf_status')] === 'C');
    expect(cells.length).toBe(hidden.length);
    for (const column of ['waarde', 'onder', 'boven', 'teller']) expect(cells.filter((row) => row[columns.indexOf(column)] !== '')).toEqual([]);
  });

  async function cijfer(sql: string): Promise<Record<string, unknown>[]> {
    return json(await run(['query', sql, '--format', 'json', '-w', here]));
  }
});

describe('a second run', () => {
  test('takes nothing, changes nothing and makes no new release', async () => {
    const before = await databaseContent(join(here, 'store.duckdb'));
    const files = await hashes(join(here, 'releases', '2024-06-1'));
    const ran = await run(['run', '2024-06', '--json'], { cwd: join(here, 'mappings'), env: { TZ: 'America/St_Johns' } });
    const answer = json<RunAnswer>(ran);
    expect(ran.code).toBe(0);
    expect(answer.taken.length).toBeGreaterThan(40);
    expect(answer.taken.filter(({ outcome }) => outcome !== 'unchanged')).toEqual([]);
    expect(answer.changed).toEqual([]);
    expect(answer.release).toMatchObject({ name: '2024-06-1', same: true, id: (JSON.parse(await readFile(join(here, 'releases', '2024-06-1', 'manifest.json'), 'utf8')) as { release: string }).release });
    expect(await databaseContent(join(here, 'store.duckdb'))).toEqual(before);
    expect(await readdir(join(here, 'releases'))).toEqual(['2024-06-1']);
    expect(await hashes(join(here, 'releases', '2024-06-1'))).toEqual(files);
  });

  test('the order in which files are ingested does not change a byte', async () => {
    const release = async (name: string, order: (files: string[]) => string[]) => {
      const place = join(folder, name);
      await layPlainWorkspace(place, ['ALFA', 'BETA', 'GAMMA', 'DELTA']);
      const files: [string, string][] = [];
      for (const [at, code] of ['ALFA', 'BETA', 'GAMMA', 'DELTA'].entries()) {
        files.push([code, await put(place, `inbox/${code}/lijst_2024-05_geleverd-2024-06-05.csv`, plainExport(plainRows('2024-05', 20 + at, code)))]);
        files.push([code, await put(place, `inbox/${code}/lijst_2024-06_geleverd-2024-07-05.csv`, plainExport(plainRows('2024-06', 30 + at, code)))]);
        files.push([code, await put(place, `inbox/${code}/lijst_2024-05_geleverd-2024-07-06.csv`, plainExport(plainRows('2024-05', 25 + at, code)))]);
      }
      for (const code of order(['ALFA', 'BETA', 'GAMMA', 'DELTA'])) {
        const own = order(files.filter(([owner]) => owner === code).map(([, path]) => path));
        expect(await run(['ingest', ...own, '-o', code, '-w', place])).toMatchObject({ code: 0, stderr: '' });
      }
      expect((await run(['release', '2024-06', '-w', place])).code).toBe(0);
      return released(place);
    };
    const [forward, backward] = await Promise.all([release('forward', (files) => files), release('backward', (files) => [...files].reverse())]);
    expect(backward).toEqual(forward);
  });
});

describe('report', () => {
  test('renders the bulletin from the release alone, in both languages, whole in one file', async () => {
    const bare = join(folder, 'bare');
    await mkdir(bare);
    await writeFile(join(bare, 'monitor.yaml'), 'organisaties: {}\n');
    await cp(join(here, 'releases'), join(bare, 'releases'), { recursive: true });
    for (const lang of ['nl', 'en']) {
      const out = join(bare, `bericht-${lang}.html`);
      expect(await run(['report', 'monthly', '2024-06', '--concept', '--lang', lang, '--out', out], { cwd: bare })).toEqual({ code: 0, stdout: `${out}\n`, stderr: '' });
      const html = await readFile(out, 'utf8');
      expect(html).toBe(await readFile(join(here, 'reports', '2024-06', `monthly.${lang}.html`), 'utf8'));
      expect(html).toContain(`<html lang="${lang}"`);
      expect(html.match(/<script|<link|\b(?:src|href)="(?:https?:)?\/\/|@import|url\((?!#)/g)).toBeNull();
    }
  });

  test('refuses a month without a release, a report that does not exist, and a release that was changed', async () => {
    const missing = await run(['report', 'monthly', '2023-01', '-w', here]);
    expect([missing.code, missing.stderr]).toEqual([2, 'Er is nog geen vrijgave 2023-01. Maak er een met: agressiemonitor run JJJJ-MM\n']);
    const other = await run(['report', 'weekly', '2024-06', '-w', here, '--lang', 'en']);
    expect([other.code, other.stderr]).toEqual([2, 'There is no report called weekly.\n']);
    const copy = join(folder, 'changed');
    await cp(join(here, 'releases', '2024-06-1'), copy, { recursive: true });
    await writeFile(join(copy, 'cijfer.csv'), (await readFile(join(copy, 'cijfer.csv'), 'utf8')).replace(/\d\r?\n$/, '9\n'));
    const tampered = await run(['report', 'monthly', '2024-06', '-w', here, '--release', copy]);
    expect([tampered.code, tampered.stderr.includes('cijfer.csv')]).toEqual([5, true]);
  });
});

describe('query', () => {
  const ask = (sql: string, ...options: string[]) => run(['query', sql, '-w', here, ...options]);
  const sql = "SELECT maand, organisaties_nul FROM dekking WHERE maand >= '2024-05' ORDER BY maand";
  const nul = (maand: string) => String(maand === '2024-05' ? 1 : 0);
  const months = ['2024-05', '2024-06'];

  test('answers in every form', async () => {
    expect((await ask(sql, '--format', 'csv')).stdout.replaceAll('\r\n', '\n')).toBe(`maand,organisaties_nul\n${months.map((month) => `${month},${nul(month)}\n`).join('')}`);
    const objects = months.map((maand) => ({ maand, organisaties_nul: Number(nul(maand)) }));
    expect(json(await ask(sql, '--format', 'json'))).toEqual(objects);
    expect((await ask(sql, '--format', 'ndjson')).stdout.trim().split('\n').map((line) => JSON.parse(line) as unknown)).toEqual(objects);
    expect((await ask(sql, '--format', 'markdown')).stdout).toMatch(/^\| maand \| organisaties\\_nul \|\n\|[-: |]+\|\n\| 2024-05 \| 1 \|/);
    expect((await ask(sql, '--format', 'table')).stdout).toMatch(/maand[\s\S]*2024-05[\s│|]+1/);
  });

  test('writes to a file, also Parquet, by the form of its name', async () => {
    for (const name of ['antwoord.csv', 'antwoord.json', 'antwoord.parquet']) {
      const ran = await ask(sql, '--out', join(folder, name));
      expect([ran.code, (await stat(join(folder, name))).size > 0]).toEqual([0, true]);
    }
    const db = await openDuckDB(':memory:');
    expect(await db.rows(`SELECT maand, organisaties_nul FROM read_parquet('${join(folder, 'antwoord.parquet').replaceAll("'", "''")}') ORDER BY maand`)).toEqual(
      months.map((maand) => ({ maand, organisaties_nul: Number(nul(maand)) })),
    );
    db.close();
  });

  test.each([
    ['DELETE FROM cijfer'],
    ['CREATE TABLE mijn AS SELECT 1'],
    ["COPY cijfer TO 'cijfer.csv'"],
    ["SELECT * FROM read_csv('monitor.yaml')"],
    ["SELECT * FROM 'inbox/VEERHAVEN/*.csv'"],
    ["ATTACH 'store.duckdb' AS opslag"],
    ['INSTALL httpfs'],
    ["SET enable_external_access = true"],
  ])('neither writes nor leaves the release: %s', async (forbidden) => {
    const before = await hashes(join(here, 'releases', '2024-06-1'));
    const ran = await run(['query', forbidden], { cwd: here });
    expect(ran.code).not.toBe(0);
    expect(ran.code).not.toBe(70);
    expect([ran.stdout, ran.stderr === '']).toEqual(['', false]);
    expect(await hashes(join(here, 'releases', '2024-06-1'))).toEqual(before);
  });
});
