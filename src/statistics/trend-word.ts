/** The words of Statistics Netherlands for a trend. */
import type { Interval } from './interval.js';

export type TrendWord = 'STERKE_TOENAME' | 'MATIGE_TOENAME' | 'STABIEL' | 'ONZEKER' | 'MATIGE_AFNAME' | 'STERKE_AFNAME';

/** Yearly change that counts as strong, and within which a trend is stable. */
const strong = 1.05;
const stableFrom = 0.95;

/** Word for a yearly change given as a factor with its limits (TRIM 3 manual; strong: more than 5 % a year). */
export function trendWord({ lower, upper }: Interval): TrendWord {
  if (lower > strong) return 'STERKE_TOENAME';
  if (upper < stableFrom) return 'STERKE_AFNAME';
  if (lower > 1) return 'MATIGE_TOENAME';
  if (upper < 1) return 'MATIGE_AFNAME';
  return lower >= stableFrom && upper <= strong ? 'STABIEL' : 'ONZEKER';
}
