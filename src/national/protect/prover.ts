/** Proofs that a sensitive cell keeps its interval, against an outsider and against every unit that knows its own share. */
import { type Certificate, isCertificate } from './certificate.js';
import type { Need } from './linked.js';
import { around, type Region } from './region.js';
import type { System } from './system.js';

const same = 1e-6;
/** How much further than asked, and from which turn on in order: other ways where the first gives no whole table. */
const tries = [[0, 40], [1, 40], [0, 0], [2, 0], [5, 40]] as const;

/** Most turns of a search, and in so many cells that turns are dear. */
const turns = 1000;
const many = 5000;
const fewTurns = 150;

/** What a unit knows: its own contribution to a cell, and the whole of it where nobody else contributes. */
export interface Known {
  readonly cell: number;
  readonly own: number;
  readonly sole: boolean;
}

/** The shares of every unit in the open cells. */
export function knownByUnit(system: System): Map<string, Known[]> {
  const found = new Map<string, Known[]>();
  system.cells.forEach((cell, at) => {
    if (!system.open[at]) return;
    for (const { unit, value } of cell.contributions ?? []) {
      if (value <= 0) continue;
      let known = found.get(unit);
      if (!known) found.set(unit, (known = []));
      known.push({ cell: at, own: value, sole: value === cell.value });
    }
  });
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

export class Prover {
  readonly #system: System;
  readonly #region: Region;
  readonly #insiders: ReadonlyMap<string, readonly Known[]>;

  /** @param insiders what each unit knows; empty when only outsiders attack */
  constructor(region: Region, insiders: ReadonlyMap<string, readonly Known[]>) {
    this.#system = region.system;
    this.#region = region;
    this.#insiders = insiders;
  }

  /** Tables that together give the cell the interval it needs, for every attacker; undefined when none are found. */
  prove(cell: number, need: Need): Certificate[] | undefined {
    const found = this.#interval(cell, need, []);
    if (!found || this.#insiders.size === 0) return found;
    const proofs = [...found];
    for (const unit of this.#notFooled(cell, found)) {
      const known = this.#insiders.get(unit)!;
      const more = this.#knowing(known, () => this.#interval(cell, need.inside ?? need, known));
      if (!more) return undefined;
      proofs.push(...more);
    }
    return proofs;
  }

  /** Units that know one of the tables to be false, other than the one that knows the cell itself. */
  #notFooled(cell: number, proofs: readonly Certificate[]): string[] {
    const { cells, value } = this.#system;
    const units = new Set<string>();
    for (const { cells: moved, steps } of proofs) {
      moved.forEach((one, i) => {
        for (const { unit, value: own } of cells[one]!.contributions ?? []) if (own > 0 && (own === value[one] || value[one]! + steps[i]! < own)) units.add(unit);
      });
    }
    for (const { unit, value: own } of cells[cell]!.contributions ?? []) if (own === value[cell]) units.delete(unit);
    return [...units].sort();
  }

  #knowing<T>(known: readonly Known[], work: () => T): T {
    const { column, tableau } = this.#region;
    const { lower, upper } = tableau;
    const before: [number, number, number][] = [];
    for (const { cell, own, sole } of known) {
      const at = column[cell]!;
      if (at < 0) continue;
      before.push([at, lower[at]!, upper[at]!]);
      if (sole) lower[at] = upper[at] = 0;
      else lower[at] = Math.max(lower[at]!, own - this.#system.value[cell]!);
    }
    try {
      return work();
    } finally {
      for (const [at, low, high] of before) [lower[at], upper[at]] = [low, high];
    }
  }

  #interval(cell: number, need: Need, known: readonly Known[]): Certificate[] | undefined {
    if (Math.max(need.up, need.down, need.width) <= 0) return [];
    const room = this.#system.value[cell]! - (known.find((one) => one.cell === cell)?.own ?? this.#system.lowest[cell]!);
    const below = Math.min(need.down, room);
    const up = this.#moved(cell, 1, below > 0 ? need.up : Math.max(need.up, need.width), need.up, known);
    if (!up) return undefined;
    const reached = up.steps[up.cells.indexOf(cell)] ?? 0;
    const down = Math.max(below, need.width - reached);
    if (down <= same) return [up];
    const other = this.#moved(cell, -1, down, down, known);
    return other && [up, other];
  }

  /** A table in which the cell is `goal` away, or at least `least`. Whole tables are asked for where counts are whole. */
  #moved(cell: number, direction: 1 | -1, goal: number, least: number, known: readonly Known[]): Certificate | undefined {
    const { tableau, column } = this.#region;
    for (const [further, weighed] of tries) {
      tableau.reset();
      const got = tableau.push(column[cell]!, direction, goal + further, weighed, this.#system.soft && this.#region.cells.length > many ? fewTurns : turns);
      if (got < least - same) return undefined;
      const found = this.#collected();
      if (found && Math.abs(found.steps[found.cells.indexOf(cell)] ?? 0) >= least - same && isCertificate(this.#system, (one) => this.#region.isUnknown(one), found)) return found;
    }
    return direction > 0 ? this.#scaled(cell, goal, known) : undefined;
  }

  /** Where everything that hangs together is unknown, what an attacker does not know of it may as well be a multiple. */
  #scaled(cell: number, goal: number, known: readonly Known[]): Certificate | undefined {
    const { value, open } = this.#system;
    const cells = around(this.#system, [cell], Number.POSITIVE_INFINITY, (one) => open[one] === 1, this.#region.cells.length + 1);
    if (cells.some((one) => !this.#region.isUnknown(one))) return undefined;
    const own = new Map(known.map((one) => [one.cell, one.own]));
    const rest = (one: number): number => value[one]! - (own.get(one) ?? 0);
    const times = Math.ceil(goal / rest(cell));
    const moved = cells.filter((one) => rest(one) > 0);
    const found = { cells: moved, steps: moved.map((one) => times * rest(one)) };
    return rest(cell) > 0 && isCertificate(this.#system, (one) => this.#region.isUnknown(one), found) ? found : undefined;
  }

  #collected(): Certificate | undefined {
    const { cells, tableau } = this.#region;
    const moved: number[] = [];
    const steps: number[] = [];
    for (let at = 0; at < cells.length; at++) {
      const step = tableau.x[at]!;
      if (Math.abs(step) < same) continue;
      const whole = Math.round(step);
      if (this.#system.whole && Math.abs(step - whole) > same) return undefined;
      moved.push(cells[at]!);
      steps.push(this.#system.whole ? whole : step);
    }
    return { cells: moved, steps };
  }
}
