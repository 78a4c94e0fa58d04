import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.js';
import { openDuckDB } from '../database/duckdb.js';
import { causeRows, changedSlices, measuredSteps } from './difference.js';
import { openStore } from './store/open.js';

let db: Database;
beforeAll(async () => {
  db = await openDuckDB(':memory:', { threads: 1 });
  await openStore(db);
  const delivery = (id: number, org: string, day: string, months: readonly string[], incidents: readonly [id: string, month: string, form: string][], mapping = 1): string => `
    INSERT INTO levering VALUES (${id}, '${org}', 'voorval', '2024', '2024-01', '2024-03', DATE '${day}', '0.1', ${mapping}, 'b${id}', 'i${id}', 'test', NULL, NULL);
    ${months.map((month) => `INSERT INTO levering_maand VALUES (${id}, '${org}', '${month}');`).join('\n')}
    ${incidents.map(([incident, month, form]) => `INSERT INTO voorval BY NAME SELECT ${id} AS levering_id, '${org}' AS organisatie, '0.1' AS codeboek, '${org}.${incident}' AS incident_id, '${month}' AS maand, ['${form}'] AS vormen;`).join('\n')}`;
  await db.run(`
    INSERT INTO organisatie VALUES ('A', '2024-01', NULL), ('B', '2024-01', NULL), ('C', '2024-01', NULL);
    ${delivery(1, 'A', '2024-04-01', ['2024-01', '2024-02'], [['1', '2024-01', 'VERB'], ['2', '2024-01', 'VERB'], ['3', '2024-02', 'FYS']])}
    ${delivery(2, 'B', '2024-04-01', ['2024-01'], [['1', '2024-01', 'BEDR']])}
    INSERT INTO bronbestand VALUES (2, 'B', 'zelfde'), (4, 'B', 'zelfde');
    ${delivery(3, 'A', '2024-05-01', ['2024-01', '2024-03'], [['2', '2024-01', 'FYS'], ['4', '2024-01', 'VERB'], ['5', '2024-01', 'VERB'], ['6', '2024-03', 'VERB']])}
    ${delivery(4, 'B', '2024-05-01', ['2024-01'], [['1', '2024-01', 'VERB'], ['2', '2024-01', 'VERB']], 2)}
    ${delivery(5, 'C', '2024-05-01', ['2024-01'], [['1', '2024-01', 'VERB']])}`);
});
afterAll(() => db.close());

const count = (form: string) => async (state: Database): Promise<number> => (await state.rows<{ n: number }>(`SELECT count(*) FILTER (list_contains(vormen, '${form}')) AS n FROM huidig_voorval`))[0]!.n;

describe('what changed since a delivery', () => {
  it('names the cause of every changed slice', async () => {
    expect((await changedSlices(db, 2, '2024-12')).map(({ organisatie, maand, oorzaak }) => `${organisatie} ${maand} ${oorzaak}`)).toEqual([
      'A 2024-01 HERLEVERING', 'A 2024-03 NALEVERING', 'B 2024-01 KOPPELING', 'C 2024-01 NIEUWE_ORGANISATIE',
    ]);
    expect(await changedSlices(db, 5, '2024-12')).toEqual([]);
    expect(causeRows(await changedSlices(db, 2, '2024-12')).map(({ oorzaak, klasse, organisatiemaanden }) => [oorzaak, klasse, organisatiemaanden])).toEqual([
      ['HERLEVERING', 'R1', 1], ['KOPPELING', 'C', 1], ['NALEVERING', 'R1', 1], ['NIEUWE_ORGANISATIE', 'R1', 1],
    ]);
  });

  it.each([
    ['VERB', 2, 6, { NIEUWE_ORGANISATIE: 1, NALEVERING: 1, KOPPELING: 2, INGETROKKEN: -1, NAMELDING: 2, GEWIJZIGD: -1 }],
    ['FYS', 1, 2, { GEWIJZIGD: 1 }],
    ['BEDR', 1, 0, { KOPPELING: -1 }],
  ])('adds up for %s', async (form, then, now, parts) => {
    const { before, after } = await measuredSteps(db, 2, '2024-12', count(form));
    let last = before;
    const moved = after.flatMap(({ step, found }) => {
      const by = found - last;
      last = found;
      return by === 0 ? [] : [[step, by] as const];
    });
    expect(before).toBe(then);
    expect(last).toBe(now);
    expect(last).toBe(await count(form)(db));
    expect(Object.fromEntries(moved)).toEqual(parts);
  });

  it('leaves the store as it was', async () => {
    expect(await db.rows('SELECT current_database() AS naam, count(*) AS n FROM voorval')).toEqual([{ naam: 'memory', n: 11 }]);
    expect(await db.rows("SELECT database_name FROM duckdb_databases() WHERE database_name = 'toen'")).toEqual([]);
  });
});
