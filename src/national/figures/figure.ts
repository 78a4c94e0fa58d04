/** Rows of table cijfer out of protected cells; nothing else ever reaches it. */
import { type Cell, shown } from '../../release/cell.js';
import type { CijferRow } from '../../release/tables.js';
import type { Estimate } from '../../statistics/interval.js';
import { roundDecimal } from '../../statistics/rounding.js';
import type { Exposure } from '../aggregate/exposure.js';
import type { Period } from '../aggregate/period.js';
import { cellId } from '../aggregate/tables.js';
import type { Trend } from '../aggregate/trend.js';
import type { History } from '../history.js';
import { coarseSpread } from './coarse.js';
import type { PeriodNote } from './notes.js';

export interface Figure {
  readonly waarde: number | null;
  readonly onder?: number;
  readonly boven?: number;
  /** Absent from an estimate that counts nothing. */
  readonly teller?: number;
  readonly noemer?: number;
  /** Marks of the figure itself, beside those of its period. */
  readonly marks?: string;
}

export interface FigureSources {
  readonly safe: ReadonlyMap<string, Cell>;
  readonly exposures: readonly Exposure[];
  readonly trend: Trend;
  /** Variance over mean of the counts of each table with a rate. */
  readonly dispersions: ReadonlyMap<string, number>;
  /** The same of incidents that come by families and employees, over a month and over a year; 1 when nothing is known of it. */
  readonly repeats?: { readonly maand: number; readonly jaar: number };
  readonly vintage: string;
  readonly notes: ReadonlyMap<string, PeriodNote>;
  /** What was published before. */
  readonly history: History;
}

export class Figures implements FigureSources {
  readonly safe: FigureSources['safe'];
  readonly exposures: FigureSources['exposures'];
  readonly trend: Trend;
  readonly dispersions: FigureSources['dispersions'];
  readonly repeats: { readonly maand: number; readonly jaar: number };
  readonly vintage: string;
  readonly notes: FigureSources['notes'];
  readonly history: History;

  constructor({ safe, exposures, trend, dispersions, repeats = { maand: 1, jaar: 1 }, vintage, notes, history }: FigureSources) {
    [this.safe, this.exposures, this.trend, this.dispersions, this.repeats, this.vintage, this.notes, this.history] = [safe, exposures, trend, dispersions, repeats, vintage, notes, history];
  }

  /** A protected count; undefined when it is withheld or not in the programme. */
  value(table: string, code: string, period: Period): number | undefined {
    const cell = this.safe.get(cellId(table, code, period));
    return cell && shown(cell);
  }

  /** Variance over mean by which the interval of a rate is widened: what months and organisations differ by, or what repeats bring, whichever is more. */
  spread(table: string, over: 'maand' | 'jaar'): number {
    return Math.max(coarseSpread(this.dispersions.get(table) ?? 1), this.repeats[over]);
  }

  /** Whether the programme counts anything there. */
  has(table: string, code: string, period: Period): boolean {
    return this.safe.has(cellId(table, code, period));
  }

  /** A figure whose count was last printed just so is printed as it was then, with its vintage: nobody sees whether anything changed below it. */
  row(indicator: string, reeks: string, period: Period, dimensie: string, code: string, eenheid: string, figure: Figure | undefined): CijferRow {
    const note = this.notes.get(period.id)!;
    const { waarde = null, onder = null, boven = null, teller = null, noemer = null, marks = '' } = figure ?? {};
    const key = { indicator, reeks, periode: period.id, periode_soort: period.soort, dimensie, code };
    const quality = { dekking: note.aandeel, obs_status: marked(note.status + marks), conf_status: figure ? 'F' : 'C', vintage: this.vintage };
    const row = { ...key, waarde, onder, boven, teller, noemer, eenheid, ...quality };
    const before = teller === null ? undefined : this.history.last(row)?.row;
    if (!before || before.teller !== teller || (reeks === 'aandeel' && before.noemer !== noemer)) return row;
    return { ...row, waarde: before.waarde, onder: before.onder, boven: before.boven, noemer: before.noemer, dekking: before.dekking, vintage: before.vintage };
  }
}

/** Marks in their fixed order, each once. */
export function marked(marks: string): string {
  return (['p', 'e', 'i', 'u', 'b', 'n'] as const).filter((mark) => marks.includes(mark)).join('');
}

/** An estimate with its limits, rounded once for all forms of the release. */
export function rounded(estimate: Estimate, digits: number): { waarde: number; onder: number; boven: number } {
  const round = (value: number): number => roundDecimal(value, digits);
  return { waarde: round(estimate.value), onder: round(estimate.lower), boven: round(estimate.upper) };
}
