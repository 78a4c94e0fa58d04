/** Two processes on one workspace: the second says that it must wait, and nothing is lost. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { databaseContent, json, ownFolder, type Ran, run } from './binary.test-support.js';
import { layPlainWorkspace, plainExport, plainRows, put } from './sector.test-support.js';

const folder = await ownFolder('together');
const organisations = ['ALFA', 'BETA', 'GAMMA'];
/** What a purge says when the other one stored something while it was copying: nothing was purged, do it again. */
const changed = /De opslag veranderde tijdens het wissen; er is niets gewist/;
const inUse = /store\.duckdb is in gebruik door een ander proces\. Wacht tot dat klaar is/;

async function lay(name: string): Promise<string> {
  const place = join(folder, name);
  await layPlainWorkspace(place, organisations);
  for (const [at, code] of organisations.entries()) await put(place, `inbox/${code}/lijst_2024-06_geleverd-2024-07-05.csv`, plainExport(plainRows('2024-06', 40 + at, code)));
  return place;
}

const ingest = (place: string, code: string) => run(['ingest', join(place, 'inbox', code, 'lijst_2024-06_geleverd-2024-07-05.csv'), '-o', code, '-w', place]);

test('several that ingest at the same moment', { timeout: 240_000 }, async () => {
  const place = await lay('ingest');
  const waiting = new Set(organisations);
  for (let round = 0; waiting.size > 0; round++) {
    expect(round).toBeLessThan(organisations.length * 10);
    const ended = await Promise.all([...waiting].map(async (code) => [code, await ingest(place, code)] as const));
    for (const [code, ran] of ended) {
      if (ran.code === 0) waiting.delete(code);
      else expect([ran.code, ran.stderr], code).toEqual([2, expect.stringMatching(inUse)]);
    }
  }
  const content = await databaseContent(join(place, 'store.duckdb'));
  const counted = organisations.map((code) => content['voorval']!.filter((row) => row.includes(`"organisatie":"${code}"`)).length);
  expect(counted).toEqual([40, 41, 42]);
  expect(content['levering']).toHaveLength(3);
  for (const code of organisations) expect((await ingest(place, code)).stdout).toContain('was al opgenomen, niets veranderd');
});

test('a run, beside others that ask the release and the store', { timeout: 240_000 }, async () => {
  const place = await lay('run');
  for (const code of organisations) await put(place, `inbox/${code}/lijst_2024-01_geleverd-2024-02-05.csv`, plainExport(plainRows('2024-01', 5, `${code}-`)));
  expect((await run(['run', '2024-06', '-w', place])).code).toBe(0);
  const ask = () => run(['query', "SELECT count(*)::INTEGER AS n FROM cijfer WHERE indicator = 'I01'", '--format', 'json', '-w', place]);
  const [{ n }] = json<[{ n: number }]>(await ask());
  for (const code of organisations) await put(place, `inbox/${code}/lijst_2024-06_geleverd-2024-08-05.csv`, plainExport(plainRows('2024-06', 60, code)));

  let busy = true;
  const ran = run(['run', '2024-06', '-w', place]).finally(() => (busy = false));
  const answers: Ran[] = [];
  const looks: Ran[] = [];
  while (busy) {
    answers.push(await ask());
    looks.push(await run(['status', '--from', '2024-06', '--to', '2024-06', '-w', place]));
  }
  const ended = await ran;
  // Another process may have had the store at the very moment that the run wanted it: then it says so, and goes through the next time.
  const whole = ended.code === 2 && inUse.test(ended.stderr) ? await run(['run', '2024-06', '-w', place]) : ended;
  expect(whole.code, whole.stderr).toBe(0);
  for (const answer of answers) expect([answer.code, answer.stderr, json<unknown>(answer)]).toEqual([0, '', [{ n }]]);
  for (const look of looks) if (look.code !== 0) expect([look.code, look.stderr]).toEqual([2, expect.stringMatching(inUse)]);
  expect(answers.length).toBeGreaterThan(0);
  const content = await databaseContent(join(place, 'store.duckdb'));
  expect([content['levering']!.length, content['voorval']!.length]).toEqual([9, 40 + 41 + 42 + 3 * 60 + 3 * 5]);
});

test('a purge and a run at the same moment: what was purged is gone, what was delivered is there', { timeout: 240_000 }, async () => {
  const place = join(folder, 'run');
  for (const code of organisations) await put(place, `inbox/${code}/lijst_2024-06_geleverd-2024-09-05.csv`, plainExport(plainRows('2024-06', 70, code)));
  const waiting = new Map([['run', ['run', '2024-06', '-w', place]], ['purge', ['purge', '--period', '2024-01', '--yes', '-w', place]]]);
  for (let round = 0; waiting.size > 0; round++) {
    expect(round).toBeLessThan(10);
    const ended = await Promise.all([...waiting].map(async ([name, args]) => [name, await run(args)] as const));
    for (const [name, ran] of ended) {
      if (ran.code === 0) waiting.delete(name);
      else expect([ran.code, ran.stderr], `${name}: ${ran.stderr}`).toEqual([2, expect.stringMatching(name === 'purge' && changed.test(ran.stderr) ? changed : inUse)]);
    }
  }
  const content = await databaseContent(join(place, 'store.duckdb'));
  const months = (content['voorval'] ?? []).map((row) => (JSON.parse(row) as { maand: string }).maand);
  expect(months.filter((month) => month === '2024-01')).toEqual([]);
  expect(months).toHaveLength(40 + 41 + 42 + 3 * 60 + 3 * 70);
  expect(content['levering']).toHaveLength(12);
});
