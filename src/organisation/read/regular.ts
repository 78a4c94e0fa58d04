import { type Database, identifier, literal } from '../../database/database.js';
import type { Columns } from './columns.js';
import type { ReadPlan, TextLayout } from './raw.js';
import { fewCells, headerMark, judgeRow, type RowContext, totalHints } from './rows.js';
import type { RowSink } from './table.js';
import { createTables } from './table.js';

/** Texts fetched at a time. */
const page = 25_000;

/**
 * The fast way: DuckDB's own parallel reader, strict, keeping only the planned columns. False when the file turns out
 * not to be regular: the number of lines is the proof that no row was skipped, joined or split.
 */
export async function loadRegular(db: Database, path: string, layout: TextLayout, columns: Columns, context: RowContext, plan: ReadPlan, sink: RowSink): Promise<boolean> {
  // DuckDB would take the name for a pattern and could read another file.
  if (/[*?[\]{}]/.test(path)) return false;
  const texts = columns.text.map((_, i) => `_t${i + 1}`);
  const every = layout.headerCells.map((_, i) => i);
  // Line breaks are counted where they are to be expected; only when that does not add up, in every cell.
  const likely = [...new Set([...layout.breaks, ...columns.text])].sort((a, b) => a - b);
  let counts: Counts | undefined;
  for (const breaks of layout.breaks.length === 0 ? [[]] : likely.length < every.length ? [likely, every] : [every]) {
    await createTables(db, columns.keep.length, `, _regels INTEGER, _cellen VARCHAR[]${texts.map((name) => `, ${name} VARCHAR`).join('')}`);
    try {
      await db.run(insert(path, layout, columns, context, plan, breaks));
    } catch {
      return false;
    }
    counts = await checkedCounts(db, layout);
    if (counts) break;
  }
  if (!counts) return false;
  await numberRows(db, layout, counts);
  if (!(await judge(db, context, sink, counts))) return false;
  await scan(db, columns, texts, sink);
  await db.run(['_regels', '_cellen', ...texts].map((name) => `ALTER TABLE ruw DROP COLUMN ${name}`).join('; '));
  for (const row of layout.preamble) sink.addPreamble({ ...row, blad: null, fault: null });
  await sink.flush();
  return true;
}

function insert(path: string, layout: TextLayout, columns: Columns, context: RowContext, plan: ReadPlan, breaks: readonly number[]): string {
  const cells = layout.headerCells.map((_, i) => `c${i + 1}`);
  const cell = (i: number): string => cells[i]!;
  const lines = breaks.map((i) => `CASE WHEN contains(${cell(i)}, chr(10)) THEN len(${cell(i)}) - len(replace(${cell(i)}, chr(10), '')) ELSE 0 END`).join(' + ');
  const outside = cells.slice(layout.width).map((c) => `${c} IS NOT NULL`);
  const content = columns.content.length > 0 ? `hash(${columns.content.map(cell).join(', ')})` : '0';
  const beside = cells.filter((_, i) => !columns.content.includes(i));
  const select = [
    'NULL',
    'NULL',
    "'record'",
    outside.length > 0 ? `CASE WHEN ${outside.join(' OR ')} THEN 'LANG' END` : 'NULL',
    String(cells.length),
    `hash(${[content, ...beside].join(', ')})`,
    content,
    ...columns.keep.map(cell),
    lines || '0',
    `CASE WHEN ${surelyRecord(cells, context)} THEN NULL WHEN ${needsJudging(cells, context)} THEN [${cells.join(', ')}] END`,
    ...columns.text.map((i) => `CASE WHEN regexp_matches(${cell(i)}, ${literal(plan.scanPrefilter)}) THEN ${cell(i)} END`),
  ];
  const types = cells.map((c) => `${literal(c)}: 'VARCHAR'`).join(', ');
  return `INSERT INTO ruw SELECT ${select.join(', ')}
    FROM read_csv(${literal(path)}, auto_detect = false, compression = 'none', hive_partitioning = false, header = false, skip = ${layout.skip}, delim = ${literal(layout.delimiter)},
      quote = '"', escape = '"', new_line = ${literal(layout.newline === '\r\n' ? '\\r\\n' : '\\n')}, columns = {${types}}, strict_mode = true, null_padding = false)`;
}

const visible = (text: string): string => `${text} >= '!' AND ${text} < chr(127)`;

/** True of nearly every record, and never of a row that must be judged: its first cells are filled and the first is no total or header. */
function surelyRecord(cells: readonly string[], context: RowContext): string {
  const enough = cells.slice(0, fewCells(context.header.length) + 1);
  if (enough.length <= fewCells(context.header.length)) return 'false';
  const mark = headerMark(context.header);
  const header = mark === undefined ? [] : [`trim(lower(${cells[0]})) <> ${literal(mark)}`];
  return [...enough.map(visible), `NOT regexp_matches(${cells[0]}, '(?i)${totalHints.join('|')}')`, ...header].join(' AND ');
}

/** The same question as `needsJudging` in rows.ts, asked of every row while it is read. */
function needsJudging(cells: readonly string[], context: RowContext): string {
  const first = `coalesce(${cells.join(', ')})`;
  const count = cells.map((c) => `CASE WHEN ${visible(c)} THEN 1 ELSE 0 END`).join(' + ');
  const hints = totalHints.map((hint) => `contains(lower(${first}), ${literal(hint)})`);
  const mark = headerMark(context.header);
  const header = mark === undefined ? [] : [`trim(lower(${first})) = ${literal(mark)}`];
  return [`${count} <= ${fewCells(context.header.length)}`, `${first} IS NULL`, `NOT (${visible(first)})`, ...hints, ...header].join(' OR ');
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

/** Judges the few rows that may not be records; too many of them is a doubt. */
async function judge(db: Database, context: RowContext, sink: RowSink, counts: Counts): Promise<boolean> {
  if (counts.doubtful === 0) return true;
  if (counts.doubtful > 1000 + counts.rows / 20) return false;
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
    for (let after = 0; ; ) {
      const found = await db.rows<{ rij: number; text: string }>(
        `SELECT rij, ${identifier(name)} AS text FROM ruw WHERE ${identifier(name)} IS NOT NULL AND rij > ${after} ORDER BY rij LIMIT ${page}`,
      );
      for (const { rij, text } of found) sink.scan(null, rij, columns.text[t]!, text);
      await sink.flush();
      if (found.length < page) break;
      after = found.at(-1)!.rij;
    }
  }
}
