/** Pulling the plug: `run` is killed at eight moments; the store opens each time, and the same run ends as if nothing had happened. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { openDuckDB } from '../database/duckdb.js';
import { openStore } from '../national/store/open.js';
import { databaseContent, hashes, ownFolder, run, start } from './binary.test-support.js';
import { laySector } from './sector.test-support.js';

const folder = await ownFolder('kill');
const base = join(folder, 'base');
const undisturbed = join(folder, 'undisturbed');
const moments = 8;
let duration = 0;
let killed = 0;

beforeAll(async () => {
  await laySector({ folder: base, seed: 11, scale: 0.1, months: 1, only: ['VEERHAVEN', 'MERELHOF', 'RIETOEVER'] });
  await cp(base, undisturbed, { recursive: true });
  const before = performance.now();
  const ran = await run(['run', '2024-06', '-w', undisturbed]);
  if (ran.code !== 0) throw new Error(`the undisturbed run ended with ${ran.code}: ${ran.stdout}${ran.stderr}`);
  duration = performance.now() - before;
}, 120_000);

/** Release and reports: every file but released.duckdb, whose bytes differ from run to run. */
async function outcome(place: string): Promise<Record<string, unknown>> {
  const { 'released.duckdb': _, ...release } = await hashes(join(place, 'releases', '2024-06-1'));
  return { release, reports: await hashes(join(place, 'reports', '2024-06')), store: await databaseContent(join(place, 'store.duckdb')) };
}

test.for(Array.from({ length: moments }, (_, at) => at))('killed in part %i of eight of its time', { timeout: 120_000 }, async (at) => {
  const place = join(folder, `killed-${at}`);
  await cp(base, place, { recursive: true });
  const child = start(['run', '2024-06', '-w', place]);
  const ended = once(child, 'exit');
  await wait((0.6 * duration * (at + Math.random())) / moments);
  child.kill('SIGKILL');
  const [, signal] = (await ended) as [number | null, string | null];
  if (signal === 'SIGKILL') killed++;

  const store = join(place, 'store.duckdb');
  if (existsSync(store)) {
    const db = await openDuckDB(store);
    await openStore(db);
    const halves = await db.rows(
      `SELECT levering_id FROM levering l WHERE soort = 'voorval' AND (SELECT coalesce(sum(aantal), 0) FROM oordeel o WHERE o.levering_id = l.levering_id AND oordeel IN ('valid', 'signal'))
        <> (SELECT count(*) FROM voorval v WHERE v.levering_id = l.levering_id)
      UNION ALL SELECT levering_id FROM voorval WHERE levering_id NOT IN (SELECT levering_id FROM levering)`,
    );
    db.close();
    expect(halves).toEqual([]);
  }
  const again = await run(['run', '2024-06', '-w', place]);
  expect(again.code, again.stderr).toBe(0);
  expect(await outcome(place)).toEqual(await outcome(undisturbed));
  const left = [...(await readdir(join(place, 'releases'))), ...(await readdir(join(place, 'reports', '2024-06')))];
  expect(left.filter((name) => !name.startsWith('.'))).toEqual(['2024-06-1', 'monthly.en.html', 'monthly.nl.html']);
});

test('they were killed at work, not after it', () => {
  expect(killed).toBeGreaterThan(0);
});
