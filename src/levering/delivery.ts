/** The document in a container: what a delivery says of itself, signed, and the files it accounts for by hash. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { exitCodes, UserError } from '../error.js';
import { personKinds } from './columns.js';
import { type Entries, packEntries, unpackEntries } from './container.js';
import { contextManifestSchema } from './context.js';
import { manifestSchema } from './levering.js';
import { isSignedBy, type Signature, signBytes } from '../files/signature.js';

export const deliveryFormat = 'agressiemonitor-levering/1';

const count = z.int().nonnegative();
const file = z.strictObject({
  naam: z.string().regex(/^delen\/\d{2}-[a-z]{2,20}\.(parquet|json)$/),
  bytes: count,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What the check on small classes did: incidents that became coarser by column, and what stayed below k. */
export const classCheckSchema = z.strictObject({
  k: z.int().positive(),
  /** Incidents in classes below k before anything was done. */
  klein: count,
  /** Region to part of the country, and from there to the whole of it; leveringen of earlier programs know only the latter. */
  landsdeel: count.default(0),
  regio: count,
  /** Incidents of classes of which only the quarter is known: their months were dealt out anew among them. */
  maand: count.default(0),
  vormen2: count,
  relatie: count,
  functie: count,
  /** Classes below k that stay, because the delivery holds no other incidents that they could join, and their incidents. */
  resterendeKlassen: count,
  resterend: count,
  /** Incidents in the smallest class that leaves; 0 when none leaves. */
  kleinste: count,
});
export type ClassCheck = z.infer<typeof classCheckSchema>;

/** Labels of families or employees, by an agreement that names whose. */
const personFile = file.extend({ eenheden: z.array(z.enum(personKinds)).min(1) });
const incidentPart = z.strictObject({ deel: z.literal('voorval'), manifest: manifestSchema, klassen: classCheckSchema, voorval: file, herhaling: file, persoonslabel: personFile.optional() });
const contextPart = z.strictObject({ deel: z.literal('context'), manifest: contextManifestSchema, rijen: file });

export const deliverySchema = z.strictObject({
  formaat: z.literal(deliveryFormat),
  programma: z.string().max(40),
  organisatie: z.string().regex(/^[A-Z0-9_-]{2,40}$/),
  /** Recipient it was made for: a levering passed on to another receiver is noticed. */
  ontvanger: z.string().regex(/^age1[a-z0-9]{10,4000}$/),
  geleverd: z.iso.date(),
  /** Last day on which it may be taken in. */
  vervalt: z.iso.date(),
  codeboek: z.string().regex(/^\d+\.\d+$/),
  delen: z.array(z.discriminatedUnion('deel', [incidentPart, contextPart])).min(1).max(99),
});
export type Delivery = z.infer<typeof deliverySchema>;
export type DeliveryPart = Delivery['delen'][number];

const signatureSchema = z.strictObject({ algoritme: z.literal('Ed25519'), sleutel: z.string().max(60), handtekening: z.base64().max(120) });

/** How a file of the container is written down in the document. */
export function fileOf(naam: string, bytes: Uint8Array): z.infer<typeof file> {
  return { naam, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** The container before encryption; the same delivery, files and key give the same bytes. */
export function composeContainer(delivery: Delivery, files: Entries, signingKey: string): Uint8Array {
  const document = new TextEncoder().encode(`${JSON.stringify(deliverySchema.parse(delivery), null, 1)}\n`);
  const signature = new TextEncoder().encode(`${JSON.stringify(signBytes(signingKey, document), null, 1)}\n`);
  return packEntries({ ...files, 'manifest.json': document, 'signature.json': signature });
}

export interface TrustedKey {
  organisatie: string;
  /** Id of the key. */
  sleutel: string;
  publiek: string;
  /** Day of revocation; null while it counts. */
  ingetrokken: string | null;
}

export interface OpenedDelivery {
  delivery: Delivery;
  files: Entries;
  sleutel: string;
}

/**
 * Opens a decrypted container: a trusted, unrevoked key of the same organisation signed the document, and every file is
 * the one that it names, no more and no less. UserError on anything else.
 */
export function openContainer(bytes: Uint8Array, trusted: readonly TrustedKey[]): OpenedDelivery {
  const { 'manifest.json': document, 'signature.json': seal, ...files } = unpackEntries(bytes);
  if (!document || !seal) throw damaged();
  const signature = parsed(signatureSchema, seal) as Signature;
  const key = trusted.find(({ sleutel }) => sleutel === signature.sleutel);
  if (!key) throw new UserError('levering.unknownKey', { key: /^ed25519-[0-9a-f]{16}$/.test(signature.sleutel) ? signature.sleutel : '?' }, exitCodes.approval);
  if (!isSignedBy(key.publiek, document, signature)) throw new UserError('levering.badSignature', {}, exitCodes.unreadable);
  if (key.ingetrokken !== null) throw new UserError('levering.revokedKey', { key: key.sleutel, day: key.ingetrokken }, exitCodes.approval);
  const delivery = parsed(deliverySchema, document);
  if (delivery.organisatie !== key.organisatie) throw new UserError('levering.otherSigner', { organisation: delivery.organisatie, signer: key.organisatie }, exitCodes.unreadable);
  requireFiles(delivery, files);
  requireAgreeing(delivery);
  return { delivery, files, sleutel: key.sleutel };
}

function requireFiles(delivery: Delivery, files: Entries): void {
  const named = delivery.delen.flatMap((part) => (part.deel === 'voorval' ? [part.voorval, part.herhaling, ...(part.persoonslabel ? [part.persoonslabel] : [])] : [part.rijen]));
  const names = new Set(named.map(({ naam }) => naam));
  if (names.size !== named.length || Object.keys(files).length !== names.size) throw damaged();
  for (const one of named) {
    const bytes = files[one.naam];
    if (!bytes || fileOf(one.naam, bytes).sha256 !== one.sha256 || bytes.length !== one.bytes) throw damaged();
  }
}

/** Every part belongs to the same organisation, day and codebook as the whole. */
function requireAgreeing(delivery: Delivery): void {
  for (const { manifest } of delivery.delen) {
    if (manifest.organisatie !== delivery.organisatie || manifest.codeboek !== delivery.codeboek || manifest.geleverd !== delivery.geleverd) {
      throw new UserError('levering.mixed', {}, exitCodes.unreadable);
    }
  }
}

/** UserError unless the delivery is meant for this receiver and organisation and may be taken in today (YYYY-MM-DD). */
export function requireFitting(delivery: Delivery, expected: { recipient: string; organisation?: string | undefined; today: string }): void {
  const { organisatie, ontvanger, vervalt, geleverd } = delivery;
  if (ontvanger !== expected.recipient) throw new UserError('levering.passedOn', {}, exitCodes.unreadable);
  if (expected.organisation !== undefined && organisatie !== expected.organisation) {
    throw new UserError('levering.otherOrganisation', { organisation: organisatie, expected: expected.organisation }, exitCodes.unreadable);
  }
  if (expected.today > vervalt) throw new UserError('levering.expired', { day: vervalt }, exitCodes.unreadable);
  if (geleverd > expected.today) throw new UserError('levering.future', { day: geleverd }, exitCodes.unreadable);
}

function parsed<T>(schema: z.ZodType<T>, bytes: Uint8Array): T {
  try {
    return schema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    throw damaged();
  }
}

function damaged(): UserError {
  return new UserError('levering.damaged', {}, exitCodes.unreadable);
}
