/** Takes denominators, zero declarations, LET and HRT cases, events and survey figures into the store, append-only. */
import { createHash } from 'node:crypto';
import type { Database, SqlType } from '../../database/database.js';
import { exitCodes, UserError } from '../../error.js';
import { contextManifestSchema, nationwide, type ContextKind, type ContextLevering, type ContextRow } from '../../levering/context.js';
import { monthRange } from '../../levering/period.js';
import { agreementOf } from './organisations.js';

export interface ContextIngested {
  outcome: 'new' | 'unchanged';
  leveringId: number;
  rows: number;
}

const tables: Record<ContextKind, string> = {
  noemer: 'noemer',
  nulverklaring: 'nulverklaring',
  let: 'let_zaak',
  gebeurtenis: 'gebeurtenis',
  enquete: 'enquete',
  contextfactor: 'contextfactor',
};

/** The delivery that the deliverer's file of this kind made earlier; for skipping it before reading it. */
export async function knownContext(db: Database, file: { organisatie: string; soort: ContextKind; bestandSha256: string }): Promise<number | null> {
  const [row] = await db.rows<{ id: number | null }>(
    'SELECT min(levering_id) AS id FROM levering WHERE organisatie = $organisatie AND soort = $soort AND bestand_sha256 = $bestandSha256',
    file,
  );
  return row!.id;
}

/**
 * Adds a context delivery; 'unchanged' when the deliverer's newest delivery of this kind is the same file or says the
 * same, or when an earlier one was this file. UserError, and nothing written, on anything wrong.
 */
export async function ingestContext(db: Database, levering: ContextLevering, codebooks: readonly string[]): Promise<ContextIngested> {
  const manifest = await checkManifest(db, levering, codebooks);
  const { rows } = levering;
  const content = createHash('sha256').update(JSON.stringify(rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort())).digest('hex');
  const same = await sameDelivery(db, manifest, content);
  if (same !== null) return { outcome: 'unchanged', leveringId: same, rows: 0 };

  const [next] = await db.rows<{ id: number }>('SELECT coalesce(max(levering_id), 0) + 1 AS id FROM levering');
  const id = next!.id;
  const months = rows.flatMap((row) => [row['van_maand'], row['tot_maand']]).filter((month) => typeof month === 'string').sort();
  await db.transaction(async () => {
    await db.run(
      `INSERT INTO levering VALUES ($id, $organisatie, $soort, NULL, $van, $tot, CAST($geleverd AS DATE), $codeboek, 0, $bestand, $inhoud, 'sha256', NULL, NULL)`,
      {
        id, organisatie: manifest.organisatie, soort: manifest.soort, van: months[0] ?? null, tot: months.at(-1) ?? null,
        geleverd: manifest.geleverd, codeboek: manifest.codeboek, bestand: manifest.bestandSha256, inhoud: content,
      },
    );
    if (manifest.soort !== 'nulverklaring') await appendRows(db, tables[manifest.soort], id, rows);
    await db.append('nulverklaring', ['INTEGER', 'VARCHAR', 'VARCHAR'], declaredMonths(manifest.soort, rows).map(([code, month]) => [id, code, month]));
    await db.append('oordeel', ['INTEGER', 'VARCHAR', 'INTEGER'], Object.entries(manifest.aantallen).map(([verdict, count]) => [id, verdict, count]));
    await db.append(
      'bevinding',
      ['INTEGER', 'VARCHAR', 'VARCHAR', 'VARCHAR', 'INTEGER'],
      manifest.bevindingen.map(({ regel, veld, ernst, aantal }) => [id, regel, veld, ernst, aantal]),
    );
  });
  return { outcome: 'new', leveringId: id, rows: rows.length };
}

async function checkManifest(db: Database, levering: ContextLevering, codebooks: readonly string[]) {
  const parsed = contextManifestSchema.safeParse(levering.manifest);
  if (!parsed.success) {
    throw new UserError('store.badManifest', { field: String(parsed.error.issues[0]?.path.join('.') ?? '') }, exitCodes.unreadable);
  }
  const { organisatie, codeboek } = parsed.data;
  if (!codebooks.includes(codeboek)) {
    throw new UserError('store.unknownCodebook', { version: codeboek, known: codebooks.join(', ') }, exitCodes.usage);
  }
  if (organisatie !== nationwide) await agreementOf(db, organisatie);
  const foreign = levering.rows.filter((row) => 'organisatie_code' in row && organisatie !== nationwide && row['organisatie_code'] !== organisatie);
  if (foreign.length > 0) throw new UserError('store.otherOrganisationRows', { count: foreign.length }, exitCodes.unreadable);
  const known = new Set((await db.rows<{ code: string }>('SELECT code FROM organisatie')).map(({ code }) => code));
  const strangers = levering.rows.filter((row) => 'organisatie_code' in row && !known.has(String(row['organisatie_code'])));
  if (strangers.length > 0) throw new UserError('store.unknownOrganisationRows', { count: strangers.length }, exitCodes.unreadable);
  return parsed.data;
}

async function sameDelivery(db: Database, manifest: ContextLevering['manifest'], content: string): Promise<number | null> {
  const earlier = await db.rows<{ id: number; bestand: string; codeboek: string; inhoud: string }>(
    `SELECT levering_id AS id, bestand_sha256 AS bestand, codeboek, inhoud_sha256 AS inhoud FROM levering
    WHERE organisatie = $organisatie AND soort = $soort ORDER BY geleverd DESC, levering_id DESC`,
    { organisatie: manifest.organisatie, soort: manifest.soort },
  );
  const says = earlier.map((one) => one.codeboek === manifest.codeboek && one.inhoud === content);
  const same = says[0] ? earlier[0] : earlier.find((one, i) => says[i] && one.bestand === manifest.bestandSha256);
  return same?.id ?? null;
}

/** Field names are column names, but for the code of the organisation. */
async function appendRows(db: Database, table: string, id: number, rows: readonly ContextRow[]): Promise<void> {
  const columns = await db.rows<{ naam: string; type: string }>(`SELECT column_name AS naam, column_type AS type FROM (DESCRIBE ${table})`);
  const types = columns.map(({ type }): SqlType => (type.startsWith('DECIMAL') ? 'DOUBLE' : type === 'INTEGER' ? 'INTEGER' : 'VARCHAR'));
  const fields = columns.map(({ naam }) => (naam === 'organisatie' ? 'organisatie_code' : naam));
  await db.append(table, types, rows.map((row) => fields.map((field) => (field === 'levering_id' ? id : (row[field] ?? null)))));
}

/** A zero declaration stands in a file of its own, or in the denominator record of a whole organisation. */
function declaredMonths(kind: ContextKind, rows: readonly ContextRow[]): [string, string][] {
  const declared = rows.filter(
    (row) => kind === 'nulverklaring' || (kind === 'noemer' && row['incidenten_nulverklaring'] === 'J' && (row['regio'] ?? null) === null),
  );
  return declared.flatMap((row) =>
    monthRange(String(row['van_maand']), String(row['tot_maand'])).map((month): [string, string] => [String(row['organisatie_code']), month]),
  );
}
