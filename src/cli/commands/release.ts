import { loadCodebook } from '../../codebook/codebook.js';
import { exitCodes, UserError } from '../../error.js';
import { message } from '../../i18n/message.js';
import { isMonth } from '../../levering/period.js';
import type { Io } from '../io.js';
import { makeRelease } from '../make-release.js';
import { withStore } from '../store.js';
import { requireWorkspace } from '../workspace/workspace.js';

/** Makes a draft release of a month from what the store holds. */
export async function release(month: string, options: { json?: boolean; workspace?: string }, io: Io): Promise<number> {
  if (!isMonth(month)) throw new UserError('cli.month.bad', { month });
  const workspace = await requireWorkspace(options.workspace, io);
  const made = await withStore(workspace, (db) => makeRelease(db, workspace, month, loadCodebook(workspace.config.codeboek)), true);
  io.out(
    options.json
      ? `${JSON.stringify(made, null, 1)}\n`
      : message(io.lang, 'cli.run.made', { release: made.name, cells: made.cells, suppressed: made.suppressed, same: made.same ? message(io.lang, 'cli.run.same') : '' }),
  );
  return exitCodes.done;
}
