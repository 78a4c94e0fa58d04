/** onderzoek/onderzoekers.json: who may ask, for which project and purpose, until when; passwords only as what checks them. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../error.js';
import { writeFileAtomic } from '../../files/atomic.js';
import type { Researcher } from '../../public/query/guarded/guard.js';
import { scramVerifier } from '../../public/serve/scram.js';
import { places } from '../workspace/workspace.js';

const file = 'onderzoekers.json';
const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const schema = z.array(
  z.strictObject({
    naam: z.string(), project: z.string(), doel: z.string(), tot: day, ingetrokken: day.optional(),
    verificatie: z.string().regex(/^SCRAM-SHA-256\$\d+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$/),
  }),
);

/** Names of researchers and projects: they are logins and part of file content, so plain words. */
export const loginName = /^[a-z][a-z0-9_.-]{1,39}$/;

/** Everybody who was ever added, in the order of addition. */
export async function readResearchers(folder: string): Promise<Researcher[]> {
  const path = join(folder, places.research, file);
  const content = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]';
    throw error;
  });
  try {
    return schema.parse(JSON.parse(content)).map(({ naam, project, doel, tot, ingetrokken, verificatie }) => ({
      name: naam, project, purpose: doel, until: tot, verifier: verificatie, ...(ingetrokken === undefined ? {} : { revoked: ingetrokken }),
    }));
  } catch {
    throw new UserError('researcher.damaged', { file: `${places.research}/${file}` });
  }
}

/** One researcher by name; an unknown one is a UserError that names nobody else. */
export async function findResearcher(folder: string, name: string): Promise<Researcher> {
  const found = (await readResearchers(folder)).find((one) => one.name === name);
  if (!found) throw new UserError('researcher.unknown', { name });
  return found;
}

/** Adds somebody with a new password, which is given back once and kept nowhere. */
export async function addResearcher(folder: string, { name, project, purpose, until }: Omit<Researcher, 'verifier' | 'revoked'>): Promise<string> {
  const all = await readResearchers(folder);
  if (all.some((one) => one.name === name)) throw new UserError('researcher.exists', { name });
  const password = randomBytes(18).toString('base64url');
  await write(folder, [...all, { name, project, purpose, until, verifier: scramVerifier(password) }]);
  return password;
}

/** Ends somebody's access; what was answered stays in the ledger. */
export async function revokeResearcher(folder: string, name: string, today: string): Promise<void> {
  const all = await readResearchers(folder);
  const found = await findResearcher(folder, name);
  if (found.revoked !== undefined) throw new UserError('researcher.revokedBefore', { name, day: found.revoked });
  await write(folder, all.map((one) => (one.name === name ? { ...one, revoked: today } : one)));
}

async function write(folder: string, all: readonly Researcher[]): Promise<void> {
  await mkdir(join(folder, places.research), { recursive: true, mode: 0o700 });
  const lines = all.map(({ name, project, purpose, until, revoked, verifier }) => ({
    naam: name, project, doel: purpose, tot: until, ...(revoked === undefined ? {} : { ingetrokken: revoked }), verificatie: verifier,
  }));
  await writeFileAtomic(join(folder, places.research, file), `${JSON.stringify(lines, null, 1)}\n`, 0o600);
}
