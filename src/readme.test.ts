import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildProgram } from './cli/program.js';
import { terminalIo } from './cli/io.js';
import { exitCodes } from './error.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const program = buildProgram(terminalIo('en'), () => undefined);

test.each(program.commands.filter((command) => command.name() !== 'help').map((command) => [command.name(), command] as const))(
  'the README shows %s with an example and every option',
  (name, command) => {
    const rows = readme.split('\n').filter((line) => line.startsWith(`| \`${name} `) || line.startsWith(`| \`${name}\``));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.join('\n')).toContain(`agressiemonitor ${name}`);
    const options = command.options.map((option) => option.long!).filter((option) => !['--lang', '--workspace'].includes(option));
    expect(options.filter((option) => !rows.join('\n').includes(option))).toEqual([]);
  },
);

test('the README names every exit code', () => {
  const line = readme.slice(readme.indexOf('Exit codes:'));
  for (const code of Object.values(exitCodes)) expect(line).toMatch(new RegExp(`\\b${code} \\w`));
});
