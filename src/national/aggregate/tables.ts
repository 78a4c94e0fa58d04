/** Counts as cells with their contributions by organisation, and the equations that tie the cells of all tables together. */
import type { Count } from './count.js';
import type { Period } from './period.js';
import type { PersonsBehind } from './persons.js';
import { missingCodes, type Programme, type ProgrammeTable } from './programme.js';

export interface TableCell {
  readonly id: string;
  readonly table: ProgrammeTable;
  readonly code: string;
  /** A sum of codes of the table. */
  readonly sum: boolean;
  readonly period: Period;
  readonly value: number;
  readonly contributions: readonly { readonly unit: string; readonly value: number }[];
  /** Families and employees behind the value, where they can be counted. */
  readonly persons: readonly { readonly value: number; readonly minimum: number }[];
  readonly minimum: number;
  readonly importance: number;
  readonly hidden: boolean;
}

export interface CellEquation {
  readonly total: string;
  readonly parts: readonly string[];
  readonly relation: 'equal' | 'atMost' | 'atLeast';
}

export interface CountTables {
  readonly cells: readonly TableCell[];
  readonly equations: readonly CellEquation[];
  /** The codes of each table, in order: those of its list, then the missing kinds that occur. */
  readonly codes: ReadonlyMap<string, readonly string[]>;
}

export interface Minimums {
  readonly minimum: number;
  readonly minimumMaandtotaal: number;
}

export function cellId(table: string, code: string, period: Period): string {
  return `${table}|${code}|${period.id}`;
}

/** All cells of the programme for the periods, zeros included; `lists` gives the level-1 codes of the codebook's lists. */
export function countTables(
  programme: Programme,
  counts: ReadonlyMap<string, readonly Count[]>,
  periods: readonly Period[],
  lists: ReadonlyMap<string, readonly string[]>,
  minimums: Minimums,
  personsBehind: PersonsBehind = () => [],
): CountTables {
  const codes = new Map(programme.tabellen.map((table) => [table.id, tableCodes(table, counts.get(table.id)!, lists)]));
  const cells = programme.tabellen.flatMap((table) => tableCells(table, counts.get(table.id)!, periods, codes.get(table.id)!, minimums, personsBehind));
  const present = new Set(cells.map((cell) => cell.id));
  // a hidden cell without incidents is no secret: who reads the coverage knows that nobody lacks the denominator
  const nothing = new Set(cells.filter(({ hidden, value }) => hidden && value === 0).map((cell) => cell.id));
  const equations = programme.tabellen.flatMap((table) => tableEquations(table, periods, codes.get(table.id)!)).map((equation) => ({ ...equation, parts: equation.parts.filter((part) => !nothing.has(part)) }));
  for (const { totaal, delen } of programme.verbanden) {
    for (const period of periods) {
      const total = cellId(...totaal, period);
      const parts = delen.map(([table, code]) => cellId(table, code, period));
      if ([total, ...parts].every((cell) => present.has(cell))) equations.push({ total, parts, relation: 'equal' });
    }
  }
  return { cells, equations, codes };
}

/** Whether a table has cells in a period: it prints that kind, and of counts that are stated somebody stated some. */
export function isCounted(table: ProgrammeTable, counts: readonly Count[], period: Period): boolean {
  return table.perioden.includes(period.soort) && (!table.opgave || counts.some(({ maand }) => period.maanden.includes(maand)));
}

/** The codes that a sum of a table takes together. */
export function summedCodes(table: ProgrammeTable, sum: string, codes: readonly string[]): string[] {
  const { codes: named, behalve = [] } = table.sommen[sum]!;
  return named ?? codes.filter((code) => !behalve.includes(code) && !missingCodes.some((missing) => missing === code));
}

function tableCodes(table: ProgrammeTable, counts: readonly Count[], lists: ReadonlyMap<string, readonly string[]>): string[] {
  const listed = table.lijst === undefined ? Object.keys(table.codes!) : lists.get(table.lijst)!.filter((code) => !table.zonder.includes(code));
  const others = new Set(counts.map((count) => count.code).filter((code) => !listed.includes(code)));
  const missing = missingCodes.filter((code) => others.delete(code));
  return [...listed, ...[...others].sort(), ...missing];
}

function tableCells(table: ProgrammeTable, counts: readonly Count[], periods: readonly Period[], codes: readonly string[], minimums: Minimums, personsBehind: PersonsBehind): TableCell[] {
  const sumsOf = new Map(codes.map((code) => [code, Object.keys(table.sommen).filter((sum) => summedCodes(table, sum, codes).includes(code))]));
  const published = periods.filter((period) => isCounted(table, counts, period));
  const byMonth = new Map<string, Map<string, Map<string, number>>>();
  for (const { organisatie, maand, code, aantal } of counts) {
    for (const one of [code, ...sumsOf.get(code)!]) addTo(inner(inner(byMonth, maand), one), organisatie, aantal);
  }
  return published.flatMap((period) =>
    [...codes, ...Object.keys(table.sommen)].map((code): TableCell => {
      const units = new Map<string, number>();
      for (const month of period.maanden) for (const [unit, value] of byMonth.get(month)?.get(code) ?? []) addTo(units, unit, value);
      const contributions = [...units].map(([unit, value]) => ({ unit, value })).sort((a, b) => (a.unit < b.unit ? -1 : 1));
      const hidden = table.verborgen.includes(code);
      const sum = code in table.sommen;
      return {
        id: cellId(table.id, code, period),
        table,
        code,
        sum,
        period,
        value: contributions.reduce((total, { value }) => total + value, 0),
        contributions,
        persons: personsBehind(table.id, sum ? summedCodes(table, code, codes) : [code], period, contributions),
        minimum: table.minimum === 'maandtotaal' && period.soort === 'maand' && !hidden ? minimums.minimumMaandtotaal : minimums.minimum,
        importance: table.belang + (sum ? 2 : 0) + (period.soort === 'maand' ? 0 : 1),
        hidden,
      };
    }),
  );
}

function tableEquations(table: ProgrammeTable, periods: readonly Period[], codes: readonly string[]): CellEquation[] {
  const equations: CellEquation[] = [];
  const all = [...codes, ...Object.keys(table.sommen)];
  const months = table.perioden.includes('maand') ? periods.filter(({ soort }) => soort === 'maand') : [];
  for (const period of periods) {
    if (!table.perioden.includes(period.soort) || table.opgave) continue;
    const id = (code: string): string => cellId(table.id, code, period);
    for (const sum of Object.keys(table.sommen)) equations.push({ total: id(sum), parts: summedCodes(table, sum, codes).map(id), relation: 'equal' });
    if (table.van) {
      const total = cellId(...table.van, period);
      equations.push({ total, parts: codes.map(id), relation: table.meervoudig ? 'atLeast' : 'equal' });
      if (table.meervoudig) for (const code of codes) equations.push({ total, parts: [id(code)], relation: 'atMost' });
    }
    const parts = months.filter((month) => period.soort !== 'maand' && period.maanden.includes(month.id));
    if (parts.length > 0) for (const code of all) equations.push({ total: id(code), parts: parts.map((month) => cellId(table.id, code, month)), relation: 'equal' });
  }
  return equations;
}

function inner<T>(outer: Map<string, Map<string, T>>, key: string): Map<string, T> {
  let found = outer.get(key);
  if (!found) outer.set(key, (found = new Map()));
  return found;
}

function addTo(sums: Map<string, number>, key: string, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value);
}
