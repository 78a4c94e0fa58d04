import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { exitCodes, UserError } from '../../error.js';
import { message } from '../../i18n/message.js';
import { serve, type ServeOptions } from '../../public/serve/serve.js';
import { openWorkspaceGuard } from '../guard/open.js';
import { readResearchers } from '../guard/researchers.js';
import type { Io } from '../io.js';
import { requireWorkspace } from '../workspace/workspace.js';

export interface ServeChoice {
  host?: string;
  port?: number;
  cert?: string;
  key?: string;
  workspace?: string;
}

/** Serves the gate to clients of PostgreSQL until it is told to stop. */
export async function serveCommand({ host = '127.0.0.1', port = 5433, cert, key, workspace: given }: ServeChoice, io: Io): Promise<number> {
  const workspace = await requireWorkspace(given, io);
  if ((cert === undefined) !== (key === undefined)) throw new UserError('serve.bothFiles');
  const tls = cert && key ? { certificate: await text(resolve(io.cwd(), cert)), key: await text(resolve(io.cwd(), key)) } : undefined;
  const guard = await openWorkspaceGuard(workspace, () => new Date().toISOString(), 2);
  try {
    const serving = await serve({
      guard, host, port, lang: io.lang, ...(tls && { tls }),
      find: async (login) => (await readResearchers(workspace.folder)).find(({ name }) => name === login),
      today: io.today,
      clock: () => performance.now(),
    } satisfies ServeOptions);
    io.err(`${message(io.lang, 'serve.listening', { host: serving.host, port: serving.port })}\n`);
    await stopped();
    io.err(`${message(io.lang, 'serve.stopped')}\n`);
    await serving.close();
    return exitCodes.done;
  } finally {
    await guard.close();
  }
}

function stopped(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
}

async function text(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new UserError('serve.cannotRead', { path });
  });
}
