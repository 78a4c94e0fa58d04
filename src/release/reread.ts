import { parse } from 'csv-parse/sync';
import { safeCell } from '../files/spreadsheet.js';
import type { Table, TableRow } from './tables.js';

/**
 * Reads a written CSV back with another reader than its writer and compares every cell with the table. Throws when one
 * differs: what the public downloads is what was protected.
 */
export function requireSame(table: Table, rows: readonly TableRow[], csv: string): void {
  const read = parse(csv, { columns: true, skip_empty_lines: true }) as Record<string, string>[];
  if (read.length !== rows.length) throw new Error(`release: ${table.name}.csv has ${read.length} rows instead of ${rows.length}`);
  rows.forEach((row, i) => {
    const cells = row as unknown as Readonly<Record<string, string | number | null>>;
    for (const { name } of table.columns) {
      const value = cells[name] ?? null;
      const written = value === null ? '' : typeof value === 'number' ? String(value) : safeCell(value);
      if (read[i]![name] !== written) throw new Error(`release: ${table.name}.csv differs from the table in row ${i + 2}, column ${name}`);
    }
  });
}
