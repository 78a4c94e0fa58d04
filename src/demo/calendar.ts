/** Days as numbers since 1970-01-01 and months as YYYY-MM; no clock and no time zone is read. */
const monthWords = [
  'januari', 'februari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november', 'december',
];

export function dayOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

/** Year, month 1-12 and day of the month. */
export function parts(day: number): [year: number, month: number, day: number] {
  const date = new Date(day * 86_400_000);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
}

export function monthOf(day: number): string {
  const [year, month] = parts(day);
  return `${year}-${two(month)}`;
}

export function firstDay(month: string): number {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return dayOf(year, number, 1);
}

/** The month so many months later (or earlier, when negative). */
export function addMonths(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const index = year * 12 + number - 1 + count;
  return `${Math.floor(index / 12)}-${two((index % 12) + 1)}`;
}

export function lastDay(month: string): number {
  return firstDay(addMonths(month, 1)) - 1;
}

export function monthsFrom(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** `2023H2` for a month in the second half of 2023. */
export function halfYearOf(month: string): string {
  return `${month.slice(0, 4)}H${Number(month.slice(5)) <= 6 ? 1 : 2}`;
}

/** Writes a day by a pattern with dd, d, mm, m, mmmm, jjjj and jj. */
export function formatDay(day: number, pattern: string): string {
  const [year, month, number] = parts(day);
  return pattern.replace(/jjjj|jj|mmmm|mm|m|dd|d/g, (token) => {
    switch (token) {
      case 'jjjj': return String(year);
      case 'jj': return two(year % 100);
      case 'mmmm': return monthWords[month - 1]!;
      case 'mm': return two(month);
      case 'm': return String(month);
      case 'dd': return two(number);
      default: return String(number);
    }
  });
}

export function isoDay(day: number): string {
  return formatDay(day, 'jjjj-mm-dd');
}

/** HH:MM of minutes after midnight. */
export function clock(minutes: number): string {
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

export function two(number: number): string {
  return String(number).padStart(2, '0');
}
