/** The logical content of released.duckdb as one hash: what it says, not the bytes it says it in. */
import { createHash } from 'node:crypto';
import { type Database, identifier } from '../database/database.js';

const objects = `
  SELECT to_json(o)::VARCHAR AS line FROM (
    SELECT 'tabel' AS kind, schema_name, table_name AS name, comment, sql FROM duckdb_tables() WHERE database_name = current_database()
    UNION ALL SELECT 'view', schema_name, view_name, comment, sql FROM duckdb_views() WHERE NOT internal AND database_name = current_database()
    UNION ALL SELECT 'kolom', schema_name, table_name || '.' || column_name, comment, data_type FROM duckdb_columns() WHERE NOT internal AND database_name = current_database()
    UNION ALL SELECT 'functie', schema_name, function_name, comment, macro_definition FROM duckdb_functions() WHERE NOT internal AND database_name = current_database()
    UNION ALL SELECT 'type', schema_name, type_name, comment, logical_type FROM duckdb_types() WHERE NOT internal AND database_name = current_database()
    UNION ALL SELECT 'reeks', schema_name, sequence_name, comment, sql FROM duckdb_sequences() WHERE database_name = current_database()
  ) o ORDER BY line`;

/** SHA-256 (hex) over every object, comment and row of a released database; equal for two builds of the same tables. */
export async function contentHash(db: Database): Promise<string> {
  const hash = createHash('sha256');
  for (const { line } of await db.rows<{ line: string }>(objects)) hash.update(`${line}\n`);
  const tables = await db.rows<{ schema_name: string; table_name: string }>(
    'SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = current_database() ORDER BY schema_name, table_name',
  );
  for (const { schema_name, table_name } of tables) {
    const [row] = await db.rows<{ hash: string | null }>(
      `SELECT sha256(string_agg(to_json(t)::VARCHAR, chr(10) ORDER BY to_json(t)::VARCHAR)) AS hash FROM ${identifier(schema_name)}.${identifier(table_name)} t`,
    );
    hash.update(`${schema_name}.${table_name} ${row?.hash ?? 'leeg'}\n`);
  }
  return hash.digest('hex');
}
