import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packEntries, unpackEntries } from './container.js';
import { composeContainer, type Delivery, deliveryFormat, fileOf, openContainer, requireFitting, type TrustedKey } from './delivery.js';
import { decrypt, encrypt, newIdentity, recipientOf } from './encryption.js';
import { isSignedBy, keyId, newSigningKey, publicKeyOf, signBytes } from '../files/signature.js';

const text = (value: string) => new TextEncoder().encode(value);
const signing = newSigningKey();
const stranger = newSigningKey();
const identity = await newIdentity();
const recipient = await recipientOf(identity);
const trusted = (key = signing, more: Partial<TrustedKey> = {}): TrustedKey => ({ organisatie: 'ALFA', sleutel: keyId(publicKeyOf(key)), publiek: publicKeyOf(key), ingetrokken: null, ...more });

const rows = text('[]\n');
const contextName = 'delen/01-noemer.json';

function delivery(more: Partial<Delivery> = {}): Delivery {
  return {
    formaat: deliveryFormat,
    programma: '0.1.0',
    organisatie: 'ALFA',
    ontvanger: recipient,
    geleverd: '2024-07-05',
    vervalt: '2024-10-03',
    codeboek: '0.1',
    delen: [
      {
        deel: 'context',
        manifest: {
          organisatie: 'ALFA', soort: 'noemer', geleverd: '2024-07-05', codeboek: '0.1', bestandSha256: createHash('sha256').update('x').digest('hex'),
          aantallen: { valid: 0, signal: 0, rejected: 0, duplicate: 0, not_a_record: 0 }, bevindingen: [],
        },
        rijen: fileOf(contextName, rows),
      },
    ],
    ...more,
  };
}

const compose = (one = delivery(), files: Record<string, Uint8Array> = { [contextName]: rows }, key = signing) => composeContainer(one, files, key);
const key = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return `${(error as { key?: string }).key ?? String(error)} ${(error as { exitCode?: number }).exitCode}`;
  }
  return 'taken';
};

describe('Ed25519', () => {
  test('RFC 8032, test 2: the public key verifies the known signature', () => {
    const publicKey = Buffer.from('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', 'hex').toString('base64url');
    const handtekening = Buffer.from(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
      'hex',
    ).toString('base64');
    const signature = { algoritme: 'Ed25519' as const, sleutel: keyId(publicKey), handtekening };
    expect(isSignedBy(publicKey, new Uint8Array([0x72]), signature)).toBe(true);
    expect(isSignedBy(publicKey, new Uint8Array([0x73]), signature)).toBe(false);
  });

  test('only the key that signed verifies, and only the bytes that were signed', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(), (bytes, at) => {
        const signature = signBytes(signing, bytes);
        expect(isSignedBy(publicKeyOf(signing), bytes, signature)).toBe(true);
        expect(isSignedBy(publicKeyOf(stranger), bytes, { ...signature, sleutel: keyId(publicKeyOf(stranger)) })).toBe(false);
        const changed = Uint8Array.from([...bytes, at % 256]);
        expect(isSignedBy(publicKeyOf(signing), changed, signature)).toBe(false);
      }),
    ));
});

describe('the container', () => {
  const name = fc.stringMatching(/^[a-z]{1,8}\/[a-z0-9]{1,6}\.(json|parquet)$/);

  test('what goes in comes out, and the order of names does not change a byte', () =>
    fc.assert(
      fc.property(fc.dictionary(name, fc.uint8Array({ maxLength: 200 }), { maxKeys: 6 }), (entries) => {
        const packed = packEntries(entries);
        expect(unpackEntries(packed)).toEqual(entries);
        expect(packEntries(Object.fromEntries(Object.entries(entries).reverse()))).toEqual(packed);
      }),
    ));

  test('the time zone does not change a byte', () => {
    const script = `import { zipSync } from 'fflate'; process.stdout.write(Buffer.from(zipSync({ a: [new Uint8Array([1]), { mtime: new Date(1980, 0, 1), level: 6, os: 0, attrs: 0 }] })).toString('hex'))`;
    const zone = (TZ: string) => execFileSync(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, TZ }, cwd: import.meta.dirname }).toString();
    const zones = ['UTC', 'Europe/Amsterdam', 'Pacific/Apia', 'America/New_York'].map(zone);
    expect(new Set(zones).size).toBe(1);
    expect(zones[0]).toBe(Buffer.from(packEntries({ a: new Uint8Array([1]) })).toString('hex'));
  });

  test.each(['../a.json', '/a.json', 'a\\b.json', 'A.json', '', 'a..b'])('the name %j is not taken', (bad) => {
    expect(() => packEntries({ [bad]: rows })).toThrow();
  });

  test('a name from outside is refused before anything is unpacked', () => {
    const packed = Buffer.from(packEntries({ 'aa/etc.json': rows }));
    const evil = Buffer.from(packed.toString('latin1').replaceAll('aa/etc.json', '../etc.json'), 'latin1');
    expect(key(() => unpackEntries(evil))).toBe('levering.damaged 3');
  });
});

describe('opening a delivery', () => {
  test('what was signed is what is opened; the same input gives the same bytes', () => {
    const bytes = compose();
    expect(compose()).toEqual(bytes);
    const opened = openContainer(bytes, [trusted()]);
    expect(opened).toEqual({ delivery: delivery(), files: { [contextName]: rows }, sleutel: keyId(publicKeyOf(signing)) });
  });

  const repacked = (change: (entries: Record<string, Uint8Array>) => void) => {
    const entries = unpackEntries(compose());
    change(entries);
    return packEntries(entries);
  };
  const documentOf = (bytes: Uint8Array) => new TextDecoder().decode(unpackEntries(bytes)['manifest.json']);

  test.each<[string, () => Uint8Array, TrustedKey[], string]>([
    ['nobody is trusted', () => compose(), [], 'levering.unknownKey 5'],
    ['signed by a stranger', () => compose(delivery(), undefined, stranger), [trusted()], 'levering.unknownKey 5'],
    ['the key is revoked', () => compose(), [trusted(signing, { ingetrokken: '2024-07-01' })], 'levering.revokedKey 5'],
    ['the key is of another organisation', () => compose(), [trusted(signing, { organisatie: 'BETA' })], 'levering.otherSigner 3'],
    ['the manifest was changed', () => repacked((e) => (e['manifest.json'] = text(documentOf(compose()).replace('2024-10-03', '2034-10-03')))), [trusted()], 'levering.badSignature 3'],
    ['the signature is of another manifest', () => repacked((e) => (e['signature.json'] = unpackEntries(compose(delivery({ vervalt: '2024-10-04' })))['signature.json']!)), [trusted()], 'levering.badSignature 3'],
    ['the signature names another key', () => repacked((e) => (e['signature.json'] = text(JSON.stringify({ ...signBytes(stranger, e['manifest.json']!), sleutel: keyId(publicKeyOf(signing)) })))), [trusted()], 'levering.badSignature 3'],
    ['a table was changed', () => repacked((e) => (e[contextName] = text('[1]'))), [trusted()], 'levering.damaged 3'],
    ['a table is missing', () => repacked((e) => delete e[contextName]), [trusted()], 'levering.damaged 3'],
    ['a file was added', () => repacked((e) => (e['delen/99-brief.json'] = rows)), [trusted()], 'levering.damaged 3'],
    ['there is no signature', () => repacked((e) => delete e['signature.json']), [trusted()], 'levering.damaged 3'],
    ['there is no manifest', () => repacked((e) => delete e['manifest.json']), [trusted()], 'levering.damaged 3'],
    ['it is empty', () => new Uint8Array(0), [trusted()], 'levering.damaged 3'],
    ['it is no zip', () => text('PK is what a zip begins with'), [trusted()], 'levering.damaged 3'],
    ['a part is of another day', () => compose(delivery({ geleverd: '2024-07-06' })), [trusted()], 'levering.mixed 3'],
    ['a part is of another codebook', () => compose(delivery({ codeboek: '0.2' })), [trusted()], 'levering.mixed 3'],
  ])('refused: %s', (_, made, keys, reason) => {
    expect(key(() => openContainer(made(), keys))).toBe(reason);
  });

  test.each([
    [{}, 'taken'],
    [{ today: '2024-10-03' }, 'taken'],
    [{ today: '2024-10-04' }, 'levering.expired 3'],
    [{ today: '2024-07-05' }, 'taken'],
    [{ today: '2024-07-04' }, 'levering.future 3'],
    [{ recipient: 'age1other' }, 'levering.passedOn 3'],
    [{ organisation: 'BETA' }, 'levering.otherOrganisation 3'],
    [{ organisation: undefined }, 'taken'],
  ])('%j: %s', (more, outcome) => {
    expect(key(() => requireFitting(delivery(), { recipient, organisation: 'ALFA', today: '2024-08-01', ...more }))).toBe(outcome);
  });

  test('no changed bit of the encrypted file and no cut is taken', async () => {
    const whole = await encrypt(compose(), recipient);
    expect(openContainer(await decrypt(whole, identity), [trusted()]).delivery.organisatie).toBe('ALFA');
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length * 8 - 1), async (bit) => {
        const changed = Uint8Array.from(whole);
        changed[bit >> 3]! ^= 1 << (bit & 7);
        await expect(decrypt(changed, identity)).rejects.toMatchObject({ exitCode: 3, key: expect.stringMatching(/^levering\.(damaged|otherReceiver)$/) });
      }),
      { numRuns: 300 },
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
        await expect(decrypt(whole.subarray(0, length), identity)).rejects.toMatchObject({ exitCode: 3 });
      }),
      { numRuns: 100 },
    );
  });

  test('no changed bit before encryption yields another delivery', () => {
    const whole = compose();
    fc.assert(
      fc.property(fc.nat(whole.length * 8 - 1), (bit) => {
        const changed = Uint8Array.from(whole);
        changed[bit >> 3]! ^= 1 << (bit & 7);
        try {
          // A bit of the zip's own administration (a time, an attribute) says nothing of the delivery.
          expect(openContainer(changed, [trusted()])).toEqual(openContainer(whole, [trusted()]));
        } catch (error) {
          expect([3, 5]).toContain((error as { exitCode?: number }).exitCode);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the receiver', () => {
  test('another receiver reads nothing', async () => {
    const whole = await encrypt(compose(), recipient);
    await expect(decrypt(whole, await newIdentity())).rejects.toMatchObject({ key: 'levering.otherReceiver', exitCode: 3 });
  });

  test('the encrypted file shows nothing of the delivery', async () => {
    const whole = Buffer.from(await encrypt(compose(), recipient)).toString('latin1');
    expect(whole.startsWith('age-encryption.org/v1\n')).toBe(true);
    for (const word of ['ALFA', 'manifest', 'noemer', 'PK\u0003\u0004']) expect(whole).not.toContain(word);
  });

  test.each(['', 'age1', 'age1qqqq', 'AGE-SECRET-KEY-1', 'ssh-ed25519 AAAA'])('%j is no recipient', async (bad) => {
    await expect(encrypt(rows, bad)).rejects.toMatchObject({ key: 'levering.badRecipient', exitCode: 2 });
  });

  test('a typing error in a recipient is noticed', async () => {
    await expect(encrypt(rows, recipient.slice(0, -1) + (recipient.endsWith('q') ? 'p' : 'q'))).rejects.toMatchObject({ key: 'levering.badRecipient' });
  });
});
