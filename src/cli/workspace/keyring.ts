/** Keys that hold a delivery together: the organisation's signature, the receiver's identity, and whom the receiver trusts. */
import { createHash, randomBytes } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { exitCodes, UserError } from '../../error.js';
import { writeFileAtomic } from '../../files/atomic.js';
import type { TrustedKey } from '../../levering/delivery.js';
import { newIdentity, recipientOf } from '../../levering/encryption.js';
import { isSignedBy, keyId, newSigningKey, publicKeyOf, signBytes } from '../../files/signature.js';
import { layKeyFile, readYears, writeYears, yearKeyId } from './keys.js';
import { places } from './workspace.js';

const receiverFile = 'ontvanger.age';
const trustFolder = 'vertrouwd';
const signingFile = (organisation: string) => `${organisation}.ondertekening.pem`;
export const publicFile = (organisation: string) => `${organisation}.openbaar.json`;

const publicKeySchema = z.strictObject({
  organisatie: z.string().regex(/^[A-Z0-9_-]{2,40}$/),
  sleutel: z.string(),
  publiek: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  /** The key before this one, and its signature over this one. */
  vorige: z.strictObject({ sleutel: z.string(), handtekening: z.string() }).optional(),
});
export type PublicKey = z.infer<typeof publicKeySchema>;

/** The organisation's private signing key. */
export async function readSigningKey(folder: string, organisation: string): Promise<string> {
  const name = signingFile(organisation);
  const pem = await readFile(join(folder, places.keys, name), 'utf8').catch(() => undefined);
  if (pem === undefined) throw new UserError('levering.key.noSigning', { organisation, place: `${places.keys}/${name}` });
  try {
    publicKeyOf(pem);
  } catch {
    throw new UserError('levering.key.damaged', { place: `${places.keys}/${name}` });
  }
  return pem;
}

/** Makes a signing key where there is none, and the public file that belongs to it. Gives whether a key was made. */
export async function createSigningKey(folder: string, organisation: string): Promise<boolean> {
  const made = await layKeyFile(folder, signingFile(organisation), newSigningKey());
  const publiek = publicKeyOf(await readSigningKey(folder, organisation));
  const shown = await readPublic(folder, organisation).catch(() => undefined);
  if (shown?.publiek !== publiek) await writePublic(folder, { organisatie: organisation, sleutel: keyId(publiek), publiek });
  return made;
}

/** Puts a new signing key in the place of the old one, which first signs its successor. */
export async function rotateSigningKey(folder: string, organisation: string): Promise<PublicKey> {
  const old = await readSigningKey(folder, organisation);
  const pem = newSigningKey();
  const publiek = publicKeyOf(pem);
  const { sleutel, handtekening } = signBytes(old, successorBytes(organisation, publiek));
  const known: PublicKey = { organisatie: organisation, sleutel: keyId(publiek), publiek, vorige: { sleutel, handtekening } };
  await writeFileAtomic(join(folder, places.keys, signingFile(organisation)), pem, 0o600);
  await writePublic(folder, known);
  return known;
}

/** The public side of the organisation's signing key, as the receiver needs it; undefined when there is none. */
export async function readPublic(folder: string, organisation: string): Promise<PublicKey | undefined> {
  const text = await readFile(join(folder, places.keys, publicFile(organisation)), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parsePublicKey(text);
}

function writePublic(folder: string, key: PublicKey): Promise<void> {
  return writeFileAtomic(join(folder, places.keys, publicFile(key.organisatie)), `${JSON.stringify(key, null, 1)}\n`);
}

/** A public key file. UserError when it is none, or its id is not the key's. */
export function parsePublicKey(text: string): PublicKey {
  try {
    const key = publicKeySchema.parse(JSON.parse(text));
    if (key.sleutel !== keyId(key.publiek)) throw new Error('another id');
    return key;
  } catch {
    throw new UserError('levering.key.noPublic', {}, exitCodes.usage);
  }
}

function successorBytes(organisation: string, publicKey: string): Uint8Array {
  return new TextEncoder().encode(`agressiemonitor opvolger ${organisation} ${publicKey}\n`);
}

/** Makes the receiver's identity where there is none. Gives whether one was made. */
export async function createReceiver(folder: string): Promise<boolean> {
  return layKeyFile(folder, receiverFile, `${await newIdentity()}\n`);
}

/** The receiver's secret identity and public recipient. UserError when the workspace receives nothing. */
export async function readReceiver(folder: string): Promise<{ identity: string; recipient: string }> {
  const text = await readFile(join(folder, places.keys, receiverFile), 'utf8').catch(() => undefined);
  if (text === undefined) throw new UserError('levering.key.noReceiver', { place: `${places.keys}/${receiverFile}` });
  const identity = text.trim();
  try {
    return { identity, recipient: await recipientOf(identity) };
  } catch {
    throw new UserError('levering.key.damaged', { place: `${places.keys}/${receiverFile}` });
  }
}

const trustSchema = z.array(z.strictObject({ sleutel: z.string(), publiek: z.string(), sinds: z.iso.date(), ingetrokken: z.iso.date().nullable() }));

/** Public keys that the receiver has registered, of all organisations, revoked ones too. */
export async function readTrusted(folder: string): Promise<(TrustedKey & { sinds: string })[]> {
  const names = (await readdir(join(folder, trustFolder)).catch(() => [])).filter((name) => name.endsWith('.json')).sort();
  const lists = await Promise.all(names.map((name) => trustOf(folder, name.slice(0, -'.json'.length))));
  return lists.flat();
}

async function trustOf(folder: string, organisation: string): Promise<(TrustedKey & { sinds: string })[]> {
  const text = await readFile(join(folder, trustFolder, `${organisation}.json`), 'utf8').catch(() => undefined);
  if (text === undefined) return [];
  try {
    return trustSchema.parse(JSON.parse(text)).map((one) => ({ ...one, organisatie: organisation }));
  } catch {
    throw new UserError('levering.key.damaged', { place: `${trustFolder}/${organisation}.json` });
  }
}

async function writeTrust(folder: string, organisation: string, keys: readonly (TrustedKey & { sinds: string })[]): Promise<void> {
  const kept = keys.map(({ sleutel, publiek, sinds, ingetrokken }) => ({ sleutel, publiek, sinds, ingetrokken }));
  await writeFileAtomic(join(folder, trustFolder, `${organisation}.json`), `${JSON.stringify(kept, null, 1)}\n`);
}

/**
 * Registers a public key of an organisation from this day on; 'known' when it was registered before. UserError when it is
 * another organisation's, was revoked, or names a predecessor that did not sign it.
 */
export async function trustKey(folder: string, organisation: string, key: PublicKey, today: string): Promise<'new' | 'successor' | 'known'> {
  if (key.organisatie !== organisation) throw new UserError('levering.key.otherPublic', { organisation: key.organisatie, expected: organisation });
  const known = await trustOf(folder, organisation);
  const same = known.find(({ sleutel }) => sleutel === key.sleutel);
  if (same?.ingetrokken) throw new UserError('levering.revokedKey', { key: same.sleutel, day: same.ingetrokken }, exitCodes.approval);
  if (same) return 'known';
  const before = known.find(({ sleutel, ingetrokken }) => sleutel === key.vorige?.sleutel && ingetrokken === null);
  if (before && !isSignedBy(before.publiek, successorBytes(organisation, key.publiek), { algoritme: 'Ed25519', ...key.vorige! })) {
    throw new UserError('levering.key.badSuccessor', { key: key.sleutel }, exitCodes.approval);
  }
  await writeTrust(folder, organisation, [...known, { organisatie: organisation, sleutel: key.sleutel, publiek: key.publiek, sinds: today, ingetrokken: null }]);
  return before ? 'successor' : 'new';
}

/** From now on nothing signed with the key is taken in; what was taken in before stays. UserError on an unknown key. */
export async function revokeKey(folder: string, organisation: string, id: string, today: string): Promise<void> {
  const known = await trustOf(folder, organisation);
  if (!known.some(({ sleutel }) => sleutel === id)) throw new UserError('levering.key.notTrusted', { organisation, key: id });
  await writeTrust(folder, organisation, known.map((one) => (one.sleutel === id ? { ...one, ingetrokken: one.ingetrokken ?? today } : one)));
}

export interface Destroyed {
  /** Path of the proof within the workspace. */
  bewijs: string;
  sleutel: string;
}

/**
 * Takes a year's secret away, and puts a new one in its place when asked. The proof says what and when, with the SHA-256 of
 * the destroyed key's name; it is written first, so that no key is ever gone without one.
 */
export async function destroyYear(folder: string, organisation: string, year: number, today: string, renewed: boolean): Promise<Destroyed> {
  const years = await readYears(folder, organisation);
  const found = years.find(({ jaar }) => jaar === year);
  if (!found) throw new UserError('levering.key.notThatYear', { organisation, year });
  if ('vernietigd' in found) throw new UserError('levering.key.destroyed', { organisation, year, day: found.vernietigd });
  const sleutel = yearKeyId(found.geheim, organisation, year);
  const sleutelSha256 = createHash('sha256').update(sleutel).digest('hex');
  const bewijs = `${places.keys}/bewijzen/${organisation}-${year}-${sleutelSha256.slice(0, 8)}.json`;
  const proof = { handeling: renewed ? 'vervangen' : 'vernietigd', organisatie: organisation, jaar: year, soort: 'voorval', versie: 'v1', op: today, sleutelSha256 };
  await writeFileAtomic(join(folder, bewijs), `${JSON.stringify(proof, null, 1)}\n`);
  const next = renewed ? { jaar: year, geheim: new Uint8Array(randomBytes(32)) } : { jaar: year, vernietigd: today, sleutel };
  await writeYears(folder, organisation, years.map((one) => (one.jaar === year ? next : one)));
  found.geheim.fill(0);
  return { bewijs, sleutel };
}
