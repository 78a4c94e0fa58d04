/** Which of the figures printed before can still be true beside today's: what a reader does with figures that were revised. */
import { connected, rowOf } from './attack.js';
import { type Fact, knowledgeOf, type PrintedRelease } from './knowledge.js';
import type { Solve } from './solver.js';

/**
 * Facts that can all be true together with what the release says of today; those left out are the ones that must give way when all
 * of them give way as little as possible.
 */
export function tenable(current: PrintedRelease, facts: readonly Fact[], solve: Solve): Fact[] {
  const knowledge = knowledgeOf(current, facts.map((fact) => ({ ...fact, low: 0, high: Infinity })));
  const membersOf = ({ window, place, months }: Fact): readonly string[] => (window ? months : [place]);
  const { names, rows } = connected(knowledge, facts.flatMap(membersOf).filter((place) => knowledge.bounds.has(place)));
  const column = new Map(names.map((place, at) => [place, at]));
  const low = names.map((place) => knowledge.bounds.get(place)!.low);
  const high = names.map((place) => knowledge.bounds.get(place)!.high);
  const system = rows.flatMap((statement) => rowOf(statement, column, knowledge.bounds));
  const slack = new Map<number, Fact>();
  const kept: Fact[] = [];
  for (const fact of facts) {
    const parts = membersOf(fact);
    if (!parts.every((place) => knowledge.bounds.has(place))) continue;
    const [row] = rowOf({ parts, whole: undefined, low: fact.low, high: fact.high }, column, knowledge.bounds);
    if (row) {
      const at = low.length;
      system.push({ ...row, columns: [...row.columns, at, at + 1], weights: [...row.weights, 1, -1] });
      low.push(0, 0);
      high.push(Infinity, Infinity);
      slack.set(at, fact);
    } else {
      const sum = parts.reduce((total, place) => total + knowledge.bounds.get(place)!.low, 0);
      if (sum >= fact.low && sum <= fact.high) kept.push(fact);
    }
  }
  const program = solve({ low: Float64Array.from(low), high: Float64Array.from(high), rows: system });
  try {
    const solution = program.largest(new Map([...slack.keys()].flatMap((at) => [[at, -1], [at + 1, -1]])));
    for (const [at, fact] of slack) if (solution[at]! + solution[at + 1]! < 1e-6) kept.push(fact);
    return kept;
  } finally {
    program.close();
  }
}
