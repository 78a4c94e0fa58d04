/** The key with which the association signs receipts, and the public keys with which anybody checks them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../error.js';
import { writeFileAtomic } from '../../files/atomic.js';
import { keyId, newSigningKey, publicKeyOf } from '../../files/signature.js';
import { layKeyFile } from '../workspace/keys.js';
import { places } from '../workspace/workspace.js';

const privateFile = 'ontvangstbewijs.ondertekening.pem';
/** For the organisations: every key that ever signed a receipt, the newest last. */
export const receiptKeysFile = 'ontvangstbewijs.openbaar.json';

const publicKeys = z.array(z.strictObject({ sleutel: z.string(), publiek: z.string().regex(/^[A-Za-z0-9_-]{43}$/) })).min(1);
export type ReceiptKeys = z.infer<typeof publicKeys>;

/**
 * The association's signing key, made when there is none, so that no receipt is ever without a signature. A new key joins
 * the public list; earlier ones stay on it, and what they signed stays valid.
 */
export async function associationKey(folder: string, given?: string): Promise<string> {
  await layKeyFile(folder, privateFile, given ?? newSigningKey());
  const pem = await readFile(join(folder, places.keys, privateFile), 'utf8');
  const publiek = (() => {
    try {
      return publicKeyOf(pem);
    } catch {
      throw new UserError('levering.key.damaged', { place: `${places.keys}/${privateFile}` });
    }
  })();
  const known = await readReceiptKeys(folder);
  if (known.at(-1)?.publiek !== publiek) {
    const keys = [...known.filter((one) => one.publiek !== publiek), { sleutel: keyId(publiek), publiek }];
    await writeFileAtomic(join(folder, places.keys, receiptKeysFile), `${JSON.stringify(keys, null, 1)}\n`);
  }
  return pem;
}

/** The public keys of a workspace; none when it never gave a receipt. */
export async function readReceiptKeys(folder: string): Promise<ReceiptKeys> {
  const text = await readFile(join(folder, places.keys, receiptKeysFile), 'utf8').catch(() => undefined);
  return text === undefined ? [] : parseReceiptKeys(text);
}

/** A file with public keys. UserError when it is none. */
export function parseReceiptKeys(text: string): ReceiptKeys {
  try {
    const keys = publicKeys.parse(JSON.parse(text));
    if (keys.some(({ sleutel, publiek }) => sleutel !== keyId(publiek))) throw new Error('another id');
    return keys;
  } catch {
    throw new UserError('receipt.noKeys', { file: receiptKeysFile });
  }
}
