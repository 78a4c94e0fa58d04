/** The records of a delivery before they enter the store: brought to the store's types and checked in one pass. */
import { identifier, type Database } from '../../database/database.js';
import { exitCodes, UserError } from '../../error.js';
import { recordColumns } from '../../levering/columns.js';
import type { Manifest } from '../../levering/levering.js';

const stage = 'temp.levering_stapel';
const names = recordColumns.map(({ naam }) => naam);

/**
 * A relation with the records in the store's own types: the delivered one when it has them already, else a temporary
 * copy. UserError on a missing column, one of another type, or a code that the store does not know.
 */
export async function stageRecords(db: Database, relation: string): Promise<string> {
  const from = relation.split('.').map(identifier).join('.');
  const given = await columnTypes(db, from);
  const own = await columnTypes(db, 'voorval');
  for (const { naam, type } of recordColumns) {
    const found = given.get(naam);
    const expected = type === 'VARCHAR' ? /^(VARCHAR|ENUM\(.*\))$/ : /^(VARCHAR|ENUM\(.*\))\[\]$/;
    if (!found || !expected.test(found)) throw new UserError('store.badColumn', { column: naam }, exitCodes.unreadable);
  }
  if (names.every((name) => given.get(name) === own.get(name))) return from;
  try {
    await db.run(`CREATE OR REPLACE TEMP TABLE levering_stapel AS SELECT ${names.map((name) => cast(name, own)).join(', ')} FROM ${from}`);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw (await unknownCode(db, from, own)) ?? error;
  }
  return stage;
}

export interface Fingerprint {
  digest: string;
  /** Digests made in another way cannot be compared. */
  method: string;
}

/** The fingerprint of the records, the same in any order. UserError when they are not what the manifest says. */
export async function checkRecords(db: Database, records: string, manifest: Manifest): Promise<Fingerprint> {
  const [seen] = await db.rows<Record<'rijen' | 'nummers' | 'vreemd' | 'buiten' | 'versie', number> & Record<'som' | 'mengsel' | 'motor' | 'types', string>>(
    `SELECT count(*) AS rijen, count(DISTINCT CASE WHEN incident_id IS NOT NULL THEN hash(incident_id) END) AS nummers,
      count(*) FILTER (organisatie IS DISTINCT FROM $organisatie) AS vreemd,
      count(*) FILTER (maand IS NULL OR maand < $van OR maand > $tot) AS buiten,
      count(*) FILTER (codeboek IS DISTINCT FROM $codeboek) AS versie,
      CAST(coalesce(sum(rij), 0) AS VARCHAR) AS som, CAST(coalesce(bit_xor(rij), 0) AS VARCHAR) AS mengsel,
      version() AS motor, (SELECT md5(string_agg(column_type, ',' ORDER BY column_name)) FROM (DESCRIBE voorval)) AS types
    FROM (SELECT incident_id, organisatie, maand, codeboek, hash(${names.join(', ')}) AS rij FROM ${records})`,
    { organisatie: manifest.organisatie, van: manifest.vanMaand, tot: manifest.totMaand, codeboek: manifest.codeboek },
  );
  const { rijen, vreemd, buiten, versie } = seen!;
  const refuse = (key: 'store.otherOrganisation' | 'store.outsidePeriod' | 'store.mixedCodebook', count: number) => {
    if (count > 0) throw new UserError(key, { count }, exitCodes.unreadable);
  };
  refuse('store.otherOrganisation', vreemd);
  refuse('store.outsidePeriod', buiten);
  refuse('store.mixedCodebook', versie);
  if (rijen !== manifest.incidenten) {
    throw new UserError('store.countDiffers', { stated: manifest.incidenten, found: rijen }, exitCodes.unreadable);
  }
  if (seen!.nummers !== rijen) await requireUniqueNumbers(db, records, rijen);
  return { digest: [rijen, seen!.som, seen!.mengsel].join('|'), method: `hash ${seen!.motor} ${seen!.types}` };
}

/** Counting hashes is three times as fast as counting texts; the texts decide when it finds fewer than rows. */
async function requireUniqueNumbers(db: Database, records: string, rows: number): Promise<void> {
  const [exact] = await db.rows<{ n: number }>(`SELECT count(DISTINCT incident_id) AS n FROM ${records}`);
  if (exact!.n !== rows) throw new UserError('store.duplicateIncident', { count: rows - exact!.n }, exitCodes.unreadable);
}

async function columnTypes(db: Database, relation: string): Promise<Map<string, string>> {
  const rows = await db.rows<{ naam: string; type: string }>(`SELECT column_name AS naam, column_type AS type FROM (DESCRIBE ${relation})`);
  return new Map(rows.map(({ naam, type }) => [naam, type]));
}

function cast(name: string, types: ReadonlyMap<string, string>): string {
  return `CAST(${name} AS ${types.get(name)}) AS ${name}`;
}

/** Which column holds a code that the store does not know; the engine's own message would repeat the value. */
async function unknownCode(db: Database, from: string, own: ReadonlyMap<string, string>): Promise<UserError | undefined> {
  const counts = recordColumns.map(({ naam, type }) =>
    type === 'VARCHAR'
      ? `count(*) FILTER (${naam} IS NOT NULL AND TRY_CAST(${naam} AS ${own.get(naam)}) IS NULL) AS ${naam}`
      : `count(*) FILTER (len(list_filter(${naam}, lambda one: TRY_CAST([one] AS ${own.get(naam)})[1] IS NULL)) > 0) AS ${naam}`,
  );
  const [unknown] = await db.rows<Record<string, number>>(`SELECT ${counts.join(', ')} FROM ${from}`);
  const found = Object.entries(unknown!).find(([, count]) => count > 0);
  return found && new UserError('store.unknownCode', { column: found[0], count: found[1] }, exitCodes.unreadable);
}
