import { expect, test } from 'vitest';
import { openDuckDB } from '../../database/duckdb.js';
import { completeWords } from './words.js';

test.each([
  ['a few words more get a number', 40, 'ENUM'],
  ['a column of too many words becomes one of texts', 1_200, 'VARCHAR'],
])('%s', async (_, different, type) => {
  const db = await openDuckDB(':memory:');
  try {
    await db.run(`CREATE TABLE ruw AS SELECT CASE WHEN i % 2 = 0 THEN 'bekend' END::ENUM('bekend') AS k1, CASE WHEN i % 2 = 1 THEN ['', 'w' || i] END AS _apart FROM range(${2 * different}) t(i) ORDER BY i`);
    const words = await completeWords(db, new Map([['k1', ['bekend']]]), new Map([['k1', 1]]));
    expect(words.get('k1')?.length).toBe(type === 'ENUM' ? different + 1 : undefined);
    const [seen] = await db.rows<{ type: string; fout: number }>("SELECT min(typeof(k1)) AS type, count(*) FILTER (CAST(k1 AS VARCHAR) IS DISTINCT FROM coalesce(_apart[2], 'bekend')) AS fout FROM ruw");
    expect([seen!.type.slice(0, type.length), seen!.fout]).toEqual([type, 0]);
  } finally {
    db.close();
  }
});
