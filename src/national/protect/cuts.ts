/**
 * Cuts of the master problem, from attacks on a choice of cells to withhold (Fischetti and Salazar 2000). What a sensitive
 * cell can do is a combination of what nonbasic cells can do; where that is not enough, more of them must be withheld.
 */
import type { Bounds } from './linked.js';
import type { Cut } from './master.js';
import { around, Region } from './region.js';
import { isCandidate, isEquation, type System } from './system.js';

const enough = 1e-6;

export class Attack {
  readonly #system: System;
  #region: Region;
  #done = 0;
  readonly #all: readonly number[];

  constructor(system: System) {
    this.#system = system;
    const sensitive = [...system.needs.keys()].filter((cell) => system.needs[cell]);
    this.#all = around(system, sensitive, Number.POSITIVE_INFINITY, (cell) => system.open[cell] === 1);
    this.#region = new Region(system, this.#all);
  }

  /** Turns taken so far, times the cells in them. */
  get work(): number {
    return this.#done + this.#region.tableau.pivots * this.#all.length;
  }

  /** Cuts that the choice breaks: a cut for every direction in which a sensitive cell cannot move as far as it needs. */
  broken(share: Float64Array): Cut[] {
    this.#done = this.work;
    this.#region = new Region(this.#system, this.#all);
    const cuts: Cut[] = [];
    for (const cell of this.#all) {
      const need = this.#system.needs[cell];
      if (!need) continue;
      const up = this.#pushed(share, cell, 1, Math.max(need.up, need.width));
      if (up.got < need.up - enough) cuts.push(...this.#cut(share, need.up, up));
      const short = need.width - Math.min(up.got, Math.max(need.up, need.width));
      if (need.down <= 0 && short <= enough) continue;
      const down = this.#pushed(share, cell, -1, Math.max(need.down, need.width));
      const below = Math.min(need.down, this.#system.value[cell]! - this.#system.lowest[cell]!);
      if (down.got < below - enough) cuts.push(...this.#cut(share, below, down));
      if (up.got + down.got < need.width - enough) cuts.push(...this.#cut(share, need.width, up, down));
    }
    return cuts;
  }

  #pushed(share: Float64Array, cell: number, direction: 1 | -1, goal: number): Pushed {
    const { tableau, column, cells } = this.#region;
    const { lower, upper } = tableau;
    const { value, lowest } = this.#system;
    cells.forEach((one, at) => {
      const [near, far] = [this.#near(one), goal];
      const part = this.#isAlways(one) ? 1 : share[one]! < enough || !isCandidate(this.#system, one) ? 0 : share[one]!;
      const most = part === 1 ? Number.POSITIVE_INFINITY : far;
      lower[at] = near.low - part * Math.max(0, Math.min(value[one]! - lowest[one]!, most) + near.low);
      upper[at] = part === 0 ? near.high : part === 1 ? Number.POSITIVE_INFINITY : near.high + part * Math.max(0, far - near.high);
    });
    tableau.reset();
    const got = tableau.push(column[cell]!, direction, goal, 60, 400);
    const { cells: columns, factors } = tableau.combination(column[cell]!);
    return { got, columns, factors: factors.map((factor) => direction * factor) };
  }

  /** However the cells move, together they move the sensitive cell no further than this sum. */
  #cut(share: Float64Array, wanted: number, ...pushes: readonly Pushed[]): Cut[] {
    const { cells, tableau } = this.#region;
    const { value, lowest } = this.#system;
    const room = new Map<number, number>();
    let least = wanted;
    for (const { columns, factors } of pushes) {
      columns.forEach((column, i) => {
        const factor = factors[i]!;
        const cell = cells[column];
        if (cell === undefined) {
          least -= factor > 0 ? factor * tableau.upper[column]! : factor * tableau.lower[column]!;
          return;
        }
        const far = factor > 0 ? Number.POSITIVE_INFINITY : -factor * (value[cell]! - lowest[cell]!);
        if (this.#isAlways(cell)) {
          least -= far;
          return;
        }
        const { low, high } = this.#near(cell);
        const shown = factor > 0 ? factor * high : factor * low;
        least -= shown;
        if (isCandidate(this.#system, cell)) room.set(cell, (room.get(cell) ?? 0) + Math.max(0, far - shown));
      });
    }
    if (!(least > enough)) return [];
    const found = [...room].filter(([, far]) => far > 1e-9).sort(([a], [b]) => a - b);
    const factors = found.map(([, far]) => Math.min(1, Math.ceil((far / least) * 1e6) / 1e6));
    const sum = found.reduce((total, [cell], i) => total + factors[i]! * share[cell]!, 0);
    return sum < 1 - 1e-4 ? [{ cells: found.map(([cell]) => cell), factors, least: 1 }] : [];
  }

  #isAlways(cell: number): boolean {
    return this.#system.needs[cell] !== undefined || this.#system.cells[cell]!.hidden === true;
  }

  /** How far a cell may seem to be from its value when it is shown. */
  #near(cell: number): Bounds {
    return { low: this.#system.shownLow[cell]!, high: this.#system.shownHigh[cell]! };
  }
}

interface Pushed {
  readonly got: number;
  readonly columns: readonly number[];
  readonly factors: readonly number[];
}

/** A withheld cell that stands alone in an equation is given away by it: such a choice is never needed. */
export function lonely(system: System, share: Float64Array): Cut[] {
  const cuts: Cut[] = [];
  if (system.soft) return cuts;
  const always = (cell: number): boolean => system.needs[cell] !== undefined || system.cells[cell]!.hidden === true;
  for (let row = 0; row < system.rows; row++) {
    if (!isEquation(system, row)) continue;
    const cells = [...system.rowCell.subarray(system.rowStart[row]!, system.rowStart[row + 1]!)];
    const sensitive = cells.filter(always).length;
    if (sensitive > 1) continue;
    const others = cells.filter((cell) => !always(cell));
    const total = others.reduce((sum, cell) => sum + share[cell]!, 0);
    if (sensitive === 1) {
      const need = system.needs[cells.find(always)!];
      if (need && Math.max(need.up, need.down, need.width) > 0 && total < 1 - enough) cuts.push({ cells: others, factors: others.map(() => 1), least: 1 });
      continue;
    }
    for (const cell of others) if (2 * share[cell]! > total + enough) cuts.push({ cells: others, factors: others.map((one) => (one === cell ? -1 : 1)), least: 0 });
  }
  return cuts;
}
