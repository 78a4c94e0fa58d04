/** The secret of disclosure control: the parameters that an attacker may not know, and what makes all of them unguessable from their hash. */
import { createHmac, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../error.js';
import { layKeyFile } from './keys.js';
import { places, type Workspace } from './workspace.js';

const file = 'bescherming.json';
const schema = z.strictObject({
  zout: z.string().regex(/^[0-9a-f]{64}$/),
  /** Nobody may be able to estimate another's part of a figure to within p percent. */
  p: z.int().min(0).max(100),
});

export type ProtectionSecret = z.infer<typeof schema>;

/** Makes keys/bescherming.json where there is none, readable by its owner only. Gives whether it was made. */
export function createSecret(folder: string, salt: Uint8Array = randomBytes(32)): Promise<boolean> {
  return layKeyFile(folder, file, `${JSON.stringify({ zout: Buffer.from(salt).toString('hex'), p: 15 }, null, 1)}\n`);
}

/** Reads keys/bescherming.json, and makes it where there is none. */
export async function readSecret(folder: string): Promise<ProtectionSecret> {
  await createSecret(folder);
  const text = await readFile(join(folder, places.keys, file), 'utf8');
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new UserError('gate.badSecret', { file: `${places.keys}/${file}` });
  }
}

/** Keyed hash (HMAC-SHA-256, hex) of the parameters in force, for the certificate of a release. */
export function parametersHash({ config }: Workspace, { zout, p }: ProtectionSecret): string {
  const rules = Object.entries({ ...config.bescherming, p }).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac('sha256', Buffer.from(zout, 'hex')).update(JSON.stringify(rules)).digest('hex');
}
