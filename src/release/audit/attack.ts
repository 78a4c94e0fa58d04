/** The attack: between which values someone can place a withheld count, who has all that is printed and solves linear programs. */
import { type LinearProgram, NoSolution, type Row, type Solve } from './solver.js';
import type { Statement } from './statements.js';

export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** What an attacker knows: bounds of every place, printed ones narrow, and how they add up. */
export interface Knowledge {
  readonly bounds: ReadonlyMap<string, Bounds>;
  readonly statements: readonly Statement[];
}

/** A place, and whether it is safe that its value may lie anywhere between these bounds; wider bounds are never less safe. */
export interface Demand {
  readonly place: string;
  /** Bounds, and a distance between them, that are surely enough; nothing beyond them is asked. */
  readonly aim: Bounds & { readonly width: number };
  safe(bounds: Bounds): boolean;
}

export interface Interval extends Bounds {
  readonly place: string;
  readonly safe: boolean;
}

export interface Attack {
  /** By place, in the order of the demands: the smallest and largest value seen; exact when it is not safe. */
  readonly intervals: Interval[];
  readonly programs: number;
}

/** What is known cannot all be true. */
export class Contradiction extends Error {}

const tolerance = 1e-6;
/** No count is larger. */
const ceiling = 1e7;
const rounds = 3;

/**
 * Someone with knowledge, ready to bound any of some places again and again. Every solution is a possible truth and so shows
 * for all places at once how far apart they may lie; only places that no shared solution clears get programs of their own.
 */
export class Attacker {
  readonly #bounds: ReadonlyMap<string, Bounds>;
  readonly #column: ReadonlyMap<string, number>;
  readonly #program: LinearProgram;
  /** Bounds in force of each column. */
  readonly #low: Float64Array;
  readonly #high: Float64Array;

  /** Throws a Contradiction when what is known cannot all be true. */
  constructor(knowledge: Knowledge, places: Iterable<string>, solve: Solve) {
    const { names, rows } = connected(knowledge, places);
    this.#bounds = knowledge.bounds;
    this.#column = new Map(names.map((place, column) => [place, column]));
    this.#low = Float64Array.from(names, (place) => knowledge.bounds.get(place)!.low);
    this.#high = Float64Array.from(names, (place) => Math.min(knowledge.bounds.get(place)!.high, ceiling));
    this.#program = solve({ low: this.#low, high: this.#high, rows: rows.flatMap((statement) => rowOf(statement, this.#column, knowledge.bounds)) });
  }

  get programs(): number {
    return this.#program.solved;
  }

  /** Tries to bound each demanded place for who also knows closer bounds of some; `truth` is a solution where one is known. */
  attack(demands: readonly Demand[], closer: ReadonlyMap<string, Bounds> = new Map(), truth?: (place: string) => number): Interval[] {
    return this.#knowing(closer, () => this.#attack(demands, 'exact', truth));
  }

  /** As `attack`, without the exact bounds of a place that is not safe: what was seen of it, `each` by itself or only of all together, is all that is told. */
  show(demands: readonly Demand[], closer: ReadonlyMap<string, Bounds>, truth: (place: string) => number, each: boolean): Interval[] {
    return this.#knowing(closer, () => this.#attack(demands, each ? 'seen' : 'together', truth));
  }

  #knowing(closer: ReadonlyMap<string, Bounds>, work: () => Interval[]): Interval[] {
    const known = [...closer].flatMap(([place, bounds]) => (this.#column.has(place) ? [[this.#column.get(place)!, bounds] as const] : [])).sort(([a], [b]) => a - b);
    const before = known.map(([column]) => [this.#low[column]!, this.#high[column]!] as const);
    this.#bound(known.map(([column]) => column), known.map(([, { low }]) => low), known.map(([, { high }]) => high));
    try {
      return work();
    } finally {
      this.#bound(known.map(([column]) => column), before.map(([low]) => low), before.map(([, high]) => high));
    }
  }

  /** The exact bounds of a place. */
  exact(place: string): Bounds {
    const column = this.#column.get(place);
    if (column === undefined) return this.#bounds.get(place)!;
    const [low, high] = [-1, 1].map((weight) => this.#largest(new Map([[column, weight]]))[column]!);
    return whole({ low: low!, high: high! });
  }

  close(): void {
    this.#program.close();
  }

  #attack(demands: readonly Demand[], how: 'together' | 'seen' | 'exact', truth?: (place: string) => number): Interval[] {
    const seen = new Range(demands, this.#column, this.#bounds);
    if (truth) seen.see((place) => truth(place));
    else seen.solution(this.#largest(new Map()));
    let open = demands.filter((demand) => !seen.safe(demand));
    for (let round = 0; round < rounds && open.length > (how === 'together' ? 0 : 1); round++) {
      for (const direction of [1, -1] as const) seen.solution(this.#towards(open, seen, direction));
      const left = open.filter((demand) => !seen.safe(demand));
      if (left.length === open.length) break;
      open = left;
    }
    for (const demand of how === 'together' ? [] : open) {
      for (const direction of [1, -1] as const) if (!seen.safe(demand)) seen.solution(this.#towards([demand], seen, direction));
      if (how === 'exact' && !seen.safe(demand)) seen.set(demand.place, this.exact(demand.place));
    }
    return demands.map((demand) => ({ place: demand.place, ...seen.of(demand.place), safe: seen.safe(demand) }));
  }

  /** A solution in which places come as near to their aim as they can together; none goes beyond it, so that room is left for others. */
  #towards(demands: readonly Demand[], seen: Range, direction: 1 | -1): Float64Array {
    const held = demands
      .flatMap(({ place, aim }) => {
        const column = this.#column.get(place);
        if (column === undefined) return [];
        const { low, high } = seen.raw(place);
        if (direction > 0) return [{ column, low: this.#low[column]!, high: Math.min(this.#high[column]!, Math.max(aim.high, low + aim.width, high)) }];
        return [{ column, low: Math.max(this.#low[column]!, Math.min(aim.low, high - aim.width, low)), high: this.#high[column]! }];
      })
      .sort((a, b) => a.column - b.column);
    const columns = held.map(({ column }) => column);
    const before = columns.map((column) => [this.#low[column]!, this.#high[column]!] as const);
    this.#bound(columns, held.map(({ low }) => low), held.map(({ high }) => high));
    const solution = this.#largest(new Map(columns.map((column) => [column, direction])));
    this.#bound(columns, before.map(([low]) => low), before.map(([, high]) => high));
    return solution;
  }

  #bound(columns: readonly number[], low: readonly number[], high: readonly number[]): void {
    this.#program.bound(columns, low, high);
    columns.forEach((column, i) => ([this.#low[column], this.#high[column]] = [low[i]!, high[i]!]));
  }

  #largest(weights: ReadonlyMap<number, number>): Float64Array {
    try {
      return this.#program.largest(weights);
    } catch (error) {
      throw error instanceof NoSolution ? new Contradiction('audit: what is printed contradicts itself') : error;
    }
  }
}

/** The values of the demanded places seen so far. */
class Range {
  readonly #low = new Map<string, number>();
  readonly #high = new Map<string, number>();

  constructor(
    readonly demands: readonly Demand[],
    readonly column: ReadonlyMap<string, number>,
    readonly bounds: ReadonlyMap<string, Bounds>,
  ) {}

  solution(columns: Float64Array): void {
    this.see((place) => (this.column.has(place) ? columns[this.column.get(place)!]! : this.bounds.get(place)!.low));
  }

  see(value: (place: string) => number): void {
    for (const { place } of this.demands) {
      const one = value(place);
      this.#low.set(place, Math.min(this.#low.get(place) ?? one, one));
      this.#high.set(place, Math.max(this.#high.get(place) ?? one, one));
    }
  }

  set(place: string, { low, high }: Bounds): void {
    this.#low.set(place, low);
    this.#high.set(place, high);
  }

  raw(place: string): Bounds {
    return { low: this.#low.get(place)!, high: this.#high.get(place)! };
  }

  of(place: string): Bounds {
    return whole(this.raw(place));
  }

  safe(demand: Demand): boolean {
    return demand.safe(this.of(demand.place));
  }
}

/** The unknown places that hang together with the given ones through statements, and those statements. */
export function connected({ bounds, statements }: Knowledge, places: Iterable<string>): { names: string[]; rows: Statement[] } {
  const unknown = (place: string): boolean => {
    const range = bounds.get(place);
    if (!range) throw new Error(`audit: nothing is known of ${place}`);
    return range.low < range.high;
  };
  const byPlace = new Map<string, number[]>();
  const membersOf = statements.map(({ parts, whole }) => [...parts, ...(whole === undefined ? [] : [whole])].filter(unknown));
  membersOf.forEach((members, at) => {
    for (const place of members) {
      const list = byPlace.get(place);
      if (list) list.push(at);
      else byPlace.set(place, [at]);
    }
  });
  const found = new Set([...places].filter(unknown));
  const used = new Set<number>();
  for (const place of found) {
    for (const at of byPlace.get(place) ?? []) {
      if (used.has(at)) continue;
      used.add(at);
      for (const other of membersOf[at]!) found.add(other);
    }
  }
  return { names: [...found].sort(), rows: [...used].sort((a, b) => a - b).map((at) => statements[at]!) };
}

/** A statement over the columns of unknown places; none when all of it is known. */
export function rowOf({ parts, whole, low, high }: Statement, column: ReadonlyMap<string, number>, bounds: Knowledge['bounds']): Row[] {
  let known = 0;
  const weights = new Map<number, number>();
  for (const [place, sign] of [...parts.map((part) => [part, 1] as const), ...(whole === undefined ? [] : [[whole, -1] as const])]) {
    const at = column.get(place);
    if (at !== undefined) weights.set(at, (weights.get(at) ?? 0) + sign);
    else known += sign * bounds.get(place)!.low;
  }
  const entries = [...weights].filter(([, weight]) => weight !== 0);
  if (entries.length === 0) return [];
  return [{ columns: entries.map(([at]) => at), weights: entries.map(([, weight]) => weight), low: low - known, high: high - known }];
}

/** The whole numbers between bounds: counts are whole, and everybody knows it. */
function whole({ low, high }: Bounds): Bounds {
  return { low: Math.ceil(low - tolerance) || 0, high: Math.floor(high + tolerance) };
}
