import { resolve } from 'node:path';
import { exitCodes, UserError } from '../../error.js';
import { isMonth } from '../../levering/period.js';
import type { Io } from '../io.js';
import { makeMirror } from '../make-mirror.js';
import { makeReport } from '../make-report.js';
import { requireWorkspace } from '../workspace/workspace.js';

export interface ReportOptions {
  out?: string;
  release?: string;
  /** The same as the argument. */
  month?: string;
  organisation?: string;
  concept?: boolean;
  workspace?: string;
}

/** Renders a report of a month from its newest release; the mirror report is about one organisation and for it only. */
export async function report(name: string, argument: string | undefined, options: ReportOptions, io: Io): Promise<number> {
  const month = argument ?? options.month;
  if (month !== undefined && !isMonth(month) && (name === 'mirror' || !/^(19|20)\d\d$/.test(month))) throw new UserError('cli.month.bad', { month });
  const workspace = await requireWorkspace(options.workspace, io);
  if (name === 'mirror') {
    if (options.organisation === undefined) throw new UserError('mirror.whose');
    const folder = options.release === undefined ? undefined : resolve(io.cwd(), options.release);
    const out = options.out === undefined ? undefined : resolve(io.cwd(), options.out);
    io.out(`${await makeMirror({ workspace, organisation: options.organisation, month, lang: io.lang, folder, out, concept: options.concept === true })}\n`);
    return exitCodes.done;
  }
  if (options.organisation !== undefined) throw new UserError('mirror.only', { name });
  if (month === undefined) throw new UserError('cli.month.bad', { month: '' });
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
