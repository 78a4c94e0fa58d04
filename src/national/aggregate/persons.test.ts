/** Persons behind the cells, counted from labels that two of four organisations let pass. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../database/database.js';
import { openDuckDB } from '../../database/duckdb.js';
import { publishedPeriods } from './period.js';
import { type PersonsBehind, personsBehind } from './persons.js';
import { loadProgramme } from './programme.js';
import { fillStore } from './sector.test-support.js';

let db: Database;
let behind: PersonsBehind;
const reference = '2024-06';
const programme = loadProgramme();
const months = [...Array.from({ length: 8 }, (_, i) => `2023-${String(i + 5).padStart(2, '0')}`), ...Array.from({ length: 6 }, (_, i) => `2024-0${i + 1}`)];
const year = publishedPeriods(months, reference).find(({ soort }) => soort === '12maanden')!;

beforeAll(async () => {
  db = await openDuckDB(':memory:');
  await fillStore(db, { incidents: 900, months: 14, organisations: 4 });
  // ORG00: a family for every three incidents; ORG01: one employee for all of them, and every fifth incident without a label
  await db.run(`INSERT INTO persoonslabel
    SELECT levering_id, organisatie, maand, incident_id, 'gezin', 'v1.gezin.' || md5(maand[:4] || (hash(incident_id) % 30)) FROM voorval WHERE organisatie = 'ORG00'
    UNION ALL SELECT levering_id, organisatie, maand, incident_id, 'medewerker', 'v1.medewerker.' || md5(maand[:4]) FROM voorval WHERE organisatie = 'ORG01' AND hash(incident_id) % 5 > 0`);
  behind = await personsBehind(db, programme, reference, 5);
});
afterAll(() => db.close());

/** Counted the long way round: per organisation and month, from the records. */
async function expected(kind: string, labelled: string, where: string): Promise<number> {
  const [row] = await db.rows<{ n: number }>(`
    WITH v AS (SELECT v.*, p.label FROM huidig_voorval v LEFT JOIN (FROM huidig_persoonslabel WHERE eenheid = '${kind}') p USING (organisatie, incident_id)
      WHERE v.maand BETWEEN '2023-07' AND '${reference}' AND NOT (len(vormen) = 1 AND vormen[1] = 'PROC') AND (${where}))
    SELECT (SELECT coalesce(max(n), 0) FROM (SELECT count(DISTINCT label) AS n FROM v WHERE organisatie = '${labelled}' AND label IS NOT NULL GROUP BY maand[:4]))
      + (SELECT count(*) FROM v WHERE organisatie <> '${labelled}' OR label IS NULL) AS n`);
  return row!.n;
}

async function contributions(where: string) {
  return db.rows<{ unit: string; value: number }>(`SELECT organisatie AS unit, count(*) AS value FROM huidig_voorval
    WHERE maand BETWEEN '2023-07' AND '${reference}' AND NOT (len(vormen) = 1 AND vormen[1] = 'PROC') AND (${where}) GROUP BY 1 ORDER BY 1`);
}

test.each([
  ['totaal', ['ALLE'], 'true'],
  ['ernst', ['3', '4'], `ernst IN ('3', '4')`],
  ['vorm', ['VERB'], `list_contains(vormen, 'VERB')`],
  ['privesfeer', ['J'], `privesfeer = 'J'`],
])('%s %j: families of one organisation and employees of another are counted once', async (table, codes, where) => {
  const counted = behind(table, codes, year, await contributions(where));
  expect(counted).toEqual([{ value: await expected('gezin', 'ORG00', where), minimum: 5 }, { value: await expected('medewerker', 'ORG01', where), minimum: 5 }]);
  expect(counted[0]!.value).toBeGreaterThan(0);
});

test('a rate is of the organisations whose denominator is known, counted by persons all the same', () => {
  const month = publishedPeriods(months, reference).find(({ id }) => id === reference)!;
  const [families] = behind('fte', ['MET'], month, []);
  expect(families!.value).toBeGreaterThan(0);
  expect(families!.value).toBeLessThanOrEqual(30);
});

test('without labels nobody is counted, and nothing is left in the connection', async () => {
  expect(await db.rows(`SELECT table_name FROM information_schema.tables WHERE table_name LIKE '%per_persoon'`)).toEqual([]);
  await db.run('DELETE FROM persoonslabel');
  expect((await personsBehind(db, programme, reference, 5))('totaal', ['ALLE'], year, [{ unit: 'ORG00', value: 12 }])).toEqual([]);
});
