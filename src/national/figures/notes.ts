/** What holds for every figure of a period: who stands behind it, and its marks. */
import type { DekkingRow, OrganisatieDekkingRow } from '../../release/tables.js';
import type { Coverage, MarkedEvent, NamedCoverage } from '../aggregate/count.js';
import { fteShare, type PeriodCoverage, periodCoverage } from '../aggregate/coverage.js';
import { monthStatus, type Period } from '../aggregate/period.js';
import type { Programme } from '../aggregate/programme.js';
import type { ProtectionConfig } from '../protect/config.js';

export interface PeriodNote extends PeriodCoverage {
  readonly status: string;
}

/** Coverage, and p (provisional), u (too little coverage) and b (break); `asOf` is the month as of which figures are provisional or final. */
export function periodNotes(periods: readonly Period[], months: readonly Coverage[], events: readonly MarkedEvent[], programme: Programme, asOf: string, config: ProtectionConfig): Map<string, PeriodNote> {
  const breaks = new Set(events.filter((event) => programme.breuk.includes(event.soort)).map((event) => event.van.slice(0, 7)));
  return new Map(
    periods.map((period) => {
      const cover = periodCoverage(period, months);
      const thin = !period.volledig || (cover.aandeel !== null && cover.aandeel < config.betrouwbareDekking);
      const provisional = period.maanden.some((month) => monthStatus(month, asOf, config) === 'voorlopig');
      const broken = period.maanden.some((month) => breaks.has(month));
      return [period.id, { ...cover, status: `${provisional ? 'p' : ''}${thin ? 'u' : ''}${broken ? 'b' : ''}` }];
    }),
  );
}

/** Who delivered in a month, as table dekking tells it. */
export function coverageRow(month: Coverage, asOf: string, config: ProtectionConfig): DekkingRow {
  return {
    maand: month.maand,
    organisaties_verwacht: month.verwacht,
    organisaties_geleverd: month.geleverd,
    organisaties_nul: month.nul,
    fte_verwacht: month.fte_verwacht,
    fte_geleverd: month.fte_geleverd,
    aandeel_fte: fteShare(month.fte_verwacht, month.fte_geleverd),
    status: monthStatus(month.maand, asOf, config),
    obs_status: (monthStatus(month.maand, asOf, config) === 'definitief' ? '' : 'p') + (month.doorgetrokken ? 'i' : ''),
    conf_status: 'F',
  };
}

/** The same by organisation that agreed to be named. */
export function namedCoverageRow(row: NamedCoverage, asOf: string, config: ProtectionConfig): OrganisatieDekkingRow {
  return { ...row, obs_status: monthStatus(row.maand, asOf, config) === 'definitief' ? '' : 'p', conf_status: 'F' };
}
