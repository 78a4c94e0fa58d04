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
}

/** Looks once through all records. */
export async function gatherTexts(db: Database, labels: Iterable<string>, moments: Iterable<string>): Promise<Gathered> {
  const [labelKeys, momentKeys] = [[...new Set(labels)], [...new Set(moments)]];
  const select = [...labelKeys.map((key, i) => `list(DISTINCT ${key}) AS l${i}`), ...momentKeys.map((key, i) => `approx_count_distinct(${key}) AS m${i}`)];
  const [found] = await db.rows<Record<string, unknown> & { records: number; workbook: boolean }>(
    `SELECT count(*) AS records, count(r.blad) > 0 AS workbook${select.map((one) => `, ${one}`).join('')} FROM ruw r WHERE r.soort = 'record'`,
  );
  return {
    records: found!.records,
    workbook: found!.workbook,
    labels: new Map(labelKeys.map((key, i) => [key, (found![`l${i}`] ?? []) as string[]])),
    moments: new Map(momentKeys.map((key, i) => [key, found![`m${i}`] as number])),
  };
}
