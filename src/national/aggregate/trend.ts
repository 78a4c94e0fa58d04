/** Whether it grows: years, or windows of twelve months, against each other by CBS's model and over a fixed panel (I30). */
import type { Database } from '../../database/database.js';
import type { Estimate } from '../../statistics/interval.js';
import { panelChange, type PanelUnit } from '../../statistics/panel.js';
import { periodRatio, type Trim, trim, type TrimEffect } from '../../statistics/trim.js';
import type { TrimCell } from '../../statistics/trim-design.js';
import type { TrendWord } from '../../statistics/trend-word.js';
import { type Count, type MarkedEvent, statement } from './count.js';
import { monthNumber, windowStart } from './period.js';
import type { Denominator } from './programme.js';

/** Null where a denominator is unknown. */
export type PanelMonth = { readonly organisatie: string; readonly maand: string; readonly gemeld: boolean; readonly fte: number | null } & Readonly<Partial<Record<Denominator, number | null>>>;

export interface Contribution {
  readonly unit: string;
  readonly value: number;
}

/** What each organisation contributed to a window, and to the one it is compared with. */
export type Contributions = readonly [readonly Contribution[], readonly Contribution[]];

export interface TrendFigure {
  readonly code: 'ALLE_LEVERAARS' | 'VAST_PANEL';
  /** The window by its last month, and the one it is compared with. */
  readonly window: string;
  readonly against: string;
  /** Rate of the window over that of the other. */
  readonly ratio: Estimate;
  readonly contributions: Contributions;
}

export interface Trend {
  /** The last window against the one before. */
  readonly figures: readonly TrendFigure[];
  /** Every window against the one before. */
  readonly changes: readonly TrendFigure[];
  /** Every window against the first. */
  readonly index: readonly (TrendFigure & { readonly reporters: number })[];
  /** Change a year as a factor over all windows; undefined with one window or none. */
  readonly slope: (Estimate & { readonly word: TrendWord; readonly windows: readonly [first: string, last: string] }) | undefined;
  /** What each declared break did to the level, as far as it can be told. */
  readonly steps: readonly TrimEffect[];
  /** Variance over mean of a sum of incidents over months and organisations; 1 when it cannot be told. */
  readonly dispersion: number;
}

/** Who was expected and how large, month by month. */
export async function panel(db: Database, reference: string): Promise<PanelMonth[]> {
  return db.rows<PanelMonth>(statement('panel'), { tot: reference });
}

interface WindowCell extends TrimCell {
  readonly maand: string;
}

/** The trend up to a reference month; without figures where it cannot be told. Events of the kinds in `breaks` get a step of their own. */
export function trend(months: readonly PanelMonth[], counts: readonly Count[], events: readonly MarkedEvent[], breaks: readonly string[], reference: string): Trend {
  const cells = windowCells(months, counts, 'fte', events.filter(({ soort }) => breaks.includes(soort)), reference);
  const model = fitted(cells);
  const windows = [...new Set(cells.map(({ period }) => period))].sort();
  const changes = windows.slice(1).flatMap((window, at) => changesOf(cells, model, window, windows[at]!));
  const last = windowOf(reference, reference);
  return {
    dispersion: model?.sumDispersion ?? 1,
    changes,
    figures: changes.filter(({ window }) => window === last),
    index: model && windows.length > 1 ? indexOf(cells, model, windows) : [],
    slope: model && { ...model.slope, windows: [model.periods[0]!.period, model.periods.at(-1)!.period] },
    steps: model?.steps ?? [],
  };
}

/**
 * Variance over mean of the counts that stand above a denominator, as months and organisations show it; 1 when it cannot be told.
 * With a single window the months themselves are the periods.
 */
export function dispersionOf(months: readonly PanelMonth[], counts: readonly Count[], denominator: Denominator, reference: string): number {
  const cells = windowCells(months, counts, denominator, [], reference);
  const model = fitted(cells) ?? fitted(cells.map(({ unit, maand, count, exposure }) => ({ unit, period: maand, count, exposure })));
  return model?.sumDispersion ?? 1;
}

/** Cells of the windows that count: the oldest only when somebody was expected from its first month on. */
function windowCells(months: readonly PanelMonth[], counts: readonly Count[], denominator: Denominator, steps: readonly MarkedEvent[], reference: string): WindowCell[] {
  const counted = new Map(counts.map((count) => [`${count.organisatie} ${count.maand}`, count.aantal]));
  const cells = months.flatMap(({ organisatie, maand, gemeld, [denominator]: exposure }): WindowCell[] => {
    if (!exposure) return [];
    return [{
      unit: organisatie,
      maand,
      period: windowOf(maand, reference),
      season: maand.slice(5),
      exposure,
      count: gemeld ? (counted.get(`${organisatie} ${maand}`) ?? 0) : undefined,
      steps: steps.filter(({ van, tot }) => van.slice(0, 7) <= maand && (tot === null || maand <= tot.slice(0, 7))).map(({ code }) => code),
    }];
  });
  const whole = new Set(cells.filter(({ season }) => season === windowStart(reference).slice(5)).map(({ period }) => period));
  return cells.filter(({ period }) => whole.has(period));
}

function changesOf(cells: readonly WindowCell[], model: Trim | undefined, window: string, against: string): TrendFigure[] {
  const shared = { window, against };
  const enough = model?.periods.filter(({ period, reporters }) => [window, against].includes(period) && reporters >= 3).length === 2;
  const all = model && enough ? periodRatio(model, window, against) : undefined;
  const fixed = [...new Set(cells.map(({ unit }) => unit))].filter((unit) => cells.filter((cell) => cell.unit === unit && cell.count !== undefined && [window, against].includes(cell.period)).length === 24);
  const inPanel = cells.filter(({ unit }) => fixed.includes(unit));
  const matched = fixed.length >= 3 ? panelChange(fixed.map((unit) => panelUnit(inPanel.filter((cell) => cell.unit === unit), window, against)), Number.POSITIVE_INFINITY) : undefined;
  return [
    ...(all ? [{ code: 'ALLE_LEVERAARS' as const, ...shared, ratio: all, contributions: [summed(cells, window), summed(cells, against)] as const }] : []),
    ...(matched ? [{ code: 'VAST_PANEL' as const, ...shared, ratio: matched, contributions: [summed(inPanel, window), summed(inPanel, against)] as const }] : []),
  ];
}

function indexOf(cells: readonly WindowCell[], model: Trim, windows: readonly string[]): Trend['index'] {
  const base = windows[0]!;
  return model.periods.flatMap(({ period, index, reporters }) =>
    index ? [{ code: 'ALLE_LEVERAARS' as const, window: period, against: base, ratio: index, reporters, contributions: [summed(cells, period), summed(cells, base)] as const }] : [],
  );
}

/** With the declared breaks, or without them where they cannot be told from the windows themselves. */
function fitted(cells: readonly TrimCell[]): Trim | undefined {
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

function summed(cells: readonly TrimCell[], period: string): Contribution[] {
  const units = new Map<string, number>();
  for (const cell of cells) if (cell.period === period && cell.count !== undefined) units.set(cell.unit, (units.get(cell.unit) ?? 0) + cell.count);
  return [...units].map(([unit, value]) => ({ unit, value }));
}

function panelUnit(cells: readonly TrimCell[], last: string, before: string): PanelUnit {
  const of = (period: string) => cells.filter((cell) => cell.period === period).reduce((sum, { count, exposure }) => ({ count: sum.count + count!, exposure: sum.exposure + exposure }), { count: 0, exposure: 0 });
  return { before: of(before), after: of(last) };
}
