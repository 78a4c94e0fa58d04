/** Chain ladder with Mack's standard errors (Mack 1993, ASTIN Bulletin 23, 213-225; ChainLadder): a second opinion on late registration. */
import { known, sum, type Triangle } from './triangle.js';

export interface ChainLadder {
  /** Development factor from each delay to the next, and the root of its variance parameter. */
  readonly factors: readonly number[];
  readonly sigmas: readonly number[];
  /** Per row: the final number, what is still to come, and its standard error. */
  readonly rows: readonly { readonly ultimate: number; readonly outstanding: number; readonly se: number }[];
  readonly outstanding: number;
  readonly se: number;
}

/** Projects a triangle of cumulative numbers; undefined when a delay has no rows to learn from, or a column starts with zeros only. */
export function chainLadder(cumulative: Triangle): ChainLadder | undefined {
  const delays = cumulative[0]?.length ?? 0;
  const [factors, variances, bases]: [number[], number[], number[]] = [[], [], []];
  for (let k = 0; k + 1 < delays; k++) {
    const pairs = cumulative.filter((row) => known(row) > k + 1).map((row) => [row[k]!, row[k + 1]!] as const);
    const base = sum(pairs.map(([from]) => from));
    if (pairs.length === 0 || base === 0) return undefined;
    const factor = sum(pairs.map(([, to]) => to)) / base;
    const squares = sum(pairs.map(([from, to]) => (from === 0 ? 0 : from * (to / from - factor) ** 2)));
    factors.push(factor);
    bases.push(base);
    variances.push(pairs.length > 1 ? squares / (pairs.length - 1) : lastVariance(variances));
  }
  // squared errors run along each row: chance in the row, and the doubt about the factors, which all rows share
  let [sharedTotal, process, parameter] = [0, 0, 0];
  const projected = cumulative.map((row) => (row.slice(0, known(row)) as number[]).slice());
  const rows = projected.map((row) => ({ row, reported: row.at(-1) ?? 0, process: 0, parameter: 0 }));
  for (let k = 0; k + 1 < delays; k++) {
    const [factor, variance, base] = [factors[k]!, variances[k]!, bases[k]!];
    const running = rows.filter(({ row }) => row.length === k + 1);
    sharedTotal = sum(running.map(({ row }) => row[k]!));
    parameter = (sharedTotal * sharedTotal * variance) / base + parameter * factor * factor;
    for (const one of running) {
      const now = one.row[k]!;
      one.process = now * variance + one.process * factor * factor;
      one.parameter = (now * now * variance) / base + one.parameter * factor * factor;
      one.row.push(now * factor);
    }
  }
  process = sum(rows.map((one) => one.process));
  const result = rows.map(({ row, reported, process: own, parameter: doubt }) => ({ ultimate: row.at(-1)!, outstanding: row.at(-1)! - reported, se: Math.sqrt(own + doubt) }));
  return { factors, sigmas: variances.map(Math.sqrt), rows: result, outstanding: sum(result.map((one) => one.outstanding)), se: Math.sqrt(process + parameter) };
}

/** Mack's rule for the last delay, which only one row has reached. */
function lastVariance(variances: readonly number[]): number {
  const [last, before] = [variances.at(-1), variances.at(-2)];
  if (last === undefined) return 0;
  if (before === undefined || before === 0) return last;
  return Math.min((last * last) / before, before, last);
}
