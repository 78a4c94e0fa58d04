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
  /** The same by calendar year: the months of all others keep their value too. */
  readonly #years = new Map<string, Pieces>();
  #whole: Attacker | undefined;

  constructor(known: Known, { layout, printed }: PrintedRelease, solve: Solve, truth?: (place: string) => number) {
    this.#known = known;
    this.#carried = printed.carried;
    this.#solve = solve;
    this.#value = truth;
    if (!truth || !isSolution(known, truth)) return;
    const wholes = wholesOf(layout);
    const places = [...known.bounds.keys()];
    const held = new Set(places.filter((place) => wholes.has(place.split('|')[0]!)));
    this.#pieces = new Pieces(known, truth, held, solve);
    const years = [...new Set(places.flatMap((place) => yearOf(place) ?? []))].sort();
    if (years.length > 1) for (const year of years) this.#years.set(year, new Pieces(known, truth, new Set([...held, ...places.filter((place) => (yearOf(place) ?? year) !== year)]), solve));
  }

  get programs(): number {
    return [this.#pieces, ...this.#years.values(), this.#whole].reduce((sum, some) => sum + (some?.programs ?? 0), 0);
  }

  /**
   * Tries to bound each demanded place, for who also knows closer bounds of some.
   * @param stops whether places that are surely not safe are reason enough to look no further: of the rest nothing is given then
   */
  attack(demands: readonly Demand[], closer?: ReadonlyMap<string, Bounds>, stops: (unsafe: readonly Interval[]) => boolean = () => false): Interval[] {
    const seen = new Map<string, Interval>();
    let left = demands;
    const settle = (intervals: readonly Interval[], safely: boolean): void => {
      for (const interval of intervals) if (interval.safe === safely) seen.set(interval.place, interval);
      left = left.filter(({ place }) => !seen.has(place));
    };
    const last = [...this.#years.keys()].at(-1);
    for (const [year, pieces] of this.#years) settle(pieces.show(left.filter(({ place }) => (yearOf(place) ?? last) === year), closer, false), true);
    if (this.#pieces) {
      settle(this.#pieces.show(left, closer), true);
      settle(this.#pieces.refuse(left, closer), false);
      if (stops(demands.flatMap(({ place }) => seen.get(place) ?? []).filter(({ safe }) => !safe))) return demands.flatMap(({ place }) => seen.get(place) ?? []);
    }
    if (left.length > 0) {
      for (const interval of this.exact(left, closer)) seen.set(interval.place, interval);
    }
    return demands.map(({ place }) => seen.get(place)!);
  }

  /** As `attack`, from all that is known at once. */
  exact(demands: readonly Demand[], closer?: ReadonlyMap<string, Bounds>): Interval[] {
    this.#whole ??= new Attacker(this.#known, [...this.#known.withheld, ...this.#known.months, ...this.#carried], this.#solve);
    return this.#whole.attack(demands, closer, closer || this.#pieces ? this.#value : undefined);
  }

  close(): void {
    for (const pieces of [this.#pieces, ...this.#years.values()]) pieces?.close();
    this.#whole?.close();
  }
}

/** The calendar year of a month's place; undefined of a sum of months. */
function yearOf(place: string): string | undefined {
  return /\|(\d{4})-\d{2}$/.exec(place)?.[1];
}

/** Tables that several others break down and that break down nothing themselves: what ties everything together. */
function wholesOf({ tabellen }: Layout): Set<string> {
  const timesBroken = (id: string): number => tabellen.filter(({ van }) => van?.[0] === id).length;
  return new Set(tabellen.filter(({ id, van }) => van === null && timesBroken(id) > 1).map(({ id }) => id));
}
