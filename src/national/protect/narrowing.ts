/**
 * From much unknown to as little as can be: cells are shown one after the other, each as long as every sensitive cell keeps
 * its interval (the order of GaussSuppression, Langsrud 2024; there only exact recovery is prevented).
 */
import { type Certificate, neededBy } from './certificate.js';
import type { Need } from './linked.js';
import { type Known, Prover } from './prover.js';
import { Region } from './region.js';
import type { System } from './system.js';

const stays = 1000;
const shows = 300;

export class Narrowing {
  readonly region: Region;
  readonly needs: Map<number, Need>;
  readonly proofs = new Map<number, readonly Certificate[]>();
  readonly #prover: Prover;
  readonly #using = new Map<number, Set<number>>();

  /**
   * @param cells the cells that take part, sensitive ones among them
   * @param order candidates to be shown, the most important first; other cells stay what they are
   * @param unknown which cells are unknown to begin with; by default all
   * @param known proofs found before, for which the cells suffice; then only these sensitive cells are looked at
   */
  constructor(
    system: System,
    cells: readonly number[],
    readonly order: readonly number[],
    insiders: ReadonlyMap<string, readonly Known[]>,
    known?: { readonly proofs: ReadonlyMap<number, readonly Certificate[]>; readonly needs: ReadonlyMap<number, Need> },
    unknown: (cell: number) => boolean = () => true,
  ) {
    this.region = new Region(system, cells, unknown);
    this.#prover = new Prover(this.region, insiders);
    this.needs = new Map(known?.needs ?? cells.flatMap((cell) => (system.needs[cell] ? [[cell, system.needs[cell]]] : [])));
    const { weight } = this.region.tableau;
    for (const [at, cell] of cells.entries()) weight[at] = unknown(cell) ? stays : shows;
    for (const [cell, proofs] of known?.proofs ?? []) this.#set(cell, proofs);
    order.forEach((cell, rank) => (weight[this.region.column[cell]!] = 1 + (100 * rank) / order.length));
  }

  /** Seeks proofs; gives the sensitive cells for which there are none. */
  unproven(): number[] {
    return [...this.needs].flatMap(([cell, need]) => (this.proofs.has(cell) || this.#set(cell, this.#prover.prove(cell, need)) ? [] : [cell]));
  }

  /** Asks something else of a cell, where that is allowed; otherwise less: no distance below, where nothing can give it. */
  relax(cell: number): boolean {
    const { up, or } = this.needs.get(cell)!;
    return this.#settle(cell, or ?? { up, down: 0, width: up });
  }

  /** Asks of a cell that nothing else protects only that no unit knows it, beside what is asked against outsiders. */
  relaxInside(cell: number): boolean {
    const { up } = this.needs.get(cell)!;
    return this.#settle(cell, { up, down: 0, width: up, inside: { up: 0, down: 0, width: 1 } });
  }

  #settle(cell: number, need: Need): boolean {
    if (!this.#set(cell, this.#prover.prove(cell, need))) return false;
    this.needs.set(cell, need);
    return true;
  }

  /** Shows all candidates that may be shown; gives those that stay suppressed. */
  narrow(): number[] {
    const kept = this.order.filter((cell) => !this.#show(cell));
    return kept.filter((cell) => this.#using.get(cell)?.size || !this.#show(cell));
  }

  #show(cell: number): boolean {
    const { column, tableau, system } = this.region;
    const at = column[cell]!;
    const using = [...(this.#using.get(cell) ?? [])];
    tableau.reset();
    if (using.length > 0) {
      const [low, high] = [tableau.lower[at]!, tableau.upper[at]!];
      [tableau.lower[at], tableau.upper[at]] = [system.shownLow[cell]!, system.shownHigh[cell]!];
      if (tableau.lower[at] === tableau.upper[at]) tableau.setAside(at);
      const found: Certificate[][] = [];
      for (const sensitive of using) {
        const proofs = this.#prover.prove(sensitive, this.needs.get(sensitive)!);
        if (!proofs) break;
        found.push(proofs);
      }
      tableau.reset();
      if (found.length < using.length) {
        [tableau.lower[at], tableau.upper[at]] = [low, high];
        tableau.weight[at] = stays;
        return false;
      }
      using.forEach((sensitive, i) => this.#set(sensitive, found[i]));
    }
    this.region.show(cell);
    return true;
  }

  #set(cell: number, proofs: readonly Certificate[] | undefined): boolean {
    if (!proofs) return false;
    for (const proof of this.proofs.get(cell) ?? []) for (const one of proof.cells) this.#using.get(one)?.delete(cell);
    for (const proof of proofs) {
      for (const one of neededBy(this.region.system, proof)) {
        let using = this.#using.get(one);
        if (!using) this.#using.set(one, (using = new Set()));
        using.add(cell);
      }
    }
    this.proofs.set(cell, proofs);
    return true;
  }
}
