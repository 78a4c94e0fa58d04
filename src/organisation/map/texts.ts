/** The different texts of columns, gathered before they are mapped. Keys are SQL expressions over `ruw r`. */
import type { Database } from '../../database/database.js';

export interface Gathered {
  /** Number of records. */
  records: number;
  /** Whether the rows come from a workbook, where dates were cells of type date. */
  workbook: boolean;
  /** The different texts of each key of labels. */
  labels: Map<string, string[]>;
  /** About how many different texts each key of moments has: they may be as many as the rows. */
  moments: Map<string, number>;
  /** Those texts themselves, where the records are few. */
  momentTexts: Map<string, string[]>;
}

/** Up to so many records their cells are taken as they are: a list of different ones for each column costs the engine far more. */
const fewRecords = 2000;

/** Looks once through all records. */
export async function gatherTexts(db: Database, labels: Iterable<string>, moments: Iterable<string>): Promise<Gathered> {
  const [labelKeys, momentKeys] = [[...new Set(labels)], [...new Set(moments)]];
  return (await gatherFew(db, labelKeys, momentKeys)) ?? gatherMany(db, labelKeys, momentKeys);
}

/** Undefined when there are more records than few. */
async function gatherFew(db: Database, labels: readonly string[], moments: readonly string[]): Promise<Gathered | undefined> {
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

async function gatherMany(db: Database, labels: readonly string[], moments: readonly string[]): Promise<Gathered> {
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
