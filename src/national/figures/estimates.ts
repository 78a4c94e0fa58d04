/** Figures that follow from printed counts or are predicted from them, without a count of their own: rolling rates, the national total, median classes. */
import type { CijferRow } from '../../release/tables.js';
import { rateOn } from '../../statistics/rate-bases.js';
import { rateRatio } from '../../statistics/rate-ratio.js';
import { defaultThresholds, ratioTotal, reportedShare, spreadOf } from '../../statistics/national-total.js';
import { carriedMark, periodExposure } from '../aggregate/exposure.js';
import { monthNumber, type Period } from '../aggregate/period.js';
import type { Programme } from '../aggregate/programme.js';
import type { OrganisationPeriod } from '../aggregate/organisations.js';
import type { ProtectionConfig } from '../protect/config.js';
import { coarseSpread } from './coarse.js';
import { type Figures, rounded } from './figure.js';

/** Series of estimates, as the layout of a release names them. */
export const estimatedSeries = [
  { indicator: 'I02', reeks: 'per_100_fte_12m', dimensie: 'totaal' },
  { indicator: 'I01', reeks: 'landelijk_totaal', dimensie: 'totaal' },
  { indicator: 'I30', reeks: 'verandering_jaar_eerder', dimensie: 'totaal' },
  ...(['procedures_gelijktijdig', 'verwijder_doorlooptijd', 'aangifte_doorlooptijd', 'herhaling_12m'] as const).map((dimensie, i) => ({ indicator: ['I15', 'I09', 'I14', 'I16'][i]!, reeks: 'mediaan_klasse', dimensie: dimensie as string })),
];

/** Rate per 100 FTE over the twelve months that end with each month, where all twelve are printed. */
export function rollingRates(periods: readonly Period[], figures: Figures): CijferRow[] {
  const months = periods.filter(({ soort }) => soort === 'maand');
  const windows = new Map(periods.filter(({ soort }) => soort !== 'maand').map((period) => [period.maanden.join(), period]));
  return months.flatMap((month, at): CijferRow[] => {
    const twelve = months.slice(Math.max(0, at - 11), at + 1);
    if (twelve.length < 12 || monthNumber(month.id) - monthNumber(twelve[0]!.id) !== 11) return [];
    const counts = twelve.map((one) => figures.value('fte', 'MET', one));
    const whole = windows.get(twelve.map(({ id }) => id).join());
    // the twelve months that are printed themselves are not rounded in a second way
    const count = whole ? figures.value('fte', 'MET', whole) : counts.includes(undefined) ? undefined : counts.reduce<number>((sum, one) => sum + one!, 0);
    const exposure = twelve.reduce((sum, one) => sum + periodExposure(one, figures.exposures, 'fte'), 0);
    const estimate = count === undefined ? undefined : rateOn('fte', 'jaar', count, exposure, 0.95, figures.spread('fte', 'jaar'));
    return [figures.row('I02', 'per_100_fte_12m', month, 'totaal', 'ALLE', 'per 100 fte per jaar', estimate && { ...rounded(estimate, 2), marks: twelve.map((one) => carriedMark(one, figures.exposures)).join('') })];
  });
}

/**
 * Each month's rate against that of the same month a year earlier, in percent: the exact conditional limits of a ratio of two rates
 * (not whether two intervals overlap), as much wider on the logarithmic scale as those of the rates are.
 */
export function yearEarlier(periods: readonly Period[], figures: Figures): CijferRow[] {
  const months = new Map(periods.filter(({ soort }) => soort === 'maand').map((period) => [monthNumber(period.id), period]));
  return [...months].flatMap(([number, month]): CijferRow[] => {
    const before = months.get(number - 12);
    if (!before) return [];
    const row = (figure: Parameters<Figures['row']>[6]): CijferRow => figures.row('I30', 'verandering_jaar_eerder', month, 'totaal', 'ALLE', 'procent', figure);
    const [now, then] = [month, before].map((one) => figures.value('fte', 'MET', one));
    if (now === undefined || then === undefined) return [row(undefined)];
    const ratio = now > 0 && then > 0 ? rateRatio(now, periodExposure(month, figures.exposures, 'fte'), then, periodExposure(before, figures.exposures, 'fte')) : undefined;
    if (!ratio) return [row({ waarde: null, marks: 'n' })];
    const stretch = Math.sqrt(figures.spread('fte', 'maand'));
    const percent = (limit: number): number => 100 * (ratio.value * (limit / ratio.value) ** stretch - 1);
    return [row({ ...rounded({ value: percent(ratio.value), lower: percent(ratio.lower), upper: percent(ratio.upper) }, 0), marks: carriedMark(month, figures.exposures) + carriedMark(before, figures.exposures) })];
  });
}

/** The whole sector's number, where enough of it reported: never below the threshold, whatever the figures. */
export function nationalTotals(periods: readonly Period[], figures: Figures, organisations: (period: Period) => readonly OrganisationPeriod[], config: ProtectionConfig): CijferRow[] {
  return periods.filter(({ soort }) => soort !== 'maand').map((period) => {
    const all = figures.value('totaal', 'ALLE', period);
    const known = figures.value('fte', 'MET', period);
    const row = (figure: Parameters<Figures['row']>[6]): CijferRow => figures.row('I01', 'landelijk_totaal', period, 'totaal', 'ALLE', 'voorvallen', figure);
    if (all === undefined || known === undefined) return row(undefined);
    const units = organisations(period).map(({ count, exposure }) => ({ count, exposure }));
    const expected = organisations(period).reduce((sum, one) => sum + one.expected, 0);
    const share = reportedShare(units, expected);
    const spread = share >= defaultThresholds.publishable ? spreadOf(units) : undefined;
    if (!spread) return row({ waarde: null, marks: 'n' });
    const reported = units.reduce((sum, { exposure }) => sum + exposure, 0);
    const total = ratioTotal({ count: known, reported, expected, dispersion: Math.max(coarseSpread(spread.dispersion), figures.repeats.jaar), df: spread.df });
    const rest = Math.max(0, all - known);
    return row({ ...rounded({ value: total.value + rest, lower: total.lower + rest, upper: total.upper + rest }, 0), marks: `e${carriedMark(period, figures.exposures)}${share < config.betrouwbareDekking ? 'u' : ''}` });
  });
}

/** The class in which the median lies, with the share of the known that is in it or below. */
export function medianClasses(programme: Programme, periods: readonly Period[], codesOf: ReadonlyMap<string, readonly string[]>, figures: Figures): CijferRow[] {
  const dimensions = estimatedSeries.filter(({ reeks }) => reeks === 'mediaan_klasse');
  return dimensions.flatMap(({ dimensie }) => {
    const table = programme.tabellen.find(({ id }) => id === dimensie)!;
    const codes = codesOf.get(dimensie)!.filter((code) => !['LEEG', '-8', '-7'].includes(code));
    return periods.filter(({ soort }) => table.perioden.includes(soort)).flatMap((period): CijferRow[] => {
      const counts = codes.map((code) => figures.value(dimensie, code, period));
      if (counts.includes(undefined)) return [];
      const total = counts.reduce<number>((sum, one) => sum + one!, 0);
      let below = 0;
      for (const [at, code] of codes.entries()) {
        below += counts[at]!;
        if (total > 0 && 2 * below >= total) return [figures.row(table.indicator, 'mediaan_klasse', period, dimensie, code, 'procent', { waarde: Math.round((1000 * below) / total) / 10, marks: 'e' })];
      }
      return [];
    });
  });
}
