/** The SQL by which an indicator can be asked through the gate; `$1` and `$2` are the first and last month. */
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('./indicators/', import.meta.url);

/** Ids of the indicators that have one. */
export function askableIndicators(): string[] {
  return readdirSync(folder).filter((name) => /^I\d\d\.sql$/.test(name)).map((name) => name.slice(0, 3)).sort();
}

/** The statement of an indicator over the twelve months that end with one; undefined when it has none. */
export function indicatorSql(id: string, last: string): string | undefined {
  if (!askableIndicators().includes(id)) return undefined;
  const [year, month] = [Number(last.slice(0, 4)), Number(last.slice(5))];
  const first = month === 12 ? `${year}-01` : `${year - 1}-${String(month + 1).padStart(2, '0')}`;
  return readFileSync(new URL(`${id}.sql`, folder), 'utf8').trim().replaceAll('$1', `'${first}'`).replaceAll('$2', `'${last}'`);
}
