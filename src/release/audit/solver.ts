/** Linear programs by HiGHS, which is deterministic and needs neither network nor native code; each goes on where the last ended. */
import loadHighs, { type Highs, type Model } from 'highs';

export interface Row {
  readonly columns: readonly number[];
  readonly weights: readonly number[];
  readonly low: number;
  readonly high: number;
}

export interface LinearSystem {
  /** Bounds of every column. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly rows: readonly Row[];
}

/** The primal simplex method, which goes on well when only the goal changes. */
const primal = 4;
const dual = 1;

/** Nothing satisfies a system, or a goal has no end. */
export class NoSolution extends Error {}

export class LinearProgram {
  readonly #highs: Highs;
  readonly #model: Model;
  readonly #columns: number;
  /** Columns whose cost is not zero. */
  #goal: readonly number[] = [];
  solved = 0;

  constructor(highs: Highs, { low, high, rows }: LinearSystem) {
    this.#highs = highs;
    this.#columns = low.length;
    const starts = new Int32Array(rows.length + 1);
    rows.forEach(({ columns }, row) => (starts[row + 1] = starts[row]! + columns.length));
    this.#model = highs.createModel({
      numCols: low.length,
      numRows: rows.length,
      colCost: new Float64Array(low.length),
      colLower: this.#finite(low),
      colUpper: this.#finite(high),
      rowLower: this.#finite(Float64Array.from(rows, (row) => row.low)),
      rowUpper: this.#finite(Float64Array.from(rows, (row) => row.high)),
      matrix: { format: 'csr', numCols: low.length, numRows: rows.length, starts, indices: Int32Array.from(rows.flatMap(({ columns }) => columns)), values: Float64Array.from(rows.flatMap(({ weights }) => weights)) },
    });
    this.#model.options.set({ output_flag: false, presolve: 'off', simplex_strategy: primal });
  }

  /** Changes what columns may be; `columns` in increasing order. */
  bound(columns: readonly number[], low: readonly number[], high: readonly number[]): void {
    if (columns.length > 0) this.#model.changeColsBounds({ kind: 'set', indices: [...columns] }, this.#finite(Float64Array.from(low)), this.#finite(Float64Array.from(high)));
  }

  /** The columns where a weighted sum of some of them is largest; NoSolution when there is none. */
  largest(weights: ReadonlyMap<number, number>): Float64Array {
    if (this.#columns === 0) return new Float64Array(0);
    const touched = [...new Set([...this.#goal, ...weights.keys()])].sort((a, b) => a - b);
    if (touched.length > 0) this.#model.changeColsCost({ kind: 'set', indices: touched }, touched.map((column) => -(weights.get(column) ?? 0)));
    this.#goal = [...weights.keys()];
    if (!this.#optimal() && !this.#optimalAfresh()) throw new NoSolution('audit: no solution');
    return this.#model.getSolution().colValue as Float64Array;
  }

  #optimal(): boolean {
    this.#model.run();
    this.solved++;
    return this.#model.getModelStatus() === this.#highs.constants.modelStatus.optimal;
  }

  /** Going on from the last solution may end in numbers that no longer fit; from nothing, by the dual method, it does not. */
  #optimalAfresh(): boolean {
    this.#model.clearSolver();
    this.#model.options.set({ simplex_strategy: dual });
    try {
      return this.#optimal();
    } finally {
      this.#model.options.set({ simplex_strategy: primal });
    }
  }

  close(): void {
    this.#model.dispose();
  }

  #finite(values: Float64Array): Float64Array {
    return values.map((value) => (value === Infinity ? this.#highs.infinity : value === -Infinity ? -this.#highs.infinity : value));
  }
}

/** Opens systems of linear relations for solving again and again. */
export type Solve = (system: LinearSystem) => LinearProgram;

export async function loadSolver(): Promise<Solve> {
  // the package declares CommonJS types beside an ES module
  const highs = await (loadHighs as unknown as () => Promise<Highs>)();
  return (system) => new LinearProgram(highs, system);
}
