/** Makes a levering of several files: each judged, checked on small classes, written down; all of them or nothing. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Codebook } from '../codebook/schema.js';
import type { Database } from '../database/database.js';
import { openDuckDB } from '../database/duckdb.js';
import { exitCodes, UserError } from '../error.js';
import type { PersonKind } from '../levering/columns.js';
import { type Delivery, type DeliveryPart, deliveryFormat, fileOf } from '../levering/delivery.js';
import { parsePeriod } from '../levering/period.js';
import { writeTables } from '../levering/tables.js';
import { countFindings, parseContext } from '../organisation/context/context.js';
import { coarsenSmallClasses } from '../organisation/deliver/classes.js';
import { type Detection, detections } from '../organisation/deliver/detections.js';
import { type LeavingColumn, leavingColumns, type SourceColumn, sourceColumns } from '../organisation/deliver/leaving.js';
import type { Mapping } from '../organisation/map/mapping.js';
import { columnName, fileLabel } from '../organisation/personal/label.js';
import type { PersonalKind } from '../organisation/personal/patterns.js';
import { scanText } from '../organisation/personal/scan.js';
import type { LabelKey } from '../organisation/pseudonymise/pseudonym.js';
import type { Suspicious } from '../organisation/read/raw.js';
import { inspectExport } from '../organisation/read/read.js';
import { clearLane, fileSha256, identityOf, type Lane, openLane, prepareExport } from './intake/take-export.js';
import { readTable } from './intake/take-context.js';
import { version } from './version.js';

/** What an organisation may deliver beside incidents; the other tables are about the whole sector. */
export const ownContext = ['noemer', 'nulverklaring', 'contextfactor'] as const;

export type Source =
  | { kind: 'voorval'; path: string; period: string; mapping: Mapping }
  | { kind: (typeof ownContext)[number]; path: string };

export interface Delivering {
  organisation: string;
  sources: readonly Source[];
  codebook: Codebook;
  delivered: string;
  expires: string;
  recipient: string;
  k: number;
  labelKey: LabelKey | undefined;
  /** Units whose labels the agreement lets pass. */
  labelled: readonly PersonKind[];
}

/** What the steward may know of a file before it leaves. */
export interface Leaving {
  file: string;
  /** Columns of the file and of the national record; only for an export. */
  source: SourceColumn[];
  columns: LeavingColumn[];
  /** What the scan met, by kind. */
  detections: Detection[];
  /** Columns that hold personal data as a whole. */
  personal: PersonalColumn[];
}

/** A column of personal data: by its name where that is a label, else by number and letter. */
export interface PersonalColumn {
  name: string;
  kind: PersonalKind;
  /** Position of its sheet, when that is not read. */
  sheet: number | null;
  hidden: boolean;
}

export interface Prepared {
  delivery: Delivery;
  files: Record<string, Uint8Array>;
  leaving: Leaving[];
}

/** Judges every file and gives the delivery with its files. UserError when one of them cannot be delivered. */
export async function prepareDelivery(input: Delivering): Promise<Prepared> {
  requireSeparatePeriods(input.sources);
  const db = await openDuckDB(':memory:', { memoryLimit: '1800MB' });
  const folder = await mkdtemp(join(tmpdir(), 'agressiemonitor-'));
  const files: Record<string, Uint8Array> = {};
  const parts: DeliveryPart[] = [];
  const leaving: Leaving[] = [];
  const lane = await openLane(db, 1);
  try {
    for (const [i, source] of input.sources.entries()) {
      const number = String(i + 1).padStart(2, '0');
      const made = source.kind === 'voorval' ? await incidents(lane, source, input, number, folder) : await context(db, source, input, number);
      parts.push(made.part);
      Object.assign(files, made.files);
      leaving.push(made.leaving);
    }
  } finally {
    lane.db.close();
    db.close();
    await rm(folder, { recursive: true, force: true });
  }
  const { organisation, codebook, delivered, expires, recipient } = input;
  const delivery: Delivery = {
    formaat: deliveryFormat, programma: version, organisatie: organisation, ontvanger: recipient,
    geleverd: delivered, vervalt: expires, codeboek: codebook.versie, delen: parts,
  };
  return { delivery, files, leaving };
}

function requireSeparatePeriods(sources: readonly Source[]): void {
  const seen = new Set<string>();
  for (const source of sources) {
    if (source.kind !== 'voorval') continue;
    for (const month of parsePeriod(source.period).maanden) {
      if (seen.has(month)) throw new UserError('levering.prepare.monthTwice', { month }, exitCodes.usage);
      seen.add(month);
    }
  }
}

interface Part {
  part: DeliveryPart;
  files: Record<string, Uint8Array>;
  leaving: Leaving;
}

async function incidents(lane: Lane, source: Extract<Source, { kind: 'voorval' }>, input: Delivering, number: string, folder: string): Promise<Part> {
  const { organisation, codebook, delivered, k, labelKey, labelled } = input;
  const file = { path: source.path, organisation, period: source.period, delivered, mapping: source.mapping, labelled };
  const identity = identityOf(file, await fileSha256(source.path), codebook);
  try {
    const levering = await prepareExport(lane, file, identity, codebook, labelKey);
    const { headers, suspicious } = await inspectExport(source.path, source.mapping.lezen);
    const met = await detections(lane.db, headers, source.mapping);
    const klassen = await coarsenSmallClasses(lane.db, k, codebook);
    const columns = await leavingColumns(lane.db);
    const place = (kind: string) => join(folder, `${number}-${kind}.parquet`);
    const paths = { voorval: place('voorval'), herhaling: place('herhaling'), persoonslabel: place('persoonslabel') };
    await onOneThread(lane.db, () => writeTables(lane.db, levering.relations, paths));
    const files: Record<string, Uint8Array> = {};
    const fileFor = async (kind: keyof typeof paths) => {
      const name = `delen/${number}-${kind}.parquet`;
      return fileOf(name, (files[name] = await readFile(paths[kind]!)));
    };
    const [voorval, herhaling] = [await fileFor('voorval'), await fileFor('herhaling')];
    const persons = labelled.length > 0 ? { persoonslabel: { ...(await fileFor('persoonslabel')), eenheden: [...labelled] } } : {};
    return {
      part: { deel: 'voorval', manifest: levering.manifest, klassen, voorval, herhaling, ...persons },
      files,
      leaving: { file: fileLabel(basename(source.path)), source: sourceColumns(headers, source.mapping, codebook), columns, detections: met, personal: personalOf(suspicious) },
    };
  } finally {
    await clearLane(lane);
  }
}

/** The columns with personal data as they may be named. */
export function personalOf(suspicious: readonly Suspicious[]): PersonalColumn[] {
  return suspicious.map(({ index, kind, header, sheet, hidden }) => ({ name: columnName(header, index, true), kind, sheet: sheet ?? null, hidden }));
}

/** Parquet written by several threads may differ from run to run. */
async function onOneThread(db: Database, work: () => Promise<void>): Promise<void> {
  const [settings] = await db.rows<{ threads: number }>(`SELECT current_setting('threads') AS threads`);
  await db.run('SET threads = 1');
  try {
    await work();
  } finally {
    await db.run(`SET threads = ${settings!.threads}`);
  }
}

async function context(db: Database, source: Exclude<Source, { kind: 'voorval' }>, input: Delivering, number: string): Promise<Part> {
  const { organisation, codebook, delivered } = input;
  const bestandSha256 = await fileSha256(source.path);
  const parsed = parseContext(source.kind, await readTable(db, source.path), { codebook, organisaties: [organisation] });
  const found = parsed.rows.flatMap((row) => Object.values(row)).find((value) => typeof value === 'string' && scanText(value).length > 0);
  if (found !== undefined) throw new UserError('levering.prepare.personal', { file: basename(source.path) }, exitCodes.findings);
  const name = `delen/${number}-${source.kind}.json`;
  const bytes = new TextEncoder().encode(`${JSON.stringify(parsed.rows, null, 1)}\n`);
  return {
    part: {
      deel: 'context',
      manifest: { organisatie: organisation, soort: source.kind, bestandSha256, geleverd: delivered, codeboek: codebook.versie, aantallen: parsed.counts, bevindingen: countFindings(parsed.findings) },
      rijen: fileOf(name, bytes),
    },
    files: { [name]: bytes },
    leaving: { file: fileLabel(basename(source.path)), source: [], columns: columnsOf(parsed.rows), detections: [], personal: [] },
  };
}

function columnsOf(rows: readonly Readonly<Record<string, unknown>>[]): LeavingColumn[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return names.map((column) => {
    const values = rows.map((row) => row[column]).filter((value) => value !== null && value !== undefined);
    return { column, filled: values.length, different: new Set(values).size };
  });
}
