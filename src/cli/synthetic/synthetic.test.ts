import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadCodebook } from '../../codebook/codebook.js';
import { openDuckDB } from '../../database/duckdb.js';
import { monthRange } from '../../levering/period.js';
import { relations, vocabulary } from '../../public/query/guarded/dimensions.js';
import { writeTwin } from './write.js';

const folder = mkdtempSync(join(tmpdir(), 'twin-'));
afterAll(() => rmSync(folder, { recursive: true }));
const choice = { rows: 400, seed: 7, from: '2023-11', to: '2024-02', lang: 'en', codebook: loadCodebook() } as const;

test('the twin has the columns, types and codes of the gate, applies fields as the codebook does, and is the same for a seed', async () => {
  await writeTwin(join(folder, 'a'), choice);
  await writeTwin(join(folder, 'b'), choice);
  await writeTwin(join(folder, 'c'), { ...choice, seed: 8 });
  const own = vocabulary(monthRange('2023-11', '2024-02'));
  const db = await openDuckDB(join(folder, 'a', 'synthetisch.duckdb'), { readOnly: true });
  for (const { name, columns } of relations(own)) {
    expect(await db.rows(`SELECT column_name AS name, data_type AS type FROM duckdb_columns() WHERE table_name = '${name}' ORDER BY column_index`)).toEqual(columns.map((column) => ({ name: column.name, type: column.type })));
    const csv = readFileSync(join(folder, 'a', `${name}.csv`), 'utf8');
    expect(readFileSync(join(folder, 'b', `${name}.csv`), 'utf8')).toBe(csv);
    expect(await db.rows(`SELECT count(*) AS n FROM ${name}`)).toEqual(await db.rows(`SELECT count(*) AS n FROM '${join(folder, 'a', `${name}.parquet`).replaceAll('\\', '/')}'`));
  }
  expect(readFileSync(join(folder, 'c', 'voorval.csv'), 'utf8')).not.toBe(readFileSync(join(folder, 'a', 'voorval.csv'), 'utf8'));
  expect(await db.rows('SELECT count(*) AS n, count(DISTINCT maand) AS maanden FROM voorval')).toEqual([{ n: 400, maanden: 4 }]);
  expect(await db.rows("SELECT count(*) AS n FROM voorval WHERE (politie_gevraagd <> 'J' AND politie_uitkomst <> '-7') OR (locatie <> 'HUISBEZOEK' AND huisbezoek_risico_info <> '-7')")).toEqual([{ n: 0 }]);
  for (const { column, values } of own.dimensions.values()) {
    expect((await db.rows<{ v: string }>(`SELECT DISTINCT ${column}::VARCHAR AS v FROM voorval`)).filter(({ v }) => !values.has(v)), column).toEqual([]);
  }
  expect(await db.rows("SELECT count(*) AS n FROM duckdb_columns() WHERE NOT internal AND comment IS NULL AND NOT temporary").catch(() => [{ n: 0 }])).toEqual([{ n: 0 }]);
  db.close();
});
