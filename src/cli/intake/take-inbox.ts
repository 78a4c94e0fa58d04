import { basename } from 'node:path';
import type { Codebook } from '../../codebook/schema.js';
import type { Database } from '../../database/database.js';
import { type ExitCode, exitCodes, UserError } from '../../error.js';
import { message } from '../../i18n/message.js';
import type { Verdict } from '../../organisation/validate/verdict.js';
import type { Io } from '../io.js';
import { progress } from '../progress.js';
import { readKey } from '../workspace/keys.js';
import { loadMapping } from '../workspace/mappings.js';
import { usualPeriod } from '../workspace/period.js';
import type { Workspace } from '../workspace/workspace.js';
import { type InboxFile, listInbox } from './inbox.js';
import { takeContext } from './take-context.js';
import { takeExport } from './take-export.js';

export interface Intake {
  organisation: string;
  file: string;
  kind: InboxFile['kind'];
  outcome: 'new' | 'herlevering' | 'unchanged' | 'refused';
  period?: string;
  counts?: Record<Verdict, number>;
  incidents?: number;
  /** Why a file was refused. */
  reason?: string;
  exitCode?: ExitCode;
}

export interface Delivered {
  /** YYYY-MM-DD: where neither option nor file name says when it was delivered. */
  delivered?: string | undefined;
  /** Period of files whose name has none. */
  period?: string | undefined;
}

/** Takes everything of the inbox; a file that cannot be taken is reported and the next one follows. */
export async function takeInbox(db: Database, workspace: Workspace, codebook: Codebook, given: Delivered, io: Io): Promise<Intake[]> {
  const { files, strangers } = await listInbox(workspace);
  const taken: Intake[] = strangers.map((folder) => ({
    organisation: folder, file: '', kind: 'voorval', outcome: 'refused', exitCode: exitCodes.usage,
    reason: message(io.lang, 'cli.organisation.unknown', { organisation: folder, known: Object.keys(workspace.config.organisaties).join(', ') }),
  }));
  const bar = progress(files.length, io);
  for (const file of files) {
    bar.step(`${file.organisation} ${file.name}`);
    taken.push(await takeFile(db, file, workspace, codebook, given, io));
  }
  bar.done();
  return taken;
}

/** Takes one file and gives what became of it; only bugs and a full or locked store are thrown. */
export async function takeFile(db: Database, file: InboxFile, workspace: Workspace, codebook: Codebook, given: Delivered, io: Io, mappingFile?: string): Promise<Intake> {
  const about = { organisation: file.organisation, file: basename(file.name), kind: file.kind };
  const delivered = given.delivered ?? file.delivered ?? io.today();
  try {
    if (file.kind !== 'voorval') return { ...about, ...(await takeContext(db, { path: file.path, organisation: file.organisation, kind: file.kind, delivered }, workspace, codebook)) };
    const agreed = workspace.config.organisaties[file.organisation];
    if (!agreed) throw new UserError('cli.organisation.unknown', { organisation: file.organisation, known: Object.keys(workspace.config.organisaties).join(', ') });
    const mapping = await loadMapping(file.organisation, mappingFile, workspace, codebook, io);
    const period = file.period ?? given.period ?? usualPeriod(agreed.leverperiode, delivered);
    const key = await readKey(workspace.folder, file.organisation);
    return { ...about, ...(await takeExport(db, { path: file.path, organisation: file.organisation, period, delivered, mapping }, codebook, key)) };
  } catch (error) {
    if (!(error instanceof UserError) || error.key === 'store.diskFull' || error.key === 'store.locked') throw error;
    return { ...about, outcome: 'refused', reason: message(io.lang, error.key, error.params), exitCode: error.exitCode };
  }
}
