import { type Database, literal } from '../../database/database.js';
import { startsVisible } from './clean.js';
import type { Columns } from './columns.js';
import { apartRows, apartValue, joined, needsJudging, rowValues, settleApart } from './judging.js';
import type { Inspection, ReadPlan, TextLayout } from './raw.js';
import type { RowContext } from './rows.js';
import { createFinds, rowColumns, type RowSink } from './table.js';
import { completeWords, sampleWords, type Words, wordType } from './words.js';

/**
 * The fast way: DuckDB's own parallel reader, strict, keeping only the planned columns, and of a column with few texts the
 * numbers of its words, which are given. Undefined when the file turns out not to be regular: the number of lines is the
 * proof that no row was skipped, joined or split.
 */
export async function loadRegular(db: Database, { path, bytes }: Pick<Inspection, 'path' | 'bytes'>, layout: TextLayout, columns: Columns, context: RowContext, plan: ReadPlan, sink: RowSink): Promise<Words | undefined> {
  // DuckDB would take the name for a pattern and could read another file.
  if (/[*?[\]{}]/.test(path)) return undefined;
  const words = plan.words === true ? await keptWords(path, bytes, layout, columns) : new Map<string, string[]>();
  const every = layout.headerCells.map((_, i) => i);
  // Line breaks are counted where they are to be expected; only when that does not add up, in every cell.
  const likely = [...new Set([...layout.breaks, ...columns.text])].sort((a, b) => a - b);
  let counts: Counts | undefined;
  let breaks: readonly number[] = [];
  for (breaks of layout.breaks.length === 0 ? [[]] : likely.length < every.length ? [likely, every] : [every]) {
    try {
      await db.run(`CREATE OR REPLACE TABLE ruw AS ${select(path, layout, columns, context, plan, breaks, words)}; ${createFinds}`);
    } catch {
      return undefined;
    }
    counts = await checkedCounts(db, layout, columns, context, breaks, words);
    if (counts) break;
  }
  // Too many rows that may be no records are a doubt as well.
  if (!counts || counts.doubtful > 1000 + counts.rows / 20) return undefined;
  // What all rows have in common costs less when it is added than when it is read with them.
  await db.run([...rowColumns, `cellen INTEGER DEFAULT ${every.length}`].map((column) => `ALTER TABLE ruw ADD COLUMN ${column}`).join('; '));
  await numberRows(db, layout, breaks, counts);
  const outside = beyond(layout);
  if (outside.length > 0) await db.run(`UPDATE ruw SET fout = 'LANG' FROM ${apartRows(layout.headerCells)} a WHERE ruw.rowid = a.nr AND (${joined(outside, 'OR')})`);
  const complete = counts.missed > 0 ? await completeWords(db, words, new Map(columns.keep.map((column, i) => [`k${i + 1}`, column]))) : words;
  await settleApart(db, layout.headerCells, columns, context, plan, sink);
  for (const row of layout.preamble) sink.addPreamble({ ...row, blad: null, fault: null });
  await sink.flush();
  return complete;
}

/** The words of the kept columns that seem to have few; titles above the header stand in the table too. */
async function keptWords(path: string, bytes: number, layout: TextLayout, columns: Columns): Promise<Map<string, string[]>> {
  const sampled = await sampleWords(path, bytes, layout, columns.keep.filter((column) => !columns.keys.includes(column)));
  return new Map(
    columns.keep.flatMap((column, i): [string, string[]][] => {
      const words = sampled.get(column);
      return words ? [[`k${i + 1}`, [...new Set([...words, ...layout.preamble.flatMap(({ cells }) => cells[column] || [])])]]] : [];
    }),
  );
}

function select(path: string, layout: TextLayout, columns: Columns, context: RowContext, plan: ReadPlan, breaks: readonly number[], words: Words): string {
  const cells = layout.headerCells.map((_, i) => `c${i + 1}`);
  const worded = wordedCells(columns, words);
  const row = {
    cells,
    kept: columns.keep.map((column, i) => (words.has(`k${i + 1}`) ? `w${column + 1}` : cells[column]!)),
    list: `[${cells.join(', ')}]`,
    low: 'eerste',
    seen: worded.flatMap(({ cell, kept }) => (cell !== 'c1' && words.get(kept)!.every(startsVisible) ? `${cell.replace('c', 'w')} IS NOT NULL` : [])),
    apart: [...breaks.map((i) => `contains(${cells[i]}, chr(10))`), ...beyond(layout), ...worded.map(({ cell }) => `(${cell.replace('c', 'w')} IS NULL AND ${cell} IS NOT NULL)`)],
  };
  const types = cells.map((cell) => `${literal(cell)}: 'VARCHAR'`).join(', ');
  return `SELECT ${rowValues(row, columns)}, ${apartValue(row, columns, context, plan)}
    FROM (SELECT *, lower(c1) AS eerste${worded.map(({ cell, kept }) => `, TRY_CAST(${cell} AS ${wordType(words.get(kept)!)}) AS ${cell.replace('c', 'w')}`).join('')}
      FROM read_csv(${literal(path)}, auto_detect = false, compression = 'none', hive_partitioning = false, header = false, skip = ${layout.skip}, delim = ${literal(layout.delimiter)},
        quote = '"', escape = '"', new_line = ${literal(layout.newline === '\r\n' ? '\\r\\n' : '\\n')}, columns = {${types}}, strict_mode = true, null_padding = false))`;
}

/** Of the columns that are kept as numbers of words the cell of the file and the column of `ruw`. */
function wordedCells(columns: Columns, words: Words): { cell: string; kept: string }[] {
  return columns.keep.flatMap((column, i) => (words.has(`k${i + 1}`) ? [{ cell: `c${column + 1}`, kept: `k${i + 1}` }] : []));
}

/** Whether there is something beyond the columns of the table. */
function beyond({ headerCells, width }: TextLayout): string[] {
  return headerCells.slice(width).map((_, i) => `c${width + i + 1} IS NOT NULL`);
}

interface Counts {
  rows: number;
  /** Line breaks within cells. */
  breaks: number;
  /** Rows that must be judged. */
  doubtful: number;
  /** Rows with a word that the sample lacks. */
  missed: number;
}

/** Undefined when rows and line breaks do not make up the lines of the file. */
async function checkedCounts(db: Database, layout: TextLayout, columns: Columns, context: RowContext, breaks: readonly number[], words: Words): Promise<Counts | undefined> {
  const cells = layout.headerCells.map((_, i) => `c${i + 1}`);
  const missed = wordedCells(columns, words).map(({ cell, kept }) => `(${kept} IS NULL AND ${cell} IS NOT NULL)`);
  const [counts] = await db.rows<Counts>(
    `SELECT (SELECT count(*) FROM ruw) AS rows, coalesce(sum(${lineBreaks(breaks.map((i) => cells[i]!))}), 0) AS breaks,
      count(*) FILTER (${needsJudging(cells, context)}) AS doubtful, count(*) FILTER (${joined(missed, 'OR') || 'false'}) AS missed FROM ${apartRows(cells)}`,
  );
  return layout.skip + counts!.rows + counts!.breaks === layout.lines ? counts : undefined;
}

function lineBreaks(cells: readonly string[]): string {
  return joined(cells.map((cell) => `CASE WHEN contains(${cell}, chr(10)) THEN len(${cell}) - len(replace(${cell}, chr(10), '')) ELSE 0 END`), '+') || '0';
}

/** Gives every row the physical line on which it starts. */
async function numberRows(db: Database, layout: TextLayout, breaks: readonly number[], counts: Counts): Promise<void> {
  const above = `rowid + ${layout.skip + 1}`;
  if (counts.breaks === 0) return db.run(`UPDATE ruw SET rij = ${above}`);
  const within = `CASE WHEN _apart IS NULL THEN 0 ELSE ${lineBreaks(breaks.map((i) => `_apart[${i + 1}]`))} END`;
  // Without ORDER BY the window streams: rows come as they were read, which is also what rowid counts.
  await db.run(
    `UPDATE ruw SET rij = n.rij FROM (SELECT r, ${layout.skip + 1} + r - regels + sum(regels) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS rij FROM (SELECT rowid AS r, ${within} AS regels FROM ruw)) n WHERE ruw.rowid = n.r`,
  );
}
