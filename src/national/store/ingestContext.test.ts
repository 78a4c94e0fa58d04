import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../database/database.js';
import { openDuckDB } from '../../database/duckdb.js';
import { nationwide, type ContextKind, type ContextLevering, type ContextRow } from '../../levering/context.js';
import { addMonths, parsePeriod } from '../../levering/period.js';
import { ingestContext } from './ingestContext.js';
import { openStore } from './open.js';
import { syncOrganisations } from './organisations.js';
import { sha256 } from './sample.test-support.js';

let db: Database;
beforeEach(async () => {
  db = await openDuckDB(':memory:');
  await openStore(db);
  await syncOrganisations(db, [
    { code: 'LINDEVELD', sinds: '2023-01', tot: null },
    { code: 'MERWEDE', sinds: '2023-01', tot: null },
  ]);
});
afterEach(() => db.close());

const codebooks = ['0.1'];
function delivery(soort: ContextKind, rows: ContextRow[], geleverd = '2024-07-05', organisatie = nationwide): ContextLevering {
  const bestandSha256 = sha256(JSON.stringify([soort, rows, geleverd]));
  const aantallen = { valid: rows.length, signal: 0, rejected: 0, duplicate: 0, not_a_record: 0 };
  return { manifest: { organisatie, soort, geleverd, codeboek: '0.1', bestandSha256, aantallen, bevindingen: [] }, rows };
}
function noemer(periode: string, values: ContextRow = {}, organisatie = 'LINDEVELD'): ContextRow {
  const { vanMaand, totMaand } = parsePeriod(periode);
  return { organisatie_code: organisatie, regio: null, periode, van_maand: vanMaand, tot_maand: totMaand, fte_jb: 100, fte_jr: 20, ...values };
}
const take = (...args: Parameters<typeof delivery>) => ingestContext(db, delivery(...args), codebooks);
const months = (columns: string, where = 'true') =>
  db.rows<Record<string, unknown>>(`SELECT maand, ${columns} FROM noemer_maand WHERE organisatie = 'LINDEVELD' AND ${where} ORDER BY maand`);

describe('a context delivery', () => {
  test('is added once', async () => {
    const first = delivery('noemer', [noemer('2024H1'), noemer('2024H1', {}, 'MERWEDE')]);
    expect(await ingestContext(db, first, codebooks)).toEqual({ outcome: 'new', leveringId: 1, rows: 2 });
    expect(await ingestContext(db, first, codebooks)).toEqual({ outcome: 'unchanged', leveringId: 1, rows: 0 });
    const resaved = { ...first, rows: [...first.rows].reverse(), manifest: { ...first.manifest, bestandSha256: sha256('resaved') } };
    expect(await ingestContext(db, resaved, codebooks)).toMatchObject({ outcome: 'unchanged' });
    expect(await db.rows('SELECT soort, van_maand, tot_maand, koppeling_versie FROM levering')).toEqual([
      { soort: 'noemer', van_maand: '2024-01', tot_maand: '2024-06', koppeling_versie: 0 },
    ]);
  });

  test('of several files keeps each of them, however often they come in', async () => {
    const [one, two] = [delivery('noemer', [noemer('2024-01')], '2024-02-01'), delivery('noemer', [noemer('2024-02')], '2024-03-01')];
    await ingestContext(db, one, codebooks);
    await ingestContext(db, two, codebooks);
    expect([await ingestContext(db, one, codebooks), await ingestContext(db, two, codebooks)].map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
  });

  test.each([
    ['rows of another organisation', () => delivery('noemer', [noemer('2024H1', {}, 'MERWEDE')], '2024-07-05', 'LINDEVELD'), 'store.otherOrganisationRows'],
    ['rows of an unknown organisation', () => delivery('noemer', [noemer('2024H1', {}, 'ELDERS')]), 'store.unknownOrganisationRows'],
    ['an unknown deliverer', () => delivery('noemer', [], '2024-07-05', 'ELDERS'), 'store.unknownOrganisation'],
    ['a delivery day that is none', () => delivery('noemer', [noemer('2024H1')], '2024-02-30'), 'store.badManifest'],
    ['a newer codebook', () => {
      const later = delivery('noemer', [noemer('2024H1')]);
      return { ...later, manifest: { ...later.manifest, codeboek: '9.0' } };
    }, 'store.unknownCodebook'],
  ])('with %s is refused', async (_, make, key) => {
    await expect(ingestContext(db, make(), codebooks)).rejects.toMatchObject({ key });
    expect(await db.rows('SELECT * FROM levering')).toEqual([]);
  });
});

describe('noemer_maand', () => {
  test('NULL is not zero, zero is not NULL', async () => {
    await take('noemer', [noemer('2024-06', { fte_jr: null, huisbezoeken: 0, medewerkers_jb: 0, medewerkers_jr: 0 })]);
    expect(await months('fte_jb, fte_jr, fte, medewerkers, huisbezoeken, gezinnen, vlag', `maand = '2024-06'`)).toEqual([
      { maand: '2024-06', fte_jb: 100, fte_jr: null, fte: null, medewerkers: 0, huisbezoeken: 0, gezinnen: null, vlag: '' },
    ]);
  });

  test('visits and flows are spread over the months, averages and stocks are not', async () => {
    await take('noemer', [noemer('2024H1', { huisbezoeken: 600, jeugdigen_ots: 120, jeugdigen_ots_instroom: 12, fte_jb: 112.125 })]);
    const all = await months('huisbezoeken, jeugdigen_ots, jeugdigen_ots_instroom, fte_jb, fte', `vlag = ''`);
    expect(all).toHaveLength(6);
    for (const { maand, ...row } of all) expect([maand, row]).toEqual([maand, { huisbezoeken: 100, jeugdigen_ots: 120, jeugdigen_ots_instroom: 2, fte_jb: 112.125, fte: 132.125 }]);
  });

  test('is carried forward twelve months, flagged, and no further', async () => {
    await take('noemer', [noemer('2023-06')]);
    const all = await months('vlag');
    expect(all.map(({ maand }) => maand)).toEqual(Array.from({ length: 13 }, (_, i) => addMonths('2023-06', i)));
    expect(all.map(({ vlag }) => vlag)).toEqual(['', ...Array<string>(12).fill('i')]);
  });

  test('a delivered month ends the carrying, and a later record does not reach back', async () => {
    await take('noemer', [noemer('2023-06', { fte_jb: 1 }), noemer('2023-09', { fte_jb: 2 })]);
    const all = await months('fte_jb, vlag', `maand <= '2023-10'`);
    expect(all.map((row) => Object.values(row).join(' '))).toEqual(['2023-06 1 ', '2023-07 1 i', '2023-08 1 i', '2023-09 2 ', '2023-10 2 i']);
  });

  test('a month beats a half-year beats a year; of the same period the newest counts', async () => {
    await take('noemer', [noemer('2024', { fte_jb: 1 }), noemer('2024H1', { fte_jb: 2 }), noemer('2024-03', { fte_jb: 3 })], '2024-08-01');
    await take('noemer', [noemer('2024H1', { fte_jb: 9 })], '2024-07-01');
    await take('noemer', [noemer('2024', { fte_jb: 4 })], '2024-09-01');
    const all = await months('fte_jb', `maand <= '2024-12'`);
    expect(all.map((row) => row['fte_jb'])).toEqual([2, 2, 3, 2, 2, 2, 4, 4, 4, 4, 4, 4]);
  });

  test('regions add up, and one unknown region makes the sum unknown', async () => {
    await take('noemer', [
      noemer('2024-06', { regio: 'JZ01', gezinnen: 10, verzuim_pct: 5 }),
      noemer('2024-06', { regio: 'JZ02', gezinnen: null, verzuim_pct: 7 }),
    ]);
    expect(await months('fte, gezinnen, verzuim_pct', `vlag = ''`)).toEqual([{ maand: '2024-06', fte: 240, gezinnen: null, verzuim_pct: null }]);
    await take('noemer', [noemer('2024-06', { gezinnen: 25 })], '2024-07-01');
    expect(await months('fte, gezinnen', `vlag = ''`)).toEqual([{ maand: '2024-06', fte: 120, gezinnen: 25 }]);
  });

  test('is the same in whatever order the deliveries come in', { timeout: 180_000 }, async () => {
    const records = fc.uniqueArray(
      fc.record({ periode: fc.constantFrom('2023', '2023H2', '2024-01', '2024-02', '2024H1'), day: fc.integer({ min: 1, max: 28 }), fte: fc.integer({ min: 0, max: 9 }) }),
      { minLength: 1, maxLength: 6, selector: ({ day }) => day },
    );
    await fc.assert(
      fc.asyncProperty(records.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), async (orders) => {
        const views = [];
        for (const order of orders) {
          await db.run('DELETE FROM levering; DELETE FROM noemer; DELETE FROM oordeel');
          for (const { periode, day, fte } of order) {
            await take('noemer', [noemer(periode, { fte_jb: fte, vacatures_fte: day })], `2024-07-${String(day).padStart(2, '0')}`);
          }
          views.push(await months('fte_jb, vlag, periode'));
        }
        expect(views[0]).toEqual(views[1]);
        expect(new Set(views[0]!.map(({ maand }) => maand)).size).toBe(views[0]!.length);
      }),
      { numRuns: 15 },
    );
  });
});

describe('the other tables', () => {
  test('a zero declaration stands for each month of its period, also in a denominator record of the whole organisation', async () => {
    await take('nulverklaring', [{ organisatie_code: 'LINDEVELD', periode: '2024H1', van_maand: '2024-01', tot_maand: '2024-06' }]);
    await take('noemer', [
      noemer('2024-07', { incidenten_nulverklaring: 'J' }),
      noemer('2024-08', { incidenten_nulverklaring: 'J', regio: 'JZ01' }),
      noemer('2024-09', { incidenten_nulverklaring: 'N' }),
      noemer('2024-10', { incidenten_nulverklaring: null }),
    ]);
    const declared = await db.rows<{ maand: string }>('SELECT maand FROM huidig_nulverklaring ORDER BY maand');
    expect(declared.map(({ maand }) => maand)).toEqual(['2024-01', '2024-02', '2024-03', '2024-04', '2024-05', '2024-06', '2024-07']);
  });

  test('the newest list of a LET or HRT team is its list of cases', async () => {
    const zaak = { let_team: 'LET', startmaand: '2023-11', eindmaand: null, aantal_jeugdigen: '3+', aanmeldroute: 'GI', uitkomst_aanmelding: 'OVERGENOMEN', politie_overleg: 'J', let_uitstroom: null };
    await take('let', [zaak, zaak, { ...zaak, let_team: 'HRT' }], '2024-01-15');
    await take('let', [{ ...zaak, eindmaand: '2024-05' }], '2025-01-15');
    expect(await db.rows('SELECT let_team, eindmaand FROM huidig_let_zaak ORDER BY let_team')).toEqual([
      { let_team: 'HRT', eindmaand: null },
      { let_team: 'LET', eindmaand: '2024-05' },
    ]);
  });

  test('of an event and of a survey figure the newest counts', async () => {
    const event = { code: 'STAKING', van: '2022-11', tot: '2022-12', soort: 'ACTIE', label_nl: 'Actie', label_en: 'Action' };
    await take('gebeurtenis', [event, { ...event, code: 'CORONA', tot: null }], '2024-01-01');
    await take('gebeurtenis', [{ ...event, label_nl: 'Estafettestaking' }], '2024-02-01');
    expect(await db.rows('SELECT code, tot, label_nl FROM huidig_gebeurtenis ORDER BY code')).toEqual([
      { code: 'CORONA', tot: null, label_nl: 'Actie' },
      { code: 'STAKING', tot: '2022-12', label_nl: 'Estafettestaking' },
    ]);
    const survey = { bron: 'AZW', jaar: 2019, populatie: 'jeugdzorg', vorm: 'totaal', aandeel_pct: 81, vindplaats: 'azwinfo.nl' };
    await take('enquete', [survey, { ...survey, jaar: 2021, aandeel_pct: 78.5 }], '2024-01-01');
    await take('enquete', [{ ...survey, aandeel_pct: 80 }], '2024-02-01');
    expect(await db.rows('SELECT jaar, aandeel_pct FROM huidig_enquete ORDER BY jaar')).toEqual([
      { jaar: 2019, aandeel_pct: 80 },
      { jaar: 2021, aandeel_pct: 78.5 },
    ]);
  });
});
