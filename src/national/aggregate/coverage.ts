/** Which part of the sector stands behind a figure. */
import { roundDecimal } from '../../statistics/rounding.js';
import type { Coverage } from './count.js';
import { type Period, periodRange } from './period.js';

export interface PeriodCoverage {
  /** FTE-months of the organisations that reported. */
  readonly fteMaanden: number;
  /** Reported share of the expected FTE-months, 0 to 1; null when no FTE is known. */
  readonly aandeel: number | null;
}

/** Share of the expected FTE in a month, to four digits; null when no FTE is known. */
export function fteShare(expected: number | null, reported: number | null): number | null {
  return expected ? roundDecimal((reported ?? 0) / expected, 4) : null;
}

/** FTE over a period: months in which nobody reported count as expected too. */
export function periodCoverage(period: Period, months: readonly Coverage[]): PeriodCoverage {
  const [first, last] = periodRange(period.id);
  const within = months.filter(({ maand }) => maand >= first && maand <= last);
  const sum = (values: readonly (number | null)[]): number => roundDecimal(values.reduce<number>((total, value) => total + (value ?? 0), 0), 3);
  const fteMaanden = sum(within.map((month) => month.fte_geleverd));
  return { fteMaanden, aandeel: fteShare(sum(within.map((month) => month.fte_verwacht)), fteMaanden) };
}
