/** From the store to the tables of a release: aggregate, protect, and only then compute what follows from the counts. */
import { codeList } from '../codebook/codebook.js';
import type { Codebook } from '../codebook/schema.js';
import type { Database } from '../database/database.js';
import { type Cell, shown } from '../release/cell.js';
import type { ReleaseText, Truth } from '../release/audit/audit.js';
import type { Layout } from '../release/layout.js';
import type { StatisticalTables } from '../release/statistical-rows.js';
import type { CijferRow, CodelijstRow, DekkingRow, GebeurtenisRow, IndicatorRow, OrganisatieDekkingRow } from '../release/tables.js';
import { type Count, countAll, coverage, markedEvents, namedCoverage, storeState } from './aggregate/count.js';
import { exposures } from './aggregate/exposure.js';
import { describedCodes, describedIndicators } from './aggregate/labels.js';
import { publishedLayout } from './aggregate/layout.js';
import { type OrganisationPeriod, organisationPeriods } from './aggregate/organisations.js';
import { type Period, publishedPeriods, publishedYears, type ReleaseScope, windowStart } from './aggregate/period.js';
import { personsBehind } from './aggregate/persons.js';
import { loadProgramme, type Programme, yearly } from './aggregate/programme.js';
import { withStanding } from './aggregate/standing.js';
import { countTables, type TableCell } from './aggregate/tables.js';
import { dispersionOf, panel, type PanelMonth, trend } from './aggregate/trend.js';
import { completenessFigures } from './figures/completeness.js';
import { surveys, teamCases } from './figures/context.js';
import { controlChart } from './figures/control-chart.js';
import { tableFigures } from './figures/counts.js';
import { durations } from './figures/durations.js';
import { estimatedSeries, medianClasses, nationalTotals, rollingRates, yearEarlier } from './figures/estimates.js';
import { Figures } from './figures/figure.js';
import { coverageRow, namedCoverageRow, periodNotes } from './figures/notes.js';
import { qualityFigures } from './figures/quality.js';
import { deliveredFrequencies, repeatFigures, repeatSpread } from './figures/repeats.js';
import { spreadFigures } from './figures/spread.js';
import { reportSteps } from './figures/steps.js';
import { trendFigures, trendTable } from './figures/trend.js';
import { workload, workloadFigures } from './figures/workload.js';
import { type Held, isHeld, nothingHeld } from './held.js';
import { History } from './history.js';
import type { ProtectionConfig } from './protect/config.js';
import type { LinkedCell, ProtectionRules } from './protect/linked.js';
import { isSensitive, needOf } from './protect/primary.js';
import { protect } from './protect/protect.js';
import { countsByMonth, earlierSums } from './sums.js';
import { plannedVintages, type Vintages } from './vintages.js';

export interface PublishSettings {
  /** Reference month, 'YYYY-MM'; December of the last year of an annual release. */
  readonly maand: string;
  /** Twelve months back from the reference month (default), or calendar years. */
  readonly scope?: ReleaseScope;
  readonly codebook: Codebook;
  readonly config: ProtectionConfig;
  /** Secret: nobody may estimate another's part of a figure to within p percent. */
  readonly p: number;
  /** Codes of the organisations that agreed to be named as taking part. */
  readonly genoemd?: readonly string[];
  /** What may not be told anew; by default nothing. */
  readonly achter?: Held;
  /** Everything published before, in the order of approval. */
  readonly gepubliceerd?: readonly ReleaseText[];
}

export interface CompiledRelease extends Partial<StatisticalTables> {
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

/** The tables of a release, safe and sorted; every rate and share is computed from the protected counts. */
export async function compileRelease(db: Database, settings: PublishSettings): Promise<CompiledRelease> {
  return withStanding(db, () => compiled(db, settings));
}

async function compiled(db: Database, settings: PublishSettings): Promise<CompiledRelease> {
  const { maand, codebook, config, scope = 'maand', achter = nothingHeld } = settings;
  const rules: ProtectionRules = { ...config, p: settings.p, insiders: true, rounding: config.afronding };
  const programme = scope === 'jaar' ? yearly(loadProgramme()) : loadProgramme();
  const months = await coverage(db, maand);
  const events = await markedEvents(db, maand);
  const reported = months.filter((month) => month.geleverd > 0).map((month) => month.maand);
  const periods = scope === 'jaar' ? publishedYears(reported, months.map((month) => month.maand), maand) : publishedPeriods(reported, maand);
  const lists = new Map(programme.tabellen.flatMap(({ lijst }) => (lijst === undefined ? [] : [[lijst, levelOneCodes(codebook, lijst)]])));
  const history = new History(settings.gepubliceerd ?? []);
  const since = [windowStart(maand), ...history.months].sort()[0]!;
  const allCounts = await countAll(db, programme, [maand, ...history.months].sort().at(-1)!, since);
  const counts = new Map(programme.tabellen.map(({ id, perioden, verhouding }) => [id, allCounts.get(id)!.filter((row) => row.maand <= maand && (perioden.some((kind) => kind !== '12maanden') || verhouding || row.maand >= windowStart(maand)))]));
  const members = await panel(db, maand);
  const change = trend(members, counts.get('totaal')!, events, programme.breuk, maand);
  const tables = countTables(programme, counts, periods, lists, config, await personsBehind(db, programme, maand, config.minimumPersonen));
  const vintages = await plannedVintages(db, history, { programme, tables, periods, lists, config, rules, reference: maand, since, held: (cell) => isHeld(achter, cell.table.id, cell.code) });
  const isHeldBack = (cell: TableCell): boolean => !vintages.kept.has(cell.id) && (isHeld(achter, cell.table.id, cell.code) || (isStill(cell, vintages) && history.wasHeld(cell.id)));
  const held = new Set(tables.cells.filter(isHeldBack).map(({ id }) => id));
  const monthly = countsByMonth(programme, allCounts, [...history.months, ...periods.flatMap(({ maanden }) => maanden)], lists, config);
  const known = earlierSums(history.sums, tables, monthly, new Set(programme.tabellen.flatMap(({ id, perioden }) => (perioden.includes('maand') ? [id] : []))));
  const safe = printed(tables.cells, protect({ cells: tables.cells.map((cell) => linkedCell(cell, vintages, { achter, held, rules })), equations: tables.equations }, rules, { history: known }), vintages);

  const state = await storeState(db);
  // a year is final, or not, by when it was compiled; a month by the reference month alone
  const asOf = scope === 'jaar' && state.maand > maand ? state.maand : maand;
  const notes = periodNotes(periods, months, events, programme, asOf, config);
  const frequencies = await deliveredFrequencies(db, maand);
  const spreads = { dispersions: dispersions(programme, members, counts, maand), repeats: repeatSpread(frequencies, rules) };
  const figures = new Figures({ safe, exposures: await exposures(db, maand), trend: change, ...spreads, vintage: state.vintage, notes, history });
  const trending = { programme, periods, rules, minimum: config.minimum, rounding: config.afronding, scope };
  const atFte = counts.get('fte')!.filter(({ code }) => code === 'MET');
  const organisations = (period: Period): OrganisationPeriod[] => organisationPeriods(period, members, atFte);
  const cijfer = [
    ...programme.tabellen.flatMap((table) => tableFigures(table, tables, periods, figures, config)),
    ...trendFigures(figures, trending),
    ...rollingRates(periods, figures),
    ...yearEarlier(periods, figures),
    ...nationalTotals(periods, figures, organisations, config),
    ...medianClasses(programme, periods, tables.codes, figures),
  ];
  const described = new Set(cijfer.map((row) => row.dimensie));
  return {
    cijfer: cijfer.sort(byKey((row) => [row.indicator, row.reeks, row.periode, row.dimensie, row.code])),
    dekking: months.map((month) => coverageRow(month, asOf, config)),
    organisatie_dekking: (await namedCoverage(db, maand, settings.genoemd ?? [])).map((row) => namedCoverageRow(row, asOf, config)),
    trend: trendTable(figures, events, trending).sort(byKey((row) => [row.maat, row.code, row.periode])),
    regelkaart: controlChart(periods, figures),
    ...spreadFigures(periods, figures, organisations, config),
    trechter: reportSteps(periods, figures),
    duur: durations(periods, figures, state.vintage.slice(0, 10)),
    // Of a year alone: these counts know no earlier release, and a moving twelve months would tell month by month what one delivery brought.
    herhaling: scope === 'jaar' ? repeatFigures(periods, frequencies, figures, rules, config) : [],
    werkdruk: workloadFigures(periods, await workload(db, maand), atFte, figures, rules, config),
    enquete: await surveys(db, maand, codebook),
    let: await teamCases(db, maand, config),
    volledigheid: await completenessFigures(db, periods, maand, state.maand > maand ? state.maand : maand, figures, config),
    kwaliteit: await qualityFigures(db, periods, maand, programme, figures, rules, config, codebook),
    gebeurtenis: events.map((event) => ({ ...event })),
    codelijst: describedCodes(programme, tables.codes, codebook).filter((row) => described.has(row.lijst)).sort(byKey((row) => [row.lijst, row.code])),
    indicator: describedIndicators([...new Set(cijfer.map((row) => row.indicator)), 'I26'], codebook),
    layout: publishedLayout(programme, tables, periods, config, estimatedSeries, state.vintage, [...held]),
    truth: {
      contributions: new Map([...monthly.cells, ...tables.cells].map(({ id, contributions }) => [id, contributions])),
      sensitive: new Map(tables.cells.flatMap((cell) => levelsOf(cell, rules))),
    },
    protection: summary(tables.cells, safe, rules),
  };
}

/** How much the counts above each denominator differ beside chance, by table. */
function dispersions(programme: Programme, members: readonly PanelMonth[], counts: ReadonlyMap<string, readonly Count[]>, reference: string): Map<string, number> {
  return new Map(programme.tabellen.flatMap(({ id, verhouding }) => (verhouding ? [[id, dispersionOf(members, counts.get(id)!.filter(({ code }) => code === 'MET'), verhouding.noemer, reference)]] : [])));
}

/**
 * How far up, at least, a sensitive count must seem possible, and how far apart its bounds must lie. Nothing is asked of the lower
 * bound by itself: where withheld months are known not to be zero, no pattern can give it.
 */
function levelsOf(cell: TableCell, rules: ProtectionRules): [string, { low: number; high: number; width: number }][] {
  const need = needOf(cell, rules);
  return need ? [[cell.id, { low: cell.value, high: cell.value + need.up, width: need.up }]] : [];
}

/** A count as the engine sees it: what was printed before and still holds is known and stays; what no longer holds is not shown as it is now. */
function linkedCell(cell: TableCell, vintages: Vintages, { achter, held, rules }: { readonly achter: Held; readonly held: ReadonlySet<string>; readonly rules: ProtectionRules }): LinkedCell {
  const { id, value, contributions, persons, minimum, importance } = cell;
  const { kept, revised } = vintages;
  const before = kept.get(id);
  const known = before?.holds ? before.bounds : revised.get(id);
  const hidden = cell.hidden || before?.holds === false;
  // nothing new is told of these, and seldom does more follow from what is new elsewhere: the gate sees to them, and names the lines
  const still = isStill(cell, vintages);
  if (cell.period.maanden.every((month) => vintages.distant.has(month))) return { id, value, minimum, printed: { low: value, high: value } };
  const linked = { id, value, contributions, persons, minimum, importance, hidden, ...(known && { printed: known }) };
  if (known) return linked;
  if (still || achter.given.has(id)) return { ...linked, need: nothingAsked, ...(held.has(id) && { lowest: 0 }) };
  if (!held.has(id)) return linked;
  const line = !achter.all && !achter.tables.has(cell.table.id);
  return line && !isSensitive(cell, rules) ? { ...linked, lowest: 0, need: { up: minimum, down: 0, width: minimum, inside: nothingAsked } } : { ...linked, lowest: 0, hidden: true };
}

/** Withheld before, as it is now, in months of which nothing new is told: it stays so. */
function isStill({ id, period }: TableCell, { told, settled }: Vintages): boolean {
  return told.has(id) && period.maanden.every((month) => settled.has(month));
}

const nothingAsked = { up: 0, down: 0, width: 0 };

/** The counts that are printed: as they were before, or as the engine rounded them; all that follows from counts is computed from these. */
function printed(cells: readonly TableCell[], safe: ReadonlyMap<string, Cell>, vintages: Vintages): Map<string, Cell> {
  const again = (cell: TableCell): Cell => {
    const before = vintages.kept.get(cell.id);
    if (before) return { value: before.row.teller! };
    return isStill(cell, vintages) ? { suppressed: true } : safe.get(cell.id)!;
  };
  return new Map(cells.map((cell) => [cell.id, again(cell)]));
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
