import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../database/database.js';
import { openDuckDB } from '../../database/duckdb.js';
import { ingestLevering } from './ingest.js';
import { openStore } from './open.js';
import { syncOrganisations } from './organisations.js';
import { sampleLevering } from './sample.test-support.js';

let db: Database;
beforeAll(async () => {
  db = await openDuckDB(':memory:');
  await openStore(db);
  await syncOrganisations(db, [{ code: 'LINDEVELD', sinds: '2024-01', tot: null }]);
});
afterAll(() => db.close());

const good = `'v1.gezin.' || md5(incident_id[:12])`;

/** A delivery with labels made by the given expressions over its records. */
async function deliver(seed: number, label: string, kind = `'gezin'`, incident = 'incident_id') {
  const levering = await sampleLevering(db, { rows: 6, seed, geleverd: `2024-07-${10 + seed}` });
  await db.run(`CREATE OR REPLACE TABLE werk.labels AS SELECT ${incident} AS incident_id, ${kind} AS eenheid, ${label} AS label FROM ${levering.relations.voorval}`);
  return ingestLevering(db, { ...levering, relations: { ...levering.relations, persoonslabel: 'werk.labels' } }, ['0.1']);
}
const current = () => db.rows<{ n: number; eenheden: number }>('SELECT count(*) AS n, count(DISTINCT label) AS eenheden FROM huidig_persoonslabel');

describe('labels of persons in the store', () => {
  let before: unknown;
  beforeEach(async () => {
    before = await current();
  });

  test.each([
    ['a key of the file itself', `'D-100200'`, undefined, undefined, 'store.badPersonLabel'],
    ['an upper-case hash', `upper(${good})`, undefined, undefined, 'store.badPersonLabel'],
    ['nothing', 'CAST(NULL AS VARCHAR)', undefined, undefined, 'store.badPersonLabel'],
    ['another unit than it says', good, `'medewerker'`, undefined, 'store.badPersonLabel'],
    ['a unit that is never delivered', `replace(${good}, 'gezin', 'veroorzaker')`, `'veroorzaker'`, undefined, 'store.badPersonLabel'],
    ['an incident that is not delivered', good, undefined, `'v1.voorval.' || md5('ander')`, 'store.strangePersonLabel'],
  ])('%s is refused and changes nothing', async (_, label, kind, incident, key) => {
    await expect(deliver(1, label, kind, incident)).rejects.toMatchObject({ key });
    expect(await current()).toEqual(before);
  });

  test('a redelivery takes the place of the labels too, and the same delivery changes nothing', async () => {
    expect((await deliver(2, good)).outcome).toBe('new');
    expect(await current()).toEqual([{ n: 6, eenheden: 6 }].map((row) => ({ ...row, eenheden: expect.any(Number) })));
    expect((await deliver(2, good)).outcome).toBe('unchanged');
    expect((await deliver(2, `'v1.gezin.' || md5('een')`)).outcome).toBe('herlevering');
    expect(await current()).toEqual([{ n: 6, eenheden: 1 }]);
    expect(await db.rows('SELECT count(*) AS n FROM persoonslabel')).toEqual([{ n: 12 }]);
  });
});
