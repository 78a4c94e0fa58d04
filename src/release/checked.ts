/** The last look at the tables before they pass the release wall. */
import { exitCodes, UserError } from '../error.js';
import { type ReleaseTables, releaseTables, requiredProperties, type Table, type TableRow } from './tables.js';

/**
 * The rows of every table sorted by primary key. A suppressed row that still carries a value, an interval or a numerator
 * is a UserError (disclosure); a wrong type, an empty key or a key that occurs twice is a bug of the caller.
 */
export function checkedTables(tables: ReleaseTables, kinds: readonly Table[] = releaseTables): Map<Table, TableRow[]> {
  for (const row of tables.cijfer) {
    const bare = row.waarde === null && row.onder === null && row.boven === null && row.teller === null;
    if (row.conf_status === 'C' && !bare) {
      throw new UserError('release.suppressedValue', { indicator: row.indicator, dimensie: row.dimensie, periode: row.periode }, exitCodes.disclosure);
    }
  }
  const properties = new Set(tables.kenmerk.map((row) => row.sleutel));
  for (const key of requiredProperties) if (!properties.has(key)) throw new Error(`release: kenmerk ${key} is missing`);
  const rows = tables as unknown as Readonly<Record<string, readonly TableRow[]>>;
  return new Map(kinds.map((table) => [table, sortedRows(table, rows[table.name] ?? [])]));
}

type Cells = Readonly<Record<string, unknown>>;

function sortedRows(table: Table, rows: readonly TableRow[]): TableRow[] {
  for (const row of rows) checkRow(table, row as Cells);
  const keyed = rows.map((row) => ({ row, key: table.key.map((column) => String((row as Cells)[column])) }));
  keyed.sort((a, b) => compareKeys(a.key, b.key));
  for (let i = 1; i < keyed.length; i++) {
    if (compareKeys(keyed[i - 1]!.key, keyed[i]!.key) === 0) throw new Error(`release: ${table.name} has key ${keyed[i]!.key.join(' / ')} twice`);
  }
  return keyed.map((entry) => entry.row);
}

function checkRow(table: Table, row: Cells): void {
  for (const column of table.columns) {
    const value = row[column.name];
    const where = `release: ${table.name}.${column.name}`;
    if (value === null || value === undefined) {
      if (!column.empty) throw new Error(`${where} is empty in row ${table.key.map((key) => String(row[key])).join(' / ')}`);
    } else if (column.type === 'string') {
      if (typeof value !== 'string' || value.includes('\0')) throw new Error(`${where} is not a text`);
      if (column.empty && value === '') throw new Error(`${where} holds an empty text instead of null`);
      if (column.values && !column.values.includes(value)) throw new Error(`${where} has an unknown value`);
    } else if (typeof value !== 'number' || !Number.isFinite(value) || (column.type === 'integer' && !Number.isSafeInteger(value))) {
      throw new Error(`${where} is not a ${column.type}`);
    }
  }
  for (const name of Object.keys(row)) {
    if (!table.columns.some((column) => column.name === name)) throw new Error(`release: ${table.name} has no column ${name}`);
  }
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length; i++) {
    if (a[i]! < b[i]!) return -1;
    if (a[i]! > b[i]!) return 1;
  }
  return 0;
}
