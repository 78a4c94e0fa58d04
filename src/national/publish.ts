/** From the store to the tables of a release: aggregate, protect, and only then compute what follows from the counts. */
import { codeList } from '../codebook/codebook.js';
import type { Codebook } from '../codebook/schema.js';
import type { Database } from '../database/database.js';
import { type Cell, printedCount, shown } from '../release/cell.js';
import type { Truth } from '../release/audit/audit.js';
import type { Layout } from '../release/layout.js';
import type { CijferRow, CodelijstRow, DekkingRow, GebeurtenisRow, IndicatorRow, OrganisatieDekkingRow } from '../release/tables.js';
import { proportion } from '../statistics/proportions.js';
import { rateOn } from '../statistics/rate-bases.js';
import { roundDecimal } from '../statistics/rounding.js';
import { countAll, coverage, type Coverage, type MarkedEvent, markedEvents, namedCoverage, vintage } from './aggregate/count.js';
import { fteShare, type PeriodCoverage, periodCoverage } from './aggregate/coverage.js';
import { type Exposure, exposures, periodExposure } from './aggregate/exposure.js';
import { describedCodes, describedIndicators } from './aggregate/labels.js';
import { publishedLayout } from './aggregate/layout.js';
import { monthStatus, type Period, publishedPeriods } from './aggregate/period.js';
import { loadProgramme, type Programme, type ProgrammeTable } from './aggregate/programme.js';
import { panel, type Trend, trend, type TrendFigure } from './aggregate/trend.js';
import { cellId, type CountTables, countTables, type TableCell } from './aggregate/tables.js';
import type { ProtectionConfig } from './protect/config.js';
import type { ProtectionRules } from './protect/linked.js';
import { isSensitive, needOf } from './protect/primary.js';
import { protect } from './protect/protect.js';

export interface PublishSettings {
  /** Reference month, 'YYYY-MM'. */
  readonly maand: string;
  readonly codebook: Codebook;
  readonly config: ProtectionConfig;
  /** Secret: nobody may estimate another's part of a figure to within p percent. */
  readonly p: number;
  /** Codes of the organisations that agreed to be named as taking part. */
  readonly genoemd?: readonly string[];
}

export interface CompiledRelease {
  readonly cijfer: CijferRow[];
  readonly dekking: DekkingRow[];
  readonly organisatie_dekking: OrganisatieDekkingRow[];
  readonly gebeurtenis: GebeurtenisRow[];
  readonly codelijst: CodelijstRow[];
  readonly indicator: IndicatorRow[];
  /** How the counts hang together; published with them. */
  readonly layout: Layout;
  /** For the audit only: never leaves this side. */
  readonly truth: Truth;
  /** Numbers of count cells: all, withheld (for themselves, or to protect others), and zero. */
  readonly protection: { readonly cells: number; readonly suppressed: number; readonly primary: number; readonly secondary: number; readonly zero: number };
}

/** The tables of a release of a month, safe and sorted; every rate and share is computed from the protected counts. */
export async function compileRelease(db: Database, settings: PublishSettings): Promise<CompiledRelease> {
  const { maand, codebook, config } = settings;
  const rules: ProtectionRules = { ...config, p: settings.p, insiders: true };
  const programme = loadProgramme();
  const months = await coverage(db, maand);
  const events = await markedEvents(db, maand);
  const periods = publishedPeriods(months.filter((month) => month.geleverd > 0).map((month) => month.maand), maand);
  const lists = new Map(programme.tabellen.flatMap(({ lijst }) => (lijst === undefined ? [] : [[lijst, levelOneCodes(codebook, lijst)]])));
  const counts = await countAll(db, programme, maand);
  const change = trend(await panel(db, maand), counts.get('totaal')!, events, programme.breuk, maand);
  const tables = countTables(programme, counts, periods, lists, config);
  const linked = { cells: tables.cells.map(({ id, value, contributions, minimum, importance, hidden }) => ({ id, value, contributions, minimum, importance, hidden })), equations: tables.equations };
  const safe = printed(protect(linked, rules), config.afronding);

  const figures = new Figures(safe, await exposures(db, maand), change, await vintage(db), periodNotes(periods, months, events, programme, settings));
  const cijfer = [...programme.tabellen.flatMap((table) => tableFigures(table, tables, periods, figures, config)), ...trendFigures(programme, periods, figures, rules, config)];
  const described = new Set(cijfer.map((row) => row.dimensie));
  return {
    cijfer: cijfer.sort(byKey((row) => [row.indicator, row.reeks, row.periode, row.dimensie, row.code])),
    dekking: months.map((month) => coverageRow(month, settings)),
    organisatie_dekking: await namedCoverage(db, maand, settings.genoemd ?? []),
    gebeurtenis: events.map((event) => ({ ...event })),
    codelijst: describedCodes(programme, tables.codes, codebook).filter((row) => described.has(row.lijst)).sort(byKey((row) => [row.lijst, row.code])),
    indicator: describedIndicators([...new Set(cijfer.map((row) => row.indicator)), 'I26'], codebook),
    layout: publishedLayout(programme, tables, periods, config),
    truth: {
      contributions: new Map(tables.cells.map(({ id, contributions }) => [id, contributions])),
      sensitive: new Map(tables.cells.flatMap((cell) => levelsOf(cell, rules))),
    },
    protection: summary(tables.cells, safe, rules),
  };
}

/**
 * How far up, at least, a sensitive count must seem possible, and how far apart its bounds must lie. Nothing is asked of the lower
 * bound by itself: where withheld months are known not to be zero, no pattern can give it.
 */
function levelsOf(cell: TableCell, rules: ProtectionRules): [string, { low: number; high: number; width: number }][] {
  const need = needOf(cell, rules);
  return need ? [[cell.id, { low: cell.value, high: cell.value + need.up, width: need.up }]] : [];
}

/** Every shown count is rounded once, here; all that follows from counts is computed after it. */
function printed(safe: ReadonlyMap<string, Cell>, base: number): Map<string, Cell> {
  return new Map([...safe].map(([id, cell]) => [id, 'value' in cell ? { value: printedCount(cell.value, base) } : cell]));
}

interface PeriodNote extends PeriodCoverage {
  readonly status: string;
}

/** Rows of table cijfer out of protected cells; nothing else ever reaches it. */
class Figures {
  constructor(
    readonly safe: ReadonlyMap<string, Cell>,
    readonly exposures: readonly Exposure[],
    readonly trend: Trend,
    readonly vintage: string,
    readonly notes: ReadonlyMap<string, PeriodNote>,
  ) {}

  value(table: string, code: string, period: Period): number | undefined {
    return shown(this.safe.get(cellId(table, code, period))!);
  }

  row(indicator: string, reeks: string, period: Period, dimensie: string, code: string, eenheid: string, figure: Figure | undefined): CijferRow {
    const note = this.notes.get(period.id)!;
    const { waarde = null, onder = null, boven = null, teller = null, noemer = null, marks = '' } = figure ?? {};
    const status = (['p', 'u', 'b', 'n'] as const).filter((mark) => (note.status + marks).includes(mark)).join('');
    const key = { indicator, reeks, periode: period.id, periode_soort: period.soort, dimensie, code };
    const quality = { dekking: note.aandeel, obs_status: status, conf_status: figure ? 'F' : 'C', vintage: this.vintage };
    return { ...key, waarde, onder, boven, teller, noemer, eenheid, ...quality };
  }
}

type Rate = NonNullable<ProgrammeTable['verhouding']>;

interface Figure {
  readonly waarde: number | null;
  readonly onder?: number;
  readonly boven?: number;
  /** Absent from an estimate that counts nothing. */
  readonly teller?: number;
  readonly noemer?: number;
  /** Marks of the figure itself, beside those of its period. */
  readonly marks?: string;
}

function tableFigures(table: ProgrammeTable, tables: CountTables, periods: readonly Period[], figures: Figures, config: ProtectionConfig): CijferRow[] {
  const rows: CijferRow[] = [];
  const codes = tables.codes.get(table.id)!;
  const sums = Object.keys(table.sommen);
  const dimension = (code: string): string => (sums.includes(code) ? `${table.id}_som` : table.id);
  for (const period of periods) {
    if (!table.perioden.includes(period.soort)) continue;
    for (const code of table.telling ? [...codes, ...sums] : []) {
      const teller = figures.value(table.id, code, period);
      rows.push(figures.row(table.indicator, 'voorvallen', period, dimension(code), code, 'voorvallen', teller === undefined ? undefined : { waarde: teller, teller }));
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

/** Incidents against a denominator in a month, or over twelve months, of organisations with both. */
function rateRow(indicator: string, table: string, { noemer: denominator, basis, reeks, plaats, eenheid }: Rate, period: Period, figures: Figures, config: ProtectionConfig): CijferRow {
  const over = period.soort === '12maanden' ? 'jaar' : 'maand';
  const teller = figures.value(table, 'MET', period);
  const noemer = periodExposure(period, figures.exposures, denominator);
  const row = (figure: Figure | undefined): CijferRow => figures.row(indicator, reeks, period, ...plaats, eenheid[over], figure);
  if (teller === undefined) return row(undefined);
  // over twelve months the interval also holds what makes months differ beside chance; a month keeps that of chance (Fingertips)
  const estimate = rateOn(basis, over, teller, noemer, 0.95, over === 'jaar' && plaats[0] === 'totaal' ? coarseSpread(figures.trend.dispersion) : 1);
  return row(estimate ? { ...rounded(estimate, 2), teller, noemer, marks: teller < config.betrouwbaarAantal ? 'u' : '' } : { waarde: null, teller, noemer, marks: 'n' });
}

/** The spread of months is estimated from exact counts; in tenths it tells nothing of any. */
function coarseSpread(dispersion: number): number {
  return Math.ceil(10 * dispersion) / 10;
}

/** The change over twelve months, where the total is printed and neither of the two sums behind it would be withheld. */
function trendFigures({ trend: { indicator, dimensie, reeks } }: Programme, periods: readonly Period[], figures: Figures, rules: ProtectionRules, { minimum, afronding: rounding }: ProtectionConfig): CijferRow[] {
  const period = periods.find(({ soort }) => soort === '12maanden');
  if (!period) return [];
  const total = figures.value('totaal', 'ALLE', period);
  return figures.trend.figures.map(({ code, ratio, contributions }: TrendFigure) => {
    const safe = total !== undefined && contributions.every((given) => !isSensitive({ id: code, value: given.reduce((sum, { value }) => sum + value, 0), contributions: given, minimum, importance: 0 }, rules));
    const percent = (factor: number): number => 100 * (factor - 1);
    const coarse = (factor: number): number => toStep(percent(factor), trendStep(contributions, rounding));
    const figure = { value: coarse(ratio.value), lower: coarse(ratio.lower), upper: coarse(ratio.upper) };
    return figures.row(indicator, reeks, period, dimensie, code, 'procent', safe ? rounded(figure, 1) : undefined);
  });
}

/**
 * A change is estimated from exact counts, so it is printed in steps that are worth at least twice the base of rounding: it then
 * says no more of a sum than its rounded count does.
 */
function trendStep(contributions: TrendFigure['contributions'], rounding: number): number {
  const sums = contributions.map((given) => given.reduce((sum, { value }) => sum + value, 0));
  const worth = rounding > 1 ? (200 * rounding) / Math.max(1, Math.min(...sums)) : 0;
  return [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50].find((step) => step >= worth) ?? 100;
}

function toStep(value: number, step: number): number {
  return step * Math.round(value / step);
}

function shareOf(teller: number | undefined, noemer: number | undefined): Figure | undefined {
  if (teller === undefined || noemer === undefined) return undefined;
  const estimate = proportion(teller, noemer, 100);
  return estimate ? { ...rounded(estimate, 1), teller, noemer } : { waarde: null, teller, noemer, marks: 'n' };
}

function rounded(estimate: { value: number; lower: number; upper: number }, digits: number): { waarde: number; onder: number; boven: number } {
  const round = (value: number): number => roundDecimal(value, digits);
  return { waarde: round(estimate.value), onder: round(estimate.lower), boven: round(estimate.upper) };
}

/** What holds for every figure of a period: coverage, and p (provisional), u (too little coverage) and b (break). */
function periodNotes(periods: readonly Period[], months: readonly Coverage[], events: readonly MarkedEvent[], programme: Programme, { maand, config }: PublishSettings): Map<string, PeriodNote> {
  const breaks = new Set(events.filter((event) => programme.breuk.includes(event.soort)).map((event) => event.van.slice(0, 7)));
  return new Map(
    periods.map((period) => {
      const cover = periodCoverage(period, months);
      const thin = !period.volledig || (cover.aandeel !== null && cover.aandeel < config.betrouwbareDekking);
      const provisional = period.maanden.some((month) => monthStatus(month, maand, config) === 'voorlopig');
      const broken = period.maanden.some((month) => breaks.has(month));
      return [period.id, { ...cover, status: `${provisional ? 'p' : ''}${thin ? 'u' : ''}${broken ? 'b' : ''}` }];
    }),
  );
}

function coverageRow(month: Coverage, { maand, config }: PublishSettings): DekkingRow {
  return {
    maand: month.maand,
    organisaties_verwacht: month.verwacht,
    organisaties_geleverd: month.geleverd,
    organisaties_nul: month.nul,
    fte_verwacht: month.fte_verwacht,
    fte_geleverd: month.fte_geleverd,
    aandeel_fte: fteShare(month.fte_verwacht, month.fte_geleverd),
    status: monthStatus(month.maand, maand, config),
  };
}

function levelOneCodes(codebook: Codebook, list: string): string[] {
  return codeList(codebook, list).codes.filter((code) => code.niveau === 1).map((code) => code.code);
}

function summary(cells: readonly TableCell[], safe: ReadonlyMap<string, Cell>, rules: ProtectionRules): CompiledRelease['protection'] {
  const printed = cells.filter((cell) => !cell.hidden);
  const suppressed = printed.filter((cell) => shown(safe.get(cell.id)!) === undefined).length;
  const primary = printed.filter((cell) => isSensitive(cell, rules)).length;
  return { cells: printed.length, suppressed, primary, secondary: suppressed - primary, zero: printed.filter((cell) => cell.value === 0).length };
}

function byKey<T>(key: (row: T) => readonly string[]): (a: T, b: T) => number {
  return (a, b) => {
    const [keyA, keyB] = [key(a), key(b)];
    const at = keyA.findIndex((part, i) => part !== keyB[i]);
    return at < 0 ? 0 : keyA[at]! < keyB[at]! ? -1 : 1;
  };
}
