/**
 * The tables of a release beside `cijfer`, read back from their files: every number in them follows from printed counts, is coarser
 * than these are, or counts no incidents at all. What is not declared here is refused.
 */
import { parse } from 'csv-parse/sync';
import { type Layout, placeOf } from '../layout.js';
import { type Printed } from './printed.js';

type Row = Readonly<Record<string, string>>;

/** What an attacker may read in a column: whether its number in a row is explained. */
type Rule = (value: number, row: Row, seen: Seen) => boolean;

interface Seen {
  readonly layout: Layout;
  readonly counts: ReadonlyMap<string, number>;
  /** Figures of cijfer by indicator, series, period, dimension and code. */
  readonly figures: ReadonlyMap<string, Row>;
  readonly earlier: readonly ReadonlyMap<string, Row>[];
  /** All rows of the table at hand. */
  readonly rows: readonly Row[];
}

/** Counts other things than incidents: organisations, months, days, FTE, states of the store, shares that others published. */
const outside: Rule = () => true;

/** No finer than whole steps: what is estimated, or rests on rows and not on incidents. */
const steps = (step: number): Rule => (value) => Math.abs(value / step - Math.round(value / step)) < 1e-6;

/** A count that is printed for the same period. */
const count: Rule = (value, row, { layout, counts }) => value === 0 || layout.tabellen.some(({ id, codes, sommen }) => [...codes, ...Object.keys(sommen)].some((code) => counts.get(placeOf(id, code, row['periode']!)) === value));

/** A sum of counts of these tables that are printed for the same period. */
const sumOf = (...tables: readonly string[]): Rule => (value, row, { layout, counts }) => {
  const parts = layout.tabellen.filter(({ id }) => tables.includes(id)).flatMap(({ id, codes }) => codes.flatMap((code) => counts.get(placeOf(id, code, row['periode']!)) ?? []));
  let sums = new Set([0]);
  for (const part of parts) sums = new Set([...sums, ...[...sums].map((sum) => sum + part)]);
  return sums.has(value);
};

/** Coarse counts of cases that are few and crossed with nothing. */
const fives = steps(5);

/** An estimate in whole incidents, no finer than counts are printed. */
const rounded: Rule = (value, row, seen) => steps(seen.layout.afronding)(value, row, seen);

const share = (part: number, whole: number): number => (whole > 0 ? (100 * Math.min(part, whole)) / whole : 0);
const number = (row: Row, column: string): number => Number(row[column]);
const near = (value: number, wanted: number, step: number): boolean => Math.abs(value - wanted) <= step / 2 + 1e-9;

/** The part of which nothing is known, from printed counts; of rows by verdict, in whole percents. */
const quality: Rule = (value, row, seen) => {
  if (row['soort'] === 'oordeel') return steps(1)(value, row, seen);
  const { layout, counts } = seen;
  const table = layout.tabellen.find(({ id }) => id === row['onderwerp']);
  const [whole, known] = [table?.van && counts.get(placeOf(...table.van, row['periode']!)), table && counts.get(placeOf(table.id, 'BEKEND', row['periode']!))];
  return typeof whole === 'number' && typeof known === 'number' && near(value, share(Math.max(0, whole - known), whole), 0.1);
};

/** The national rate of the period, or of the month, out of its printed count; one that is carried over was computed with the denominator of then. */
const rate = (step: number, column: string): Rule => (value, row, seen) => {
  const { figures, layout } = seen;
  const printed = figures.get(`I02 per_100_fte ${row[column]} totaal ALLE`);
  if (!printed || printed['teller'] === '') return false;
  const times = printed['periode_soort'] === 'maand' ? 100 : 1200;
  return steps(step)(value, row, seen) && (printed['vintage'] !== layout.stand || near(value, (times * number(printed, 'teller')) / number(printed, 'noemer'), step));
};

/** The part of a class in all classes that are printed beside it. */
const ofClasses: Rule = (value, row, { rows }) => {
  const beside = rows.filter((one) => ['periode', 'eenheid', 'termijn'].every((column) => one[column] === row[column]));
  return near(value, share(number(row, 'aantal'), beside.reduce((sum, one) => sum + number(one, 'aantal'), 0)), 0.1);
};

/** What an earlier release printed, as it printed it. */
const printedBefore: Rule = (value, row, { earlier }) => earlier.some((figures) => figures.get(keyOf(row))?.['waarde'] === String(value));

/** A change between sums of exact counts, in steps that tell no more of either than its rounded count does. */
const change: Rule = (value, row, seen) => {
  const totals = seen.layout.perioden.filter(({ soort }) => soort !== 'maand').flatMap(({ id }) => seen.counts.get(placeOf('totaal', 'ALLE', id)) ?? []);
  const worth = seen.layout.afronding > 1 && totals.length > 0 ? (200 * seen.layout.afronding) / (Math.max(...totals) + seen.layout.afronding) : 0;
  return steps([0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50].find((step) => step >= worth) ?? 100)(value, row, seen);
};

const interval = (step: number): Readonly<Record<string, Rule>> => ({ onder: steps(step), boven: steps(step) });

/** By table, every column with numbers that is not a label. */
const declared: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  dekking: { organisaties_verwacht: outside, organisaties_geleverd: outside, organisaties_nul: outside, fte_verwacht: outside, fte_geleverd: outside, aandeel_fte: outside },
  organisatie_dekking: { verwacht: outside, geleverd: outside },
  codelijst: { niveau: outside },
  indicator: {},
  gebeurtenis: {},
  kenmerk: { waarde: outside },
  vintage: { waarde: printedBefore },
  trend: { waarde: change, onder: change, boven: change },
  regelkaart: { waarde: rate(0.01, 'maand'), midden: steps(0.01), nabij_onder: steps(0.01), nabij_boven: steps(0.01), ...interval(0.01) },
  spreiding: { organisaties: outside, midden: rate(0.1, 'periode'), phi: steps(0.1), tau2: steps(0.001), buiten_95: outside, buiten_998: outside, laagste_derde: steps(1), middelste_derde: steps(1), hoogste_derde: steps(1) },
  funnelgrens: { fte: outside, midden: rate(0.1, 'periode'), onder_95: steps(0.1), boven_95: steps(0.1), onder_998: steps(0.1), boven_998: steps(0.1) },
  trechter: {
    trede: outside, van: count, bekend: count, teller: count, ...interval(0.1),
    onbekend: (value, row) => value === Math.max(0, number(row, 'van') - number(row, 'bekend')),
    aandeel: (value, row) => near(value, share(number(row, 'teller'), number(row, 'bekend')), 0.1),
  },
  duur: {
    dagen: outside, waarde: steps(1), ...interval(1), beeindigd: count,
    gevolgd: sumOf('aangifte_doorlooptijd', 'verwijder_doorlooptijd', 'verwijder_uitkomst'),
    lopend: sumOf('aangifte_doorlooptijd', 'verwijder_uitkomst'),
  },
  werkdruk: { waarde: steps(0.1), organisaties: outside, ...interval(0.1) },
  herhaling: { aantal: rounded, aandeel: ofClasses, organisaties: outside, factor: steps(0.1), ...interval(0.1) },
  enquete: { jaar: outside, aandeel_pct: outside },
  let: { jaar: outside, stand_gemiddeld: fives, instroom: fives, uitstroom: fives, duur_gemiddeld: outside, duur_mediaan: outside, duur_mediaan_onder: outside, duur_mediaan_boven: outside },
  kwaliteit: { aandeel: quality, ...interval(0.1) },
  volledigheid: { aandeel: steps(1), verwacht: rounded, onder: rounded, boven: rounded, vintages: outside },
  revisie: { vertraging: outside, perioden: outside, gemiddeld: steps(0.01), absoluut: steps(0.01), relatief: steps(0.1), ...interval(0.01) },
  wijziging: { organisatiemaanden: outside },
};
/** Columns that name what a number is about. */
const labels: ReadonlySet<string> = new Set(['periode', 'jaar', 'maand', 'code', 'tegenover', 'lijst', 'ouder', 'van', 'tot', 'vintage', 'release', 'goedgekeurd', 'klasse', 'indicator', 'label_nl', 'label_en']);

/** The numbers of the other tables that nothing explains, as table, row and column. */
export function unexplainedElsewhere(others: ReadonlyMap<string, string>, cijfer: string, layout: Layout, { counts }: Printed, earlier: readonly string[]): string[] {
  const figuresOf = (csv: string): ReadonlyMap<string, Row> => new Map(rowsOf(csv).map((row) => [keyOf(row), row]));
  const seen: Seen = { layout, counts, figures: figuresOf(cijfer), earlier: others.get('vintage')?.includes('\n') ? earlier.map(figuresOf) : [], rows: [] };
  const found: string[] = [];
  for (const [table, csv] of [...others].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const rules = declared[table];
    const rows = rowsOf(csv);
    for (const [at, row] of rows.entries()) {
      for (const [column, text] of Object.entries(row)) {
        if (text === '' || !Number.isFinite(Number(text)) || (labels.has(column) && !rules?.[column])) continue;
        if (!rules?.[column]?.(Number(text), row, { ...seen, rows })) found.push(`${table}:${at + 2} ${column}`);
      }
    }
  }
  return [...found, ...computed(seen)];
}

/** Shares and rates of cijfer that are not what their printed numerator and denominator give. */
function computed({ figures, layout }: Pick<Seen, 'figures' | 'layout'>): string[] {
  const kinds = new Map(layout.perioden.map(({ id, soort }) => [id, soort]));
  return [...figures].filter(([, { reeks, periode, waarde, teller, noemer }]) => {
    if (waarde === '' || teller === '' || noemer === '' || Number(noemer) === 0) return false;
    const year = kinds.get(periode!) === 'maand' ? 1 : 12;
    const times = { aandeel: 100, per_100_fte: 100 * year, per_100_medewerkers: 100 * year, per_1000_jeugdigen: 1000 * year, per_1000_huisbezoeken: 1000 }[reeks!];
    if (times === undefined) return false;
    const step = reeks === 'aandeel' ? 0.1 : 0.01;
    const wanted = reeks === 'aandeel' ? share(Number(teller), Number(noemer)) : (times * Number(teller)) / Number(noemer);
    return !near(Number(waarde), wanted, step);
  }).map(([key]) => key);
}

function rowsOf(csv: string): Row[] {
  return parse(csv, { columns: true, skip_empty_lines: true, bom: true }) as Row[];
}

function keyOf({ indicator, reeks, periode, dimensie, code }: Row): string {
  return [indicator, reeks, periode, dimensie, code].join(' ');
}

