/**
 * From as little unknown as can be to what is needed: where shown cells are known only within bounds most sensitive cells are
 * safe already, and only around those that are not, further cells are withheld.
 */
import type { Certificate } from './certificate.js';
import type { Need } from './linked.js';
import { Narrowing } from './narrowing.js';
import type { Known } from './prover.js';
import { around } from './region.js';
import { alwaysUnknown, type System } from './system.js';

/** Cells that are looked at together: first those nearest to one, which proves most; then all, where they are so few; otherwise those so many steps around one, and at most so many. */
const together = 1500;
const nearest = 2;
const reaches = [4, 5, 6, Number.POSITIVE_INFINITY] as const;
const most = 12_000;

export class Growing {
  readonly unknown: Uint8Array;
  readonly proofs = new Map<number, readonly Certificate[]>();
  readonly needs: Map<number, Need>;
  readonly #system: System;
  readonly #order: readonly number[];
  readonly #insiders: ReadonlyMap<string, readonly Known[]>;

  /** @param order cells that may be withheld, the most important first */
  constructor(system: System, order: readonly number[], insiders: ReadonlyMap<string, readonly Known[]>) {
    this.#system = system;
    this.#order = order;
    this.#insiders = insiders;
    this.unknown = new Uint8Array(system.value.length);
    for (const cell of alwaysUnknown(system)) this.unknown[cell] = 1;
    this.needs = new Map(system.needs.flatMap((need, cell) => (need ? [[cell, need] as const] : [])));
  }

  /** Withholds what is needed; gives the sensitive cells that nothing protects. */
  grow(): number[] {
    for (const cell of this.#unproven()) this.#narrowed(around(this.#system, [cell], nearest, (one) => this.#system.open[one] === 1, together), [cell], []);
    for (const steps of this.#system.open.reduce((sum, one) => sum + one, 0) <= together ? [Number.POSITIVE_INFINITY] : reaches) this.#everywhere(steps);
    return this.#unproven();
  }

  #unproven(): number[] {
    return [...this.needs.keys()].filter((cell) => !this.proofs.has(cell));
  }

  #everywhere(steps: number): void {
    const tried = new Set<number>();
    for (const seed of this.#unproven()) {
      if (tried.has(seed) || this.proofs.has(seed)) continue;
      const cells = around(this.#system, [seed], steps, (cell) => this.#system.open[cell] === 1, most);
      const near = new Set(around(this.#system, [seed], steps - 2, (cell) => this.#system.open[cell] === 1, most));
      const wanted = this.#unproven().filter((cell) => near.has(cell) && !tried.has(cell));
      for (const cell of wanted) tried.add(cell);
      this.#there(cells, wanted, steps >= reaches.at(-1)!);
    }
  }

  #there(cells: readonly number[], wanted: readonly number[], last: boolean): void {
    const inside = new Set(cells);
    const left = this.#narrowed(cells, wanted, []).unproven();
    if (left.length === 0) return;
    const candidates = this.#order.filter((cell) => inside.has(cell) && !this.unknown[cell]);
    const narrowing = this.#narrowed(cells, left, candidates);
    // what was printed before may leave no more than this
    if (last) for (const cell of narrowing.unproven()) if (!narrowing.relax(cell) && !this.needs.get(cell)!.or) narrowing.relaxInside(cell);
    for (const cell of narrowing.narrow()) this.unknown[cell] = 1;
    for (const [cell, proofs] of narrowing.proofs) this.#keep(cell, proofs, narrowing.needs.get(cell)!);
  }

  #narrowed(cells: readonly number[], wanted: readonly number[], candidates: readonly number[]): Narrowing {
    const opened = new Set(candidates);
    const needs = new Map(wanted.map((cell) => [cell, this.needs.get(cell)!]));
    const narrowing = new Narrowing(this.#system, cells, candidates, this.#insiders, { proofs: new Map(), needs }, (cell) => this.unknown[cell] === 1 || opened.has(cell));
    const open = narrowing.unproven();
    if (candidates.length > 0) return narrowing;
    for (const cell of open) if (this.needs.get(cell)!.or) narrowing.relax(cell);
    for (const [cell, proofs] of narrowing.proofs) this.#keep(cell, proofs, narrowing.needs.get(cell)!);
    return narrowing;
  }

  #keep(cell: number, proofs: readonly Certificate[], need: Need): void {
    this.proofs.set(cell, proofs);
    this.needs.set(cell, need);
  }
}
