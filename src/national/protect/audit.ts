/** What an attacker can compute of the sensitive cells of a finished pattern, by other tables given for it or linear programs started afresh. */
import { type Certificate, isCertificate } from './certificate.js';
import { around, Region } from './region.js';
import type { System } from './system.js';

export interface Audit {
  readonly programs: number;
  /** Sensitive cells with only one possible value. */
  readonly recoverable: number;
  /** Sensitive cells that cannot be as far from their true value as their protection levels ask. */
  readonly tooNarrow: number;
  /** Sensitive cells for which neither was found within the turns of a program. */
  readonly undecided: number;
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
  readonly unfinished: boolean;
}

/**
 * Attacks every sensitive cell as an outsider who knows the layout, the signs and all that is shown.
 * @param proofs other tables that may be the true one for all that is shown; each is checked in whole numbers against every row, and
 * spares the linear programs of a cell that it clears
 */
export function audit(system: System, unknown: Uint8Array, proofs: ReadonlyMap<number, readonly Certificate[]> = new Map()): Audit {
  const attacker = new Attacker(system, unknown);
  let recoverable = 0;
  let tooNarrow = 0;
  let undecided = 0;
  let narrowest = Number.POSITIVE_INFINITY;
  for (const [cell, need] of system.needs.entries()) {
    if (!need) continue;
    if (!unknown[cell]) throw new Error('protect: a sensitive cell is shown');
    if (Math.max(need.up, need.down, need.width) <= 0) continue;
    const shown = attacker.shownBy(cell, proofs.get(cell) ?? []);
    const { up, down, enough, unfinished } = shown.enough ? shown : attacker.reach(cell);
    narrowest = Math.min(narrowest, up + down);
    if (!enough && unfinished) undecided++;
    else if (!enough) tooNarrow++;
    if (!enough && !unfinished && up + down < same) recoverable++;
  }
  return { programs: attacker.programs, recoverable, tooNarrow, undecided, narrowest: Number.isFinite(narrowest) ? narrowest : 0 };
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

  /** How far a cell is from its value in those of the tables that may be the true one. */
  shownBy(cell: number, proofs: readonly Certificate[]): Reach {
    const steps = proofs.filter((proof) => isCertificate(this.#system, (one) => this.#unknown[one] === 1, proof)).map(({ cells, steps }) => steps[cells.indexOf(cell)] ?? 0);
    return this.#judged(cell, Math.max(0, ...steps), Math.max(0, ...steps.map((step) => -step)), false);
  }

  /** How far a cell can be from its value, followed as far as its levels ask. */
  reach(cell: number): Reach {
    if (this.#whole) return this.#reachIn(this.#whole, cell);
    let found: Reach = { up: 0, down: 0, enough: false, unfinished: true };
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
    const need = this.#system.needs[cell]!;
    let unfinished = false;
    const pushed = (direction: 1 | -1, goal: number): number => {
      this.programs++;
      tableau.reset();
      const got = tableau.push(column[cell]!, direction, goal);
      unfinished ||= tableau.unfinished;
      return got;
    };
    const up = pushed(1, Math.max(need.up, need.width));
    const below = this.#below(cell);
    const down = below > 0 || up < need.width - same ? pushed(-1, Math.max(below, need.width - up)) : 0;
    return this.#judged(cell, up, down, unfinished);
  }

  #judged(cell: number, up: number, down: number, unfinished: boolean): Reach {
    const need = this.#system.needs[cell]!;
    return { up, down, unfinished, enough: up >= need.up - same && down >= this.#below(cell) - same && up + down >= need.width - same };
  }

  #below(cell: number): number {
    return Math.min(this.#system.needs[cell]!.down, this.#system.value[cell]! - this.#system.lowest[cell]!);
  }
}
