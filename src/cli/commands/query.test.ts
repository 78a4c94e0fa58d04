/** The time limit of `query`, as its user meets it. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openDuckDB } from '../../database/duckdb.js';
import { inside, ownFolder } from '../binary.test-support.js';
import { layPlainWorkspace } from '../sector.test-support.js';

const folder = await ownFolder('query');
const endless = 'SELECT max(a.range + b.range) AS n FROM range(10000000) a, range(10000000) b';
const release = join(folder, 'vrijgave');
const ask = (sql: string, ...options: string[]) => inside(['query', sql, '--release', release, ...options]);

beforeAll(async () => {
  mkdirSync(release);
  const made = await openDuckDB(join(release, 'released.duckdb'));
  await made.run(readFileSync(new URL('../../public/query/small_release.fixture.sql', import.meta.url), 'utf8'));
  made.close();
});

test('a query that takes too long is stopped, and says what to do', async () => {
  const ran = await ask(endless, '--timeout', '1');
  expect([ran.code, ran.stdout]).toEqual([2, '']);
  expect(ran.stderr).toMatch(/langer dan 1 seconden\. .*--timeout \(0 is zonder grens\)/);
});

test.each(['0', '5', '86400'])('one in time is answered with --timeout %s', async (limit) => {
  const file = join(folder, 'antwoord', `${limit}.csv`);
  expect((await ask('SELECT 1 AS n', '--timeout', limit, '--out', file)).code).toBe(0);
  expect(readFileSync(file, 'utf8')).toBe('n\r\n1\r\n');
});

test.each(['-1', '1.5', '86401', 'lang', ''])('--timeout "%s" is no time', async (limit) => {
  const ran = await ask('SELECT 1 AS n', `--timeout=${limit}`);
  expect([ran.code, ran.stdout]).toEqual([2, '']);
  expect(ran.stderr).toContain('0 … 86400');
});

test('the gate has a limit of its own, in monitor.yaml', async () => {
  const place = join(folder, 'werkmap');
  await layPlainWorkspace(place);
  const ran = await inside(['query', 'SELECT count(*) FROM voorval', '--guarded', '--researcher', 'eva', '--timeout', '5', '-w', place]);
  expect([ran.code, ran.stdout, ran.stderr]).toEqual([2, '', expect.stringContaining('onderzoek, seconden')]);
});
