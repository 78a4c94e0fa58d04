/** From argv to an exit code. The commands stand in menu/; what one does is loaded only when it is called, so that help is quick. */
import { Command, CommanderError } from 'commander';
import { exitCodes, UserError } from '../error.js';
import { isMessageKey, message, type MessageKey } from '../i18n/message.js';
import type { Io } from './io.js';
import { toBegin, toLearn } from './menu/general.js';
import type { Menu } from './menu/menu.js';
import { nationalSide } from './menu/national.js';
import { lang } from './menu/options.js';
import { organisationSide } from './menu/organisation.js';
import { publicSide } from './menu/public.js';
import { helpIn, usageText } from './usage.js';
import { version } from './version.js';

/** Runs argv and gives the exit code; every error ends here, as a sentence for users and a trace only for bugs. */
export async function runProgram(argv: readonly string[], io: Io): Promise<number> {
  let code: number = exitCodes.done;
  const program = buildProgram(io, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCodes.done;
      if (error.code !== 'commander.help') io.err(`${usageText(error, io.lang)}\n`);
      return exitCodes.usage;
    }
    if (isDiskFull(error)) {
      io.err(`${message(io.lang, 'store.diskFull')}\n`);
      return exitCodes.usage;
    }
    if (error instanceof UserError) {
      const { shownParams } = await import('./shown.js');
      io.err(`${message(io.lang, error.key, shownParams(error.params))}\n`);
      return error.exitCode;
    }
    if (error instanceof Error && error.name === 'DisclosureError') {
      io.err(`${message(io.lang, 'cli.disclosure')}\n`);
      return exitCodes.disclosure;
    }
    io.err(`${message(io.lang, 'cli.bug', { trace: traceOf(error) })}\n`);
    return exitCodes.bug;
  }
}

/** A write that found no room, by whatever way it was made: a file, the engine, or a process of our own. */
function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof UserError) return false;
  const { code, stderr } = error as Error & { code?: unknown; stderr?: unknown };
  return code === 'ENOSPC' || /ENOSPC|no space left|disk full/i.test(`${error.message} ${String(stderr ?? '')}`);
}

/** Where a bug happened and the engine's kind of error, without the message, which may hold a value from a file. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const kind = /^([A-Z]\w+(?: [A-Z]\w+)* Error):/.exec(error.message)?.[1];
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [kind ? `${error.name} (${kind})` : error.name, ...frames.slice(0, 12)].join('\n');
}

export function buildProgram(io: Io, done: (code: number) => void): Command {
  const t = (key: MessageKey) => message(io.lang, key);
  const program = new Command('agressiemonitor')
    .description(t('cli.description'))
    .version(version, '-V, --version', t('cli.version'))
    .helpOption('-h, --help', t('cli.help'))
    .helpCommand('help [command]', t('cli.helpCommand'))
    .addOption(lang(t))
    .exitOverride()
    .configureHelp(helpIn(io.lang))
    .configureOutput({ writeOut: io.out, writeErr: io.err, outputError: () => undefined })
    .addHelpText('after', `\n${t('cli.exitCodes')}\n`);

  const command: Menu['command'] = (name, description, examples, parent = program) =>
    explained(parent.command(name), description, t)
      .description(t(description))
      .helpOption('-h, --help', t('cli.help'))
      .addOption(lang(t))
      .addHelpText('after', `\n${t('cli.examples')}\n${examples.map((one) => `  agressiemonitor ${one}`).join('\n')}\n\n${t('cli.exitCodes')}\n`);
  const menu: Menu = { program, io, t, done, command };
  for (const part of [toBegin, organisationSide, nationalSide, publicSide, toLearn]) part(menu);
  return program;
}

const ownArguments: Partial<Record<MessageKey, MessageKey>> = {
  'cli.mapping.check': 'cli.mapping.check.argument.file',
  'levering.key.trust': 'levering.key.trust.argument.file',
};

/** Says of each argument what it is: in the command's own words, else in those that all commands share. */
function explained(command: Command, description: MessageKey, t: (key: MessageKey) => string): Command {
  for (const argument of command.registeredArguments) {
    const key = ownArguments[description] ?? `cli.argument.${argument.name()}`;
    if (isMessageKey(key)) argument.description = t(key);
  }
  return command;
}
