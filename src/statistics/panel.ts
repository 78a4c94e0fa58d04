/** Change over a matched panel: only the units that reported in both periods. A cross-check of the trend, not to be chained. */
import type { Estimate } from './interval.js';
import { twoSidedT } from './student.js';

export interface PanelUnit {
  readonly before: { readonly count: number; readonly exposure: number };
  readonly after: { readonly count: number; readonly exposure: number };
}

export interface PanelChange extends Estimate {
  readonly units: number;
  /** Standard error of the logarithm of the ratio. */
  readonly se: number;
}

/**
 * Ratio of the rates after and before with limits by linearisation (R survey, svyratio and svycontrast); `population` units make
 * up the sector, so that a full panel has no sampling error. Undefined below two units or without events.
 */
export function panelChange(units: readonly PanelUnit[], population: number, confidence = 0.95): PanelChange | undefined {
  const sum = (of: (unit: PanelUnit) => number): number => units.reduce((total, unit) => total + of(unit), 0);
  const [y0, x0, y1, x1] = [sum((u) => u.before.count), sum((u) => u.before.exposure), sum((u) => u.after.count), sum((u) => u.after.exposure)];
  const n = units.length;
  if (n < 2 || !(y0 > 0 && y1 > 0 && x0 > 0 && x1 > 0)) return undefined;
  const square = sum(({ before, after }) => (after.count / y1 - after.exposure / x1 - before.count / y0 + before.exposure / x0) ** 2);
  const se = Math.sqrt((((1 - n / population) * n) / (n - 1)) * square);
  const value = y1 / x1 / (y0 / x0);
  const stretch = Math.exp(twoSidedT(confidence, n - 1) * se);
  return { units: n, value, lower: value / stretch, upper: value * stretch, se };
}
