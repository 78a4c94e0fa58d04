/** The Poisson distribution, and the negative binomial one that spreads wider. */
import { betaTails } from './beta.js';
import { discreteQuantile } from './discrete.js';
import { gammaQ, gammaTerm } from './gamma.js';
import { normalQuantile } from './normal.js';

/** Probability of exactly k events where `mean` are expected. */
export function poissonMass(k: number, mean: number): number {
  if (k < 0 || !Number.isInteger(k)) return 0;
  return mean === 0 ? Number(k === 0) : gammaTerm(k, mean);
}

/** Probability of at most k events where `mean` are expected. */
export function poissonCdf(k: number, mean: number): number {
  return k < 0 ? 0 : gammaQ(Math.floor(k) + 1, mean);
}

/** Smallest number of events with a cumulative probability of at least p. */
export function poissonQuantile(p: number, mean: number): number {
  return discreteQuantile(p, (k) => poissonCdf(k, mean), spreadGuess(p, mean, mean));
}

/** Probability of at most k for a negative binomial variable with this mean and variance mean + mean² / size. */
export function negativeBinomialCdf(k: number, mean: number, size: number): number {
  if (k < 0) return 0;
  if (mean === 0) return 1;
  return betaTails(size / (size + mean), mean / (size + mean), size, Math.floor(k) + 1).lower;
}

/** Smallest count with a cumulative negative binomial probability of at least p; an endless size gives the Poisson one. */
export function negativeBinomialQuantile(p: number, mean: number, size: number): number {
  if (size === Number.POSITIVE_INFINITY) return poissonQuantile(p, mean);
  return discreteQuantile(p, (k) => negativeBinomialCdf(k, mean, size), spreadGuess(p, mean, mean + (mean * mean) / size));
}

function spreadGuess(p: number, mean: number, variance: number): number {
  return p > 0 && p < 1 ? Math.max(0, mean + normalQuantile(p) * Math.sqrt(variance)) : mean;
}
