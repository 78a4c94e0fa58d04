/**
 * Bad inputs for the readers: `npm run fuzz -- n=200000 seed=1`. One of `load` inputs (10) goes into
 * the engine as well, one of `judge` (200) all the way to verdicts; 1 takes all of them there. The same seed makes the same inputs; a failure is made
 * again with `seed=… from=… n=1 keep=<folder>`, which leaves the file there. Ends with 1 when anything failed.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import type { Said, Task } from './child.js';

/** Processor time an input may take; a machine that does other work says nothing about the reader. */
const longest = 5000;
/** A process that says nothing for so long waits for what never comes; one that works too long ends itself. */
const silence = 900_000;
const largest = 1536;

interface Tally {
  done: number;
  rows: number;
  ends: Map<string, number>;
  slowest: { at: number; cpu: number };
  memory: { at: number; mb: number };
  failures: { at: number; what: string }[];
}

const given = new Map(process.argv.slice(2).map((word) => word.split('=') as [string, string]));
const number = (name: string, usual: number) => Number(given.get(name) ?? usual);
const [n, seed, from, workers] = [number('n', 10_000), number('seed', 1), number('from', 0), number('workers', 2)];
const shares = { load: number('load', 10), judge: number('judge', 200) };
const keep = given.get('keep');
const say = (line: string) => void process.stdout.write(`${line}\n`);

const folder = keep ?? (await mkdtemp(join(tmpdir(), 'agressiemonitor-fuzz-')));
const tally: Tally = { done: 0, rows: 0, ends: new Map(), slowest: { at: -1, cpu: 0 }, memory: { at: -1, mb: 0 }, failures: [] };
const started = performance.now();
try {
  await mkdir(folder, { recursive: true });
  await Promise.all(Array.from({ length: Math.min(workers, n) }, (_, i) => lane({ seed, from: from + i, to: from + n, step: Math.min(workers, n), shares, folder, keep: keep !== undefined })));
} finally {
  if (keep === undefined) await rm(folder, { recursive: true, force: true });
}
report();
process.exitCode = tally.failures.length > 0 ? 1 : 0;

/** One process after another over the inputs of a lane: the one after a crash goes on behind it. */
async function lane(task: Task): Promise<void> {
  let next = task.from;
  while (next < task.to) {
    const stopped = await oneProcess({ ...task, from: next });
    if (stopped === undefined) return;
    fail(stopped.at, stopped.what);
    next = stopped.at + task.step;
  }
}

function oneProcess(task: Task): Promise<{ at: number; what: string } | undefined> {
  const child = fork(fileURLToPath(new URL('./child.js', import.meta.url)), { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: ['--max-old-space-size=1400', '--max-semi-space-size=32'] });
  let at = task.from;
  let notes = '';
  let timer = watch(child);
  child.stderr!.on('data', (text: Buffer) => (notes = (notes + text.toString()).slice(-2000)));
  child.send(task);
  return new Promise((resolve) => {
    let finished = false;
    child.on('message', (said: Said) => {
      clearTimeout(timer);
      timer = watch(child);
      if ('begin' in said) at = said.begin;
      else if ('done' in said) finished = true;
      else count(said);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      resolve(finished ? undefined : { at, what: signal === 'SIGKILL' ? 'hangs: ended by the watch over its processor time, or silent for a quarter of an hour' : `the process ended with ${signal ?? code}: ${notes.trim()}` });
    });
  });
}

function watch(child: ChildProcess): NodeJS.Timeout {
  return setTimeout(() => child.kill('SIGKILL'), silence);
}

function count({ end: at, kind, outcome, cpu, bytes, memory }: Extract<Said, { end: number }>): void {
  tally.done++;
  tally.rows += outcome.rows;
  const key = `${kind} ${outcome.end}`;
  tally.ends.set(key, (tally.ends.get(key) ?? 0) + 1);
  if (cpu > tally.slowest.cpu) tally.slowest = { at, cpu };
  if (memory > tally.memory.mb) {
    if (memory > largest && tally.memory.mb <= largest) fail(at, `memory ${memory.toFixed(0)} MB`);
    tally.memory = { at, mb: memory };
  }
  if (cpu > longest) fail(at, `${(cpu / 1000).toFixed(1)} s of processor time for ${bytes} bytes`);
  for (const what of outcome.wrong) fail(at, what);
  if (tally.done % 10_000 === 0) say(`${tally.done} inputs, ${tally.failures.length} failures, ${((performance.now() - started) / 60_000).toFixed(1)} min`);
}

function fail(at: number, what: string): void {
  tally.failures.push({ at, what });
  say(`FAILED seed=${seed} from=${at} n=1 load=${shares.load} judge=${shares.judge}: ${what}`);
}

function report(): void {
  say(`\n${tally.done} inputs of seed ${seed} in ${((performance.now() - started) / 60_000).toFixed(1)} min, ${tally.rows} rows read`);
  for (const [end, times] of [...tally.ends].sort((a, b) => b[1] - a[1])) say(`  ${String(times).padStart(8)}  ${end}`);
  say(`slowest ${(tally.slowest.cpu / 1000).toFixed(2)} s of processor time (from=${tally.slowest.at}), memory at most ${tally.memory.mb.toFixed(0)} MB (from=${tally.memory.at})`);
  say(`${tally.failures.length} failures`);
}
