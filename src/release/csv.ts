/** The CSV of a release: UTF-8, comma, line feed, RFC 4180 quoting, and no cell a spreadsheet would run as a formula. */
import { safeCell } from '../files/spreadsheet.js';
import type { Table, TableRow } from './tables.js';

/** Rows of a table as CSV in the given order. An empty text is written `""`, a missing value as nothing. */
export function toCsv(table: Table, rows: readonly TableRow[]): string {
  const lines = [table.columns.map((column) => column.name).join(',')];
  for (const row of rows) {
    const cells = row as unknown as Readonly<Record<string, string | number | null>>;
    lines.push(table.columns.map((column) => cell(cells[column.name])).join(','));
  }
  return lines.join('\n') + '\n';
}

function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = safeCell(value);
  return safe === '' || /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
