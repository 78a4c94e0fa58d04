/** What was printed before over other periods than those of a release: knowledge of the same months, for the engine and for the gate. */
import type { Count } from './aggregate/count.js';
import type { Period } from './aggregate/period.js';
import type { Programme, ProgrammeTable } from './aggregate/programme.js';
import { type CountTables, countTables, type Minimums, type TableCell } from './aggregate/tables.js';
import type { PrintedSum } from './history.js';
import type { History as Known } from './protect/history.js';
import type { Equation, LinkedCell } from './protect/linked.js';

/** Counts by month of all tables, also of those that print only longer periods. */
export function countsByMonth(programme: Programme, counts: ReadonlyMap<string, readonly Count[]>, months: Iterable<string>, lists: ReadonlyMap<string, readonly string[]>, minimums: Minimums): CountTables {
  const periods = [...new Set(months)].sort().map((id): Period => ({ id, soort: 'maand', maanden: [id], volledig: true }));
  const monthly = { ...programme, tabellen: programme.tabellen.map((table): ProgrammeTable => ({ ...table, perioden: ['maand'] })) };
  return countTables(monthly, counts, periods, lists, minimums);
}

/**
 * The earlier sums of the watched tables that still hold, each tied to its months, and how these hang together. Months that the release does not
 * print may be known to be zero or large, but not to be small.
 */
export function earlierSums(sums: readonly PrintedSum[], { cells }: CountTables, monthly: CountTables, watched: ReadonlySet<string>): Known {
  const present = new Set(cells.map(({ id }) => id));
  const byMonth = new Map(monthly.cells.map((cell) => [cell.id, cell]));
  const rowOf = (table: string, code: string): string => `${table}|${code}`;
  const known: LinkedCell[] = [];
  const equations: Equation[] = [];
  const tables = new Set<string>();
  for (const { table, code, period, months, bounds } of sums) {
    if (!watched.has(table)) continue;
    const parts = months.map((month) => byMonth.get(`${rowOf(table, code)}|${month}`));
    const value = parts.reduce((sum, part) => sum + (part?.value ?? 0), 0);
    const holds = parts.every((part) => part !== undefined) && value >= bounds.low && value <= bounds.high;
    if (present.has(`${rowOf(table, code)}|${period}`) || !holds) continue;
    tables.add(table);
    const id = `eerder|${rowOf(table, code)}|${period}`;
    known.push({ id, value, minimum: 0, printed: bounds });
    equations.push({ total: id, parts: parts.map((part) => part.id) });
  }
  const months = monthly.cells.filter(({ id, table }) => tables.has(table.id) && !present.has(id));
  const taken = new Set(months.map(({ id }) => id));
  const exists = (id: string): boolean => present.has(id) || taken.has(id);
  for (const { id, table, code, period } of cells) {
    const parts = period.maanden.map((month) => `${rowOf(table.id, code)}|${month}`);
    if (period.soort !== 'maand' && !table.perioden.includes('maand') && parts.every((part) => taken.has(part))) equations.push({ total: id, parts });
  }
  for (const equation of monthly.equations) {
    const ids = [equation.total, ...equation.parts];
    if (ids.every(exists) && !ids.every((id) => present.has(id))) equations.push(equation);
  }
  return { cells: [...months.map(neverSmall), ...known], equations };
}

/** Zero or large, not small, for outsiders: what the gate asks of a month that is not printed. */
function neverSmall({ id, value, contributions, minimum }: TableCell): LinkedCell {
  const inside = { up: 0, down: 0, width: 0 };
  const small = value > 0 && value < minimum;
  const need = small ? { up: 0, down: value, width: 0, inside, or: { up: minimum - value, down: 0, width: 0, inside } } : inside;
  return { id, value, contributions, minimum, hidden: true, lowest: 0, need };
}
