/** The types of the national record, from the moment that a cell has become a code. */
import type { Database } from '../../database/database.js';
import { recordColumns, storedType } from '../../levering/columns.js';

/** By column of the national record the name of its type. */
export type RecordTypes = ReadonlyMap<string, string>;

/** Makes the types of the record in a work database. Named: the same list of codes forty times in one statement would cost more to plan than to run. */
export async function createRecordTypes(db: Database): Promise<RecordTypes> {
  const stored = new Map(recordColumns.map((column) => [column.naam, storedType(column)]));
  const names = new Map([...new Set([...stored.values()].map((type) => type.replace('[]', '')))].filter((type) => type.startsWith('ENUM')).map((type, i) => [type, `code_${i}`]));
  for (const [type, name] of names) await db.run(`CREATE TYPE ${name} AS ${type}`);
  return new Map([...stored].map(([column, type]) => [column, type.endsWith('[]') ? `${names.get(type.slice(0, -2))}[]` : (names.get(type) ?? type)]));
}
