/** The server as it is started and as it dies: the real command, the real gate, a client of PostgreSQL. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { inside, json, ownFolder, start } from './binary.test-support.js';
import { layPlainWorkspace, plainExport, plainRows, put } from './sector.test-support.js';

const folder = await ownFolder('serve');
const question = 'SELECT kanaal, count(*) AS n FROM voorval GROUP BY kanaal ORDER BY kanaal';
const begun: ChildProcess[] = [];
afterEach(async () => Promise.all(begun.splice(0).map(killed)));

/** Starts `serve` on a free port and gives it when it listens. */
async function served(): Promise<{ child: ChildProcess; port: number }> {
  const child = start(['serve', '--port', '0', '-w', folder]);
  begun.push(child);
  let said = '';
  const port = await new Promise<number>((resolve, reject) => {
    child.stderr!.on('data', (part: Buffer) => {
      said += part.toString('utf8');
      const found = /127\.0\.0\.1:(\d+)/.exec(said);
      if (found) resolve(Number(found[1]));
    });
    child.once('exit', (code) => reject(new Error(`serve ended with ${code}: ${said}`)));
  });
  return { child, port };
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

async function client(port: number, password: string): Promise<pg.Client> {
  const one = new pg.Client({ host: '127.0.0.1', port, user: 'eva', password, database: 'monitor', connectionTimeoutMillis: 30_000 });
  one.on('error', () => undefined);
  await one.connect();
  return one;
}

test('an answer, a refusal and the budget, and after a kill all as it was', { timeout: 240_000 }, async () => {
  const organisations = ['ALFA', 'BETA', 'GAMMA', 'DELTA'];
  await layPlainWorkspace(folder, organisations);
  for (const [at, code] of organisations.entries()) {
    const file = await put(folder, `inbox/${code}/lijst_2024-06_geleverd-2024-07-05.csv`, plainExport(plainRows('2024-06', 45 + at, code)));
    const taken = await inside(['ingest', file, '-o', code, '-w', folder]);
    expect(taken.code, taken.stderr).toBe(0);
  }
  const added = await inside(['researcher', 'add', 'eva', '--project', 'politie', '--purpose', 'toets van de server', '--until', '2099-12-31', '--json', '-w', folder]);
  const { wachtwoord } = json<{ wachtwoord: string }>(added);

  const first = await served();
  await expect(client(first.port, `${wachtwoord}x`)).rejects.toMatchObject({ code: '28P01' });
  const eva = await client(first.port, wachtwoord);
  const unspent = (await eva.query('SHOW budget')).rows;
  expect(unspent).toEqual([{ gebruikt: 0, budget: 2000, gebruikt_project: 0, budget_project: 5000 }]);
  const answer = (await eva.query<{ kanaal: string; n: number }>(question)).rows;
  const shown = new Map(answer.map(({ kanaal, n }) => [kanaal, Number(n)]));
  for (const [code, n] of [['TELEFOON', 124], ['LIVE', 62]] as const) expect(Math.abs(shown.get(code)! - n), code).toBeLessThanOrEqual(5);
  const refused = await eva.query('SELECT * FROM voorval').then(() => undefined, (error: unknown) => error as pg.DatabaseError);
  expect([refused?.code, refused?.message]).toMatchInlineSnapshot(`
    [
      "42501",
      "Rijen zelf zijn niet te zien: vraag geen * van voorval, maar kolommen om op te groeperen en count(*), sum of avg.",
    ]
  `);
  const spent = (await eva.query<{ gebruikt: number }>('SHOW budget')).rows;
  expect(spent[0]!.gebruikt).toBeGreaterThan(0);

  await killed(first.child);
  const second = await served();
  const again = await client(second.port, wachtwoord);
  expect((await again.query('SHOW budget')).rows).toEqual(spent);
  expect((await again.query(question)).rows).toEqual(answer);
  expect((await again.query('SHOW budget')).rows).toEqual(spent);
  await again.end();
});
