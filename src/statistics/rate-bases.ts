/** What incidents are set against, and what a rate then means. */
import type { Estimate } from './interval.js';
import { rate } from './rates.js';

/** Per how many a rate is given; a stock is exposed for as long as the period lasts, a flow is counted once. */
const bases = {
  fte: { per: 100, stock: true },
  medewerkers: { per: 100, stock: true },
  jeugdigen: { per: 1000, stock: true },
  huisbezoeken: { per: 1000, stock: false },
} as const;

export type RateBase = keyof typeof bases;

/**
 * What count / exposure is multiplied by. Exposure to a stock is in months (fte-months, child-months), so that a year's rate
 * is per 100 fte-years; never a month's rate times twelve. The same idea as the incidence rate of the BLS.
 */
export function rateMultiplier(base: RateBase, period: 'maand' | 'jaar'): number {
  const { per, stock } = bases[base];
  return stock && period === 'jaar' ? 12 * per : per;
}

/** Rate of incidents by Fingertips' rule, widened by `dispersion` where incidents come in clusters; undefined without exposure. */
export function rateOn(base: RateBase, period: 'maand' | 'jaar', count: number, exposure: number, confidence = 0.95, dispersion = 1): Estimate | undefined {
  return rate(count, exposure, rateMultiplier(base, period), confidence, dispersion);
}
