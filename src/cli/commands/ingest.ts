import { basename, resolve } from 'node:path';
import { loadCodebook } from '../../codebook/codebook.js';
import { exitCodes, UserError } from '../../error.js';
import { message } from '../../i18n/message.js';
import { type ContextKind, contextKinds, nationwide } from '../../levering/context.js';
import { type Intake, takeFile } from '../intake/take-inbox.js';
import type { Io } from '../io.js';
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
  const taken = await withStore(workspace, async (db) => {
    const all: Intake[] = [];
    for (const path of files) {
      const named = readFileName(basename(path));
      const kind = (options.kind as ContextKind | undefined) ?? named.kind;
      if (kind === 'voorval' && options.organisation === undefined) throw new UserError('cli.ingest.needsOrganisation', { file: basename(path) });
      const file = { ...named, kind, ...(options.period ? { period: options.period } : {}), organisation: options.organisation ?? nationwide, name: basename(path), path: resolve(io.cwd(), path) };
      all.push(await takeFile(db, file, workspace, codebook, { delivered: options.delivered }, io, options.mapping));
    }
    return all;
  });
  io.out(options.json ? `${JSON.stringify(taken, null, 1)}\n` : taken.map((one) => ingestText(one, io)).join(''));
  return Math.max(exitCodes.done, ...taken.map((one) => one.exitCode ?? exitCodes.done));
}

function ingestText(one: Intake, io: Io): string {
  const counted = one.incidents === undefined ? '' : message(io.lang, 'cli.ingest.counted', { incidents: one.incidents });
  return message(io.lang, `cli.ingest.row.${one.outcome}`, { file: one.file, period: one.period ?? one.kind, counted, reason: one.reason ?? '' });
}
