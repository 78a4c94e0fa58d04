/** Whether it grows: the last twelve months against the twelve before, by CBS's model and over a fixed panel (I30). */
import type { Database } from '../../database/database.js';
import type { Estimate } from '../../statistics/interval.js';
import { panelChange, type PanelUnit } from '../../statistics/panel.js';
import { periodRatio, trim } from '../../statistics/trim.js';
import type { TrimCell } from '../../statistics/trim-design.js';
import { type Count, type MarkedEvent, statement } from './count.js';
import { monthNumber, windowStart } from './period.js';

export interface PanelMonth {
  readonly organisatie: string;
  readonly maand: string;
  readonly fte: number;
  readonly gemeld: boolean;
}

export interface Contribution {
  readonly unit: string;
  readonly value: number;
}

export interface TrendFigure {
  readonly code: 'ALLE_LEVERAARS' | 'VAST_PANEL';
  /** Rate of the last twelve months over that of the twelve before. */
  readonly ratio: Estimate;
  /** What each organisation contributed to the twelve months, and to the twelve before. */
  readonly contributions: readonly [readonly Contribution[], readonly Contribution[]];
}

export interface Trend {
  readonly figures: readonly TrendFigure[];
  /** Variance over mean of a sum of incidents over months and organisations; 1 when it cannot be told. */
  readonly dispersion: number;
}

/** Who was expected and how large, month by month. */
export async function panel(db: Database, reference: string): Promise<PanelMonth[]> {
  return db.rows<PanelMonth>(statement('panel'), { tot: reference });
}

/** The trend up to a reference month; without figures where it cannot be told. Events of the kinds in `breaks` get a step of their own. */
export function trend(months: readonly PanelMonth[], counts: readonly Count[], events: readonly MarkedEvent[], breaks: readonly string[], reference: string): Trend {
  const counted = new Map(counts.map((count) => [`${count.organisatie} ${count.maand}`, count.aantal]));
  const last = windowOf(reference, reference);
  const steps = events.filter(({ soort }) => breaks.includes(soort));
  const cells = months.map(({ organisatie, maand, fte, gemeld }) => ({
    unit: organisatie,
    maand,
    period: windowOf(maand, reference),
    season: maand.slice(5),
    exposure: fte,
    count: gemeld ? (counted.get(`${organisatie} ${maand}`) ?? 0) : undefined,
    steps: steps.filter(({ van, tot }) => van.slice(0, 7) <= maand && (tot === null || maand <= tot.slice(0, 7))).map(({ code }) => code),
  }));
  // the oldest window counts only when somebody was expected from its first month on
  const whole = new Set(cells.filter(({ season }) => season === windowStart(reference).slice(5)).map(({ period }) => period));
  const full = cells.filter(({ period }) => whole.has(period));
  const model = fitted(full);
  const before = windowOf(windowBefore(reference), reference);
  const sums = (given: readonly (TrimCell & { maand: string })[]): TrendFigure['contributions'] => [summed(given, last), summed(given, before)];
  const fixed = [...new Set(cells.map(({ unit }) => unit))].filter((unit) => full.filter((cell) => cell.unit === unit && cell.count !== undefined && [last, before].includes(cell.period)).length === 24);
  const inPanel = full.filter(({ unit }) => fixed.includes(unit));
  const enough = model?.periods.filter(({ period, reporters }) => [last, before].includes(period) && reporters >= 3).length === 2;
  const all = model && enough ? periodRatio(model, last, before) : undefined;
  const matched = fixed.length >= 3 ? panelChange(fixed.map((unit) => panelUnit(inPanel.filter((cell) => cell.unit === unit), last, before)), Number.POSITIVE_INFINITY) : undefined;
  return {
    dispersion: model?.sumDispersion ?? 1,
    figures: [
      ...(all ? [{ code: 'ALLE_LEVERAARS' as const, ratio: all, contributions: sums(full) }] : []),
      ...(matched ? [{ code: 'VAST_PANEL' as const, ratio: matched, contributions: sums(inPanel) }] : []),
    ],
  };
}

/** With the declared breaks, or without them where they cannot be told from the windows themselves. */
function fitted(cells: readonly TrimCell[]): Exclude<ReturnType<typeof trim>, { refused: string }> | undefined {
  for (const given of [cells, cells.map(({ steps: _, ...cell }) => cell)]) {
    const model = trim(given);
    if (!('refused' in model)) return model;
  }
  return undefined;
}

/** The twelve months, counted back from the reference month, that a month lies in; windows sort as they follow each other. */
function windowOf(month: string, reference: string): string {
  const back = Math.floor((monthNumber(reference) - monthNumber(month)) / 12);
  return `${Number(reference.slice(0, 4)) - back}-${reference.slice(5)}`;
}

function windowBefore(reference: string): string {
  return `${Number(reference.slice(0, 4)) - 1}-${reference.slice(5)}`;
}

function summed(cells: readonly TrimCell[], period: string): Contribution[] {
  const units = new Map<string, number>();
  for (const cell of cells) if (cell.period === period && cell.count !== undefined) units.set(cell.unit, (units.get(cell.unit) ?? 0) + cell.count);
  return [...units].map(([unit, value]) => ({ unit, value }));
}

function panelUnit(cells: readonly TrimCell[], last: string, before: string): PanelUnit {
  const of = (period: string) => cells.filter((cell) => cell.period === period).reduce((sum, { count, exposure }) => ({ count: sum.count + count!, exposure: sum.exposure + exposure }), { count: 0, exposure: 0 });
  return { before: of(before), after: of(last) };
}
