/**
 * Another table of positive integers that agrees with everything published: the proof that a suppressed cell cannot be
 * computed. It is found by moving one cell by one and mending the rows this upsets, nearest first.
 */
import type { System } from './system.js';

/** By how much each moved cell differs from its true value. */
export interface Alternative {
  readonly cells: readonly number[];
  readonly steps: readonly number[];
}

/** Whether the alternative moves only unknown cells, keeps them at 1 or more, and leaves every row within its bounds. */
export function isAlternative(system: System, unknown: Uint8Array, { cells, steps }: Alternative): boolean {
  const sums = new Map<number, number>();
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!;
    const step = steps[i]!;
    if (!unknown[cell] || system.value[cell]! + step < 1) return false;
    for (let at = system.cellStart[cell]!; at < system.cellStart[cell + 1]!; at++) {
      const row = system.cellRow[at]!;
      sums.set(row, (sums.get(row) ?? 0) + system.cellSign[at]! * step);
    }
  }
  for (const [row, sum] of sums) if (sum < system.rowLow[row]! || sum > system.rowHigh[row]!) return false;
  return steps.some((step) => step !== 0);
}

const lengths = [1, 2, 4, 6, 8, 12, 18];
const widest = 8;

export type AlternativeSearch = (cell: number, budget: number) => Alternative | undefined;

/** A search over the system; `unknown` may change between calls. Finds nothing when the budget of tried moves runs out. */
export function alternativeSearch(system: System, unknown: Uint8Array): AlternativeSearch {
  const { value, rowStart, rowCell, rowSign, rowLow, rowHigh, cellStart, cellRow, cellSign } = system;
  const step = new Int32Array(value.length);
  const sum = new Int32Array(system.rows);
  const upset = new Set<number>();
  const moved: number[] = [];
  let left = 0;

  const move = (cell: number, by: number): void => {
    step[cell]! += by;
    for (let at = cellStart[cell]!; at < cellStart[cell + 1]!; at++) {
      const row = cellRow[at]!;
      sum[row]! += cellSign[at]! * by;
      if (sum[row]! < rowLow[row]! || sum[row]! > rowHigh[row]!) upset.add(row);
      else upset.delete(row);
    }
  };

  const upsetAfter = (cell: number, by: number): number => {
    let change = 0;
    for (let at = cellStart[cell]!; at < cellStart[cell + 1]!; at++) {
      const row = cellRow[at]!;
      const next = sum[row]! + cellSign[at]! * by;
      change += Number(next < rowLow[row]! || next > rowHigh[row]!) - Number(upset.has(row));
    }
    return change;
  };

  const mostUpset = (): number => {
    let best = -1;
    let fewest = Number.POSITIVE_INFINITY;
    for (const row of upset) {
      const length = rowStart[row + 1]! - rowStart[row]!;
      if (length < fewest || (length === fewest && row < best)) [best, fewest] = [row, length];
    }
    return best;
  };

  const mendings = (row: number): { cell: number; by: number; change: number }[] => {
    const direction = sum[row]! > rowHigh[row]! ? -1 : 1;
    const found: { cell: number; by: number; change: number }[] = [];
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) {
      const cell = rowCell[at]!;
      const by = direction * Math.sign(rowSign[at]!);
      if (!unknown[cell] || step[cell]! * by < 0 || value[cell]! + step[cell]! + by < 1) continue;
      found.push({ cell, by, change: upsetAfter(cell, by) });
    }
    return found.sort((a, b) => a.change - b.change || a.cell - b.cell).slice(0, widest);
  };

  const mend = (moves: number): boolean => {
    if (upset.size === 0) return true;
    if (moves === 0 || upset.size > 3 * moves) return false;
    for (const { cell, by } of mendings(mostUpset())) {
      if (left-- <= 0) return false;
      move(cell, by);
      moved.push(cell);
      if (mend(moves - 1)) return true;
      moved.pop();
      move(cell, -by);
    }
    return false;
  };

  return (cell, budget) => {
    left = budget;
    for (const length of lengths) {
      for (const by of [1, -1]) {
        if (left <= 0 || value[cell]! + by < 1) continue;
        move(cell, by);
        moved.push(cell);
        const found = mend(length - 1);
        const cells = [...new Set(moved)].sort((a, b) => a - b);
        const alternative = { cells, steps: cells.map((one) => step[one]!) };
        for (const one of cells) step[one] = 0;
        for (const one of cells) for (let at = cellStart[one]!; at < cellStart[one + 1]!; at++) sum[cellRow[at]!] = 0;
        upset.clear();
        moved.length = 0;
        if (found) return alternative;
      }
    }
    return undefined;
  };
}
