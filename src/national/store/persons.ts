/** Labels of families and employees on their way into the store, where an agreement lets them pass. */
import { identifier, type Database } from '../../database/database.js';
import { exitCodes, UserError } from '../../error.js';
import { personKinds } from '../../levering/columns.js';

/**
 * Checks the labels of a delivery against its records (a relation with incident_id and maand) and gives their fingerprint, the
 * same in any order. UserError on a label that is none of ours, of an incident that is not delivered.
 */
export async function checkPersons(db: Database, relation: string, records: string): Promise<string> {
  const kinds = personKinds.join('|');
  const [seen] = await db.rows<{ rijen: number; anders: number; vreemd: number; som: string; mengsel: string }>(
    `SELECT count(*) AS rijen,
      count(*) FILTER (NOT coalesce(regexp_full_match(label, '[a-z0-9]{2,5}\\.(${kinds})\\.[0-9a-f]{32}') AND split_part(label, '.', 2) = eenheid, false)) AS anders,
      count(*) FILTER (incident_id IS NULL OR incident_id NOT IN (SELECT incident_id FROM ${records})) AS vreemd,
      CAST(coalesce(sum(hash(incident_id, label)), 0) AS VARCHAR) AS som, CAST(coalesce(bit_xor(hash(incident_id, label)), 0) AS VARCHAR) AS mengsel
    FROM ${quoted(relation)}`,
  );
  if (seen!.anders > 0) throw new UserError('store.badPersonLabel', { count: seen!.anders }, exitCodes.unreadable);
  if (seen!.vreemd > 0) throw new UserError('store.strangePersonLabel', { count: seen!.vreemd }, exitCodes.unreadable);
  return [seen!.rijen, seen!.som, seen!.mengsel].join('|');
}

/** Adds the checked labels of a delivery; for use inside its transaction. */
export async function writePersons(db: Database, leveringId: number, relation: string, records: string): Promise<void> {
  await db.run(`INSERT INTO persoonslabel SELECT DISTINCT ${leveringId}, r.organisatie, r.maand, p.incident_id, p.eenheid, p.label
    FROM ${quoted(relation)} p JOIN ${records} r ON r.incident_id = p.incident_id ORDER BY ALL`);
}

function quoted(relation: string): string {
  return relation.split('.').map(identifier).join('.');
}
