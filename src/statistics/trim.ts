/**
 * Trend in counts with joiners, leavers and gaps, as Statistics Netherlands does it: TRIM (Pannekoek & Van Strien 2005; rtrim),
 * that is ln E(count) = unit + period (+ season + breaks) + ln exposure, variance = dispersion × mean.
 */
import type { Estimate } from './interval.js';
import { fitLogLinear, linear } from './loglinear.js';
import { type Matrix, quadratic } from './matrix.js';
import { twoSidedP, twoSidedT } from './student.js';
import { type TrimCell, type TrimDesign, trimDesign, type TrimRefusal } from './trim-design.js';
import { type TrendWord, trendWord } from './trend-word.js';

export interface TrimSettings {
  /** The period whose index is 1; the first unless given. */
  readonly base?: string;
  readonly confidence?: number;
  /** A period with fewer reporters gets no figure. */
  readonly minimumReporters?: number;
}

export interface TrimPeriod {
  readonly period: string;
  readonly reporters: number;
  /** Rate against that of the base period, at a fixed panel of units; undefined with too few reporters in either. */
  readonly index: (Estimate & { readonly se: number }) | undefined;
  /** Events that the model gives for all cells, those not reported included, and the standard error of that mean (TRIM's time totals). */
  readonly fitted: number;
  readonly fittedSe: number;
  /** Reported events plus the model's for the cells not reported, with a prediction interval for what happened there. */
  readonly imputed: Estimate & { readonly se: number };
}

export interface TrimEffect extends Estimate {
  readonly name: string;
  readonly p: number;
}

export interface Trim {
  readonly periods: readonly TrimPeriod[];
  /** Change a period as a factor, over all periods (TRIM's overall slope), with its word. */
  readonly slope: Estimate & { readonly additive: number; readonly se: number; readonly word: TrendWord };
  /** What each declared break did to the level. */
  readonly steps: readonly TrimEffect[];
  /** Dispersion as used (at least 1) and as found. */
  readonly dispersion: number;
  readonly foundDispersion: number;
  /** Dispersion of a sum of counts, in which large organisations weigh by their events: Σ (count - mean)² / Σ mean, at least 1. */
  readonly sumDispersion: number;
  readonly df: number;
  readonly pearson: number;
  readonly deviance: number;
  readonly season: TrimDesign['season'];
  /** Units that never had an event: out of the model, with zero in every total. */
  readonly zeroUnits: readonly string[];
  /** Names of the columns: units, periods but the first (from `firstPeriod`), seasons, breaks. */
  readonly columns: readonly string[];
  readonly firstPeriod: number;
  readonly coefficients: readonly number[];
  /** Covariance of the coefficients, dispersion included. */
  readonly covariance: Matrix;
}

/** Fits the model, or says why no trend can be told. */
export function trim(cells: readonly TrimCell[], settings: TrimSettings = {}): Trim | TrimRefusal {
  const design = trimDesign(cells);
  if ('refused' in design) return design;
  const { base = design.periods[0]!, confidence = 0.95, minimumReporters = 3 } = settings;
  if (!design.periods.includes(base)) return { refused: 'TE_WEINIG', about: [base] };
  const fit = fitLogLinear(design.rows.slice(0, design.observed), design.columns.length);
  if ('dependent' in fit) return { refused: 'NIET_TE_SCHEIDEN', about: [design.columns[fit.dependent]!] };
  if ('diverged' in fit) return { refused: 'GEEN_OPLOSSING', about: [] };
  if (fit.df < 1) return { refused: 'TE_WEINIG', about: design.periods };
  const dispersion = Math.max(1, fit.dispersion);
  const sumDispersion = Math.max(1, (dispersionOfSums(design, fit.fitted) * design.observed) / fit.df);
  const covariance = fit.unscaled.map((row) => row.map((value) => dispersion * value));
  const t = twoSidedT(confidence, fit.df);
  const shared = { coefficients: fit.coefficients, covariance };
  const whole = { design, ...shared };
  return {
    periods: design.periods.map((period, at) => {
      const enough = [at, design.periods.indexOf(base)].every((one) => design.reporters[one]! >= minimumReporters);
      return { period, reporters: design.reporters[at]!, index: enough ? ratio(contrast(design, period, base), shared, t) : undefined, ...totals(whole, sumDispersion, t, period) };
    }),
    slope: slope(design, shared, t),
    steps: design.steps.map((name, i) => {
      const at = design.firstStep + i;
      const { se, ...effect } = ratio(design.columns.map((_, column) => Number(column === at)), shared, t);
      return { name, ...effect, p: twoSidedP(fit.coefficients[at]! / (se / effect.value), fit.df) };
    }),
    dispersion,
    foundDispersion: fit.dispersion,
    sumDispersion,
    df: fit.df,
    pearson: fit.pearson,
    deviance: fit.deviance,
    season: design.season,
    zeroUnits: design.zeroUnits,
    columns: design.columns,
    firstPeriod: design.firstPeriod,
    ...shared,
  };
}

/** Rate of one period against another at a fixed panel, with its p value; undefined when a period is not in the model. */
export function periodRatio(model: Trim, period: string, against: string, confidence = 0.95): (Estimate & { readonly se: number; readonly p: number }) | undefined {
  const names = model.periods.map((one) => one.period);
  if (![period, against].every((name) => names.includes(name))) return undefined;
  const u = contrast({ ...model, periods: names }, period, against);
  const found = ratio(u, model, twoSidedT(confidence, model.df));
  return { ...found, p: period === against ? 1 : twoSidedP(Math.log(found.value) / (found.se / found.value), model.df) };
}

function dispersionOfSums({ cells }: TrimDesign, fitted: readonly number[]): number {
  const squares = fitted.reduce((sum, mu, i) => sum + (cells[i]!.count! - mu) ** 2, 0);
  return squares / fitted.reduce((sum, mu) => sum + mu, 0);
}

interface Effects {
  readonly coefficients: readonly number[];
  readonly covariance: Matrix;
}

/** +1 at the effect of a period and -1 at that of another; the first period has none. */
function contrast(design: Pick<TrimDesign, 'periods' | 'columns' | 'firstPeriod'>, period: string, against: string): number[] {
  const u = new Array<number>(design.columns.length).fill(0);
  for (const [name, sign] of [[period, 1], [against, -1]] as const) {
    const at = design.periods.indexOf(name);
    if (at > 0) u[design.firstPeriod + at - 1]! += sign;
  }
  return u;
}

/** exp(u · coefficients) with limits that are symmetric on the log scale. */
function ratio(u: readonly number[], { coefficients, covariance }: Effects, t: number): Estimate & { readonly se: number } {
  const log = u.reduce((sum, weight, i) => sum + weight * coefficients[i]!, 0);
  const spread = Math.sqrt(Math.max(0, quadratic(covariance, u)));
  return { value: Math.exp(log), lower: Math.exp(log - t * spread), upper: Math.exp(log + t * spread), se: Math.exp(log) * spread };
}

function totals({ design, coefficients, covariance }: { readonly design: TrimDesign } & Effects, sumDispersion: number, t: number, period: string): Pick<TrimPeriod, 'fitted' | 'fittedSe' | 'imputed'> {
  const gradient = coefficients.map(() => 0);
  const absent = coefficients.map(() => 0);
  let [fitted, observed, missing] = [0, 0, 0];
  for (const [i, row] of design.rows.entries()) {
    const { period: own, count } = design.cells[i]!;
    if (own !== period) continue;
    const mu = Math.exp(linear(row, coefficients));
    fitted += mu;
    if (count === undefined) missing += mu;
    else observed += count;
    for (const [column, value] of row.terms) {
      gradient[column]! += mu * value;
      if (count === undefined) absent[column]! += mu * value;
    }
  }
  const se = Math.sqrt(quadratic(covariance, absent) + sumDispersion * missing);
  const value = observed + missing;
  return { fitted, fittedSe: Math.sqrt(quadratic(covariance, gradient)), imputed: { value, se, lower: Math.max(observed, value - t * se), upper: value + t * se } };
}

/** Straight line through the period effects by least squares, with the sandwich variance of rtrim's overall(). */
function slope(design: TrimDesign, effects: Effects, t: number): Trim['slope'] {
  const middle = (design.periods.length - 1) / 2;
  const square = design.periods.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  const u = new Array<number>(design.columns.length).fill(0);
  for (let at = 1; at < design.periods.length; at++) u[design.firstPeriod + at - 1] = (at - middle) / square;
  const { value, lower, upper, se } = ratio(u, effects, t);
  return { value, lower, upper, additive: Math.log(value), se: se / value, word: trendWord({ lower, upper }) };
}
