/** The process that reads: a crash, a hang or a memory that runs full ends this one and not the command. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadCodebook } from '../../codebook/codebook.js';
import { openDuckDB } from '../../database/duckdb.js';
import { goodExports } from './base.js';
import { makeInput, type Shares } from './input.js';
import { type Outcome, trial } from './trial.js';
import { watchdog } from './watchdog.js';

export interface Task {
  seed: number;
  from: number;
  to: number;
  step: number;
  shares: Shares;
  folder: string;
  keep: boolean;
}

export type Said =
  | { begin: number }
  | { end: number; kind: 'csv' | 'xlsx'; outcome: Outcome; ms: number; cpu: number; bytes: number; memory: number }
  | { done: true };

/** A fresh catalog is cheap; a fresh engine now and then keeps what its caches hold out of the measure of memory. */
const perEngine = 5000;

process.once('message', (task: Task) => {
  void work(task).then(() => process.disconnect());
});

async function work({ seed, from, to, step, shares, folder, keep }: Task): Promise<void> {
  const say = (said: Said) => process.send!(said);
  const codebook = loadCodebook();
  const exports = goodExports(codebook);
  let db = await openDuckDB(':memory:', { threads: 1, memoryLimit: '1GB' });
  let used = 0;
  const dog = watchdog();
  for (let at = from; at < to; at += step) {
    say({ begin: at });
    dog.next();
    if (used++ === perEngine) {
      db.close();
      db = await openDuckDB(':memory:', { threads: 1, memoryLimit: '1GB' });
      used = 0;
    }
    const input = makeInput(exports, seed, at, shares);
    const path = join(folder, `invoer-${keep ? at : from % step}.${input.kind}`);
    if (keep) await writeFile(path, input.bytes);
    const [clock, before] = [performance.now(), process.cpuUsage()];
    if (input.way === 'judged') await db.run(`ATTACH ':memory:' AS proef; USE proef`);
    const outcome = await trial(db, input, path, codebook);
    if (input.way === 'judged') await db.run('USE memory; DETACH proef');
    const { user, system } = process.cpuUsage(before);
    say({ end: at, kind: input.kind, outcome, ms: performance.now() - clock, cpu: (user + system) / 1000, bytes: input.bytes.length, memory: process.resourceUsage().maxRSS / 1024 });
    if (!keep) await rm(path, { force: true });
  }
  db.close();
  await dog.stop();
  say({ done: true });
}
