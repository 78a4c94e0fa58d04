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

/** What the engine gives for a grouping column, as a researcher reads it. */
function spoken({ column }: Dimension, value: unknown): string {
  if (column === 'maand') return `${Math.floor(Number(value) / 12)}-${String((Number(value) % 12) + 1).padStart(2, '0')}`;
  if (column === 'kwartaal') return `${Math.floor(Number(value) / 4)}-K${(Number(value) % 4) + 1}`;
  return String(value);
}

/** SQL of a plan. Throws GuardRefusal when it has too many possible cells. */
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
  return `SELECT ${[...groups, ...set(''), ...figures].join(', ')} FROM ${source} WHERE ${condition(plan.box, vocabulary)} GROUP BY ${groups.map((_, i) => i + 1).join(', ')}`;
}

function caseOf({ axis, numbers }: { axis: string; numbers: ReadonlyMap<string, number> }): string {
  return `CASE ${identifier(axis)} ${[...numbers].map(([code, number]) => `WHEN ${literal(code)} THEN ${number}`).join(' ')} END`;
}

/** The rows of a plan from what the engine gave, in the order of their values. */
export function rawRows(plan: Plan, given: readonly (readonly unknown[])[], organisations: number, vocabulary: Vocabulary): RawRow[] {
  const found = new Map<string, { values: string[]; base: RecordSet; figures: RecordSet[] }>();
  const { groups, figures } = plan;
  const own = figures.map((figure) => condition(figure.box, vocabulary) !== 'true' || figure.measure !== undefined);
  for (const row of given) {
    const values = groups.map((dimension, i) => spoken(dimension, row[i]));
    const key = values.join('\u0000');
    let cell = found.get(key);
    if (!cell) found.set(key, (cell = { values, base: emptySet(organisations), figures: figures.map((_, i) => (own[i] ? emptySet(organisations) : undefined)) as RecordSet[] }));
    const org = Number(row[groups.length]);
    let at = groups.length + 1;
    const take = (set: RecordSet, total: boolean): void => {
      const [n, k, g, w] = [Number(row[at]), Number(row[at + 1]), Number(row[at + 2]), Number(row[at + 3])];
      set.byOrganisation[org] = (set.byOrganisation[org] ?? 0) + n;
      set.count += n;
      set.key = (set.key + k) % 2 ** 32;
      set.families += g;
      set.employees += w;
      at += 4;
      if (total) set.total += Number(row[at++]);
    };
    take(cell.base, false);
    figures.forEach((figure, i) => {
      if (own[i]) take(cell.figures[i]!, figure.measure !== undefined);
    });
  }
  if (groups.length === 0 && found.size === 0) {
    const nothing = emptySet(organisations);
    found.set('', { values: [], base: nothing, figures: figures.map((_, i) => (own[i] ? emptySet(organisations) : undefined)) as RecordSet[] });
  }
  const rows = [...found.values()].map(({ values, base, figures: sets }) => ({ values, base, figures: sets.map((set) => set ?? base) }));
  return rows.sort((a, b) => compare(a.values, b.values));
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

