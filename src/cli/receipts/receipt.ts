/** The receipt of one delivery: what was received and what the store made of it, signed by the association. */
import { z } from 'zod';
import { exitCodes, UserError } from '../../error.js';
import { verdicts, type Verdict } from '../../levering/levering.js';
import { isSignedBy, type Signature, signBytes } from '../../files/signature.js';

export const receiptFormat = 'agressiemonitor-ontvangstbewijs/1';

const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const month = z.string().regex(/^\d{4}-\d{2}$/).nullable();

const receiptSchema = z.strictObject({
  formaat: z.literal(receiptFormat),
  /** Name of the monitor that received. */
  monitor: z.string(),
  organisatie: z.string().regex(/^[A-Z0-9_-]{2,40}$/),
  soort: z.enum(['voorval', 'noemer', 'nulverklaring', 'let', 'gebeurtenis', 'enquete', 'contextfactor']),
  /** Number of the delivery in the store. */
  levering: z.int().positive(),
  periode: z.string().nullable(),
  van_maand: month,
  tot_maand: month,
  /** Day of delivery as the delivery says it. */
  geleverd: z.iso.date(),
  codeboek: z.string(),
  /** Version of the mapping; null for a table that needs none. */
  koppeling: z.int().positive().nullable(),
  /** SHA-256 of the file as it came in, and the key that signed it when it was a levering. */
  bestand_sha256: sha256,
  ondertekend_met: z.string().nullable(),
  /** SHA-256 of what the store took from it. */
  inhoud_sha256: sha256,
  /** Rows of the file by verdict. */
  oordelen: z.partialRecord(z.enum(verdicts), count),
  /** Incidents that count; null for other tables. */
  voorvallen: count.nullable(),
  /** Hash over all deliveries up to and including this one. */
  stand_sha256: sha256,
});
export type Receipt = z.infer<typeof receiptSchema>;

const signedSchema = z.strictObject({
  bewijs: receiptSchema,
  handtekening: z.strictObject({ algoritme: z.literal('Ed25519'), sleutel: z.string().max(60), handtekening: z.base64().max(120) }),
});
export interface SignedReceipt {
  bewijs: Receipt;
  handtekening: Signature;
}

export function receiptVerdicts(receipt: Receipt): [Verdict, number][] {
  return verdicts.flatMap((verdict): [Verdict, number][] => (receipt.oordelen[verdict] === undefined ? [] : [[verdict, receipt.oordelen[verdict]]]));
}

/** The receipt with its signature, as the bytes of its file; Ed25519 gives the same ones for the same receipt and key. */
export function signReceipt(receipt: Receipt, privateKey: string): string {
  return `${JSON.stringify({ bewijs: receiptSchema.parse(receipt), handtekening: signBytes(privateKey, signedBytes(receipt)) }, null, 1)}\n`;
}

/** A receipt file. UserError when it is none. */
export function parseReceipt(text: string): SignedReceipt {
  try {
    return signedSchema.parse(JSON.parse(text));
  } catch {
    throw new UserError('receipt.damaged', {}, exitCodes.unreadable);
  }
}

/** UserError unless one of these keys of the association signed exactly this receipt. */
export function requireGenuine({ bewijs, handtekening }: SignedReceipt, keys: readonly { sleutel: string; publiek: string }[]): void {
  const key = keys.find(({ sleutel }) => sleutel === handtekening.sleutel);
  if (!key) throw new UserError('receipt.unknownKey', { key: /^ed25519-[0-9a-f]{16}$/.test(handtekening.sleutel) ? handtekening.sleutel : '?' }, exitCodes.approval);
  if (!isSignedBy(key.publiek, signedBytes(bewijs), handtekening)) throw new UserError('receipt.changed', {}, exitCodes.unreadable);
}

/** What is signed does not hang on the order or spacing in which a file was written down. */
function signedBytes(receipt: Receipt): Uint8Array {
  const parsed = receiptSchema.parse(receipt);
  const ordered = { ...parsed, oordelen: Object.fromEntries(receiptVerdicts(parsed)) };
  return new TextEncoder().encode(`${JSON.stringify(Object.entries(ordered).sort(([a], [b]) => (a < b ? -1 : 1)))}\n`);
}
