import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { UserError } from '../../error.js';
import { formatOfFile } from '../../public/query/answer.js';
import type { Format } from '../../public/query/format.js';
import { type Asking, guardedConsole, presented } from '../../public/query/guarded/console.js';
import { writeOutput } from '../../public/query/output.js';
import { openWorkspaceGuard } from '../guard/open.js';
import { findResearcher } from '../guard/researchers.js';
import type { Io } from '../io.js';
import { requireWorkspace } from '../workspace/workspace.js';

export interface GuardedOptions {
  researcher?: string;
  format?: Format;
  out?: string;
  timeout?: number;
  workspace?: string;
}

/** Answers one statement through the gate, or opens the console on it. */
export async function queryGuarded(sql: string | undefined, options: GuardedOptions, io: Io): Promise<number> {
  const workspace = await requireWorkspace(options.workspace, io);
  if (options.timeout !== undefined) throw new UserError('query.timeoutOpenOnly');
  if (options.researcher === undefined) throw new UserError('guard.noResearcher');
  const researcher = await findResearcher(workspace.folder, options.researcher);
  const format = options.format ?? (options.out === undefined ? undefined : formatOfFile(options.out)) ?? (io.tty ? 'table' : 'json');
  if (format === 'parquet') throw new UserError('guard.noParquet');
  const guard = await openWorkspaceGuard(workspace, () => new Date().toISOString());
  const asking: Asking = { guard, researcher, format, lang: io.lang };
  try {
    if (sql === undefined) {
      return await guardedConsole(asking, { input: io.stdin, output: io.stdout, error: io.stderr, terminal: io.tty, columns: () => io.columns, clock: () => performance.now() }, join(homedir(), '.agressiemonitor_poort_history'));
    }
    const answer = presented(await guard.answer(researcher, sql), asking, options.out === undefined ? io.columns : Number.POSITIVE_INFINITY);
    if (options.out === undefined) io.out(answer.text);
    else await writeOutput(resolve(io.cwd(), options.out), answer.text);
    for (const note of answer.notes) io.err(`${note}\n`);
    return 0;
  } finally {
    await guard.close();
  }
}
