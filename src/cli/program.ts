/** The commands and their options. What a command does is loaded only when it is called, so that help is quick. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { exitCodes, UserError } from '../error.js';
import { message, type MessageKey } from '../i18n/message.js';
import type { Io } from './io.js';
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
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    if (error instanceof UserError) {
      io.err(`${message(io.lang, error.key, error.params)}\n`);
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

/** Where a bug happened, without the message: an engine's message may hold a value from a file. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames.slice(0, 12)].join('\n');
}

export function buildProgram(io: Io, done: (code: number) => void): Command {
  const t = (key: MessageKey) => message(io.lang, key);
  const program = new Command('agressiemonitor')
    .description(t('cli.description'))
    .version(version, '-V, --version', t('cli.version'))
    .helpOption('-h, --help', t('cli.help'))
    .helpCommand('help [command]', t('cli.helpCommand'))
    .addOption(langOption(t))
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .addHelpText('after', `\n${t('cli.exitCodes')}\n`);

  const command = (name: string, description: MessageKey, examples: readonly string[]) =>
    program
      .command(name)
      .description(t(description))
      .helpOption('-h, --help', t('cli.help'))
      .addOption(langOption(t))
      .addHelpText('after', `\n${t('cli.examples')}\n${examples.map((one) => `  agressiemonitor ${one}`).join('\n')}\n`);
  const workspace = new Option('-w, --workspace <dir>', t('cli.option.workspace'));

  command('init [folder]', 'cli.init', ['init monitor', 'init .']).action(async (folder: string | undefined) =>
    done(await (await import('./commands/init.js')).init(folder ?? '.', io)),
  );

  command('codebook', 'cli.codebook', ['codebook', 'codebook --json', 'codebook --html --lang en > codebook.html'])
    .option('--json', t('cli.option.json'))
    .option('--html', t('cli.option.html'))
    .option('--codebook-version <version>', t('cli.option.codebookVersion'))
    .action(async (options: { json?: boolean; html?: boolean; codebookVersion?: string }) =>
      done(await (await import('./commands/codebook.js')).codebook(options, io)),
    );

  const mapping = command('mapping', 'cli.mapping', ['mapping check mappings/LINDEVELD.yaml', 'mapping schema > koppeling.schema.json']);
  mapping
    .command('check <file>')
    .description(t('cli.mapping.check'))
    .addOption(langOption(t))
    .action(async (file: string) => done(await (await import('./commands/mapping.js')).checkMappingFile(file, io)));
  mapping
    .command('schema')
    .description(t('cli.mapping.schema'))
    .addOption(langOption(t))
    .action(async () => done(await (await import('./commands/mapping.js')).mappingSchemaCommand(io)));

  command('check <file>', 'cli.check', [
    'check meldingen.csv --organisation LINDEVELD --mapping LINDEVELD.yaml --period 2024H1 --delivered 2024-07-05',
    'check inbox/LINDEVELD/meldingen_2024-06.csv --organisation LINDEVELD --json',
  ])
    .requiredOption('-o, --organisation <code>', t('cli.option.organisation'))
    .option('-m, --mapping <file>', t('cli.option.mapping'))
    .option('-p, --period <period>', t('cli.option.period'))
    .option('-d, --delivered <date>', t('cli.option.delivered'), day)
    .option('--json', t('cli.option.json'))
    .addOption(workspace)
    .action(async (file: string, options) => done(await (await import('./commands/check.js')).check(file, options, io)));

  command('ingest <file...>', 'cli.ingest', ['ingest inbox/LINDEVELD/meldingen_2024-06.csv --organisation LINDEVELD', 'ingest noemers.csv --kind noemer'])
    .option('-o, --organisation <code>', t('cli.option.organisation'))
    .option('-m, --mapping <file>', t('cli.option.mapping'))
    .option('-k, --kind <kind>', t('cli.option.kind'))
    .option('-p, --period <period>', t('cli.option.period'))
    .option('-d, --delivered <date>', t('cli.option.delivered'), day)
    .option('--json', t('cli.option.json'))
    .addOption(workspace)
    .action(async (files: string[], options) => done(await (await import('./commands/ingest.js')).ingest(files, options, io)));

  command('run <month>', 'cli.run', ['run 2024-06', 'run 2024-06 --lang en', 'run 2024-06 --json'])
    .option('-d, --delivered <date>', t('cli.option.delivered'), day)
    .option('--json', t('cli.option.json'))
    .addOption(workspace)
    .action(async (month: string, options) => done(await (await import('./commands/run.js')).run(month, options, io)));

  command('status', 'cli.status', ['status', 'status --from 2024-01 --to 2024-06', 'status --json'])
    .option('--from <month>', t('cli.option.from'))
    .option('--to <month>', t('cli.option.to'))
    .option('--json', t('cli.option.json'))
    .addOption(workspace)
    .action(async (options) => done(await (await import('./commands/status.js')).status(options, io)));

  command('release <month>', 'cli.release', ['release 2024-06'])
    .option('--json', t('cli.option.json'))
    .addOption(workspace)
    .action(async (month: string, options) => done(await (await import('./commands/release.js')).release(month, options, io)));

  command('report <name> <month>', 'cli.report', ['report monthly 2024-06', 'report monthly 2024-06 --lang en --out bulletin.html'])
    .option('--out <file>', t('cli.option.out'))
    .option('--release <folder>', t('cli.option.release'))
    .addOption(workspace)
    .action(async (name: string, month: string, options) => done(await (await import('./commands/report.js')).report(name, month, options, io)));

  command('query [sql]', 'cli.query', [
    `query "SELECT periode, waarde FROM cijfer WHERE indicator = 'I01' AND dimensie = 'totaal'"`,
    `query --format csv "FROM dekking" > dekking.csv`,
    'query',
  ])
    .addOption(new Option('-f, --format <format>', t('cli.option.format')).choices(['table', 'csv', 'json', 'ndjson', 'markdown', 'parquet']))
    .option('--out <file>', t('cli.option.out'))
    .option('--release <folder>', t('cli.option.release'))
    .addOption(workspace)
    .action(async (sql: string | undefined, options) => done(await (await import('./commands/query.js')).queryCommand(sql, options, io)));

  command('demo [folder]', 'cli.demo', ['demo', 'demo /tmp/demo --seed 7'])
    .option('--seed <number>', t('cli.option.seed'), wholeNumber)
    .option('--scale <factor>', t('cli.option.scale'), Number.parseFloat)
    .action(async (folder: string | undefined, options) => done(await (await import('./commands/demo.js')).demo(folder, options, io)));

  return program;
}

function langOption(t: (key: MessageKey) => string): Option {
  return new Option('--lang <lang>', t('cli.option.lang')).choices(['nl', 'en']);
}

function day(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))) throw new InvalidArgumentError('JJJJ-MM-DD / YYYY-MM-DD');
  return text;
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('0, 1, 2, …');
  return Number(text);
}
