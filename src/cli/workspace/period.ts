/** The last whole month, half-year or year before a day (YYYY-MM-DD): what an organisation delivers then. */
export function usualPeriod(rhythm: 'maand' | 'halfjaar' | 'jaar', day: string): string {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  if (rhythm === 'jaar') return String(year - 1);
  if (rhythm === 'halfjaar') return month <= 6 ? `${year - 1}H2` : `${year}H1`;
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}

/** True for 'YYYY-MM-DD' with a day that exists. */
export function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The day a number of days later (YYYY-MM-DD). */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}
