/** From the organisations that reported to the whole sector, whose FTE is known. */
import type { Estimate } from './interval.js';
import { twoSidedT } from './student.js';

export interface ReportingUnit {
  readonly count: number;
  readonly exposure: number;
}

export interface CoverageThresholds {
  /** Share of the exposure from which a total is published without a mark, and from which it is published as unreliable (u). */
  readonly reliable: number;
  readonly publishable: number;
}

export const defaultThresholds: CoverageThresholds = { reliable: 0.8, publishable: 0.6 };

export interface NationalTotal extends Estimate {
  /** Share of the sector's exposure that reported, 0 to 1. */
  readonly coverage: number;
  /** '' or 'u': too little coverage to rely on. */
  readonly mark: '' | 'u';
  readonly se: number;
  /** Dispersion as used (at least 1) and as found between the organisations. */
  readonly dispersion: number;
  readonly foundDispersion: number;
  readonly df: number;
}

export type NoTotal = { readonly refused: 'DEKKING_TE_LAAG' | 'TE_WEINIG_ORGANISATIES'; readonly coverage: number };

/**
 * National total as a ratio prediction: what was reported, plus the common rate times the exposure not reported (Valliant, Dorfman
 * & Royall 2000; R lm(count ~ 0 + exposure, weights = 1 / exposure)). Its error goes to zero with full coverage. Below the
 * threshold, and with fewer than two organisations, there is no total, whatever the figures.
 */
export function nationalTotal(units: readonly ReportingUnit[], exposure: number, confidence = 0.95, thresholds: CoverageThresholds = defaultThresholds): NationalTotal | NoTotal {
  const used = units.filter((unit) => unit.exposure > 0);
  const { y, x, coverage } = sums(used, exposure);
  if (!(coverage >= thresholds.publishable)) return { refused: 'DEKKING_TE_LAAG', coverage };
  const spread = spreadOf(units);
  if (!spread) return { refused: 'TE_WEINIG_ORGANISATIES', coverage };
  return { ...ratioTotal({ count: y, reported: x, expected: exposure, dispersion: spread.dispersion, df: spread.df }, confidence), coverage, mark: coverage < thresholds.reliable ? 'u' : '', ...spread };
}

/** Share of the sector's exposure that reported, 0 to 1. */
export function reportedShare(units: readonly ReportingUnit[], exposure: number): number {
  return sums(units, exposure).coverage;
}

/** How much organisations differ from their common rate beside chance; undefined below two of them, or without events. */
export function spreadOf(units: readonly ReportingUnit[]): { dispersion: number; foundDispersion: number; df: number } | undefined {
  const used = units.filter((unit) => unit.exposure > 0);
  const { y, x } = sums(used, 0);
  if (used.length < 2 || y === 0) return undefined;
  const rate = y / x;
  const df = used.length - 1;
  const foundDispersion = used.reduce((total, unit) => total + (unit.count - rate * unit.exposure) ** 2 / (rate * unit.exposure), 0) / df;
  return { dispersion: Math.max(1, foundDispersion), foundDispersion, df };
}

export interface RatioSums {
  /** Events and exposure that were reported, and the exposure of all. */
  readonly count: number;
  readonly reported: number;
  readonly expected: number;
  readonly dispersion: number;
  readonly df: number;
}

/** The prediction from sums alone, for who has only those: the count as it was printed, for example. */
export function ratioTotal({ count, reported, expected, dispersion, df }: RatioSums, confidence = 0.95): Estimate & { readonly se: number } {
  const rate = count / reported;
  const missing = Math.max(0, expected - reported);
  const se = Math.sqrt((dispersion * rate * expected * missing) / reported);
  const value = count + rate * missing;
  const spread = twoSidedT(confidence, df) * se;
  return { value, lower: Math.max(count, value - spread), upper: value + spread, se };
}

export interface DesignTotal {
  readonly value: number;
  readonly se: number;
  readonly rate: number;
  readonly rateSe: number;
}

/**
 * The same total if those who reported were a simple random sample of `population` units: a check, for they are not. The s.e. is
 * that of R survey (sample mean of the exposure); Lohr's textbook divides by the population mean instead. Undefined below two units.
 */
export function designTotal(units: readonly ReportingUnit[], exposure: number, population: number): DesignTotal | undefined {
  const n = units.length;
  const { y, x } = sums(units, exposure);
  if (n < 2 || !(x > 0)) return undefined;
  const rate = y / x;
  const square = units.reduce((total, unit) => total + (unit.count - rate * unit.exposure) ** 2, 0);
  const rateSe = Math.sqrt((((1 - n / population) * n) / (n - 1)) * square) / x;
  return { value: exposure * rate, se: exposure * rateSe, rate, rateSe };
}

function sums(units: readonly ReportingUnit[], exposure: number): { y: number; x: number; coverage: number } {
  const y = units.reduce((total, unit) => total + unit.count, 0);
  const x = units.reduce((total, unit) => total + unit.exposure, 0);
  return { y, x, coverage: exposure > 0 ? Math.min(1, x / exposure) : 0 };
}
