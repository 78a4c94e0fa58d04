/** How much published figures changed afterwards (ONS and OECD revision analysis). */
import { twoSidedT } from './student.js';

export interface PublishedFigure {
  readonly period: string;
  /** How many releases after the first one of this period. */
  readonly lag: number;
  readonly value: number;
}

export interface RevisionStatistics {
  readonly lag: number;
  readonly periods: number;
  /** Mean revision, latest minus published, with its t interval; mean absolute revision; and that relative to the latest values. */
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
  readonly meanAbsolute: number;
  readonly relativeAbsolute: number;
}

/** Revisions from each lag to the latest value of the period; a period's latest value itself is not counted. */
export function revisionStatistics(figures: readonly PublishedFigure[], confidence = 0.95): RevisionStatistics[] {
  const latest = new Map<string, PublishedFigure>();
  for (const figure of figures) if (!(latest.get(figure.period)?.lag! >= figure.lag)) latest.set(figure.period, figure);
  const lags = [...new Set(figures.map(({ lag }) => lag))].sort((a, b) => a - b);
  return lags.flatMap((lag): RevisionStatistics[] => {
    const pairs = figures.filter((figure) => figure.lag === lag && latest.get(figure.period)!.lag > lag).map(({ period, value }) => ({ from: value, to: latest.get(period)!.value }));
    const n = pairs.length;
    if (n === 0) return [];
    const revisions = pairs.map(({ from, to }) => to - from);
    const mean = total(revisions) / n;
    const absolute = total(revisions.map(Math.abs));
    const se = Math.sqrt(total(revisions.map((one) => (one - mean) ** 2)) / (n - 1) / n);
    const spread = n > 1 ? twoSidedT(confidence, n - 1) * se : Number.NaN;
    const size = total(pairs.map(({ to }) => Math.abs(to)));
    return [{ lag, periods: n, mean, lower: mean - spread, upper: mean + spread, meanAbsolute: absolute / n, relativeAbsolute: size > 0 ? absolute / size : Number.NaN }];
  });
}

/** Why a figure changed. */
export type RevisionCause = 'NAMELDING' | 'HERLEVERING' | 'NIEUWE_ORGANISATIE' | 'BASISJAAR' | 'SEIZOEN' | 'HERSCHATTING' | 'METHODE' | 'CODEBOEK' | 'KOPPELING' | 'FOUT';
export type RevisionClass = 'R1' | 'R2' | 'R3' | 'C';

const classes: Readonly<Record<RevisionCause, RevisionClass>> = {
  NAMELDING: 'R1',
  HERLEVERING: 'R1',
  NIEUWE_ORGANISATIE: 'R1',
  BASISJAAR: 'R2',
  SEIZOEN: 'R2',
  HERSCHATTING: 'R2',
  METHODE: 'R3',
  CODEBOEK: 'R3',
  KOPPELING: 'C',
  FOUT: 'C',
};

/** Class of ONS: better source data (R1), routine recalculation (R2), a better method (R3), or an unplanned correction (C). */
export function revisionClass(cause: RevisionCause): RevisionClass {
  return classes[cause];
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
