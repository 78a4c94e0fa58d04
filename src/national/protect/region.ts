/** A set of cells of a system with the tableau of what they may do together while all other cells stay as they are. */
import type { Constraint } from './elimination.js';
import { isEquation, type System } from './system.js';
import { Tableau } from './tableau.js';

export class Region {
  /** Column of each cell of the system; -1 for cells outside. Columns after those of the cells are slack of inequalities. */
  readonly column: Int32Array;
  readonly tableau: Tableau;
  readonly #shown: Uint8Array;

  /** @param unknown the cells that may take any value; others in the region stay within what is shown of them */
  constructor(
    readonly system: System,
    readonly cells: readonly number[],
    unknown: (cell: number) => boolean = () => true,
  ) {
    this.column = new Int32Array(system.value.length).fill(-1);
    cells.forEach((cell, column) => (this.column[cell] = column));
    this.#shown = Uint8Array.from(cells, (cell) => Number(!unknown(cell)));
    const lower = cells.map((cell, at) => (this.#shown[at] ? system.shownLow[cell]! : system.lowest[cell]! - system.value[cell]!));
    const upper = cells.map((cell, at) => (this.#shown[at] ? system.shownHigh[cell]! : Number.POSITIVE_INFINITY));
    const constraints: Constraint[] = [];
    for (const row of rowsOf(system, cells)) {
      const columns: number[] = [];
      const signs: number[] = [];
      for (let at = system.rowStart[row]!; at < system.rowStart[row + 1]!; at++) {
        const column = this.column[system.rowCell[at]!]!;
        if (column < 0) continue;
        columns.push(column);
        signs.push(system.rowSign[at]!);
      }
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

  isUnknown(cell: number): boolean {
    const at = this.column[cell]!;
    return at >= 0 && !this.#shown[at];
  }

  /** Shows an unknown cell for good: out of the tableau when that fixes it. All deviations must be zero. */
  show(cell: number): void {
    const at = this.column[cell]!;
    const { shownLow, shownHigh } = this.system;
    if (shownLow[cell] === shownHigh[cell]) {
      this.tableau.remove(at);
      this.column[cell] = -1;
    } else {
      this.#shown[at] = 1;
      this.tableau.lower[at] = shownLow[cell]!;
      this.tableau.upper[at] = shownHigh[cell]!;
    }
  }
}

function rowsOf(system: System, cells: readonly number[]): number[] {
  const rows = new Set<number>();
  for (const cell of cells) for (let at = system.cellStart[cell]!; at < system.cellStart[cell + 1]!; at++) rows.add(system.cellRow[at]!);
  return [...rows].sort((a, b) => a - b);
}

/** The cells and those that share rows with them, that many steps away, in order; no further step once there are `enough`. */
export function around(system: System, cells: Iterable<number>, steps: number, through: (cell: number) => boolean, enough = Number.POSITIVE_INFINITY): number[] {
  const seen = new Set(cells);
  const rowsSeen = new Set<number>();
  let layer = [...seen];
  for (let step = 0; step < steps && layer.length > 0 && seen.size < enough; step++) {
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
