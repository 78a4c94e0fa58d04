import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { loadCodebook } from '../../codebook/codebook.js';
import { exitCodes } from '../../error.js';
import { writeFileAtomic } from '../../files/atomic.js';
import { message } from '../../i18n/message.js';
import type { Io } from '../io.js';
import { manualHtml } from '../manual/manual.js';
import { allCommands } from '../manual/reference.js';
import { workExample } from '../manual/screens.js';
import { printed } from '../manual/terminal.js';

/** Writes the steward's manual in the reader's language, and opens it where asked. */
export async function handleiding(program: Command, options: { out?: string; open?: boolean; stdout?: boolean }, io: Io): Promise<number> {
  io.err(`${message(io.lang, 'manual.making')}\n`);
  const text = await makeManual(program, io);
  if (options.stdout) {
    io.out(text);
    return exitCodes.done;
  }
  const name = options.out ?? `handleiding.${io.lang}.html`;
  const path = resolve(io.cwd(), name);
  await writeFileAtomic(path, text);
  io.out(message(io.lang, 'manual.made', { file: name }));
  if (options.open && !(await openFile(path))) io.err(`${message(io.lang, 'manual.notOpened', { file: name })}\n`);
  return exitCodes.done;
}

/** The manual as HTML; the program works its example while it is made. */
export async function makeManual(program: Command, { lang, cwd, today }: Io): Promise<string> {
  const commands = [];
  for (const { path } of allCommands(program)) {
    commands.push({ path, help: (await printed([...path.split(' '), '--help'], { cwd: cwd(), lang, today: today() })).trim() });
  }
  return manualHtml({ lang, codebook: loadCodebook(), commands, screens: await workExample(lang) });
}

/** Asks the system to open a file; false when it has nothing to do that with. */
function openFile(path: string): Promise<boolean> {
  const [command, ...args] = process.platform === 'win32' ? ['explorer.exe'] : process.platform === 'darwin' ? ['open'] : ['xdg-open'];
  return new Promise((done) => {
    const child = spawn(command!, [...args, path], { stdio: 'ignore', detached: true });
    child.on('error', () => done(false));
    child.on('spawn', () => {
      child.unref();
      done(true);
    });
  });
}
