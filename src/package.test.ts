/** The package as a steward gets it: packed, installed in an empty project by npm without a network, and used there. */
import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { ownFolder, run } from './cli/binary.test-support.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = await ownFolder('package');
const project = join(folder, 'leeg');
const installed = join(project, 'node_modules', 'agressiemonitor');
const windows = process.platform === 'win32';

function npm(args: readonly string[], cwd: string): Promise<{ stdout: string }> {
  return promisify(execFile)(windows ? 'npm.cmd' : 'npm', [...args, '--no-audit', '--no-fund'], { cwd, shell: windows, maxBuffer: 1 << 26 });
}

/** npm's own installation from its cache; where the cache lacks a package, what npm would lay down: the tarball beside the locked packages. */
async function install(tarball: string): Promise<void> {
  await writeFile(join(project, 'package.json'), '{"name":"leeg","private":true}');
  const cached = await npm(['install', '--offline', tarball], project).then(() => true, (error: { stderr?: string }) => {
    if (!/ENOTCACHED/.test(error.stderr ?? '')) throw error;
    return false;
  });
  if (cached) return;
  await promisify(execFile)('tar', ['-xzf', tarball, '-C', folder]);
  await cp(join(folder, 'package'), installed, { recursive: true });
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, { dev?: boolean; optional?: boolean }> };
  for (const [place, { dev, optional }] of Object.entries(lock.packages)) {
    if (place !== '' && !dev) await cp(join(root, place), join(project, place), { recursive: true, dereference: true }).catch((error) => (optional ? undefined : Promise.reject(error)));
  }
}

beforeAll(async () => {
  await mkdir(project);
  const { stdout } = await npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], root);
  const { filename } = (JSON.parse(stdout) as { filename: string }[])[0]!;
  await install(join(folder, filename));
}, 240_000);

test('only what is needed to run is installed', async () => {
  expect((await readdir(installed)).filter((name) => name !== 'node_modules').sort()).toEqual(['README.md', 'bin', 'dist', 'package.json', 'reports']);
  expect(await readdir(join(installed, 'reports'))).not.toContain('out');
  const all = await readdir(join(project, 'node_modules'));
  for (const name of ['vitest', 'typescript', 'fast-check', 'axe-core', 'read-excel-file']) expect(all).not.toContain(name);
  const bindings = await readdir(join(project, 'node_modules', '@duckdb'));
  expect(bindings.some((name) => name.startsWith(`node-bindings-${process.platform}-`))).toBe(true);
});

test.each([
  ['zenya-vinkjes', 'rapportage.xlsx', '2023'],
  ['tpsc-utf16-tab', 'incidenten.txt', '2023'],
])('check of %s says the same as in the repository', async (layout, file, period) => {
  const export_ = join(root, 'fixtures', 'exports', layout);
  const organisation = /organisatie: (\S+)/.exec(await readFile(join(export_, 'mapping.yaml'), 'utf8'))![1]!;
  const args = ['check', join(export_, file), '-o', organisation, '-m', join(export_, 'mapping.yaml'), '-p', period, '-d', '2024-07-05'];
  for (const form of [[], ['--json']]) {
    const here = await run([...args, ...form], { cwd: folder });
    const there = await inProject([...args, ...form]);
    expect(there).toEqual(here);
    expect(here.stdout.length).toBeGreaterThan(500);
  }
});

/** The installed command, called by the name that npm gave it. */
async function inProject(args: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const command = join(installed, (JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as { bin: { agressiemonitor: string } }).bin.agressiemonitor);
  expect(dirname(command).startsWith(project)).toBe(true);
  const { AGRESSIEMONITOR_TAAL: _, FORCE_COLOR: __, ...machine } = process.env;
  return promisify(execFile)(process.execPath, [command, ...args], { cwd: folder, env: { ...machine, NO_COLOR: '1' }, maxBuffer: 1 << 26 }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  );
}
