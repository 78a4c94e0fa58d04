/** For every withheld cell a proof that it cannot be computed: another table that agrees with all that is shown. */
import { type Alternative, type AlternativeSearch, alternativeSearch, isAlternative } from './alternative.js';
import { determinedCells, directionsThrough, eliminate, wholeSteps } from './elimination.js';
import type { Suppression } from './suppression.js';
import { isEquation, type System } from './system.js';

// how many moves a search may try: at first, for a cell that the equations leave free, and when a cell is given back
const quick = 60;
const thorough = 300;
const again = 200;

/** Given away by the equations alone, or only together with bounds: parts cannot fall below 1 or rise above their total. */
export type Exposure = 'determined' | 'bounded';

/** The alternative tables found so far, and which guarded cell each of them proves. */
export class Proofs {
  readonly #suppression: Suppression;
  readonly #system: System;
  readonly #search: AlternativeSearch;
  readonly #moving = new Map<number, Alternative[]>();
  readonly #proof = new Map<number, Alternative>();

  constructor(suppression: Suppression) {
    this.#suppression = suppression;
    this.#system = suppression.system;
    this.#search = alternativeSearch(suppression.system, suppression.unknown);
  }

  /** Guarded cells for which no alternative is found, in order of id, with what gives them away. */
  exposedCells(): Map<number, Exposure> {
    const { unknown } = this.#suppression;
    const unproven = (): number[] => this.#suppression.guardedCells().filter((cell) => !this.#proof.has(cell));
    for (const cell of unproven()) if (!this.#proof.has(cell)) this.#prove(cell, quick);
    const hard = unproven();
    if (hard.length === 0) return new Map();

    const elimination = eliminate(this.#system, unknown, reached(this.#system, hard, (row) => isEquation(this.#system, row), (cell) => unknown[cell] === 1));
    const determined = determinedCells(this.#system, elimination);
    for (const cell of hard) {
      if (this.#proof.has(cell) || determined.has(cell)) continue;
      for (const direction of directionsThrough(this.#system, elimination, cell, 4)) if (this.#tryDirection(direction, cell)) break;
      if (!this.#proof.has(cell)) this.#prove(cell, thorough);
      if (!this.#proof.has(cell)) this.#tryDoubled(cell);
    }
    return new Map(unproven().map((cell) => [cell, determined.has(cell) ? 'determined' : 'bounded']));
  }

  /** Publishes the cell if all guarded cells can then be proven in another way; otherwise leaves everything as it was. */
  tryWithout(cell: number): void {
    const guarded = this.#suppression.guarded[cell] === 1;
    this.#suppression.publish(cell);
    const replaced = new Map<number, Alternative>();
    for (const [proven, proof] of this.#proof) {
      if (proven === cell || !proof.cells.includes(cell)) continue;
      const other = this.#known(proven) ?? this.#find(proven, again);
      if (other === undefined) {
        if (guarded) this.#suppression.suppress(cell);
        else this.#suppression.withhold(cell);
        return;
      }
      replaced.set(proven, other);
    }
    this.#proof.delete(cell);
    for (const [proven, proof] of replaced) this.#proof.set(proven, proof);
  }

  #prove(cell: number, budget: number): void {
    const found = this.#find(cell, budget);
    if (found) this.#accept(found);
  }

  #tryDirection(direction: ReadonlyMap<number, number>, cell: number): boolean {
    const steps = wholeSteps(direction);
    if (!steps?.has(cell)) return false;
    for (const sign of [1, -1]) {
      const alternative = { cells: [...steps.keys()], steps: [...steps.values()].map((step) => sign * step) };
      if (!isAlternative(this.#system, this.#suppression.unknown, alternative)) continue;
      this.#remember(alternative);
      this.#accept(alternative);
      return true;
    }
    return false;
  }

  /** Where everything that hangs together is withheld, the whole of it may as well be twice as large. */
  #tryDoubled(cell: number): void {
    const { unknown, system } = this.#suppression;
    const rows = system.cellRow.subarray(system.cellStart[cell]!, system.cellStart[cell + 1]!);
    if (rows.some((row) => system.rowCell.subarray(system.rowStart[row]!, system.rowStart[row + 1]!).some((other) => !unknown[other]))) return;
    const cells = reached(this.#system, [cell]);
    const doubled = { cells, steps: cells.map((one) => this.#system.value[one]!) };
    if (isAlternative(this.#system, this.#suppression.unknown, doubled)) this.#accept(doubled);
  }

  #find(cell: number, budget: number): Alternative | undefined {
    const found = this.#search(cell, budget);
    if (!found || !isAlternative(this.#system, this.#suppression.unknown, found)) return undefined;
    this.#remember(found);
    return found;
  }

  #remember(alternative: Alternative): void {
    for (const cell of alternative.cells) {
      const moving = this.#moving.get(cell);
      if (moving) moving.push(alternative);
      else this.#moving.set(cell, [alternative]);
    }
  }

  #accept(alternative: Alternative): void {
    for (const cell of alternative.cells) if (this.#suppression.guarded[cell] && !this.#proof.has(cell)) this.#proof.set(cell, alternative);
  }

  /** An alternative found earlier that moves the cell and only cells that are still unknown. */
  #known(cell: number): Alternative | undefined {
    const { unknown } = this.#suppression;
    return this.#moving.get(cell)?.find((alternative) => alternative.cells.every((one) => unknown[one]));
  }
}

/** The non-zero cells that share a chain of rows with these, in order; by default along all rows and cells. */
function reached(system: System, cells: readonly number[], along: (row: number) => boolean = () => true, through: (cell: number) => boolean = () => true): number[] {
  const seen = new Set(cells);
  const rowsSeen = new Set<number>();
  for (const cell of seen) {
    for (const row of system.cellRow.subarray(system.cellStart[cell]!, system.cellStart[cell + 1]!)) {
      if (rowsSeen.has(row) || !along(row)) continue;
      rowsSeen.add(row);
      for (const other of system.rowCell.subarray(system.rowStart[row]!, system.rowStart[row + 1]!)) if (through(other)) seen.add(other);
    }
  }
  return [...seen].sort((a, b) => a - b);
}
