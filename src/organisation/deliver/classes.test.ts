import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../database/database.js';
import { openDuckDB } from '../../database/duckdb.js';
import { loadCodebook, partOfCountry } from '../../codebook/codebook.js';
import { classColumns, type Coarsenable, coarsenSmallClasses } from './classes.js';

const codebook = loadCodebook();
const partOf = new Map(codebook.jeugdregios.map((region) => [region.code, partOfCountry(region)]));

interface Incident {
  maand: string;
  regio: string | null;
  vormen: string[];
  vormen2: string[];
  relatie: string | null;
  functie: string | null;
  /** Something that the class does not know. */
  ernst: string;
}

let db: Database;
beforeAll(async () => {
  db = await openDuckDB(':memory:');
});
afterAll(() => db.close());

const one = (more: Partial<Incident> = {}): Incident => ({ maand: '2024-06', regio: 'JZ01', vormen: ['VERB'], vormen2: ['VERB.SCHELD'], relatie: 'OUDER', functie: 'JB', ernst: '1', ...more });
const times = (count: number, more: Partial<Incident> = {}): Incident[] => Array.from({ length: count }, () => one(more));

async function check(incidents: readonly Incident[], k = 3, columns?: readonly Coarsenable[]) {
  await db.run('CREATE OR REPLACE TABLE voorval_gevuld(nr INTEGER, incident_id VARCHAR, maand VARCHAR, regio VARCHAR, vormen VARCHAR[], vormen2 VARCHAR[], relatie VARCHAR, functie VARCHAR, ernst VARCHAR)');
  await db.append(
    'voorval_gevuld',
    ['INTEGER', 'VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR[]', 'VARCHAR[]', 'VARCHAR', 'VARCHAR', 'VARCHAR'],
    incidents.map(({ maand, regio, vormen, vormen2, relatie, functie, ernst }, i) => [i, labelOf(i), maand, regio, vormen, vormen2, relatie, functie, ernst]),
  );
  const done = await coarsenSmallClasses(db, k, codebook, columns);
  return { done, after: await db.rows<Incident>('SELECT maand, regio, vormen, vormen2, relatie, functie, ernst FROM voorval_gevuld ORDER BY nr') };
}

/** As a keyed label: in no order that an incident knows. */
const labelOf = (i: number): string => createHash('sha256').update(`label ${i}`).digest('hex');

const classOf = (incident: Incident) => JSON.stringify(classColumns.map((column) => incident[column]));
function sizes(incidents: readonly Incident[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const incident of incidents) counts.set(classOf(incident), (counts.get(classOf(incident)) ?? 0) + 1);
  return counts;
}

const nothing = { landsdeel: 0, regio: 0, maand: 0, vormen2: 0, relatie: 0, functie: 0, resterendeKlassen: 0, resterend: 0 };

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
      { klein: 1, landsdeel: 1, regio: 1, maand: 0, vormen2: 1, relatie: 1, functie: 1, resterendeKlassen: 1, resterend: 1, kleinste: 1 },
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

const incident = fc.record({
  maand: fc.constantFrom('2024-03', '2024-04', '2024-05', '2024-06'),
  regio: fc.constantFrom(null, '-8', 'ONBEKEND', 'LANDELIJK', 'JZ01', 'JZ02', 'JZ03'),
  vormen: fc.constantFrom<string[]>(['VERB'], ['BEDR', 'VERB']),
  vormen2: fc.constantFrom<string[]>([], ['VERB.SCHELD']),
  relatie: fc.constantFrom(null, 'ONBEKEND', 'OUDER', 'JEUGDIGE', 'PROF', 'CLIENT', 'DERDE'),
  functie: fc.constantFrom(null, '-8', 'JB', 'JR', 'ONBEKEND'),
  ernst: fc.constantFrom('1', '2', '3'),
});

test('with whole months afterwards every class holds k or is listed as remaining; who was in a class of k stays as precise; months and forms stay', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(incident, { maxLength: 40 }), fc.integer({ min: 1, max: 5 }), async (incidents, k) => {
      const before = sizes(incidents);
      const { done, after } = await check(incidents, k, ['regio', 'vormen2', 'relatie', 'functie']);
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

describe('a month becomes its quarter where the delivery has several of its months', () => {
  const quarterOf = ({ maand }: Incident) => `${maand.slice(0, 4)}-${Math.floor((Number(maand.slice(5)) - 1) / 3)}`;
  const spread = (more: Partial<Incident> = {}) => ['2024-04', '2024-05', '2024-06'].map((maand, i) => one({ maand, ernst: `${i + 1}`, ...more }));

  test('three of one kind in three months keep everything but who happened in which', async () => {
    const { done, after } = await check(spread());
    expect(done).toEqual({ k: 3, ...nothing, klein: 3, landsdeel: 3, regio: 3, maand: 3, kleinste: 3 });
    expect(after.map(({ maand }) => maand).sort()).toEqual(['2024-04', '2024-05', '2024-06']);
    expect(after.map(({ ernst, vormen2, relatie, regio }) => [ernst, vormen2, relatie, regio])).toEqual(['1', '2', '3'].map((ernst) => [ernst, ['VERB.SCHELD'], 'OUDER', 'LANDELIJK']));
  });

  test('a month of which there are enough stays; another quarter, and a quarter of one month, join nothing', async () => {
    const incidents = [...times(3, { regio: 'LANDELIJK' }), ...spread({ relatie: 'PROF' }).slice(0, 2), one({ maand: '2024-09', relatie: 'PROF' })];
    const { done, after } = await check(incidents);
    expect(done).toMatchObject({ klein: 3, maand: 2, resterend: 3, resterendeKlassen: 2 });
    expect(after.slice(0, 3)).toEqual(incidents.slice(0, 3));
    expect(after[5]!.maand).toBe('2024-09');
  });

  test('everybody may get any month of his class, as often as it is there', async () => {
    const incidents = Array.from({ length: 300 }, (_, i) => spread({ vormen: ['VERB', `X${i}`], vormen2: [] })).flat();
    const { after } = await check(incidents);
    const [stayed, moved] = [0, 1].map((away) => incidents.filter(({ maand }, i) => after[i]!.maand !== maand === Boolean(away)).length);
    // One of three by chance: 300 of 900, with a standard deviation of 17.
    expect(stayed).toBeGreaterThan(230);
    expect(stayed).toBeLessThan(370);
    expect(stayed! + moved!).toBe(900);
  });

  test('one incident more moves at most two others', async () => {
    const before = await check(Array.from({ length: 90 }, (_, i) => one({ maand: `2024-0${4 + (i % 3)}`, ernst: `${i}` })), 100);
    const later = await check(Array.from({ length: 91 }, (_, i) => one({ maand: `2024-0${4 + (i % 3)}`, ernst: `${i}` })), 100);
    expect(before.after.filter(({ maand }, i) => maand !== later.after[i]!.maand).length).toBeLessThanOrEqual(2);
  });

  test('numbers by month and all that the class knows stay, quarters stay, and nobody in a class of k moves', async () => {
    const numbers = (incidents: readonly Incident[], more: (one: Incident) => unknown) => incidents.map((each) => JSON.stringify([each.maand, each.vormen, more(each)])).sort();
    await fc.assert(
      fc.asyncProperty(fc.array(incident, { maxLength: 60 }), fc.integer({ min: 1, max: 5 }), async (incidents, k) => {
        const whole = await check(incidents, k, ['regio', 'vormen2', 'relatie', 'functie']);
        const { done, after } = await check(incidents, k);
        expect(numbers(after, () => null)).toEqual(numbers(incidents, () => null));
        const [was, is] = [sizes(incidents), sizes(after)];
        const quarters = sizes(after.map((each) => ({ ...each, maand: quarterOf(each) })));
        after.forEach((each, i) => {
          expect(quarterOf(each)).toBe(quarterOf(incidents[i]!));
          expect([each.vormen, each.ernst]).toEqual([incidents[i]!.vormen, incidents[i]!.ernst]);
          if (was.get(classOf(incidents[i]!))! >= k) expect(each).toEqual(incidents[i]);
        });
        const below = (counts: ReadonlyMap<string, number>) => [...counts.values()].filter((n) => n < k).reduce((sum, n) => sum + n, 0);
        expect(done.resterend).toBeGreaterThanOrEqual(below(quarters));
        expect(done.resterend).toBeLessThanOrEqual(incidents.length);
        if (done.maand === 0) expect(done.resterend).toBeGreaterThanOrEqual(below(is));
        else expect(whole.done.klein).toBe(done.klein);
      }),
      { numRuns: 60 },
    );
  });
});
