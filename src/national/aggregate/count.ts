/** Counts from the store, one SQL file a table. */
import { readFileSync } from 'node:fs';
import type { Database } from '../../database/database.js';
import { windowStart } from './period.js';
import type { Programme, ProgrammeTable } from './programme.js';

export interface Count {
  readonly organisatie: string;
  readonly maand: string;
  readonly code: string;
  readonly aantal: number;
}

export interface Coverage {
  readonly maand: string;
  readonly verwacht: number;
  /** Organisations that delivered or declared zero. */
  readonly geleverd: number;
  readonly nul: number;
  /** FTE of the organisations expected, and of those of them that reported; null when nobody's is known. */
  readonly fte_verwacht: number | null;
  readonly fte_geleverd: number | null;
  /** Whether the FTE of an organisation that reported is of an earlier period. */
  readonly doorgetrokken: boolean;
}

export interface MarkedEvent {
  readonly code: string;
  readonly van: string;
  readonly tot: string | null;
  readonly soort: string;
  readonly label_nl: string;
  readonly label_en: string;
}

/** The SQL of a table of the programme, or another statement of this room, by file name without extension. */
export function statement(name: string): string {
  return readFileSync(new URL(`./${name}.sql`, import.meta.url), 'utf8');
}

/** Counts by organisation and month for every table of the programme, up to the reference month; tables of twelve months only from `since` on, by default over the last twelve. */
export async function countAll(db: Database, programme: Programme, reference: string, since = windowStart(reference)): Promise<Map<string, Count[]>> {
  await db.run(statement('agressie'));
  try {
    const counts = new Map<string, Count[]>();
    for (const table of programme.tabellen) counts.set(table.id, await count(db, table, since, reference));
    return counts;
  } finally {
    await db.run('DROP VIEW IF EXISTS temp.agressie');
  }
}

/** Who reported, month by month from the first agreement to the reference month. */
export async function coverage(db: Database, reference: string): Promise<Coverage[]> {
  return db.rows<Coverage>(statement('dekking'), { tot: reference });
}

export interface NamedCoverage {
  readonly maand: string;
  readonly organisatie: string;
  readonly verwacht: number;
  readonly geleverd: number;
}

/** Who reported, by organisation where it agreed to be named, the others together. */
export async function namedCoverage(db: Database, reference: string, named: readonly string[]): Promise<NamedCoverage[]> {
  return db.rows<NamedCoverage>(statement('organisatie_dekking'), { tot: reference, genoemd: [...named] });
}

export async function markedEvents(db: Database, reference: string): Promise<MarkedEvent[]> {
  return db.rows<MarkedEvent>(statement('gebeurtenis'), { tot: reference });
}

/** The state of the store: as a text (date of the latest delivery, number of the last one and of the last purge), and the month of that date ('' without any). */
export async function storeState(db: Database): Promise<{ vintage: string; maand: string }> {
  const [row] = await db.rows<{ geleverd: string | null; levering_id: number | null; wissing_id: number | null }>(statement('stand'));
  return { vintage: `${row?.geleverd ?? 'leeg'}.${row?.levering_id ?? 0}${row?.wissing_id ? `.w${row.wissing_id}` : ''}`, maand: (row?.geleverd ?? '').slice(0, 7) };
}

async function count(db: Database, table: ProgrammeTable, since: string, reference: string): Promise<Count[]> {
  // rates need all months: how much months differ widens their intervals
  const van = table.perioden.some((kind) => kind !== '12maanden') || table.verhouding ? '' : since;
  return db.rows<Count>(statement(`tables/${table.id}`), { van, tot: reference });
}
