/** A set of unknown cells of a system with the tableau of what they may do together while all other cells stay as they are. */
import type { Constraint } from './elimination.js';
import { isEquation, type System } from './system.js';
import { Tableau } from './tableau.js';

export class Region {
  /** Column of each cell of the system; -1 for cells outside. Columns after those of the cells are slack of inequalities. */
  readonly column: Int32Array;
  readonly tableau: Tableau;

  constructor(
    readonly system: System,
    readonly cells: readonly number[],
  ) {
    this.column = new Int32Array(system.value.length).fill(-1);
    cells.forEach((cell, column) => (this.column[cell] = column));
    const lower = cells.map((cell) => system.lowest[cell]! - system.value[cell]!);
    const upper = cells.map(() => Number.POSITIVE_INFINITY);
    const constraints: Constraint[] = [];
    for (let row = 0; row < system.rows; row++) {
      const columns: number[] = [];
      const signs: number[] = [];
      for (let at = system.rowStart[row]!; at < system.rowStart[row + 1]!; at++) {
        const column = this.column[system.rowCell[at]!]!;
        if (column < 0) continue;
        columns.push(column);
        signs.push(system.rowSign[at]!);
      }
      if (columns.length === 0) continue;
      if (!isEquation(system, row)) {
        columns.push(lower.length);
        signs.push(-1);
        lower.push(system.rowLow[row]!);
        upper.push(system.rowHigh[row]!);
      }
      constraints.push({ cells: columns, signs });
    }
    this.tableau = new Tableau(lower.length, constraints, Float64Array.from(lower), Float64Array.from(upper));
  }
}

/** The cells and those that share rows with them, that many steps away, in order. */
export function around(system: System, cells: Iterable<number>, steps: number, through: (cell: number) => boolean): number[] {
  const seen = new Set(cells);
  const rowsSeen = new Set<number>();
  let layer = [...seen];
  for (let step = 0; step < steps && layer.length > 0; step++) {
    const next: number[] = [];
    for (const cell of layer) {
      for (const row of system.cellRow.subarray(system.cellStart[cell]!, system.cellStart[cell + 1]!)) {
        if (rowsSeen.has(row)) continue;
        rowsSeen.add(row);
        for (const other of system.rowCell.subarray(system.rowStart[row]!, system.rowStart[row + 1]!)) {
          if (seen.has(other) || !through(other)) continue;
          seen.add(other);
          next.push(other);
        }
      }
    }
    layer = next;
  }
  return [...seen].sort((a, b) => a - b);
}
