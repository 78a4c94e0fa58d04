/**
 * Benchmarks: figures against a named peer or limit of the same run. `npm run bench`, or a part of it:
 * `npm run bench -- only=file,help rows=200000 largest=1000000`, `npm run bench -- only=serve queries=10000`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { coverage } from './coverage.js';
import { helpStart, monthRuns, tenYears } from './daily.js';
import { exportFiles } from './files.js';
import { growth } from './growth.js';
import { guardedAnswers } from './guarded.js';
import { earlierReleases } from './history.js';
import { personalScores } from './personal.js';
import { reportForms } from './reports.js';
import { servedAnswers } from './serve.js';

export interface Settings {
  folder: string;
  /** Rows of the large export. */
  rows: number;
  /** Incidents in the largest store. */
  largest: number;
  /** Questions to the server, of all clients together. */
  queries: number;
  say(line: string): void;
}

const parts: Record<string, (settings: Settings) => Promise<void>> = { help: helpStart, file: exportFiles, month: monthRuns, years: tenYears, growth, coverage, personal: personalScores, guarded: guardedAnswers, serve: servedAnswers, reports: reportForms, history: earlierReleases };
const given = new Map(process.argv.slice(2).map((word) => word.split('=') as [string, string]));
const folder = await mkdtemp(join(tmpdir(), 'agressiemonitor-bench-'));
try {
  for (const name of (given.get('only') ?? Object.keys(parts).join(',')).split(',')) {
    const part = parts[name];
    if (!part) throw new Error(`bench: there is no part ${name}; there are ${Object.keys(parts).join(', ')}`);
    await part({ folder, rows: Number(given.get('rows') ?? 1_000_000), largest: Number(given.get('largest') ?? 10_000_000), queries: Number(given.get('queries') ?? 10_000), say: (line) => void process.stdout.write(`${line}\n`) });
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
