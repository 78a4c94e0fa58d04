import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../error.js';
import { places } from './workspace.js';

/** The organisation's master key of 32 bytes, from keys/<organisation>.key. */
export async function readKey(folder: string, organisation: string): Promise<Uint8Array> {
  const path = join(folder, places.keys, `${organisation}.key`);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) throw new UserError('cli.key.missing', { organisation, place: `${places.keys}/${organisation}.key` });
  if (!/^[0-9a-f]{64}\s*$/.test(text)) throw new UserError('cli.key.damaged', { place: `${places.keys}/${organisation}.key` });
  return new Uint8Array(Buffer.from(text.trim(), 'hex'));
}

/** Makes a new master key, readable by its owner only; an existing key is never touched. Gives whether one was made. */
export async function createKey(folder: string, organisation: string, bytes: Uint8Array = randomBytes(32)): Promise<boolean> {
  await mkdir(join(folder, places.keys), { recursive: true, mode: 0o700 });
  try {
    const file = await open(join(folder, places.keys, `${organisation}.key`), 'wx', 0o600);
    await file.writeFile(`${Buffer.from(bytes).toString('hex')}\n`);
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
