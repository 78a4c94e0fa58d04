/** keys/poort.json: what the keys of records and their noise hang on. It never rotates: with another key the same groups would get other noise, which averages out. */
import { existsSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../error.js';
import { layKeyFile } from '../workspace/keys.js';
import { places } from '../workspace/workspace.js';

const file = 'poort.json';
const hex = z.string().regex(/^[0-9a-f]{64}$/);
const schema = z.strictObject({
  /** Gives every record its key. */
  recordsleutel: hex,
  /** Draws the noise of a set of records from the sum of their keys. */
  ruissleutel: hex,
  /** Of the perturbation table: largest noise, largest variance, counts up to here never occur, least probability to stay. */
  ruis: z.strictObject({ grootste: z.int().min(1), variantie: z.number().positive(), ondergrens: z.int().min(0), blijft: z.number().min(0).max(1) }),
});

export type GateKey = z.infer<typeof schema>;

/** Reads keys/poort.json, and makes it where nothing was answered yet; a key that was lost after that is a UserError. */
export async function readGateKey(folder: string, ledger: string): Promise<GateKey> {
  const path = join(folder, places.keys, file);
  if (!existsSync(path)) {
    if (existsSync(ledger)) throw new UserError('guard.keyLost', { file: `${places.keys}/${file}` });
    const fresh: GateKey = {
      recordsleutel: randomBytes(32).toString('hex'), ruissleutel: randomBytes(32).toString('hex'), ruis: { grootste: 5, variantie: 3, ondergrens: 2, blijft: 0 },
    };
    await layKeyFile(folder, file, `${JSON.stringify(fresh, null, 1)}\n`);
  }
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    throw new UserError('gate.badSecret', { file: `${places.keys}/${file}` });
  }
}
