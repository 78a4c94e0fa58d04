import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSigningKey, destroyYear, parsePublicKey, readPublic, readTrusted, revokeKey, rotateSigningKey, trustKey } from './keyring.js';
import { createKey, readKey, readLabelKey, readYears } from './keys.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyring-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const file = (name: string) => join(folder, 'keys', name);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('given bytes make the same keys again, and every year and organisation has another', async () => {
  const bytes = randomBytes(32);
  await createKey(folder, 'ALFA', bytes);
  const first = await readLabelKey(folder, 'ALFA');
  await rm(file('ALFA.jaren'));
  await createKey(folder, 'ALFA', bytes);
  await createKey(folder, 'BETA', bytes);
  const again = await readLabelKey(folder, 'ALFA');
  const other = await readLabelKey(folder, 'BETA');
  expect(hex(again('voorval', 2024))).toBe(hex(first('voorval', 2024)));
  expect(new Set([again('voorval', 2024), again('voorval', 2023), other('voorval', 2024)].map(hex)).size).toBe(3);
});

test('without bytes the years have secrets that do not follow from the record key', async () => {
  await createKey(folder, 'ALFA');
  const bytes = await readKey(folder, 'ALFA');
  const years = (await readYears(folder, 'ALFA')).map((one) => ('geheim' in one ? hex(one.geheim) : ''));
  expect(new Set(years).size).toBe(50);
  await createKey(folder, 'BETA', bytes);
  expect((await readYears(folder, 'BETA')).map((one) => ('geheim' in one ? hex(one.geheim) : '')).filter((secret) => years.includes(secret))).toEqual([]);
});

test('what is there is never touched, and a missing half is completed', async () => {
  expect(await createKey(folder, 'ALFA')).toBe(true);
  const [record, years] = [await readFile(file('ALFA.key'), 'utf8'), await readFile(file('ALFA.jaren'), 'utf8')];
  expect(await createKey(folder, 'ALFA')).toBe(false);
  await rm(file('ALFA.jaren'));
  await expect(readLabelKey(folder, 'ALFA')).rejects.toMatchObject({ key: 'cli.key.missing', params: { place: 'keys/ALFA.jaren' } });
  expect(await createKey(folder, 'ALFA')).toBe(true);
  expect(await readFile(file('ALFA.key'), 'utf8')).toBe(record);
  expect(await readFile(file('ALFA.jaren'), 'utf8')).not.toBe(years);
});

test.each(['2024\n', '2024 abc\n', `x${'0'.repeat(64)}\n`, '2024 vernietigd gisteren id\n'])('damaged years %j are refused', async (text) => {
  await createKey(folder, 'ALFA');
  await writeFile(file('ALFA.jaren'), text);
  await expect(readLabelKey(folder, 'ALFA')).rejects.toMatchObject({ key: 'cli.key.damaged' });
});

test.each([[1999, 'levering.key.noYear'], [2050, 'levering.key.noYear']])('there is no key for %i', async (year, key) => {
  await createKey(folder, 'ALFA');
  const keys = await readLabelKey(folder, 'ALFA');
  expect(() => keys('voorval', year)).toThrow(expect.objectContaining({ key }));
});

test('a destroyed year is gone and stays gone; the record key and other years stay', async () => {
  await createKey(folder, 'ALFA');
  const before = await readLabelKey(folder, 'ALFA');
  const { bewijs, sleutel } = await destroyYear(folder, 'ALFA', 2023, '2026-01-02', false);
  const after = await readLabelKey(folder, 'ALFA');
  expect(() => after('voorval', 2023)).toThrow(expect.objectContaining({ key: 'levering.key.destroyed', params: { organisation: 'ALFA', year: 2023, day: '2026-01-02' } }));
  expect(hex(after('voorval', 2024))).toBe(hex(before('voorval', 2024)));
  expect(await readFile(join(folder, bewijs), 'utf8')).not.toContain(sleutel);
  await expect(destroyYear(folder, 'ALFA', 2023, '2026-01-03', false)).rejects.toMatchObject({ key: 'levering.key.destroyed' });
  await expect(destroyYear(folder, 'ALFA', 1900, '2026-01-03', false)).rejects.toMatchObject({ key: 'levering.key.notThatYear' });
  expect((await readdir(file(''))).filter((name) => name.includes('.tmp'))).toEqual([]);
});

test('a public file that was lost or lags behind is made again; the key itself stays', async () => {
  expect(await createSigningKey(folder, 'ALFA')).toBe(true);
  const old = await readFile(file('ALFA.openbaar.json'), 'utf8');
  await rotateSigningKey(folder, 'ALFA');
  const fresh = (await readPublic(folder, 'ALFA'))!;
  await writeFile(file('ALFA.openbaar.json'), old);
  expect(await createSigningKey(folder, 'ALFA')).toBe(false);
  expect((await readPublic(folder, 'ALFA'))!.sleutel).toBe(fresh.sleutel);
});

test('trust: new, known, successor, revoked', async () => {
  await createSigningKey(folder, 'ALFA');
  const first = (await readPublic(folder, 'ALFA'))!;
  expect(await trustKey(folder, 'ALFA', first, '2026-01-01')).toBe('new');
  expect(await trustKey(folder, 'ALFA', first, '2026-01-02')).toBe('known');
  const second = await rotateSigningKey(folder, 'ALFA');
  await expect(trustKey(folder, 'BETA', second, '2026-01-02')).rejects.toMatchObject({ key: 'levering.key.otherPublic' });
  const forged = { ...second, vorige: { ...second.vorige!, handtekening: Buffer.alloc(64, 1).toString('base64') } };
  await expect(trustKey(folder, 'ALFA', forged, '2026-01-02')).rejects.toMatchObject({ key: 'levering.key.badSuccessor', exitCode: 5 });
  expect(await trustKey(folder, 'ALFA', second, '2026-01-02')).toBe('successor');
  await revokeKey(folder, 'ALFA', first.sleutel, '2026-01-03');
  await revokeKey(folder, 'ALFA', first.sleutel, '2026-01-09');
  await expect(trustKey(folder, 'ALFA', first, '2026-01-04')).rejects.toMatchObject({ key: 'levering.revokedKey', exitCode: 5 });
  expect((await readTrusted(folder)).map(({ sleutel, ingetrokken }) => [sleutel, ingetrokken])).toEqual([[first.sleutel, '2026-01-03'], [second.sleutel, null]]);
});

test.each(['', '{}', 'geen json', '{"organisatie":"ALFA","sleutel":"ed25519-0000000000000000","publiek":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}'])('%j is no public key', (text) => {
  expect(() => parsePublicKey(text)).toThrow(expect.objectContaining({ key: 'levering.key.noPublic' }));
});
