import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCodebook } from '../../codebook/codebook.js';
import { openDuckDB } from '../../database/duckdb.js';
import { fillStore } from '../../national/aggregate/sector.test-support.js';
import { protectionConfig } from '../../national/protect/config.js';
import { compileRelease } from '../../national/publish.js';
import type { Guard } from '../../public/query/guarded/guard.js';
import { askableIndicators, indicatorIds, indicatorSql, publishedAs, publishedOnly } from '../../public/query/guarded/indicators.js';
import { openGuard } from '../../public/query/guarded/open.js';
import { eva, options } from '../../public/query/guarded/sample.test-support.js';
import type { CijferRow } from '../../release/tables.js';
import { places } from '../workspace/workspace.js';
import { ensureSnapshot } from './snapshot.js';

const last = '2024-06';
const folder = mkdtempSync(join(tmpdir(), 'indicatoren-'));
const { rules } = options(folder);
let guard: Guard;
let published: readonly CijferRow[];

beforeAll(async () => {
  const codebook = loadCodebook();
  const db = await openDuckDB(join(folder, places.store));
  await fillStore(db, { incidents: 20_000, months: 14, organisations: 12 });
  // A rate is reproduced where all who deliver know their denominator: the gate tells no organisations apart.
  await db.run('UPDATE noemer SET huisbezoeken = 400 WHERE huisbezoeken IS NULL');
  ({ cijfer: published } = await compileRelease(db, { maand: last, codebook, config: protectionConfig.parse({}), p: rules.p }));
  db.close();
  await mkdir(join(folder, places.research));
  const snapshot = await ensureSnapshot({ folder, configText: '' }, '5a'.repeat(32), rules, codebook, '2024-07-01');
  guard = await openGuard({ ...options(folder), snapshot: snapshot.path });
}, 120_000);
afterAll(async () => {
  await guard.close();
  rmSync(folder, { recursive: true });
});

test('every indicator has SQL for the gate, or a table of the release where it stands', () => {
  expect(indicatorIds()).toEqual(loadCodebook().indicatoren.map(({ id }) => id).sort());
  expect(indicatorIds().filter((id) => publishedOnly(id) === undefined)).toEqual(askableIndicators());
});

test.each(askableIndicators())('%s gives through the gate what was published, within noise and rounding', async (id) => {
  const sql = indicatorSql(id, last)!;
  const { columns, rows } = await guard.answer({ ...eva, project: id.toLowerCase() }, sql);
  const places_ = publishedAs(sql);
  expect(places_.length).toBeGreaterThan(0);
  let compared = 0;
  for (const { column, reeks, dimensie, code } of places_) {
    const at = columns.findIndex(({ name }) => name === column);
    const margin = columns.findIndex(({ name }) => name === `± ${column}`);
    expect([column, at >= 0, margin >= 0]).toEqual([column, true, true]);
    for (const row of rows) {
      const found = published.find((one) => one.indicator === id && one.reeks === reeks && one.dimensie === dimensie && one.code === (code === 'code' ? row[0] : code) && (id === 'I01' ? one.periode === row[0] : one.periode_soort === '12maanden'));
      if (found?.waarde == null || row[at] === null) continue;
      // Published counts are rounded to five, and shares are made of such counts.
      const [teller, noemer] = [found.teller ?? found.waarde, found.noemer ?? Number.POSITIVE_INFINITY];
      const rounding = reeks === 'voorvallen' ? 2.5 : found.waarde * (2.5 / teller + 2.5 / noemer) + 0.06;
      expect.soft(Math.abs(Number(row[at]) - found.waarde), `${id} ${column} ${String(row[0])}`).toBeLessThanOrEqual(2 * Number(row[margin]) + rounding);
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(0);
});
