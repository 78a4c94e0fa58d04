import { createHash, createHmac, hkdfSync } from 'node:crypto';

/** Version of the way labels are made; stands in every label so that ways can coexist and be replaced. */
export const pseudonymVersion = 'v1';

export type PseudonymKind = 'voorval' | 'gezin' | 'medewerker' | 'veroorzaker';

/** A key for one kind of label, derived from the organisation's master key (HKDF-SHA-256, RFC 5869). */
export function deriveKey(master: Uint8Array, organisation: string, kind: PseudonymKind): Uint8Array {
  const info = `agressiemonitor/${pseudonymVersion}/${organisation}/${kind}`;
  return new Uint8Array(hkdfSync('sha256', master, new Uint8Array(0), info, 32));
}

/** HMAC-SHA-256 (RFC 2104) of a UTF-8 text, in lower-case hex. */
export function hmac(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('hex');
}

/**
 * The same HMAC as an SQL expression over a text expression, so that millions are made by the engine in parallel.
 * The key travels in the parameters `$binnen` and `$buiten` of `hmacParams`, never in the statement.
 */
export function hmacSql(text: string): string {
  return `sha256(from_hex($buiten) || from_hex(sha256(from_hex($binnen) || encode(${text}))))`;
}

/** The two padded keys of RFC 2104 as hex. */
export function hmacParams(key: Uint8Array): { binnen: string; buiten: string } {
  const block = Buffer.alloc(64);
  (key.length > 64 ? createHash('sha256').update(key).digest() : Buffer.from(key)).copy(block);
  const pad = (value: number) => Buffer.from(block.map((byte) => byte ^ value)).toString('hex');
  return { binnen: pad(0x36), buiten: pad(0x5c) };
}

/** Label of an incident: version, kind and 128 bits of the keyed hash. */
export function labelSql(kind: PseudonymKind, text: string): string {
  return `'${pseudonymVersion}.${kind}.' || left(${hmacSql(text)}, 32)`;
}
