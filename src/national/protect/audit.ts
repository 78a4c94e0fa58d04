/** What an attacker can compute of the sensitive cells of a finished pattern, by linear programs started afresh. */
import { around, Region } from './region.js';
import type { System } from './system.js';

export interface Audit {
  readonly programs: number;
  /** Sensitive cells with only one possible value. */
  readonly recoverable: number;
  /** Sensitive cells that cannot be as far from their true value as their protection levels ask. */
  readonly tooNarrow: number;
  /** The smallest width of an interval; widths are followed up to the levels asked. */
  readonly narrowest: number;
}

const same = 1e-6;
/** Where shown cells may move too: steps around a sensitive cell, tried in order until they suffice. */
const reaches = [4, 6, Number.POSITIVE_INFINITY] as const;
const most = 12_000;

interface Reach {
  readonly up: number;
  readonly down: number;
  readonly enough: boolean;
}

/** Attacks every sensitive cell as an outsider who knows the layout, the signs and all that is shown. */
export function audit(system: System, unknown: Uint8Array): Audit {
  const attacker = new Attacker(system, unknown);
  let recoverable = 0;
  let tooNarrow = 0;
  let narrowest = Number.POSITIVE_INFINITY;
  for (const [cell, need] of system.needs.entries()) {
    if (!need) continue;
    if (!unknown[cell]) throw new Error('protect: a sensitive cell is shown');
    if (Math.max(need.up, need.down, need.width) <= 0) continue;
    const { up, down, enough } = attacker.reach(cell);
    narrowest = Math.min(narrowest, up + down);
    if (up + down < same) recoverable++;
    if (!enough) tooNarrow++;
  }
  return { programs: attacker.programs, recoverable, tooNarrow, narrowest: Number.isFinite(narrowest) ? narrowest : 0 };
}

class Attacker {
  programs = 0;
  readonly #system: System;
  readonly #unknown: Uint8Array;
  readonly #whole: Region | undefined;

  constructor(system: System, unknown: Uint8Array) {
    this.#system = system;
    this.#unknown = unknown;
    const cells = [...unknown.keys()].filter((cell) => system.open[cell] && (unknown[cell] || system.soft));
    if (!system.soft || cells.length <= 3000) this.#whole = this.#region(cells);
  }

  /** How far a cell can be from its value, followed as far as its levels ask. */
  reach(cell: number): Reach {
    if (this.#whole) return this.#reachIn(this.#whole, cell);
    let found: Reach = { up: 0, down: 0, enough: false };
    for (const steps of reaches) {
      const cells = around(this.#system, [cell], steps, (one) => this.#system.open[one] === 1, most);
      found = this.#reachIn(this.#region(cells), cell);
      if (found.enough) break;
    }
    return found;
  }

  #region(cells: readonly number[]): Region {
    return new Region(this.#system, cells, (cell) => this.#unknown[cell] === 1);
  }

  #reachIn({ tableau, column }: Region, cell: number): Reach {
    const { needs, value, lowest } = this.#system;
    const need = needs[cell]!;
    const pushed = (direction: 1 | -1, goal: number): number => {
      this.programs++;
      tableau.reset();
      return tableau.push(column[cell]!, direction, goal);
    };
    const up = pushed(1, Math.max(need.up, need.width));
    const below = Math.min(need.down, value[cell]! - lowest[cell]!);
    const down = below > 0 || up < need.width - same ? pushed(-1, Math.max(below, need.width - up)) : 0;
    return { up, down, enough: up >= need.up - same && down >= below - same && up + down >= need.width - same };
  }
}
