import type { Cell } from '../../release/cell.js';
import { improvedPattern } from './improve.js';
import type { LinkedTables, ProtectionRules } from './linked.js';
import { type Known, knownByUnit } from './prover.js';
import { roundedTo } from './rounding.js';
import { suppressedCells } from './secondary.js';
import { buildSystem } from './system.js';

/** Places in which a safe pattern is tried again for less. */
const places = 40;

/**
 * The safe form of every cell of a set of linked tables: no sensitive cell is shown, and none can be bounded more closely
 * than its protection levels from all that is shown together, by someone who knows that counts are whole and not negative.
 * With `rounding` in the rules the values given are the rounded ones, and the only ones to compute anything printed from.
 * Throws DisclosureError when that cannot be reached.
 */
export function protect(tables: LinkedTables, rules: ProtectionRules): Map<string, Cell> {
  const system = buildSystem(tables, rules);
  const insiders = rules.insiders ? knownByUnit(system) : new Map<string, Known[]>();
  // a digit more costs as much as a cell more, and importance outweighs both
  const cost = Float64Array.from(system.value, (value, cell) => 32 ** system.importance[cell]! * (1 + Math.log10(1 + value)));
  const { unknown } = improvedPattern(system, suppressedCells(system, insiders), cost, places, insiders);
  return new Map(system.cells.map((cell, i) => [cell.id, unknown[i] || cell.hidden ? { suppressed: true } : { value: printedValue(cell.value, rules) }]));
}

/** How a shown count is printed, wherever it is. */
export function printedValue(value: number, { rounding = 1 }: ProtectionRules): number {
  return roundedTo(value, rounding);
}
