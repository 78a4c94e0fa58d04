/**
 * Which cells are a linear combination of what is published: the unknown cells are eliminated row by row, modulo a prime
 * below 2^26, so that products stay exact. What is left free gives directions in which the tables may differ.
 */
import { isEquation, type System } from './system.js';

export const prime = 67_108_859;

interface Pivot {
  readonly cell: number;
  readonly inverse: number;
  readonly cells: Int32Array;
  readonly factors: Float64Array;
}

export interface Elimination {
  /** In order of elimination; a pivot's row holds only later pivots and free cells. */
  readonly pivots: readonly Pivot[];
  readonly pivotOf: ReadonlyMap<number, number>;
  readonly free: readonly number[];
}

/** Eliminates the equations over the given unknown cells; cells that cannot go down are kept free where possible. */
export function eliminate(system: System, unknown: Uint8Array, cells: readonly number[]): Elimination {
  const wanted = new Set(cells);
  const rows: (Map<number, number> | undefined)[] = [];
  const rowsOf = new Map<number, Set<number>>(cells.map((cell) => [cell, new Set()]));
  for (let row = 0; row < system.rows; row++) {
    if (!isEquation(system, row)) continue;
    const entries = new Map<number, number>();
    for (let at = system.rowStart[row]!; at < system.rowStart[row + 1]!; at++) {
      const cell = system.rowCell[at]!;
      if (unknown[cell] && wanted.has(cell)) entries.set(cell, (system.rowSign[at]! + prime) % prime);
    }
    if (entries.size === 0) continue;
    for (const cell of entries.keys()) rowsOf.get(cell)!.add(rows.length);
    rows.push(entries);
  }

  const pivots: Pivot[] = [];
  const pivotOf = new Map<number, number>();
  const queue = new ColumnQueue(cells.filter((cell) => system.value[cell]! > 1), rowsOf);
  const tight = new ColumnQueue(cells.filter((cell) => system.value[cell]! === 1), rowsOf);
  for (let cell = queue.next() ?? tight.next(); cell !== undefined; cell = queue.next() ?? tight.next()) {
    const pivotRow = shortest(rowsOf.get(cell)!, rows);
    const entries = rows[pivotRow]!;
    const inverse = inverseOf(entries.get(cell)!);
    for (const row of [...rowsOf.get(cell)!]) {
      if (row === pivotRow) continue;
      const target = rows[row]!;
      const factor = (prime - multiply(target.get(cell)!, inverse)) % prime;
      for (const [other, entry] of entries) {
        const sum = ((target.get(other) ?? 0) + multiply(factor, entry)) % prime;
        if (sum === 0) {
          target.delete(other);
          rowsOf.get(other)!.delete(row);
        } else {
          target.set(other, sum);
          rowsOf.get(other)!.add(row);
        }
      }
    }
    for (const other of entries.keys()) rowsOf.get(other)!.delete(pivotRow);
    rows[pivotRow] = undefined;
    entries.delete(cell);
    pivotOf.set(cell, pivots.length);
    pivots.push({ cell, inverse, cells: Int32Array.from(entries.keys()), factors: Float64Array.from(entries.values()) });
  }
  return { pivots, pivotOf, free: cells.filter((cell) => !pivotOf.has(cell)) };
}

/**
 * The cells that every table with the same published cells gives the same value (up to a chance of one in 67 million a
 * cell, on the side of caution): a random direction in which the tables may differ does not move them.
 */
export function determinedCells(system: System, elimination: Elimination): Set<number> {
  let state = 20_240_613;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647);
  const direction = new Float64Array(system.value.length);
  for (const cell of elimination.free) direction[cell] = 1 + (random() % (prime - 1));
  backSubstitute(elimination, direction);
  return new Set([...elimination.pivotOf.keys()].filter((cell) => direction[cell] === 0));
}

/** Directions that move the cell, one for each of at most `limit` free cells it depends on. */
export function* directionsThrough(system: System, elimination: Elimination, cell: number, limit: number): Generator<Map<number, number>> {
  const weights = new Map<number, number>([[cell, 1]]);
  for (let at = elimination.pivotOf.get(cell) ?? elimination.pivots.length; at < elimination.pivots.length; at++) {
    const pivot = elimination.pivots[at]!;
    const weight = weights.get(pivot.cell);
    if (weight === undefined) continue;
    weights.delete(pivot.cell);
    const factor = (prime - multiply(weight, pivot.inverse)) % prime;
    pivot.cells.forEach((other, i) => {
      const sum = ((weights.get(other) ?? 0) + multiply(factor, pivot.factors[i]!)) % prime;
      if (sum === 0) weights.delete(other);
      else weights.set(other, sum);
    });
  }
  const roomiest = [...weights.keys()].sort((a, b) => system.value[b]! - system.value[a]! || a - b).slice(0, limit);
  for (const free of roomiest) {
    const direction = new Float64Array(system.value.length);
    direction[free] = 1;
    backSubstitute(elimination, direction);
    const found = new Map<number, number>();
    direction.forEach((step, one) => step !== 0 && found.set(one, step));
    yield found;
  }
}

/** The direction with small whole steps, when a multiple of it has them. */
export function wholeSteps(direction: ReadonlyMap<number, number>): Map<number, number> | undefined {
  for (let multiple = 1; multiple <= 12; multiple++) {
    const steps = new Map<number, number>();
    for (const [cell, residue] of direction) {
      const step = multiply(residue, multiple);
      const whole = step > prime / 2 ? step - prime : step;
      if (Math.abs(whole) > 60) break;
      steps.set(cell, whole);
    }
    if (steps.size === direction.size) return steps;
  }
  return undefined;
}

function backSubstitute(elimination: Elimination, direction: Float64Array): void {
  for (let at = elimination.pivots.length - 1; at >= 0; at--) {
    const { cell, inverse, cells, factors } = elimination.pivots[at]!;
    let sum = 0;
    for (let i = 0; i < cells.length; i++) sum = (sum + multiply(factors[i]!, direction[cells[i]!]!)) % prime;
    direction[cell] = (prime - multiply(sum, inverse)) % prime;
  }
}

function multiply(a: number, b: number): number {
  return (a * b) % prime;
}

/** Inverse modulo the prime, by Euclid. */
function inverseOf(a: number): number {
  let [r0, r1, s0, s1] = [prime, a, 0, 1];
  while (r1 !== 0) {
    const quotient = Math.floor(r0 / r1);
    [r0, r1] = [r1, r0 - quotient * r1];
    [s0, s1] = [s1, s0 - quotient * s1];
  }
  return ((s0 % prime) + prime) % prime;
}

function shortest(candidates: ReadonlySet<number>, rows: readonly (Map<number, number> | undefined)[]): number {
  let best = -1;
  for (const row of candidates) if (best < 0 || rows[row]!.size < rows[best]!.size || (rows[row]!.size === rows[best]!.size && row < best)) best = row;
  return best;
}

/** Columns by how many rows still hold them, fewest first; a column that no row holds any more is free. */
class ColumnQueue {
  readonly #rowsOf: ReadonlyMap<number, ReadonlySet<number>>;
  readonly #buckets: number[][] = [];
  #lowest = 0;

  constructor(cells: readonly number[], rowsOf: ReadonlyMap<number, ReadonlySet<number>>) {
    this.#rowsOf = rowsOf;
    for (const cell of [...cells].reverse()) this.#put(cell, rowsOf.get(cell)!.size);
  }

  next(): number | undefined {
    for (; this.#lowest < this.#buckets.length; this.#lowest++) {
      const bucket = this.#buckets[this.#lowest];
      for (let cell = bucket?.pop(); cell !== undefined; cell = bucket!.pop()) {
        const count = this.#rowsOf.get(cell)!.size;
        if (count === 0) continue;
        if (count <= this.#lowest + 1) return cell;
        this.#put(cell, count);
      }
    }
    return undefined;
  }

  #put(cell: number, count: number): void {
    (this.#buckets[count] ??= []).push(cell);
  }
}
