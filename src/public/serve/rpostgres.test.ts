/** What R's RPostgres sends on connecting and for dbGetQuery, dbListTables, dbExistsTable and dbListFields (its sources R/dbConnect_PqDriver.R and R/tables.R). */
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Serving, serve } from './serve.js';
import { password, plainGuard, researcher } from './serve.test-support.js';

let guard: Awaited<ReturnType<typeof plainGuard>>;
let serving: Serving;
let client: pg.Client;
beforeAll(async () => {
  guard = await plainGuard();
  serving = await serve({ guard, host: '127.0.0.1', port: 0, lang: 'en', find: async () => researcher('anna'), today: () => '2024-07-01', clock: () => performance.now() });
  client = new pg.Client({ host: '127.0.0.1', port: serving.port, user: 'anna', password, database: 'monitor' });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await serving.close();
  await guard.close();
});

const listTables = `SELECT table_schema, table_name \nFROM information_schema.tables \nWHERE TRUE \n  AND (table_schema = ANY(current_schemas(true))) \n  AND (table_schema <> 'pg_catalog') \n`;
/** The newer way, by the system catalog. */
const systemTables = `SELECT table_schema, table_name \nFROM ( SELECT n.nspname AS table_schema, cl.relname AS table_name, \n    CASE
            WHEN (n.oid = pg_my_temp_schema()) THEN 'LOCAL TEMPORARY'
            WHEN (cl.relkind IN ('r', 'p')) THEN 'BASE TABLE'
            WHEN (cl.relkind = 'v') THEN 'VIEW'
            WHEN (cl.relkind = 'f') THEN 'FOREIGN'
            WHEN (cl.relkind = 'm') THEN 'MATVIEW'
            ELSE NULL
        END AS table_type \nFROM pg_class AS cl \nJOIN pg_namespace AS n ON cl.relnamespace = n.oid \nWHERE (cl.relkind IN ('r', 'v', 'm', 'f', 'p')) \n  AND NOT cl.relispartition \n  AND (NOT pg_is_other_temp_schema(n.oid)) \n  AND (pg_has_role(cl.relowner, 'USAGE') \n    OR has_table_privilege(cl.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER') \n    OR has_any_column_privilege(cl.oid, 'SELECT, INSERT, UPDATE, REFERENCES') \n  ) \n) AS schema_tables \nWHERE TRUE \n  AND (table_schema = ANY(current_schemas(true))) \n  AND (table_schema <> 'pg_catalog') \n`;
const fields = (table: string): string => `SELECT column_name FROM (SELECT *, rank() OVER (ORDER BY nr) AS rnr FROM (SELECT nr, schemas[nr] AS table_schema FROM (SELECT *, generate_subscripts(schemas, 1) AS nr FROM (SELECT current_schemas(true) AS schemas) t) tt WHERE schemas[nr] <> 'pg_catalog') ttt INNER JOIN INFORMATION_SCHEMA.columns USING (table_schema) WHERE table_name = '${table}') tttt WHERE rnr = 1 ORDER BY ordinal_position`;

test('on connecting: settings and the names of the types, in the simple protocol', async () => {
  for (const sql of ["SET datestyle to 'iso, mdy'", "SET TIMEZONE = 'UTC'", 'SHOW timezone']) await client.query(sql);
  const { rows } = await client.query<{ oid: string; typname: string }>('SELECT oid, typname FROM pg_type');
  expect(rows.map(({ typname }) => typname)).toEqual(expect.arrayContaining(['text', 'int4', 'int8', 'float8', 'bool']));
});

test('tables and fields, as prepared statements', async () => {
  const prepared = async (text: string, values: unknown[] = []) => (await client.query<Record<string, unknown>>({ name: `r${text.length}-${values.length}`, text, values })).rows;
  expect((await prepared(`${listTables}ORDER BY table_type, table_name`)).map((row) => row['table_name'])).toEqual(['codelijst', 'voorval']);
  expect(Object.values((await prepared(`SELECT EXISTS ( \n${listTables}AND table_name = 'voorval'\n)`))[0]!)).toEqual([true]);
  expect((await prepared(`${systemTables}ORDER BY table_type, table_name`)).map((row) => row['table_name'])).toEqual(['codelijst', 'voorval']);
  expect(Object.values((await prepared(`SELECT EXISTS ( \n${systemTables}  AND table_name = 'voorval' \n)`))[0]!)).toEqual([true]);
  expect((await prepared("SELECT attname \nFROM   pg_attribute \nWHERE  attrelid = 'voorval'::regclass \n  AND  attnum > 0 \n  AND  NOT attisdropped \nORDER  BY attnum;")).map((row) => row['attname'])).toEqual(['maand', 'ernst', 'aantal', 'fte']);
  expect((await prepared(fields('voorval'))).map((row) => row['column_name'])).toEqual(['maand', 'ernst', 'aantal', 'fte']);
  expect(await prepared('SELECT ernst, count(*) AS n FROM voorval WHERE ernst = $1 GROUP BY ernst', ['2'])).toEqual([{ ernst: '2', n: '250' }]);
});
