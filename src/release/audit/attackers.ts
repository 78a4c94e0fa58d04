/** The attack on a release with all that is known: where the truth is known, most places are shown to be safe, or not, piece by piece. */
import type { Layout } from '../layout.js';
import { Attacker, type Bounds, type Demand, type Interval } from './attack.js';
import type { Known, PrintedRelease } from './knowledge.js';
import { isSolution, Pieces } from './pieces.js';
import type { Solve } from './solver.js';

export class Attackers {
  readonly #known: Known;
  readonly #carried: ReadonlySet<string>;
  readonly #solve: Solve;
  readonly #value: ((place: string) => number) | undefined;
  readonly #pieces: Pieces | undefined;
  #whole: Attacker | undefined;

  constructor(known: Known, { layout, printed }: PrintedRelease, solve: Solve, truth?: (place: string) => number) {
    this.#known = known;
    this.#carried = printed.carried;
    this.#solve = solve;
    this.#value = truth;
    const wholes = wholesOf(layout);
    if (this.#value && isSolution(known, this.#value)) this.#pieces = new Pieces(known, this.#value, new Set([...known.bounds.keys()].filter((place) => wholes.has(place.split('|')[0]!))), solve);
  }

  get programs(): number {
    return (this.#pieces?.programs ?? 0) + (this.#whole?.programs ?? 0);
  }

  /** Tries to bound each demanded place, for who also knows closer bounds of some. */
  attack(demands: readonly Demand[], closer?: ReadonlyMap<string, Bounds>): Interval[] {
    const seen = new Map<string, Interval>();
    let left = demands;
    for (const step of this.#pieces ? (['show', 'refuse'] as const) : []) {
      const settled = this.#pieces![step](left, closer).filter(({ safe }) => safe === (step === 'show'));
      for (const interval of settled) seen.set(interval.place, interval);
      left = left.filter(({ place }) => !seen.has(place));
    }
    if (left.length > 0) {
      for (const interval of this.exact(left, closer)) seen.set(interval.place, interval);
    }
    return demands.map(({ place }) => seen.get(place)!);
  }

  /** As `attack`, from all that is known at once. */
  exact(demands: readonly Demand[], closer?: ReadonlyMap<string, Bounds>): Interval[] {
    this.#whole ??= new Attacker(this.#known, [...this.#known.withheld, ...this.#known.months, ...this.#carried], this.#solve);
    return this.#whole.attack(demands, closer, closer && this.#value);
  }

  close(): void {
    this.#pieces?.close();
    this.#whole?.close();
  }
}

/** Tables that several others break down and that break down nothing themselves: what ties everything together. */
function wholesOf({ tabellen }: Layout): Set<string> {
  const timesBroken = (id: string): number => tabellen.filter(({ van }) => van?.[0] === id).length;
  return new Set(tabellen.filter(({ id, van }) => van === null && timesBroken(id) > 1).map(({ id }) => id));
}
