/** Only the receiver reads a levering: age v1 (X25519, ChaCha20-Poly1305), readable by every other age program too. */
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { exitCodes, UserError } from '../error.js';

/** A new secret identity (AGE-SECRET-KEY-1…). */
export function newIdentity(): Promise<string> {
  return generateX25519Identity();
}

/** The public recipient (age1…) of an identity. Throws when the text is none. */
export function recipientOf(identity: string): Promise<string> {
  return identityToRecipient(identity);
}

/** Encrypts for one recipient; the same bytes give another file each time. UserError when the recipient is mistyped. */
export async function encrypt(bytes: Uint8Array, recipient: string): Promise<Uint8Array> {
  return encrypterFor(recipient).encrypt(bytes);
}

/** UserError when the text is no recipient, or one with a typing error. */
export function checkRecipient(recipient: string): void {
  encrypterFor(recipient);
}

function encrypterFor(recipient: string): Encrypter {
  const encrypter = new Encrypter();
  try {
    if (!recipient.startsWith('age1')) throw new Error('no recipient');
    encrypter.addRecipient(recipient);
  } catch {
    throw new UserError('levering.badRecipient', {}, exitCodes.usage);
  }
  return encrypter;
}

/** Decrypts the whole file or nothing. UserError when it is for another receiver, truncated or changed. */
export async function decrypt(bytes: Uint8Array, identity: string): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    return await decrypter.decrypt(bytes);
  } catch (error) {
    const other = error instanceof Error && /no identity matched/i.test(error.message);
    throw new UserError(other ? 'levering.otherReceiver' : 'levering.damaged', {}, exitCodes.unreadable);
  }
}
