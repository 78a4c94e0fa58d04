import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { codebookVersions } from '../../codebook/codebook.js';
import type { Codebook } from '../../codebook/schema.js';
import type { Database } from '../../database/database.js';
import { type ExitCode, exitCodes, UserError } from '../../error.js';
import { message } from '../../i18n/message.js';
import type { ClassCheck } from '../../levering/delivery.js';
import { parsePeriod } from '../../levering/period.js';
import { ingestLevering, knownDeliveries } from '../../national/store/ingest.js';
import { purgedDays } from '../../national/store/purge.js';
import { survey } from '../../organisation/read/bytes.js';
import type { ContextFinding } from '../../organisation/context/context.js';
import type { Mapping } from '../../organisation/map/mapping.js';
import { coarsenSmallClasses } from '../../organisation/deliver/classes.js';
import { type Verdict, verdicts } from '../../organisation/validate/verdict.js';
import { fileLabel } from '../../organisation/personal/label.js';
import type { Io } from '../io.js';
import { type Progress, progress } from '../progress.js';
import { shownParams } from '../shown.js';
import { readLabelKey } from '../workspace/keys.js';
import { loadMapping } from '../workspace/mappings.js';
import { isDay, usualPeriod } from '../workspace/period.js';
import { unknownOrganisation, type Workspace } from '../workspace/workspace.js';
import type { Redelivery } from '../../national/store/redelivery.js';
import { changeOf } from './change.js';
import { type InboxFile, listInbox } from './inbox.js';
import { takeContext } from './take-context.js';
import { isLevering, takeLeveringen } from './take-levering.js';
import { clearLane, type ExportFile, identityOf, type Lane, openLane, prepareExport } from './take-export.js';

export interface Intake {
  organisation: string;
  file: string;
  kind: InboxFile['kind'];
  outcome: 'new' | 'herlevering' | 'unchanged' | 'refused';
  period?: string;
  counts?: Record<Verdict, number>;
  incidents?: number;
  /** What a redelivery changed. */
  change?: Redelivery;
  /** What a context table's rows gave. */
  findings?: ContextFinding[];
  /** What the check on small classes made coarser; only of an export, a levering was checked before it left. */
  classes?: ClassCheck;
  /** Number of the delivery in the store, the SHA-256 of the file, and the key that signed it; its receipt, once written. */
  leveringId?: number;
  sha256?: string;
  signer?: string;
  receipt?: string;
  /** Why a file was refused. */
  reason?: string;
  exitCode?: ExitCode;
}

export interface Taking {
  workspace: Workspace;
  codebook: Codebook;
  /** YYYY-MM-DD: instead of what the file name or the clock says. */
  delivered?: string | undefined;
  /** Mapping file instead of the workspace's. */
  mapping?: string | undefined;
  io: Io;
}

/** Above this size a file gets all threads to itself; below, threads only cost and two files are prepared at a time. */
const largeFile = 24 * 2 ** 20;
const laneCount = 2;
const none = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>;

/** Takes everything of the inbox; a file that cannot be taken is reported and the next one follows. */
export async function takeInbox(store: Database, taking: Taking): Promise<{ taken: Intake[]; skipped: string[] }> {
  const { files, strangers, loose, skipped } = await listInbox(taking.workspace);
  const refused = [
    ...strangers.map((folder) => refusal({ organisation: folder, file: '', kind: 'voorval' }, unknownOrganisation(folder, taking.workspace), taking)),
    ...loose.map((file) => refusal({ organisation: '', file: fileLabel(file), kind: 'voorval' }, new UserError('cli.inbox.loose', {}), taking)),
  ];
  return { taken: [...refused, ...(await takeFiles(store, files, taking))], skipped: skipped.map(fileLabel) };
}

/** The exit code that refused files give a command: the highest of theirs, so that an unreadable file weighs more than a missing setting. */
export function refusalCode(taken: readonly { exitCode?: ExitCode }[]): ExitCode {
  return taken.reduce<ExitCode>((worst, { exitCode = exitCodes.done }) => (exitCode > worst ? exitCode : worst), exitCodes.done);
}

/** Takes files in their order; one that cannot be taken is reported and the next one follows. On a full disk it says what was taken in before. */
export async function takeFiles(store: Database, files: readonly InboxFile[], taking: Taking): Promise<Intake[]> {
  const before = await deliveryCount(store);
  try {
    return await takeInOrder(store, files, taking);
  } catch (error) {
    if (!(error instanceof UserError) || error.key !== 'store.diskFull') throw error;
    const after = await deliveryCount(store).catch(() => before);
    throw new UserError('store.diskFullAfter', { stored: after - before, files: files.length }, error.exitCode);
  }
}

async function deliveryCount(store: Database): Promise<number> {
  const [row] = await store.rows<{ n: number }>('SELECT count(*) AS n FROM levering');
  return row!.n;
}

/**
 * Exports are prepared on two connections at a time and ingested one after the other in order, so that the outcome is
 * the same as without any haste.
 */
async function takeInOrder(store: Database, files: readonly InboxFile[], taking: Taking): Promise<Intake[]> {
  const bar = await progress(files.length, taking.io);
  const leveringen = files.filter(({ name }) => isLevering(name));
  const taken = await takeLeveringen(store, leveringen, taking, ({ organisation, name, kind }, error) => refusal({ organisation, file: fileLabel(name), kind }, error, taking));
  for (const { organisation, name } of leveringen) bar.step(`${organisation} ${fileLabel(name)}`);
  const plain = files.filter((file) => !leveringen.includes(file));
  const exports = plain.filter(({ kind }) => kind === 'voorval');
  for (const file of plain.filter(({ kind }) => kind !== 'voorval')) taken.push(await takeContextFile(store, file, taking, bar));
  const lanes = await Promise.all(Array.from({ length: Math.min(laneCount, exports.length) }, (_, i) => openLane(store, i + 1)));
  const [settings] = await store.rows<{ threads: number }>(`SELECT current_setting('threads') AS threads`);
  const round: Round = { taking, bar, owners: new Map(), mappings: new Map(), known: await knownDeliveries(store), purged: await purgedDays(store) };
  try {
    let at = 0;
    while (at < exports.length) {
      const batch = await nextBatch(exports, at);
      const large = batch.length === 1 && (await isLarge(batch[0]!));
      await store.run(`SET threads = ${large ? settings!.threads : 1}`);
      taken.push(...(await takeExports(store, batch, lanes, round)));
      at += batch.length;
    }
  } finally {
    await store.run(`SET threads = ${settings!.threads}`);
    for (const lane of lanes) lane.db.close();
    bar.done();
  }
  return taken;
}

/** The next large file alone, or all small ones up to it. */
async function nextBatch(files: readonly InboxFile[], from: number): Promise<InboxFile[]> {
  if (await isLarge(files[from]!)) return [files[from]!];
  const batch: InboxFile[] = [];
  for (let i = from; i < files.length && !(await isLarge(files[i]!)); i++) batch.push(files[i]!);
  return batch;
}

async function isLarge(file: InboxFile): Promise<boolean> {
  return stat(file.path).then(({ size }) => size > largeFile, () => false);
}

interface Round {
  taking: Taking;
  bar: Progress;
  /** Organisation by the hash of the files seen so far, also of those that brought nothing new. */
  owners: Map<string, string>;
  /** By organisation, read once. */
  mappings: Map<string, Promise<Mapping>>;
  /** What the store held before. */
  known: Awaited<ReturnType<typeof knownDeliveries>>;
  purged: Awaited<ReturnType<typeof purgedDays>>;
}

async function takeExports(store: Database, files: readonly InboxFile[], lanes: readonly Lane[], round: Round): Promise<Intake[]> {
  const taken: Intake[] = [];
  let next = 0;
  let turn = Promise.resolve();
  const work = async (lane: Lane) => {
    while (next < files.length) {
      const at = next++;
      const file = files[at]!;
      const before = turn;
      let mine!: () => void;
      turn = new Promise((resolve) => (mine = resolve));
      try {
        taken[at] = await takeExport(store, lane, file, round, before);
      } finally {
        await before;
        mine();
        await clearLane(lane);
      }
      round.bar.step(`${file.organisation} ${fileLabel(file.name)}`);
    }
  };
  const results = await Promise.allSettled(lanes.map(work));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return taken;
}

async function takeExport(store: Database, lane: Lane, file: InboxFile, round: Round, turn: Promise<void>): Promise<Intake> {
  const { taking, owners } = round;
  const about = { organisation: file.organisation, file: fileLabel(basename(file.name)), kind: file.kind };
  try {
    const exported = await exportFile(file, round);
    const source = { ...exported, surveyed: await survey(file.path) };
    const { sha256 } = source.surveyed;
    const identity = identityOf(source, sha256, taking.codebook);
    const key = await readLabelKey(taking.workspace.folder, file.organisation);
    const known = round.known(identity);
    const purged = round.purged(file.organisation, parsePeriod(identity.periode).maanden);
    // Today's date is no statement of the deliverer: only a stated later day brings back what was purged.
    const again = purged !== null && (taking.delivered ?? file.delivered ?? '') > purged;
    if (known !== null && !again) {
      await turn;
      owners.set(sha256, file.organisation);
      return { ...about, outcome: 'unchanged', period: identity.periode, counts: none, incidents: 0, leveringId: known, sha256 };
    }
    if (purged !== null && !again) throw new UserError('purge.again', { organisation: file.organisation, months: identity.periode, day: purged }, exitCodes.findings);
    const levering = await prepareExport(lane, source, identity, taking.codebook, key);
    const { k, grover } = taking.workspace.config.kleineKlassen;
    const classes = await coarsenSmallClasses(lane.db, k, taking.codebook, grover);
    await turn;
    const owner = owners.get(sha256) ?? file.organisation;
    if (owner !== file.organisation) throw new UserError('store.otherOwner', { owner }, exitCodes.unreadable);
    const ingested = await ingestLevering(store, { ...levering, bronSha256: sha256 }, codebookVersions());
    owners.set(sha256, file.organisation);
    return { ...about, outcome: ingested.outcome, period: identity.periode, counts: levering.manifest.aantallen, incidents: levering.manifest.incidenten, leveringId: ingested.leveringId, sha256, classes, ...(await changeOf(store, ingested)) };
  } catch (error) {
    return refusal(about, error, taking);
  }
}

async function exportFile(file: InboxFile, { taking: { workspace, codebook, delivered: given, mapping: mappingFile, io }, mappings }: Round): Promise<ExportFile> {
  const agreed = workspace.config.organisaties[file.organisation];
  if (!agreed) throw unknownOrganisation(file.organisation, workspace);
  const delivered = deliveredOn(file, given, io);
  const period = file.period ?? usualPeriod(agreed.leverperiode, delivered);
  if (!mappings.has(file.organisation)) mappings.set(file.organisation, loadMapping(file.organisation, mappingFile, workspace, codebook, io));
  const mapping = await mappings.get(file.organisation)!;
  return { path: file.path, organisation: file.organisation, period, delivered, mapping, labelled: agreed.persoonslabels };
}

async function takeContextFile(store: Database, file: InboxFile, taking: Taking, bar: Progress): Promise<Intake> {
  const about = { organisation: file.organisation, file: fileLabel(basename(file.name)), kind: file.kind };
  bar.step(`${file.organisation} ${fileLabel(file.name)}`);
  try {
    if (file.kind === 'voorval') throw new Error('an export is no context table');
    const delivered = deliveredOn(file, taking.delivered, taking.io);
    return { ...about, ...(await takeContext(store, { path: file.path, organisation: file.organisation, kind: file.kind, delivered }, taking.workspace, taking.codebook)) };
  } catch (error) {
    return refusal(about, error, taking);
  }
}

/** The day of delivery: as said with the command, else in the name of the file, else today. */
function deliveredOn(file: InboxFile, given: string | undefined, io: Io): string {
  const day = given ?? file.delivered ?? io.today();
  if (!isDay(day)) throw new UserError('cli.delivered.none', { day });
  return day;
}

/** A file that cannot be taken; only bugs and a full or locked store are thrown on. */
function refusal(about: Pick<Intake, 'organisation' | 'file' | 'kind'>, error: unknown, { io }: Taking): Intake {
  if (!(error instanceof UserError) || error.key === 'store.diskFull' || error.key === 'store.locked') throw error;
  return { ...about, outcome: 'refused', reason: message(io.lang, error.key, shownParams(error.params)), exitCode: error.exitCode };
}
