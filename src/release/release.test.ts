import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckDB } from '../database/duckdb.js';
import { safeCell } from '../files/spreadsheet.js';
import { toCsv } from './csv.js';
import { latestRelease, listReleases, nextReleaseFolder } from './list.js';
import type { Manifest } from './manifest.js';
import { openRelease } from './read.js';
import { sampleKind, sampleRelease } from './sample.test-support.js';
import { releaseTables, type ReleaseTables } from './tables.js';
import { writeRelease } from './write.js';

let root: string;
let folder: string;
let manifest: Manifest;
const contents = (tables: ReleaseTables = sampleRelease()) => ({ tables, deliveries: ['b'.repeat(64), 'a'.repeat(64)], configuration: 'c'.repeat(64) });

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'release-'));
  folder = join(root, '2024-06-1');
  manifest = await writeRelease(folder, contents(), sampleKind);
});
afterAll(() => rm(root, { recursive: true, force: true }));

test('what is written is read back, cell by cell', async () => {
  const release = await openRelease(folder);
  const tables = sampleRelease();
  for (const { name, key, columns } of releaseTables) {
    const rows = await release.rows(`SELECT * FROM ${name} ORDER BY ${key.join(', ')}`);
    const expected = [...((tables as unknown as Record<string, readonly object[]>)[name] ?? [])].map((row) => ({ ...row }) as Record<string, unknown>);
    expected.sort((a, b) => (key.map((k) => a[k]).join('\u0001') < key.map((k) => b[k]).join('\u0001') ? -1 : 1));
    expect(rows).toEqual(expected);
    if (rows.length > 0) expect(Object.keys(rows[0]!)).toEqual(columns.map((column) => column.name));
    const parquet = await openDuckDB(':memory:');
    expect(await parquet.rows(`SELECT * FROM '${join(folder, `${name}.parquet`).replaceAll('\\', '/')}'`)).toEqual(expected);
    parquet.close();
  }
  expect(release.kenmerk['maand']).toBe('2024-06');
  expect(release.manifest).toEqual(manifest);
  release.close();
});

test('the released database explains itself: comments, and one wide view per indicator whose comment holds its SQL', async () => {
  const release = await openRelease(folder);
  const uncommented = await release.rows("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL");
  expect(uncommented).toEqual([]);
  const views = await release.rows<{ view_name: string; comment: string }>('SELECT view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY 1');
  expect(views.map(({ view_name }) => view_name.slice(0, 3))).toEqual(['i01', 'i02', 'i05', 'i06', 'i09', 'i11', 'i12', 'i17', 'i21', 'i22', 'i32']);
  for (const view of views) {
    expect(view.comment).toMatch(/^I\d\d/);
    const shown = await release.rows(`SELECT * FROM ${view.view_name} ORDER BY ALL`);
    expect(shown.length).toBeGreaterThan(0);
    expect(await release.rows(`${view.comment.split('SQL: ')[1]} ORDER BY ALL`)).toEqual(shown);
  }
  expect(await release.rows("SELECT voorvallen_ontbreekt, aandeel_ontbreekt, aandeel FROM i32_kanaal_en_locatie WHERE code IN ('POST', 'VIDEO') ORDER BY code")).toEqual([
    { voorvallen_ontbreekt: 'onderdrukt', aandeel_ontbreekt: 'onderdrukt', aandeel: null },
    { voorvallen_ontbreekt: null, aandeel_ontbreekt: null, aandeel: (100 * 288) / 14_412 },
  ]);
  expect(await release.rows('SELECT DISTINCT code_soort FROM i32_kanaal_en_locatie UNION SELECT code_soort FROM i06_ernst ORDER BY ALL')).toEqual(
    ['inhoud', 'niet gevraagd', 'niet van toepassing', 'onbekend'].map((code_soort) => ({ code_soort })),
  );
  await expect(release.rows("SELECT * FROM read_csv('/etc/hostname')")).rejects.toThrow();
  release.close();
});

test('two writes give the same bytes, the same id and the same logical database, whatever the order of rows', async () => {
  const tables = sampleRelease();
  const shuffled = { ...tables, cijfer: [...tables.cijfer].reverse(), kenmerk: [...tables.kenmerk].reverse() };
  const again = await writeRelease(join(root, 'again'), { ...contents(shuffled), deliveries: ['a'.repeat(64), 'b'.repeat(64)] }, sampleKind);
  expect(again).toEqual(manifest);
  const names = (await readdir(folder)).sort();
  expect((await readdir(join(root, 'again'))).sort()).toEqual(names);
  for (const name of names.filter((entry) => entry !== 'released.duckdb')) {
    expect(await readFile(join(root, 'again', name)), name).toEqual(await readFile(join(folder, name)));
  }
  expect(names).not.toContain('released.duckdb.wal');
});

test('the id follows from the contents', async () => {
  const tables = sampleRelease();
  const cijfer = tables.cijfer.map((row, i) => (i === 0 ? { ...row, dekking: 0.81 } : row));
  expect((await writeRelease(join(root, 'other'), contents({ ...tables, cijfer }), sampleKind)).release).not.toBe(manifest.release);
  expect((await writeRelease(join(root, 'other'), { ...contents(), configuration: 'd'.repeat(64) }, sampleKind)).release).not.toBe(manifest.release);
  expect(manifest.release).toMatch(/^2024-06-[0-9a-f]{12}$/);
});

async function copyOfRelease(name: string): Promise<string> {
  const target = join(root, name);
  await writeRelease(target, contents(), sampleKind);
  return target;
}

test.each(['cijfer.csv', 'dekking.parquet', 'datapackage.json', 'manifest.json', 'released.duckdb'])('a changed %s is refused', async (file) => {
  const target = await copyOfRelease(`changed-${file}`);
  const bytes = await readFile(join(target, file));
  if (file === 'manifest.json') await writeFile(join(target, file), bytes.toString().replace('"codeboek": "0.1"', '"codeboek": "0.2"'));
  else if (file === 'released.duckdb') {
    const db = await openDuckDB(join(target, file));
    await db.run("UPDATE cijfer SET waarde = waarde + 1 WHERE indicator = 'I01' AND periode = '2024-06'");
    db.close();
  } else {
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(join(target, file), bytes);
  }
  await expect(openRelease(target)).rejects.toMatchObject({ key: 'release.tampered', exitCode: 5 });
});

test('a missing file, a foreign database and a hidden extra table are refused', async () => {
  const gone = await copyOfRelease('gone');
  await rm(join(gone, 'indicator.csv'));
  await expect(openRelease(gone)).rejects.toMatchObject({ key: 'release.tampered', params: { file: 'indicator.csv' } });

  const extra = await copyOfRelease('extra');
  const db = await openDuckDB(join(extra, 'released.duckdb'));
  await db.run('CREATE TABLE bijvangst AS SELECT 1 AS een');
  db.close();
  await expect(openRelease(extra)).rejects.toMatchObject({ key: 'release.tampered' });

  const text = await copyOfRelease('text');
  await copyFile(join(text, 'cijfer.csv'), join(text, 'released.duckdb'));
  await expect(openRelease(text)).rejects.toMatchObject({ key: 'release.tampered' });
  await expect(openRelease(join(root, 'nowhere'))).rejects.toMatchObject({ key: 'release.none', exitCode: 2 });
});

test('a suppressed row that carries a value does not pass the wall', async () => {
  const tables = sampleRelease();
  const target = join(root, 'unsafe');
  for (const field of ['waarde', 'onder', 'boven', 'teller'] as const) {
    const cijfer = tables.cijfer.map((row) => (row.conf_status === 'C' ? { ...row, [field]: 4 } : row));
    await expect(writeRelease(target, contents({ ...tables, cijfer }), sampleKind)).rejects.toMatchObject({ key: 'release.suppressedValue', exitCode: 4 });
  }
  expect(await readdir(root)).not.toContain('unsafe');
});

test('bugs of the caller are caught: double key, empty key, wrong type, unknown column, missing property', async () => {
  const tables = sampleRelease();
  const first = tables.cijfer[0]!;
  const bad: Partial<ReleaseTables>[] = [
    { cijfer: [first, first] },
    { cijfer: [{ ...first, code: null as never }] },
    { cijfer: [{ ...first, waarde: Number.NaN }] },
    { cijfer: [{ ...first, teller: 1.5 }] },
    { cijfer: [{ ...first, naam: 'x' } as never] },
    { kenmerk: [] },
  ];
  for (const part of bad) await expect(writeRelease(join(root, 'bad'), contents({ ...tables, ...part }), sampleKind)).rejects.toThrow(/^release: /);
});

test('no cell of a CSV can run as a formula in a spreadsheet', () => {
  const dangerous = ['=1+1', '+31', '-2+3', '@SUM(A1)', '\tx', '\rx', "=cmd|' /C calc'!A0"];
  for (const cell of dangerous) expect(safeCell(cell)).toBe(`'${cell}`);
  for (const cell of ['-8', '-1.5', 'a=b', '', '4-14', "'s ochtends"]) expect(safeCell(cell)).toBe(cell);
  const table = releaseTables.find((entry) => entry.name === 'kenmerk')!;
  expect(toCsv(table, [{ sleutel: 'a,b', waarde: '=1+"1"\n' }, { sleutel: 'leeg', waarde: '' }])).toBe('sleutel,waarde\n"a,b","\'=1+""1""\n"\nleeg,""\n');
});

test('datapackage.json has what Frictionless v2 requires, and its hashes are those of the files', async () => {
  const text = await readFile(join(folder, 'datapackage.json'), 'utf8');
  const description = JSON.parse(text);
  expect(description.$schema).toBe('https://datapackage.org/profiles/2.0/datapackage.json');
  expect(description.name).toMatch(/^[a-z0-9._/-]+$/);
  expect(description.licenses[0].name).toBe('CC-BY-4.0');
  expect(description).not.toHaveProperty('created');
  const names = description.resources.map((resource: { name: string }) => resource.name);
  expect(new Set(names).size).toBe(names.length);
  for (const resource of description.resources) {
    expect(resource.name).toMatch(/^[a-z0-9._-]+$/);
    const bytes = await readFile(join(folder, resource.path));
    if (resource.format !== 'csv') continue;
    expect(resource.hash).toBe(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
    expect(resource.bytes).toBe(bytes.length);
    const header = bytes.toString().split('\n')[0]!.split(',');
    expect(resource.schema.fields.map((field: { name: string }) => field.name)).toEqual(header);
    expect(resource.schema.missingValues).toEqual(['']);
    for (const key of resource.schema.primaryKey) expect(header).toContain(key);
    for (const field of resource.schema.fields) {
      expect(['string', 'integer', 'number']).toContain(field.type);
      expect(field.description.length).toBeGreaterThan(3);
    }
  }
  const value = description.resources[0].schema.fields.find((field: { name: string }) => field.name === 'noemer');
  expect(value.unit).toBe('fte-maanden, medewerker-maanden, jeugdige-maanden, huisbezoeken of voorvallen');
});

test('no file holds a clock, a path or anything of the process that wrote it', async () => {
  for (const name of await readdir(folder)) {
    const bytes = (await readFile(join(folder, name))).toString('latin1');
    expect(bytes, name).not.toContain(root);
    if (!name.endsWith('.duckdb')) expect(bytes, name).not.toMatch(/T\d\d:\d\d:\d\d/);
  }
});

test('releases of a folder are listed by month and number', async () => {
  const shelf = join(root, 'shelf');
  expect(await listReleases(shelf)).toEqual([]);
  expect(await nextReleaseFolder(shelf, '2024-06')).toBe(join(shelf, '2024-06-1'));
  await writeRelease(join(shelf, '2024-06-9'), contents(), sampleKind);
  await writeRelease(join(shelf, '2024-06-10'), contents(), sampleKind);
  await writeRelease(join(shelf, '2024-05-1'), contents(), sampleKind);
  expect((await listReleases(shelf)).map((release) => release.name)).toEqual(['2024-05-1', '2024-06-9', '2024-06-10']);
  expect((await latestRelease(shelf, '2024-06'))?.number).toBe(10);
  expect(await nextReleaseFolder(shelf, '2024-06')).toBe(join(shelf, '2024-06-11'));
});
