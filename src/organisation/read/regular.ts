import { type Database, identifier, literal } from '../../database/database.js';
import type { Columns } from './columns.js';
import type { ReadPlan, TextLayout } from './raw.js';
import { fewCells, headerMark, judgeRow, type RowContext, totalHints } from './rows.js';
import type { RowSink } from './table.js';
import { createTables } from './table.js';

const page = 50_000;

/**
 * The fast way: DuckDB's own parallel reader, strict, keeping only the planned columns. False when the file turns out
 * not to be regular: the number of lines is the proof that no row was skipped, joined or split.
 */
export async function loadRegular(db: Database, path: string, layout: TextLayout, columns: Columns, context: RowContext, plan: ReadPlan, sink: RowSink): Promise<boolean> {
  // DuckDB would take the name for a pattern and could read another file.
  if (/[*?[\]{}]/.test(path)) return false;
  const texts = columns.text.map((_, i) => `_t${i + 1}`);
  await createTables(db, columns.keep.length, `, _regels INTEGER, _cellen VARCHAR[]${texts.map((name) => `, ${name} VARCHAR`).join('')}`);
  try {
    await db.run(insert(path, layout, columns, context, plan));
  } catch {
    return false;
  }
  if (!(await numberRows(db, layout))) return false;
  if (!(await judge(db, context, sink))) return false;
  await scan(db, columns, texts, sink);
  for (const name of ['_regels', '_cellen', ...texts]) await db.run(`ALTER TABLE ruw DROP COLUMN ${name}`);
  for (const row of layout.preamble) sink.addPreamble({ ...row, blad: null, fault: null });
  await sink.flush();
  return true;
}

function insert(path: string, layout: TextLayout, columns: Columns, context: RowContext, plan: ReadPlan): string {
  const cells = layout.headerCells.map((_, i) => `c${i + 1}`);
  const cell = (i: number): string => cells[i]!;
  const lines = layout.multiline
    ? cells.map((c) => `CASE WHEN contains(${c}, chr(10)) THEN len(${c}) - len(replace(${c}, chr(10), '')) ELSE 0 END`).join(' + ')
    : '0';
  const outside = cells.slice(layout.width).map((c) => `${c} IS NOT NULL`);
  const select = [
    'NULL',
    'NULL',
    "'record'",
    outside.length > 0 ? `CASE WHEN ${outside.join(' OR ')} THEN 'LANG' END` : 'NULL',
    String(cells.length),
    `hash(${cells.join(', ')})`,
    columns.content.length > 0 ? `hash(${columns.content.map(cell).join(', ')})` : '0',
    ...columns.keep.map(cell),
    lines,
    `CASE WHEN ${needsJudging(cells, context)} THEN [${cells.join(', ')}] END`,
    ...columns.text.map((i) => `CASE WHEN regexp_matches(${cell(i)}, ${literal(plan.scanPrefilter)}) THEN ${cell(i)} END`),
  ];
  const types = cells.map((c) => `${literal(c)}: 'VARCHAR'`).join(', ');
  return `INSERT INTO ruw SELECT ${select.join(', ')}
    FROM read_csv(${literal(path)}, auto_detect = false, compression = 'none', hive_partitioning = false, header = false, skip = ${layout.skip}, delim = ${literal(layout.delimiter)},
      quote = '"', escape = '"', new_line = ${literal(layout.newline === '\r\n' ? '\\r\\n' : '\\n')}, columns = {${types}}, strict_mode = true, null_padding = false)`;
}

/** The same question as `needsJudging` in rows.ts, asked of every row while it is read. */
function needsJudging(cells: readonly string[], context: RowContext): string {
  const first = `coalesce(${cells.join(', ')})`;
  const visible = (text: string): string => `${text} >= '!' AND ${text} < chr(127)`;
  const count = cells.map((c) => `CASE WHEN ${visible(c)} THEN 1 ELSE 0 END`).join(' + ');
  const hints = totalHints.map((hint) => `contains(lower(${first}), ${literal(hint)})`);
  const mark = headerMark(context.header);
  const header = mark === undefined ? [] : [`trim(lower(${first})) = ${literal(mark)}`];
  return [`${count} <= ${fewCells(context.header.length)}`, `${first} IS NULL`, `NOT (${visible(first)})`, ...hints, ...header].join(' OR ');
}

async function numberRows(db: Database, layout: TextLayout): Promise<boolean> {
  const [sums] = await db.rows<{ rows: number; lines: number }>('SELECT count(*) AS rows, coalesce(sum(_regels), 0) AS lines FROM ruw');
  if (layout.skip + sums!.rows + sums!.lines !== layout.lines) return false;
  if (sums!.lines === 0) {
    await db.run(`UPDATE ruw SET rij = rowid + ${layout.skip + 1}`);
  } else {
    await db.run(
      `UPDATE ruw SET rij = n.rij FROM (
         SELECT rowid AS r, rowid + ${layout.skip + 1} + coalesce(sum(_regels) OVER (ORDER BY rowid ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS rij FROM ruw
       ) n WHERE ruw.rowid = n.r`,
    );
  }
  return true;
}

/** Judges the few rows that may not be records; too many of them is a doubt. */
async function judge(db: Database, context: RowContext, sink: RowSink): Promise<boolean> {
  const [counts] = await db.rows<{ rows: number; doubtful: number }>('SELECT count(*) AS rows, count(_cellen) AS doubtful FROM ruw');
  if (counts!.doubtful > 1000 + counts!.rows / 20) return false;
  const rows = await db.rows<{ rij: number; cells: (string | null)[] }>('SELECT rij, _cellen AS cells FROM ruw WHERE _cellen IS NOT NULL ORDER BY rij');
  const judged = rows.flatMap(({ rij, cells }) => {
    const own = cells.map((cell) => cell ?? '');
    const { kind, total } = judgeRow(own, context);
    if (total) sink.totals.push({ ...total, blad: null, rij });
    return kind === 'record' ? [] : [[rij, kind]];
  });
  if (judged.length === 0) return true;
  await db.run('CREATE OR REPLACE TEMP TABLE ruw_soort(rij INTEGER, soort VARCHAR)');
  await db.append('ruw_soort', ['INTEGER', 'VARCHAR'], judged);
  await db.run('UPDATE ruw SET soort = s.soort, fout = NULL FROM ruw_soort s WHERE s.rij = ruw.rij; DROP TABLE ruw_soort');
  return true;
}

async function scan(db: Database, columns: Columns, texts: readonly string[], sink: RowSink): Promise<void> {
  for (const [t, name] of texts.entries()) {
    const [last] = await db.rows<{ id: number | null }>(`SELECT max(rowid) AS id FROM ruw WHERE ${identifier(name)} IS NOT NULL`);
    for (let from = 0; from <= (last?.id ?? -1); from += page) {
      const found = await db.rows<{ rij: number; text: string }>(
        `SELECT rij, ${identifier(name)} AS text FROM ruw WHERE rowid >= ${from} AND rowid < ${from + page} AND ${identifier(name)} IS NOT NULL ORDER BY rij`,
      );
      for (const { rij, text } of found) sink.scan(null, rij, columns.text[t]!, text);
      await sink.flush();
    }
  }
}
