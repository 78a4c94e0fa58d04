/** Counts and rates: intervals for a Poisson count, as in Fingertips (PHEindicatormethods). */
import { chiSquareQuantile } from './gamma.js';
import type { Estimate, Interval } from './interval.js';
import { twoSided } from './normal.js';

/** Exact limits of a Poisson count (Garwood 1936); the lower limit of zero is zero. */
export function exactPoissonLimits(count: number, confidence = 0.95): Interval {
  const tail = (1 - confidence) / 2;
  return {
    lower: count === 0 ? 0 : chiSquareQuantile(tail, 2 * count) / 2,
    upper: chiSquareQuantile(1 - tail, 2 * count + 2) / 2,
  };
}

/** Byar's approximate limits of a Poisson count; close to the exact ones from a count of 10. */
export function byarLimits(count: number, confidence = 0.95): Interval {
  const z = twoSided(confidence);
  return {
    lower: count === 0 ? 0 : count * (1 - 1 / (9 * count) - z / (3 * Math.sqrt(count))) ** 3,
    upper: (count + 1) * (1 - 1 / (9 * (count + 1)) + z / (3 * Math.sqrt(count + 1))) ** 3,
  };
}

/** Limits of a count by the Fingertips rule: exact below 10, Byar from 10. */
export function countLimits(count: number, confidence = 0.95): Interval {
  return count < 10 ? exactPoissonLimits(count, confidence) : byarLimits(count, confidence);
}

/**
 * Rate = multiplier × count / exposure; undefined without exposure. The distance of the limits to the rate grows by the root of
 * `dispersion` (variance of the count over its mean) where events do not come independently (PHEindicatormethods, calculate_dsr).
 */
export function rate(count: number, exposure: number, multiplier: number, confidence = 0.95, dispersion = 1): Estimate | undefined {
  if (!(exposure > 0)) return undefined;
  const limits = countLimits(count, confidence);
  const stretch = Math.sqrt(dispersion);
  const scaled = (limit: number): number => (multiplier * (dispersion === 1 ? limit : count + stretch * (limit - count))) / exposure;
  return { value: (multiplier * count) / exposure, lower: Math.max(0, scaled(limits.lower)), upper: scaled(limits.upper) };
}
