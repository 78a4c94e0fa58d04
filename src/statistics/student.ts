/** Student's t distribution. */
import { betaQuantile, betaTails } from './beta.js';

/** Probability that a t variable with df > 0 degrees of freedom is at most t. */
export function tCdf(t: number, df: number): number {
  const square = t * t;
  const tail = betaTails(df / (df + square), square / (df + square), df / 2, 0.5).lower / 2;
  return t < 0 ? tail : 1 - tail;
}

/** t with tCdf(t, df) = p. */
export function tQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1) || !(df > 0)) return Number.NaN;
  if (p === 0.5) return 0;
  const { x, y } = betaQuantile(2 * Math.min(p, 1 - p), df / 2, 0.5);
  const size = Math.sqrt((df * y) / x);
  return p < 0.5 ? -size : size;
}

/** t such that a t variable lies within (-t, t) with this confidence, for example 0.95. */
export function twoSidedT(confidence: number, df: number): number {
  return -tQuantile((1 - confidence) / 2, df);
}

/** Probability of a t variable at least as far from zero as this one. */
export function twoSidedP(t: number, df: number): number {
  return 2 * tCdf(-Math.abs(t), df);
}
