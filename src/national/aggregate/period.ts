/** The periods for which figures are published. */

export type PeriodKind = 'maand' | '12maanden' | 'jaar';

/** What a release is about: the state as of a month with the twelve months that end with it, or calendar years. */
export type ReleaseScope = 'maand' | 'jaar';

export interface Period {
  /** '2024-06', '2023-07/2024-06' or '2023'. */
  readonly id: string;
  readonly soort: PeriodKind;
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
  const months = monthPeriods(reported, reference);
  return within.length === 0 ? months : [...months, { id: `${start}/${reference}`, soort: '12maanden', maanden: within, volledig: within.length === 12 }];
}

/**
 * Every month with a report up to the end of the last year, and every calendar year in which deliveries were expected from
 * January on: a year that begins halfway is no year to compare with.
 */
export function publishedYears(reported: readonly string[], expected: readonly string[], reference: string): Period[] {
  const years = [...new Set(expected.filter((month) => month.endsWith('-01') && month <= reference).map((month) => month.slice(0, 4)))].sort();
  const periods = years.map((year): Period => {
    const within = reported.filter((month) => month.startsWith(`${year}-`) && month <= reference);
    return { id: year, soort: 'jaar', maanden: within, volledig: within.length === 12 };
  });
  return [...monthPeriods(reported, reference), ...periods.filter(({ maanden }) => maanden.length > 0)];
}

function monthPeriods(reported: readonly string[], reference: string): Period[] {
  return reported.filter((month) => month <= reference).map((month): Period => ({ id: month, soort: 'maand', maanden: [month], volledig: true }));
}

/** First and last month of a period by its id. */
export function periodRange(id: string): readonly [first: string, last: string] {
  const [first = id, last = id] = id.split('/');
  return id.length === 4 ? [`${id}-01`, `${id}-12`] : [first, last];
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
