/** Sparse elimination of equations: each in turn makes one unknown cell a combination of the others. */
const same = 1e-7;

export interface Constraint {
  readonly cells: ArrayLike<number>;
  readonly signs: ArrayLike<number>;
}

/** The cell equals the sum of the others times their factors. */
export interface Combination {
  readonly cell: number;
  readonly cells: readonly number[];
  readonly factors: readonly number[];
}

/**
 * Solves the constraints (signed sums that are zero) for as many cells as they determine, in the order given, each time for
 * the cell that fills the fewest rows. Right sides hold only cells that no combination solves for.
 */
export function eliminate(count: number, constraints: readonly Constraint[]): Combination[] {
  const solved: { cell: number; cells: number[]; factors: number[] }[] = [];
  const rowOf = new Int32Array(count).fill(-1);
  const rowsWith: Set<number>[] = Array.from({ length: count }, () => new Set());
  const sum = new SparseSum(count);
  for (const { cells, signs } of constraints) {
    for (let i = 0; i < cells.length; i++) {
      const row = rowOf[cells[i]!]!;
      if (row < 0) sum.add(cells[i]!, signs[i]!);
      else solved[row]!.cells.forEach((cell, j) => sum.add(cell, signs[i]! * solved[row]!.factors[j]!));
    }
    const left = sum.take();
    let best = -1;
    for (let i = 0; i < left.cells.length; i++) if (best < 0 || rowsWith[left.cells[i]!]!.size < rowsWith[left.cells[best]!]!.size) best = i;
    if (best < 0) continue;
    const cell = left.cells[best]!;
    const scale = -1 / left.factors[best]!;
    const row = { cell, cells: left.cells.toSpliced(best, 1), factors: left.factors.toSpliced(best, 1).map((factor) => factor * scale) };
    for (const target of rowsWith[cell]!) {
      const before = solved[target]!;
      const factor = before.factors[before.cells.indexOf(cell)]!;
      before.cells.forEach((other, i) => other !== cell && sum.add(other, before.factors[i]!));
      row.cells.forEach((other, i) => sum.add(other, factor * row.factors[i]!));
      for (const other of before.cells) rowsWith[other]!.delete(target);
      Object.assign(before, sum.take());
      for (const other of before.cells) rowsWith[other]!.add(target);
    }
    for (const other of row.cells) rowsWith[other]!.add(solved.length);
    rowOf[cell] = solved.length;
    solved.push(row);
  }
  return solved;
}

/** A sum of multiples of cells that remembers which it touched. */
class SparseSum {
  readonly #sum: Float64Array;
  readonly #seen: Uint8Array;
  readonly #touched: number[] = [];

  constructor(count: number) {
    this.#sum = new Float64Array(count);
    this.#seen = new Uint8Array(count);
  }

  add(cell: number, factor: number): void {
    if (!this.#seen[cell]) this.#touched.push(cell);
    this.#seen[cell] = 1;
    this.#sum[cell]! += factor;
  }

  /** The cells with a factor other than zero, in order; starts again from nothing. */
  take(): { cells: number[]; factors: number[] } {
    const cells = this.#touched.filter((cell) => Math.abs(this.#sum[cell]!) > same).sort((a, b) => a - b);
    const factors = cells.map((cell) => this.#sum[cell]!);
    for (const cell of this.#touched) this.#sum[cell] = this.#seen[cell] = 0;
    this.#touched.length = 0;
    return { cells, factors };
  }
}
