/** The gamma distribution to full double precision: regularised integrals and quantiles. */
import { deviance, logGamma, stirlingError } from './log-gamma.js';

/** P(a, x): probability that a gamma variable of shape a > 0 and rate 1 is at most x. */
export function gammaP(a: number, x: number): number {
  if (x <= 0) return 0;
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x);
}

/** Q(a, x) = 1 - P(a, x), without loss of digits in the upper tail. */
export function gammaQ(a: number, x: number): number {
  if (x <= 0) return 1;
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
}

/** x with P(a, x) = p for shape a > 0 and rate 1; bracketed Newton steps on the smaller tail. */
export function gammaQuantile(p: number, a: number): number {
  if (!(a > 0) || !(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const lower = p < 0.5;
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let x = firstGuess(p, a);
  for (let step = 0; step < 400; step++) {
    const excess = lower ? gammaP(a, x) - p : 1 - p - gammaQ(a, x);
    if (excess === 0) return x;
    if (excess > 0) high = x;
    else low = x;
    // Newton on log P in the lower tail, where P itself is too steep to follow
    const density = gammaTerm(a, x) * (a / x);
    const slope = lower ? density / (excess + p) : density;
    const target = lower ? Math.log((excess + p) / p) : excess;
    let next = x - target / slope;
    if (!(next > low && next < high)) next = Number.isFinite(high) ? (low + high) / 2 : x * 2;
    if (Math.abs(next - x) <= 2e-16 * x || next === low || next === high) return next;
    x = next;
  }
  return x;
}

/** x with P(chi-square of df degrees of freedom at most x) = p. */
export function chiSquareQuantile(p: number, df: number): number {
  return 2 * gammaQuantile(p, df / 2);
}

/** x^a e^-x / Γ(a+1), by Loader's saddle-point form (2000), which does not cancel for large a. */
export function gammaTerm(a: number, x: number): number {
  if (a < 1) return Math.exp(a * Math.log(x) - x - logGamma(a + 1));
  return Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
}

function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return gammaTerm(a, x) * sum;
}

/** Lentz's continued fraction for Q(a, x), x >= a + 1. */
function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let i = 1; i < 100_000; i++) {
    const numerator = -i * (i - a);
    b += 2;
    d = 1 / nonZero(numerator * d + b, tiny);
    c = nonZero(b + numerator / c, tiny);
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return gammaTerm(a, x) * a * fraction;
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

function firstGuess(p: number, a: number): number {
  const small = Math.exp((Math.log(p) + logGamma(a + 1)) / a);
  if (small < 0.2 * a || a < 0.5) return Math.max(small, Number.MIN_VALUE);
  const z = roughNormal(p);
  const cube = 1 - 1 / (9 * a) + z / (3 * Math.sqrt(a));
  return cube > 0.1 ? a * cube ** 3 : Math.max(small, Number.MIN_VALUE);
}

function roughNormal(p: number): number {
  const tail = Math.min(p, 1 - p);
  const t = Math.sqrt(-2 * Math.log(tail));
  const z = t - (2.30753 + 0.27061 * t) / (1 + t * (0.99229 + 0.04481 * t));
  return p < 0.5 ? -z : z;
}
