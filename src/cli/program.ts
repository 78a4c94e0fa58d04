/** The commands and their options. What a command does is loaded only when it is called, so that help is quick. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { exitCodes, UserError } from '../error.js';
import { isMessageKey, message, type MessageKey } from '../i18n/message.js';
import type { Io } from './io.js';
import { helpIn, usageText } from './usage.js';
import { version } from './version.js';
import { isDay } from './workspace/period.js';

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
    .addOption(langOption(t))
    .exitOverride()
    .configureHelp(helpIn(io.lang))
    .configureOutput({ writeOut: io.out, writeErr: io.err, outputError: () => undefined })
    .addHelpText('after', `\n${t('cli.exitCodes')}\n`);

  const command = (name: string, description: MessageKey, examples: readonly string[], parent = program) =>
    explained(parent.command(name), description, t)
      .description(t(description))
      .helpOption('-h, --help', t('cli.help'))
      .addOption(langOption(t))
      .addHelpText('after', `\n${t('cli.examples')}\n${examples.map((one) => `  agressiemonitor ${one}`).join('\n')}\n\n${t('cli.exitCodes')}\n`);
  const workspace = new Option('-w, --workspace <dir>', t('cli.option.workspace'));

  command('init [folder]', 'cli.init', ['init monitor', 'init .']).action(async (folder: string | undefined) =>
    done(await (await import('./commands/init.js')).init(folder ?? '.', io)),
  );

  command('codebook', 'cli.codebook', ['codebook', 'codebook --json', 'codebook --html --lang en > codebook.html', 'codebook --synthetic 20000 --out tweeling'])
    .option('--json', t('cli.option.json'))
    .option('--html', t('cli.option.html'))
    .option('--codebook-version <version>', t('cli.option.codebookVersion'))
    .option('--synthetic <number>', t('serve.option.synthetic'), wholeNumber)
    .option('--out <dir>', t('cli.option.out'))
    .option('--seed <number>', t('cli.option.seed'), wholeNumber)
    .action(async (options: import('./commands/codebook.js').CodebookOptions) =>
      done(await (await import('./commands/codebook.js')).codebook(options, io)),
    );

  const mapping = command('mapping', 'cli.mapping', ['mapping propose meldingen.csv --organisation LINDEVELD', 'mapping check mappings/LINDEVELD.yaml', 'mapping schema > koppeling.schema.json']);
  command('check <file>', 'cli.mapping.check', ['mapping check mappings/LINDEVELD.yaml'], mapping).action(async (file: string) =>
    done(await (await import('./commands/mapping.js')).checkMappingFile(file, io)),
  );
  command('propose <file>', 'cli.mapping.propose', [
    'mapping propose meldingen.csv --organisation LINDEVELD --by "H. de Vries"',
    'mapping propose meldingen_2024-07.csv --organisation LINDEVELD --base mappings/LINDEVELD.yaml',
  ], mapping)
    .requiredOption('-o, --organisation <code>', t('cli.option.organisation'))
    .option('--out <file>', t('propose.option.out'))
    .option('--base <file>', t('propose.option.base'))
    .option('--by <name>', t('propose.option.by'))
    .option('--yes', t('propose.option.yes'))
    .option('--json', t('cli.option.json'))
    .addOption(workspace)
    .action(async (file: string, options) => done(await (await import('./commands/propose.js')).proposeMapping(file, options, io)));
  command('schema', 'cli.mapping.schema', ['mapping schema > koppeling.schema.json'], mapping).action(async () =>
    done(await (await import('./commands/mapping.js')).mappingSchemaCommand(io)),
  );

  command('check <file>', 'cli.check', [
    'check meldingen.csv --organisation LINDEVELD --mapping LINDEVELD.yaml --period 2024H1 --delivered 2024-07-05',
    'check meldingen_2024-06.csv --organisation LINDEVELD --feedback',
    'check meldingen_2024-06.csv --organisation LINDEVELD --previous vorige/meldingen_2024-06.csv --feedback',
    'check inbox/LINDEVELD/meldingen_2024-06.csv --organisation LINDEVELD --json',
  ])
    .requiredOption('-o, --organisation <code>', t('cli.option.organisation'))
    .option('-m, --mapping <file>', t('cli.option.mapping'))
    .option('-p, --period <period>', t('cli.option.period'))
    .option('-d, --delivered <date>', t('cli.option.delivered'), day)
    .option('--feedback', t('feedback.option.feedback'))
    .option('--previous <file>', t('feedback.option.previous'))
    .option('--json', t('cli.option.json'))
    .addOption(workspace)
    .action(async (file: string, options) => done(await (await import('./commands/check.js')).check(file, options, io)));

  command('prepare <file...>', 'levering.prepare', [
    'prepare meldingen_2024-06.csv noemers_2024.csv --organisation LINDEVELD --inspect',
    'prepare meldingen_2024-06.csv --organisation LINDEVELD --recipient age1… --out LINDEVELD.levering',
  ])
    .requiredOption('-o, --organisation <code>', t('cli.option.organisation'))
    .option('-m, --mapping <file>', t('cli.option.mapping'))
    .option('-p, --period <period>', t('cli.option.period'))
    .option('-d, --delivered <date>', t('cli.option.delivered'), day)
    .option('--expires <date>', t('levering.option.expires'), day)
    .option('--recipient <age1>', t('levering.option.recipient'))
    .option('--k <number>', t('levering.option.k'), wholeNumber)
    .option('--out <file>', t('cli.option.out'))
    .option('--inspect', t('levering.option.inspect'))
    .option('--json', t('cli.option.json'))
    .addOption(workspace)
    .action(async (files: string[], options) => done(await (await import('./commands/prepare.js')).prepare(files, options, io)));

  command('privacy [file...]', 'privacy.command', [
    'privacy meldingen_2024-06.csv --organisation LINDEVELD',
    'privacy meldingen_2024-06.csv --organisation LINDEVELD --html --out bijlage-dpia.html',
    'privacy --html --out opslag.html',
  ])
    .option('-o, --organisation <code>', t('cli.option.organisation'))
    .option('-m, --mapping <file>', t('cli.option.mapping'))
    .option('-p, --period <period>', t('cli.option.period'))
    .option('-d, --delivered <date>', t('cli.option.delivered'), day)
    .option('--k <number>', t('levering.option.k'), wholeNumber)
    .option('--html', t('privacy.option.html'))
    .option('--out <file>', t('cli.option.out'))
    .option('--json', t('cli.option.json'))
    .addOption(workspace)
    .action(async (files: string[], options) => done(await (await import('./commands/privacy.js')).privacy(files, options, io)));

  const keys = command('key', 'levering.key', ['key create --organisation LINDEVELD', 'key create --receiver', 'key trust LINDEVELD.openbaar.json --organisation LINDEVELD']);
  const keyCommand = (name: string, description: MessageKey, ...examples: string[]) => command(name, description, examples.map((one) => `key ${one}`), keys).addOption(workspace);
  const organisation = () => new Option('-o, --organisation <code>', t('cli.option.organisation'));
  const mandatory = () => organisation().makeOptionMandatory();
  const year = () => new Option('--year <year>', t('levering.option.year')).argParser(wholeNumber);
  keyCommand('create', 'levering.key.create', 'create --organisation LINDEVELD', 'create --receiver')
    .addOption(organisation())
    .option('--receiver', t('levering.option.receiver'))
    .action(async (options) => done(await (await import('./commands/key.js')).keyCreate(options, io)));
  keyCommand('show', 'levering.key.show', 'show --organisation LINDEVELD')
    .addOption(organisation())
    .option('--json', t('cli.option.json'))
    .action(async (options) => done(await (await import('./commands/key.js')).keyShow(options, io)));
  keyCommand('rotate', 'levering.key.rotate', 'rotate --organisation LINDEVELD --year 2024 --yes')
    .addOption(mandatory())
    .addOption(year())
    .option('--yes', t('levering.option.yes'))
    .action(async (options) => done(await (await import('./commands/key.js')).keyRotate(options, io)));
  keyCommand('destroy', 'levering.key.destroy', 'destroy --organisation LINDEVELD --year 2019 --yes')
    .addOption(mandatory())
    .addOption(year().makeOptionMandatory())
    .option('--yes', t('levering.option.yes'))
    .action(async (options) => done(await (await import('./commands/key.js')).keyDestroy(options, io)));
  keyCommand('trust <file>', 'levering.key.trust', 'trust LINDEVELD.openbaar.json --organisation LINDEVELD')
    .addOption(mandatory())
    .action(async (file: string, options) => done(await (await import('./commands/key.js')).keyTrust(file, options, io)));
  keyCommand('revoke', 'levering.key.revoke', 'revoke --organisation LINDEVELD --id ed25519-3f2a9c0d11e45b67')
    .addOption(mandatory())
    .requiredOption('--id <id>', t('levering.option.id'))
    .action(async (options) => done(await (await import('./commands/key.js')).keyRevoke(options, io)));

  command('ingest <file...>', 'cli.ingest', ['ingest inbox/LINDEVELD/meldingen_2024-06.csv --organisation LINDEVELD', 'ingest noemers.csv --kind noemer'])
    .option('-o, --organisation <code>', t('cli.option.organisation'))
    .option('-m, --mapping <file>', t('cli.option.mapping'))
    .option('-k, --kind <kind>', t('cli.option.kind'))
    .option('-p, --period <period>', t('cli.option.period'))
    .option('-d, --delivered <date>', t('cli.option.delivered'), day)
    .option('--json', t('cli.option.json'))
    .addOption(workspace)
    .action(async (files: string[], options) => done(await (await import('./commands/ingest.js')).ingest(files, options, io)));

  const receipts = command('receipt', 'receipt.command', ['receipt verify ontvangstbewijzen/LINDEVELD/2024-07-05_voorval_2024-06_12.json']);
  command('verify <receipt>', 'receipt.verify', [
    'receipt verify ontvangstbewijzen/LINDEVELD/2024-07-05_voorval_2024-06_12.json',
    'receipt verify bewijs.json --key ontvangstbewijs.openbaar.json --file meldingen_2024-06.csv',
  ], receipts)
    .option('--key <file>', t('receipt.option.key'))
    .option('--file <file>', t('receipt.option.file'))
    .option('--json', t('cli.option.json'))
    .addOption(workspace)
    .action(async (path: string, options) => done(await (await import('./commands/receipt.js')).verifyReceipt(path, options, io)));

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

  command('release <month>', 'cli.release', ['release 2024-06', 'release 2023', 'release 2024-06 --correct --reason "Removed a month that one organisation had delivered twice"'])
    .option('--correct', t('correct.option'))
    .option('--reason <text>', t('correct.option.reason'))
    .option('--json', t('cli.option.json'))
    .addOption(workspace)
    .action(async (month: string, options) => done(await (await import('./commands/release.js')).release(month, options, io)));

  command('explain <indicator> <period>', 'cli.explain', ['explain I11 2024', 'explain I02 2024-06 --since 2024-05-1'])
    .option('--since <release>', t('explain.option.since'))
    .option('--json', t('cli.option.json'))
    .addOption(workspace)
    .action(async (indicator: string, period: string, options) => done(await (await import('./commands/explain.js')).explain(indicator, period, options, io)));

  command('report [name] [period]', 'cli.report', ['report monthly 2024-06', 'report annual 2023 --form all', 'report monthly 2024-06 --concept --lang en --form pdf,docx', 'report --template ernst', 'report mirror --organisation LINDEVELD --month 2024-06'])
    .option('--month <month>', t('mirror.option.month'))
    .option('-o, --organisation <code>', t('mirror.option.organisation'))
    .option('--form <forms>', t('report.option.form'), (value: string, before: string[] | undefined) => [...(before ?? []), value])
    .option('--template <name>', t('report.option.template'))
    .option('--out <file>', t('report.option.out'))
    .option('--release <folder>', t('cli.option.release'))
    .option('--concept', t('gate.option.concept'))
    .addOption(workspace)
    .action(async (name: string | undefined, period: string | undefined, options) => done(await (await import('./commands/report.js')).report(name, period, options, io)));

  command('verify [release]', 'gate.verify', ['verify', 'verify 2024-06-1 --attack', 'verify releases/2024-06-1 --attack --cell "vorm|SEKS|2024-06"'])
    .option('--attack', t('gate.option.attack'))
    .option('--cell <place>', t('gate.option.cell'))
    .option('--json', t('cli.option.json'))
    .addOption(workspace)
    .action(async (release: string | undefined, options) => done(await (await import('./commands/verify.js')).verify(release, options, io)));

  command('approve <release>', 'gate.approve', ['approve 2024-06-1 --name "M. Jansen" --role "privacy officer"'])
    .requiredOption('--name <name>', t('gate.option.name'))
    .requiredOption('--role <role>', t('gate.option.role'))
    .option('--key <file>', t('gate.option.key'))
    .option('--json', t('cli.option.json'))
    .addOption(workspace)
    .action(async (release: string, options) => done(await (await import('./commands/approve.js')).approve(release, options, io)));

  command('purge', 'purge.command', ['purge --retention --dry-run', 'purge --retention --yes', 'purge --organisation LINDEVELD --period 2024H1'])
    .addOption(organisation())
    .option('-p, --period <period>', t('cli.option.period'))
    .option('--retention', t('purge.option.retention'))
    .option('--dry-run', t('purge.option.dryRun'))
    .option('--yes', t('purge.option.yes'))
    .option('--json', t('cli.option.json'))
    .addOption(workspace)
    .action(async (options) => done(await (await import('./commands/purge.js')).purge(options, io)));

  command('query [sql]', 'cli.query', [
    `query "SELECT periode, waarde FROM cijfer WHERE reeks = 'voorvallen' AND dimensie = 'totaal'"`,
    `query --format csv "FROM dekking" > dekking.csv`,
    'query',
    `query --guarded --researcher eva "SELECT jaar, count(*) FROM voorval GROUP BY jaar"`,
  ])
    .addOption(new Option('-f, --format <format>', t('cli.option.format')).choices(['table', 'csv', 'json', 'ndjson', 'markdown', 'parquet']))
    .option('--out <file>', t('cli.option.out'))
    .option('--release <folder>', t('cli.option.release'))
    .option('--timeout <seconds>', t('query.option.timeout'), seconds)
    .option('--guarded', t('cli.option.guarded'))
    .option('--researcher <name>', t('cli.option.researcher'))
    .addOption(workspace)
    .action(async (sql: string | undefined, options) =>
      done(options.guarded ? await (await import('./commands/query-guarded.js')).queryGuarded(sql, options, io) : await (await import('./commands/query.js')).queryCommand(sql, options, io)),
    );

  command('serve', 'serve.command', ['serve', 'serve --host 0.0.0.0 --cert server.crt --key server.key', 'serve --port 6432'])
    .option('--host <address>', t('serve.option.host'))
    .option('--port <number>', t('serve.option.port'), wholeNumber)
    .option('--cert <file>', t('serve.option.cert'))
    .option('--key <file>', t('serve.option.key'))
    .addOption(workspace)
    .action(async (options) => done(await (await import('./commands/serve.js')).serveCommand(options, io)));

  const researchers = command('researcher', 'researcher.command', ['researcher add eva --project politie --purpose "Assistentie 2021-2024" --until 2026-12-31', 'researcher list', 'researcher log --json']);
  const researcherCommand = (name: string, description: MessageKey, ...examples: string[]) => command(name, description, examples.map((one) => `researcher ${one}`), researchers).addOption(workspace);
  researcherCommand('add <name>', 'researcher.add', 'add eva --project politie --purpose "Assistentie 2021-2024" --until 2026-12-31')
    .requiredOption('--project <project>', t('researcher.option.project'))
    .requiredOption('--purpose <text>', t('researcher.option.purpose'))
    .requiredOption('--until <date>', t('researcher.option.until'), day)
    .option('--json', t('cli.option.json'))
    .action(async (name: string, options) => done(await (await import('./commands/researcher.js')).researcherAdd(name, options, io)));
  researcherCommand('revoke <name>', 'researcher.revoke', 'revoke eva')
    .action(async (name: string, options) => done(await (await import('./commands/researcher.js')).researcherRevoke(name, options, io)));
  researcherCommand('list', 'researcher.list', 'list', 'list --json')
    .option('--json', t('cli.option.json'))
    .action(async (options) => done(await (await import('./commands/researcher.js')).researcherList(options, io)));
  researcherCommand('log [name]', 'researcher.log', 'log', 'log eva --json > vragen.ndjson')
    .option('--json', t('cli.option.json'))
    .action(async (name: string | undefined, options) => done(await (await import('./commands/researcher.js')).researcherLog(name, options, io)));

  command('demo [folder]', 'cli.demo', ['demo', 'demo voorbeeld --seed 7', 'demo klein --scale 0.1 --months 6'])
    .option('--seed <number>', t('cli.option.seed'), wholeNumber)
    .option('--scale <factor>', t('cli.option.scale'), factor)
    .option('--months <number>', t('cli.option.months'), monthCount)
    .action(async (folder: string | undefined, options) => done(await (await import('./commands/demo.js')).demo(folder, options, io)));

  command('handleiding', 'manual.command', ['handleiding --open', 'handleiding --lang en --out manual.html'])
    .option('--out <file>', t('cli.option.out'))
    .option('--open', t('manual.option.open'))
    .option('--stdout', t('manual.option.stdout'))
    .action(async (options) => done(await (await import('./commands/handleiding.js')).handleiding(program, options, io)));

  command('complete [shell]', 'complete.command', [
    "complete bash >> ~/.bashrc",
    'complete zsh > "${fpath[1]}/_agressiemonitor"',
    'complete fish > ~/.config/fish/completions/agressiemonitor.fish',
    'complete powershell >> $PROFILE',
  ])
    .allowExcessArguments()
    .action(async (_shell: string | undefined, _options, self: Command) =>
      done(await (await import('./commands/complete.js')).complete(program, self.args, programArgs(program)[1] === '--', io)),
    );

  return program;
}

/** What stood on the command line; of interest only where a word may be anything. */
function programArgs(program: Command): readonly string[] {
  return (program as Command & { rawArgs: readonly string[] }).rawArgs;
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

function langOption(t: (key: MessageKey) => string): Option {
  return new Option('--lang <lang>', t('cli.option.lang')).choices(['nl', 'en']);
}

function day(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('JJJJ-MM-DD / YYYY-MM-DD');
  return text;
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('0, 1, 2, …');
  return Number(text);
}

/** A day at most: a timer of Node cannot be set for more than 24 of them. */
function seconds(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 86_400) throw new InvalidArgumentError('0 … 86400');
  return Number(text);
}

function monthCount(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) < 1 || Number(text) > 36) throw new InvalidArgumentError('1 … 36');
  return Number(text);
}

function factor(text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text) || Number(text) <= 0) throw new InvalidArgumentError('0.1, 1, 2.5, …');
  return Number(text);
}
