/** Runs a piece of work in a fresh process and gives what it took. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Measure {
  /** Seconds on the clock, and of the processors. */
  seconds: number;
  cpu: number;
  /** Largest memory in MB. */
  memory: number;
  code: number;
}

/** `command` runs the program with these arguments; `load` lets DuckDB load a CSV as text into a database file. */
export function measured(work: 'command' | 'load', args: readonly string[]): Promise<Measure> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./child.js', import.meta.url)), work, ...args], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let result: Omit<Measure, 'code'> | undefined;
  let notes = '';
  child.stderr!.on('data', (text) => (notes += String(text)));
  child.on('message', (message) => (result = message as Omit<Measure, 'code'>));
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => (result ? resolve({ ...result, code: code ?? 70 }) : reject(new Error(`bench: ${work} gave no measure\n${notes}`))));
  });
}

/** The least time of several alternating runs of each, and the most memory, so that what else the machine does weighs on all alike. */
export async function best(times: number, runs: readonly (() => Promise<Measure>)[]): Promise<Measure[]> {
  const found: (Measure | undefined)[] = runs.map(() => undefined);
  for (let time = 0; time < times; time++) {
    for (const [i, run] of runs.entries()) {
      const [one, known] = [await run(), found[i]];
      found[i] = known ? { seconds: Math.min(known.seconds, one.seconds), cpu: Math.min(known.cpu, one.cpu), memory: Math.max(known.memory, one.memory), code: Math.max(known.code, one.code) } : one;
    }
  }
  return found as Measure[];
}
