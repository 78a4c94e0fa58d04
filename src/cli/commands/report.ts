import { resolve } from 'node:path';
import { exitCodes, UserError } from '../../error.js';
import { isMonth } from '../../levering/period.js';
import type { Io } from '../io.js';
import { makeReport } from '../make-report.js';
import { requireWorkspace } from '../workspace/workspace.js';

/** Renders a report of a month from its newest release. */
export async function report(name: string, month: string, options: { out?: string; release?: string; concept?: boolean; workspace?: string }, io: Io): Promise<number> {
  if (!isMonth(month)) throw new UserError('cli.month.bad', { month });
  const workspace = await requireWorkspace(options.workspace, io);
  const path = await makeReport(name, month, {
    workspace,
    lang: io.lang,
    concept: options.concept === true,
    ...(options.release ? { folder: resolve(io.cwd(), options.release) } : {}),
    ...(options.out ? { out: resolve(io.cwd(), options.out) } : {}),
  });
  io.out(`${path}\n`);
  return exitCodes.done;
}
