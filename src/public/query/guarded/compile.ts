/** A plan as SQL on the snapshot of records: one row a cell and organisation, with everything that the rules must know. */
import { identifier, literal } from '../../../database/database.js';
import { type Box, formAxis } from './box.js';
import type { Dimension, Vocabulary } from './dimensions.js';
import { GuardRefusal, sqlStates } from './guard.js';
import type { Plan } from './plan.js';
import { emptySet, type RecordSet } from './record-set.js';

/** Possible cells of one question. */
export const mostCells = 20_000;

/** A row of a protected answer before protection. */
export interface RawRow {
  /** Value of each grouping column. */
  readonly values: readonly string[];
  readonly base: RecordSet;
  readonly figures: readonly RecordSet[];
}

const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;

/** The condition of a box, on the columns of the snapshot. */
export function condition(box: Box, { axes, forms }: Vocabulary): string {
  const tests = [...box].map(([axis, set]) => {
    if (set.size === 0) return 'false';
    if (axis === 'maand') return monthCondition([...set].map(monthNumber).sort((a, b) => a - b));
    const all = axis === formAxis ? [...forms.keys()] : axes.get(axis)!;
    const name = axis === formAxis ? 'vorm' : identifier(axis);
    const others = all.filter((code) => !set.has(code));
    if (others.length === 0) return 'true';
    if (set.size <= others.length) return set.size === 1 ? `${name} = ${literal([...set][0]!)}` : `${name} IN (${[...set].sort().map(literal).join(', ')})`;
    return others.length === 1 ? `${name} <> ${literal(others[0]!)}` : `${name} NOT IN (${others.map(literal).join(', ')})`;
  });
  return tests.filter((test) => test !== 'true').join(' AND ') || 'true';
}

function monthCondition(numbers: readonly number[]): string {
  const [first, last] = [numbers[0]!, numbers.at(-1)!];
  return last - first + 1 === numbers.length ? `m BETWEEN ${first} AND ${last}` : `m IN (${numbers.join(', ')})`;
}

const timeColumns: Readonly<Record<string, string>> = { jaar: 'm // 12', kwartaal: 'm // 3', maand: 'm' };

function grouped({ column }: Dimension): string {
  return timeColumns[column] ?? identifier(column);
}

/** A grouping column as a number: of a code its place among the codes. */
function numbered({ column }: Dimension): string {
  return timeColumns[column] ?? `enum_code(${identifier(column)})`;
}

/** What the engine gives for a grouping column, as a researcher reads it. */
function spoken({ column }: Dimension, value: number, codes: readonly string[]): string {
  if (column === 'jaar') return String(value);
  if (column === 'maand') return `${Math.floor(value / 12)}-${String((value % 12) + 1).padStart(2, '0')}`;
  if (column === 'kwartaal') return `${Math.floor(value / 4)}-K${(value % 4) + 1}`;
  return codes[value]!;
}

/** SQL of a plan, which gives nothing but numbers (DOUBLE). Throws GuardRefusal when it has too many possible cells. */
export function planSql(plan: Plan, vocabulary: Vocabulary): string {
  const cells = plan.groups.reduce((product, { values }) => product * values.size, 1);
  if (cells > mostCells) throw new GuardRefusal(sqlStates.notAllowed, 'guard.tooFine', { cells, limit: mostCells });
  const groups = [...plan.groups.map(grouped), 'org'];
  const set = (filter: string): string[] => [
    `count(*)${filter}::DOUBLE`, `(coalesce(sum(sleutel)${filter}, 0) % 4294967296)::DOUBLE`, `coalesce(sum(gezin)${filter}, 0)::DOUBLE`, `coalesce(sum(medewerker)${filter}, 0)::DOUBLE`,
  ];
  const figures = plan.figures.flatMap((figure) => {
    const test = condition(figure.box, vocabulary);
    const filter = test === 'true' ? '' : ` FILTER (WHERE ${test})`;
    const numbers = figure.measure ? [`coalesce(sum(${caseOf(figure.measure)})${filter}, 0)::DOUBLE`] : [];
    return test === 'true' && !figure.measure ? [] : [...set(filter), ...numbers];
  });
  const source = plan.groups.some(({ axis }) => axis === formAxis) ? 'voorval_vorm' : 'voorval';
  const read = [...plan.groups.map(numbered), 'org'].map((name) => `(${name})::DOUBLE`);
  return `SELECT ${[...read, ...set(''), ...figures].join(', ')} FROM ${source} WHERE ${condition(plan.box, vocabulary)} GROUP BY ${groups.join(', ')}`;
}

function caseOf({ axis, numbers }: { axis: string; numbers: ReadonlyMap<string, number> }): string {
  return `CASE ${identifier(axis)} ${[...numbers].map(([code, number]) => `WHEN ${literal(code)} THEN ${number}`).join(' ')} END`;
}

/** What the snapshot's numbers stand for. */
export interface Numbering {
  /** Codes by their place. */
  readonly codes: readonly string[];
  readonly organisations: number;
}

/** The rows of a plan from the columns that the engine gave, in the order of their values. */
export function rawRows({ groups, figures }: Plan, columns: readonly Float64Array[], { codes, organisations }: Numbering, vocabulary: Vocabulary): RawRow[] {
  const own = figures.map((figure) => condition(figure.box, vocabulary) !== 'true' || figure.measure !== undefined);
  const fresh = (values: readonly string[]): RawRow => {
    const base = emptySet(organisations);
    return { values, base, figures: own.map((apart) => (apart ? emptySet(organisations) : base)) };
  };
  const found = new Map<string, RawRow>();
  const cellOf = (row: number): RawRow => {
    let key = '';
    for (let i = 0; i < groups.length; i++) key += `${columns[i]![row]} `;
    const known = found.get(key);
    if (known) return known;
    const made = fresh(groups.map((dimension, i) => spoken(dimension, columns[i]![row]!, codes)));
    found.set(key, made);
    return made;
  };
  for (let row = 0; row < (columns[0]?.length ?? 0); row++) {
    const cell = cellOf(row);
    const org = columns[groups.length]![row]!;
    let at = groups.length + 1;
    const next = (): number => columns[at++]![row]!;
    const take = (set: RecordSet, total: boolean): void => {
      const n = next();
      set.byOrganisation[org]! += n;
      set.count += n;
      set.key = (set.key + next()) % 2 ** 32;
      set.families += next();
      set.employees += next();
      if (total) set.total += next();
    };
    take(cell.base, false);
    for (let i = 0; i < figures.length; i++) if (own[i]) take(cell.figures[i]!, figures[i]!.measure !== undefined);
  }
  if (groups.length === 0 && found.size === 0) return [fresh([])];
  return [...found.values()].sort((a, b) => compare(a.values, b.values));
}

export function compare(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1;
  return 0;
}

/** The box of a cell: that of the plan with the values of its row. */
export function cellBox(plan: Plan, values: readonly string[], vocabulary: Vocabulary, own: Box = new Map()): Box {
  let box: Map<string, ReadonlySet<string>> = new Map(plan.box);
  const narrow = (axis: string, codes: ReadonlySet<string>): void => {
    const known = box.get(axis);
    box = new Map(box).set(axis, known ? new Set([...known].filter((code) => codes.has(code))) : codes);
  };
  plan.groups.forEach((dimension, i) => {
    const value = values[i]!;
    if (dimension.axis === formAxis) {
      box.delete(formAxis);
      narrow(vocabulary.forms.get(value)!, new Set(['J']));
    } else narrow(dimension.axis, new Set(dimension.values.get(value)));
  });
  for (const [axis, codes] of own) narrow(axis, codes);
  return box;
}

