/** The association's side: from deliveries to approved reports. */
import type { Menu } from './menu.js';
import { day, organisation, workspace } from './options.js';

export function nationalSide({ command, t, done, io }: Menu): void {
  command('ingest <file...>', 'cli.ingest', ['ingest inbox/LINDEVELD/meldingen_2024-06.csv --organisation LINDEVELD', 'ingest noemers.csv --kind noemer'])
    .option('-o, --organisation <code>', t('cli.option.organisation'))
    .option('-m, --mapping <file>', t('cli.option.mapping'))
    .option('-k, --kind <kind>', t('cli.option.kind'))
    .option('-p, --period <period>', t('cli.option.period'))
    .option('-d, --delivered <date>', t('cli.option.delivered'), day)
    .option('--json', t('cli.option.json'))
    .addOption(workspace(t))
    .action(async (files: string[], options) => done(await (await import('../commands/ingest.js')).ingest(files, options, io)));

  const receipts = command('receipt', 'receipt.command', ['receipt verify ontvangstbewijzen/LINDEVELD/2024-07-05_voorval_2024-06_12.json']);
  command('verify <receipt>', 'receipt.verify', [
    'receipt verify ontvangstbewijzen/LINDEVELD/2024-07-05_voorval_2024-06_12.json',
    'receipt verify bewijs.json --key ontvangstbewijs.openbaar.json --file meldingen_2024-06.csv',
  ], receipts)
    .option('--key <file>', t('receipt.option.key'))
    .option('--file <file>', t('receipt.option.file'))
    .option('--json', t('cli.option.json'))
    .addOption(workspace(t))
    .action(async (path: string, options) => done(await (await import('../commands/receipt.js')).verifyReceipt(path, options, io)));

  command('run <month>', 'cli.run', ['run 2024-06', 'run 2024-06 --lang en', 'run 2024-06 --json'])
    .option('-d, --delivered <date>', t('cli.option.delivered'), day)
    .option('--json', t('cli.option.json'))
    .addOption(workspace(t))
    .action(async (month: string, options) => done(await (await import('../commands/run.js')).run(month, options, io)));

  command('status', 'cli.status', ['status', 'status --from 2024-01 --to 2024-06', 'status --json'])
    .option('--from <month>', t('cli.option.from'))
    .option('--to <month>', t('cli.option.to'))
    .option('--json', t('cli.option.json'))
    .addOption(workspace(t))
    .action(async (options) => done(await (await import('../commands/status.js')).status(options, io)));

  command('release <month>', 'cli.release', ['release 2024-06', 'release 2023', 'release 2024-06 --correct --reason "Removed a month that one organisation had delivered twice"'])
    .option('--correct', t('correct.option'))
    .option('--reason <text>', t('correct.option.reason'))
    .option('--json', t('cli.option.json'))
    .addOption(workspace(t))
    .action(async (month: string, options) => done(await (await import('../commands/release.js')).release(month, options, io)));

  command('explain <indicator> <period>', 'cli.explain', ['explain I11 2024', 'explain I02 2024-06 --since 2024-05-1'])
    .option('--since <release>', t('explain.option.since'))
    .option('--json', t('cli.option.json'))
    .addOption(workspace(t))
    .action(async (indicator: string, period: string, options) => done(await (await import('../commands/explain.js')).explain(indicator, period, options, io)));

  command('report [name] [period]', 'cli.report', ['report monthly 2024-06', 'report annual 2023 --form all', 'report monthly 2024-06 --concept --lang en --form pdf,docx', 'report --template ernst', 'report mirror --organisation LINDEVELD --month 2024-06'])
    .option('--month <month>', t('mirror.option.month'))
    .option('-o, --organisation <code>', t('mirror.option.organisation'))
    .option('--form <forms>', t('report.option.form'), (value: string, before: string[] | undefined) => [...(before ?? []), value])
    .option('--template <name>', t('report.option.template'))
    .option('--out <file>', t('report.option.out'))
    .option('--release <folder>', t('cli.option.release'))
    .option('--concept', t('gate.option.concept'))
    .addOption(workspace(t))
    .action(async (name: string | undefined, period: string | undefined, options) => done(await (await import('../commands/report.js')).report(name, period, options, io)));

  command('verify [release]', 'gate.verify', ['verify', 'verify 2024-06-1 --attack', 'verify releases/2024-06-1 --attack --cell "vorm|SEKS|2024-06"'])
    .option('--attack', t('gate.option.attack'))
    .option('--cell <place>', t('gate.option.cell'))
    .option('--json', t('cli.option.json'))
    .addOption(workspace(t))
    .action(async (release: string | undefined, options) => done(await (await import('../commands/verify.js')).verify(release, options, io)));

  command('approve <release>', 'gate.approve', ['approve 2024-06-1 --name "M. Jansen" --role "privacy officer"'])
    .requiredOption('--name <name>', t('gate.option.name'))
    .requiredOption('--role <role>', t('gate.option.role'))
    .option('--key <file>', t('gate.option.key'))
    .option('--json', t('cli.option.json'))
    .addOption(workspace(t))
    .action(async (release: string, options) => done(await (await import('../commands/approve.js')).approve(release, options, io)));

  command('purge', 'purge.command', ['purge --retention --dry-run', 'purge --retention --yes', 'purge --organisation LINDEVELD --period 2024H1'])
    .addOption(organisation(t))
    .option('-p, --period <period>', t('cli.option.period'))
    .option('--retention', t('purge.option.retention'))
    .option('--dry-run', t('purge.option.dryRun'))
    .option('--yes', t('purge.option.yes'))
    .option('--json', t('cli.option.json'))
    .addOption(workspace(t))
    .action(async (options) => done(await (await import('../commands/purge.js')).purge(options, io)));
}
