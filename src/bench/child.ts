/** The measured process: does one piece of work and reports time and memory to its parent. */
import { performance } from 'node:perf_hooks';
import { terminalIo } from '../cli/io.js';
import { runProgram } from '../cli/program.js';
import { literal } from '../database/database.js';
import { openDuckDB } from '../database/duckdb.js';

const [work, ...args] = process.argv.slice(2) as [string, ...string[]];
const started = performance.now();
process.exitCode = work === 'load' ? await load(args[0]!, args[1]!) : await runProgram(args, terminalIo('nl'));
const { user, system } = process.cpuUsage();
process.send!({ seconds: (performance.now() - started) / 1000, cpu: (user + system) / 1e6, memory: process.resourceUsage().maxRSS / 1024 });
process.disconnect();

/** The limit that a file is measured against: the engine itself loads the same text into a table in a database file. */
async function load(csv: string, database: string): Promise<number> {
  const db = await openDuckDB(database);
  await db.run(`CREATE TABLE t AS SELECT * FROM read_csv(${literal(csv)}, all_varchar = true, delim = ';', header = true)`);
  await db.run('CHECKPOINT');
  db.close();
  return 0;
}
