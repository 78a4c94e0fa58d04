/** The SQL by which an indicator can be asked through the gate (`$1` and `$2` are the first and last month), and where the others stand. */
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('./indicators/', import.meta.url);

/** Why an indicator cannot be asked through the gate. */
export type Elsewhere = 'kept' | 'deliveries' | 'otherData' | 'model';

/** Table of the release that holds an indicator which the gate's relations cannot give, and why. */
const elsewhere: Readonly<Record<string, { readonly table: string; readonly why: Elsewhere }>> = {
  I10: { table: 'cijfer', why: 'kept' }, I13: { table: 'cijfer', why: 'kept' }, I14: { table: 'duur', why: 'kept' }, I15: { table: 'cijfer', why: 'kept' }, I19: { table: 'cijfer', why: 'kept' },
  I20: { table: 'let', why: 'otherData' }, I24: { table: 'cijfer', why: 'otherData' }, I26: { table: 'dekking', why: 'deliveries' }, I27: { table: 'kwaliteit', why: 'deliveries' },
  I28: { table: 'werkdruk', why: 'otherData' }, I29: { table: 'enquete', why: 'otherData' }, I30: { table: 'trend', why: 'model' },
};

/** Ids of the indicators that have SQL. */
export function askableIndicators(): string[] {
  return readdirSync(folder).filter((name) => /^I\d\d\.sql$/.test(name)).map((name) => name.slice(0, 3)).sort();
}

/** Ids of all indicators. */
export function indicatorIds(): string[] {
  return [...askableIndicators(), ...Object.keys(elsewhere)].sort();
}

/** Where an indicator stands that the gate cannot give; undefined when it can, or when there is no such indicator. */
export function publishedOnly(id: string): { readonly table: string; readonly why: Elsewhere } | undefined {
  return elsewhere[id];
}

/** The statement of an indicator over the twelve months that end with one; undefined when it has none. */
export function indicatorSql(id: string, last: string): string | undefined {
  if (!askableIndicators().includes(id)) return undefined;
  const [year, month] = [Number(last.slice(0, 4)), Number(last.slice(5))];
  const first = month === 12 ? `${year}-01` : `${year - 1}-${String(month + 1).padStart(2, '0')}`;
  return readFileSync(new URL(`${id}.sql`, folder), 'utf8').trim().replaceAll('$1', `'${first}'`).replaceAll('$2', `'${last}'`);
}

/** Where the figures of an indicator's statement stand in the release: column of the statement, and series, dimension and code of `cijfer`. */
export function publishedAs(sql: string): { column: string; reeks: string; dimensie: string; code: string }[] {
  return [...sql.matchAll(/^-- (\w+) is published as: (\w+), (\w+), (\S+)$/gm)].map(([, column, reeks, dimensie, code]) => ({ column: column!, reeks: reeks!, dimensie: dimensie!, code: code! }));
}
