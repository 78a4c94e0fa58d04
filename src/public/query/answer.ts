import { extname } from 'node:path';
import { UserError } from '../../error.js';
import { type Lang, message } from '../../i18n/message.js';
import { type Format, textFormats } from './format.js';
import { assertOutside, writeOutput } from './output.js';
import { writeParquet } from './parquet.js';
import type { Released } from './released.js';
import { type Limits, type QueryResult, runQuery } from './run.js';
import { formatTable } from './table.js';

/** Where an answer goes and how it looks. */
export interface Target extends Limits {
  /** Path of the release; nothing is written into its folder. */
  release: string;
  lang: Lang;
  format: Format;
  /** File to write to; without it the answer is text for the screen or a pipe. */
  output?: string;
  /** Characters in a line of a table. */
  width: number;
  maxRows?: number;
}

export interface Answer {
  text: string;
  /** Remarks for the reader, apart from the data. */
  notes: string[];
}

/** A table is for reading; more rows than this scroll away. */
const tableRows = 1000;
/** Text formats are built in memory. */
const textRows = 2_000_000;

/** Runs one statement and gives its rows as text, or writes them to the target's file and says so. */
export async function answer(db: Released, sql: string, target: Target): Promise<Answer> {
  if (target.output !== undefined) return { text: '', notes: [await writeAnswer(db, sql, target, target.output)] };
  if (target.format === 'parquet') throw new UserError('query.parquetNeedsFile');
  const maxRows = target.maxRows ?? (target.format === 'table' ? tableRows : textRows);
  const result = await runQuery(db, sql, { ...target, maxRows });
  if (target.maxRows === undefined && target.format !== 'table') refuseCut(result, maxRows);
  return present(result, target);
}

async function writeAnswer(db: Released, sql: string, target: Target, output: string): Promise<string> {
  assertOutside(output, target.release);
  if (target.format === 'parquet') {
    const written = await writeParquet(db, sql, output, target);
    return message(target.lang, 'query.written', { rows: written.rows, path: output });
  }
  const result = await runQuery(db, sql, { ...target, maxRows: target.maxRows ?? textRows });
  if (target.maxRows === undefined) refuseCut(result, textRows);
  await writeOutput(output, present(result, { ...target, width: Number.POSITIVE_INFINITY }).text);
  return message(target.lang, 'query.written', { rows: result.rows.length, path: output });
}

/** Part of a result in a file looks like the whole: better none. */
function refuseCut(result: QueryResult, rows: number): void {
  if (result.truncated) throw new UserError('query.tooManyRows', { rows });
}

/** Rows as text in the target's format, with remarks on what a table left out. */
export function present(result: QueryResult, target: Pick<Target, 'format' | 'lang' | 'width'>): Answer {
  const { columns, rows, truncated } = result;
  const say = (key: 'query.firstRows' | 'query.rows' | 'query.oneRow'): string => message(target.lang, key, { rows: rows.length });
  const notes = truncated ? [say('query.firstRows')] : [];
  if (target.format !== 'table' && target.format !== 'parquet') return { text: textFormats[target.format](columns, rows), notes };
  // An execution plan is a drawing over several lines, not a cell.
  if (columns[0]?.name === 'explain_key') return { text: rows.map((row) => `${String(row[1])}\n`).join(''), notes: [] };
  const table = formatTable(columns, rows, target.width);
  if (!truncated) notes.push(say(rows.length === 1 ? 'query.oneRow' : 'query.rows'));
  if (table.shownColumns < columns.length) {
    notes.push(message(target.lang, 'query.columnsLeftOff', { shown: table.shownColumns, all: columns.length }));
  }
  return { text: table.text, notes };
}

const formatOfExtension: Readonly<Record<string, Format>> = {
  '.csv': 'csv', '.json': 'json', '.ndjson': 'ndjson', '.jsonl': 'ndjson', '.md': 'markdown', '.parquet': 'parquet', '.txt': 'table',
};

/** The format that a file name asks for by its extension. */
export function formatOfFile(path: string): Format | undefined {
  return formatOfExtension[extname(path).toLowerCase()];
}
