/** Log-linear models for counts, fitted as generalised linear models (McCullagh & Nelder 1989, chapter 6; R glm(quasipoisson)). */
import { cholesky, inverse, type Matrix, solve } from './matrix.js';

export interface LogLinearRow {
  readonly count: number;
  /** Logarithm of the exposure. */
  readonly offset: number;
  /** The columns that are not zero for this row, with their values. */
  readonly terms: readonly (readonly [column: number, value: number])[];
}

export interface LogLinearFit {
  readonly coefficients: readonly number[];
  /** Inverse of XᵀWX: the covariance of the coefficients at a dispersion of one. */
  readonly unscaled: Matrix;
  readonly fitted: readonly number[];
  readonly pearson: number;
  readonly deviance: number;
  readonly df: number;
  /** Pearson's chi-square over the degrees of freedom; not a number without any. */
  readonly dispersion: number;
}

/** Why there is no fit: a column follows from others, or the likelihood has no maximum at finite values. */
export type NoFit = { readonly dependent: number } | { readonly diverged: true };

const most = 60;

/** Fits ln E(count) = offset + Σ value · coefficient by iteratively reweighted least squares. */
export function fitLogLinear(rows: readonly LogLinearRow[], columns: number): LogLinearFit | NoFit {
  let eta = rows.map(({ count }) => Math.log(count + 0.1));
  let coefficients: number[] | undefined;
  for (let step = 0; step < most; step++) {
    const mu = eta.map(Math.exp);
    if (mu.some((value) => !Number.isFinite(value))) return { diverged: true };
    const [normal, right] = equations(rows, columns, eta, mu);
    const factor = cholesky(normal);
    // a fit that runs away ends in weights of zero, which look like dependence
    if ('dependent' in factor) return step > 1 ? { diverged: true } : factor;
    const next = solve(factor.lower, right);
    const moved = coefficients ? Math.max(...next.map((value, i) => Math.abs(value - coefficients![i]!) / (1 + Math.abs(value)))) : Infinity;
    coefficients = next;
    eta = rows.map((row) => linear(row, next));
    if (moved < 1e-10) return summary(rows, next, eta);
  }
  return { diverged: true };
}

/** Linear predictor of a row, offset included. */
export function linear({ offset, terms }: Pick<LogLinearRow, 'offset' | 'terms'>, coefficients: readonly number[]): number {
  return terms.reduce((sum, [column, value]) => sum + value * coefficients[column]!, offset);
}

function equations(rows: readonly LogLinearRow[], columns: number, eta: readonly number[], mu: readonly number[]): [number[][], number[]] {
  const normal = Array.from({ length: columns }, () => new Array<number>(columns).fill(0));
  const right = new Array<number>(columns).fill(0);
  for (const [i, { count, offset, terms }] of rows.entries()) {
    const weight = mu[i]!;
    const working = weight * (eta[i]! - offset) + count - weight;
    for (const [column, value] of terms) {
      right[column]! += value * working;
      for (const [other, second] of terms) if (other <= column) normal[column]![other]! += weight * value * second;
    }
  }
  return [normal, right];
}

function summary(rows: readonly LogLinearRow[], coefficients: readonly number[], eta: readonly number[]): LogLinearFit | NoFit {
  const fitted = eta.map(Math.exp);
  const factor = cholesky(equations(rows, coefficients.length, eta, fitted)[0]);
  if ('dependent' in factor) return { diverged: true };
  let [pearson, deviance] = [0, 0];
  for (const [i, { count }] of rows.entries()) {
    const mu = fitted[i]!;
    pearson += (count - mu) ** 2 / mu;
    deviance += 2 * ((count > 0 ? count * Math.log(count / mu) : 0) - (count - mu));
  }
  const df = rows.length - coefficients.length;
  return { coefficients, unscaled: inverse(factor.lower), fitted, pearson, deviance, df, dispersion: pearson / df };
}
