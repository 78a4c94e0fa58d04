/** The sign-off of a release: who, in which role, on which day, bound by a signature to the release's hash. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { exitCodes, UserError } from '../error.js';
import { writeFileAtomic } from '../files/atomic.js';
import { isSignedBy, keyId, publicKeyOf, signBytes } from '../files/signature.js';
import { sha256Hex } from './manifest.js';

const approvalFile = 'goedkeuring.json';

const statement = {
  formaat: z.literal(1),
  release: z.string(),
  manifest_sha256: z.string().regex(/^[0-9a-f]{64}$/),
  naam: z.string().min(2),
  rol: z.string().min(2),
  datum: z.iso.date(),
  publiek: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
};
const approvalSchema = z.strictObject({ ...statement, sleutel: z.string(), handtekening: z.string() });

export type Approval = z.infer<typeof approvalSchema>;

/** Who may approve: a name and the id of its key. */
export interface Approver {
  readonly naam: string;
  readonly sleutel: string;
}

export interface SignOff {
  readonly naam: string;
  readonly rol: string;
  readonly datum: string;
  /** Ed25519, PKCS#8 PEM. */
  readonly privateKey: string;
}

/** Writes the approval of the release in a folder, which the caller has opened and audited. */
export async function approveRelease(folder: string, release: string, { naam, rol, datum, privateKey }: SignOff): Promise<Approval> {
  const body = { formaat: 1 as const, release, manifest_sha256: await manifestHash(folder), naam, rol, datum, publiek: publicKeyOf(privateKey) };
  const { sleutel, handtekening } = signBytes(privateKey, bytesOf(body));
  const approval: Approval = { ...body, sleutel, handtekening };
  await writeFileAtomic(join(folder, approvalFile), `${JSON.stringify(approval, null, 2)}\n`);
  return approval;
}

/**
 * The approval of a release; undefined when there is none. An approval of another state of the release, with a signature that is
 * not the key's, or by a key that is not among the approvers (when they are named) is a UserError (approval).
 */
export async function readApproval(folder: string, approvers: readonly Approver[] = []): Promise<Approval | undefined> {
  const text = await readFile(join(folder, approvalFile), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const parsed = approvalSchema.safeParse(readJson(text));
  if (!parsed.success) throw stale(folder);
  const { sleutel, handtekening, ...body } = parsed.data;
  const signed = sleutel === keyId(body.publiek) && isSignedBy(body.publiek, bytesOf(body), { algoritme: 'Ed25519', sleutel, handtekening });
  if (!signed || body.manifest_sha256 !== (await manifestHash(folder))) throw stale(folder);
  if (approvers.length > 0 && !approvers.some((one) => one.sleutel === sleutel && one.naam === body.naam)) {
    throw new UserError('gate.unknownApprover', { name: body.naam, key: sleutel }, exitCodes.approval);
  }
  return parsed.data;
}

async function manifestHash(folder: string): Promise<string> {
  return sha256Hex(await readFile(join(folder, 'manifest.json')));
}

function bytesOf({ formaat, release, manifest_sha256, naam, rol, datum, publiek }: Omit<Approval, 'sleutel' | 'handtekening'>): Uint8Array {
  return new TextEncoder().encode(`agressiemonitor goedkeuring ${JSON.stringify([formaat, release, manifest_sha256, naam, rol, datum, publiek])}\n`);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function stale(folder: string): UserError {
  return new UserError('gate.stale', { folder, file: approvalFile }, exitCodes.approval);
}
