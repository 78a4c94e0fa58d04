/** Late registration: what of each month is known so far, learned from the data versions of the store; and how much published figures were revised. */
import { parse } from 'csv-parse/sync';
import type { Database } from '../../database/database.js';
import { printedCount } from '../../release/cell.js';
import type { RevisieRow, VolledigheidRow } from '../../release/statistical-rows.js';
import type { CijferRow } from '../../release/tables.js';
import { nowcast } from '../../statistics/nowcast.js';
import { type PublishedFigure, revisionStatistics } from '../../statistics/revision.js';
import { roundDecimal } from '../../statistics/rounding.js';
import { reportingTriangle, type Snapshot } from '../../statistics/triangle.js';
import { statement } from '../aggregate/count.js';
import { monthNumber, type Period } from '../aggregate/period.js';
import type { ProtectionConfig } from '../protect/config.js';
import { type Figures, marked } from './figure.js';

/** Longest delay that is followed, in months after the first delivery. */
const longest = 6;

/**
 * Every month: complete, estimated with an interval (from 18 data versions on), or not complete yet. Shares are learned from
 * organisation-months that were delivered in time, so that a month that was not delivered is not taken for late registration; the
 * expected number is the printed one, scaled. `asOf` is the latest month of the data: a month that nobody delivered in time cannot be
 * followed, and is complete once the longest delay is past.
 */
export async function completenessFigures(db: Database, periods: readonly Period[], reference: string, asOf: string, figures: Figures, config: ProtectionConfig): Promise<VolledigheidRow[]> {
  const rows = await db.rows<{ maand: string; stand: string; aantal: number }>(statement('vintages'), { tot: reference });
  return completenessRows(rows.map(({ maand, stand, aantal }): Snapshot => ({ month: monthNumber(maand), vintage: monthNumber(stand), count: aantal })), periods, asOf, figures, config);
}

/** The same from the data versions themselves. */
export function completenessRows(snapshots: readonly Snapshot[], periods: readonly Period[], asOf: string, figures: Pick<Figures, 'value' | 'notes'>, config: Pick<ProtectionConfig, 'afronding'>): VolledigheidRow[] {
  const triangle = snapshots.length === 0 ? undefined : reportingTriangle(snapshots, longest);
  const told = new Map((triangle ? nowcast(triangle) : []).map((one) => [one.month, one]));
  return periods.filter(({ soort }) => soort === 'maand').map((period): VolledigheidRow => {
    const month = told.get(monthNumber(period.id));
    const nothing = { verwacht: null, onder: null, boven: null, vintages: triangle?.vintages ?? 0 };
    const past = monthNumber(asOf) - monthNumber(period.id) > longest;
    const noted = figures.notes.get(period.id)?.status ?? '';
    const printed = figures.value('totaal', 'ALLE', period);
    const marks = (more = ''): Pick<VolledigheidRow, 'obs_status' | 'conf_status'> => ({ obs_status: marked(noted + more), conf_status: printed === undefined ? 'C' : 'F' });
    if (!month) return { maand: period.id, aandeel: null, status: past ? 'volledig' : 'nog onvolledig', ...nothing, ...marks(past ? '' : 'u') };
    const aandeel = month.share === undefined ? null : Math.min(100, Math.round(100 * month.share));
    if (month.status === 'VOLLEDIG') return { maand: period.id, aandeel, status: 'volledig', ...nothing, ...marks() };
    if (!month.expected || printed === undefined || month.known === 0) return { maand: period.id, aandeel, status: 'nog onvolledig', ...nothing, ...marks('u') };
    const scale = (value: number): number => printedCount(Math.round((printed * value) / month.known), config.afronding);
    return { maand: period.id, aandeel, status: 'geschat', ...nothing, verwacht: scale(month.expected.value), onder: scale(month.expected.lower), boven: scale(month.expected.upper), ...marks('e') };
  });
}

const followed = [['I01', 'voorvallen'], ['I02', 'per_100_fte']] as const;

/** Revisions of the printed monthly totals by months since the month itself, over every published release and this one. */
export function revisionFigures(today: readonly CijferRow[], reference: string, published: readonly { readonly release: string; readonly csv: string }[]): RevisieRow[] {
  const versions = [
    ...published.filter(({ release }) => /^\d{4}-\d{2}-/.test(release)).map(({ release, csv }) => ({ month: release.slice(0, 7), rows: (parse(csv, { columns: true, skip_empty_lines: true }) as Record<string, string>[]).map((row) => ({ ...row, waarde: row['waarde'] === '' ? null : Number(row['waarde']) }) as unknown as CijferRow) })),
    { month: reference, rows: today },
  ];
  return followed.flatMap(([indicator, reeks]) => {
    const figures = new Map<string, PublishedFigure>();
    for (const { month, rows } of versions) {
      for (const row of rows) {
        const lag = monthNumber(month) - monthNumber(row.periode);
        if (row.indicator !== indicator || row.reeks !== reeks || row.dimensie !== 'totaal' || row.periode_soort !== 'maand' || row.waarde === null || lag < 0) continue;
        figures.set(`${row.periode} ${lag}`, { period: row.periode, lag, value: row.waarde });
      }
    }
    const finite = (value: number): number | null => (Number.isFinite(value) ? roundDecimal(value, 2) : null);
    return revisionStatistics([...figures.values()]).map(({ lag, periods, mean, lower, upper, meanAbsolute, relativeAbsolute }): RevisieRow => ({
      indicator, reeks, vertraging: lag, perioden: periods, gemiddeld: roundDecimal(mean, 2), onder: finite(lower), boven: finite(upper), absoluut: roundDecimal(meanAbsolute, 2),
      relatief: Number.isFinite(relativeAbsolute) ? roundDecimal(100 * relativeAbsolute, 1) : null,
      // of one period nobody can tell how much revisions differ
      obs_status: finite(lower) === null ? 'u' : '', conf_status: 'F' as const,
    }));
  });
}
