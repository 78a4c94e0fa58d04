/** Periods of a delivery: a month, a half-year or a year, always of the month in which an incident happened. */
import { exitCodes, UserError } from '../error.js';

export interface Period {
  /** '2024-06', '2024H1' or '2024'. */
  periode: string;
  vanMaand: string;
  totMaand: string;
  /** First and last day, 'YYYY-MM-DD'. */
  van: string;
  tot: string;
  maanden: string[];
}

const form = /^((?:19|20)\d\d)(?:-?H([12])|-(0[1-9]|1[0-2]))?$/;

/** The period that '2024-06', '2024H1', '2024-H1' or '2024' names. UserError on anything else. */
export function parsePeriod(text: string): Period {
  const [, year, half, month] = form.exec(text) ?? [];
  if (year === undefined) throw new UserError('store.badPeriod', { period: text }, exitCodes.usage);
  if (month !== undefined) return period(`${year}-${month}`, `${year}-${month}`, `${year}-${month}`);
  if (half === '1') return period(`${year}H1`, `${year}-01`, `${year}-06`);
  if (half === '2') return period(`${year}H2`, `${year}-07`, `${year}-12`);
  return period(year, `${year}-01`, `${year}-12`);
}

function period(periode: string, vanMaand: string, totMaand: string): Period {
  return { periode, vanMaand, totMaand, van: `${vanMaand}-01`, tot: lastDay(totMaand), maanden: monthRange(vanMaand, totMaand) };
}

/** True for 'YYYY-MM' with a month that exists. */
export function isMonth(text: string): boolean {
  return /^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(text);
}

/** The month a number of months later, or earlier when the number is negative. */
export function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

export function nextMonth(month: string): string {
  return addMonths(month, 1);
}

export function previousMonth(month: string): string {
  return addMonths(month, -1);
}

/** All months from the first to the last, both included; none when the last is before the first. */
export function monthRange(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** The last day of a month as 'YYYY-MM-DD'. */
export function lastDay(month: string): string {
  const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
  return `${month}-${days}`;
}
