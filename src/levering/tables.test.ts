import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Database, literal } from '../database/database.js';
import { openDuckDB } from '../database/duckdb.js';
import { recordCodes, regionCodes } from './codes.js';
import { recordColumns } from './columns.js';
import { readTables, writeTables } from './tables.js';

let folder: string;
let db: Database;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tables-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  db = await openDuckDB(':memory:', { threads: 1 });
  await db.run('CREATE TABLE gezien(eenheid VARCHAR, f INTEGER, aantal INTEGER)');
});
afterEach(() => db.close());

const paths = () => ({ voorval: join(folder, 'voorval.parquet'), herhaling: join(folder, 'herhaling.parquet') });

/** Incidents whose coded columns take the given codes in turn. */
async function lay(labels: readonly string[], codes: readonly (string | null)[]): Promise<void> {
  await db.run(`CREATE OR REPLACE TABLE stapel(${recordColumns.map(({ naam, type }) => `${naam} ${type}`).join(', ')})`);
  const value = (column: (typeof recordColumns)[number], row: number, at: number) => {
    if (column.naam === 'incident_id') return labels[row]!;
    if (column.waarde === 'tekst') return { organisatie: 'ALFA', codeboek: '0.1', maand: '2024-06' }[column.naam]!;
    const code = column.waarde === 'regio' ? regionCodes[(row + at) % regionCodes.length]! : (codes[(row + at) % codes.length] ?? null);
    return column.type === 'VARCHAR' ? code : code === null ? null : [code];
  };
  await db.append('stapel', recordColumns.map(({ type }) => type), labels.map((_, row) => recordColumns.map((column, at) => value(column, row, at))));
}

const write = () => writeTables(db, { voorval: 'stapel', herhaling: 'gezien' }, paths());
const all = (table: string) => db.rows<Record<string, unknown>>(`SELECT * FROM ${table} ORDER BY 3`);

test('every code, empty value and list comes back as it went', async () => {
  await lay(recordCodes.map((_, i) => `v1.voorval.${String(i).padStart(3, '0')}`), [...recordCodes, null]);
  await db.run(`INSERT INTO gezien VALUES ('gezin', 1, 5), ('medewerker', 2, 1)`);
  await write();
  await readTables(db, paths());
  expect(await all('voorval')).toEqual(await all('stapel'));
  expect(await db.rows('SELECT * FROM herhaling ORDER BY ALL')).toEqual([{ eenheid: 'gezin', f: 1, aantal: 5 }, { eenheid: 'medewerker', f: 2, aantal: 1 }]);
});

test('the order of the rows before does not change a byte', () =>
  fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.stringMatching(/^[0-9a-f]{8}$/), { minLength: 1, maxLength: 60 }), async (labels) => {
      const hashes: string[] = [];
      for (const order of ['incident_id', 'incident_id DESC', 'md5(incident_id)']) {
        await lay(labels, ['VERB', null, 'J']);
        await db.run(`CREATE OR REPLACE TABLE stapel AS SELECT * FROM stapel ORDER BY ${order}`);
        await write();
        hashes.push(createHash('sha256').update(await readFile(paths().voorval)).digest('hex'));
      }
      expect(new Set(hashes).size).toBe(1);
    }),
    { numRuns: 8 },
  ));

describe('refused', () => {
  const secret = 'Zonderwijk';
  const refusal = async (): Promise<{ key?: string; exitCode?: number; message: string }> => {
    try {
      await readTables(db, paths());
    } catch (error) {
      return error as { key?: string; exitCode?: number; message: string };
    }
    return { message: 'taken' };
  };
  const copy = (query: string) => db.run(`COPY (${query}) TO ${literal(paths().voorval)} (FORMAT parquet)`);

  test.each([
    ['a column more', `SELECT *, '${secret}' AS naam FROM stapel`, 'levering.otherColumns'],
    ['a column less', 'SELECT * EXCLUDE (gevolg_werk) FROM stapel', 'levering.otherColumns'],
    ['columns in another order', 'SELECT gevolg_werk, * EXCLUDE (gevolg_werk) FROM stapel', 'levering.otherColumns'],
    ['a column of another type', 'SELECT * REPLACE (1 AS relatie) FROM stapel', 'levering.otherColumns'],
    ['a value that is no code', `SELECT * REPLACE ('${secret}' AS relatie) FROM stapel`, 'levering.badTable'],
    ['a value in a list that is no code', `SELECT * REPLACE (['VERB', '${secret}'] AS vormen) FROM stapel`, 'levering.badTable'],
    ['a place for a region', `SELECT * REPLACE ('${secret}' AS regio) FROM stapel`, 'levering.badTable'],
  ])('%s, without repeating it', async (_, query, key) => {
    await lay(['a', 'b'], ['VERB']);
    await write();
    await copy(query);
    const error = await refusal();
    expect([error.key, error.exitCode]).toEqual([key, 3]);
    expect(error.message).not.toContain(secret);
  });

  test('a file that is no Parquet', async () => {
    await lay(['a'], ['VERB']);
    await write();
    await writeFile(paths().voorval, secret);
    expect(await refusal()).toMatchObject({ key: 'levering.badTable', exitCode: 3, message: expect.not.stringContaining(secret) });
  });
});
