/** Shares of a whole. */
import type { Estimate } from './interval.js';
import { twoSided } from './normal.js';

/** Share = multiplier × count / total with Wilson's score interval (1927); undefined for an empty total. */
export function proportion(count: number, total: number, multiplier = 1, confidence = 0.95): Estimate | undefined {
  if (!(total > 0)) return undefined;
  const z = twoSided(confidence);
  const square = z * z;
  const spread = z * Math.sqrt(square + 4 * count * (1 - count / total));
  const twice = 2 * (total + square);
  return {
    value: (multiplier * count) / total,
    lower: count === 0 ? 0 : (multiplier * (2 * count + square - spread)) / twice,
    upper: count === total ? multiplier : (multiplier * (2 * count + square + spread)) / twice,
  };
}
