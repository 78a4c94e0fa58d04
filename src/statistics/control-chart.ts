/** Control charts: is this month different, or is it chance? (Montgomery; Laney 2002; NHS England's Making Data Count.) */
import { type SpecialCause, specialCauses } from './special-cause.js';

export interface ChartPoint {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  /** Limits at two thirds of the distance, for the two-in-three rule. */
  readonly nearLower: number;
  readonly nearUpper: number;
  readonly cause: SpecialCause;
}

export interface ControlChart {
  readonly centre: number;
  readonly points: readonly ChartPoint[];
  /** Fewer points than limits can be trusted on: they are trial limits. */
  readonly trial: boolean;
  /** σ_z of Laney's chart: spread beside that of chance (1 when plain). */
  readonly sigmaZ: number;
}

export interface ChartSettings {
  /** Points at the start that centre and limits come from; all unless given. */
  readonly baseline?: number;
  /** Whether moving ranges beyond 3.267 times their mean are left out once (Nelson 1982). */
  readonly screen?: boolean;
  /** Two in three in the way of NHSRplotthedots 0.2.2: only points between two and three sigma count. */
  readonly oldTwoInThree?: boolean;
}

/** Points from which limits are more than trial limits. */
const enough = 13;
const rangeLimit = 3.267;
/** Mean moving range of two normal values, in standard deviations. */
const d2 = 1.128;

/** XmR chart of a series of measurements; only where there is no exposure to draw a u′ chart with. */
export function xmrChart(values: readonly number[], settings: ChartSettings = {}): ControlChart {
  const base = values.slice(0, settings.baseline ?? values.length);
  const centre = mean(base);
  const range = meanRange(base, settings.screen ?? true);
  return chart(values, centre, values.map(() => (2.66 * range) / 3), 1, Number.NEGATIVE_INFINITY, settings);
}

/** u chart of rates count / exposure: limits by Poisson chance alone. */
export function uChart(counts: readonly number[], exposures: readonly number[], settings: ChartSettings = {}): ControlChart {
  return rateChart(counts, exposures, () => 1, settings);
}

/** Laney's u′ chart: limits that also hold the variation from month to month that is no signal. */
export function laneyChart(counts: readonly number[], exposures: readonly number[], settings: ChartSettings = {}): ControlChart {
  return rateChart(counts, exposures, (scores) => meanRange(scores, settings.screen ?? true) / d2, settings);
}

function rateChart(counts: readonly number[], exposures: readonly number[], sigma: (scores: readonly number[]) => number, settings: ChartSettings): ControlChart {
  const base = settings.baseline ?? counts.length;
  const centre = total(counts.slice(0, base)) / total(exposures.slice(0, base));
  const values = counts.map((count, i) => count / exposures[i]!);
  const spreads = exposures.map((exposure) => Math.sqrt(centre / exposure));
  const sigmaZ = sigma(values.slice(0, base).map((value, i) => (value - centre) / spreads[i]!));
  return chart(values, centre, spreads.map((spread) => sigmaZ * spread), sigmaZ, 0, settings);
}

function chart(values: readonly number[], centre: number, sigmas: readonly number[], sigmaZ: number, floor: number, settings: ChartSettings): ControlChart {
  const limits = values.map((value, i) => ({
    value,
    lower: Math.max(floor, centre - 3 * sigmas[i]!),
    upper: centre + 3 * sigmas[i]!,
    nearLower: Math.max(floor, centre - 2 * sigmas[i]!),
    nearUpper: centre + 2 * sigmas[i]!,
  }));
  const causes = specialCauses(limits, centre, settings.oldTwoInThree ?? false);
  return { centre, sigmaZ, trial: Math.min(values.length, settings.baseline ?? values.length) < enough, points: limits.map((point, i) => ({ ...point, cause: causes[i]! })) };
}

function meanRange(values: readonly number[], screen: boolean): number {
  const ranges = values.slice(1).map((value, i) => Math.abs(value - values[i]!));
  const all = mean(ranges);
  return screen ? mean(ranges.filter((range) => range < rangeLimit * all)) : all;
}

/** Zero for an empty list: a series that never moves has no range at all. */
function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : total(values) / values.length;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
