/** The records of a levering as Parquet files, and back into the store's own types. */
import { type Database, identifier, literal } from '../database/database.js';
import { exitCodes, UserError } from '../error.js';
import { personColumns, recordColumns, repetitionColumns, storedType } from './columns.js';
import type { Relations } from './levering.js';

/**
 * Writes the relations as Parquet, the incidents by their label: an order that says nothing of the file they came from.
 * The same records give the same bytes when the connection has one thread.
 */
export async function writeTables(db: Database, relations: Relations, paths: Relations): Promise<void> {
  const records = recordColumns.map(({ naam, type }) => `CAST(${naam} AS ${type}) AS ${naam}`).join(', ');
  await copy(db, `SELECT ${records} FROM ${name(relations.voorval)} ORDER BY incident_id`, paths.voorval);
  await copy(db, `SELECT ${repetitionColumns.join(', ')} FROM ${name(relations.herhaling)} ORDER BY eenheid, f`, paths.herhaling);
  if (relations.persoonslabel !== undefined && paths.persoonslabel !== undefined) {
    await copy(db, `SELECT ${personColumns.join(', ')} FROM ${name(relations.persoonslabel)} ORDER BY ALL`, paths.persoonslabel);
  }
}

async function copy(db: Database, query: string, path: string): Promise<void> {
  await db.run(`COPY (${query}) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`);
}

const repetitionTypes: Record<(typeof repetitionColumns)[number], string> = { eenheid: 'VARCHAR', f: 'INTEGER', aantal: 'INTEGER' };

/**
 * Reads the files into tables `voorval`, `herhaling` and, when it is delivered, `persoonslabel` of the current catalog. UserError when a file is no Parquet, has
 * another set of columns than the national record, or holds a value that is no code.
 */
export async function readTables(db: Database, paths: Relations): Promise<void> {
  const records = recordColumns.map((column) => ({ naam: column.naam, from: column.type, to: storedType(column) }));
  const repetitions = repetitionColumns.map((naam) => ({ naam, from: repetitionTypes[naam], to: repetitionTypes[naam] }));
  await readTable(db, 'voorval', records, paths.voorval);
  await readTable(db, 'herhaling', repetitions, paths.herhaling);
  if (paths.persoonslabel !== undefined) await readTable(db, 'persoonslabel', personColumns.map((naam) => ({ naam, from: 'VARCHAR', to: 'VARCHAR' })), paths.persoonslabel);
}

async function readTable(db: Database, table: string, columns: readonly { naam: string; from: string; to: string }[], path: string): Promise<void> {
  const source = `read_parquet(${literal(path)})`;
  try {
    const found = await db.rows<{ naam: string; type: string }>(`SELECT column_name AS naam, column_type AS type FROM (DESCRIBE SELECT * FROM ${source})`);
    const same = found.length === columns.length && columns.every(({ naam, from }, i) => found[i]!.naam === naam && found[i]!.type === from);
    if (!same) throw new UserError('levering.otherColumns', {}, exitCodes.unreadable);
    await db.run(`CREATE OR REPLACE TABLE ${table} AS SELECT ${columns.map(({ naam, to }) => `CAST(${naam} AS ${to}) AS ${naam}`).join(', ')} FROM ${source}`);
  } catch (error) {
    // The engine's own message may repeat a value.
    throw error instanceof UserError ? error : new UserError('levering.badTable', { table }, exitCodes.unreadable);
  }
}

function name(relation: string): string {
  return relation.split('.').map(identifier).join('.');
}
