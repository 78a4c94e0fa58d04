import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../database/database.js';
import { openDuckDB } from '../../database/duckdb.js';
import { ingestLevering } from './ingest.js';
import { openStore } from './open.js';
import { syncOrganisations } from './organisations.js';
import { redelivered } from './redelivery.js';
import { sampleLevering, type Sample } from './sample.test-support.js';

let db: Database;
beforeEach(async () => {
  db = await openDuckDB(':memory:');
  await openStore(db);
  await syncOrganisations(db, [{ code: 'LINDEVELD', sinds: '2024-01', tot: null }]);
});
afterEach(() => db.close());

/** Takes in a sample after `alter` has changed its records, and gives the change it made. */
async function taken(sample: Sample, ...alter: string[]) {
  const levering = await sampleLevering(db, sample);
  for (const statement of alter) await db.run(statement.replaceAll('records', levering.relations.voorval));
  const [count] = await db.rows<{ n: number }>(`SELECT count(*) AS n FROM ${levering.relations.voorval}`);
  const aantallen = { ...levering.manifest.aantallen, valid: count!.n };
  const { leveringId } = await ingestLevering(db, { ...levering, manifest: { ...levering.manifest, aantallen, incidenten: count!.n, medewerkers: count!.n } }, ['0.1']);
  return redelivered(db, leveringId);
}


test('a first delivery changes nothing, nor does one of other months', async () => {
  expect(await taken({ periode: '2024-05', rows: 8 })).toBeUndefined();
  expect(await taken({ periode: '2024-06', rows: 8 })).toBeUndefined();
});

test('incidents that are new, gone and changed, by their keyed ids, and rows by verdict', async () => {
  await taken({ geleverd: '2024-07-05', rows: 10 });
  const change = await taken(
    { geleverd: '2024-08-05', rows: 12 },
    `UPDATE records SET aangifte_status = CASE WHEN aangifte_status = 'NEE' THEN 'GEDAAN' ELSE 'NEE' END WHERE incident_id = (SELECT min(incident_id) FROM records WHERE incident_id IN (SELECT incident_id FROM voorval))`,
    `DELETE FROM records WHERE incident_id = (SELECT max(incident_id) FROM records WHERE incident_id IN (SELECT incident_id FROM voorval))`,
  );
  expect(change).toEqual({
    since: ['2024-07-05'],
    verdicts: [
      { verdict: 'duplicate', before: 0, after: 0 }, { verdict: 'excluded', before: 1, after: 1 }, { verdict: 'merged', before: 0, after: 0 }, { verdict: 'not_a_record', before: 3, after: 3 },
      { verdict: 'rejected', before: 2, after: 2 }, { verdict: 'signal', before: 0, after: 0 }, { verdict: 'valid', before: 10, after: 11 },
    ],
    months: [{ month: '2024-06', before: 10, after: 11, new: 2, gone: 1, changed: 1 }],
  });
});

test('an incident whose date was corrected is changed in the month it moved to, not gone and new', async () => {
  await taken({ periode: '2024H1', geleverd: '2024-07-05', rows: 12 });
  const change = await taken({ periode: '2024H1', geleverd: '2024-08-05', rows: 12 }, `UPDATE records SET maand = '2024-02' WHERE incident_id = (SELECT min(incident_id) FROM records WHERE maand = '2024-05')`);
  expect(change?.months.filter(({ before, after }) => before !== after)).toEqual([
    { month: '2024-02', before: 2, after: 3, new: 0, gone: 0, changed: 1 },
    { month: '2024-05', before: 2, after: 1, new: 0, gone: 0, changed: 0 },
  ]);
});

test('repetition that only follows from other incidents is no change', async () => {
  await taken({ geleverd: '2024-07-05', rows: 5 });
  const change = await taken({ geleverd: '2024-08-05', rows: 5 }, `UPDATE records SET herhaling_12m = '1', slachtoffer_herhaling = '1'`);
  expect(change?.months).toEqual([{ month: '2024-06', before: 5, after: 5, new: 0, gone: 0, changed: 0 }]);
});

test('a half-year that takes the place of two months compares those months, but no verdicts', async () => {
  await taken({ periode: '2024-05', geleverd: '2024-06-05', rows: 3 });
  await taken({ periode: '2024-06', geleverd: '2024-07-06', rows: 4 });
  const change = await taken({ periode: '2024H1', geleverd: '2024-08-05', rows: 12, seed: 2 });
  expect(change).toMatchObject({ since: ['2024-06-05', '2024-07-06'], verdicts: null });
  expect(change?.months).toEqual([
    { month: '2024-05', before: 3, after: 2, new: 2, gone: 3, changed: 0 },
    { month: '2024-06', before: 4, after: 2, new: 2, gone: 4, changed: 0 },
  ]);
});

test('the delivery that counted before is the newest of those delivered earlier, whatever the order of intake', async () => {
  await taken({ geleverd: '2024-08-01', rows: 6 });
  await taken({ geleverd: '2024-07-01', rows: 3 });
  expect((await taken({ geleverd: '2024-09-01', rows: 7 }))?.months).toEqual([{ month: '2024-06', before: 6, after: 7, new: 1, gone: 0, changed: 0 }]);
});
