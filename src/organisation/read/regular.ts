import { type Database, literal } from '../../database/database.js';
import type { Columns } from './columns.js';
import { joined, rowValues, settleTexts } from './judging.js';
import type { Inspection, ReadPlan, TextLayout } from './raw.js';
import type { RowContext } from './rows.js';
import { createFinds, type RowSink } from './table.js';
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
  for (const breaks of layout.breaks.length === 0 ? [[]] : likely.length < every.length ? [likely, every] : [every]) {
    try {
      await db.run(`CREATE OR REPLACE TABLE ruw AS ${select(path, layout, columns, context, plan, breaks, words)}; ${createFinds}`);
    } catch {
      return undefined;
    }
    counts = await checkedCounts(db, layout, words.size > 0);
    if (counts) break;
  }
  // Too many rows that may be no records are a doubt as well.
  if (!counts || counts.doubtful > 1000 + counts.rows / 20) return undefined;
  await numberRows(db, layout, counts);
  const complete = counts.missed > 0 ? await completeWords(db, words) : words;
  if (words.size > 0) await db.run('ALTER TABLE ruw DROP COLUMN _woorden');
  await settleTexts(db, columns, context, sink);
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
  const outside = cells.slice(layout.width).map((cell) => `${cell} IS NOT NULL`);
  const row = {
    rij: 'NULL',
    fout: outside.length > 0 ? `CASE WHEN ${joined(outside, 'OR')} THEN 'LANG' END` : 'NULL',
    cellen: String(cells.length),
    cells,
    kept: columns.keep.map((column, i) => (words.has(`k${i + 1}`) ? `w${column + 1}` : cells[column]!)),
    list: `[${cells.join(', ')}]`,
    breaks: joined(breaks.map((i) => `CASE WHEN contains(${cells[i]}, chr(10)) THEN len(${cells[i]}) - len(replace(${cells[i]}, chr(10), '')) ELSE 0 END`), '+') || '0',
  };
  const types = cells.map((cell) => `${literal(cell)}: 'VARCHAR'`).join(', ');
  const worded = columns.keep.flatMap((column, i) => (words.has(`k${i + 1}`) ? [{ cell: cells[column]!, word: `w${column + 1}`, type: wordType(words.get(`k${i + 1}`)!) }] : []));
  const missed = joined(worded.map(({ cell, word }) => `(${word} IS NULL AND ${cell} IS NOT NULL)`), 'OR');
  const passing = worded.length > 0 ? `, CASE WHEN ${missed} THEN [${worded.map(({ cell }) => cell).join(', ')}] END AS _woorden` : '';
  return `SELECT ${rowValues(row, columns, context, plan)}${passing}
    FROM (SELECT *${worded.map(({ cell, word, type }) => `, TRY_CAST(${cell} AS ${type}) AS ${word}`).join('')} FROM read_csv(${literal(path)}, auto_detect = false, compression = 'none', hive_partitioning = false, header = false, skip = ${layout.skip}, delim = ${literal(layout.delimiter)},
      quote = '"', escape = '"', new_line = ${literal(layout.newline === '\r\n' ? '\\r\\n' : '\\n')}, columns = {${types}}, strict_mode = true, null_padding = false))`;
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
async function checkedCounts(db: Database, layout: TextLayout, worded: boolean): Promise<Counts | undefined> {
  const [counts] = await db.rows<Counts>(`SELECT count(*) AS rows, coalesce(sum(_regels), 0) AS breaks, count(_cellen) AS doubtful, ${worded ? 'count(_woorden)' : '0'} AS missed FROM ruw`);
  return layout.skip + counts!.rows + counts!.breaks === layout.lines ? counts : undefined;
}

async function numberRows(db: Database, layout: TextLayout, counts: Counts): Promise<void> {
  const above = `rowid + ${layout.skip + 1}`;
  if (counts.breaks === 0) return db.run(`UPDATE ruw SET rij = ${above}`);
  // Without ORDER BY the window streams: rows come as they were read, which is also what rowid counts.
  await db.run(
    `UPDATE ruw SET rij = n.rij FROM (SELECT rowid AS r, ${above} - _regels + sum(_regels) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS rij FROM ruw) n WHERE ruw.rowid = n.r`,
  );
}
