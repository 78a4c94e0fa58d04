/** What earlier releases gave away already: a release cannot take it back, and is judged by what it adds. */
import { Attacker, type Bounds, type Demand, type Interval } from './attack.js';
import { type Fact, knowledgeOf, type PrintedRelease } from './knowledge.js';
import type { Solve } from './solver.js';

/**
 * The places that can be placed as closely without the release as with it. Only places that it holds back as a line are asked for: of
 * those it prints nothing new itself.
 * @param exact bounds of the demanded places from all that is known, the release included
 */
export function givenBefore(current: PrintedRelease, facts: readonly Fact[], demands: readonly Demand[], exact: readonly Interval[], closer: ReadonlyMap<string, Bounds> | undefined, solve: Solve): Set<string> {
  const attacker = new Attacker(knowledgeOf(untold(current), facts), demands.map(({ place }) => place), solve);
  try {
    const before = attacker.attack(demands, closer);
    return new Set(demands.flatMap(({ place }, i) => (!before[i]!.safe && before[i]!.low === exact[i]!.low && before[i]!.high === exact[i]!.high ? [place] : [])));
  } finally {
    attacker.close();
  }
}

/** The same tables and periods, of which nothing is said. */
function untold({ layout, printed }: PrintedRelease): PrintedRelease {
  return { layout: { ...layout, nul: [] }, printed: { ...printed, counts: new Map(), withheld: new Set(), carried: new Set() } };
}
