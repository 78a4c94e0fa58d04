import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { ensureSnapshot } from '../cli/guard/snapshot.js';
import { places } from '../cli/workspace/workspace.js';
import { loadCodebook } from '../codebook/codebook.js';
import { openDuckDB } from '../database/duckdb.js';
import { openStore } from '../national/store/open.js';
import { syncOrganisations } from '../national/store/organisations.js';
import { openGuard } from '../public/query/guarded/open.js';
import { SqlProcess } from '../public/query/guarded/process.js';
import type { Settings } from './bench.js';
import { filled, organisations } from './growth.js';
import { processorTime } from './processor.js';

export const rules = { minimum: 10, organisaties: 3, dominantie: 80, p: 15, personen: 5 };

/** Aggregates a researcher asks, over all incidents. */
const questions = [
  'SELECT jaar, count(*) AS n FROM voorval GROUP BY jaar',
  'SELECT kwartaal, ernst, count(*) AS n FROM voorval GROUP BY ALL',
  "SELECT maand, count(*) AS n, count(*) FILTER (WHERE ernst IN ('3', '4')) AS zwaar FROM voorval GROUP BY maand",
  "SELECT relatie, kanaal, count(*) AS n FROM voorval WHERE jaar = 2023 GROUP BY ALL",
  "SELECT count(*) AS n FROM voorval WHERE kanaal = 'LIVE' AND nazorg = 'GEKREGEN_3D'",
  'SELECT jaar, kanaal, ernst, count(*) AS n FROM voorval GROUP BY ALL',
];
const asPlain = (sql: string): string => sql.replaceAll('jaar', 'm // 12').replaceAll('kwartaal', 'm // 3').replaceAll('maand', 'm');

/**
 * The gate over incidents of the store, against the same aggregates without protection: the same GROUP BY, over the same
 * snapshot, in a process of the same kind and settings, asked in the same way. What the gate adds is the rest: parsing,
 * counts by organisation with keys and persons, comparison, the ledger on disk, and free SQL over the protected answer.
 */
export async function guardedAnswers({ folder, rows, say }: Settings): Promise<void> {
  const store = join(folder, places.store);
  const db = await openDuckDB(store, { memoryLimit: '4GB' });
  await openStore(db);
  await syncOrganisations(db, organisations.map((code) => ({ code, sinds: '2021-07', tot: null })));
  await filled(db, rows);
  db.close();
  await mkdir(join(folder, places.research), { recursive: true });
  const started = performance.now();
  const snapshot = await ensureSnapshot({ folder, configText: '' }, '5a'.repeat(32), rules, loadCodebook(), '2024-07-01');
  say(`\nThe gate over ${rows} incidents; snapshot made in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  const guard = await openGuard({
    snapshot: snapshot.path, ledger: join(folder, places.research, 'grootboek.jsonl'), secret: new Uint8Array(32).fill(9), rules,
    noise: { largest: 5, variance: 3, threshold: 2, stay: 0 }, budget: { researcher: 1e9, project: 1e9 },
    limits: { seconds: 60, memory: '512MB', rows: 100_000, processes: 1, threads: 2 }, now: () => '2024-07-01T00:00:00Z',
  });
  const engine = new SqlProcess({ path: snapshot.path, memory: '2GB', threads: 2 });
  const [through, alone] = [sample(), sample()];
  try {
    await engine.ready();
    for (let round = 0; round < 22; round++) {
      for (const sql of questions) {
        const researcher = { name: 'eva', project: `p${round}`, purpose: 'bench', until: '2099-12-31', verifier: '' };
        for (const [kind, ask] of [[through, () => guard.answer(researcher, sql)], [alone, () => engine.ask('run', { sql: asPlain(sql) }, { seconds: 60 })]] as const) {
          const before = processorTime();
          const ms = await timed(ask);
          if (round < 2) continue;
          kind.times.push(ms);
          kind.processor += processorTime() - before;
        }
      }
    }
  } finally {
    engine.close();
    await guard.close();
  }
  for (const [name, { times, processor }] of [['gate', through], ['unprotected', alone]] as const) {
    say(`  ${name.padEnd(12)} median ${at(times, 0.5).toFixed(0)} ms, p95 ${at(times, 0.95).toFixed(0)} ms, least ${at(times, 0).toFixed(0)} ms, processor ${(processor / times.length).toFixed(0)} ms a question`);
  }
  say(`  ratio of medians ${(at(through.times, 0.5) / at(alone.times, 0.5)).toFixed(1)}, of processor time ${(through.processor / alone.processor).toFixed(1)} (limit 3); p95 limit 300 ms`);
}

interface Sample {
  readonly times: number[];
  processor: number;
}

const sample = (): Sample => ({ times: [], processor: 0 });

/** The value that this share of the list stays under. */
export function at(list: readonly number[], share: number): number {
  return [...list].sort((a, b) => a - b)[Math.floor(share * (list.length - 1))]!;
}

/** Milliseconds on the clock. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
