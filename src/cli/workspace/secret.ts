/** The secret of disclosure control: what makes its parameters unguessable from their hash. */
import { createHmac, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../error.js';
import { layKeyFile } from './keys.js';
import { places, type Workspace } from './workspace.js';

const file = 'bescherming.json';
const schema = z.strictObject({ zout: z.string().regex(/^[0-9a-f]{64}$/) });

/** Makes keys/bescherming.json where there is none. Gives whether it was made. */
export function createSecret(folder: string): Promise<boolean> {
  return layKeyFile(folder, file, `${JSON.stringify({ zout: randomBytes(32).toString('hex') }, null, 1)}\n`);
}

/** Keyed hash (HMAC-SHA-256, hex) of the parameters in force, for the certificate of a release. */
export async function parametersHash(workspace: Workspace): Promise<string> {
  await createSecret(workspace.folder);
  const text = await readFile(join(workspace.folder, places.keys, file), 'utf8');
  let secret: z.infer<typeof schema>;
  try {
    secret = schema.parse(JSON.parse(text));
  } catch {
    throw new UserError('gate.badSecret', { file: `${places.keys}/${file}` });
  }
  const rules = Object.entries(workspace.config.bescherming).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac('sha256', Buffer.from(secret.zout, 'hex')).update(JSON.stringify(rules)).digest('hex');
}
