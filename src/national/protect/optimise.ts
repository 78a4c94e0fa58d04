/**
 * Optimal suppression by cutting planes, started from a safe pattern. Every bound is on rounds and nodes, never on the clock,
 * so that the same input gives the same pattern.
 */
import { Attack, lonely } from './cuts.js';
import { improvedPattern } from './improve.js';
import { cheapestChoice, type Choice, type Cut, type Solve } from './master.js';
import { Narrowing } from './narrowing.js';
import type { Known } from './prover.js';
import { type Pattern, shownFirst } from './secondary.js';
import { alwaysUnknown, type System } from './system.js';

export interface Limits {
  /** Rounds with parts of cells, and with whole cells. */
  readonly relaxed: number;
  readonly whole: number;
  /** Nodes of the search with whole cells, in each round. */
  readonly nodes: number;
  /** Places in which the best pattern is tried again. */
  readonly places: number;
  /** Turns of the attacks times the cells in them, after which no further round begins. */
  readonly work: number;
}

export const usualLimits: Limits = { relaxed: 60, whole: 30, nodes: 20_000, places: 300, work: Number.POSITIVE_INFINITY };

export interface Optimum extends Pattern {
  /** Cost of the secondary cells, and the proved bound below which no safe pattern costs. */
  readonly cost: number;
  readonly bound: number;
  readonly rounds: number;
}

/**
 * The cheapest safe pattern found; `cost` holds the cost of withholding each cell. It is safe against insiders too where their
 * knowledge is given; the bound counts outsiders only.
 */
export function optimalPattern(system: System, start: Pattern, cost: Float64Array, solve: Solve, limits: Limits = usualLimits, insiders: ReadonlyMap<string, readonly Known[]> = new Map()): Optimum {
  const candidates = shownFirst(system);
  const attack = new Attack(system);
  const cuts: Cut[] = [];
  const costOf = (pattern: Pattern): number => candidates.reduce((sum, cell) => sum + (pattern.unknown[cell] ? cost[cell]! : 0), 0);
  const integral = candidates.every((cell) => Number.isInteger(cost[cell]!));
  let best = { ...start, cost: costOf(start) };
  let bound = 0;
  const shares: Float64Array[] = [];
  let rounds = 0;
  let work = 0;
  const better = (pattern: Pattern | undefined): void => {
    if (pattern && costOf(pattern) < best.cost - 1e-9) best = { ...pattern, cost: costOf(pattern) };
  };
  const proved = (): boolean => best.cost - bound < 1e-6 * Math.max(1, best.cost);

  for (const whole of [false, true]) {
    if (whole && !proved()) better(improvedPattern(system, best, cost, limits.places, insiders));
    for (let round = 0; round < (whole ? limits.whole : limits.relaxed) && !proved() && attack.work + work < limits.work; round++) {
      rounds++;
      if (whole && round === 0) cuts.splice(0, cuts.length, ...near(cuts, shares.slice(-8)));
      const choice: Choice | undefined = cheapestChoice(cost, candidates, cuts, whole, solve, limits.nodes);
      if (!choice) break;
      bound = Math.max(bound, integral ? Math.ceil(choice.cost - 1e-6) : choice.cost);
      const broken = [...lonely(system, choice.share), ...attack.broken(choice.share)];
      if (whole || round % 3 === 0 || broken.length === 0) better(guided(system, choice.share, cost, insiders, (done) => (work += done)));
      if (broken.length === 0) break;
      cuts.push(...broken);
      shares.push(choice.share);
    }
  }
  return { ...best, bound: Math.min(bound, best.cost), rounds };
}

/** The safe pattern that shows first what the choice withholds least of. */
function guided(system: System, share: Float64Array, cost: Float64Array, insiders: ReadonlyMap<string, readonly Known[]>, worked: (work: number) => void): Pattern | undefined {
  const always = alwaysUnknown(system);
  const order = shownFirst(system).sort((a, b) => share[a]! - share[b]! || cost[b]! - cost[a]! || system.value[b]! - system.value[a]! || a - b);
  const unknown = new Uint8Array(system.value.length);
  for (const cell of [...always, ...order]) unknown[cell] = 1;
  const cells = [...system.value.keys()].filter((cell) => system.open[cell]);
  const narrowing = new Narrowing(system, cells, order, insiders, undefined, (cell) => unknown[cell] === 1);
  const lost = narrowing.unproven().some((cell) => !narrowing.relax(cell));
  const kept = lost ? [] : narrowing.narrow();
  worked(narrowing.region.tableau.pivots * cells.length);
  if (lost) return undefined;
  unknown.fill(0);
  for (const cell of [...always, ...kept]) unknown[cell] = 1;
  return { unknown, proofs: narrowing.proofs, needs: narrowing.needs };
}

/** The cuts that one of these choices comes near to breaking. */
function near(cuts: readonly Cut[], shares: readonly Float64Array[]): Cut[] {
  const slack = ({ cells, factors, least }: Cut, share: Float64Array): number => cells.reduce((sum, cell, i) => sum + factors[i]! * share[cell]!, -least);
  return cuts.filter((cut) => shares.some((share) => slack(cut, share) < 0.3));
}
