/** Which cells an attacker does not know, and the choice of what to withhold next. */
import { isEquation, type System } from './system.js';

export class Suppression {
  /** 1 for suppressed and hidden cells. */
  readonly unknown: Uint8Array;
  /** 1 for unknown cells that nobody may be able to compute. */
  readonly guarded: Uint8Array;
  readonly #unknownInRow: Int32Array;
  readonly #touched = new Set<number>();

  constructor(
    readonly system: System,
    sensitive: Uint8Array,
  ) {
    this.unknown = new Uint8Array(system.value.length);
    this.guarded = sensitive.slice();
    this.#unknownInRow = new Int32Array(system.rows);
    system.cells.forEach((cell, i) => {
      if (cell.value > 0 && (sensitive[i] || cell.hidden)) this.#setUnknown(i, 1);
    });
  }

  suppress(cell: number): void {
    this.guarded[cell] = 1;
    this.#setUnknown(cell, 1);
  }

  /** Hides a cell that may be computed: for the time being, while others are tried. */
  withhold(cell: number): void {
    this.#setUnknown(cell, 1);
  }

  publish(cell: number): void {
    this.guarded[cell] = 0;
    this.#setUnknown(cell, 0);
  }

  guardedCells(): number[] {
    return [...this.guarded.keys()].filter((cell) => this.guarded[cell] === 1);
  }

  /** Suppresses a further cell in every equation that gives away a guarded cell by itself, until there is none. */
  closeRows(): void {
    for (;;) {
      const open = [...this.#touched].filter((row) => this.#givesAway(row)).sort((a, b) => this.#unknownInRow[a]! - this.#unknownInRow[b]! || a - b);
      this.#touched.clear();
      let changed = false;
      for (const row of open) {
        if (!this.#givesAway(row)) continue;
        const partner = this.cheapest([row]);
        if (partner === undefined) continue;
        this.suppress(partner);
        changed = true;
        if (this.#givesAway(row)) this.#touched.add(row);
      }
      if (!changed) return;
    }
  }

  /** The shown, non-zero cell of these rows that costs least: by importance, then size and what it would drag along, then id. */
  cheapest(rows: Iterable<number>): number | undefined {
    const { system } = this;
    let best: number | undefined;
    let bestCost = Number.POSITIVE_INFINITY;
    for (const row of rows) {
      for (let at = system.rowStart[row]!; at < system.rowStart[row + 1]!; at++) {
        const cell = system.rowCell[at]!;
        if (this.unknown[cell] || (best !== undefined && system.importance[cell]! > system.importance[best]!)) continue;
        // by its number of digits: withholding two small cells loses more tables than withholding one larger cell
        const cost = Math.log2(1 + system.value[cell]!) + this.#dragged(cell, row);
        const better = best === undefined || system.importance[cell]! < system.importance[best]! || cost < bestCost || (cost === bestCost && cell < best);
        if (better) [best, bestCost] = [cell, cost];
      }
    }
    return best;
  }

  /** Equations that hold the cell. */
  equationsOf(cell: number): number[] {
    return this.#rowsOf(cell).filter((row) => isEquation(this.system, row));
  }

  /** Inequalities that hold the cell and leave no room on one side. */
  tightBoundsOf(cell: number): number[] {
    const { rowLow, rowHigh } = this.system;
    return this.#rowsOf(cell).filter((row) => !isEquation(this.system, row) && (rowLow[row] === 0 || rowHigh[row] === 0));
  }

  #rowsOf(cell: number): number[] {
    const { cellStart, cellRow } = this.system;
    return [...cellRow.subarray(cellStart[cell]!, cellStart[cell + 1]!)];
  }

  /** What suppressing the cell would cost in other equations, where it would stand alone. */
  #dragged(cell: number, chosenFor: number): number {
    const { system } = this;
    let cost = 0;
    for (let at = system.cellStart[cell]!; at < system.cellStart[cell + 1]!; at++) {
      const row = system.cellRow[at]!;
      if (row === chosenFor || this.#unknownInRow[row]! > 0 || !isEquation(system, row)) continue;
      let least = Number.POSITIVE_INFINITY;
      for (let other = system.rowStart[row]!; other < system.rowStart[row + 1]!; other++) {
        const partner = system.rowCell[other]!;
        if (partner !== cell && system.value[partner]! < least) least = system.value[partner]!;
      }
      cost += 1 + Math.log2(1 + least);
    }
    return cost;
  }

  /** Whether one equation alone fixes a guarded cell: it is the only unknown one, or all unknown ones are parts of 1. */
  #givesAway(row: number): boolean {
    if (this.#unknownInRow[row] === 0) return false;
    const { system } = this;
    let sign = 0;
    let guarded = false;
    for (let at = system.rowStart[row]!; at < system.rowStart[row + 1]!; at++) {
      const cell = system.rowCell[at]!;
      if (!this.unknown[cell]) continue;
      guarded ||= this.guarded[cell] === 1;
      if (this.#unknownInRow[row] === 1) continue;
      if (system.value[cell]! > 1 || (sign !== 0 && sign !== system.rowSign[at]!)) return false;
      sign = system.rowSign[at]!;
    }
    return guarded;
  }

  #setUnknown(cell: number, to: 0 | 1): void {
    if (this.unknown[cell] === to) return;
    this.unknown[cell] = to;
    for (let at = this.system.cellStart[cell]!; at < this.system.cellStart[cell + 1]!; at++) {
      const row = this.system.cellRow[at]!;
      if (!isEquation(this.system, row)) continue;
      this.#unknownInRow[row]! += to === 1 ? 1 : -1;
      this.#touched.add(row);
    }
  }
}
