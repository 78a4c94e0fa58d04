import type { Cell } from '../../release/cell.js';
import type { LinkedTables, ProtectionRules } from './linked.js';
import { isSensitive } from './primary.js';
import { suppressedCells } from './secondary.js';
import { buildSystem } from './system.js';

/**
 * The safe form of every cell of a set of linked tables: no sensitive cell is shown, and no suppressed cell can be computed
 * from all that is shown together by someone who knows that suppressed counts are whole numbers of 1 or more.
 * Throws DisclosureError when that cannot be reached.
 */
export function protect(tables: LinkedTables, rules: ProtectionRules): Map<string, Cell> {
  const system = buildSystem(tables);
  const sensitive = Uint8Array.from(system.cells, (cell) => Number(isSensitive(cell, rules)));
  const unknown = suppressedCells(system, sensitive);
  return new Map(system.cells.map((cell, i) => [cell.id, unknown[i] || cell.hidden ? { suppressed: true } : { value: cell.value }]));
}
