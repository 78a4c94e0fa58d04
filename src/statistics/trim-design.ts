/** Which part of the observations can tell a trend: the design of the model behind trim.ts. */
import type { LogLinearRow } from './loglinear.js';

/** What one organisation had in one month (or year); count undefined where it did not report. */
export interface TrimCell {
  readonly unit: string;
  /** The period whose effects are the trend: a year, or a month; sorted as text. */
  readonly period: string;
  /** Part of the year, '01' to '12', when there are several cells in a period. */
  readonly season?: string;
  readonly count: number | undefined;
  /** FTE-months, or 1 where nothing is known. */
  readonly exposure: number;
  /** Names of the declared breaks that have taken effect for this cell. */
  readonly steps?: readonly string[];
}

export type TrimRefusal =
  /** Fewer than two periods or no degrees of freedom. */
  | { readonly refused: 'TE_WEINIG'; readonly about: readonly string[] }
  /** Groups of organisations that share no period with the others; `about` names the periods outside the first group. */
  | { readonly refused: 'NIET_VERBONDEN'; readonly about: readonly string[] }
  /** Periods or parts of the year without a single event. */
  | { readonly refused: 'ZONDER_VOORVALLEN'; readonly about: readonly string[] }
  /** Effects that cannot be told apart, such as a break for all at the turn of a period. */
  | { readonly refused: 'NIET_TE_SCHEIDEN'; readonly about: readonly string[] }
  | { readonly refused: 'GEEN_OPLOSSING'; readonly about: readonly string[] };

export interface TrimDesign {
  readonly periods: readonly string[];
  /** Number of organisations that reported in each period. */
  readonly reporters: readonly number[];
  /** How the season enters: a factor, two harmonics when there are fewer than 24 months, or not at all. */
  readonly season: 'factor' | 'harmonisch' | 'geen';
  /** Organisations in the model, and those left out because they never had an event. */
  readonly units: readonly string[];
  readonly zeroUnits: readonly string[];
  /** Rows of all cells of the units in the model, the observed ones first. */
  readonly rows: readonly LogLinearRow[];
  readonly cells: readonly TrimCell[];
  readonly observed: number;
  /** Names of the columns: units, then periods but the first, seasons, breaks. */
  readonly columns: readonly string[];
  readonly firstPeriod: number;
  readonly firstStep: number;
  readonly steps: readonly string[];
}

/** Months needed before every month of the year gets an effect of its own. */
const monthsForFactor = 24;

/** Lays the cells out as a log-linear model of unit + period (+ season + breaks) with offset ln exposure. */
export function trimDesign(cells: readonly TrimCell[]): TrimDesign | TrimRefusal {
  const usable = cells.filter(({ exposure }) => exposure > 0);
  const seen = usable.filter(({ count }) => count !== undefined);
  const periods = distinct(seen.map((cell) => cell.period));
  const positive = new Set(seen.filter(({ count }) => count! > 0).map((cell) => cell.unit));
  const units = [...positive].sort();
  const observed = seen.filter(({ unit }) => positive.has(unit));
  const missing = usable.filter(({ unit, period, count }) => count === undefined && positive.has(unit) && periods.includes(period));
  if (periods.length < 2 || units.length === 0) return { refused: 'TE_WEINIG', about: periods };
  const empty = withoutEvents(observed, periods);
  if (empty.length > 0) return { refused: 'ZONDER_VOORVALLEN', about: empty };
  const apart = unconnected(observed, periods);
  if (apart.length > 0) return { refused: 'NIET_VERBONDEN', about: apart };

  const seasons = distinct(observed.map((cell) => cell.season ?? ''));
  const months = new Set(observed.map((cell) => `${cell.period} ${cell.season ?? ''}`)).size;
  const season = seasons.length === 1 ? 'geen' : months >= monthsForFactor ? 'factor' : 'harmonisch';
  const silent = season === 'factor' ? seasons.filter((one) => !observed.some((cell) => (cell.season ?? '') === one && cell.count! > 0)) : [];
  if (silent.length > 0) return { refused: 'ZONDER_VOORVALLEN', about: silent };
  const seasonColumns = season === 'factor' ? seasons.slice(1) : season === 'harmonisch' ? harmonics.map(({ name }) => name) : [];
  const steps = distinct(observed.flatMap((cell) => cell.steps ?? []));
  const columns = [...units, ...periods.slice(1), ...seasonColumns, ...steps];
  const [firstPeriod, firstSeason] = [units.length, units.length + periods.length - 1];
  const firstStep = firstSeason + seasonColumns.length;

  const seasonal = (cell: TrimCell): [number, number][] => {
    if (season === 'harmonisch') return harmonics.map(({ of }, i) => [firstSeason + i, of((Math.PI * Number(cell.season)) / 6)]);
    const at = season === 'factor' ? seasons.indexOf(cell.season ?? '') : 0;
    return at > 0 ? [[firstSeason + at - 1, 1]] : [];
  };
  const row = (cell: TrimCell): LogLinearRow => {
    const period = periods.indexOf(cell.period);
    const terms: [number, number][] = [[units.indexOf(cell.unit), 1], ...(period > 0 ? [[firstPeriod + period - 1, 1] as [number, number]] : []), ...seasonal(cell)];
    for (const step of cell.steps ?? []) if (steps.includes(step)) terms.push([firstStep + steps.indexOf(step), 1]);
    return { count: cell.count ?? 0, offset: Math.log(cell.exposure), terms };
  };
  const ordered = [...observed, ...missing.filter((cell) => season !== 'factor' || seasons.includes(cell.season ?? ''))];
  return {
    periods, season, units, columns, firstPeriod, firstStep, steps,
    reporters: periods.map((period) => new Set(seen.filter((cell) => cell.period === period).map((cell) => cell.unit)).size),
    zeroUnits: distinct(seen.map((cell) => cell.unit)).filter((unit) => !positive.has(unit)),
    rows: ordered.map(row),
    cells: ordered,
    observed: observed.length,
  };
}

const harmonics: readonly { name: string; of: (angle: number) => number }[] = [
  { name: 'cos 1', of: (angle) => Math.cos(angle) },
  { name: 'sin 1', of: (angle) => Math.sin(angle) },
  { name: 'cos 2', of: (angle) => Math.cos(2 * angle) },
  { name: 'sin 2', of: (angle) => Math.sin(2 * angle) },
];

function withoutEvents(observed: readonly TrimCell[], periods: readonly string[]): string[] {
  const met = new Set(observed.filter(({ count }) => count! > 0).map((cell) => cell.period));
  return periods.filter((period) => !met.has(period));
}

/** Periods that no chain of organisations ties to the first one. */
function unconnected(observed: readonly TrimCell[], periods: readonly string[]): string[] {
  const unitsOf = grouped(observed, (cell) => cell.period, (cell) => cell.unit);
  const periodsOf = grouped(observed, (cell) => cell.unit, (cell) => cell.period);
  const reached = new Set([periods[0]!]);
  const units = new Set<string>();
  const queue = [periods[0]!];
  for (let period = queue.pop(); period !== undefined; period = queue.pop()) {
    for (const unit of unitsOf.get(period) ?? []) {
      if (units.has(unit)) continue;
      units.add(unit);
      for (const next of periodsOf.get(unit)!) {
        if (reached.has(next)) continue;
        reached.add(next);
        queue.push(next);
      }
    }
  }
  return periods.filter((period) => !reached.has(period));
}

function grouped(cells: readonly TrimCell[], by: (cell: TrimCell) => string, what: (cell: TrimCell) => string): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const cell of cells) {
    const key = by(cell);
    const group = groups.get(key);
    if (group) group.add(what(cell));
    else groups.set(key, new Set([what(cell)]));
  }
  return groups;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
