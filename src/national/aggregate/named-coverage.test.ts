import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../database/database.js';
import { openDuckDB } from '../../database/duckdb.js';
import { namedCoverage } from './count.js';

let db: Database;
beforeAll(async () => {
  db = await openDuckDB(':memory:');
  await db.run(`CREATE TABLE organisatie(sinds VARCHAR); INSERT INTO organisatie VALUES ('2024-01');
    CREATE TABLE stand AS SELECT * FROM (VALUES ('2024-01', 'A', 'geleverd'), ('2024-01', 'B', 'nul'), ('2024-01', 'C', 'ontbreekt'), ('2024-01', 'D', 'geleverd'), ('2024-01', 'E', 'niet_verwacht'),
      ('2024-02', 'A', 'ontbreekt'), ('2024-02', 'B', 'geleverd'), ('2024-02', 'C', 'geleverd')) t(maand, organisatie, status);
    CREATE MACRO levering_status_tussen(eerste, laatste) AS TABLE SELECT * FROM stand WHERE maand BETWEEN eerste AND laatste;`);
});
afterAll(() => db.close());

test('only who agreed is named, a zero declaration is a delivery, and nobody is named where the others would be one or two', async () => {
  expect(await namedCoverage(db, '2024-02', ['A'])).toEqual([
    { maand: '2024-01', organisatie: 'A', verwacht: 1, geleverd: 1 },
    { maand: '2024-01', organisatie: 'ANDERE', verwacht: 3, geleverd: 2 },
    { maand: '2024-02', organisatie: 'ANDERE', verwacht: 3, geleverd: 2 },
  ]);
  expect(await namedCoverage(db, '2024-01', [])).toEqual([{ maand: '2024-01', organisatie: 'ANDERE', verwacht: 4, geleverd: 3 }]);
  expect((await namedCoverage(db, '2024-02', ['A', 'B', 'C', 'D'])).map((row) => row.organisatie)).toEqual(['A', 'B', 'C', 'D', 'A', 'B', 'C']);
});
