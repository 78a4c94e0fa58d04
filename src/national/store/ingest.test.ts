import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../database/database.js';
import { openDuckDB } from '../../database/duckdb.js';
import { recordColumns } from '../../levering/columns.js';
import type { Levering } from '../../levering/levering.js';
import { parsePeriod } from '../../levering/period.js';
import { ingestLevering, knownDeliveries } from './ingest.js';
import { openStore } from './open.js';
import { syncOrganisations } from './organisations.js';
import { sampleLevering, sha256, type Sample } from './sample.test-support.js';

const agreements = [
  { code: 'LINDEVELD', sinds: '2024-01', tot: null },
  { code: 'MERWEDE', sinds: '2024-01', tot: '2024-06' },
];
const codebooks = ['0.1'];
let db: Database;

async function newStore(): Promise<Database> {
  const store = await openDuckDB(':memory:');
  await openStore(store);
  await syncOrganisations(store, agreements);
  return store;
}

beforeEach(async () => {
  db = await newStore();
});
afterEach(() => db.close());

const tables = ['levering', 'levering_maand', 'voorval', 'herhaling', 'oordeel', 'bevinding'];
const sizes = async (store: Database) => {
  const counts = await store.rows<{ n: number }>(tables.map((table) => `SELECT count(*) AS n FROM ${table}`).join(' UNION ALL '));
  return counts.map(({ n }) => n);
};
const current = (store: Database) =>
  store.rows('SELECT organisatie, maand, count(*) AS n, CAST(sum(hash(incident_id)) AS VARCHAR) AS som FROM huidig_voorval GROUP BY ALL ORDER BY ALL');

async function ingest(sample: Sample) {
  return ingestLevering(db, await sampleLevering(db, sample), codebooks);
}

/** The records of a made-up delivery, changed by SQL before they are offered. */
async function changed(sql: (relation: string) => string, manifest: Partial<Levering['manifest']> = {}): Promise<Levering> {
  const levering = await sampleLevering(db);
  await db.run(sql(levering.relations.voorval));
  return { ...levering, manifest: { ...levering.manifest, ...manifest } };
}

describe('a delivery', () => {
  test('enters whole', async () => {
    expect(await ingest({ rows: 20 })).toEqual({ outcome: 'new', leveringId: 1, replaced: [], outdated: [] });
    expect(await sizes(db)).toEqual([1, 1, 20, 1, 7, 1]);
    expect(await db.rows('SELECT * EXCLUDE (inhoud_sha256, inhoud_wijze) FROM levering')).toEqual([
      {
        levering_id: 1, organisatie: 'LINDEVELD', soort: 'voorval', periode: '2024-06', van_maand: '2024-06', tot_maand: '2024-06',
        geleverd: '2024-07-05', codeboek: '0.1', koppeling_versie: 1, bestand_sha256: sha256('LINDEVELD|2024-06|2024-07-05|20|1'),
        bronsysteem: 'TriasWeb', herkend: null,
      },
    ]);
    expect(await db.rows(`SELECT oordeel, aantal FROM oordeel WHERE aantal > 0 ORDER BY oordeel`)).toEqual([
      { oordeel: 'excluded', aantal: 1 },
      { oordeel: 'not_a_record', aantal: 3 },
      { oordeel: 'rejected', aantal: 2 },
      { oordeel: 'valid', aantal: 20 },
    ]);
  });

  test('shows every value of the record as it was delivered', async () => {
    const levering = await sampleLevering(db, { rows: 50 });
    await ingestLevering(db, levering, codebooks);
    const columns = recordColumns.map(({ naam }) => naam).join(', ');
    const differences = await db.rows(`(SELECT ${columns} FROM huidig_voorval) EXCEPT ALL (SELECT ${columns} FROM ${levering.relations.voorval})`);
    expect(differences).toEqual([]);
  });

  test('with more columns gives the store only those of the record', async () => {
    await ingestLevering(db, await changed((relation) => `ALTER TABLE ${relation} ADD COLUMN naam VARCHAR DEFAULT 'geheim'`), codebooks);
    expect((await sizes(db))[2]).toBe(20);
  });

  test('without incidents is a delivery too', async () => {
    expect(await ingest({ rows: 0 })).toMatchObject({ outcome: 'new' });
  });
});

describe('again', () => {
  test('the same file changes nothing, in texts or in the types of the store', async () => {
    await ingest({ seed: 1 });
    const before = await sizes(db);
    expect(await ingest({ seed: 1 })).toEqual({ outcome: 'unchanged', leveringId: 1, replaced: [], outdated: [] });
    expect(await ingest({ seed: 1, storeTypes: true })).toMatchObject({ outcome: 'unchanged' });
    expect(await sizes(db)).toEqual(before);
  });

  test('the same records in another file and another order change nothing', async () => {
    const first = await sampleLevering(db, { rows: 30 });
    await ingestLevering(db, first, codebooks);
    await db.run(`CREATE TABLE werk.omgekeerd AS SELECT * FROM ${first.relations.voorval} ORDER BY incident_id DESC`);
    const second = { manifest: { ...first.manifest, bestandSha256: sha256('other') }, relations: { ...first.relations, voorval: 'werk.omgekeerd' } };
    expect(await ingestLevering(db, second, codebooks)).toMatchObject({ outcome: 'unchanged', leveringId: 1 });
  });

  test('an earlier file stays replaced when it comes in once more', async () => {
    await ingest({ seed: 1, geleverd: '2024-07-05' });
    await ingest({ seed: 2, geleverd: '2024-07-08' });
    expect(await ingest({ seed: 1, geleverd: '2024-07-05' })).toEqual({ outcome: 'unchanged', leveringId: 1, replaced: [], outdated: ['2024-06'] });
    expect(await db.rows('SELECT DISTINCT levering_id FROM huidig_voorval')).toEqual([{ levering_id: 2 }]);
  });

  test('the same file with other content, because its mapping changed, is a herlevering', async () => {
    const bestandSha256 = sha256('export');
    await ingest({ seed: 1, bestandSha256 });
    expect(await ingest({ seed: 2, bestandSha256 })).toEqual({ outcome: 'herlevering', leveringId: 2, replaced: ['2024-06'], outdated: [] });
  });

  test('a file is known by its hash, period, mapping version and codebook', async () => {
    const { manifest } = await sampleLevering(db);
    expect((await knownDeliveries(db))(manifest)).toBeNull();
    await ingest({});
    expect((await knownDeliveries(db))(manifest)).toBe(1);
    for (const other of [{ koppelingVersie: 2 }, { periode: '2024-05' }, { codeboek: '0.2' }, { bestandSha256: sha256('x') }, { organisatie: 'MERWEDE' }]) {
      expect((await knownDeliveries(db))({ ...manifest, ...other })).toBeNull();
    }
  });
});

describe('herlevering', () => {
  test('replaces exactly the slices it covers', async () => {
    await ingest({ periode: '2024H1', rows: 60, seed: 1, geleverd: '2024-07-05' });
    expect(await ingest({ periode: '2024-03', rows: 7, seed: 2, geleverd: '2024-08-01' })).toEqual({
      outcome: 'herlevering', leveringId: 2, replaced: ['2024-03'], outdated: [],
    });
    expect(await db.rows('SELECT maand, levering_id, herlevering FROM huidig_deel ORDER BY maand')).toEqual(
      parsePeriod('2024H1').maanden.map((maand) => ({ maand, levering_id: maand === '2024-03' ? 2 : 1, herlevering: maand === '2024-03' })),
    );
    expect((await current(db)).map(({ n }) => n)).toEqual([10, 10, 7, 10, 10, 10]);
  });

  test('that comes in late but was delivered earlier does not replace', async () => {
    await ingest({ seed: 2, geleverd: '2024-08-01' });
    expect(await ingest({ seed: 1, geleverd: '2024-07-05' })).toEqual({ outcome: 'herlevering', leveringId: 2, replaced: [], outdated: ['2024-06'] });
  });

  test('of the same day with a newer mapping replaces', async () => {
    await ingest({ seed: 2, koppelingVersie: 2 });
    expect(await ingest({ seed: 1, koppelingVersie: 1 })).toMatchObject({ outdated: ['2024-06'] });
  });

  test('the figures of an earlier day can be asked for', async () => {
    await ingest({ rows: 5, seed: 1, geleverd: '2024-07-05' });
    await ingest({ rows: 9, seed: 2, geleverd: '2024-08-01' });
    const known = async (day: string) => (await db.rows<{ n: number }>(`SELECT count(*) AS n FROM voorval_op('${day}')`))[0]!.n;
    expect([await known('2024-07-04'), await known('2024-07-05'), await known('2024-07-31'), await known('2024-08-01')]).toEqual([0, 5, 5, 9]);
  });
});

describe('refused, with nothing written', () => {
  const cases: [string, () => Promise<Levering>, string, number][] = [
    ['a number that occurs twice', () => changed((r) => `UPDATE ${r} SET incident_id = 'v1.voorval.x' WHERE aantal_medewerkers = '1'`), 'store.duplicateIncident', 3],
    ['no number', () => changed((r) => `UPDATE ${r} SET incident_id = NULL WHERE rowid = 3`), 'store.duplicateIncident', 3],
    ['a record of another organisation', () => changed((r) => `UPDATE ${r} SET organisatie = 'MERWEDE' WHERE rowid = 3`), 'store.otherOrganisation', 3],
    ['a record outside the period', () => changed((r) => `UPDATE ${r} SET maand = '2024-05' WHERE rowid = 3`), 'store.outsidePeriod', 3],
    ['a record without a month', () => changed((r) => `UPDATE ${r} SET maand = NULL WHERE rowid = 3`), 'store.outsidePeriod', 3],
    ['a record of another codebook', () => changed((r) => `UPDATE ${r} SET codeboek = '0.2' WHERE rowid = 3`), 'store.mixedCodebook', 3],
    ['a code that does not exist', () => changed((r) => `UPDATE ${r} SET relatie = 'Jan Jansen' WHERE rowid = 3`), 'store.unknownCode', 3],
    ['a code that does not exist in a list', () => changed((r) => `UPDATE ${r} SET vormen = ['VERB', 'Jan Jansen'] WHERE rowid = 3`), 'store.unknownCode', 3],
    ['a missing column', () => changed((r) => `ALTER TABLE ${r} DROP COLUMN ernst`), 'store.badColumn', 3],
    ['a column of another type', () => changed((r) => `ALTER TABLE ${r} ALTER ernst TYPE INTEGER USING 1`), 'store.badColumn', 3],
    ['a truncated delivery', () => changed((r) => `DELETE FROM ${r} WHERE rowid = 3`), 'store.countDiffers', 3],
    ['a manifest whose months are not its period', () => changed(() => 'SELECT 1', { totMaand: '2024-07' }), 'store.badManifest', 3],
    ['a manifest with a period in another spelling', () => changed(() => 'SELECT 1', { periode: '2024-H1' }), 'store.badManifest', 3],
    ['a newer codebook', () => sampleLevering(db, { codeboek: '9.0' }), 'store.unknownCodebook', 2],
    ['an unknown organisation', () => sampleLevering(db, { organisatie: 'ELDERS' }), 'store.unknownOrganisation', 2],
    ['a period before the agreement', () => sampleLevering(db, { periode: '2023-12' }), 'store.outsideAgreement', 2],
    ['a period partly before the agreement', () => sampleLevering(db, { periode: '2023' }), 'store.outsideAgreement', 2],
    ['a period after the agreement', () => sampleLevering(db, { organisatie: 'MERWEDE', periode: '2024-07' }), 'store.outsideAgreement', 2],
    ['wrong repetition counts', async () => {
      const levering = await sampleLevering(db);
      await db.run(`UPDATE ${levering.relations.herhaling} SET f = 0`);
      return levering;
    }, 'store.badRepetition', 3],
  ];
  test.each(cases)('%s', async (_, make, key, exitCode) => {
    await ingest({ seed: 7, geleverd: '2024-07-01' });
    const before = await sizes(db);
    const levering = await make();
    await expect(ingestLevering(db, levering, codebooks)).rejects.toMatchObject({ key, exitCode });
    const [error] = await Promise.allSettled([ingestLevering(db, levering, codebooks)]);
    expect(String(error.status === 'rejected' && error.reason)).not.toContain('Jansen');
    expect(await sizes(db)).toEqual(before);
    expect(await db.rows(`SELECT table_name FROM duckdb_tables() WHERE temporary`)).toEqual([]);
  });

  test('an error half-way leaves nothing', async () => {
    const levering = await sampleLevering(db);
    const failing: Database = {
      run: (sql, params) => db.run(sql, params),
      rows: (sql, params) => db.rows(sql, params),
      append: (table, types, rows) => (table === 'bevinding' ? Promise.reject(new Error('no space left on device')) : db.append(table, types, rows)),
      transaction: (work) => db.transaction(work),
      connect: () => db.connect(),
      close: () => db.close(),
    };
    await expect(ingestLevering(failing, levering, codebooks)).rejects.toThrow('no space');
    expect(await sizes(db)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await ingestLevering(db, levering, codebooks)).toMatchObject({ outcome: 'new', leveringId: 1 });
  });
});

describe('for any deliveries', () => {
  const samples = fc.uniqueArray(
    fc.record({
      organisatie: fc.constantFrom('LINDEVELD', 'MERWEDE'),
      periode: fc.constantFrom('2024-01', '2024-03', '2024-06', '2024H1'),
      day: fc.integer({ min: 1, max: 28 }),
      rows: fc.integer({ min: 0, max: 12 }),
    }),
    { minLength: 1, maxLength: 6, selector: ({ day }) => day },
  );

  test('the order of ingesting does not matter, a second round changes nothing, and slices partition', { timeout: 180_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(samples.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), async ([all, shuffled]) => {
        const ingestAll = async (store: Database, list: typeof all) => {
          const outcomes: string[] = [];
          for (const { day, ...sample } of list) {
            const geleverd = `2024-08-${String(day).padStart(2, '0')}`;
            const levering = await sampleLevering(store, { ...sample, seed: day, geleverd });
            levering.manifest.medewerkers += day;
            outcomes.push((await ingestLevering(store, levering, codebooks)).outcome);
          }
          return outcomes;
        };
        const [one, other] = [await newStore(), await newStore()];
        await ingestAll(one, all);
        await ingestAll(other, shuffled);
        const state = await current(one);
        expect(await current(other)).toEqual(state);
        expect(await ingestAll(one, shuffled)).toEqual(all.map(() => 'unchanged'));
        expect(await current(one)).toEqual(state);
        expect(await one.rows('SELECT organisatie, maand FROM huidig_deel GROUP BY ALL HAVING count(*) > 1')).toEqual([]);
        expect(await one.rows('SELECT incident_id FROM huidig_voorval GROUP BY ALL HAVING count(*) > 1')).toEqual([]);
        one.close();
        other.close();
      }),
      { numRuns: 8 },
    );
  });
});

describe('a file belongs to one organisation', () => {
  const take = async (bronSha256: string | undefined, sample: Sample) => ingestLevering(db, { ...(await sampleLevering(db, sample)), ...(bronSha256 ? { bronSha256 } : {}) }, codebooks);

  test('whatever mapping each reads it with', async () => {
    await take('a'.repeat(64), { seed: 1 });
    const before = await sizes(db);
    await expect(take('a'.repeat(64), { seed: 2, organisatie: 'MERWEDE', koppelingVersie: 3 })).rejects.toMatchObject({ key: 'store.otherOwner', params: { owner: 'LINDEVELD' }, exitCode: 3 });
    expect(await sizes(db)).toEqual(before);
    expect(await take('b'.repeat(64), { seed: 2, organisatie: 'MERWEDE' })).toMatchObject({ outcome: 'new' });
  });

  test('its own may deliver it again, for another period or with a repaired mapping', async () => {
    await take('a'.repeat(64), { seed: 1 });
    expect(await take('a'.repeat(64), { seed: 2, koppelingVersie: 2 })).toMatchObject({ outcome: 'herlevering' });
    expect(await take('a'.repeat(64), { seed: 3, periode: '2024-05' })).toMatchObject({ outcome: 'new' });
    expect(await db.rows('SELECT levering_id, organisatie FROM bronbestand ORDER BY levering_id')).toEqual([1, 2, 3].map((levering_id) => ({ levering_id, organisatie: 'LINDEVELD' })));
  });

  test('a levering, which says nothing of the file, is not held against it', async () => {
    await take(undefined, { seed: 1 });
    await take(undefined, { seed: 2, organisatie: 'MERWEDE' });
    expect(await db.rows('SELECT * FROM bronbestand')).toEqual([]);
  });
});
