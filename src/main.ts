import { terminalIo } from './cli/io.js';
import { runProgram } from './cli/program.js';
import { exitCodes } from './error.js';
import type { Lang } from './i18n/message.js';

/** Runs the command line and gives the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.done);
  });
  return runProgram(argv, terminalIo(language(argv)));
}

/** `--lang en`, else the environment variable AGRESSIEMONITOR_TAAL, else Dutch. */
function language(argv: readonly string[]): Lang {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const given = at < 0 ? process.env['AGRESSIEMONITOR_TAAL'] : argv[at]!.includes('=') ? argv[at]!.split('=')[1] : argv[at + 1];
  return given === 'en' ? 'en' : 'nl';
}
