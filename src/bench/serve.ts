import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { ensureSnapshot } from '../cli/guard/snapshot.js';
import { places } from '../cli/workspace/workspace.js';
import { loadCodebook } from '../codebook/codebook.js';
import { openDuckDB } from '../database/duckdb.js';
import { openStore } from '../national/store/open.js';
import { syncOrganisations } from '../national/store/organisations.js';
import type { Researcher } from '../public/query/guarded/guard.js';
import { openGuard } from '../public/query/guarded/open.js';
import { scramVerifier } from '../public/serve/scram.js';
import { serve } from '../public/serve/serve.js';
import type { Settings } from './bench.js';
import { filled, organisations } from './growth.js';
import { at, rules, timed } from './guarded.js';

const clients = 50;
const password = 'bench-van-de-poort';
const dimensions = ['kanaal', 'relatie', 'ernst'] as const;

interface Question {
  readonly inner: string;
  readonly month: string;
  /** The same aggregate for the engine alone, on the snapshot. */
  readonly plain: string;
}

type Outcome = 'right' | 'wrong' | 'mixedUp' | 'lost';

/** Fifty clients of PostgreSQL at once, on loopback: every answer is held against what the gate gave before, and carries the mark of who asked. */
export async function servedAnswers({ folder, rows, queries, say }: Settings): Promise<void> {
  const place = join(folder, 'serve');
  await mkdir(join(place, places.research), { recursive: true });
  const store = join(place, places.store);
  const db = await openDuckDB(store, { memoryLimit: '4GB' });
  await openStore(db);
  await syncOrganisations(db, organisations.map((code) => ({ code, sinds: '2021-07', tot: null })));
  await filled(db, rows);
  db.close();
  const snapshot = await ensureSnapshot({ folder: place, configText: '' }, '5a'.repeat(32), rules, loadCodebook(), '2024-07-01');
  const guard = await openGuard({
    snapshot: snapshot.path, ledger: join(place, places.research, 'grootboek.jsonl'), secret: new Uint8Array(32).fill(9), rules,
    noise: { largest: 5, variance: 3, threshold: 2, stay: 0 }, budget: { researcher: 1e9, project: 1e9 },
    limits: { seconds: 60, memory: '512MB', rows: 100_000, processes: 2, threads: 1 }, now: () => '2024-07-01T00:00:00Z',
  });
  try {
    const all = questions(guard.months());
    const expected: string[] = [];
    for (const { inner } of all) expected.push(spoken((await guard.answer(somebody('maat', ''), `WITH a AS (${inner}) SELECT 'x' AS merk, * FROM a`)).rows));
    const verifier = scramVerifier(password);
    const serving = await serve({
      guard, host: '127.0.0.1', port: 0, lang: 'nl', find: async (login) => somebody(login, verifier), today: () => '2024-07-01',
      clock: () => performance.now(), limits: { rate: queries },
    });
    const taken: number[] = [];
    const why = new Map<string, number>();
    const counted: Record<Outcome, number> = { right: 0, wrong: 0, mixedUp: 0, lost: 0 };
    const started = performance.now();
    try {
      await Promise.all(Array.from({ length: clients }, (_, i) => client(i, serving.port, share(queries, i), all, expected, why, (outcome, ms) => {
        counted[outcome]++;
        taken.push(ms);
      })));
    } finally {
      await serving.close();
    }
    const seconds = (performance.now() - started) / 1000;
    const alone = await engineAlone(snapshot.path, all);
    const each = (1000 * seconds) / queries;
    say(`\nThe server: ${clients} clients, ${queries} questions over ${rows} incidents, clients and server in one process`);
    say(`  right ${counted.right}, wrong ${counted.wrong}, mixed up ${counted.mixedUp}, lost ${queries - counted.right - counted.wrong - counted.mixedUp}`);
    if (why.size > 0) say(`  refused or not answered: ${[...why].map(([code, times]) => `${code} ${times} times`).join(', ')}`);
    say(`  waiting for an answer: median ${at(taken, 0.5).toFixed(0)} ms, p95 ${at(taken, 0.95).toFixed(0)} ms, all ${clients} asking at once`);
    say(`  a question takes ${each.toFixed(1)} ms of the whole, logins included; the engine alone, one after another, ${alone.toFixed(1)} ms; what the gate adds is measured by \`only=guarded\``);
    if (counted.right !== queries) throw new Error('bench: the server gave an answer that was wrong, mixed up or lost');
  } finally {
    await guard.close();
  }
}

function somebody(name: string, verifier: string): Researcher {
  return { name, project: `project-${name}`, purpose: 'bench', until: '2099-12-31', verifier };
}

/** A table of each dimension for each month: no cell of one lies close to a cell of another. */
function questions(months: readonly string[]): Question[] {
  return months.flatMap((month) => dimensions.map((name) => {
    const m = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
    return { month, inner: `SELECT ${name}, count(*) AS n FROM voorval WHERE maand = '${month}' GROUP BY ${name}`, plain: `SELECT ${name}, count(*) AS n FROM voorval WHERE m = ${m} GROUP BY ${name}` };
  }));
}

const share = (queries: number, i: number): number => Math.floor((queries * (i + 1)) / clients) - Math.floor((queries * i) / clients);

/** Rows as text without their mark, in one order. */
function spoken(rows: readonly (readonly unknown[])[]): string {
  return rows.map((row) => row.slice(1).map(String).join('|')).sort().join('\n');
}

/** Asks its own questions one after another; half of the clients send the month as a parameter, which takes the extended protocol. */
async function client(nr: number, port: number, count: number, all: readonly Question[], expected: readonly string[], why: Map<string, number>, tell: (outcome: Outcome, ms: number) => void): Promise<void> {
  const one = new pg.Client({ host: '127.0.0.1', port, user: `klant${nr}`, password, database: 'monitor', query_timeout: 120_000, connectionTimeoutMillis: 60_000 });
  one.on('error', () => undefined);
  await one.connect();
  try {
    for (let i = 0; i < count; i++) {
      const which = (nr * 7 + i) % all.length;
      const mark = `k${nr}v${i}`;
      const extended = nr % 2 === 1;
      const { inner, month } = all[which]!;
      const text = `WITH a AS (${extended ? inner.replace(`'${month}'`, '$1') : inner}) SELECT '${mark}' AS merk, * FROM a`;
      const begun = performance.now();
      const outcome = await one.query<unknown[]>({ text, values: extended ? [month] : [], rowMode: 'array' }).then(
        ({ rows }): Outcome => (rows.length === 0 || rows.some(([own]) => own !== mark) ? 'mixedUp' : spoken(rows) === expected[which] ? 'right' : 'wrong'),
        (error: pg.DatabaseError): Outcome => {
          why.set(error.code ?? error.message, (why.get(error.code ?? error.message) ?? 0) + 1);
          return 'lost';
        },
      );
      tell(outcome, performance.now() - begun);
    }
  } finally {
    await one.end();
  }
}

/** Milliseconds of a question without protection, of all questions twice. */
async function engineAlone(path: string, all: readonly Question[]): Promise<number> {
  const engine = await openDuckDB(path, { readOnly: true, locked: true, threads: 2, memoryLimit: '2GB' });
  try {
    const times: number[] = [];
    for (let round = 0; round < 2; round++) for (const { plain } of all) times.push(await timed(() => engine.rows(plain)));
    return times.reduce((sum, ms) => sum + ms, 0) / times.length;
  } finally {
    engine.close();
  }
}
