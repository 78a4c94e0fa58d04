/**
 * What the unknown cells may do together, as a dense simplex tableau over their deviations from the true values: every
 * basic cell is a combination of nonbasic ones. All zero is always allowed, so no first phase is needed, and one tableau
 * serves every question asked of the same cells.
 */
import { type Combination, type Constraint, eliminate } from './elimination.js';

const tiny = 1e-9;
const same = 1e-7;

/** Place of a cell that is fixed for good. */
export const gone = -2147483648;

export class Tableau {
  /** Deviations; all zero after `reset`. */
  readonly x: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** How gladly a cell is moved: cells of higher weight enter first. */
  readonly weight: Float64Array;
  /** Row of a basic cell, or -1 - column of a nonbasic one; `gone` once it is fixed for good. */
  readonly place: Int32Array;
  pivots = 0;
  /** Whether the last push ended because its turns were used up: it may be possible to get further. */
  unfinished = false;
  /** By column: the factor of its nonbasic cell in every row. */
  #entries = new Float64Array(0);
  #stride = 0;
  #columns = 0;
  #rows = 0;
  readonly #columnCell: Int32Array;
  readonly #rowCell: Int32Array;
  #limited = 0;
  /** Rows with an entry in the column under hand. */
  readonly #touched: Int32Array;
  #touches = 0;
  /** Rows and columns of the pivots since the last reset, and what they overwrote: undone exactly, for errors would add up. */
  readonly #done: number[] = [];
  #dirty = new Uint8Array(0);
  #changed = new Int32Array(1024);
  #before = new Float64Array(1024);
  #changes = 0;

  constructor(count: number, constraints: readonly Constraint[], lower: Float64Array, upper: Float64Array) {
    this.x = new Float64Array(count);
    this.lower = lower;
    this.upper = upper;
    this.weight = new Float64Array(count).fill(1);
    this.place = Int32Array.from({ length: count }, (_, cell) => -1 - cell);
    this.#columnCell = Int32Array.from({ length: count }, (_, cell) => cell);
    this.#rowCell = new Int32Array(Math.min(count, constraints.length));
    this.#touched = new Int32Array(this.#rowCell.length);
    this.#fill(eliminate(count, constraints));
  }

  #fill(rows: readonly Combination[]): void {
    rows.forEach(({ cell }, row) => {
      this.#rowCell[row] = cell;
      this.place[cell] = row;
    });
    this.#rows = rows.length;
    this.#stride = rows.length;
    for (const [cell, at] of this.place.entries()) {
      if (at >= 0) continue;
      this.#columnCell[this.#columns] = cell;
      this.place[cell] = -1 - this.#columns++;
    }
    this.#entries = new Float64Array(this.#rows * this.#columns);
    this.#dirty = new Uint8Array(this.#entries.length);
    rows.forEach(({ cells, factors }, row) => cells.forEach((cell, i) => (this.#entries[(-1 - this.place[cell]!) * this.#stride + row] = factors[i]!)));
  }

  get columns(): number {
    return this.#columns;
  }

  get rows(): number {
    return this.#rows;
  }

  /** All deviations back to zero, and the basis back to what it was: the sparse one in which most questions are short. */
  reset(): void {
    this.x.fill(0);
    for (let i = this.#done.length - 2; i >= 0; i -= 2) this.#exchange(this.#done[i]!, this.#done[i + 1]!);
    for (let i = 0; i < this.#changes; i++) {
      const at = this.#changed[i]!;
      this.#entries[at] = this.#before[i]!;
      this.#dirty[at] = 0;
    }
    this.#done.length = this.#changes = 0;
  }

  /** The nonbasic cells and factors of which a cell is the combination. */
  combination(cell: number): { cells: number[]; factors: number[] } {
    const at = this.place[cell]!;
    if (at === gone) return { cells: [], factors: [] };
    if (at < 0) return { cells: [cell], factors: [1] };
    const cells: number[] = [];
    const factors: number[] = [];
    for (let column = 0; column < this.#columns; column++) {
      const factor = this.#entries[column * this.#stride + at]!;
      if (factor === 0) continue;
      cells.push(this.#columnCell[column]!);
      factors.push(factor);
    }
    return { cells, factors };
  }

  /** Whether nothing that may still move moves the cell. */
  isStill(cell: number): boolean {
    const at = this.place[cell]!;
    if (at === gone) return true;
    if (at < 0) return false;
    for (let column = 0, start = at; column < this.#columns; column++, start += this.#stride) if (this.#entries[start] !== 0) return false;
    return true;
  }

  /**
   * Moves everything so that the cell rises (or falls, with direction -1) as far as it can, or just to the goal.
   * Gives how far it got; `x` holds the deviations. Starts from where `x` is.
   * @param weighed after so many turns cells enter in order instead of by weight, which cannot go round in circles
   */
  push(cell: number, direction: 1 | -1, goal: number, weighed = 40, most = 1000): number {
    this.unfinished = false;
    for (let turn = 0; turn < most; turn++) {
      const got = direction * this.x[cell]!;
      if (got >= goal - same) return got;
      const entering = this.#entering(cell, direction, turn >= weighed);
      if (entering < 0) return got;
      this.#advance(entering, cell, direction, goal - got);
    }
    this.unfinished = true;
    return direction * this.x[cell]!;
  }

  /** Fixes a cell at zero for good; `x` must be zero. */
  remove(cell: number): void {
    let at = this.place[cell]!;
    if (at === gone) return;
    if (at >= 0) {
      const column = this.#steadiest(at);
      if (column < 0) {
        this.#dropRow(at);
        this.place[cell] = gone;
        return;
      }
      this.#pivot(at, column);
      at = this.place[cell]!;
    }
    this.#dropColumn(-1 - at);
    this.place[cell] = gone;
  }

  /** Makes a fixed cell nonbasic where that is possible, so that it stands in nobody's way. */
  setAside(cell: number): void {
    const at = this.place[cell]!;
    if (at < 0) return;
    let best = -1;
    let bestSize = same;
    for (let column = 0; column < this.#columns; column++) {
      const other = this.#columnCell[column]!;
      if (this.lower[other] === this.upper[other]) continue;
      const size = Math.abs(this.#entries[column * this.#stride + at]!);
      if (size > bestSize) [best, bestSize] = [column, size];
    }
    if (best >= 0) this.#pivot(at, best);
  }

  #entering(cell: number, direction: number, first: boolean): number {
    const at = this.place[cell]!;
    if (at < 0) return at !== gone && this.#room(cell, direction) > same ? -1 - at : -1;
    let best = -1;
    let bestScore = 0;
    for (let column = 0; column < this.#columns; column++) {
      const rate = direction * this.#entries[column * this.#stride + at]!;
      if (rate === 0) continue;
      const other = this.#columnCell[column]!;
      if (this.#room(other, rate) <= same) continue;
      if (first) {
        if (best < 0 || other < this.#columnCell[best]!) best = column;
        continue;
      }
      const score = Math.abs(rate) * this.weight[other]!;
      if (score > bestScore || (score === bestScore && other < this.#columnCell[best]!)) [best, bestScore] = [column, score];
    }
    return best;
  }

  #room(cell: number, rate: number): number {
    return rate > 0 ? this.upper[cell]! - this.x[cell]! : this.x[cell]! - this.lower[cell]!;
  }

  /** Moves the entering cell until the goal is reached or something stands in the way; pivots when that is a basic cell. */
  #advance(column: number, cell: number, direction: number, wanted: number): void {
    const entering = this.#columnCell[column]!;
    const at = this.place[cell]!;
    const rate = at < 0 ? direction : direction * this.#entries[column * this.#stride + at]!;
    const sign = rate > 0 ? 1 : -1;
    const leaving = this.#blocking(column, sign);
    const own = this.#room(entering, sign);
    const enough = wanted / Math.abs(rate);
    const step = Math.min(own, this.#limited, enough);
    this.#move(column, sign * step);
    if (leaving >= 0 && this.#limited <= own && this.#limited < enough - same) {
      this.#pivot(leaving, column, true);
      this.#done.push(leaving, column);
    }
  }

  /** The row that stops the column first, -1 when none does; leaves in #limited how far it may go, in #touched the rows. */
  #blocking(column: number, sign: number): number {
    const { x, lower, upper } = this;
    const start = column * this.#stride;
    let least = Number.POSITIVE_INFINITY;
    let count = 0;
    for (let row = 0; row < this.#rows; row++) {
      const rate = sign * this.#entries[start + row]!;
      if (rate === 0) continue;
      this.#touched[count++] = row;
      const cell = this.#rowCell[row]!;
      const room = rate > 0 ? (upper[cell]! - x[cell]!) / rate : (lower[cell]! - x[cell]!) / rate;
      if (room < least) least = room;
    }
    this.#touches = count;
    this.#limited = Math.max(0, least);
    if (least === Number.POSITIVE_INFINITY) return -1;
    let best = -1;
    let bestSize = 0;
    for (let i = 0; i < count; i++) {
      const row = this.#touched[i]!;
      const rate = sign * this.#entries[start + row]!;
      const cell = this.#rowCell[row]!;
      const room = rate > 0 ? (upper[cell]! - x[cell]!) / rate : (lower[cell]! - x[cell]!) / rate;
      if (room > least + same) continue;
      if (Math.abs(rate) > bestSize + tiny || (Math.abs(rate) > bestSize - tiny && cell < this.#rowCell[best]!)) [best, bestSize] = [row, Math.abs(rate)];
    }
    return best;
  }

  #move(column: number, step: number): void {
    if (step === 0) return;
    const start = column * this.#stride;
    this.x[this.#columnCell[column]!]! += step;
    for (let i = 0; i < this.#touches; i++) {
      const row = this.#touched[i]!;
      this.x[this.#rowCell[row]!]! += this.#entries[start + row]! * step;
    }
  }

  /** The basic cell of the row and the nonbasic cell of the column change places. */
  #pivot(row: number, column: number, undoable = false): void {
    this.pivots++;
    const entries = this.#entries;
    const start = column * this.#stride;
    const inverse = 1 / entries[start + row]!;
    let count = 0;
    for (let target = 0; target < this.#rows; target++) if (entries[start + target] !== 0 && target !== row) this.#touched[count++] = target;
    if (undoable) this.#remember(start, row, count);
    for (let other = 0, base = 0; other < this.#columns; other++, base += this.#stride) {
      if (other === column || entries[base + row] === 0) continue;
      if (undoable) this.#remember(base, row, count);
      const factor = -entries[base + row]! * inverse;
      entries[base + row] = factor;
      for (let i = 0; i < count; i++) {
        const target = this.#touched[i]!;
        const sum = entries[base + target]! + entries[start + target]! * factor;
        entries[base + target] = sum < tiny && sum > -tiny ? 0 : sum;
      }
    }
    entries[start + row] = inverse;
    for (let i = 0; i < count; i++) entries[start + this.#touched[i]!]! *= inverse;
    this.#exchange(row, column);
  }

  /** Keeps what a pivot will overwrite in a column, where no pivot did since the last reset. */
  #remember(base: number, row: number, count: number): void {
    if (this.#changes + count >= this.#changed.length) {
      const [changed, before] = [this.#changed, this.#before];
      const room = 2 * (this.#changes + count);
      (this.#changed = new Int32Array(room)).set(changed);
      (this.#before = new Float64Array(room)).set(before);
    }
    const dirty = this.#dirty;
    for (let i = -1; i < count; i++) {
      const at = base + (i < 0 ? row : this.#touched[i]!);
      if (dirty[at] !== 0) continue;
      dirty[at] = 1;
      this.#changed[this.#changes] = at;
      this.#before[this.#changes++] = this.#entries[at]!;
    }
  }

  #exchange(row: number, column: number): void {
    const cell = this.#rowCell[row]!;
    const entered = this.#columnCell[column]!;
    this.#rowCell[row] = entered;
    this.#columnCell[column] = cell;
    this.place[entered] = row;
    this.place[cell] = -1 - column;
  }

  #steadiest(row: number): number {
    let best = -1;
    let bestSize = same;
    for (let column = 0; column < this.#columns; column++) {
      const size = Math.abs(this.#entries[column * this.#stride + row]!);
      if (size > bestSize + tiny) [best, bestSize] = [column, size];
    }
    return best;
  }

  #dropColumn(column: number): void {
    const last = --this.#columns;
    if (column === last) return;
    const cell = this.#columnCell[last]!;
    this.#columnCell[column] = cell;
    this.place[cell] = -1 - column;
    this.#entries.copyWithin(column * this.#stride, last * this.#stride, last * this.#stride + this.#rows);
  }

  #dropRow(row: number): void {
    const last = --this.#rows;
    if (row === last) return;
    const cell = this.#rowCell[last]!;
    this.#rowCell[row] = cell;
    this.place[cell] = row;
    for (let column = 0, start = 0; column < this.#columns; column++, start += this.#stride) this.#entries[start + row] = this.#entries[start + last]!;
  }
}
