import { loadCodebook } from '../../codebook/codebook.js';
import { exitCodes, UserError } from '../../error.js';
import { isMonth } from '../../levering/period.js';
import type { Io } from '../io.js';
import { madeText } from '../made-text.js';
import { makeRelease } from '../make-release.js';
import { withStore } from '../store.js';
import { requireWorkspace } from '../workspace/workspace.js';

export interface ReleaseOptions {
  json?: boolean;
  workspace?: string;
  /** The newest release of the month or year was wrong. */
  correct?: boolean;
  reason?: string;
}

/** Makes a draft release of a month or a calendar year from what the store holds; a correction says why on every report. */
export async function release(of: string, options: ReleaseOptions, io: Io): Promise<number> {
  if (!isMonth(of) && !/^(19|20)\d\d$/.test(of)) throw new UserError('release.period', { period: of });
  const reason = options.reason?.trim();
  if ((options.correct === true) !== (reason !== undefined)) throw new UserError('correct.both');
  if (reason !== undefined && (reason.length < 10 || reason.length > 1000 || /\p{Cc}/u.test(reason))) throw new UserError('correct.reason');
  const workspace = await requireWorkspace(options.workspace, io);
  const made = await withStore(workspace, (db) => makeRelease(db, workspace, of, loadCodebook(workspace.config.codeboek), reason), true);
  io.out(
    options.json
      ? `${JSON.stringify(made, null, 1)}\n`
      : madeText(made, io.lang),
  );
  return exitCodes.done;
}
