/** Takes a delivery of incidents into the store: every check first, then one transaction. */
import { createHash } from 'node:crypto';
import { identifier, type Database } from '../../database/database.js';
import { exitCodes, UserError } from '../../error.js';
import { recordColumns, repetitionColumns } from '../../levering/columns.js';
import { manifestSchema, type Levering, type Manifest } from '../../levering/levering.js';
import { parsePeriod } from '../../levering/period.js';
import { requireAgreement } from './organisations.js';
import { purgedDays } from './purge.js';
import { checkPersons, writePersons } from './persons.js';
import { checkRecords, stageRecords } from './records.js';

export interface Ingested {
  outcome: 'new' | 'herlevering' | 'unchanged';
  leveringId: number;
  /** Months for which this delivery took the place of an earlier one. */
  replaced: string[];
  /** Months of this delivery for which another delivery counts, because it was delivered later. */
  outdated: string[];
}

export type FileIdentity = Pick<Manifest, 'organisatie' | 'periode' | 'bestandSha256' | 'koppelingVersie' | 'codeboek'>;

type KnownDelivery = (file: FileIdentity) => number | null;

/** The delivery that a file, read with its mapping and codebook, made earlier; for skipping files before reading them. Of what the store holds now. */
export async function knownDeliveries(db: Database): Promise<KnownDelivery> {
  const rows = await db.rows<FileIdentity & { id: number }>(
    `SELECT max(levering_id) AS id, organisatie, periode, bestand_sha256 AS "bestandSha256", koppeling_versie AS "koppelingVersie", codeboek
    FROM levering WHERE soort = 'voorval' GROUP BY ALL`,
  );
  const key = ({ organisatie, periode, bestandSha256, koppelingVersie, codeboek }: FileIdentity): string => [organisatie, periode, bestandSha256, koppelingVersie, codeboek].join('|');
  const known = new Map(rows.map((row) => [key(row), row.id]));
  return (file) => known.get(key(file)) ?? null;
}

/**
 * Adds a delivery. 'unchanged' when the store has had this file with the same content, or when the newest delivery of
 * the same period says exactly the same; nothing is written then. UserError, and nothing written, on anything wrong.
 */
export async function ingestLevering(db: Database, levering: Levering, codebooks: readonly string[]): Promise<Ingested> {
  const manifest = checkManifest(levering.manifest, codebooks);
  await requireAgreement(db, manifest.organisatie, manifest.vanMaand, manifest.totMaand);
  const gone = await purgedBefore(db, manifest);
  if (gone !== null) return { outcome: 'unchanged', leveringId: gone, replaced: [], outdated: [] };
  if (levering.bronSha256 !== undefined) await requireOwnFile(db, manifest.organisatie, levering.bronSha256);
  const records = await stageRecords(db, levering.relations.voorval);
  try {
    const print = await checkRecords(db, records, manifest);
    const repetitions = await readRepetitions(db, levering.relations.herhaling);
    const { persoonslabel } = levering.relations;
    const persons = persoonslabel === undefined ? '' : await checkPersons(db, persoonslabel, records);
    const content = { wijze: print.method, sha256: contentHash(manifest, repetitions, print.digest + persons) };
    const same = await sameDelivery(db, manifest, content);
    if (same !== null) return { outcome: 'unchanged', leveringId: same, replaced: [], outdated: await outdated(db, same) };
    return await write(db, { manifest, content, records, repetitions, persons: persoonslabel, source: levering.bronSha256 });
  } finally {
    await db.run('DROP TABLE IF EXISTS temp.levering_stapel');
  }
}

/**
 * The number of this delivery when its records were purged since. What was purged does not come back by itself: another
 * delivery of those months is a UserError, unless it was made after that day.
 */
async function purgedBefore(db: Database, manifest: Manifest): Promise<number | null> {
  const { organisatie, periode, geleverd } = manifest;
  const day = (await purgedDays(db))(organisatie, parsePeriod(periode).maanden);
  if (day === null || geleverd > day) return null;
  const known = (await knownDeliveries(db))(manifest);
  if (known === null) throw new UserError('purge.again', { organisation: organisatie, months: periode, day }, exitCodes.findings);
  return known;
}

function checkManifest(manifest: Manifest, codebooks: readonly string[]): Manifest {
  const parsed = manifestSchema.safeParse(manifest);
  if (!parsed.success) {
    throw new UserError('store.badManifest', { field: String(parsed.error.issues[0]?.path.join('.') ?? '') }, exitCodes.unreadable);
  }
  if (!codebooks.includes(manifest.codeboek)) {
    throw new UserError('store.unknownCodebook', { version: manifest.codeboek, known: codebooks.join(', ') }, exitCodes.usage);
  }
  return parsed.data;
}

type Repetition = { eenheid: string; f: number; aantal: number };

async function readRepetitions(db: Database, relation: string): Promise<Repetition[]> {
  const from = relation.split('.').map(identifier).join('.');
  const rows = await db.rows<Repetition>(`SELECT ${repetitionColumns.join(', ')} FROM ${from} ORDER BY eenheid, f`);
  if (rows.some(({ eenheid, f, aantal }) => !['gezin', 'medewerker'].includes(eenheid) || !(f > 0) || !(aantal > 0))) {
    throw new UserError('store.badRepetition', {}, exitCodes.unreadable);
  }
  return rows;
}

/** Everything the delivery says, apart from where and when it came from. */
function contentHash(manifest: Manifest, repetitions: readonly Repetition[], records: string): string {
  const { organisatie, periode, codeboek, aantallen, incidenten, medewerkers } = manifest;
  const findings = manifest.bevindingen.map(({ regel, veld, ernst, aantal }) => [regel, veld, ernst, aantal].join('|')).sort();
  const repeated = repetitions.map(({ eenheid, f, aantal }) => [eenheid, f, aantal]);
  const counts = Object.entries(aantallen).sort();
  return createHash('sha256')
    .update(JSON.stringify([organisatie, periode, codeboek, counts, incidenten, medewerkers, findings, repeated, records]))
    .digest('hex');
}

interface Content {
  sha256: string;
  wijze: string;
}

async function sameDelivery(db: Database, manifest: Manifest, content: Content): Promise<number | null> {
  const earlier = await db.rows<{ id: number; bestand: string; koppeling: number; codeboek: string; inhoud: string; wijze: string }>(
    `SELECT levering_id AS id, bestand_sha256 AS bestand, koppeling_versie AS koppeling, codeboek, inhoud_sha256 AS inhoud, inhoud_wijze AS wijze
    FROM levering WHERE organisatie = $organisatie AND soort = 'voorval' AND periode = $periode AND levering_id NOT IN (SELECT levering_id FROM gewist)
    ORDER BY geleverd DESC, koppeling_versie DESC, levering_id DESC`,
    { organisatie: manifest.organisatie, periode: manifest.periode },
  );
  const [newest] = earlier;
  if (newest && newest.wijze === content.wijze && newest.inhoud === content.sha256) return newest.id;
  const sameFile = earlier.find(
    (one) =>
      one.bestand === manifest.bestandSha256 &&
      one.koppeling === manifest.koppelingVersie &&
      one.codeboek === manifest.codeboek &&
      (one.inhoud === content.sha256 || one.wijze !== content.wijze),
  );
  return sameFile?.id ?? null;
}

/** Refuses a file whose very bytes were delivered for another organisation. */
async function requireOwnFile(db: Database, organisation: string, sha256: string): Promise<void> {
  const [other] = await db.rows<{ owner: string }>('SELECT min(organisatie) AS owner FROM bronbestand WHERE sha256 = $sha256 AND organisatie <> $organisation HAVING count(*) > 0', { sha256, organisation });
  if (other) throw new UserError('store.otherOwner', { owner: other.owner }, exitCodes.unreadable);
}

interface Checked {
  manifest: Manifest;
  content: Content;
  /** Relation with the records. */
  records: string;
  repetitions: readonly Repetition[];
  /** Relation with labels of persons, when the delivery brings them. */
  persons: string | undefined;
  /** Hash of the export itself, when it is known. */
  source: string | undefined;
}

async function write(db: Database, { manifest, content, records, repetitions, persons, source }: Checked): Promise<Ingested> {
  const { organisatie, periode, vanMaand, totMaand } = manifest;
  const { maanden } = parsePeriod(periode);
  const before = await currentSlices(db, organisatie, maanden);
  const [next] = await db.rows<{ id: number }>('SELECT coalesce(max(levering_id), 0) + 1 AS id FROM levering');
  const id = next!.id;
  await db.transaction(async () => {
    await db.run(
      `INSERT INTO levering VALUES ($id, $organisatie, 'voorval', $periode, $van, $tot, CAST($geleverd AS DATE), $codeboek,
        $koppeling, $bestand, $inhoud, $wijze, $bron, $herkend)`,
      {
        id, organisatie, periode, van: vanMaand, tot: totMaand, geleverd: manifest.geleverd, codeboek: manifest.codeboek,
        koppeling: manifest.koppelingVersie, bestand: manifest.bestandSha256, inhoud: content.sha256, wijze: content.wijze,
        bron: manifest.bronsysteem, herkend: manifest.herkend ? JSON.stringify(manifest.herkend) : null,
      },
    );
    if (source !== undefined) await db.run('INSERT INTO bronbestand VALUES ($id, $organisatie, $source)', { id, organisatie, source });
    await db.append('levering_maand', ['INTEGER', 'VARCHAR', 'VARCHAR'], maanden.map((maand) => [id, organisatie, maand]));
    await db.run(`INSERT INTO voorval SELECT ${id}, ${recordColumns.map(({ naam }) => naam).join(', ')} FROM ${records}`);
    if (persons !== undefined) await writePersons(db, id, persons, records);
    await db.append(
      'herhaling',
      ['INTEGER', 'VARCHAR', 'VARCHAR', 'VARCHAR', 'INTEGER', 'INTEGER'],
      repetitions.map(({ eenheid, f, aantal }) => [id, organisatie, periode, eenheid, f, aantal]),
    );
    await db.append('oordeel', ['INTEGER', 'VARCHAR', 'INTEGER'], Object.entries(manifest.aantallen).map(([verdict, count]) => [id, verdict, count]));
    await db.append(
      'bevinding',
      ['INTEGER', 'VARCHAR', 'VARCHAR', 'VARCHAR', 'INTEGER'],
      manifest.bevindingen.map(({ regel, veld, ernst, aantal }) => [id, regel, veld, ernst, aantal]),
    );
  });
  const after = await currentSlices(db, organisatie, maanden);
  return {
    outcome: before.size > 0 ? 'herlevering' : 'new',
    leveringId: id,
    replaced: maanden.filter((maand) => before.has(maand) && after.get(maand) === id),
    outdated: maanden.filter((maand) => after.get(maand) !== id),
  };
}

async function currentSlices(db: Database, organisation: string, months: readonly string[]): Promise<Map<string, number>> {
  const slices = await db.rows<{ maand: string; id: number }>(
    'SELECT maand, levering_id AS id FROM huidig_deel WHERE organisatie = $organisation AND list_contains($months, maand)',
    { organisation, months },
  );
  return new Map(slices.map(({ maand, id }) => [maand, id]));
}

async function outdated(db: Database, id: number): Promise<string[]> {
  const months = await db.rows<{ maand: string }>(
    `SELECT m.maand FROM levering_maand m JOIN huidig_deel d ON d.organisatie = m.organisatie AND d.maand = m.maand
    WHERE m.levering_id = $id AND d.levering_id <> $id ORDER BY m.maand`,
    { id },
  );
  return months.map(({ maand }) => maand);
}
