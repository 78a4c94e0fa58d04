// Builds the database `nieuw.duckdb` from schema.sql and <table>.parquet in the working folder. It runs as a process of its own,
// because DuckDB writes uninitialised memory into its files, and this process has never seen a row that was to disappear.
import { readdir, readFile } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';

const instance = await DuckDBInstance.create('nieuw.duckdb', { temp_directory: '', memory_limit: '1800MB', autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' });
const connection = await instance.connect();
await connection.run(await readFile('schema.sql', 'utf8'));
for (const name of (await readdir('.')).filter((file) => /^[a-z_]+\.parquet$/.test(file)).sort()) {
  await connection.run(`INSERT INTO "${name.slice(0, -'.parquet'.length)}" BY NAME SELECT * FROM read_parquet('${name}')`);
}
await connection.run('CHECKPOINT');
connection.closeSync();
instance.closeSync();
