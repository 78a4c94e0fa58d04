/** Completion through the real binary, and with the scripts sourced in the shells that this machine has. */
import { execFile, spawnSync } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { exitCodes } from '../../error.js';
import { inside, ownFolder, run } from '../binary.test-support.js';
import { terminalIo } from '../io.js';
import { buildProgram } from '../program.js';
import { suggest } from './candidates.js';
import { shells } from './shells.js';

const folder = await ownFolder('complete');
const has = (shell: string) => process.platform !== 'win32' && spawnSync(shell, ['--version']).status === 0;

beforeAll(async () => {
  await writeFile(join(folder, 'monitor.yaml'), 'organisaties:\n  LINDEVELD: { naam: Stichting Lindeveld, sinds: "2024-01" }\n  ELZENHOF: { naam: Elzenhof, sinds: "2024-01" }\n');
  await mkdir(join(folder, 'releases', '2024-05-1'), { recursive: true });
  await mkdir(join(folder, 'inbox', 'LINDEVELD'), { recursive: true });
  await writeFile(join(folder, 'inbox', 'LINDEVELD', 'meldingen_2024-06_geleverd-2024-07-05.csv'), '');
  await writeFile(join(folder, 'meldingen juni.csv'), '');
  const command = join(folder, 'agressiemonitor');
  await writeFile(command, `#!/bin/sh\nexec "${process.execPath}" "${fileURLToPath(new URL('../../../bin/agressiemonitor.js', import.meta.url))}" "$@"\n`);
  await chmod(command, 0o755);
});

async function asked(...words: string[]) {
  const args = ['complete', '--', ...words];
  const { code, stdout, stderr } = words.length === 1 ? await run(args, { cwd: folder }) : await inside(args, folder);
  expect([code, stderr]).toEqual([exitCodes.done, '']);
  const lines = stdout.trimEnd().split('\n');
  return { values: lines.slice(0, -1).map((line) => line.split('\t')[0]), lines, directive: lines.at(-1) };
}

test.each([
  ['commands', ['ma'], ['mapping'], ':4'],
  ['commands of a command', ['mapping', 'p'], ['propose'], ':4'],
  ['options that are not given yet', ['check', '--organisation', 'LINDEVELD', '--o'], [], ':4'],
  ['options', ['prepare', '--in'], ['--inspect'], ':4'],
  ['organisations of the workspace', ['check', 'x.csv', '-o', ''], ['LINDEVELD', 'ELZENHOF'], ':4'],
  ['an organisation behind =', ['check', '--organisation=EL'], ['ELZENHOF'], ':4'],
  ['months with a delivery or a release', ['run', ''], ['2024-05', '2024-06'], ':4'],
  ['months with a release', ['report', 'monthly', ''], ['2024-05'], ':4'],
  ['reports', ['report', 'mon'], ['monthly'], ':4'],
  ['languages', ['status', '--lang', ''], ['nl', 'en'], ':4'],
  ['formats', ['query', '--format', 'm'], ['markdown'], ':4'],
  ['shells', ['complete', 'b'], ['bash'], ':4'],
  ['commands for help', ['help', 'sta'], ['status'], ':4'],
  ['files, by the shell itself', ['check', ''], [], ':0'],
  ['files, for each of several arguments', ['prepare', 'a.csv', 'b.csv', ''], [], ':0'],
  ['no third argument where there are two', ['report', 'monthly', '2024-05', ''], [], ':4'],
])('completes %s', async (_, words, values, directive) => {
  expect(await asked(...words)).toMatchObject({ values, directive });
});

test('descriptions come in the language asked for', async () => {
  const { stdout } = await run(['complete', '--', 'demo'], { cwd: folder, env: { AGRESSIEMONITOR_TAAL: 'en' } });
  expect(stdout).toBe('demo\tmake an invented sector and do the whole monthly job\n:4\n');
});

test('a broken workspace completes nothing and complains of nothing', async () => {
  const broken = join(folder, 'broken');
  await mkdir(broken);
  await writeFile(join(broken, 'monitor.yaml'), 'organisaties: [');
  const { code, stdout, stderr } = await run(['complete', '--', 'check', '-o', ''], { cwd: broken });
  expect({ code, stdout, stderr }).toEqual({ code: exitCodes.done, stdout: ':4\n', stderr: '' });
});

test('every command and option of the program can be completed', async () => {
  const program = buildProgram(terminalIo('nl'), () => undefined);
  for (const command of program.commands) {
    expect((await suggest(program, [command.name()], async () => [])).candidates.map(({ value }) => value)).toContain(command.name());
    const offered = (await suggest(program, [command.name(), '--'], async () => [])).candidates.map(({ value }) => value);
    expect(offered).toEqual(expect.arrayContaining(command.options.map(({ long }) => long)));
  }
});

test('a shell that is not known is refused by name', async () => {
  const { code, stderr } = await run(['complete', 'csh']);
  expect([code, stderr]).toEqual([exitCodes.usage, `Voor welke shell? Kies uit: ${shells.join(', ')}.\n`]);
});

describe('sourced in the shell', () => {
  /** What a shell answers to a script of its own that begins with the completion script. */
  async function inShell(shell: string, args: readonly string[], script: string): Promise<string> {
    const { stdout: completion } = await run(['complete', shell === 'pwsh' ? 'powershell' : shell]);
    const file = join(folder, `completion.${shell}`);
    await writeFile(file, completion);
    const env = { ...process.env, HOME: folder, PATH: `${folder}${delimiter}${process.env['PATH']}` };
    const { stdout, stderr } = await promisify(execFile)(shell, [...args, script.replaceAll('SCRIPT', file)], { cwd: folder, env });
    expect(stderr).toBe('');
    return stdout;
  }

  const pressTab = (line: string, ...words: string[]) =>
    `source SCRIPT; source SCRIPT; COMP_LINE='${line}'; COMP_POINT=\${#COMP_LINE}; COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; compopt() { echo "compopt $*"; }; _agressiemonitor; printf '%s\\n' "\${COMPREPLY[@]}"`;

  test.skipIf(!has('bash'))('bash', async () => {
    const bash = (line: string, ...words: string[]) => inShell('bash', ['--norc', '-c'], pressTab(line, ...words));
    expect(await bash('agressiemonitor mapping ', 'agressiemonitor', 'mapping', '')).toBe('compopt +o default +o bashdefault\ncheck\npropose\nschema\nhelp\n');
    expect(await bash('agressiemonitor run --lang=e', 'agressiemonitor', 'run', '--lang', '=', 'e')).toContain('\nen\n');
    expect(await bash('agressiemonitor check ', 'agressiemonitor', 'check', '')).toBe('\n');
    expect(await bash('agressiemonitor check $(touch made)', 'agressiemonitor', 'check', '$(touch made)')).toBe('\n');
    await expect(promisify(execFile)('test', ['-e', join(folder, 'made')])).rejects.toThrow();
  });

  test.skipIf(!has('zsh'))('zsh', async () => {
    const script = 'compdef() { : }; source SCRIPT; _describe() { print -l -- "${completions[@]}"; }; words=(agressiemonitor mapping p); CURRENT=3; _agressiemonitor';
    expect(await inShell('zsh', ['-f', '-c'], script)).toMatch(/^propose:/);
  });

  test.skipIf(!has('fish'))('fish', async () => {
    expect(await inShell('fish', ['--no-config', '-c'], 'source SCRIPT; complete --do-complete "agressiemonitor check x.csv --organisation L"')).toBe('LINDEVELD\tStichting Lindeveld\n');
  });

  test.skipIf(!has('pwsh'))('PowerShell', async () => {
    const script = ". SCRIPT; (TabExpansion2 'agressiemonitor mapping p' -cursorColumn 25).CompletionMatches.CompletionText";
    expect((await inShell('pwsh', ['-NoProfile', '-Command'], script)).trim()).toBe('propose');
  });
});
