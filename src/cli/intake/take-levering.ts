/** A signed and encrypted levering on its way in: everything about it is checked first, then all of it enters or nothing. */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { codebookVersions, fieldsOf, loadCodebook } from '../../codebook/codebook.js';
import type { Database } from '../../database/database.js';
import { exitCodes, UserError } from '../../error.js';
import type { ContextKind, ContextRow } from '../../levering/context.js';
import { type Delivery, type DeliveryPart, openContainer, type OpenedDelivery, requireFitting } from '../../levering/delivery.js';
import { nationwide } from '../../levering/context.js';
import { decrypt } from '../../levering/encryption.js';
import { isMonth } from '../../levering/period.js';
import { readTables } from '../../levering/tables.js';
import { ingestLevering } from '../../national/store/ingest.js';
import { ingestContext } from '../../national/store/ingestContext.js';
import { fileLabel } from '../../organisation/personal/label.js';
import { readReceiver, readTrusted } from '../workspace/keyring.js';
import type { Workspace } from '../workspace/workspace.js';
import { changeOf } from './change.js';
import type { InboxFile } from './inbox.js';
import type { Intake, Taking } from './take-inbox.js';

/** Larger ones do not fit in memory twice. */
const largest = 512 * 2 ** 20;

export function isLevering(name: string): boolean {
  return extname(name).toLowerCase() === '.levering';
}

/** Makes a refusal of an error, or throws it on when it is a bug. */
export type Refused = (file: Pick<InboxFile, 'organisation' | 'name' | 'kind'>, error: unknown) => Intake;

/** Takes leveringen in the order of their dates of delivery, so that a redelivery follows what it replaces. */
export async function takeLeveringen(store: Database, files: readonly InboxFile[], taking: Taking, refused: Refused): Promise<Intake[]> {
  const taken: Intake[] = [];
  const opened: { file: InboxFile; opened: OpenedFile }[] = [];
  for (const file of files) {
    try {
      opened.push({ file, opened: await openFile(file, taking) });
    } catch (error) {
      taken.push(refused(file, error));
    }
  }
  const order = ({ file, opened: { delivery } }: (typeof opened)[number]) => `${delivery.geleverd} ${file.name}`;
  for (const one of opened.sort((a, b) => (order(a) < order(b) ? -1 : 1))) {
    try {
      taken.push(...(await takeOpened(store, one.file, one.opened)));
    } catch (error) {
      taken.push(refused({ ...one.file, organisation: one.opened.delivery.organisatie }, error));
    }
  }
  return taken;
}

type OpenedFile = OpenedDelivery & { sha256: string };

async function openFile(file: InboxFile, { workspace, io }: Taking): Promise<OpenedFile> {
  const { identity, recipient } = await readReceiver(workspace.folder);
  const size = await stat(file.path).then((found) => found.size, () => undefined);
  if (size === undefined) throw new UserError('cli.file.missing', { file: file.name });
  if (size > largest) throw new UserError('levering.tooLarge', { most: largest / 2 ** 20 }, exitCodes.unreadable);
  const bytes = await readFile(file.path);
  const opened = openContainer(await decrypt(bytes, identity), await readTrusted(workspace.folder));
  const organisation = file.organisation === nationwide ? undefined : file.organisation;
  requireFitting(opened.delivery, { recipient, organisation, today: io.today() });
  requireAgreedPersons(opened.delivery, workspace);
  return { ...opened, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** UserError when the delivery brings labels of persons that the agreement does not let pass. */
function requireAgreedPersons({ organisatie, delen }: Delivery, { config }: Workspace): void {
  const agreed = config.organisaties[organisatie]?.persoonslabels ?? [];
  const brought = delen.flatMap((part) => (part.deel === 'voorval' ? (part.persoonslabel?.eenheden ?? []) : []));
  const strange = [...new Set(brought.filter((kind) => !agreed.includes(kind)))];
  if (strange.length > 0) throw new UserError('levering.personsNotAgreed', { organisation: organisatie, kinds: strange.join(', ') }, exitCodes.usage);
}

async function takeOpened(store: Database, file: InboxFile, { delivery, files, sleutel, sha256 }: OpenedFile): Promise<Intake[]> {
  const folder = await mkdtemp(join(tmpdir(), 'agressiemonitor-'));
  const side = await store.connect();
  const catalogs = delivery.delen.map((_, i) => `levering_${i}`);
  try {
    const contexts = new Map<DeliveryPart, ContextRow[]>();
    for (const [i, part] of delivery.delen.entries()) {
      if (part.deel === 'voorval') await stage(side, catalogs[i]!, folder, part, files);
      else contexts.set(part, contextRows(files[part.rijen.naam]!, part.manifest.soort, delivery.codeboek));
    }
    return await store.transaction(async () => {
      const inside = withinTransaction(store);
      const taken: Intake[] = [];
      for (const [i, part] of delivery.delen.entries()) taken.push({ ...(await takePart(inside, file, delivery, part, catalogs[i]!, contexts.get(part))), sha256, signer: sleutel });
      return taken;
    });
  } finally {
    for (const catalog of catalogs) await side.run(`DETACH DATABASE IF EXISTS ${catalog}`);
    side.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The records of a part in a catalog of their own, in the store's types. */
async function stage(side: Database, catalog: string, folder: string, part: Extract<DeliveryPart, { deel: 'voorval' }>, files: OpenedDelivery['files']): Promise<void> {
  const paths = { voorval: join(folder, `${catalog}-voorval.parquet`), herhaling: join(folder, `${catalog}-herhaling.parquet`), ...(part.persoonslabel ? { persoonslabel: join(folder, `${catalog}-persoonslabel.parquet`) } : {}) };
  await writeFile(paths.voorval, files[part.voorval.naam]!, { mode: 0o600 });
  await writeFile(paths.herhaling, files[part.herhaling.naam]!, { mode: 0o600 });
  if (part.persoonslabel) await writeFile(paths.persoonslabel!, files[part.persoonslabel.naam]!, { mode: 0o600 });
  const [{ home }] = (await side.rows<{ home: string }>('SELECT current_catalog() AS home')) as [{ home: string }];
  await side.run(`ATTACH ':memory:' AS ${catalog}; USE ${catalog}`);
  try {
    await readTables(side, paths);
  } finally {
    await side.run(`USE "${home}"`);
  }
}

/** The rows of a context table, each with fields of the codebook only and values of their kind. */
function contextRows(bytes: Uint8Array, kind: ContextKind, version: string): ContextRow[] {
  const bad = () => new UserError('levering.badTable', { table: kind }, exitCodes.unreadable);
  if (!codebookVersions().includes(version)) throw new UserError('store.unknownCodebook', { version, known: codebookVersions().join(', ') });
  const fields = new Map(fieldsOf(loadCodebook(version), kind).map(({ naam, soort }) => [naam, soort === 'decimaal' || soort === 'getal' ? 'number' : 'string']));
  const fits = (name: string, value: unknown) => {
    if (name === 'van_maand' || name === 'tot_maand') return typeof value === 'string' && isMonth(value);
    if (!fields.has(name)) return false;
    // Numbers may have become classes.
    return value === null || (typeof value === 'number' && Number.isFinite(value)) || (typeof value === 'string' && value.length <= 200 && (fields.get(name) === 'string' || /^\d\+?$/.test(value)));
  };
  let rows: unknown;
  try {
    rows = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw bad();
  }
  if (!Array.isArray(rows) || !rows.every((row) => row !== null && typeof row === 'object' && Object.entries(row as object).every(([name, value]) => fits(name, value)))) throw bad();
  return rows as ContextRow[];
}

async function takePart(db: Database, file: InboxFile, delivery: Delivery, part: DeliveryPart, catalog: string, rows: ContextRow[] | undefined): Promise<Intake> {
  const about = { organisation: delivery.organisatie, file: fileLabel(file.name) };
  if (part.deel === 'voorval') {
    const { manifest } = part;
    const ingested = await ingestLevering(db, { manifest, relations: { voorval: `${catalog}.voorval`, herhaling: `${catalog}.herhaling`, ...(part.persoonslabel ? { persoonslabel: `${catalog}.persoonslabel` } : {}) } }, codebookVersions());
    if (ingested.outcome !== 'unchanged' && ingested.outdated.length > 0) throw replayed(ingested.outdated.join(', '), delivery);
    return { ...about, kind: 'voorval', outcome: ingested.outcome, period: manifest.periode, counts: manifest.aantallen, incidents: manifest.incidenten, leveringId: ingested.leveringId, ...(await changeOf(db, ingested)) };
  }
  const { manifest } = part;
  const [newer] = await db.rows<{ n: number }>(
    'SELECT count(*) AS n FROM levering WHERE organisatie = $organisation AND soort = $kind AND geleverd > CAST($day AS DATE)',
    { organisation: delivery.organisatie, kind: manifest.soort, day: delivery.geleverd },
  );
  const { outcome, leveringId } = await ingestContext(db, { manifest, rows: rows! }, codebookVersions());
  if (outcome !== 'unchanged' && newer!.n > 0) throw replayed(manifest.soort, delivery);
  return { ...about, kind: manifest.soort, outcome, counts: { ...manifest.aantallen, excluded: 0, merged: 0 }, leveringId };
}

function replayed(what: string, delivery: Delivery): UserError {
  return new UserError('levering.replayed', { what, day: delivery.geleverd }, exitCodes.unreadable);
}

/** The same connection inside a transaction that is open already: what asks for one works in that. */
function withinTransaction(db: Database): Database {
  return {
    run: (sql, params) => db.run(sql, params),
    rows: (sql, params) => db.rows(sql, params),
    append: (table, types, rows) => db.append(table, types, rows),
    transaction: (work) => work(),
    connect: () => db.connect(),
    close: () => undefined,
  };
}
