/** What the incidents of a period are set against. */
import type { Database } from '../../database/database.js';
import { roundDecimal } from '../../statistics/rounding.js';
import { statement } from './count.js';
import { type Period, periodRange } from './period.js';
import type { Denominator } from './programme.js';

/** Denominators of a month, summed over the organisations that reported and know them; null when none does. */
export type Exposure = { readonly maand: string; readonly doorgetrokken?: boolean } & { readonly [denominator in Denominator]: number | null };

/** Denominators month by month, up to the reference month. */
export async function exposures(db: Database, reference: string): Promise<Exposure[]> {
  return db.rows<Exposure>(statement('noemers'), { tot: reference });
}

/** The mark of a period in which the denominator of an organisation is carried forward from an earlier one, at most twelve months. */
export function carriedMark(period: Period, months: readonly Exposure[]): '' | 'i' {
  const [first, last] = periodRange(period.id);
  return months.some(({ maand, doorgetrokken }) => doorgetrokken === true && maand >= first && maand <= last) ? 'i' : '';
}

/** Exposure over a period: months of a stock, or the number of a flow. */
export function periodExposure(period: Period, months: readonly Exposure[], denominator: Denominator): number {
  const [first, last] = periodRange(period.id);
  const within = months.filter(({ maand }) => maand >= first && maand <= last);
  return roundDecimal(within.reduce((total, month) => total + (month[denominator] ?? 0), 0), 3);
}
