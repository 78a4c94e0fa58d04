/** The master problem of optimal suppression: which cells to withhold at least cost, under the cuts found so far. */

/** The chosen cells, weighed by their factors, make up at least so much. */
export interface Cut {
  readonly cells: readonly number[];
  readonly factors: readonly number[];
  readonly least: number;
}

/** Solves a problem in CPLEX LP format; undefined when it is not solved to the end. */
export type Solve = (problem: string, options: Readonly<Record<string, number | string | boolean>>) => { readonly objective: number; readonly columns: ReadonlyMap<string, number> } | undefined;

export interface Choice {
  readonly cost: number;
  /** Of every cell how much of it is withheld, 0 to 1. */
  readonly share: Float64Array;
}

/** Cheapest choice under all cuts: of whole cells, or with parts of cells, which costs no more. */
export function cheapestChoice(cost: Float64Array, candidates: readonly number[], cuts: readonly Cut[], whole: boolean, solve: Solve, nodes: number): Choice | undefined {
  const lines = ['Minimize', ` cost: ${sum(candidates, candidates.map((cell) => cost[cell]!))}`, 'Subject To'];
  cuts.forEach(({ cells, factors, least }, i) => lines.push(` c${i}: ${sum(cells, factors)} >= ${least}`));
  lines.push('Bounds', ...candidates.map((cell) => ` 0 <= x${cell} <= 1`));
  if (whole) lines.push('General', ...candidates.map((cell) => ` x${cell}`));
  lines.push('End');
  const options = { threads: 1, output_flag: false, random_seed: 1, ...(whole ? { mip_max_nodes: nodes, mip_rel_gap: 1e-6 } : {}) };
  const solution = solve(lines.join('\n'), options);
  if (!solution) return undefined;
  const share = new Float64Array(cost.length);
  for (const cell of candidates) share[cell] = Math.min(1, Math.max(0, solution.columns.get(`x${cell}`) ?? 0));
  return { cost: solution.objective, share };
}

function sum(cells: readonly number[], factors: readonly number[]): string {
  const terms = cells.map((cell, i) => `${factors[i]! < 0 ? '-' : '+'} ${Math.abs(factors[i]!)} x${cell}`);
  const lines: string[] = [];
  for (let at = 0; at < terms.length; at += 40) lines.push(terms.slice(at, at + 40).join(' '));
  return lines.join('\n   ');
}
