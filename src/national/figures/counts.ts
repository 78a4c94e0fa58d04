/** Counts, shares and rates of the tables of the programme. */
import type { CijferRow } from '../../release/tables.js';
import { proportion } from '../../statistics/proportions.js';
import { rateOn } from '../../statistics/rate-bases.js';
import { carriedMark, periodExposure } from '../aggregate/exposure.js';
import type { Period } from '../aggregate/period.js';
import type { ProgrammeTable } from '../aggregate/programme.js';
import type { CountTables } from '../aggregate/tables.js';
import type { ProtectionConfig } from '../protect/config.js';
import { type Figure, type Figures, rounded } from './figure.js';

type Rate = NonNullable<ProgrammeTable['verhouding']>;

/** All rows of one table of the programme. */
export function tableFigures(table: ProgrammeTable, tables: CountTables, periods: readonly Period[], figures: Figures, config: ProtectionConfig): CijferRow[] {
  const rows: CijferRow[] = [];
  const codes = tables.codes.get(table.id)!;
  const sums = Object.keys(table.sommen);
  const dimension = (code: string): string => (sums.includes(code) ? `${table.id}_som` : table.id);
  for (const period of periods) {
    if (!table.perioden.includes(period.soort)) continue;
    for (const code of table.telling ? [...codes, ...sums] : []) {
      const teller = figures.value(table.id, code, period);
      const stated = !table.opgave || figures.has(table.id, code, period);
      rows.push(figures.row(table.indicator, 'voorvallen', period, dimension(code), code, 'voorvallen', !stated ? { waarde: null, marks: 'n' } : teller === undefined ? undefined : { waarde: teller, teller }));
    }
    if (table.verhouding) rows.push(rateRow(table.indicator, table.id, table.verhouding, period, figures, config));
    for (const share of table.aandelen) {
      const whole = share.noemer === 'van' ? table.van! : ([table.id, share.noemer] as const);
      for (const code of share.codes ?? codes) {
        rows.push(figures.row(table.indicator, 'aandeel', period, dimension(code), code, 'procent', shareOf(figures.value(table.id, code, period), figures.value(...whole, period))));
      }
    }
  }
  return rows;
}

/** Incidents against a denominator in a month, or over a year, of organisations with both. */
function rateRow(indicator: string, table: string, { noemer: denominator, basis, reeks, plaats, eenheid }: Rate, period: Period, figures: Figures, config: ProtectionConfig): CijferRow {
  const over = period.soort === 'maand' ? 'maand' : 'jaar';
  const teller = figures.value(table, 'MET', period);
  const noemer = periodExposure(period, figures.exposures, denominator);
  const row = (figure: Figure | undefined): CijferRow => figures.row(indicator, reeks, period, ...plaats, eenheid[over], figure);
  if (teller === undefined) return row(undefined);
  const estimate = rateOn(basis, over, teller, noemer, 0.95, figures.spread(table, over));
  const marks = carriedMark(period, figures.exposures) + (teller < config.betrouwbaarAantal ? 'u' : '');
  return row(estimate ? { ...rounded(estimate, 2), teller, noemer, marks } : { waarde: null, teller, noemer, marks: 'n' });
}

function shareOf(teller: number | undefined, noemer: number | undefined): Figure | undefined {
  if (teller === undefined || noemer === undefined) return undefined;
  // a part that is kept as it was printed may be larger than a whole that was revised
  const estimate = proportion(Math.min(teller, noemer), noemer, 100);
  return estimate ? { ...rounded(estimate, 1), teller, noemer } : { waarde: null, teller, noemer, marks: 'n' };
}
