/** What each organisation reported over a period: for what is estimated over organisations, never for a table of them. */
import type { Count } from './count.js';
import { type Period, periodRange } from './period.js';
import type { PanelMonth } from './trend.js';

export interface OrganisationPeriod {
  readonly unit: string;
  /** Incidents, FTE-months and months of the months in which it reported and its FTE is known. */
  readonly count: number;
  readonly exposure: number;
  readonly months: number;
  /** FTE-months of all months in which it was expected. */
  readonly expected: number;
}

/** By organisation, over a period; `counts` are those of incidents at a known FTE. */
export function organisationPeriods(period: Period, members: readonly PanelMonth[], counts: readonly Count[]): OrganisationPeriod[] {
  const [first, last] = periodRange(period.id);
  const counted = new Map(counts.map(({ organisatie, maand, aantal }) => [`${organisatie} ${maand}`, aantal]));
  const units = new Map<string, { count: number; exposure: number; months: number; expected: number }>();
  for (const { organisatie, maand, gemeld, fte } of members) {
    if (maand < first || maand > last || !fte) continue;
    const unit = units.get(organisatie) ?? { count: 0, exposure: 0, months: 0, expected: 0 };
    units.set(organisatie, unit);
    unit.expected += fte;
    if (!gemeld) continue;
    unit.count += counted.get(`${organisatie} ${maand}`) ?? 0;
    unit.exposure += fte;
    unit.months += 1;
  }
  return [...units].map(([unit, sums]) => ({ unit, ...sums }));
}
