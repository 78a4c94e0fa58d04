/** What a release prints, read back from its files: the counts, and whether rates and shares say anything beyond them. */
import { parse } from 'csv-parse/sync';
import { type Layout, type LayoutPeriod, type LayoutTable, placeOf } from '../layout.js';

export interface Printed {
  /** Printed counts by place. */
  readonly counts: ReadonlyMap<string, number>;
  /** Places whose count is withheld, those included that are never printed. */
  readonly withheld: ReadonlySet<string>;
  readonly hidden: ReadonlySet<string>;
  /** Places whose count is printed as it was in an earlier release, from an earlier state of the store. */
  readonly carried: ReadonlySet<string>;
  /** Places whose count was marked provisional when it was printed. */
  readonly provisional: ReadonlySet<string>;
  /** Rows that the layout does not explain: a table outside the programme, or a share that tells a withheld count. */
  readonly unexplained: readonly string[];
}

interface Row {
  readonly indicator: string;
  readonly reeks: string;
  readonly periode: string;
  readonly dimensie: string;
  readonly code: string;
  readonly waarde: string;
  readonly onder: string;
  readonly boven: string;
  readonly teller: string;
  readonly noemer: string;
  readonly conf_status: string;
  readonly vintage: string;
  readonly obs_status: string;
}

/** Reads the bytes of cijfer.csv with the layout that was published beside it. */
export function printedFigures(csv: string, layout: Layout): Printed {
  const rows = parse(csv, { columns: true, skip_empty_lines: true }) as Row[];
  const tables = new Map(layout.tabellen.map((table) => [table.id, table]));
  const periods = new Map(layout.perioden.map((period) => [period.id, period]));
  const counts = new Map<string, number>();
  const withheld = new Set<string>();
  const never = new Set<string>();
  const carried = new Set<string>();
  const provisional = new Set<string>();
  const unexplained: string[] = [];
  const derived: Row[] = [];
  for (const row of rows) {
    const place = countPlace(row, tables, periods);
    if (place === undefined) derived.push(row);
    else if (row.teller !== '') {
      counts.set(place, Number(row.teller));
      if (row.obs_status.includes('p')) provisional.add(place);
      if (layout.stand !== '' && row.vintage !== layout.stand) carried.add(place);
    }
    else {
      withheld.add(place);
      if ([row.waarde, row.onder, row.boven].some((text) => text !== '')) unexplained.push(nameOf(row));
    }
  }
  for (const row of derived) if (!isEstimate(row, layout, periods) && !follows(row, tables, periods, counts)) unexplained.push(nameOf(row));
  for (const [place, table] of places(layout)) {
    const hidden = table.verborgen.includes(place.split('|')[1]!);
    if (!hidden && !counts.has(place) && !withheld.has(place)) unexplained.push(place);
    if (hidden) never.add(place);
  }
  return { counts, withheld: new Set([...withheld, ...never]), hidden: never, carried, provisional, unexplained };
}

/** Every count that a layout promises, with its table. */
export function* places(layout: Layout): Generator<[string, LayoutTable, LayoutPeriod]> {
  for (const table of layout.tabellen) {
    for (const period of layout.perioden) {
      if (!table.perioden.includes(period.soort)) continue;
      for (const code of [...table.codes, ...Object.keys(table.sommen)]) yield [placeOf(table.id, code, period.id), table, period];
    }
  }
}

type Tables = ReadonlyMap<string, LayoutTable>;
type Periods = ReadonlyMap<string, LayoutPeriod>;

function countPlace(row: Row, tables: Tables, periods: Periods): string | undefined {
  const period = periods.get(row.periode);
  const rated = [...tables.values()].find(({ verhouding: rate, indicator }) => rate?.reeks === row.reeks && rate.dimensie === row.dimensie && rate.code === row.code && indicator === row.indicator);
  if (rated) {
    const code = rated.codes.find((one) => !rated.verborgen.includes(one));
    return code !== undefined && period && rated.perioden.includes(period.soort) ? placeOf(rated.id, code, period.id) : undefined;
  }
  const table = tableOf(row, tables);
  if (row.reeks !== 'voorvallen' || !table || table.verhouding !== null || table.indicator !== row.indicator || !period || !table.perioden.includes(period.soort)) return undefined;
  return table.codes.includes(row.code) || row.code in table.sommen ? placeOf(table.id, row.code, period.id) : undefined;
}

function isEstimate(row: Row, { schattingen }: Layout, periods: Periods): boolean {
  return row.teller === '' && row.noemer === '' && periods.has(row.periode) && schattingen.some(({ indicator, reeks, dimensie }) => indicator === row.indicator && reeks === row.reeks && dimensie === row.dimensie);
}

function tableOf(row: Row, tables: Tables): LayoutTable | undefined {
  return tables.get(row.dimensie) ?? tables.get(row.dimensie.replace(/_som$/, ''));
}

/** A share says nothing new when it is withheld, or its numerator and denominator are printed counts of its own table and period. */
function follows(row: Row, tables: Tables, periods: Periods, counts: ReadonlyMap<string, number>): boolean {
  const table = tableOf(row, tables);
  if (row.reeks !== 'aandeel' || !table || !periods.has(row.periode) || table.verborgen.includes(row.code)) return false;
  if ([row.waarde, row.onder, row.boven, row.teller, row.noemer].every((text) => text === '')) return true;
  const wholes = [...(table.van ? [placeOf(...table.van, row.periode)] : []), ...Object.keys(table.sommen).map((sum) => placeOf(table.id, sum, row.periode))];
  const teller = counts.get(placeOf(table.id, row.code, row.periode));
  return teller !== undefined && teller === Number(row.teller) && wholes.some((whole) => counts.get(whole) === Number(row.noemer));
}

function nameOf({ indicator, reeks, periode, dimensie, code }: Row): string {
  return [indicator, reeks, periode, dimensie, code].join(' ');
}
