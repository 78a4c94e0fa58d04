import type { Cell } from '../../release/cell.js';
import type { LinkedTables, ProtectionRules } from './linked.js';
import { suppressedCells } from './secondary.js';
import { buildSystem } from './system.js';

/**
 * The safe form of every cell of a set of linked tables: no sensitive cell is shown, and none can be bounded more closely
 * than its protection levels from all that is shown together, by someone who knows that counts are whole and not negative.
 * Throws DisclosureError when that cannot be reached.
 */
export function protect(tables: LinkedTables, rules: ProtectionRules): Map<string, Cell> {
  const system = buildSystem(tables, rules);
  const { unknown } = suppressedCells(system, rules.insiders);
  return new Map(system.cells.map((cell, i) => [cell.id, unknown[i] || cell.hidden ? { suppressed: true } : { value: cell.value }]));
}
