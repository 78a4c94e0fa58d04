import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../database/database.js';
import { openDuckDB } from '../../database/duckdb.js';
import { deriveKey, hmac, hmacParams, hmacSql, yearLabel } from './pseudonym.js';

let db: Database;
beforeAll(async () => {
  db = await openDuckDB(':memory:');
});
afterAll(() => db.close());

const inSql = async (key: Uint8Array, text: string) =>
  (await db.rows<{ label: string }>(`SELECT ${hmacSql('$tekst::VARCHAR')} AS label`, { ...hmacParams(key), tekst: text }))[0]!.label;

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));

describe('HMAC-SHA-256, test cases of RFC 4231', () => {
  test.each([
    [1, hex('0b'.repeat(20)), 'Hi There', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
    [2, new TextEncoder().encode('Jefe'), 'what do ya want for nothing?', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
    [6, hex('aa'.repeat(131)), 'Test Using Larger Than Block-Size Key - Hash Key First', '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54'],
    [7, hex('aa'.repeat(131)), 'This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.', '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2'],
  ])('case %i', async (_, key, text, expected) => {
    expect(hmac(key, text)).toBe(expected);
    expect(await inSql(key, text)).toBe(expected);
  });
});

const wycheproof = new URL('../../../../shared/cases/disclosure/hmac/hmac_sha256_test.json', import.meta.url);
test.skipIf(!existsSync(wycheproof))('Wycheproof vectors with text messages (skipped where the shared cases are absent)', () => {
  const { testGroups } = JSON.parse(readFileSync(wycheproof, 'utf8')) as {
    testGroups: { tagSize: number; tests: { key: string; msg: string; tag: string; result: string }[] }[];
  };
  let used = 0;
  for (const { tagSize, tests } of testGroups) {
    for (const { key, msg, tag, result } of tests) {
      const text = Buffer.from(msg, 'hex').toString('utf8');
      if (Buffer.from(text, 'utf8').toString('hex') !== msg) continue;
      used++;
      expect(hmac(hex(key), text).slice(0, tagSize / 4) === tag).toBe(result === 'valid');
    }
  }
  expect(used).toBeGreaterThan(20);
});

test('the engine makes the same labels as the library, for any text', () =>
  fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 80 }), fc.string({ unit: 'grapheme' }), async (key, text) => {
      fc.pre(!text.includes('\u0000'));
      expect(await inSql(key, text)).toBe(hmac(key, text));
    }),
    { numRuns: 60 },
  ));

test('keys differ by organisation, by kind and by year', () => {
  const secret = new Uint8Array(32).fill(7);
  const keys = (['voorval', 'gezin'] as const).flatMap((kind) =>
    ['A', 'B'].flatMap((organisation) => [2023, 2024].map((year) => hmac(deriveKey(secret, organisation, kind, year), 'x'))),
  );
  expect(new Set(keys).size).toBe(8);
});

test.each([[[2024]], [[2023, 2024]]])('a label carries version and kind, and hangs on the key of its own year: %j', async (years) => {
  const keys = new Map(years.map((year) => [year, deriveKey(new Uint8Array(32).fill(year % 256), 'A', 'voorval', year)]));
  const { sql, params } = yearLabel('voorval', 'tekst', 'jaar', keys);
  const rows = await db.rows<{ jaar: number; label: string }>(
    `SELECT jaar, ${sql} AS label FROM (VALUES ${years.map((year) => `(${year}, 'een')`).join(', ')}) AS v(jaar, tekst)`,
    params,
  );
  expect(rows).toEqual(years.map((jaar) => ({ jaar, label: `v1.voorval.${hmac(keys.get(jaar)!, 'een').slice(0, 32)}` })));
  expect(sql).not.toContain(params[`binnen_${years[0]}`]);
});

test('without a key there is no label', () => expect(yearLabel('voorval', 'tekst', 'jaar', new Map()).sql).toBe('NULL::VARCHAR'));
