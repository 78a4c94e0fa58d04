/** What is estimated from exact counts is printed no more finely than those counts are. */
import type { Estimate } from '../../statistics/interval.js';

/** The spread of months is estimated from exact counts; in tenths it tells nothing of any. */
export function coarseSpread(dispersion: number): number {
  return Math.ceil(10 * dispersion) / 10;
}

/** The step in percent in which a change between two sums is printed: worth at least twice the base of rounding, so that it says no more of a sum than its rounded count does. */
export function changeStep(sums: readonly number[], rounding: number): number {
  const worth = rounding > 1 ? (200 * rounding) / Math.max(1, Math.min(...sums)) : 0;
  return [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50].find((step) => step >= worth) ?? 100;
}

/** An estimate in whole steps. */
export function inSteps({ value, lower, upper }: Estimate, step: number): Estimate {
  const coarse = (one: number): number => step * Math.round(one / step);
  return { value: coarse(value), lower: coarse(lower), upper: coarse(upper) };
}
