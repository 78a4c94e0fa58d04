/** The periods for which figures are published. */

export interface Period {
  /** '2024-06' or '2023-07/2024-06'. */
  readonly id: string;
  readonly soort: 'maand' | '12maanden';
  /** The months of the period in which at least one organisation reported. */
  readonly maanden: readonly string[];
  /** Whether anybody reported in every month of the period. */
  readonly volledig: boolean;
}

/** Number of a month on the calendar, so that months can be subtracted. */
export function monthNumber(month: string): number {
  return 12 * Number(month.slice(0, 4)) + Number(month.slice(5, 7)) - 1;
}

function monthOf(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}

/** First month of the twelve that end with a month. */
export function windowStart(month: string): string {
  return monthOf(monthNumber(month) - 11);
}

/** Every month with a report up to the reference month, and the twelve months that end with it. */
export function publishedPeriods(reported: readonly string[], reference: string): Period[] {
  const start = windowStart(reference);
  const within = reported.filter((month) => month >= start && month <= reference);
  const months = reported.filter((month) => month <= reference).map((month): Period => ({ id: month, soort: 'maand', maanden: [month], volledig: true }));
  return within.length === 0 ? months : [...months, { id: `${start}/${reference}`, soort: '12maanden', maanden: within, volledig: within.length === 12 }];
}

export type MonthStatus = 'voorlopig' | 'nader voorlopig' | 'definitief';

/**
 * How final a month is: provisional for the last months up to the reference month, final from a number of months after
 * its calendar year, revised provisional between.
 */
export function monthStatus(month: string, reference: string, policy: { voorlopigMaanden: number; definitiefNa: number }): MonthStatus {
  if (monthNumber(reference) - monthNumber(month) < policy.voorlopigMaanden) return 'voorlopig';
  const yearEnd = 12 * Number(month.slice(0, 4)) + 11;
  return monthNumber(reference) - yearEnd >= policy.definitiefNa ? 'definitief' : 'nader voorlopig';
}
