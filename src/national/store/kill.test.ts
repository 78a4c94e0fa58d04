import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckDB } from '../../database/duckdb.js';
import { openStore } from './open.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const rows = 20_000;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kill-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Ingests one delivery after another until it is killed; the sources are run as they stand, without a build. */
const program = (path: string, first: number) => `
  import { createServer } from 'vite';
  const server = await createServer({ root: ${JSON.stringify(root)}, configFile: false, logLevel: 'silent', appType: 'custom',
    server: { middlewareMode: true, hmr: false, watch: null }, optimizeDeps: { noDiscovery: true } });
  const load = (file) => server.ssrLoadModule('/src/' + file);
  const { openDuckDB } = await load('database/duckdb.ts');
  const { openStore } = await load('national/store/open.ts');
  const { syncOrganisations } = await load('national/store/organisations.ts');
  const { ingestLevering } = await load('national/store/ingest.ts');
  const { sampleLevering } = await load('national/store/sample.test-support.ts');
  const db = await openDuckDB(${JSON.stringify(path)});
  await openStore(db);
  await syncOrganisations(db, [{ code: 'LINDEVELD', sinds: '2024-01', tot: null }]);
  const levering = await sampleLevering(db, { rows: ${rows}, storeTypes: true });
  for (let n = ${first}; ; n++) {
    levering.manifest.medewerkers = n;
    await ingestLevering(db, levering, ['0.1']);
    process.stdout.write('.');
  }
`;

/** Waits for two deliveries and gives the milliseconds between them. */
async function pace(child: ChildProcess): Promise<number> {
  let errors = '';
  child.stderr!.on('data', (part: Buffer) => (errors += part.toString()));
  const stopped = once(child, 'exit').then(() => Promise.reject(new Error(`the child stopped: ${errors}`)));
  stopped.catch(() => undefined);
  await Promise.race([once(child.stdout!, 'data'), stopped]);
  const start = performance.now();
  await Promise.race([once(child.stdout!, 'data'), stopped]);
  return performance.now() - start;
}

test('killed at any moment, the store opens and holds whole deliveries only', { timeout: 180_000 }, async () => {
  const path = join(folder, 'store.duckdb');
  let deliveries = 0;
  for (let round = 0; round < 10; round++) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program(path, round * 1000 + 1)], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const duration = await pace(child);
    await new Promise((resolve) => setTimeout(resolve, (round / 10) * duration));
    child.kill('SIGKILL');
    await once(child, 'exit');

    const db = await openDuckDB(path);
    await openStore(db);
    const broken = await db.rows(
      `SELECT l.levering_id FROM levering l
      WHERE (SELECT count(*) FROM voorval v WHERE v.levering_id = l.levering_id) <> ${rows}
        OR (SELECT count(*) FROM levering_maand m WHERE m.levering_id = l.levering_id) <> 1
        OR (SELECT count(*) FROM herhaling h WHERE h.levering_id = l.levering_id) <> 1
        OR (SELECT count(*) FROM oordeel o WHERE o.levering_id = l.levering_id) <> 7
        OR (SELECT count(*) FROM bevinding b WHERE b.levering_id = l.levering_id) <> 1`,
    );
    expect(broken).toEqual([]);
    const tables = ['voorval', 'levering_maand', 'herhaling', 'oordeel', 'bevinding'];
    const stray = tables.map((table) => `SELECT count(*) AS n FROM ${table} WHERE levering_id NOT IN (SELECT levering_id FROM levering)`);
    expect(await db.rows(stray.join(' UNION ALL '))).toEqual(tables.map(() => ({ n: 0 })));
    const [count] = await db.rows<{ n: number }>('SELECT count(*) AS n FROM levering');
    expect(count!.n).toBeGreaterThanOrEqual(deliveries + 2);
    deliveries = count!.n;
    db.close();
  }
});
