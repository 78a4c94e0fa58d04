/** Runs the program as its users do: the built binary, as a child process, on real files. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Chalk } from 'chalk';
import { afterAll } from 'vitest';
import { openDuckDB } from '../database/duckdb.js';
import type { Lang } from '../i18n/message.js';
import { terminalIo } from './io.js';
import { runProgram } from './program.js';

/** AGRESSIEMONITOR_BIN names another binary to test, such as an installed package. */
const binary = process.env['AGRESSIEMONITOR_BIN'] ?? fileURLToPath(new URL('../../bin/agressiemonitor.js', import.meta.url));

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Surroundings {
  cwd?: string;
  env?: Record<string, string>;
}

/** A folder for one test file, gone when its tests are done. */
export async function ownFolder(name: string): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), `${name}-`)));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts the binary; its environment is the machine's, without a language and without colours. */
export function start(args: readonly string[], { cwd, env }: Surroundings = {}): ChildProcess {
  const { AGRESSIEMONITOR_TAAL: _, FORCE_COLOR: __, ...machine } = process.env;
  return spawn(process.execPath, [binary, ...args], { cwd, env: { ...machine, NO_COLOR: '1', ...env }, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
}

/** Runs the binary to its end. */
export function run(args: readonly string[], surroundings: Surroundings = {}): Promise<Ran> {
  const child = start(args, surroundings);
  const said = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  child.stdout!.on('data', (part: Buffer) => said.stdout.push(part));
  child.stderr!.on('data', (part: Buffer) => said.stderr.push(part));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout: Buffer.concat(said.stdout).toString('utf8'), stderr: Buffer.concat(said.stderr).toString('utf8') }));
  });
}

/** Runs the same program inside the test, which costs a tenth of a process: for what the binary has shown already. */
export async function inside(args: readonly string[], cwd = process.cwd(), lang: Lang = 'nl'): Promise<Ran> {
  const said = { out: '', err: '' };
  const real = terminalIo(lang);
  const code = await runProgram(args, {
    ...real, cwd: () => cwd, tty: false, columns: 100, paint: new Chalk({ level: 0 }), out: (text) => void (said.out += text), err: (text) => void (said.err += text),
    stderr: Object.assign(new PassThrough(), { isTTY: false }), stdout: new PassThrough(),
  });
  return { code, stdout: said.out, stderr: said.err };
}

/** The same, in the language that is asked for by its option. */
export function runInside(args: readonly string[], lang: Lang, cwd = process.cwd()): Promise<Ran> {
  return inside([...args, '--lang', lang], cwd, lang);
}

/** The JSON that a command printed; with what it said otherwise in the message when that is none. */
export function json<T>(ran: Ran): T {
  try {
    return JSON.parse(ran.stdout) as T;
  } catch {
    throw new Error(`no JSON (exit ${ran.code}): ${ran.stdout.slice(0, 500)}${ran.stderr.slice(0, 2000)}`);
  }
}

/** SHA-256 of every file of a folder, by its name. */
export async function hashes(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of (await readdir(folder)).sort()) found[name] = createHash('sha256').update(await readFile(join(folder, name))).digest('hex');
  return found;
}

/** Every row of every table of a database file, table by table, as text in one order. */
export async function databaseContent(path: string): Promise<Record<string, string[]>> {
  if (!existsSync(path)) return {};
  const db = await openDuckDB(path, { readOnly: true });
  try {
    const tables = await db.rows<{ name: string }>('SELECT table_name AS name FROM duckdb_tables() WHERE database_name = current_database() ORDER BY name');
    const content: Record<string, string[]> = {};
    for (const { name } of tables) {
      content[name] = (await db.rows<{ row: string }>(`SELECT to_json(t)::VARCHAR AS row FROM "${name}" t ORDER BY row`)).map(({ row }) => row);
    }
    return content;
  } finally {
    db.close();
  }
}
