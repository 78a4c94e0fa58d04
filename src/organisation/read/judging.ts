/**
 * What both ways of reading a text ask of its rows in SQL: hashes, and whether it is laid apart with all its cells, because it
 * may be no record, a free text in it must be scanned, or for another reason. Few are.
 */
import { type Database, literal } from '../../database/database.js';
import type { Columns } from './columns.js';
import type { ReadPlan } from './raw.js';
import { fewCells, headerMark, judgeRow, type RowContext, totalHints } from './rows.js';
import type { RowSink } from './table.js';

/** Rows fetched at a time. */
const page = 25_000;

/** A row of text in SQL: its cells (NULL where empty) and what is known of it. */
export interface RowSql {
  cells: readonly string[];
  /** The kept ones, as they are laid down. */
  kept: readonly string[];
  /** All its cells as a list, also those beyond the header. */
  list: string;
  /** More conditions under which a row is laid apart. */
  apart: readonly string[];
  /** The first cell in small letters, where that is a column already. */
  low?: string;
  /** Conditions that tell as much as that a cell, not the first, is visible, and take less. */
  seen?: readonly string[];
}

/** The hashes and kept cells of a row for `ruw`, in order. */
export function rowValues({ cells, kept }: Pick<RowSql, 'cells' | 'kept'>, columns: Columns): string {
  const content = columns.content.length > 0 ? `hash(${columns.content.map((i) => cells[i]!).join(', ')})` : '0';
  const beside = cells.filter((_, i) => !columns.content.includes(i));
  return [`hash(${[content, ...beside].join(', ')}) AS rijhash`, `CAST(${content} AS UBIGINT) AS rijhash2`, ...kept.map((one, i) => `${one} AS k${i + 1}`)].join(', ');
}

/** The passing column `_apart` of `ruw`: all cells of a row that is laid apart, and of no other. */
export function apartValue({ cells, list, apart, low = `lower(${cells[0]})`, seen = [] }: RowSql, columns: Columns, context: RowContext, plan: ReadPlan): string {
  const doubtful = `CASE WHEN ${surelyRecord(cells, low, seen, context)} THEN false ELSE ${needsJudging(cells, context)} END`;
  return `CASE WHEN ${joined([...columns.text.map((i) => mustBeScanned(cells[i]!, plan)), doubtful, ...apart], 'OR')} THEN ${list} END AS _apart`;
}

/** Few texts have a hard space, and to replace in all of them takes as long as to search them. */
function mustBeScanned(cell: string, plan: ReadPlan): string {
  return `regexp_matches(CASE WHEN contains(${cell}, chr(160)) THEN replace(${cell}, chr(160), ' ') ELSE ${cell} END, ${literal(plan.scanPrefilter)})`;
}

/** The rows that are laid apart, with the cells c1, c2, ... of the header as they were when it was decided. */
export function apartRows(header: readonly string[]): string {
  return `(SELECT rowid AS nr, *${header.map((_, i) => `, nullif(_apart[${i + 1}], '') AS c${i + 1}`).join('')} FROM ruw WHERE _apart IS NOT NULL)`;
}

const visible = (text: string): string => `${text} >= '!' AND ${text} < chr(127)`;

/** True of nearly every record, and never of a row that must be judged: its first cells are filled and the first is no total or header. */
function surelyRecord(cells: readonly string[], low: string, seen: readonly string[], context: RowContext): string {
  const few = fewCells(context.header.length);
  if (cells.length <= few) return 'false';
  const mark = headerMark(context.header);
  const header = mark === undefined ? [] : [`trim(${low}) <> ${literal(mark)}`];
  const others = seen.length < few ? cells.slice(1, few + 1).map(visible) : seen.slice(0, few);
  return [visible(cells[0]!), ...others, ...totalHints.map((hint) => `NOT contains(${low}, ${literal(hint)})`), ...header].join(' AND ');
}

/** Terms joined in halves of halves: the engine refuses an expression that is a thousand deep, as a plain sum over a wide table would be. */
export function joined(terms: readonly string[], operator: '+' | 'OR'): string {
  if (terms.length <= 2) return terms.join(` ${operator} `);
  const half = terms.length >> 1;
  return `(${joined(terms.slice(0, half), operator)}) ${operator} (${joined(terms.slice(half), operator)})`;
}

/** The same question as `needsJudging` in rows.ts. */
export function needsJudging(cells: readonly string[], context: RowContext): string {
  const first = `coalesce(${cells.join(', ')})`;
  const count = joined(cells.map((c) => `CASE WHEN ${visible(c)} THEN 1 ELSE 0 END`), '+');
  const hints = totalHints.map((hint) => `contains(lower(${first}), ${literal(hint)})`);
  const mark = headerMark(context.header);
  const header = mark === undefined ? [] : [`trim(lower(${first})) = ${literal(mark)}`];
  return [`${count} <= ${fewCells(context.header.length)}`, `${first} IS NULL`, `NOT (${visible(first)})`, ...hints, ...header].join(' OR ');
}

/** Judges the rows that may not be records, scans the texts that may hold identifiers, and lets them go. */
export async function settleApart(db: Database, header: readonly string[], columns: Columns, context: RowContext, plan: ReadPlan, sink: RowSink): Promise<void> {
  const cells = header.map((_, i) => `c${i + 1}`);
  const apart = apartRows(header);
  await db.run('CREATE OR REPLACE TEMP TABLE ruw_soort(rij INTEGER, soort VARCHAR)');
  for await (const rows of pages<{ rij: number; cells: (string | null)[] }>(db, `_apart AS cells FROM ${apart} WHERE (${needsJudging(cells, context)})`)) {
    const judged = rows.flatMap(({ rij, cells }) => {
      const { kind, total } = judgeRow(cells.map((cell) => cell ?? ''), context);
      if (total) sink.totals.push({ ...total, blad: null, rij });
      return kind === 'record' ? [] : [[rij, kind]];
    });
    await db.append('ruw_soort', ['INTEGER', 'VARCHAR'], judged);
  }
  for (const index of columns.text) {
    for await (const rows of pages<{ rij: number; text: string }>(db, `${cells[index]} AS text FROM ${apart} WHERE ${mustBeScanned(cells[index]!, plan)}`)) {
      for (const { rij, text } of rows) sink.scan(null, rij, index, text);
      await sink.flush();
    }
  }
  await db.run('UPDATE ruw SET soort = s.soort, fout = NULL FROM ruw_soort s WHERE s.rij = ruw.rij; DROP TABLE ruw_soort; ALTER TABLE ruw DROP COLUMN _apart');
}

/** Rows of a question by their number, some thousands at a time. */
async function* pages<Row extends { rij: number }>(db: Database, question: string): AsyncGenerator<Row[]> {
  for (let after = 0; ; ) {
    const rows = await db.rows<Row>(`SELECT rij, ${question} AND rij > ${after} ORDER BY rij LIMIT ${page}`);
    yield rows;
    if (rows.length < page) return;
    after = rows.at(-1)!.rij;
  }
}
