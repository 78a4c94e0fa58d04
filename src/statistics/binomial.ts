/** The binomial distribution. */
import { betaTails } from './beta.js';
import { discreteQuantile } from './discrete.js';
import { deviance, stirlingError } from './log-gamma.js';
import { normalQuantile } from './normal.js';

/** Probability of exactly k successes in n trials, each with probability p (Loader 2000). */
export function binomialMass(k: number, n: number, p: number): number {
  if (k < 0 || k > n || !Number.isInteger(k)) return 0;
  if (p === 0 || p === 1) return Number(k === n * p);
  if (k === 0) return Math.exp(n * Math.log1p(-p));
  if (k === n) return Math.exp(n * Math.log(p));
  const exponent = stirlingError(n) - stirlingError(k) - stirlingError(n - k) - deviance(k, n * p) - deviance(n - k, n * (1 - p));
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * k * (n - k)));
}

/** Probability of at most k successes in n trials, each with probability p. */
export function binomialCdf(k: number, n: number, p: number): number {
  return binomialTails(k, n, p).lower;
}

/** Probability of at most k and of more than k successes, neither with loss of digits. */
export function binomialTails(k: number, n: number, p: number): { lower: number; upper: number } {
  if (k < 0) return { lower: 0, upper: 1 };
  if (k >= n) return { lower: 1, upper: 0 };
  const whole = Math.floor(k);
  return betaTails(1 - p, p, n - whole, whole + 1);
}

/** Smallest number of successes with a cumulative probability of at least `probability`. */
export function binomialQuantile(probability: number, n: number, p: number): number {
  const z = probability > 0 && probability < 1 ? normalQuantile(probability) : 0;
  return discreteQuantile(probability, (k) => binomialCdf(k, n, p), n * p + z * Math.sqrt(n * p * (1 - p)), n);
}
