/** The attack: between which values someone can place a withheld count, who has all that is printed and solves linear programs. */
import type { Solve } from './solver.js';
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
const ceiling = 1e7;

/**
 * Tries to bound each demanded place. Every solution is a possible truth and so shows for all places at once how far apart
 * they may lie; only places that no shared solution clears get programs of their own. Throws when what is known contradicts itself.
 */
export function attack(knowledge: Knowledge, demands: readonly Demand[], solve: Solve): Attack {
  let programs = 0;
  const counted: Solve = (problem) => {
    programs++;
    return solve(problem);
  };
  const found = new Map<string, Interval>();
  for (const part of parts(knowledge, demands)) for (const interval of attackPart(part, knowledge, counted)) found.set(interval.place, interval);
  return { intervals: demands.map(({ place }) => found.get(place)!), programs };
}

/** The exact bounds of one place. */
export function boundsOf(knowledge: Knowledge, place: string, solve: Solve): Bounds {
  const [part] = parts(knowledge, [{ place, safe: () => true }]);
  const range = new Range(part!.names, part!.demands);
  const problem = problemOf(part!, knowledge);
  range.extremes(place, problem, solve);
  return range.of(place);
}

interface Part {
  readonly names: ReadonlyMap<string, string>;
  readonly statements: readonly Statement[];
  readonly demands: readonly Demand[];
}

/** The values of the places seen so far. */
class Range {
  private readonly low = new Map<string, number>();
  private readonly high = new Map<string, number>();

  constructor(
    readonly names: ReadonlyMap<string, string>,
    readonly demands: readonly Demand[],
  ) {}

  see(solution: ReadonlyMap<string, number>): void {
    for (const { place } of this.demands) {
      const value = solution.get(this.names.get(place)!)!;
      this.low.set(place, Math.min(this.low.get(place) ?? value, value));
      this.high.set(place, Math.max(this.high.get(place) ?? value, value));
    }
  }

  extremes(place: string, problem: Problem, solve: Solve): void {
    const goal = new Map([[this.names.get(place)!, 1]]);
    for (const sense of ['Minimize', 'Maximize'] as const) this.see(solved(problem(sense, goal), solve));
  }

  of(place: string): Bounds {
    return { low: tidy(this.low.get(place)!), high: tidy(this.high.get(place)!) };
  }

  safe(demand: Demand): boolean {
    return this.low.has(demand.place) && demand.safe(this.of(demand.place));
  }
}

type Problem = (sense: 'Minimize' | 'Maximize', goal: ReadonlyMap<string, number>) => string;

function attackPart(part: Part, knowledge: Knowledge, solve: Solve): Interval[] {
  const range = new Range(part.names, part.demands);
  const problem = problemOf(part, knowledge);
  const open = (): Demand[] => part.demands.filter((demand) => !range.safe(demand));
  for (let round = 0; round < 8; round++) {
    const left = open();
    if (left.length === 0) break;
    const goal = new Map(left.map(({ place }, i) => [part.names.get(place)!, round < 2 ? 1 : mixed(i, round)]));
    for (const sense of ['Minimize', 'Maximize'] as const) range.see(solved(problem(sense, goal), solve));
  }
  for (const demand of open()) if (!range.safe(demand)) range.extremes(demand.place, problem, solve);
  return part.demands.map((demand) => ({ place: demand.place, ...range.of(demand.place), safe: range.safe(demand) }));
}

function solved(problem: string, solve: Solve): ReadonlyMap<string, number> {
  const solution = solve(problem);
  if (solution === undefined || solution === 'unbounded') throw new Contradiction('audit: what is printed contradicts itself');
  return solution;
}

function problemOf({ names, statements }: Part, { bounds }: Knowledge): Problem {
  const rows = statements.flatMap((statement) => rowsOf(statement, names, bounds));
  const limits = [...names].map(([place, name]) => {
    const { low, high } = bounds.get(place)!;
    return ` ${low} <= ${name} <= ${Math.min(high, ceiling)}`;
  });
  const body = ['Subject To', ...rows.map((row, i) => ` r${i}: ${row}`), 'Bounds', ...limits, 'End'].join('\n');
  const lines = (goal: ReadonlyMap<string, number>): string => wrapped([...goal].map(([name, weight]) => `${weight < 0 ? '-' : '+'} ${Math.abs(weight)} ${name}`));
  return (sense, goal) => `${sense}\n goal: ${lines(goal)}\n${body}`;
}

/** Long expressions over several lines, as the format demands. */
function wrapped(terms: readonly string[]): string {
  const lines: string[] = [];
  for (let i = 0; i < terms.length; i += 12) lines.push(terms.slice(i, i + 12).join(' '));
  return lines.join('\n  ');
}

function rowsOf({ parts: summands, whole, low, high }: Statement, names: ReadonlyMap<string, string>, bounds: Knowledge['bounds']): string[] {
  let known = 0;
  const weights = new Map<string, number>();
  for (const [place, sign] of [...summands.map((part) => [part, 1] as const), ...(whole === undefined ? [] : [[whole, -1] as const])]) {
    const name = names.get(place);
    if (name !== undefined) weights.set(name, (weights.get(name) ?? 0) + sign);
    else known += sign * bounds.get(place)!.low;
  }
  const sum = wrapped([...weights].filter(([, weight]) => weight !== 0).map(([name, weight]) => `${weight < 0 ? '-' : '+'} ${Math.abs(weight)} ${name}`));
  if (sum === '') return [];
  if (low === high) return [`${sum} = ${low - known}`];
  return [...(low > -Infinity ? [`${sum} >= ${low - known}`] : []), ...(high < Infinity ? [`${sum} <= ${high - known}`] : [])];
}

/** The unknown places that hang together with a demanded one, through statements that hold more than one unknown or bound one. */
function parts({ bounds, statements }: Knowledge, demands: readonly Demand[]): Part[] {
  const unknown = (place: string): boolean => {
    const range = bounds.get(place);
    if (!range) throw new Error(`audit: nothing is known of ${place}`);
    return range.low < range.high;
  };
  const byPlace = new Map<string, number[]>();
  statements.forEach(({ parts: summands, whole }, at) => {
    for (const place of [...summands, ...(whole === undefined ? [] : [whole])]) if (unknown(place)) byPlace.set(place, [...(byPlace.get(place) ?? []), at]);
  });
  const wanted = new Map(demands.map((demand) => [demand.place, demand]));
  const done = new Set<string>();
  const found: Part[] = [];
  for (const start of [...wanted.keys()].sort()) {
    if (done.has(start)) continue;
    const reached = new Set([start]);
    const used = new Set<number>();
    for (const place of reached) {
      for (const at of byPlace.get(place) ?? []) {
        if (used.has(at)) continue;
        used.add(at);
        const { parts: summands, whole } = statements[at]!;
        for (const other of [...summands, ...(whole === undefined ? [] : [whole])]) if (unknown(other)) reached.add(other);
      }
    }
    for (const place of reached) done.add(place);
    const order = [...reached].sort();
    found.push({
      names: new Map(order.map((place, i) => [place, `x${i}`])),
      statements: [...used].sort((a, b) => a - b).map((at) => statements[at]!),
      demands: order.flatMap((place) => wanted.get(place) ?? []),
    });
  }
  return found;
}

function tidy(value: number): number {
  const near = Math.round(value);
  return Math.abs(value - near) < tolerance ? near : value;
}

/** A weight between -1 and 1 that differs by place and round, the same every time. */
function mixed(place: number, round: number): number {
  return (((place + 1) * 7919 * (round + 3)) % 2003) / 1001.5 - 1 || 0.5;
}
