import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { exitCodes, UserError } from '../../error.js';
import { suggest } from '../complete/candidates.js';
import { knownValues } from '../complete/known.js';
import { isShell, shells } from '../complete/shells.js';
import type { Io } from '../io.js';

const noFiles = 4;

/**
 * `complete bash` prints the script for a shell; `complete -- words…` answers it: a line a value with its description
 * behind a tab, then `:4` where no file name may stand and `:0` where the shell may complete one.
 */
export async function complete(program: Command, rest: readonly string[], asked: boolean, io: Io): Promise<number> {
  if (!asked) return printScript(rest[0], io);
  const at = rest.findIndex((word) => word === '--workspace' || word === '-w');
  const { candidates, files } = await suggest(program, rest.length === 0 ? [''] : rest, knownValues(program, at < 0 ? undefined : rest[at + 1], io));
  for (const { value, description } of candidates) io.out(`${value}\t${description.replace(/\s+/g, ' ')}\n`);
  io.out(`:${candidates.length === 0 && files ? 0 : noFiles}\n`);
  return exitCodes.done;
}

async function printScript(shell: string | undefined, io: Io): Promise<number> {
  if (!isShell(shell)) throw new UserError('complete.shell', { known: shells.join(', ') });
  if (shell === 'bash') {
    // The library's own needs bash-completion to be installed, and runs what stands on the line.
    io.out(readFileSync(new URL('../complete/completion.bash', import.meta.url), 'utf8'));
    return exitCodes.done;
  }
  const { script } = await import('@bomb.sh/tab');
  script(shell, 'agressiemonitor', 'agressiemonitor');
  return exitCodes.done;
}
