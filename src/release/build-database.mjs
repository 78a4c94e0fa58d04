// Turns the CSV files of a release (in the working folder) into Parquet and released.duckdb. It runs as a process of its own,
// without environment: DuckDB writes uninitialised memory into its files, and this process has never seen anything unpublished.
import { readFile } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { indicatorViews } from './indicator-views.mjs';

const sqlTypes = { string: 'VARCHAR', integer: 'BIGINT', number: 'DOUBLE' };
const identifier = (name) => `"${name.replaceAll('"', '""')}"`;
const literal = (text) => `'${text.replaceAll("'", "''")}'`;

const description = JSON.parse(await readFile('datapackage.json', 'utf8'));
const instance = await DuckDBInstance.create('released.duckdb', {
  threads: '1',
  temp_directory: '',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
});
const connection = await instance.connect();
await connection.run('BEGIN');
for (const { name, path, title, schema } of description.resources.filter((resource) => resource.format === 'csv')) {
  const types = schema.fields.map((field) => `${literal(field.name)}: ${literal(sqlTypes[field.type])}`);
  const columns = schema.fields.map((field) => `${identifier(field.name)} ${sqlTypes[field.type]}${field.constraints?.required ? ' NOT NULL' : ''}`);
  const key = schema.primaryKey.map(identifier).join(', ');
  await connection.run(`CREATE TABLE ${identifier(name)} (${columns.join(', ')}, PRIMARY KEY (${key}))`);
  await connection.run(
    `INSERT INTO ${identifier(name)} SELECT * FROM read_csv(${literal(path)}, auto_detect = false, header = true, delim = ',', quote = '"', ` +
      `escape = '"', new_line = '\\n', nullstr = '', allow_quoted_nulls = false, columns = {${types.join(', ')}}) ORDER BY ${key}`,
  );
  await connection.run(`COMMENT ON TABLE ${identifier(name)} IS ${literal(title)}`);
  for (const field of schema.fields) {
    const unit = field.unit ? ` [${field.unit}]` : '';
    await connection.run(`COMMENT ON COLUMN ${identifier(name)}.${identifier(field.name)} IS ${literal(field.description + unit)}`);
  }
  await connection.run(
    `COPY (SELECT * FROM ${identifier(name)} ORDER BY ${key}) TO ${literal(`${name}.parquet`)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000)`,
  );
}
const views = await indicatorViews(async (sql) => (await connection.runAndReadAll(sql)).getRowObjects());
await connection.run([...views, 'COMMIT'].join(';\n'));
await connection.run('CHECKPOINT');
connection.closeSync();
instance.closeSync();
