/** Two rates against each other. Overlapping intervals are no test; this is. */
import { betaQuantile } from './beta.js';
import { binomialMass, binomialTails } from './binomial.js';
import type { Estimate } from './interval.js';

export interface RateRatio extends Estimate {
  /** Two-sided probability of counts at least as unlikely when both rates are the same. */
  readonly p: number;
}

/** How much two probabilities may differ and still count as equal (R's binom.test). */
const slack = 1 + 1e-7;

/**
 * First rate over second with exact conditional limits (Clopper-Pearson on the first's share of the events; R poisson.test).
 * Undefined when there are no events or an exposure is not above zero; the ratio is infinite when the second count is zero.
 */
export function rateRatio(count1: number, exposure1: number, count2: number, exposure2: number, confidence = 0.95): RateRatio | undefined {
  const events = count1 + count2;
  if (events === 0 || !(exposure1 > 0 && exposure2 > 0)) return undefined;
  const tail = (1 - confidence) / 2;
  const odds = ({ x, y }: { x: number; y: number }): number => ((x / y) * exposure2) / exposure1;
  return {
    value: ((count1 / count2) * exposure2) / exposure1,
    lower: count1 === 0 ? 0 : odds(betaQuantile(tail, count1, count2 + 1)),
    upper: count2 === 0 ? Number.POSITIVE_INFINITY : odds(betaQuantile(1 - tail, count1 + 1, count2)),
    p: twoSidedBinomial(count1, events, exposure1 / (exposure1 + exposure2)),
  };
}

/** Sum of the probabilities of all outcomes at most as likely as the one observed (R's binom.test). */
function twoSidedBinomial(k: number, n: number, p: number): number {
  const bound = binomialMass(k, n, p) * slack;
  const mean = n * p;
  if (k === mean) return 1;
  if (k < mean) {
    let as = n;
    while (as >= Math.ceil(mean) && binomialMass(as, n, p) <= bound) as--;
    return Math.min(1, binomialTails(k, n, p).lower + binomialTails(as, n, p).upper);
  }
  let below = 0;
  while (below <= Math.floor(mean) && binomialMass(below, n, p) <= bound) below++;
  return Math.min(1, binomialTails(below - 1, n, p).lower + binomialTails(k - 1, n, p).upper);
}
