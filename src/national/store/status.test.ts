import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../database/database.js';
import { openDuckDB } from '../../database/duckdb.js';
import { nationwide, type ContextRow } from '../../levering/context.js';
import { ingestContext } from './ingestContext.js';
import { ingestLevering } from './ingest.js';
import { openStore } from './open.js';
import { syncOrganisations } from './organisations.js';
import { sampleLevering, sha256, type Sample } from './sample.test-support.js';
import { deliveryStatus, storeFindings } from './status.js';

let db: Database;
beforeEach(async () => {
  db = await openDuckDB(':memory:');
  await openStore(db);
  await syncOrganisations(db, [
    { code: 'LINDEVELD', sinds: '2024-01', tot: null },
    { code: 'MERWEDE', sinds: '2024-02', tot: '2024-03' },
  ]);
});
afterEach(() => db.close());

const ingest = async (sample: Sample) => ingestLevering(db, await sampleLevering(db, sample), ['0.1']);
async function context(soort: 'nulverklaring' | 'noemer', rows: ContextRow[]) {
  const aantallen = { valid: rows.length, signal: 0, rejected: 0, duplicate: 0, not_a_record: 0 };
  const manifest = { organisatie: nationwide, soort, geleverd: '2024-08-01', codeboek: '0.1', bestandSha256: sha256(JSON.stringify(rows)), aantallen, bevindingen: [] };
  await ingestContext(db, { manifest, rows }, ['0.1']);
}
const declareZero = (code: string, month: string) => context('nulverklaring', [{ organisatie_code: code, periode: month, van_maand: month, tot_maand: month }]);
const matrix = async (from: string, to: string) =>
  (await deliveryStatus(db, from, to)).map(({ organisatie, maand, status, herlevering, incidenten }) => [organisatie, maand, status, herlevering, incidenten].join(' '));

describe('status', () => {
  test('delivered, zero counted, zero declared, missing and not expected are five things', async () => {
    await ingest({ periode: '2024-01', rows: 4 });
    await ingest({ periode: '2024-02', rows: 0 });
    await declareZero('LINDEVELD', '2024-03');
    await ingest({ organisatie: 'MERWEDE', periode: '2024-02', rows: 3, geleverd: '2024-03-01' });
    await ingest({ organisatie: 'MERWEDE', periode: '2024-02', rows: 5, geleverd: '2024-04-01' });
    expect(await matrix('2024-01', '2024-04')).toEqual([
      'LINDEVELD 2024-01 geleverd false 4',
      'LINDEVELD 2024-02 geleverd false 0',
      'LINDEVELD 2024-03 nul false 0',
      'LINDEVELD 2024-04 ontbreekt false ',
      'MERWEDE 2024-01 niet_verwacht false ',
      'MERWEDE 2024-02 geleverd true 5',
      'MERWEDE 2024-03 ontbreekt false ',
      'MERWEDE 2024-04 niet_verwacht false ',
    ]);
  });

  test('the view runs from the first agreement to the last month delivered or declared', async () => {
    expect(await db.rows('SELECT DISTINCT maand FROM levering_status')).toEqual([{ maand: '2024-01' }]);
    await declareZero('LINDEVELD', '2024-03');
    expect(await db.rows('SELECT min(maand) AS van, max(maand) AS tot, count(*) AS n FROM levering_status')).toEqual([{ van: '2024-01', tot: '2024-03', n: 6 }]);
  });

  test('a shortened agreement takes its months out of everything that counts, without deleting', async () => {
    await ingest({ organisatie: 'MERWEDE', periode: '2024-03', rows: 3 });
    await syncOrganisations(db, [{ code: 'MERWEDE', sinds: '2024-02', tot: '2024-02' }]);
    expect(await matrix('2024-03', '2024-03')).toEqual(['MERWEDE 2024-03 niet_verwacht false ']);
    expect(await db.rows('SELECT count(*) AS n FROM huidig_voorval')).toEqual([{ n: 0 }]);
    expect(await db.rows('SELECT count(*) AS n FROM voorval')).toEqual([{ n: 3 }]);
    await syncOrganisations(db, [{ code: 'MERWEDE', sinds: '2024-02', tot: null }]);
    expect(await db.rows('SELECT count(*) AS n FROM huidig_voorval')).toEqual([{ n: 3 }]);
  });

  test.each([
    [{ code: 'X', sinds: '2024', tot: null }],
    [{ code: 'X', sinds: '2024-02', tot: '2024-01' }],
    [{ code: 'X', sinds: '2024-02', tot: '2024-13' }],
  ])('the agreement %j is refused', async (agreement) => {
    await expect(syncOrganisations(db, [agreement])).rejects.toMatchObject({ key: 'store.badAgreement', exitCode: 2 });
  });
});

describe('findings of the store', () => {
  const noemer = (fte: number | null) => context('noemer', [{ organisatie_code: 'LINDEVELD', regio: null, periode: '2024-01', van_maand: '2024-01', tot_maand: '2024-01', fte_jb: fte }]);
  const found = async () => (await storeFindings(db, '2024-01', '2024-02')).map(({ regel, oorzaak, organisatie, maand }) => [regel, oorzaak, organisatie, maand].join(' '));

  test('R29: what is missing', async () => {
    expect(await found()).toEqual(['R29 ontbreekt LINDEVELD 2024-01', 'R29 ontbreekt LINDEVELD 2024-02', 'R29 ontbreekt MERWEDE 2024-02']);
  });

  test('R29: a delivery without incidents and without a declaration, until it is declared', async () => {
    await ingest({ periode: '2024-01', rows: 0 });
    expect(await found()).toContain('R29 geen_voorvallen_geen_nulverklaring LINDEVELD 2024-01');
    await declareZero('LINDEVELD', '2024-01');
    expect((await found()).filter((one) => one.includes('2024-01'))).toEqual([]);
  });

  test('R29: a month without incidents in a delivery that has some is an ordinary month', async () => {
    await ingest({ periode: '2024H1', rows: 1 });
    expect((await found()).filter((one) => one.includes('LINDEVELD'))).toEqual([]);
  });

  test('R29: declared zero, yet incidents', async () => {
    await ingest({ periode: '2024-01', rows: 2 });
    await declareZero('LINDEVELD', '2024-01');
    expect(await found()).toContain('R29 nulverklaring_met_voorvallen LINDEVELD 2024-01');
  });

  test.each([
    [0, true],
    [0.1, false],
    [null, false],
  ])('R30: incidents with %j FTE', async (fte, fires) => {
    await ingest({ periode: '2024-01', rows: 2 });
    await noemer(fte);
    expect((await found()).includes('R30 geen_fte_met_voorvallen LINDEVELD 2024-01')).toBe(fires);
  });
});
