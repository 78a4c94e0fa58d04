/** For everybody: a workspace and the codebook to begin with; the demo, the manual and completion. */
import type { Command } from 'commander';
import type { Menu } from './menu.js';
import { factor, monthCount, wholeNumber } from './options.js';

export function toBegin({ command, t, done, io }: Menu): void {
  command('init [folder]', 'cli.init', ['init monitor', 'init .']).action(async (folder: string | undefined) =>
    done(await (await import('../commands/init.js')).init(folder ?? '.', io)),
  );

  command('codebook', 'cli.codebook', ['codebook', 'codebook --json', 'codebook --html --lang en > codebook.html', 'codebook --synthetic 20000 --out tweeling'])
    .option('--json', t('cli.option.json'))
    .option('--html', t('cli.option.html'))
    .option('--codebook-version <version>', t('cli.option.codebookVersion'))
    .option('--synthetic <number>', t('serve.option.synthetic'), wholeNumber)
    .option('--out <dir>', t('cli.option.out'))
    .option('--seed <number>', t('cli.option.seed'), wholeNumber)
    .action(async (options: import('../commands/codebook.js').CodebookOptions) =>
      done(await (await import('../commands/codebook.js')).codebook(options, io)),
    );
}

export function toLearn({ command, t, done, io, program }: Menu): void {
  command('demo [folder]', 'cli.demo', ['demo', 'demo voorbeeld --seed 7', 'demo klein --scale 0.1 --months 6'])
    .option('--seed <number>', t('cli.option.seed'), wholeNumber)
    .option('--scale <factor>', t('cli.option.scale'), factor)
    .option('--months <number>', t('cli.option.months'), monthCount)
    .action(async (folder: string | undefined, options) => done(await (await import('../commands/demo.js')).demo(folder, options, io)));

  command('handleiding', 'manual.command', ['handleiding --open', 'handleiding --lang en --out manual.html'])
    .option('--out <file>', t('cli.option.out'))
    .option('--open', t('manual.option.open'))
    .option('--stdout', t('manual.option.stdout'))
    .action(async (options) => done(await (await import('../commands/handleiding.js')).handleiding(program, options, io)));

  command('complete [shell]', 'complete.command', [
    "complete bash >> ~/.bashrc",
    'complete zsh > "${fpath[1]}/_agressiemonitor"',
    'complete fish > ~/.config/fish/completions/agressiemonitor.fish',
    'complete powershell >> $PROFILE',
  ])
    .allowExcessArguments()
    .action(async (_shell: string | undefined, _options, self: Command) =>
      done(await (await import('../commands/complete.js')).complete(program, self.args, programArgs(program)[1] === '--', io)),
    );
}

/** What stood on the command line; of interest only where a word may be anything. */
function programArgs(program: Command): readonly string[] {
  return (program as Command & { rawArgs: readonly string[] }).rawArgs;
}
