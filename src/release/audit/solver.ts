/** Linear programs by HiGHS, which is deterministic and needs neither network nor native code. */
import loadHighs, { type LegacyHighs } from 'highs';

/** Solves a problem in CPLEX LP format; the value of each column, 'unbounded', or undefined when nothing satisfies it. */
export type Solve = (problem: string) => ReadonlyMap<string, number> | 'unbounded' | undefined;

export async function loadSolver(): Promise<Solve> {
  // the package declares CommonJS types beside an ES module
  const highs = await (loadHighs as unknown as () => Promise<LegacyHighs>)();
  return (problem) => {
    const solution = highs.solve(problem);
    if (solution.Status === 'Unbounded' || solution.Status === 'Primal infeasible or unbounded') return 'unbounded';
    if (solution.Status !== 'Optimal') return undefined;
    return new Map(Object.entries(solution.Columns).map(([name, column]) => [name, (column as { Primal: number }).Primal]));
  };
}
