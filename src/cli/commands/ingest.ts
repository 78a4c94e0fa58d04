import { basename, resolve } from 'node:path';
import { loadCodebook } from '../../codebook/codebook.js';
import { UserError } from '../../error.js';
import { isMessageKey, message } from '../../i18n/message.js';
import { type ContextKind, contextKinds, nationwide } from '../../levering/context.js';
import { changeLines } from '../intake/change.js';
import { classesText } from '../intake/classes-text.js';
import type { InboxFile } from '../intake/inbox.js';
import { type Intake, refusalCode, takeFiles } from '../intake/take-inbox.js';
import { isLevering } from '../intake/take-levering.js';
import type { Io } from '../io.js';
import { writeReceipts } from '../receipts/write.js';
import { withStore } from '../store.js';
import { readFileName } from '../workspace/filename.js';
import { requireWorkspace } from '../workspace/workspace.js';

export interface IngestOptions {
  organisation?: string;
  mapping?: string;
  kind?: string;
  period?: string;
  delivered?: string;
  json?: boolean;
  workspace?: string;
}

/** Takes the named files into the store; one that is refused does not stop the next. */
export async function ingest(files: readonly string[], options: IngestOptions, io: Io): Promise<number> {
  const workspace = await requireWorkspace(options.workspace, io);
  const codebook = loadCodebook(workspace.config.codeboek);
  if (options.kind !== undefined && !contextKinds.includes(options.kind as ContextKind)) throw new UserError('cli.ingest.kind', { kind: options.kind, known: contextKinds.join(', ') });
  const named = files.map((path) => inboxFile(path, options, io));
  const taking = { workspace, codebook, delivered: options.delivered, mapping: options.mapping, io };
  const taken = await withStore(workspace, async (db) => {
    const done = await takeFiles(db, named, taking);
    await writeReceipts(db, workspace, done);
    return done;
  });
  io.out(options.json ? `${JSON.stringify(taken, null, 1)}\n` : taken.map((one) => ingestText(one, io)).join('') + classesText(taken, io));
  return refusalCode(taken);
}

function inboxFile(path: string, options: IngestOptions, io: Io): InboxFile {
  const facts = readFileName(basename(path));
  const kind = (options.kind as ContextKind | undefined) ?? facts.kind;
  if (kind === 'voorval' && options.organisation === undefined && !isLevering(path)) throw new UserError('cli.ingest.needsOrganisation', { file: basename(path) });
  return { ...facts, kind, ...(options.period ? { period: options.period } : {}), organisation: options.organisation ?? nationwide, name: basename(path), path: resolve(io.cwd(), path) };
}

function ingestText(one: Intake, io: Io): string {
  const { valid = 0, signal = 0, rejected = 0, excluded = 0 } = one.counts ?? {};
  const counted = message(io.lang, 'cli.ingest.counted', { counted: valid + signal, rejected, excluded });
  const nothing = one.incidents === 0 && (one.outcome === 'new' || one.outcome === 'herlevering') ? message(io.lang, 'cli.ingest.nothing', { period: one.period ?? '' }) : '';
  const receipt = one.receipt !== undefined && one.outcome !== 'unchanged' ? message(io.lang, 'receipt.written', { place: one.receipt }) : '';
  const findings = (one.findings ?? []).map(({ rij, kolom, regel, params }) => {
    const key = `context.${regel}`;
    const what = isMessageKey(key) ? message(io.lang, key, params) : regel;
    return message(io.lang, 'cli.ingest.finding', { row: rij ?? 1, column: kolom ? `, ${kolom}` : '', what });
  });
  return message(io.lang, `cli.ingest.row.${one.outcome}`, { file: one.file, period: one.period ?? one.kind, counted, reason: one.reason ?? '' }) + nothing + changeLines(one.change, io.lang) + findings.join('') + receipt;
}
