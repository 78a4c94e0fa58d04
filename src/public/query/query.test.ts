import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckDB } from '../../database/duckdb.js';
import { message } from '../../i18n/message.js';
import { query, type QueryOptions } from './query.js';

const folder = mkdtempSync(join(tmpdir(), 'query-'));
const release = join(folder, 'releases', '2024-06-1', 'released.duckdb');

beforeAll(async () => {
  mkdirSync(join(folder, 'releases', '2024-06-1'), { recursive: true });
  const made = await openDuckDB(release);
  await made.run(readFileSync(new URL('./small_release.fixture.sql', import.meta.url), 'utf8'));
  made.close();
});

afterAll(() => rmSync(folder, { recursive: true }));

async function ask(options: Partial<QueryOptions>, { terminal = false, columns = 100, input = '' } = {}) {
  const output = new PassThrough();
  const error = new PassThrough();
  const code = await query(
    { release, lang: 'nl', ...options },
    { input: Readable.from([input]), output, error, terminal, columns: () => columns, clock: () => 0 },
  );
  return { code, out: String(output.read() ?? ''), notes: String(error.read() ?? '') };
}

test('a person gets a table with remarks apart, a pipe gets JSON', async () => {
  const sql = "SELECT code, teller FROM cijfer WHERE dimensie = 'vorm' ORDER BY code";
  expect(await ask({ sql }, { terminal: true })).toEqual({
    code: 0,
    out: '┌──────┬────────┐\n│ code │ teller │\n├──────┼────────┤\n│ DOXX │      ∅ │\n│ VERB │    801 │\n└──────┴────────┘\n',
    notes: '(2 rijen)\n',
  });
  expect(await ask({ sql })).toEqual({ code: 0, out: '[\n{"code":"DOXX","teller":null},\n{"code":"VERB","teller":801}\n]\n', notes: '' });
  expect((await ask({ sql, format: 'csv' })).out).toBe('code,teller\r\nDOXX,\r\nVERB,801\r\n');
});

test('what does not fit on the screen is told', async () => {
  const wide = await ask({ sql: 'FROM cijfer', lang: 'en' }, { terminal: true, columns: 60 });
  expect(wide.notes).toMatch(/^\(4 rows\)\n\(\d+ of 16 columns fit; /);
  expect((await ask({ sql: 'FROM range(5000)' }, { terminal: true })).notes).toBe('(de eerste 1000 rijen; er zijn er meer)\n');
  expect(JSON.parse((await ask({ sql: 'FROM range(5000)' })).out)).toHaveLength(5000);
  expect((await ask({ sql: 'FROM range(5000)', format: 'ndjson', maxRows: 2 })).notes).toBe('(de eerste 2 rijen; er zijn er meer)\n');
  await expect(ask({ sql: 'FROM range(5000000)' })).rejects.toMatchObject({ key: 'query.tooManyRows' });
  expect((await ask({ sql: 'EXPLAIN SELECT 1' }, { terminal: true })).out).toMatch(/^┌─+┐\n│ +PROJECTION/);
});

test('a file is written whole, in the format of its name', async () => {
  const csv = join(folder, 'uit', 'cijfer.csv');
  const done = await ask({ sql: 'SELECT code FROM codelijst ORDER BY code', output: csv });
  expect(done).toEqual({ code: 0, out: '', notes: `Geschreven naar ${csv}: 2 rij(en)\n` });
  expect(readFileSync(csv, 'utf8')).toBe('code\r\nDOXX\r\nVERB\r\n');
  await expect(ask({ sql: 'SELECT nergens', output: csv })).rejects.toMatchObject({ key: 'query.failedAt' });
  expect(readFileSync(csv, 'utf8')).toBe('code\r\nDOXX\r\nVERB\r\n');
});

test('the folder of the release is never written to', async () => {
  for (const output of [release, join(folder, 'releases', '2024-06-1', 'x.parquet'), join(folder, 'uit', '..', 'releases', '2024-06-1', 'cijfer.csv')]) {
    await expect(ask({ sql: 'SELECT 1', output })).rejects.toMatchObject({ key: 'query.insideRelease' });
  }
  expect(existsSync(join(folder, 'releases', '2024-06-1', 'x.parquet'))).toBe(false);
});

test('Parquet keeps types and values, and the same rows give the same bytes', async () => {
  const sql = `SELECT i, i::HUGEINT AS groot, 'v' || i AS tekst, [i, NULL] AS lijst, {'a "b"': i, c: DATE '2024-01-01'} AS "str uct", 1.50::DECIMAL(9, 2) AS d,
    'x'::ENUM('x', 'y''); DROP TABLE uitkomst; --') AS e, NULL AS leeg, 1 AS A, 2 AS a, TIMESTAMP '2024-06-30 12:00:00' AS t FROM range(5000) r(i)`;
  const files = ['een.parquet', 'twee.parquet'].map((name) => join(folder, name));
  for (const output of files) expect((await ask({ sql, output, lang: 'en' })).notes).toBe(`Written to ${output}: 5000 row(s)\n`);
  const [first, second] = files.map((file) => createHash('sha256').update(readFileSync(file)).digest('hex'));
  expect(first).toBe(second);
  const reader = await openDuckDB(':memory:');
  expect(await reader.rows(`SELECT count(*) AS n, sum(i) AS s, max(groot) AS g, any_value(a_2) AS a, count(leeg) AS l FROM '${files[0]}'`)).toEqual([
    { n: 5000, s: 12497500, g: 4999, a: 2, l: 0 },
  ]);
  expect(await reader.rows(`SELECT tekst, lijst, "str uct" AS s, d, e::VARCHAR AS e, t FROM '${files[0]}' WHERE i = 4999`)).toEqual([
    { tekst: 'v4999', lijst: [4999, null], s: { 'a "b"': 4999, c: '2024-01-01' }, d: 1.5, e: 'x', t: '2024-06-30 12:00:00' },
  ]);
  expect(await reader.rows(`SELECT column_name AS n, column_type AS t FROM (DESCRIBE FROM '${files[0]}') WHERE column_name IN ('d', 't', 'i')`)).toEqual([
    { n: 'i', t: 'BIGINT' }, { n: 'd', t: 'DECIMAL(9,2)' }, { n: 't', t: 'TIMESTAMP' },
  ]);
  reader.close();
});

test('Parquet of no rows, of the first rows, of odd types and names, and without a file', async () => {
  const output = join(folder, 'klein.parquet');
  expect((await ask({ sql: 'SELECT code FROM cijfer WHERE false', output })).notes).toContain(': 0 rij');
  expect((await ask({ sql: 'FROM range(5000)', output, maxRows: 3 })).notes).toContain(': 3 rij');
  const odd = "SELECT union_value(a := 1) AS u, '101'::BIT AS b, 1::VARIANT AS v, INTERVAL 1 DAY AS i, MAP {1: [2]} AS m, uuid() AS id";
  expect((await ask({ sql: odd, output })).notes).toContain(': 1 rij');
  expect((await ask({ sql: "PIVOT (SELECT '' AS k, 1 AS n) ON k USING sum(n)", output })).notes).toContain(': 1 rij');
  const before = readFileSync(output);
  await expect(ask({ sql: 'FROM range(10) SELECT 1 / nergens', output })).rejects.toMatchObject({ key: 'query.failedAt' });
  await expect(ask({ sql: "SELECT error('halverwege') FROM range(100000) t(i) WHERE i > 99998", output })).rejects.toMatchObject({ key: 'query.failed' });
  expect(readFileSync(output).equals(before)).toBe(true);
  for (const blocked of [join(output, 'x.parquet'), join(output, 'x.csv')]) {
    await expect(ask({ sql: 'SELECT 1', output: blocked })).rejects.toMatchObject({ key: 'query.cannotWrite' });
  }
  await expect(ask({ sql: 'SELECT 1', format: 'parquet' })).rejects.toMatchObject({ key: 'query.parquetNeedsFile' });
});

test('a hostile name in the result does not run in the engine that writes Parquet', async () => {
  const output = join(folder, 'naam.parquet');
  const trap = join(folder, 'val.csv');
  const hostile = `x" INTEGER); COPY (SELECT 1) TO '${trap}'; --`;
  await ask({ sql: `SELECT 1 AS "${hostile.replaceAll('"', '""')}", {"${hostile.replaceAll('"', '""')}": 1} AS s`, output });
  expect(existsSync(trap)).toBe(false);
  expect(statSync(output).size).toBeGreaterThan(0);
});

test('SQL from a pipe: answers one after another, the last without semicolon, and stops at the first mistake', async () => {
  const two = await ask({ format: 'csv' }, { input: "SELECT 1 AS a;\n-- tussendoor\nSELECT\n  ';' AS b" });
  expect(two).toEqual({ code: 0, out: 'a\r\n1\r\nb\r\n;\r\n', notes: '' });
  const stopped = await ask({ format: 'csv' }, { input: 'SELECT 1 AS a;\nSELECT nergens;\nSELECT 2 AS b;\n' });
  expect(stopped.code).toBe(2);
  expect(stopped.out).toBe('a\r\n1\r\n');
  expect(stopped.notes).toContain('(regel 1, kolom 8)');
  expect(await ask({}, { input: '' })).toEqual({ code: 0, out: '', notes: '' });
});

test('every refusal has a sentence in both languages', async () => {
  writeFileSync(join(folder, 'leeg.duckdb'), 'x'.repeat(5000));
  for (const [options, key] of [
    [{ sql: 'DROP TABLE cijfer' }, 'query.readOnly'],
    [{ sql: 'SELECT 1', release: join(folder, 'weg') }, 'query.noRelease'],
    [{ sql: 'SELECT 1', release: join(folder, 'leeg.duckdb') }, 'query.notARelease'],
  ] as const) {
    const error = await ask(options).catch((thrown: unknown) => thrown as { key: typeof key; params: Record<string, string>; exitCode: number });
    expect(error).toMatchObject({ key, exitCode: 2 });
    if ('key' in error) expect(message('nl', error.key, error.params)).not.toBe(message('en', error.key, error.params));
  }
});
