/** What changed between two judged deliveries of one organisation: verdicts, months, and incidents by their number. */
import { readFileSync } from 'node:fs';
import { type Database, identifier } from '../../database/database.js';
import { recordColumns } from '../../levering/columns.js';
import { type Verdict, verdicts } from '../validate/verdict.js';
import type { Place } from './ranges.js';

/** Catalog in which the earlier delivery was judged, beside the one that is judged now. */
export const earlierCatalog = 'vorige';

/** nieuw: a number that was not there. hersteld: it was there and did not count. gewijzigd: counts in both, told differently. afgevallen: no longer counts. verdwenen: the number is gone. */
export const changeKinds = ['nieuw', 'hersteld', 'gewijzigd', 'afgevallen', 'verdwenen'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface Pair {
  before: number;
  after: number;
}

/** 'YYYY-MM', or where a row has no month of the period: outside it, or without a date that can be read. */
export type MonthKey = string;

export interface ChangedMonth {
  month: MonthKey;
  verdicts: Partial<Record<Verdict, Pair>>;
  incidents: Partial<Record<ChangeKind, number>>;
}

export interface ChangedIncident extends Place {
  kind: ChangeKind;
  month: MonthKey;
  /** The file in which the row stands. */
  of: 'now' | 'earlier';
}

export interface Change {
  /** The earlier file and its day of delivery. */
  file: string;
  delivered: string;
  verdicts: { verdict: Verdict; before: number; after: number }[];
  months: ChangedMonth[];
  incidents: Record<ChangeKind, number>;
  /** Fields of the national record that differ in changed incidents, most often changed first. */
  fields: { field: string; incidents: number }[];
  rows: ChangedIncident[];
}

/** What the delivery as a whole gives a record, so that other incidents change it too. */
const derived = new Set(['organisatie', 'codeboek', 'incident_id', 'herhaling_12m', 'slachtoffer_herhaling']);

const tables = readFileSync(new URL('./change.sql', import.meta.url), 'utf8');
const moves = readFileSync(new URL('./change_incidents.sql', import.meta.url), 'utf8');

/**
 * Compares what was judged in the current catalog of the private database with what was judged in `earlierCatalog`.
 * Incidents are matched by their number, which goes no further than this database.
 */
export async function compareDeliveries(db: Database, period: { van: string; tot: string }, earlier: { file: string; delivered: string }): Promise<Change> {
  await db.run(tables.replaceAll('$van', `'${period.van}'`).replaceAll('$tot', `'${period.tot}'`));
  const counted = await db.rows<{ maand: MonthKey; oordeel: Verdict; voor: number; na: number }>('SELECT maand, oordeel, voor, na FROM verschil_oordeel ORDER BY maand, oordeel');
  const columns = recordColumns.map(({ naam }) => naam).filter((naam) => !derived.has(naam));
  await db.run(moves.replace('$changed', columns.map((name) => `n.${identifier(name)}::VARCHAR IS DISTINCT FROM v.${identifier(name)}::VARCHAR`).join(' OR ')));
  const rows = await db.rows<{ kind: ChangeKind; month: MonthKey; sheet: string | null; row: number; of: 'now' | 'earlier' }>(
    'SELECT soort AS kind, maand AS month, blad AS sheet, rij AS row, van AS of FROM verschil_voorval ORDER BY van, nr',
  );
  const different = columns.map((name) => `count(*) FILTER (n.${identifier(name)}::VARCHAR IS DISTINCT FROM v.${identifier(name)}::VARCHAR)::INTEGER AS ${identifier(name)}`);
  const [fields = {}] = await db.rows<Record<string, number>>(
    `SELECT ${different.join(', ')} FROM verschil_voorval d JOIN voorval n ON n.nr = d.nr JOIN ${earlierCatalog}.voorval v ON v.nr = d.vorige_nr WHERE d.soort = 'gewijzigd'`,
  );
  return {
    ...earlier,
    verdicts: verdicts.map((verdict) => ({ verdict, ...total(counted.filter(({ oordeel }) => oordeel === verdict)) })),
    months: monthsOf(counted, rows),
    incidents: Object.fromEntries(changeKinds.map((kind) => [kind, rows.filter((row) => row.kind === kind).length])) as Record<ChangeKind, number>,
    fields: Object.entries(fields).filter(([, incidents]) => incidents > 0).map(([field, incidents]) => ({ field, incidents })).sort((a, b) => b.incidents - a.incidents || (a.field < b.field ? -1 : 1)),
    rows,
  };
}

function total(counted: readonly { voor: number; na: number }[]): Pair {
  return { before: counted.reduce((sum, { voor }) => sum + voor, 0), after: counted.reduce((sum, { na }) => sum + na, 0) };
}

function monthsOf(counted: readonly { maand: MonthKey; oordeel: Verdict; voor: number; na: number }[], rows: readonly ChangedIncident[]): ChangedMonth[] {
  const months = new Map<MonthKey, ChangedMonth>();
  const of = (month: MonthKey) => {
    const found = months.get(month) ?? { month, verdicts: {}, incidents: {} };
    months.set(month, found);
    return found;
  };
  for (const { maand, oordeel, voor, na } of counted) if (oordeel !== 'not_a_record') of(maand).verdicts[oordeel] = { before: voor, after: na };
  for (const { month, kind } of rows) {
    const { incidents } = of(month);
    incidents[kind] = (incidents[kind] ?? 0) + 1;
  }
  return [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1));
}

/** Whether anything at all differs. */
export function isChanged(change: Change): boolean {
  return change.rows.length > 0 || change.verdicts.some(({ before, after }) => before !== after);
}
