/** Receipts as the association writes them and as an organisation checks them, with the real binary. */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { keyId, newSigningKey, publicKeyOf } from '../../files/signature.js';
import { json, ownFolder, run } from '../binary.test-support.js';
import { layPlainWorkspace, plainExport, plainRows, put, writeSettings } from '../sector.test-support.js';
import { parseReceipt, type Receipt, receiptFormat, requireGenuine, signReceipt } from './receipt.js';

const folder = await ownFolder('receipts');
const [alfa, association, steward] = ['alfa', 'association', 'steward'].map((name) => join(folder, name)) as [string, string, string];
const at = (cwd: string, ...args: string[]) => run(args, { cwd });
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const kept = join(association, 'ontvangstbewijzen', 'ALFA');
const receipts = async () => (await readdir(kept)).filter((name) => name.endsWith('.json')).sort();
const receiptAt = async (name: string) => parseReceipt(await readFile(join(kept, name), 'utf8'));

const zero = 'organisatie_code;periode\r\nALFA;2024-03\r\n';

beforeAll(async () => {
  await layPlainWorkspace(alfa, ['ALFA']);
  await writeSettings(association, { naam: 'Proefmonitor', organisaties: { ALFA: { naam: 'Alfa', sinds: '2024-01' }, BETA: { naam: 'Beta', sinds: '2024-01' } } });
  await layPlainWorkspace(steward, ['BETA']);
  await mkdir(steward, { recursive: true });
  await put(alfa, 'meldingen_2024-01.csv', plainExport(plainRows('2024-01', 7)));
  await put(alfa, 'meldingen_2024-02.csv', plainExport([...plainRows('2024-02', 5), ['N9', '31-02-2024', 'Slaan', 'Bezoek', 'Ouder']]));
  await put(alfa, 'nulverklaring_2024-03.csv', zero);
  const recipient = /^age1\S+$/m.exec((await at(association, 'key', 'create', '--receiver')).stdout)![0];
  await at(alfa, 'key', 'create', '-o', 'ALFA');
  await at(association, 'key', 'trust', join(alfa, 'keys', 'ALFA.openbaar.json'), '-o', 'ALFA');
  const files = ['meldingen_2024-01.csv', 'meldingen_2024-02.csv', 'nulverklaring_2024-03.csv'];
  const made = await at(alfa, 'prepare', ...files, '-o', 'ALFA', '--recipient', recipient, '--out', join(folder, 'een.levering'), '-d', '2024-07-05', '--expires', '2031-01-01', '--k', '1');
  expect(made.stderr).toBe('');
  const ran = await at(association, 'ingest', join(folder, 'een.levering'), '--json');
  expect(ran.code, ran.stderr).toBe(0);
}, 120_000);

describe('the receipt of a delivery', () => {
  test('says what was received, verdict by verdict, and which key signed it', async () => {
    expect(await receipts()).toEqual(['2024-07-05_nulverklaring_2024-03_3.json', '2024-07-05_voorval_2024-01_1.json', '2024-07-05_voorval_2024-02_2.json']);
    const { bewijs } = await receiptAt('2024-07-05_voorval_2024-02_2.json');
    const signer = JSON.parse(await readFile(join(alfa, 'keys', 'ALFA.openbaar.json'), 'utf8')) as { sleutel: string };
    expect(bewijs).toMatchObject({
      monitor: 'Proefmonitor', organisatie: 'ALFA', soort: 'voorval', levering: 2, periode: '2024-02', van_maand: '2024-02', tot_maand: '2024-02',
      geleverd: '2024-07-05', codeboek: '0.1', koppeling: 1, voorvallen: 5, ondertekend_met: signer.sleutel,
      bestand_sha256: sha256(await readFile(join(folder, 'een.levering'))),
    });
    expect(bewijs.oordelen).toEqual({ valid: 5, signal: 0, rejected: 1, excluded: 0, duplicate: 0, merged: 0, not_a_record: 0 });
    const text = await readFile(join(kept, '2024-07-05_voorval_2024-02_2.txt'), 'utf8');
    expect(text).toContain('Ontvangstbewijs – Proefmonitor');
    expect(text).toMatch(/Rijen afgekeurd +1/);
    expect(text).toMatch(/Rows rejected +1/);
    expect(text).not.toContain('meldingen');
  });

  test('is written once and again with the same bytes, also when a run broke off before it', async () => {
    const all = async () => Promise.all((await readdir(kept)).sort().map(async (name) => [name, sha256(await readFile(join(kept, name)))]));
    const before = await all();
    await rm(kept, { recursive: true });
    const again = json<{ outcome: string; receipt: string }[]>(await at(association, 'ingest', join(folder, 'een.levering'), '--json', '--lang', 'en'));
    expect(again.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    expect(again.every(({ receipt }) => receipt.startsWith('ontvangstbewijzen/ALFA/2024-07-05_'))).toBe(true);
    expect(await all()).toEqual(before);
  });

  test('of an export holds the hash of the file as the steward has it', async () => {
    const place = join(folder, 'direct');
    await layPlainWorkspace(place, ['ALFA']);
    const path = await put(place, 'meldingen_2024-01.csv', plainExport(plainRows('2024-01', 4)));
    const [one] = json<{ receipt: string }[]>(await at(place, 'ingest', path, '-o', 'ALFA', '-d', '2024-02-05', '--json'));
    const { bewijs } = parseReceipt(await readFile(join(place, one!.receipt), 'utf8'));
    expect([bewijs.bestand_sha256, bewijs.ondertekend_met, bewijs.voorvallen]).toEqual([sha256(await readFile(path)), null, 4]);
    const checked = await at(place, 'receipt', 'verify', one!.receipt, '--file', path);
    expect([checked.code, checked.stderr]).toEqual([0, '']);
    expect(checked.stdout).toMatch(/Echt en onveranderd[\s\S]*precies dit bestand[\s\S]*opslag kent deze levering/);
    const other = await put(place, 'anders.csv', plainExport(plainRows('2024-01', 5)));
    expect((await at(place, 'receipt', 'verify', one!.receipt, '--file', other)).code).toBe(1);
  });
});

describe('verify', () => {
  const name = '2024-07-05_voorval_2024-01_1.json';
  const keys = join(association, 'keys', 'ontvangstbewijs.openbaar.json');

  test('needs only the public keys of the association, far from its workspace', async () => {
    await cp(join(kept, name), join(steward, 'bewijs.json'));
    await cp(keys, join(steward, 'sleutels.json'));
    await cp(join(folder, 'een.levering'), join(steward, 'een.levering'));
    const ran = await at(steward, 'receipt', 'verify', 'bewijs.json', '--key', 'sleutels.json', '--file', 'een.levering', '--json');
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    expect(json<{ store: null; file: string }>(ran)).toMatchObject({ store: null, file: 'same' });
    expect((await at(steward, 'receipt', 'verify', 'bewijs.json')).code).toBe(5);
    expect((await at(steward, 'receipt', 'verify', 'sleutels.json', '--key', 'sleutels.json')).code).toBe(3);
    expect((await at(steward, 'receipt', 'verify', 'bewijs.json', '--key', 'bewijs.json')).code).toBe(2);
  });

  test('sees a receipt of which one figure was changed', async () => {
    const text = await readFile(join(kept, name), 'utf8');
    await writeFile(join(steward, 'veranderd.json'), text.replace('"valid": 7', '"valid": 8'));
    const ran = await at(steward, 'receipt', 'verify', 'veranderd.json', '--key', keys);
    expect([ran.code, ran.stderr]).toEqual([3, expect.stringContaining('veranderd')]);
  });

  test('stays content when the key of the organisation was replaced and revoked, and when the association has a new key', async () => {
    const { bewijs } = await receiptAt(name);
    expect((await at(alfa, 'key', 'rotate', '-o', 'ALFA')).code).toBe(0);
    expect((await at(association, 'key', 'trust', join(alfa, 'keys', 'ALFA.openbaar.json'), '-o', 'ALFA')).code).toBe(0);
    expect((await at(association, 'key', 'revoke', '-o', 'ALFA', '--id', bewijs.ondertekend_met!)).code).toBe(0);
    expect((await at(association, 'ingest', join(folder, 'een.levering'))).code).toBe(5);
    await rm(join(association, 'keys', 'ontvangstbewijs.ondertekening.pem'));
    expect((await at(association, 'key', 'create', '--receiver')).code).toBe(0);
    expect(JSON.parse(await readFile(keys, 'utf8'))).toHaveLength(2);
    for (const one of await receipts()) {
      const ran = await at(association, 'receipt', 'verify', join(kept, one), '--json');
      expect([one, ran.code, json<{ store: string }>(ran).store]).toEqual([one, 0, 'same']);
    }
  });

  test('says when the store no longer says the same', async () => {
    const place = join(folder, 'ander');
    await cp(association, place, { recursive: true });
    await rm(join(place, 'store.duckdb'));
    await put(place, 'mappings/ALFA.yaml', await readFile(join(alfa, 'mappings', 'ALFA.yaml'), 'utf8'));
    await cp(join(alfa, 'keys', 'ALFA.key'), join(place, 'keys', 'ALFA.key'));
    await cp(join(alfa, 'keys', 'ALFA.jaren'), join(place, 'keys', 'ALFA.jaren'));
    await put(place, 'meldingen_2024-01.csv', plainExport(plainRows('2024-01', 3)));
    expect((await at(place, 'ingest', 'meldingen_2024-01.csv', '-o', 'ALFA', '-d', '2024-07-05')).code).toBe(0);
    const ran = await at(place, 'receipt', 'verify', join(kept, name));
    expect([ran.code, ran.stdout]).toEqual([1, expect.stringContaining('zegt iets anders')]);
  });
});

describe('the signature', () => {
  const pem = newSigningKey();
  const keys = [{ sleutel: keyId(publicKeyOf(pem)), publiek: publicKeyOf(pem) }];
  const hex = fc.stringMatching(/^[0-9a-f]{64}$/);
  const receipt: fc.Arbitrary<Receipt> = fc.record({
    formaat: fc.constant(receiptFormat), monitor: fc.string({ maxLength: 20 }), organisatie: fc.stringMatching(/^[A-Z]{2,9}$/), soort: fc.constantFrom('voorval', 'noemer'),
    levering: fc.integer({ min: 1, max: 1e6 }), periode: fc.constantFrom('2024-06', null), van_maand: fc.constantFrom('2024-06', null), tot_maand: fc.constantFrom('2024-06', null),
    geleverd: fc.constant('2024-07-05'), codeboek: fc.constant('0.1'), koppeling: fc.constantFrom(1, null), bestand_sha256: hex, ondertekend_met: fc.constantFrom('ed25519-0123456789abcdef', null),
    inhoud_sha256: hex, oordelen: fc.record({ valid: fc.nat(), signal: fc.nat(), rejected: fc.nat() }, { requiredKeys: [] }), voorvallen: fc.option(fc.nat()), stand_sha256: hex,
  });

  test('holds for every receipt as written or written down otherwise, and for no other', () =>
    fc.assert(
      fc.property(receipt, fc.integer({ min: 1, max: 9 }), (one, more) => {
        const text = signReceipt(one, pem);
        expect(signReceipt(one, pem)).toBe(text);
        requireGenuine(parseReceipt(text), keys);
        const { bewijs, handtekening } = JSON.parse(text) as { bewijs: Receipt; handtekening: object };
        const turned = Object.fromEntries(Object.entries(bewijs).reverse());
        requireGenuine(parseReceipt(JSON.stringify({ handtekening, bewijs: turned })), keys);
        const changed = parseReceipt(JSON.stringify({ bewijs: { ...bewijs, levering: bewijs.levering + more }, handtekening }));
        expect(() => requireGenuine(changed, keys)).toThrow(expect.objectContaining({ key: 'receipt.changed' }));
      }),
    ));
});
