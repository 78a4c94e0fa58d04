/** Another table that agrees with all that is shown: what proves that an attacker must think a value possible. */
import { type System, withinShown } from './system.js';

/** By how much each moved cell differs from its true value. */
export interface Certificate {
  readonly cells: readonly number[];
  readonly steps: readonly number[];
}

/**
 * Whether the other table is one: it moves unknown cells to what is thought possible, shown ones only within what is shown of
 * them, and fits every row.
 * Counts are checked exactly; amounts to a millionth of the largest step.
 */
export function isCertificate(system: System, unknown: (cell: number) => boolean, { cells, steps }: Certificate): boolean {
  const slack = system.whole ? 0 : 1e-6 * Math.max(1, ...steps.map(Math.abs));
  const sums = new Map<number, number>();
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!;
    const step = steps[i]!;
    if (system.whole && !Number.isInteger(step)) return false;
    if (unknown(cell) ? system.value[cell]! + step < system.lowest[cell]! - slack : !withinShown(system, cell, step)) return false;
    for (let at = system.cellStart[cell]!; at < system.cellStart[cell + 1]!; at++) {
      const row = system.cellRow[at]!;
      sums.set(row, (sums.get(row) ?? 0) + system.cellSign[at]! * step);
    }
  }
  for (const [row, sum] of sums) if (sum < system.rowLow[row]! - slack || sum > system.rowHigh[row]! + slack) return false;
  return true;
}

/** The cells that must be unknown for the table to be a possible one. */
export function neededBy(system: System, { cells, steps }: Certificate): number[] {
  return cells.filter((cell, i) => !withinShown(system, cell, steps[i]!));
}
