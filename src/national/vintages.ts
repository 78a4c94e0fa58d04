/** Which counts are printed as they were printed before, and which are revised: a revision waits until the difference is safe itself. */
import type { Database } from '../database/database.js';
import { addMonths } from '../levering/period.js';
import type { CijferRow } from '../release/tables.js';
import { countsThen, deliveryOf } from './aggregate/earlier.js';
import type { Period } from './aggregate/period.js';
import type { Programme, ProgrammeTable } from './aggregate/programme.js';
import { type CountTables, countTables, type TableCell } from './aggregate/tables.js';
import { type Bounds, changeIsSafe } from './change.js';
import type { History, PrintedBefore } from './history.js';
import type { ProtectionConfig } from './protect/config.js';
import type { Contribution, ProtectionRules } from './protect/linked.js';
import { isSensitive } from './protect/primary.js';
import { boundsOf, roundedTo } from './protect/rounding.js';

export interface Vintages {
  /** By cell, the row that is printed again, and whether what it says of the count still holds. */
  readonly kept: ReadonlyMap<string, PrintedBefore & { readonly holds: boolean }>;
  /** Cells that were printed before and are printed with their count of today, with what that says. */
  readonly revised: ReadonlyMap<string, Bounds>;
  /** Counts that tell nothing that was not told before. */
  readonly told: ReadonlySet<string>;
  /** Months of which the release tells no count of their own that was not told before: printed as it is printed again, or withheld. */
  readonly settled: ReadonlySet<string>;
  /** Settled months a year and more before every month of a new sum of months: no sum of twelve ties them to what is new. */
  readonly distant: ReadonlySet<string>;
}

export interface VintageQuestion {
  readonly programme: Programme;
  readonly tables: CountTables;
  readonly periods: readonly Period[];
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly config: ProtectionConfig;
  readonly rules: ProtectionRules;
  readonly reference: string;
  readonly since: string;
  /** Counts that are printed as they were before or not at all. */
  held(cell: TableCell): boolean;
}

/** The key of the row in which a count is printed; undefined when it never is. */
export function rowOf(table: ProgrammeTable, code: string, sum: boolean, period: Period): Pick<CijferRow, 'indicator' | 'reeks' | 'periode' | 'dimensie' | 'code'> | undefined {
  const at = { indicator: table.indicator, periode: period.id };
  if (table.verhouding) return table.verborgen.includes(code) ? undefined : { ...at, reeks: table.verhouding.reeks, dimensie: table.verhouding.plaats[0], code: table.verhouding.plaats[1] };
  return table.telling ? { ...at, reeks: 'voorvallen', dimensie: sum ? `${table.id}_som` : table.id, code } : undefined;
}

/** Decides for every count that was printed before. */
export async function plannedVintages(db: Database, history: History, question: VintageQuestion): Promise<Vintages> {
  const { tables, config, rules } = question;
  const kept = new Map<string, PrintedBefore & { holds: boolean }>();
  const revised = new Map<string, Bounds>();
  const moved: { cell: TableCell; before: PrintedBefore }[] = [];
  for (const cell of tables.cells) {
    const key = rowOf(cell.table, cell.code, cell.sum, cell.period);
    const before = key && history.last(key);
    if (!before) continue;
    const holds = before.bounds.low <= cell.value && cell.value <= before.bounds.high;
    if (question.held(cell) || (holds && roundedTo(cell.value, config.afronding) === before.row.teller)) kept.set(cell.id, { ...before, holds });
    else if (holds && !isSensitive(cell, rules)) revised.set(cell.id, boundsOf(cell, config.afronding));
    else if (!holds && !isSensitive(cell, rules)) moved.push({ cell, before });
    else kept.set(cell.id, { ...before, holds });
  }
  const then = await contributionsThen(db, moved, question);
  for (const { cell, before } of moved) {
    const contributions = then(cell.id, before.row.vintage);
    const value = contributions?.reduce((sum, one) => sum + one.value, 0);
    const known = value !== undefined && before.bounds.low <= value && value <= before.bounds.high;
    if (known && changeIsSafe(cell, contributions!, { then: before.bounds, now: boundsOf(cell, config.afronding) }, rules)) revised.set(cell.id, boundsOf(cell, config.afronding));
    else kept.set(cell.id, { ...before, holds: false });
  }
  const told = new Set(tables.cells.filter((cell) => toldBefore(history, cell, kept)).map(({ id }) => id));
  const news = tables.cells.filter(({ id }) => !told.has(id)).map(({ period }) => period.maanden);
  const unsettled = new Set(news.flatMap((months) => (months.length === 1 ? months : [])));
  const settled = new Set(history.months.filter((month) => !unsettled.has(month)));
  const first = news.flat().sort()[0];
  return { kept, revised, told, settled, distant: new Set([...settled].filter((month) => first === undefined || month < addMonths(first, -12))) };
}

/** Whether a count tells nothing new: it is printed again as it still is, is withheld again, or is never printed. */
function toldBefore(history: History, { id, table, code, sum, period, hidden }: TableCell, kept: Vintages['kept']): boolean {
  const key = rowOf(table, code, sum, period);
  return hidden || !key || (kept.get(id)?.holds ?? (history.told(key) && history.last(key) === undefined));
}

/** What each organisation contributed to cells in earlier states of the store; undefined for a state that cannot be told. */
async function contributionsThen(db: Database, moved: readonly { cell: TableCell; before: PrintedBefore }[], question: VintageQuestion): Promise<(cell: string, vintage: string) => readonly Contribution[] | undefined> {
  const states = new Map<string, ReadonlyMap<string, readonly Contribution[]>>();
  for (const vintage of [...new Set(moved.map(({ before }) => before.row.vintage))].sort()) {
    const delivery = deliveryOf(vintage);
    if (delivery === undefined) continue;
    const named = new Set(moved.filter(({ before }) => before.row.vintage === vintage).map(({ cell }) => cell.table.id));
    const programme = { ...question.programme, tabellen: question.programme.tabellen.filter(({ id }) => named.has(id)), verbanden: [] };
    const counts = await countsThen(db, programme, question.since, question.reference, delivery);
    const { cells } = countTables(programme, counts, question.periods, question.lists, question.config);
    states.set(vintage, new Map(cells.map(({ id, contributions }) => [id, contributions])));
  }
  return (cell, vintage) => {
    const state = states.get(vintage);
    return state && (state.get(cell) ?? []);
  };
}
