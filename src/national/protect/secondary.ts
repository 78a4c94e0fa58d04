/** Complementary suppression: which further cells to withhold so that every sensitive cell keeps its interval. */
import { DisclosureError } from './disclosure-error.js';
import type { Certificate } from './certificate.js';
import { Growing } from './growing.js';
import type { Need } from './linked.js';
import { Narrowing } from './narrowing.js';
import type { Known } from './prover.js';
import { around } from './region.js';
import { alwaysUnknown, isCandidate, type System } from './system.js';

/** Up to so many cells take part at first, and at most. */
const first = 6000;
const most = 12_000;

export interface Pattern {
  /** 1 for every cell to withhold, hidden ones included. */
  readonly unknown: Uint8Array;
  /** For every sensitive cell the tables that prove its interval. */
  readonly proofs: ReadonlyMap<number, readonly Certificate[]>;
  /** What was asked for each: less than its protection levels only where nothing could give those. */
  readonly needs: ReadonlyMap<number, Need>;
}

/**
 * A safe pattern; `known` is what each unit knows, nothing when only outsiders attack.
 * Throws DisclosureError when what was printed before leaves no way.
 */
export function suppressedCells(system: System, known: ReadonlyMap<string, readonly Known[]> = new Map()): Pattern {
  const always = alwaysUnknown(system);
  const order = shownFirst(system);
  if (system.soft) {
    const growing = new Growing(system, order, known);
    const lost = growing.grow();
    if (lost.length > 0) throw new DisclosureError(lost.length, lost.map((cell) => system.cells[cell]!.id));
    return growing;
  }
  const narrowing = begun(system, always, order, known);
  const unknown = new Uint8Array(system.value.length);
  for (const cell of [...always, ...narrowing.narrow()]) unknown[cell] = 1;
  return { unknown, proofs: narrowing.proofs, needs: narrowing.needs };
}

/** Cells that may be shown, in the order in which they are: by importance, then size. */
export function shownFirst(system: System): number[] {
  const candidates = [...system.value.keys()].filter((cell) => isCandidate(system, cell));
  return candidates.sort((a, b) => system.importance[b]! - system.importance[a]! || system.value[b]! - system.value[a]! || a - b);
}

/** Enough unknown cells to prove every sensitive one: the least important first, then the neighbours of what is not proven. */
function begun(system: System, always: readonly number[], order: readonly number[], known: ReadonlyMap<string, readonly Known[]>): Narrowing {
  const taken = new Set(order.slice(Math.max(0, order.length - Math.max(0, first - always.length))));
  for (let steps = 2; ; steps++) {
    const candidates = order.filter((cell) => taken.has(cell));
    const narrowing = new Narrowing(system, [...always, ...candidates].sort((a, b) => a - b), candidates, known);
    const open = narrowing.unproven();
    if (open.length === 0) return narrowing;
    const all = candidates.length === order.length;
    if (all || always.length + candidates.length > most) {
      const lost = open.filter((cell) => !narrowing.relax(cell));
      if (lost.length > 0) throw new DisclosureError(lost.length, lost.map((cell) => system.cells[cell]!.id));
      return narrowing;
    }
    const near = new Set(around(system, open, steps, () => true));
    for (const cell of order) if (near.has(cell)) taken.add(cell);
    if (taken.size === candidates.length) for (const cell of order) taken.add(cell);
  }
}
