/** The figures that are derived from counts, held against the formulas applied to the same printed counts. */
import { describe, expect, it, test } from 'vitest';
import type { Cell } from '../../release/cell.js';
import { laneyChart } from '../../statistics/control-chart.js';
import { proportion } from '../../statistics/proportions.js';
import { rateRatio } from '../../statistics/rate-ratio.js';
import { rateOn } from '../../statistics/rate-bases.js';
import { roundDecimal } from '../../statistics/rounding.js';
import { publishedYears } from '../aggregate/period.js';
import { cellId } from '../aggregate/tables.js';
import { protectionConfig } from '../protect/config.js';
import { completenessRows } from './completeness.js';
import { controlChart } from './control-chart.js';
import { durations } from './durations.js';
import { nationalTotals, rollingRates, yearEarlier } from './estimates.js';
import { Figures } from './figure.js';
import { History } from '../history.js';
import { spreadFigures } from './spread.js';
import { reportSteps } from './steps.js';

const config = protectionConfig.parse({});
const months = Array.from({ length: 24 }, (_, i) => `${2022 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`);
const periods = publishedYears(months, months, '2023-12');
const year = periods.find(({ id }) => id === '2023')!;
const counts = months.map((_, i) => 100 + ((i * 35) % 50));

function figures(extra: Readonly<Record<string, number | null>> = {}): Figures {
  const cells = new Map<string, Cell>();
  const put = (table: string, code: string, period: (typeof periods)[number], value: number): void => void cells.set(cellId(table, code, period), { value });
  for (const period of periods) {
    const value = period.maanden.reduce((sum, month) => sum + counts[months.indexOf(month)]!, 0);
    for (const [table, code] of [['totaal', 'ALLE'], ['fte', 'MET']] as const) put(table, code, period, value);
  }
  for (const [place, value] of Object.entries(extra)) {
    const [table, code, id] = place.split('|') as [string, string, string];
    cells.set(cellId(table, code, periods.find((period) => period.id === id)!), value === null ? { suppressed: true } : { value });
  }
  const exposures = months.map((maand) => ({ maand, fte: 1000, fte_jb: null, fte_jr: null, medewerkers: null, jeugdigen: null, huisbezoeken: null }));
  const notes = new Map(periods.map(({ id }) => [id, { fteMaanden: 0, aandeel: 1, status: id >= '2023-11' && id.length === 7 ? 'p' : '' }]));
  const trend = { figures: [], changes: [], index: [], slope: undefined, steps: [], dispersion: 1 };
  return new Figures({ safe: cells, exposures, trend, dispersions: new Map([['fte', 4]]), vintage: '2024-07-01.9', notes, history: new History([]) });
}

describe('rolling rate', () => {
  it('is the rate over the last twelve printed months, from the twelfth month on', () => {
    const rows = rollingRates(periods, figures());
    expect(rows.map(({ periode }) => periode)).toEqual(months.slice(11));
    const may = rateOn('fte', 'jaar', counts.slice(5, 17).reduce((sum, one) => sum + one, 0), 12_000, 0.95, 4)!;
    expect(rows.find(({ periode }) => periode === '2023-05')).toMatchObject({ reeks: 'per_100_fte_12m', waarde: roundDecimal(may.value, 2), onder: roundDecimal(may.lower, 2), boven: roundDecimal(may.upper, 2), teller: null, noemer: null });
  });

  it('is withheld while a month in it is', () => {
    const rows = rollingRates(periods, figures({ 'fte|MET|2023-03': null }));
    expect(rows.filter(({ conf_status }) => conf_status === 'C').map(({ periode }) => periode)).toEqual(months.slice(14, 23));
    // the whole year is printed by itself
    expect(rows.at(-1)).toMatchObject({ periode: '2023-12', conf_status: 'F' });
  });
});

describe('control chart', () => {
  it('is Laney\'s chart of the printed months, with limits from those that are not provisional', () => {
    const rows = controlChart(periods, figures());
    const chart = laneyChart(counts, counts.map(() => 1000), { baseline: 22 });
    expect(rows.map(({ waarde }) => waarde)).toEqual(counts.map((count) => roundDecimal(count / 10, 2)));
    expect(rows[3]).toMatchObject({ midden: roundDecimal(100 * chart.centre, 2), boven: roundDecimal(100 * chart.points[3]!.upper, 2), basis: 'J', proef: 'N' });
    expect(rows.filter(({ basis }) => basis === 'N').map(({ maand }) => maand)).toEqual(['2023-11', '2023-12']);
  });

  it('leaves a gap at a withheld month, and names the rule that fires', () => {
    const rows = controlChart(periods, figures({ 'fte|MET|2022-05': null, 'fte|MET|2023-12': 900 }));
    expect(rows.find(({ maand }) => maand === '2022-05')).toMatchObject({ waarde: null, midden: null, signaal: null, conf_status: 'C' });
    expect(rows.at(-1)!.signaal).toBe('BOVEN_GRENS');
  });
});

const unit = (name: string, count: number, exposure = 1200, expected = exposure) => ({ unit: name, count, exposure, months: 12, expected });

describe('national total', () => {
  const total = (units: readonly ReturnType<typeof unit>[]) => nationalTotals([year], figures(), () => units, config)[0]!;

  it('adds the common rate over what was not reported, and is what was printed where all reported', () => {
    const printed = figures().value('totaal', 'ALLE', year)!;
    const all = [unit('A', 300), unit('B', 310), unit('C', 290)];
    expect(total(all)).toMatchObject({ waarde: printed, onder: printed, boven: printed, obs_status: 'e' });
    const part = total([...all, unit('D', 0, 0, 600)]);
    expect(part.waarde).toBe(Math.round(printed + (printed / 3600) * 600));
    expect(part.onder! < part.waarde! && part.waarde! < part.boven!).toBe(true);
  });

  it('is never given below the threshold, and marked between', () => {
    expect(total([unit('A', 300), unit('B', 310), unit('C', 0, 0, 2000)])).toMatchObject({ waarde: null, obs_status: 'n' });
    expect(total([unit('A', 300), unit('B', 310), unit('C', 0, 0, 1200)])).toMatchObject({ obs_status: 'eu' });
  });
});

describe('spread between organisations', () => {
  const spread = (outliers: number) => spreadFigures([year], figures(), () => Array.from({ length: 14 }, (_, i) => unit(`O${i}`, i < outliers ? 400 : 100)), config);

  it('tells how many lie outside only when that points at nobody', () => {
    expect(spread(1).spreiding[0]).toMatchObject({ organisaties: 14, methode: 'CQC', buiten_95: null, conf_status: 'F' });
    expect(spreadFigures([year], figures(), () => Array.from({ length: 9 }, (_, i) => unit(`O${i}`, i % 2 ? 50 : 150)), config).spreiding[0]).toMatchObject({ methode: 'POISSON', phi: null });
  });

  it('draws wider limits for smaller organisations, around the printed rate, and none with few organisations', () => {
    const { funnelgrens } = spread(3);
    const width = funnelgrens.map(({ onder_95, boven_95 }) => boven_95 - onder_95);
    expect(width).toEqual([...width].sort((a, b) => b - a));
    expect(spreadFigures([year], figures(), () => [unit('A', 5), unit('B', 9)], config)).toMatchObject({ funnelgrens: [], spreiding: [{ organisaties: 2, conf_status: 'C', midden: null }] });
  });
});

describe('funnel of reports and durations', () => {
  const place = (table: string, code: string): string => `${table}|${code}|2023`;
  const given = { [place('strafbaar_feit', 'BEKEND')]: 400, [place('strafbaar_feit', 'J')]: 100, [place('aangifte_status', 'BEKEND')]: 1300, [place('aangifte_status', 'GEPROBEERD')]: 80, [place('aangifte_status', 'GEDAAN')]: null };

  it('has an own denominator at each step, the unknown apart, and stops where a count is withheld', () => {
    const rows = reportSteps([year], figures(given));
    const all = figures().value('totaal', 'ALLE', year)!;
    const share = proportion(100, 400, 100)!;
    expect(rows[1]).toMatchObject({ naam: 'strafbaar', van: all, bekend: 400, onbekend: all - 400, teller: 100, aandeel: 25, onder: roundDecimal(share.lower, 1), boven: roundDecimal(share.upper, 1) });
    for (const row of rows.slice(3)) expect(row).toMatchObject({ teller: null, aandeel: null, conf_status: 'C' });
  });

  it('counts running cases as censored where the year was followed to', () => {
    const classes = Object.fromEntries([['0-1', 50], ['2-7', 30], ['8-30', 10], ['31-90', 10], ['>90', 0]].map(([code, value]) => [place('verwijder_doorlooptijd', String(code)), Number(value)]));
    const open = Object.fromEntries(['LOPEND', 'GEWEIGERD', 'GEEN_REACTIE'].map((code, i) => [place('verwijder_uitkomst', code), [100, 0, 0][i]!]));
    const rows = durations([year], figures({ ...classes, ...open }), '2024-07-01').filter(({ meting }) => meting === 'verwijdering');
    expect(rows.map(({ dagen, gevolgd, waarde }) => [dagen, gevolgd, waarde])).toEqual([[1, 200, 75], [7, 150, 60], [30, 120, 55], [90, 110, 50]]);
    expect(rows.map(({ mediaan }) => mediaan)).toEqual(['N', 'N', 'N', 'J']);
    expect(durations([year], figures({ ...classes, ...open }), '2023-12-31')).toEqual([]);
    expect(durations([year], figures({ ...classes, ...open }), '2024-01-15').filter(({ meting }) => meting === 'verwijdering').map(({ obs_status }) => obs_status)).toEqual(['', '', 'u', 'u']);
  });
});

describe('completeness', () => {
  const asked = publishedYears(months, months, '2023-12').filter(({ soort }) => soort === 'maand');
  // followed month by month only up to the middle of 2023: what came later was first delivered with the half-year
  const followed = Array.from({ length: 18 }, (_, month) => Array.from({ length: 8 }, (_, delay) => ({ month: 12 * 2022 + month, vintage: 12 * 2022 + month + 1 + delay, count: 100 + delay }))).flat();
  const of = (asOf: string): Map<string, string> => new Map(completenessRows(followed.filter(({ vintage }) => vintage <= 12 * Number(asOf.slice(0, 4)) + Number(asOf.slice(5)) - 1), asked, asOf, figures(), config).map(({ maand, status }) => [maand, status]));

  it('says of a month that nobody delivered in time that it is incomplete while the longest delay runs, and complete from then on', () => {
    const january = of('2024-01');
    expect(['2023-06', '2023-07', '2023-12'].map((month) => january.get(month))).toEqual(['volledig', 'nog onvolledig', 'nog onvolledig']);
    expect(of('2024-02').get('2023-07')).toBe('volledig');
  });

  it('contradicts nowhere what the coverage says of the same months: what is final is complete', () => {
    expect([...of('2024-07').values()]).toEqual(asked.map(() => 'volledig'));
  });

  it('marks a month that is not complete as unreliable, and one without a printed total as withheld', () => {
    const rows = completenessRows([], asked, '2023-12', figures({ 'totaal|ALLE|2023-05': null }), config);
    expect(rows.find(({ maand }) => maand === '2023-12')).toMatchObject({ status: 'nog onvolledig', obs_status: 'pu', conf_status: 'F' });
    expect(rows.find(({ maand }) => maand === '2023-05')).toMatchObject({ status: 'volledig', obs_status: '', conf_status: 'C' });
  });
});

describe('a month against the same month a year earlier', () => {
  it('is the exact ratio of two rates, its limits widened as those of the rates are', () => {
    const row = yearEarlier(periods, figures()).find(({ periode }) => periode === '2023-03')!;
    const [now, then] = ['2023-03', '2022-03'].map((month) => counts[months.indexOf(month)]!) as [number, number];
    const { value, lower, upper } = rateRatio(now, 1000, then, 1000)!;
    // figures() gives a variance of four times the mean, so twice the distance on the logarithmic scale
    expect(row).toMatchObject({ indicator: 'I30', waarde: Math.round(100 * (value - 1)), onder: Math.round(100 * (lower ** 2 / value - 1)), boven: Math.round(100 * (upper ** 2 / value - 1)), teller: null, noemer: null });
  });

  it('is withheld where one of the two counts is, and absent where there is no earlier month', () => {
    const rows = yearEarlier(periods, figures({ 'fte|MET|2022-05': null }));
    expect(rows.map(({ periode }) => periode)).toEqual(months.slice(12));
    expect(rows.filter(({ conf_status }) => conf_status === 'C').map(({ periode }) => periode)).toEqual(['2023-05']);
  });
});

test('a rate on a denominator that is carried forward is marked with i', () => {
  const carried = figures();
  const exposures = carried.exposures.map((one) => ({ ...one, doorgetrokken: one.maand === '2023-09' }));
  const rows = rollingRates(periods, new Figures({ ...carried, exposures }));
  expect(rows.filter(({ obs_status }) => obs_status.includes('i')).map(({ periode }) => periode)).toEqual(['2023-09', '2023-10', '2023-11', '2023-12']);
});
