import { type Database, literal } from '../../database/database.js';
import type { Columns } from './columns.js';
import { joined, passingColumns, rowValues, settleTexts } from './judging.js';
import type { ReadPlan, TextLayout } from './raw.js';
import type { RowContext } from './rows.js';
import { createTables, type RowSink } from './table.js';

/**
 * The fast way: DuckDB's own parallel reader, strict, keeping only the planned columns. False when the file turns out
 * not to be regular: the number of lines is the proof that no row was skipped, joined or split.
 */
export async function loadRegular(db: Database, path: string, layout: TextLayout, columns: Columns, context: RowContext, plan: ReadPlan, sink: RowSink): Promise<boolean> {
  // DuckDB would take the name for a pattern and could read another file.
  if (/[*?[\]{}]/.test(path)) return false;
  const every = layout.headerCells.map((_, i) => i);
  // Line breaks are counted where they are to be expected; only when that does not add up, in every cell.
  const likely = [...new Set([...layout.breaks, ...columns.text])].sort((a, b) => a - b);
  let counts: Counts | undefined;
  for (const breaks of layout.breaks.length === 0 ? [[]] : likely.length < every.length ? [likely, every] : [every]) {
    await createTables(db, columns.keep.length, passingColumns(columns));
    try {
      await db.run(insert(path, layout, columns, context, plan, breaks));
    } catch {
      return false;
    }
    counts = await checkedCounts(db, layout);
    if (counts) break;
  }
  // Too many rows that may be no records are a doubt as well.
  if (!counts || counts.doubtful > 1000 + counts.rows / 20) return false;
  await numberRows(db, layout, counts);
  await settleTexts(db, columns, context, sink);
  for (const row of layout.preamble) sink.addPreamble({ ...row, blad: null, fault: null });
  await sink.flush();
  return true;
}

function insert(path: string, layout: TextLayout, columns: Columns, context: RowContext, plan: ReadPlan, breaks: readonly number[]): string {
  const cells = layout.headerCells.map((_, i) => `c${i + 1}`);
  const outside = cells.slice(layout.width).map((cell) => `${cell} IS NOT NULL`);
  const row = {
    rij: 'NULL',
    fout: outside.length > 0 ? `CASE WHEN ${joined(outside, 'OR')} THEN 'LANG' END` : 'NULL',
    cellen: String(cells.length),
    cells,
    list: `[${cells.join(', ')}]`,
    breaks: joined(breaks.map((i) => `CASE WHEN contains(${cells[i]}, chr(10)) THEN len(${cells[i]}) - len(replace(${cells[i]}, chr(10), '')) ELSE 0 END`), '+') || '0',
  };
  const types = cells.map((cell) => `${literal(cell)}: 'VARCHAR'`).join(', ');
  return `INSERT INTO ruw SELECT ${rowValues(row, columns, context, plan)}
    FROM read_csv(${literal(path)}, auto_detect = false, compression = 'none', hive_partitioning = false, header = false, skip = ${layout.skip}, delim = ${literal(layout.delimiter)},
      quote = '"', escape = '"', new_line = ${literal(layout.newline === '\r\n' ? '\\r\\n' : '\\n')}, columns = {${types}}, strict_mode = true, null_padding = false)`;
}

interface Counts {
  rows: number;
  /** Line breaks within cells. */
  breaks: number;
  /** Rows that must be judged. */
  doubtful: number;
}

/** Undefined when rows and line breaks do not make up the lines of the file. */
async function checkedCounts(db: Database, layout: TextLayout): Promise<Counts | undefined> {
  const [counts] = await db.rows<Counts>('SELECT count(*) AS rows, coalesce(sum(_regels), 0) AS breaks, count(_cellen) AS doubtful FROM ruw');
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
