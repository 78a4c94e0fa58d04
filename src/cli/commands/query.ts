import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { UserError } from '../../error.js';
import type { Format } from '../../public/query/format.js';
import { query } from '../../public/query/query.js';
import { latestRelease } from '../../release/list.js';
import type { Io } from '../io.js';
import { places, requireWorkspace } from '../workspace/workspace.js';

export interface QueryChoice {
  format?: Format;
  out?: string;
  release?: string;
  /** Seconds a statement may take; 0 for no limit. */
  timeout?: number;
  workspace?: string;
}

const usualSeconds = 60;

/** Answers one SQL statement from a release, or opens the console on it. */
export async function queryCommand(sql: string | undefined, { timeout = usualSeconds, ...options }: QueryChoice, io: Io): Promise<number> {
  const folder = options.release ? resolve(io.cwd(), options.release) : await newestRelease(options.workspace, io);
  return query(
    {
      release: join(folder, 'released.duckdb'),
      lang: io.lang,
      history: join(homedir(), '.agressiemonitor_history'),
      memoryLimit: '2GB',
      ...(timeout === 0 ? {} : { seconds: timeout }),
      ...(sql === undefined ? {} : { sql }),
      ...(options.format ? { format: options.format } : {}),
      ...(options.out ? { output: resolve(io.cwd(), options.out) } : {}),
    },
    { input: io.stdin, output: io.stdout, error: io.stderr, terminal: io.tty, columns: () => io.columns, clock: () => performance.now() },
  );
}

async function newestRelease(given: string | undefined, io: Io): Promise<string> {
  const workspace = await requireWorkspace(given, io);
  const newest = await latestRelease(join(workspace.folder, places.releases));
  if (!newest) throw new UserError('cli.release.none', { month: '' });
  return newest.folder;
}
