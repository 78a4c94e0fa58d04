import { createHash } from 'node:crypto';
import type { Codebook } from '../../codebook/schema.js';
import type { Database } from '../../database/database.js';
import { exitCodes, UserError } from '../../error.js';
import type { PersonKind } from '../../levering/columns.js';
import type { Levering } from '../../levering/levering.js';
import { parsePeriod } from '../../levering/period.js';
import type { FileIdentity } from '../../national/store/ingest.js';
import type { Mapping } from '../../organisation/map/mapping.js';
import { type JudgedExport, judgeExport } from '../../organisation/prepare.js';
import type { LabelKey } from '../../organisation/pseudonymise/pseudonym.js';
import { type Survey, survey } from '../../organisation/read/bytes.js';

export interface ExportFile {
  path: string;
  surveyed?: Survey;
  organisation: string;
  period: string;
  delivered: string;
  mapping: Mapping;
  /** Units whose labels the agreement lets pass. */
  labelled: readonly PersonKind[];
}

/**
 * What makes a file the same delivery as an earlier one: its bytes, the mapping by which they are read, so that a repaired
 * mapping is noticed even when nobody raised its version, and what the agreement lets pass.
 */
export function identityOf(file: ExportFile, sha256: string, codebook: Codebook): FileIdentity {
  return {
    organisatie: file.organisation,
    periode: parsePeriod(file.period).periode,
    bestandSha256: createHash('sha256').update(`${sha256} ${JSON.stringify(file.mapping)}${file.labelled.length > 0 ? ` ${file.labelled.join(' ')}` : ''}`).digest('hex'),
    koppelingVersie: file.mapping.versie,
    codeboek: codebook.versie,
  };
}

/**
 * Prepares an export on a connection of its own, in an in-memory catalog beside the store's, and gives what may pass the
 * wall. The raw rows are gone when `release` of the lane is called.
 */
export async function prepareExport(lane: Lane, file: ExportFile, identity: FileIdentity, codebook: Codebook, labelKey: LabelKey | undefined): Promise<Levering> {
  const period = parsePeriod(file.period);
  lane.used = true;
  await lane.db.run(`ATTACH ':memory:' AS ${lane.catalog} (BLOCK_SIZE 16384); USE ${lane.catalog}`);
  const judged = await judgeExport(lane.db, { ...file, codebook, period, labelKey });
  if (judged.blocked) throw new UserError('cli.take.blocked', {}, exitCodes.findings);
  return {
    manifest: {
      ...identity,
      soort: 'voorval',
      vanMaand: period.vanMaand,
      totMaand: period.totMaand,
      geleverd: file.delivered,
      bronsysteem: file.mapping.bronsysteem,
      herkend: detected(judged),
      aantallen: judged.counts,
      incidenten: judged.incidents,
      medewerkers: judged.affected,
      bevindingen: findingCounts(judged),
    },
    relations: { voorval: `${lane.catalog}.voorval`, herhaling: `${lane.catalog}.herhaling`, ...(file.labelled.length > 0 ? { persoonslabel: `${lane.catalog}.persoonslabel` } : {}) },
  };
}

/** A connection to the store's instance that works in a catalog of its own. */
export interface Lane {
  db: Database;
  catalog: string;
  /** Catalog of the store. */
  home: string;
  /** Whether it holds anything of a file. */
  used: boolean;
}

export async function openLane(store: Database, number: number): Promise<Lane> {
  const [row] = await store.rows<{ home: string }>('SELECT current_catalog() AS home');
  return { db: await store.connect(), catalog: `werk_${number}`, home: row!.home, used: false };
}

/** Forgets everything the lane held of a file. */
export async function clearLane(lane: Lane): Promise<void> {
  if (!lane.used) return;
  await lane.db.run(`USE "${lane.home}"; DETACH DATABASE IF EXISTS ${lane.catalog}`);
  lane.used = false;
}

function detected({ detected: { soort, codering, scheiding, kopregel, tabbladen, zeker } }: JudgedExport): Levering['manifest']['herkend'] {
  return { soort, kopregel, zeker, ...(codering ? { codering } : {}), ...(scheiding ? { scheiding } : {}), ...(tabbladen ? { tabbladen: tabbladen.filter(({ gelezen }) => gelezen).length } : {}) };
}

/** How often each rule found something, by field of the codebook: headers of the file stay behind. */
function findingCounts(judged: JudgedExport) {
  const counts = new Map<string, { regel: string; veld: string | null; ernst: 'error' | 'signal' | 'info'; aantal: number }>();
  const add = (regel: string, veld: string | null, ernst: 'error' | 'signal' | 'info', aantal: number) => {
    const key = `${regel} ${veld} ${ernst}`;
    const known = counts.get(key) ?? { regel, veld, ernst, aantal: 0 };
    known.aantal += aantal;
    counts.set(key, known);
  };
  for (const { rule, field, severity, count } of judged.findings) add(rule, field, severity, count);
  for (const { rule, severity } of judged.fileFindings) add(rule, null, severity, 1);
  return [...counts.keys()].sort().map((key) => counts.get(key)!);
}

/** SHA-256 of a file's bytes, in hex; a UserError when it is missing, empty or not to be read. */
export async function fileSha256(path: string): Promise<string> {
  return (await survey(path)).sha256;
}
