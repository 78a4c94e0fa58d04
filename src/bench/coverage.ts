import { performance } from 'node:perf_hooks';
import { addMonths, halfYearOf } from '../demo/calendar.js';
import { expectedIncidents } from '../demo/incidents.js';
import { random } from '../demo/random.js';
import { firstMonth, fteOf, isMember, lastMonth, organisations } from '../demo/sector.js';
import { nationalTotal } from '../statistics/national-total.js';
import { nowcast } from '../statistics/nowcast.js';
import { proportion } from '../statistics/proportions.js';
import { rateOn } from '../statistics/rate-bases.js';
import { rateRatio } from '../statistics/rate-ratio.js';
import { repeatSummary } from '../statistics/repeat.js';
import { reportingTriangle, type Snapshot } from '../statistics/triangle.js';
import { periodRatio, trim } from '../statistics/trim.js';
import type { TrimCell } from '../statistics/trim-design.js';
import type { Settings } from './bench.js';

const sectors = 200;
const dispersionOfDemo = 45;

/** How often the 95 % intervals hold the truth: 200 demo sectors, each with its own seed, of which the expected incidents are known. */
export async function coverage({ say }: Settings): Promise<void> {
  const started = performance.now();
  const tally = new Tally();
  for (let seed = 1; seed <= sectors; seed++) {
    judgeSector(seed, tally);
    judgeRepeats(seed, tally);
    judgeNowcast(seed, tally);
  }
  say(`\nCoverage of 95 % intervals over ${sectors} seeded sectors (${((performance.now() - started) / 1000).toFixed(0)} s)`);
  say('  figure                                                   intervals   hold truth    (95 % limits)      half width');
  for (const line of tally.lines()) say(line);
}

class Tally {
  readonly counts = new Map<string, { held: number; all: number; width: number; refused: number }>();

  add(name: string, truth: number, estimate: { value: number; lower: number; upper: number } | undefined): void {
    const count = this.counts.get(name) ?? { held: 0, all: 0, width: 0, refused: 0 };
    this.counts.set(name, count);
    if (!estimate) {
      count.refused++;
      return;
    }
    count.all++;
    count.held += Number(estimate.lower <= truth && truth <= estimate.upper);
    count.width += (estimate.upper - estimate.lower) / 2 / estimate.value;
  }

  lines(): string[] {
    return [...this.counts].map(([name, { held, all, width, refused }]) => {
      const share = proportion(held, all, 100);
      const none = refused > 0 ? `   no figure: ${refused}` : '';
      if (!share) return `  ${name.padEnd(58)}${'0'.padStart(8)}${none}`;
      return `  ${name.padEnd(58)}${String(all).padStart(8)}${`${share.value.toFixed(1)} %`.padStart(13)}${`${share.lower.toFixed(1)} - ${share.upper.toFixed(1)}`.padStart(17)}${`${((100 * width) / all).toFixed(1)} %`.padStart(16)}${none}`;
    });
  }
}

interface Month {
  readonly unit: string;
  readonly month: string;
  /** '1', '2', '3': twelve months each. */
  readonly year: string;
  readonly fte: number;
  readonly mean: number;
  readonly count: number;
}

function demoMonths(seed: number): Month[] {
  const all: Month[] = [];
  for (const organisation of organisations) {
    let at = 0;
    for (let month = firstMonth; month <= lastMonth; month = addMonths(month, 1), at++) {
      if (!isMember(organisation, month)) continue;
      const { jb, jr } = fteOf(organisation, halfYearOf(month), seed, 1);
      const mean = expectedIncidents(organisation, month, seed, 1);
      const count = random(seed, 'incidents', organisation.code, month).negativeBinomial(mean, dispersionOfDemo);
      all.push({ unit: organisation.code, month, year: String(1 + Math.floor(at / 12)), fte: jb + jr, mean, count });
    }
  }
  return all;
}

function judgeSector(seed: number, tally: Tally): void {
  const months = demoMonths(seed);
  const draw = random(seed, 'coverage');
  const lost = new Set(months.filter(() => draw.chance(0.08)).map((one) => `${one.unit} ${one.month}`));
  const reported = (one: Month): boolean => !lost.has(`${one.unit} ${one.month}`);
  const cells = months.map((one): TrimCell => ({ unit: one.unit, period: one.year, season: one.month.slice(5), exposure: one.fte, count: reported(one) ? one.count : undefined }));
  const model = trim(cells);
  if ('refused' in model) throw new Error(`bench: ${model.refused}`);

  const year = months.filter((one) => one.year === '3' && reported(one));
  const [count, fte, mean] = [total(year, 'count'), total(year, 'fte'), total(year, 'mean')];
  tally.add('rate of a year, chance alone (Byar)', (1200 * mean) / fte, rateOn('fte', 'jaar', count, fte));
  tally.add('rate of a year, with dispersion of the model', (1200 * mean) / fte, rateOn('fte', 'jaar', count, fte, 0.95, model.dispersion));
  tally.add('rate of a year, with dispersion of the sum', (1200 * mean) / fte, rateOn('fte', 'jaar', count, fte, 0.95, model.sumDispersion));
  const may = months.filter((one) => one.month === '2024-05' && reported(one));
  tally.add('rate of a month, with dispersion of the sum', (100 * total(may, 'mean')) / total(may, 'fte'), rateOn('fte', 'maand', total(may, 'count'), total(may, 'fte'), 0.95, model.sumDispersion));

  const before = months.filter((one) => one.month === '2023-05' && reported(one));
  const change = rateRatio(total(may, 'count'), total(may, 'fte'), total(before, 'count'), total(before, 'fte'));
  const wide = (limit: number): number => change!.value * (limit / change!.value) ** Math.sqrt(Math.max(1, model.sumDispersion));
  const meant = (own: readonly Month[]): number => total(own, 'mean') / total(own, 'fte');
  tally.add('month against a year earlier, chance alone (exact)', meant(may) / meant(before), change);
  tally.add('month against a year earlier, widened as the rates are', meant(may) / meant(before), change && { value: change.value, lower: wide(change.lower), upper: wide(change.upper) });

  for (const [to, from] of [['2', '1'], ['3', '2'], ['3', '1']] as const) tally.add('trend: one year against another (TRIM)', panelRate(months, to) / panelRate(months, from), periodRatio(model, to, from));
  const slope = Math.sqrt(panelRate(months, '3') / panelRate(months, '1'));
  tally.add('trend: change a year over three years (TRIM)', slope, model.slope);
  tally.add('total of a year, months not delivered imputed (TRIM)', total(months.filter((one) => one.year === '3'), 'count'), model.periods[2]!.imputed);

  const silent = new Set(organisations.filter(() => draw.chance(0.25)).map(({ code }) => code));
  const units = [...new Set(months.map((one) => one.unit))].map((unit) => ({ unit, own: months.filter((one) => one.unit === unit && one.year === '3') }));
  const known = units.filter(({ unit, own }) => !silent.has(unit) && own.length > 0).map(({ own }) => ({ count: total(own, 'count'), exposure: total(own, 'fte') }));
  const all = months.filter((one) => one.year === '3');
  const whole = nationalTotal(known, total(all, 'fte'));
  tally.add('total of a year, organisations missing (ratio)', total(all, 'count'), 'refused' in whole ? undefined : whole);
}

/** Expected rate of a year at a fixed panel: organisations that were members in all months. */
function panelRate(months: readonly Month[], year: string): number {
  const panel = organisations.filter(({ sinds, tot, nul }) => sinds === firstMonth && tot === null && nul.length === 0).map(({ code }) => code);
  const own = months.filter((one) => one.year === year && panel.includes(one.unit));
  return own.reduce((sum, one) => sum + one.mean / one.fte / (organisations.find(({ code }) => code === one.unit)!.ratio * own.length), 0);
}

/** Families with several incidents: the number of families comes by chance, not that of incidents. */
function judgeRepeats(seed: number, tally: Tally): void {
  const draw = random(seed, 'coverage', 'repeats');
  const share: Readonly<Record<string, number>> = { 1: 0.72, 2: 0.15, 3: 0.07, 5: 0.04, 9: 0.02 };
  const families = draw.poisson(150);
  const frequencies = new Map<number, number>();
  for (let i = 0; i < families; i++) {
    const events = Number(draw.weighted(share));
    frequencies.set(events, (frequencies.get(events) ?? 0) + 1);
  }
  const { events, dispersion } = repeatSummary([...frequencies].map(([events, units]) => ({ events, units })));
  const truth = 150 * Object.entries(share).reduce((sum, [f, part]) => sum + Number(f) * part, 0);
  tally.add('rate with repeat events, chance alone (Byar)', truth / 10, rateOn('fte', 'maand', events, 1000));
  tally.add('rate with repeat events, widened by the repetition', truth / 10, rateOn('fte', 'maand', events, 1000, 0.95, dispersion));
}

/** Months known bit by bit in later data versions. */
function judgeNowcast(seed: number, tally: Tally): void {
  const draw = random(seed, 'coverage', 'nowcast');
  const shares: Readonly<Record<string, number>> = { 0: 0.84, 1: 0.09, 2: 0.04, 3: 0.02, 4: 0.01 };
  const now = 30;
  const snapshots: Snapshot[] = [];
  const finals = new Map<number, number>();
  for (let month = 0; month <= now; month++) {
    const delays = Array.from({ length: draw.negativeBinomial(240, dispersionOfDemo) }, () => Number(draw.weighted(shares)));
    finals.set(month, delays.length);
    for (let vintage = month; vintage <= now; vintage++) snapshots.push({ month, vintage, count: delays.filter((delay) => month + delay <= vintage).length });
  }
  for (const one of nowcast(reportingTriangle(snapshots, 4)).filter(({ status }) => status === 'GESCHAT')) tally.add('month still coming in (nowcast)', finals.get(one.month)!, one.expected);
}

function total(months: readonly Month[], of: 'count' | 'fte' | 'mean'): number {
  return months.reduce((sum, one) => sum + one[of], 0);
}
