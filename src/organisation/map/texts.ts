/** The different texts of columns, gathered before they are mapped. Keys are SQL expressions over `ruw r`. */
import { type Database, identifier } from '../../database/database.js';

/** The words of a column of `ruw` that is kept as their numbers, in that order. */
export type Words = ReadonlyMap<string, readonly string[]>;

/** The text of a cell as SQL, also where its column is kept as the numbers of words; '' when it is empty. */
export function textOf(column: string): string {
  return `coalesce(CAST(r.${identifier(column)} AS VARCHAR), '')`;
}

export interface Gathered {
  /** Number of records. */
  records: number;
  /** Whether the rows come from a workbook, where dates were cells of type date. */
  workbook: boolean;
  /** The different texts of each key of labels. */
  labels: Map<string, readonly string[]>;
  /** Of a key that is one column of words: the place of a row's text among the texts of the key, from 1, as SQL. */
  places: ReadonlyMap<string, string>;
  /** About how many different texts each key of moments has: they may be as many as the rows. */
  moments: Map<string, number>;
  /** Those texts themselves, where the records are few. */
  momentTexts: Map<string, readonly string[]>;
}

/** Up to so many records their cells are taken as they are: a list of different ones for each column costs the engine far more. */
const fewRecords = 2000;

/** Looks once through all records; what a column of words holds is known already. */
export async function gatherTexts(db: Database, labels: Iterable<string>, moments: Iterable<string>, words: Words): Promise<Gathered> {
  const known = new Map([...words].map(([column, texts]) => [textOf(column), { column, texts: ['', ...texts] }]));
  const unknown = (keys: Iterable<string>) => [...new Set(keys)].filter((key) => !known.has(key));
  const [labelKeys, momentKeys] = [unknown(labels), unknown(moments)];
  const gathered = (known.size === 0 ? await gatherFew(db, labelKeys, momentKeys) : undefined) ?? (await gatherMany(db, labelKeys, momentKeys));
  const of = <T>(some: Iterable<string>, value: (texts: readonly string[]) => T) => [...new Set(some)].flatMap((key) => (known.has(key) ? [[key, value(known.get(key)!.texts)] as const] : []));
  return {
    ...gathered,
    labels: new Map([...gathered.labels, ...of(labels, (texts) => texts)]),
    moments: new Map([...gathered.moments, ...of(moments, ({ length }) => length)]),
    momentTexts: new Map([...gathered.momentTexts, ...of(moments, (texts) => texts)]),
    places: new Map([...known].map(([key, { column }]) => [key, `coalesce(CAST(enum_code(r.${identifier(column)}) AS INTEGER) + 2, 1)`])),
  };
}

type Found = Omit<Gathered, 'places'>;

/** Undefined when there are more records than few. */
async function gatherFew(db: Database, labels: readonly string[], moments: readonly string[]): Promise<Found | undefined> {
  const keys = [...labels, ...moments];
  const rows = await db.rows<Record<string, unknown>>(
    `SELECT r.blad IS NOT NULL AS workbook${keys.map((key, i) => `, ${key} AS k${i}`).join('')} FROM ruw r WHERE r.soort = 'record' LIMIT ${fewRecords + 1}`,
  );
  if (rows.length > fewRecords) return undefined;
  const texts = new Map(keys.map((key, i) => [key, [...new Set(rows.map((row) => row[`k${i}`] as string))]]));
  const of = (some: readonly string[]) => new Map(some.map((key) => [key, texts.get(key)!]));
  const momentTexts = of(moments);
  return {
    records: rows.length,
    workbook: rows.some(({ workbook }) => workbook === true),
    labels: of(labels),
    moments: new Map([...momentTexts].map(([key, { length }]) => [key, length])),
    momentTexts,
  };
}

async function gatherMany(db: Database, labels: readonly string[], moments: readonly string[]): Promise<Found> {
  const select = [...labels.map((key, i) => `list(DISTINCT ${key}) AS l${i}`), ...moments.map((key, i) => `approx_count_distinct(${key}) AS m${i}`)];
  const [found] = await db.rows<Record<string, unknown> & { records: number; workbook: boolean }>(
    `SELECT count(*) AS records, count(r.blad) > 0 AS workbook${select.map((one) => `, ${one}`).join('')} FROM ruw r WHERE r.soort = 'record'`,
  );
  return {
    records: found!.records,
    workbook: found!.workbook,
    labels: new Map(labels.map((key, i) => [key, (found![`l${i}`] ?? []) as string[]])),
    moments: new Map(moments.map((key, i) => [key, found![`m${i}`] as number])),
    momentTexts: new Map(),
  };
}
