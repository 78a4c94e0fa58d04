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
  const n = used.length;
  const { y, x, coverage } = sums(used, exposure);
  if (!(coverage >= thresholds.publishable)) return { refused: 'DEKKING_TE_LAAG', coverage };
  if (n < 2 || y === 0) return { refused: 'TE_WEINIG_ORGANISATIES', coverage };
  const rate = y / x;
  const missing = Math.max(0, exposure - x);
  const foundDispersion = used.reduce((total, unit) => total + (unit.count - rate * unit.exposure) ** 2 / (rate * unit.exposure), 0) / (n - 1);
  const dispersion = Math.max(1, foundDispersion);
  const se = Math.sqrt((dispersion * rate * exposure * missing) / x);
  const value = y + rate * missing;
  const spread = twoSidedT(confidence, n - 1) * se;
  return { value, lower: Math.max(y, value - spread), upper: value + spread, coverage, mark: coverage < thresholds.reliable ? 'u' : '', se, dispersion, foundDispersion, df: n - 1 };
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
