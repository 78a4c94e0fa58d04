/** What both ways of reading a text ask of its rows in SQL: hashes, whether a row must be judged, whether a free text must be scanned. */
import { type Database, identifier, literal } from '../../database/database.js';
import type { Columns } from './columns.js';
import type { ReadPlan } from './raw.js';
import { fewCells, headerMark, judgeRow, type RowContext, totalHints } from './rows.js';
import type { RowSink } from './table.js';

/** Rows fetched at a time. */
const page = 25_000;

/** A row of text in SQL: its cells (NULL where empty) and what is known of it as a row. */
export interface RowSql {
  rij: string;
  fout: string;
  cellen: string;
  cells: readonly string[];
  /** The kept ones, as they are laid down. */
  kept: readonly string[];
  /** All its cells as a list, also those beyond the header. */
  list: string;
  /** Line breaks within it. */
  breaks: string;
}

/** Columns that `ruw` has besides its own until the rows are judged and their texts scanned. */
export function passingColumns(columns: Columns): string[] {
  return ['_regels INTEGER', '_cellen VARCHAR[]', ...columns.text.map((_, i) => `_t${i + 1} VARCHAR`)];
}

/** The values of a row for `ruw` with its passing columns, in their order. */
export function rowValues({ rij, fout, cellen, cells, kept, list, breaks }: RowSql, columns: Columns, context: RowContext, plan: ReadPlan): string {
  const cell = (i: number): string => cells[i]!;
  const content = columns.content.length > 0 ? `hash(${columns.content.map(cell).join(', ')})` : '0';
  const beside = cells.filter((_, i) => !columns.content.includes(i));
  // Few texts have a hard space, and to replace in all of them takes as long as to search them.
  const spaced = (text: string): string => `CASE WHEN contains(${text}, chr(160)) THEN replace(${text}, chr(160), ' ') ELSE ${text} END`;
  return [
    'NULL::VARCHAR AS blad',
    `CAST(${rij} AS INTEGER) AS rij`,
    "'record' AS soort",
    `CAST(${fout} AS VARCHAR) AS fout`,
    `CAST(${cellen} AS INTEGER) AS cellen`,
    `hash(${[content, ...beside].join(', ')}) AS rijhash`,
    `CAST(${content} AS UBIGINT) AS rijhash2`,
    ...kept.map((one, i) => `${one} AS k${i + 1}`),
    `CAST(${breaks} AS INTEGER) AS _regels`,
    `CASE WHEN ${surelyRecord(cells, context)} THEN NULL WHEN ${needsJudging(cells, context)} THEN ${list} END AS _cellen`,
    ...columns.text.map((i, t) => `CASE WHEN regexp_matches(${spaced(cell(i))}, ${literal(plan.scanPrefilter)}) THEN ${cell(i)} END AS _t${t + 1}`),
  ].join(', ');
}

const visible = (text: string): string => `${text} >= '!' AND ${text} < chr(127)`;

/** True of nearly every record, and never of a row that must be judged: its first cells are filled and the first is no total or header. */
function surelyRecord(cells: readonly string[], context: RowContext): string {
  const enough = cells.slice(0, fewCells(context.header.length) + 1);
  if (enough.length <= fewCells(context.header.length)) return 'false';
  const mark = headerMark(context.header);
  const header = mark === undefined ? [] : [`trim(lower(${cells[0]})) <> ${literal(mark)}`];
  return [...enough.map(visible), ...totalHints.map((hint) => `NOT contains(lower(${cells[0]}), ${literal(hint)})`), ...header].join(' AND ');
}

/** Terms joined in halves of halves: the engine refuses an expression that is a thousand deep, as a plain sum over a wide table would be. */
export function joined(terms: readonly string[], operator: '+' | 'OR'): string {
  if (terms.length <= 2) return terms.join(` ${operator} `);
  const half = terms.length >> 1;
  return `(${joined(terms.slice(0, half), operator)}) ${operator} (${joined(terms.slice(half), operator)})`;
}

/** The same question as `needsJudging` in rows.ts. */
function needsJudging(cells: readonly string[], context: RowContext): string {
  const first = `coalesce(${cells.join(', ')})`;
  const count = joined(cells.map((c) => `CASE WHEN ${visible(c)} THEN 1 ELSE 0 END`), '+');
  const hints = totalHints.map((hint) => `contains(lower(${first}), ${literal(hint)})`);
  const mark = headerMark(context.header);
  const header = mark === undefined ? [] : [`trim(lower(${first})) = ${literal(mark)}`];
  return [`${count} <= ${fewCells(context.header.length)}`, `${first} IS NULL`, `NOT (${visible(first)})`, ...hints, ...header].join(' OR ');
}

/** Judges the rows that may not be records, scans the texts that may hold identifiers, and lets both go. */
export async function settleTexts(db: Database, columns: Columns, context: RowContext, sink: RowSink): Promise<void> {
  await judge(db, context, sink);
  for (const [t, index] of columns.text.entries()) {
    for await (const rows of pages<{ rij: number; text: string }>(db, `_t${t + 1}`, 'text')) {
      for (const { rij, text } of rows) sink.scan(null, rij, index, text);
      await sink.flush();
    }
  }
  await db.run(passingColumns(columns).map((column) => `ALTER TABLE ruw DROP COLUMN ${column.split(' ')[0]}`).join('; '));
}

async function judge(db: Database, context: RowContext, sink: RowSink): Promise<void> {
  await db.run('CREATE OR REPLACE TEMP TABLE ruw_soort(rij INTEGER, soort VARCHAR)');
  for await (const rows of pages<{ rij: number; cells: (string | null)[] }>(db, '_cellen', 'cells')) {
    const judged = rows.flatMap(({ rij, cells }) => {
      const { kind, total } = judgeRow(cells.map((cell) => cell ?? ''), context);
      if (total) sink.totals.push({ ...total, blad: null, rij });
      return kind === 'record' ? [] : [[rij, kind]];
    });
    await db.append('ruw_soort', ['INTEGER', 'VARCHAR'], judged);
  }
  await db.run('UPDATE ruw SET soort = s.soort, fout = NULL FROM ruw_soort s WHERE s.rij = ruw.rij; DROP TABLE ruw_soort');
}

/** The rows that have something in a column, by their number, some thousands at a time. */
async function* pages<Row extends { rij: number }>(db: Database, column: string, name: string): AsyncGenerator<Row[]> {
  for (let after = 0; ; ) {
    const rows = await db.rows<Row>(
      `SELECT rij, ${identifier(column)} AS ${name} FROM ruw WHERE ${identifier(column)} IS NOT NULL AND rij > ${after} ORDER BY rij LIMIT ${page}`,
    );
    yield rows;
    if (rows.length < page) return;
    after = rows.at(-1)!.rij;
  }
}
