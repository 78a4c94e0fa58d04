import { safeCell } from '../../files/spreadsheet.js';
import type { Column } from './run.js';
import { cellText, isNumeric, jsonText, type Value } from './value.js';

type Rows = readonly (readonly Value[])[];

/** Formats of a result as text; `table` and `parquet` have a file of their own. */
export const textFormats = { csv: formatCsv, json: formatJson, ndjson: formatNdjson, markdown: formatMarkdown } as const;

export type Format = keyof typeof textFormats | 'table' | 'parquet';

/**
 * CSV by RFC 4180 (comma, CRLF). NULL is an empty field, an empty text is `""`.
 * A text that a spreadsheet would read as a formula gets an apostrophe before it.
 */
export function formatCsv(columns: readonly Column[], rows: Rows): string {
  const lines = [columns.map((column) => csvField(column.name)).join(',')];
  for (const row of rows) lines.push(row.map((value) => (value === null ? '' : csvField(cellText(value)))).join(','));
  return lines.map((line) => `${line}\r\n`).join('');
}

function csvField(text: string): string {
  const safe = safeCell(text);
  return safe === '' || /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One JSON array with an object a line. Numbers beyond what JavaScript holds exactly are texts. */
export function formatJson(columns: readonly Column[], rows: Rows): string {
  return rows.length === 0 ? '[]\n' : `[\n${jsonLines(columns, rows).join(',\n')}\n]\n`;
}

/** One JSON object a line. */
export function formatNdjson(columns: readonly Column[], rows: Rows): string {
  return jsonLines(columns, rows)
    .map((line) => `${line}\n`)
    .join('');
}

function jsonLines(columns: readonly Column[], rows: Rows): string[] {
  const names = columns.map((column) => JSON.stringify(column.name));
  return rows.map((row) => `{${row.map((value, i) => `${names[i]}:${jsonText(value)}`).join(',')}}`);
}

/** A Markdown table; NULL is an empty cell. */
export function formatMarkdown(columns: readonly Column[], rows: Rows): string {
  const lines = [
    columns.map((column) => markdownCell(column.name)),
    columns.map((column) => (isNumeric(column.type) ? '---:' : '---')),
    ...rows.map((row) => row.map((value) => (value === null ? '' : markdownCell(cellText(value))))),
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function markdownCell(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|&]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '<br>');
}
