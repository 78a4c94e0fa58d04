import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openDuckDB } from '../../database/duckdb.js';
import { UserError } from '../../error.js';
import { message } from '../../i18n/message.js';
import { openReleased, type Released } from './released.js';
import { runQuery } from './run.js';
import { jsonText } from './value.js';

const folder = mkdtempSync(join(tmpdir(), 'query-'));
const path = join(folder, 'released.duckdb');
const bait = join(folder, 'geheim.csv');
const other = join(folder, 'opslag.duckdb');
const secret = 'JANSEN-SLOTERKADE-12';
let db: Released;

beforeAll(async () => {
  const made = await openDuckDB(path);
  await made.run(readFileSync(new URL('./small_release.fixture.sql', import.meta.url), 'utf8'));
  made.close();
  const store = await openDuckDB(other);
  await store.run(`CREATE TABLE voorval AS SELECT '${secret}' AS naam`);
  store.close();
  writeFileSync(bait, `naam\n${secret}\n`);
  db = await openReleased(path, { threads: 2, memoryLimit: '300MB' });
});

afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

async function failure(sql: string): Promise<UserError> {
  const error = await runQuery(db, sql).then(() => undefined, (thrown: unknown) => thrown);
  expect(error, sql).toBeInstanceOf(UserError);
  return error as UserError;
}

test('columns with their types, and rows', async () => {
  expect(await runQuery(db, "SELECT code, waarde, teller FROM cijfer WHERE dimensie = 'vorm' ORDER BY code;")).toEqual({
    columns: [{ name: 'code', type: 'VARCHAR' }, { name: 'waarde', type: 'DOUBLE' }, { name: 'teller', type: 'BIGINT' }],
    rows: [['DOXX', null, null], ['VERB', 801, 801n]],
    truncated: false,
  });
});

test.each([
  ['1.50::DECIMAL(9,2)', 'DECIMAL(9,2)', '1.50'],
  ['[1, NULL]', 'INTEGER[]', '[1,null]'],
  ["{'a b': DATE '2024-06-01', c: [1.5]}", 'STRUCT("a b" DATE, "c" DECIMAL(2,1)[])', '{"a b":"2024-06-01","c":[1.5]}'],
  ["DATE '2024-06-30'", 'DATE', '"2024-06-30"'],
  ["TIMESTAMP '2024-06-30 13:05:00'", 'TIMESTAMP', '"2024-06-30 13:05:00"'],
  ['170141183460469231731687303715884105727::HUGEINT', 'HUGEINT', '"170141183460469231731687303715884105727"'],
  ["MAP {'k': 2}", 'MAP(VARCHAR, INTEGER)', '[{"key":"k","value":2}]'],
  ["'FYS'::ENUM('FYS', 'VERB')", "ENUM('FYS', 'VERB')", '"FYS"'],
  ['INTERVAL 3 MONTH', 'INTERVAL', '"3 months"'],
  ['union_value(a := 2)', 'UNION("a" INTEGER)', '2'],
  ["'\\xAA'::BLOB", 'BLOB', String.raw`"\\xAA"`],
  ['array_value(1, 2)', 'INTEGER[2]', '[1,2]'],
  ["'nan'::DOUBLE", 'DOUBLE', '"NaN"'],
  ['true', 'BOOLEAN', 'true'],
  ['NULL', 'INTEGER', 'null'],
])('%s comes as %s', async (expression, type, json) => {
  const { columns, rows } = await runQuery(db, `SELECT ${expression} AS a`);
  expect(columns[0]!.type).toBe(type);
  expect(jsonText(rows[0]![0]!)).toBe(json);
});

test.each([
  'FROM cijfer', 'VALUES (1), (2)', 'WITH a AS (SELECT 1) FROM a', 'TABLE dekking', '((SELECT 1))', 'DESCRIBE cijfer', 'SUMMARIZE cijfer', 'SHOW TABLES',
  'EXPLAIN SELECT * FROM cijfer', 'EXPLAIN ANALYZE FROM cijfer', "PIVOT cijfer ON code IN ('VERB', 'DOXX') USING sum(waarde) GROUP BY periode",
  'PIVOT cijfer ON code USING sum(waarde) GROUP BY periode', 'WITH p AS (PIVOT cijfer ON code USING sum(waarde)) FROM p',
  'UNPIVOT dekking ON fte_verwacht, fte_geleverd INTO NAME wat VALUE fte', '-- vraag\nSELECT 1 -- antwoord', 'SELECT * FROM range(3), unnest([1, 2])',
  "SELECT 'COPY x TO y; DROP TABLE cijfer' AS query", 'SELECT 1;;',
])('reads: %s', async (sql) => {
  expect((await runQuery(db, sql)).rows.length).toBeGreaterThan(0);
});

const file = "'{bait}'";
const probes: [string, string][] = [
  ['SELECT 1; SELECT 2', 'query.oneStatement'],
  ["SELECT 1; COPY cijfer TO 'x.csv'", 'query.oneStatement'],
  ["SELECT '' /* ' */; DROP TABLE cijfer", 'query.oneStatement'],
  ['', 'query.empty'],
  ['-- niets', 'query.empty'],
  ...[
    `COPY cijfer TO ${file}`, `COPY (SELECT 1) TO ${file}`, `COPY cijfer FROM ${file}`, `EXPORT DATABASE '{folder}/uit'`, `IMPORT DATABASE '{folder}'`,
    "ATTACH '{other}' AS s", "ATTACH ':memory:' AS m", 'DETACH released', 'USE memory', 'INSTALL httpfs', 'LOAD json', "LOAD '{folder}/x.duckdb_extension'",
    'SET enable_external_access = true', 'SET threads = 1', 'RESET lock_configuration', 'SET VARIABLE a = 1', 'PRAGMA enable_profiling',
    "PRAGMA profile_output = '{folder}/p'", 'PRAGMA database_list', 'CALL enable_logging()', 'CALL pragma_version()', 'CREATE TABLE t (a INT)',
    'CREATE TEMP TABLE t AS SELECT 1', 'CREATE TEMP VIEW v AS SELECT 1', 'CREATE TEMP MACRO m() AS 1', 'CREATE SECRET s (TYPE s3)',
    'INSERT INTO kenmerk VALUES (1, 1)', 'UPDATE cijfer SET waarde = 0', 'DELETE FROM cijfer', 'DROP TABLE cijfer', 'TRUNCATE cijfer',
    'ALTER TABLE cijfer ADD COLUMN x INT', "COMMENT ON TABLE cijfer IS 'x'", 'MERGE INTO cijfer USING (SELECT 1 AS a) s ON s.a = 1 WHEN MATCHED THEN DELETE',
    'WITH a AS (SELECT 1) INSERT INTO kenmerk SELECT 1, 1', 'PREPARE p AS SELECT 1', 'EXECUTE p', 'BEGIN', 'COMMIT', 'CHECKPOINT', 'VACUUM', 'ANALYZE',
    `EXPLAIN COPY cijfer TO ${file}`, `EXPLAIN ANALYZE COPY cijfer TO ${file}`, 'EXPLAIN ANALYZE CREATE TEMP TABLE t AS SELECT 1',
    'EXPLAIN /* x */ ANALYZE SET VARIABLE a = 1', 'EXPLAIN (ANALYZE) CREATE TEMP TABLE t AS SELECT 1', 'EXPLAIN ANALYZE PREPARE p AS SELECT 1',
    'EXPLAIN ANALYZE WITH a AS (SELECT 1) INSERT INTO kenmerk SELECT 1, 1', '/* SELECT */ DROP TABLE cijfer', 'selecteer 1',
  ].map((sql): [string, string] => [sql, 'query.readOnly']),
  ...[
    `FROM read_csv(${file})`, `FROM read_csv_auto(${file})`, `FROM read_text(${file})`, `FROM read_blob(${file})`, `FROM read_json(${file})`,
    `FROM read_parquet(${file})`, `FROM parquet_metadata(${file})`, `FROM sniff_csv(${file})`, "FROM glob('{folder}/*')", "FROM read_duckdb('{other}')",
    `SELECT (SELECT content FROM read_text(${file}))`, `FROM "read_text"(${file})`, `FROM system.main.READ_TEXT /* ( */ (${file})`,
    `FROM read_text\u00a0(${file})`, `SELECT 1 WHERE EXISTS (FROM read_text(${file}))`, `SUMMARIZE (FROM read_csv(${file}))`,
    `PIVOT (FROM read_csv(${file})) ON naam USING count(*)`, `DESCRIBE (FROM read_csv(${file}))`,
    "FROM query('FROM enable_profiling()')", "FROM query('FROM read_' || 'text(''{bait}'')')", "FROM query_table('cijfer')",
    "FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))", 'FROM enable_profiling()', "FROM enable_logging(storage = 'stdout')", 'FROM disable_logging()',
    "FROM enable_profiling(save_location = '{folder}/p.txt')", 'FROM checkpoint()', 'FROM force_checkpoint()', 'FROM duckdb_secrets()', "FROM which_secret('a', 'b')",
    'FROM duckdb_settings()', 'FROM duckdb_databases()', 'FROM duckdb_extensions()', 'FROM arrow_scan(0, 0, 0)', 'FROM enable_peg_parser()', "SELECT write_log('x')",
    'SELECT * FROM kenmerk, LATERAL (FROM sql_auto_complete(waarde))',
  ].map((sql): [string, string] => [sql, 'query.functionRefused']),
  ...[
    `FROM ${file}`, `SELECT * FROM "{bait}"`, "FROM 'http://127.0.0.1:9/x.parquet'", "FROM 's3://x/y.csv'", "FROM '{other}'", "FROM '/etc/passwd.csv'",
    `SELECT * FROM cijfer JOIN ${file} ON true`,
  ].map((sql): [string, string] => [sql, 'query.noAccess']),
  ["SELECT getenv('HOME')", 'query.failedAt'],
  ["SELECT nextval('s')", 'query.failed'],
];

test.each(probes)('refuses %j', async (template, key) => {
  const sql = template.replaceAll('{bait}', bait).replaceAll('{other}', other).replaceAll('{folder}', folder);
  const printed = vi.spyOn(process.stdout, 'write');
  const error = await failure(sql);
  expect(printed).not.toHaveBeenCalled();
  printed.mockRestore();
  expect(error.key).toBe(key);
  expect(message('nl', error.key, error.params)).not.toContain(secret);
  expect(readdirSync(folder).sort()).toEqual(['geheim.csv', 'opslag.duckdb', 'released.duckdb']);
  expect((await runQuery(db, 'SELECT count(*) FROM cijfer')).rows).toEqual([[4n]]);
});

test.each([
  'FROM read_text($bait)', 'FROM read_csv($bait)', 'FROM glob($bait)', 'FROM read_blob($bait)',
])('the engine itself is shut as well: %s', async (sql) => {
  await expect(db.rows(sql, { bait })).rejects.toThrow(/disabled by configuration/);
});

test.each(['SET enable_external_access = true', 'SET lock_configuration = false', "SET allowed_directories = ['/']", "SET temp_directory = 'x'", 'LOAD httpfs'])(
  'no setting opens it again: %s',
  async (sql) => {
    await expect(db.rows(sql)).rejects.toThrow(/lock|disabled|Cannot/);
  },
);

test('a mistake is shown with its line, column and place', async () => {
  const error = await failure("SELECT 'é' AS a,\n  warde\nFROM codelijst");
  expect(message('nl', error.key, error.params)).toBe(
    'De SQL kan niet worden uitgevoerd (regel 2, kolom 3): Referenced column "warde" not found in FROM clause!\n' +
      'Candidate bindings: "code", "ouder", "label_en", "label_nl"\n    warde\n    ^',
  );
  expect((await failure('SELECT 1 +')).params).toMatchObject({ line: 1, column: 11 });
  const [line, mark] = String((await failure(`SELECT ${'1, '.repeat(100)} nergens FROM cijfer`)).params['excerpt']).split('\n');
  expect(line!.length).toBeLessThan(80);
  expect(line!.slice(mark!.indexOf('^'))).toMatch(/^nergens /);
  expect((await failure('SELECT $1')).key).toBe('query.failed');
  expect((await failure("SELECT 'open")).key).toBe('query.failedAt');
});

test('maxRows cuts and says so, also on a result without end', async () => {
  expect(await runQuery(db, 'FROM range(3)', { maxRows: 3 })).toMatchObject({ truncated: false });
  expect(await runQuery(db, 'FROM range(4)', { maxRows: 3 })).toMatchObject({ truncated: true, rows: [[0n], [1n], [2n]] });
  expect(await runQuery(db, 'FROM range(1000000000000)', { maxRows: 1 })).toMatchObject({ truncated: true, rows: [[0n]] });
});

const endless = 'SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b';

test('a time limit and an abort stop a query, and the next one runs', async () => {
  await expect(runQuery(db, endless, { seconds: 0.2 })).rejects.toMatchObject({ key: 'query.timeout', params: { seconds: 0.2 } });
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 100);
  await expect(runQuery(db, endless, { signal: controller.signal })).rejects.toMatchObject({ key: 'query.cancelled' });
  await expect(runQuery(db, endless, { signal: AbortSignal.abort() })).rejects.toMatchObject({ key: 'query.cancelled' });
  expect((await runQuery(db, 'SELECT 1')).rows).toEqual([[1]]);
});

test('too much memory is a clear refusal, without a spill file', async () => {
  expect((await failure('SELECT list(range) FROM range(200000000)')).key).toBe('query.memory');
  expect(readdirSync(folder)).toHaveLength(3);
});

test('columns with the same name, in any case, get names of their own', async () => {
  const { columns } = await runQuery(db, 'SELECT 1 AS a, 2 AS A, 3 AS a, 4 AS a_2');
  expect(columns.map((column) => column.name)).toEqual(['a', 'A_2', 'a_3', 'a_2_2']);
});

test.each([
  [join(folder, 'weg.duckdb'), 'query.noRelease'],
  [folder, 'query.noRelease'],
  [bait, 'query.notARelease'],
])('no release at %s', async (where, key) => {
  await expect(openReleased(where)).rejects.toMatchObject({ key });
});
