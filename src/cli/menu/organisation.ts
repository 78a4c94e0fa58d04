/** The organisation's side: what a data steward and a privacy officer call before anything leaves. */
import { Option } from 'commander';
import type { MessageKey } from '../../i18n/message.js';
import type { Menu } from './menu.js';
import { day, organisation, wholeNumber, workspace } from './options.js';

export function organisationSide({ command, t, done, io }: Menu): void {
  const mapping = command('mapping', 'cli.mapping', ['mapping propose meldingen.csv --organisation LINDEVELD', 'mapping check mappings/LINDEVELD.yaml', 'mapping schema > koppeling.schema.json']);
  command('check <file>', 'cli.mapping.check', ['mapping check mappings/LINDEVELD.yaml'], mapping).action(async (file: string) =>
    done(await (await import('../commands/mapping.js')).checkMappingFile(file, io)),
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
    .addOption(workspace(t))
    .action(async (file: string, options) => done(await (await import('../commands/propose.js')).proposeMapping(file, options, io)));
  command('schema', 'cli.mapping.schema', ['mapping schema > koppeling.schema.json'], mapping).action(async () =>
    done(await (await import('../commands/mapping.js')).mappingSchemaCommand(io)),
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
    .addOption(workspace(t))
    .action(async (file: string, options) => done(await (await import('../commands/check.js')).check(file, options, io)));

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
    .addOption(workspace(t))
    .action(async (files: string[], options) => done(await (await import('../commands/prepare.js')).prepare(files, options, io)));

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
    .addOption(workspace(t))
    .action(async (files: string[], options) => done(await (await import('../commands/privacy.js')).privacy(files, options, io)));

  const keys = command('key', 'levering.key', ['key create --organisation LINDEVELD', 'key create --receiver', 'key trust LINDEVELD.openbaar.json --organisation LINDEVELD']);
  const keyCommand = (name: string, description: MessageKey, ...examples: string[]) => command(name, description, examples.map((one) => `key ${one}`), keys).addOption(workspace(t));
  const mandatory = () => organisation(t).makeOptionMandatory();
  const year = () => new Option('--year <year>', t('levering.option.year')).argParser(wholeNumber);
  keyCommand('create', 'levering.key.create', 'create --organisation LINDEVELD', 'create --receiver')
    .addOption(organisation(t))
    .option('--receiver', t('levering.option.receiver'))
    .action(async (options) => done(await (await import('../commands/key.js')).keyCreate(options, io)));
  keyCommand('show', 'levering.key.show', 'show --organisation LINDEVELD')
    .addOption(organisation(t))
    .option('--json', t('cli.option.json'))
    .action(async (options) => done(await (await import('../commands/key.js')).keyShow(options, io)));
  keyCommand('rotate', 'levering.key.rotate', 'rotate --organisation LINDEVELD --year 2024 --yes')
    .addOption(mandatory())
    .addOption(year())
    .option('--yes', t('levering.option.yes'))
    .action(async (options) => done(await (await import('../commands/key.js')).keyRotate(options, io)));
  keyCommand('destroy', 'levering.key.destroy', 'destroy --organisation LINDEVELD --year 2019 --yes')
    .addOption(mandatory())
    .addOption(year().makeOptionMandatory())
    .option('--yes', t('levering.option.yes'))
    .action(async (options) => done(await (await import('../commands/key.js')).keyDestroy(options, io)));
  keyCommand('trust <file>', 'levering.key.trust', 'trust LINDEVELD.openbaar.json --organisation LINDEVELD')
    .addOption(mandatory())
    .action(async (file: string, options) => done(await (await import('../commands/key.js')).keyTrust(file, options, io)));
  keyCommand('revoke', 'levering.key.revoke', 'revoke --organisation LINDEVELD --id ed25519-3f2a9c0d11e45b67')
    .addOption(mandatory())
    .requiredOption('--id <id>', t('levering.option.id'))
    .action(async (options) => done(await (await import('../commands/key.js')).keyRevoke(options, io)));
}
