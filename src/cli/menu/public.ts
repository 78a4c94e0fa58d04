/** The public side: researchers' questions. */
import { Option } from 'commander';
import type { MessageKey } from '../../i18n/message.js';
import type { Menu } from './menu.js';
import { day, seconds, wholeNumber, workspace } from './options.js';

export function publicSide({ command, t, done, io }: Menu): void {
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
    .addOption(workspace(t))
    .action(async (sql: string | undefined, options) =>
      done(options.guarded ? await (await import('../commands/query-guarded.js')).queryGuarded(sql, options, io) : await (await import('../commands/query.js')).queryCommand(sql, options, io)),
    );

  command('serve', 'serve.command', ['serve', 'serve --host 0.0.0.0 --cert server.crt --key server.key', 'serve --port 6432'])
    .option('--host <address>', t('serve.option.host'))
    .option('--port <number>', t('serve.option.port'), wholeNumber)
    .option('--cert <file>', t('serve.option.cert'))
    .option('--key <file>', t('serve.option.key'))
    .addOption(workspace(t))
    .action(async (options) => done(await (await import('../commands/serve.js')).serveCommand(options, io)));

  const researchers = command('researcher', 'researcher.command', ['researcher add eva --project politie --purpose "Assistentie 2021-2024" --until 2026-12-31', 'researcher list', 'researcher log --json']);
  const researcherCommand = (name: string, description: MessageKey, ...examples: string[]) => command(name, description, examples.map((one) => `researcher ${one}`), researchers).addOption(workspace(t));
  researcherCommand('add <name>', 'researcher.add', 'add eva --project politie --purpose "Assistentie 2021-2024" --until 2026-12-31')
    .requiredOption('--project <project>', t('researcher.option.project'))
    .requiredOption('--purpose <text>', t('researcher.option.purpose'))
    .requiredOption('--until <date>', t('researcher.option.until'), day)
    .option('--json', t('cli.option.json'))
    .action(async (name: string, options) => done(await (await import('../commands/researcher.js')).researcherAdd(name, options, io)));
  researcherCommand('revoke <name>', 'researcher.revoke', 'revoke eva')
    .action(async (name: string, options) => done(await (await import('../commands/researcher.js')).researcherRevoke(name, options, io)));
  researcherCommand('list', 'researcher.list', 'list', 'list --json')
    .option('--json', t('cli.option.json'))
    .action(async (options) => done(await (await import('../commands/researcher.js')).researcherList(options, io)));
  researcherCommand('log [name]', 'researcher.log', 'log', 'log eva --json > vragen.ndjson')
    .option('--json', t('cli.option.json'))
    .action(async (name: string | undefined, options) => done(await (await import('../commands/researcher.js')).researcherLog(name, options, io)));
}
