/**
 * Organisations against what could be expected of them, in a funnel and never in a ranking (Spiegelhalter 2005; SHMI and CQC as in
 * FunnelPlotR). The order of the points is the order in which they were given.
 */
import { chiSquareQuantile } from './gamma.js';
import type { Interval } from './interval.js';
import { twoSided } from './normal.js';
import { countLimits } from './rates.js';

export interface FunnelUnit {
  readonly observed: number;
  /** Events expected at the common rate; above zero. */
  readonly expected: number;
}

export interface FunnelPoint extends FunnelUnit {
  readonly ratio: number;
  /** Limits of chance alone, at 95 and 99.8 %. */
  readonly poisson95: Interval;
  readonly poisson998: Interval;
  /** Limits that also hold the usual differences between organisations; those of chance where these cannot be told. */
  readonly limits95: Interval;
  readonly limits998: Interval;
  /** Outside the 99.8 % limits; outside the 95 % limits; or within. */
  readonly position: 'BINNEN' | 'BUITEN_95' | 'BUITEN_998';
}

export interface Overdispersion {
  /** Transformed and trimmed mean of the squared z-scores, and the number of organisations behind it. */
  readonly phi: number;
  readonly kept: number;
  /** Variance between organisations on the transformed scale. */
  readonly tau2: number;
}

export type FunnelMethod = 'SHMI' | 'CQC';

export interface Funnel {
  readonly points: readonly FunnelPoint[];
  /** Undefined when there are too few organisations: then the limits are those of chance, and the text must say so. */
  readonly overdispersion: Overdispersion | undefined;
}

export interface FunnelSettings {
  readonly method?: FunnelMethod;
  /** Share of the scores trimmed (SHMI) or drawn in (CQC) on either side. */
  readonly trim?: number;
  /** Organisations needed to tell the differences between them. */
  readonly minimumUnits?: number;
}

/** The funnel of a set of organisations; CQC's square root also takes organisations without events. */
export function funnel(units: readonly FunnelUnit[], { method = 'CQC', trim = 0.1, minimumUnits = 10 }: FunnelSettings = {}): Funnel {
  const found = units.length < minimumUnits ? undefined : overdispersion(units, method, trim);
  const points = units.map((unit): FunnelPoint => {
    const ratio = unit.observed / unit.expected;
    const [poisson95, poisson998] = [poissonFunnel(unit.expected, 0.95), poissonFunnel(unit.expected, 0.998)];
    const wide = (confidence: number): Interval => overdispersedFunnel(unit.expected, found!.tau2, method, confidence);
    const [limits95, limits998] = found && found.tau2 > 0 ? [wide(0.95), wide(0.998)] : [poisson95, poisson998];
    const outside = ({ lower, upper }: Interval): boolean => ratio < lower || ratio > upper;
    return { ...unit, ratio, poisson95, poisson998, limits95, limits998, position: outside(limits998) ? 'BUITEN_998' : outside(limits95) ? 'BUITEN_95' : 'BINNEN' };
  });
  return { points, overdispersion: found };
}

/** Expected events of each organisation at the rate of all together. */
export function expectedEvents(units: readonly { readonly count: number; readonly exposure: number }[]): FunnelUnit[] {
  const rate = units.reduce((sum, { count }) => sum + count, 0) / units.reduce((sum, { exposure }) => sum + exposure, 0);
  return units.map(({ count, exposure }) => ({ observed: count, expected: rate * exposure }));
}

/** Limits of observed / expected by chance alone (exact Poisson, as FunnelPlotR). */
export function poissonFunnel(expected: number, confidence: number): Interval {
  const tail = (1 - confidence) / 2;
  return { lower: chiSquareQuantile(tail, 2 * expected) / 2 / expected, upper: chiSquareQuantile(1 - tail, 2 * (expected + 1)) / 2 / expected };
}

/** Whether an organisation's own interval leaves out one, as the Fingertips funnel judges it; at 99.8 % first. */
export function fingertipsClass({ observed, expected }: FunnelUnit): 'HOOG_998' | 'HOOG_95' | 'GEEN' | 'LAAG_95' | 'LAAG_998' {
  for (const [confidence, mark] of [[0.998, '998'], [0.95, '95']] as const) {
    const { lower, upper } = countLimits(observed, confidence);
    if (lower > expected) return `HOOG_${mark}`;
    if (upper < expected) return `LAAG_${mark}`;
  }
  return 'GEEN';
}

/**
 * Limits of observed / expected with the variance between organisations: symmetric in the logarithm (SHMI) or the square root
 * (CQC) of the ratio, and taken back from there. FunnelPlotR leaves CQC's on the scale of the root.
 */
export function overdispersedFunnel(expected: number, tau2: number, method: FunnelMethod, confidence: number): Interval {
  const z = twoSided(confidence);
  if (method === 'SHMI') {
    const spread = z * Math.sqrt(1 / expected + tau2);
    return { lower: Math.exp(-spread), upper: Math.exp(spread) };
  }
  const spread = z * Math.sqrt(1 / (4 * expected) + tau2);
  return { lower: Math.max(0, 1 - spread) ** 2, upper: (1 + spread) ** 2 };
}

/** Spiegelhalter's dispersion over organisations; SHMI leaves out organisations without events and the tails, CQC draws the tails in. */
export function overdispersion(units: readonly FunnelUnit[], method: FunnelMethod, trim: number): Overdispersion {
  const weighed = units
    .filter(({ observed }) => method === 'CQC' || observed > 0)
    .map(({ observed, expected }) =>
      method === 'SHMI' ? { z: Math.sqrt(expected) * Math.log(observed / expected), weight: expected } : { z: 2 * (Math.sqrt(observed) - Math.sqrt(expected)), weight: 4 * expected },
    );
  const kept = method === 'SHMI' ? trimmed(weighed, trim) : winsorised(weighed, trim);
  const n = kept.length;
  const sum = (of: (one: Scored) => number): number => kept.reduce((total, one) => total + of(one), 0);
  const squares = sum(({ z }) => z * z);
  const weights = sum(({ weight }) => weight);
  const tau2 = squares < n - 1 ? 0 : (squares - (n - 1)) / (weights - sum(({ weight }) => weight * weight) / weights);
  return { phi: squares / n, kept: n, tau2 };
}

interface Scored {
  readonly z: number;
  readonly weight: number;
}

function trimmed(scored: readonly Scored[], trim: number): Scored[] {
  const groups = 1 / trim;
  return scored.filter(({ z }) => {
    const below = scored.filter((other) => other.z < z).length;
    const ties = scored.filter((other) => other.z === z).length;
    const group = Math.floor(((below + (ties + 1) / 2) * groups) / (scored.length + 1));
    return group > 0 && group < groups - 1;
  });
}

function winsorised(scored: readonly Scored[], trim: number): Scored[] {
  const sorted = scored.map(({ z }) => z).sort((a, b) => a - b);
  const [low, high] = [sampleQuantile(sorted, trim), sampleQuantile(sorted, 1 - trim)];
  return scored.map(({ z, weight }) => ({ z: Math.min(high, Math.max(low, z)), weight }));
}

/** Quantile of sorted values by linear interpolation (Hyndman & Fan's type 7, R's default). */
export function sampleQuantile(sorted: readonly number[], p: number): number {
  const at = (sorted.length - 1) * p;
  const below = Math.floor(at);
  const [low, high] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
  return low + (at - below) * (high - low);
}
