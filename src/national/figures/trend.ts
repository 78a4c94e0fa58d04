/** The trend: rows of table cijfer for the last change, and table trend for all of it. */
import type { CijferRow } from '../../release/tables.js';
import type { TrendRow } from '../../release/statistical-rows.js';
import type { Estimate } from '../../statistics/interval.js';
import { trendWord } from '../../statistics/trend-word.js';
import type { MarkedEvent } from '../aggregate/count.js';
import { type Period, type ReleaseScope, windowStart } from '../aggregate/period.js';
import type { Programme } from '../aggregate/programme.js';
import type { Contribution, Contributions, TrendFigure } from '../aggregate/trend.js';
import type { ProtectionRules } from '../protect/linked.js';
import { isSensitive } from '../protect/primary.js';
import { changeStep, inSteps } from './coarse.js';
import { type Figures, rounded } from './figure.js';

export interface TrendSettings {
  readonly programme: Programme;
  readonly periods: readonly Period[];
  readonly rules: ProtectionRules;
  readonly minimum: number;
  /** Base to which counts are rounded. */
  readonly rounding: number;
  readonly scope: ReleaseScope;
}

/** The change over the last year, where the total is printed and neither of the two sums behind it would be withheld. */
export function trendFigures(figures: Figures, settings: TrendSettings): CijferRow[] {
  const { indicator, dimensie, reeks } = settings.programme.trend;
  const period = settings.periods.filter(({ soort }) => soort !== 'maand').at(-1);
  if (!period) return [];
  const total = figures.value('totaal', 'ALLE', period);
  return figures.trend.figures.map((one) => {
    const safe = total !== undefined && mayBeTold(one.contributions, settings);
    return figures.row(indicator, reeks, period, dimensie, one.code, 'procent', safe ? rounded(inSteps(percent(one.ratio), stepOf(one, settings)), 1) : undefined);
  });
}

/** Index, yearly changes, slope and breaks, each with the word of Statistics Netherlands. */
export function trendTable(figures: Figures, events: readonly MarkedEvent[], settings: TrendSettings): TrendRow[] {
  const { index, changes, slope, steps } = figures.trend;
  const name = (window: string): string => (settings.scope === 'jaar' ? window.slice(0, 4) : `${windowStart(window)}/${window}`);
  const status = (window: string): string => figures.notes.get(name(window))?.status ?? '';
  const told = ({ contributions }: TrendFigure): boolean => mayBeTold(contributions, settings);
  const row = (key: Pick<TrendRow, 'maat' | 'code' | 'periode' | 'tegenover' | 'eenheid' | 'woord'>, obs_status: string, estimate: Estimate | undefined): TrendRow => {
    const shown = estimate ? rounded(estimate, 1) : { waarde: null, onder: null, boven: null };
    return { ...key, woord: estimate ? key.woord : null, ...shown, obs_status, conf_status: estimate ? 'F' : 'C', vintage: figures.vintage };
  };
  const rows = [
    ...index.map((one) => row({ maat: 'index', code: one.code, periode: name(one.window), tegenover: name(one.against), eenheid: 'index', woord: null }, status(one.window), told(one) ? inSteps(scaled(one.ratio), stepOf(one, settings)) : undefined)),
    ...changes.map((one) => row({ maat: 'verandering', code: one.code, periode: name(one.window), tegenover: name(one.against), eenheid: 'procent', woord: trendWord(one.ratio) }, status(one.window), told(one) ? inSteps(percent(one.ratio), stepOf(one, settings)) : undefined)),
  ];
  // slope and breaks rest on all windows at once: they are told only where every index is
  if (!slope || index.length < 2 || !index.every(told)) return rows;
  const coarsest = Math.max(...index.map((one) => stepOf(one, settings)));
  const [first, last] = slope.windows.map(name) as [string, string];
  rows.push(row({ maat: 'helling', code: 'ALLE_LEVERAARS', periode: last, tegenover: first, eenheid: 'procent per jaar', woord: slope.word }, status(slope.windows[1]), inSteps(percent(slope), coarsest)));
  for (const step of steps) {
    const since = events.find(({ code }) => code === step.name)!.van.slice(0, 7);
    rows.push(row({ maat: 'breuk', code: step.name, periode: since, tegenover: since, eenheid: 'procent', woord: null }, 'b', inSteps(percent(step), coarsest)));
  }
  return rows;
}

function sum(given: readonly Contribution[]): number {
  return given.reduce((total, { value }) => total + value, 0);
}

function stepOf({ contributions }: TrendFigure, { rounding }: TrendSettings): number {
  return changeStep(contributions.map(sum), rounding);
}

function mayBeTold(contributions: Contributions, { rules, minimum }: TrendSettings): boolean {
  return contributions.every((given) => !isSensitive({ id: '', value: sum(given), contributions: given, minimum, importance: 0 }, rules));
}

function percent({ value, lower, upper }: Estimate): Estimate {
  const of = (factor: number): number => 100 * (factor - 1);
  return { value: of(value), lower: of(lower), upper: of(upper) };
}

function scaled({ value, lower, upper }: Estimate): Estimate {
  return { value: 100 * value, lower: 100 * lower, upper: 100 * upper };
}
