import type { Cell } from '../../release/cell.js';
import { type History, heldBack, withHistory } from './history.js';
import { improvedPattern } from './improve.js';
import type { LinkedTables, ProtectionRules } from './linked.js';
import type { Solve } from './master.js';
import { type Limits, optimalPattern } from './optimise.js';
import { isSensitive } from './primary.js';
import { type Known, knownByUnit } from './prover.js';
import { roundedTo } from './rounding.js';
import { type Pattern, suppressedCells } from './secondary.js';
import { buildSystem, type System } from './system.js';

/** Places in which a safe pattern is tried again for less. */
const places = 40;
/** Systems of more cells are not sought to the optimum; of smaller ones the search ends by work done, never by the clock. */
const mostCells = 2000;
const limits: Limits = { relaxed: 40, whole: 10, nodes: 5000, places: 100, work: 2e8 };

export interface ProtectOptions {
  /** What earlier releases told. */
  readonly history?: History | undefined;
  /** Solves the master problem, where the system is small enough for an optimum; without it there is only local search. */
  readonly optimiser?: Solve | undefined;
}

export interface Protection {
  /** The safe form of every new cell. */
  readonly cells: Map<string, Cell>;
  /** Cells that would be shown, were it not for earlier releases they are tied to; print the earlier figure again or nothing. */
  readonly heldBack: readonly string[];
  /** What the optimiser proved: cost of the pattern, and a bound below which none is safe against outsiders. */
  readonly proved?: { readonly cost: number; readonly bound: number };
}

/**
 * The safe form of every cell of a set of linked tables: no sensitive cell is shown, and none can be bounded more closely
 * than its protection levels from all that is shown together, by someone who knows that counts are whole and not negative.
 * With `rounding` in the rules the values given are the rounded ones, and the only ones to compute anything printed from.
 * Throws DisclosureError when that cannot be reached.
 */
export function protect(tables: LinkedTables, rules: ProtectionRules, options: ProtectOptions = {}): Map<string, Cell> {
  return protection(tables, rules, options).cells;
}

/** As `protect`, with what was held back and what was proved. */
export function protection(tables: LinkedTables, rules: ProtectionRules, { history, optimiser }: ProtectOptions = {}): Protection {
  const system = buildSystem(withHistory(tables, history), rules);
  const insiders = rules.insiders ? knownByUnit(system) : new Map<string, Known[]>();
  const cost = costOf(system);
  const start = suppressedCells(system, insiders);
  const open = system.open.reduce((sum, one) => sum + one, 0);
  const optimum = optimiser && open <= mostCells ? optimalPattern(system, start, cost, optimiser, limits, insiders) : undefined;
  const { unknown }: Pattern = optimum ?? improvedPattern(system, start, cost, places, insiders);
  const fresh = new Set(tables.cells.map(({ id }) => id));
  const cells = new Map<string, Cell>();
  for (const [i, cell] of system.cells.entries()) if (fresh.has(cell.id)) cells.set(cell.id, unknown[i] || cell.hidden ? { suppressed: true } : { value: printedValue(cell.value, rules) });
  return {
    cells,
    heldBack: heldBack(tables, history, (id) => 'suppressed' in cells.get(id)!, (cell) => isSensitive(cell, rules)),
    ...(optimum ? { proved: { cost: optimum.cost, bound: optimum.bound } } : {}),
  };
}

/** What withholding costs: a digit more costs as much as a cell more, and importance outweighs both. */
function costOf(system: System): Float64Array {
  return Float64Array.from(system.value, (value, cell) => 32 ** system.importance[cell]! * (1 + Math.log10(1 + value)));
}

/** How a shown count is printed, wherever it is. */
export function printedValue(value: number, { rounding = 1 }: ProtectionRules): number {
  return roundedTo(value, rounding);
}
