/** A slice of `npm run fuzz`: the readers meet a few hundred bad inputs and never crash, hang or lose a row. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadCodebook } from '../../codebook/codebook.js';
import { openDuckDB } from '../../database/duckdb.js';
import { goodExports } from './base.js';
import { makeInput } from './input.js';
import { trial } from './trial.js';

const codebook = loadCodebook();
const exports = goodExports(codebook);
const all = { load: 1, judge: 1 };

test('bad inputs end in rows that add up, or in a refusal', { timeout: 300_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fuzz-'));
  const db = await openDuckDB(':memory:', { threads: 1 });
  const ends = new Map<string, number>();
  const wrong: string[] = [];
  try {
    for (let at = 0; at < 300; at++) {
      const input = makeInput(exports, 11, at, { load: 4, judge: 20 });
      await db.run(`ATTACH ':memory:' AS proef; USE proef`);
      const outcome = await trial(db, input, join(folder, `invoer.${input.kind}`), codebook);
      await db.run('USE memory; DETACH proef');
      wrong.push(...outcome.wrong.map((what) => `${at}: ${what}`));
      ends.set(outcome.end, (ends.get(outcome.end) ?? 0) + 1);
    }
  } finally {
    db.close();
    await rm(folder, { recursive: true, force: true });
  }
  expect(wrong).toEqual([]);
  expect(ends.get('read')).toBeGreaterThan(100);
  expect(ends.get('loaded')).toBeGreaterThan(20);
  expect(ends.get('judged')).toBeGreaterThan(0);
  expect([...ends.keys()].filter((end) => end.startsWith('read.')).length).toBeGreaterThan(4);
});

test('the same number of the same seed is the same input', () => {
  const bytes = (seed: number, at: number) => makeInput(exports, seed, at, all).bytes.toString('base64');
  expect([bytes(3, 40), bytes(3, 41)]).toEqual([bytes(3, 40), bytes(3, 41)]);
  expect(new Set([bytes(3, 40), bytes(3, 41), bytes(4, 40), bytes(4, 41)]).size).toBe(4);
});

test('rows that do not add up are seen', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fuzz-'));
  const db = await openDuckDB(':memory:', { threads: 1 });
  const lossy = { ...db, run: db.run.bind(db), append: db.append.bind(db), rows: (sql: string) => db.rows(sql.startsWith('SELECT blad, rij, soort') ? `${sql} LIMIT 3` : sql) };
  try {
    const input = { ...makeInput(exports, 3, 40, all), bytes: Buffer.from('a;b;c\n1;2;3\n4;5;6\n7;8;9\n10;11;12\n'), kind: 'csv' as const, settings: {}, way: 'loaded' as const };
    const path = join(folder, 'invoer.csv');
    expect(await trial(db, input, path, codebook)).toEqual({ end: 'loaded', rows: 4, wrong: [] });
    expect((await trial(lossy as unknown as typeof db, input, path, codebook)).wrong).toEqual(['4 rows said, 3 there', '3 rows and a header in 5 lines']);
  } finally {
    db.close();
    await rm(folder, { recursive: true, force: true });
  }
});
