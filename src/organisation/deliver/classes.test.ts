import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../database/database.js';
import { openDuckDB } from '../../database/duckdb.js';
import { loadCodebook, partOfCountry } from '../../codebook/codebook.js';
import { classColumns, coarsenSmallClasses } from './classes.js';

const codebook = loadCodebook();
const partOf = new Map(codebook.jeugdregios.map((region) => [region.code, partOfCountry(region)]));

interface Incident {
  maand: string;
  regio: string | null;
  vormen: string[];
  vormen2: string[];
  relatie: string | null;
  functie: string | null;
}

let db: Database;
beforeAll(async () => {
  db = await openDuckDB(':memory:');
});
afterAll(() => db.close());

const one = (more: Partial<Incident> = {}): Incident => ({ maand: '2024-06', regio: 'JZ01', vormen: ['VERB'], vormen2: ['VERB.SCHELD'], relatie: 'OUDER', functie: 'JB', ...more });
const times = (count: number, more: Partial<Incident> = {}): Incident[] => Array.from({ length: count }, () => one(more));

async function check(incidents: readonly Incident[], k = 3) {
  await db.run('CREATE OR REPLACE TABLE voorval(nr INTEGER, maand VARCHAR, regio VARCHAR, vormen VARCHAR[], vormen2 VARCHAR[], relatie VARCHAR, functie VARCHAR)');
  await db.append(
    'voorval',
    ['INTEGER', 'VARCHAR', 'VARCHAR', 'VARCHAR[]', 'VARCHAR[]', 'VARCHAR', 'VARCHAR'],
    incidents.map(({ maand, regio, vormen, vormen2, relatie, functie }, i) => [i, maand, regio, vormen, vormen2, relatie, functie]),
  );
  const done = await coarsenSmallClasses(db, k, codebook);
  return { done, after: await db.rows<Incident>('SELECT maand, regio, vormen, vormen2, relatie, functie FROM voorval ORDER BY nr') };
}

const classOf = (incident: Incident) => JSON.stringify(classColumns.map((column) => incident[column]));
function sizes(incidents: readonly Incident[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const incident of incidents) counts.set(classOf(incident), (counts.get(classOf(incident)) ?? 0) + 1);
  return counts;
}

const nothing = { landsdeel: 0, regio: 0, vormen2: 0, relatie: 0, functie: 0, resterendeKlassen: 0, resterend: 0 };

describe('the order of becoming coarser', () => {
  test.each<[string, Incident[], object, Partial<Incident>]>([
    ['nothing to deliver', [], { ...nothing, klein: 0, kleinste: 0 }, {}],
    ['a class of exactly k stays as it is', times(3), { ...nothing, klein: 0, kleinste: 3 }, one()],
    ['regions meet in a part of the country', [...times(2), ...times(1, { regio: 'JZ02' })], { ...nothing, klein: 3, landsdeel: 3, kleinste: 3 }, one({ regio: 'NOORD' })],
    ['parts meet in the whole country', [...times(2), ...times(1, { regio: 'JZ03' })], { ...nothing, klein: 3, landsdeel: 3, regio: 3, kleinste: 3 }, one({ regio: 'LANDELIJK' })],
    [
      'a part of the country that is large enough stays one',
      [...times(2), ...times(1, { regio: 'JZ02' }), ...times(1, { regio: 'JZ03' })],
      { ...nothing, klein: 4, landsdeel: 4, regio: 1, vormen2: 1, relatie: 1, functie: 1, resterendeKlassen: 1, resterend: 1, kleinste: 1 },
      one({ regio: 'NOORD' }),
    ],
    [
      'then the form in detail goes, and ouder meets jeugdige in client',
      [...times(2), ...times(1, { relatie: 'JEUGDIGE' })],
      { ...nothing, klein: 3, landsdeel: 3, regio: 3, vormen2: 3, relatie: 3, kleinste: 3 },
      one({ regio: 'LANDELIJK', vormen2: [], relatie: 'CLIENT' }),
    ],
    [
      'family and professional meet in third party',
      [...times(2, { relatie: 'FAMILIE' }), ...times(1, { relatie: 'PROF' })],
      { ...nothing, klein: 3, landsdeel: 3, regio: 3, vormen2: 3, relatie: 3, kleinste: 3 },
      one({ regio: 'LANDELIJK', vormen2: [], relatie: 'DERDE' }),
    ],
    [
      'last the role becomes unknown',
      [...times(2), ...times(1, { functie: 'JR' })],
      { ...nothing, klein: 3, landsdeel: 3, regio: 3, vormen2: 3, relatie: 3, functie: 3, kleinste: 3 },
      one({ regio: 'LANDELIJK', vormen2: [], relatie: 'CLIENT', functie: 'ONBEKEND' }),
    ],
    [
      'what cannot meet stays, and is counted',
      [one(), ...times(3, { maand: '2024-05' })],
      { klein: 1, landsdeel: 1, regio: 1, vormen2: 1, relatie: 1, functie: 1, resterendeKlassen: 1, resterend: 1, kleinste: 1 },
      one({ regio: 'LANDELIJK', vormen2: [], relatie: 'CLIENT', functie: 'ONBEKEND' }),
    ],
    [
      'not asked, not applicable, unknown and empty stay what they are',
      [one({ regio: '-8', vormen2: [], relatie: 'ONBEKEND', functie: null })],
      { ...nothing, klein: 1, resterendeKlassen: 1, resterend: 1, kleinste: 1 },
      one({ regio: '-8', vormen2: [], relatie: 'ONBEKEND', functie: null }),
    ],
    ['empty values make one class', times(3, { regio: null, functie: null }), { ...nothing, klein: 0, kleinste: 3 }, one({ regio: null, functie: null })],
  ])('%s', async (_, incidents, counts, first) => {
    const { done, after } = await check(incidents);
    expect(done).toEqual({ k: 3, ...counts });
    if (incidents.length > 0) expect(after[0]).toEqual(first);
  });

  test('k of one changes nothing', async () => {
    const incidents = [one(), one({ regio: 'JZ02' })];
    expect((await check(incidents, 1)).after).toEqual(incidents);
  });
});

test('afterwards every class holds k or is listed as remaining; who was in a class of k stays as precise; months and forms stay', async () => {
  const incident = fc.record({
    maand: fc.constantFrom('2024-05', '2024-06'),
    regio: fc.constantFrom(null, '-8', 'ONBEKEND', 'LANDELIJK', 'JZ01', 'JZ02', 'JZ03'),
    vormen: fc.constantFrom<string[]>(['VERB'], ['BEDR', 'VERB']),
    vormen2: fc.constantFrom<string[]>([], ['VERB.SCHELD']),
    relatie: fc.constantFrom(null, 'ONBEKEND', 'OUDER', 'JEUGDIGE', 'PROF', 'CLIENT', 'DERDE'),
    functie: fc.constantFrom(null, '-8', 'JB', 'JR', 'ONBEKEND'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(incident, { maxLength: 40 }), fc.integer({ min: 1, max: 5 }), async (incidents, k) => {
      const before = sizes(incidents);
      const { done, after } = await check(incidents, k);
      const small = [...sizes(after)].filter(([, n]) => n < k);
      expect(done.resterendeKlassen).toBe(small.length);
      expect(done.resterend).toBe(small.reduce((sum, [, n]) => sum + n, 0));
      expect(done.kleinste).toBe(Math.min(...(after.length > 0 ? sizes(after).values() : [0])));
      expect(done.klein).toBe(incidents.filter((was) => before.get(classOf(was))! < k).length);
      after.forEach((is, i) => {
        const was = incidents[i]!;
        if (before.get(classOf(was))! >= k) expect(is).toEqual(was);
        expect([is.maand, is.vormen]).toEqual([was.maand, was.vormen]);
        // A remaining incident is as coarse as it can be.
        if (sizes(after).get(classOf(is))! < k) {
          expect(done.landsdeel).toBeGreaterThanOrEqual(incidents.some(({ regio }) => regio !== null && partOf.has(regio)) ? done.regio : 0);
          expect(is.regio ?? 'LANDELIJK').toMatch(/^(-8|ONBEKEND|LANDELIJK)$/);
          expect(is.vormen2).toEqual([]);
          expect(is.relatie ?? 'CLIENT').toMatch(/^(ONBEKEND|CLIENT|DERDE)$/);
          expect(is.functie ?? 'ONBEKEND').toMatch(/^(-8|ONBEKEND)$/);
        }
      });
    }),
    { numRuns: 60 },
  );
});
