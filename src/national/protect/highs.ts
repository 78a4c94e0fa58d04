/** HiGHS for the master problem. */
import loadHighs, { type LegacyHighs } from 'highs';
import type { Solve } from './master.js';

/** Loads the solver once; it computes the same on every machine, with one thread and fixed seeds. */
export async function loadOptimiser(): Promise<Solve> {
  // the package declares CommonJS types beside an ES module
  const highs = await (loadHighs as unknown as () => Promise<LegacyHighs>)();
  return (problem, options) => {
    const solution = highs.solve(problem, options);
    if (solution.Status !== 'Optimal') return undefined;
    return { objective: solution.ObjectiveValue, columns: new Map(Object.entries(solution.Columns).map(([name, column]) => [name, (column as { Primal: number }).Primal])) };
  };
}
