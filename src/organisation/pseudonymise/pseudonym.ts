import { createHash, createHmac, hkdfSync } from 'node:crypto';

/** Version of the way labels are made; stands in every label so that ways can coexist and be replaced. */
export const pseudonymVersion = 'v1';

export type PseudonymKind = 'voorval' | 'gezin' | 'medewerker' | 'veroorzaker';

/**
 * A key for one kind of label of one year's incidents (HKDF-SHA-256, RFC 5869), derived from that year's own random secret:
 * without the secret nothing can make or check the labels of that year again.
 */
export function deriveKey(secret: Uint8Array, organisation: string, kind: PseudonymKind, year: number): Uint8Array {
  const info = `agressiemonitor/${pseudonymVersion}/${organisation}/${kind}/${year}`;
  return new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), info, 32));
}

/** Gives the key for a kind of label and the year of an incident. */
export type LabelKey = (kind: PseudonymKind, year: number) => Uint8Array;

/** HMAC-SHA-256 (RFC 2104) of a UTF-8 text, in lower-case hex. */
export function hmac(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('hex');
}

/**
 * The same HMAC as an SQL expression over a text expression, so that millions are made by the engine in parallel.
 * The key travels in the parameters `$binnen` and `$buiten` of `hmacParams`, never in the statement.
 */
export function hmacSql(text: string, inner = 'from_hex($binnen)', outer = 'from_hex($buiten)'): string {
  return `sha256(${outer} || from_hex(sha256(${inner} || encode(${text}))))`;
}

/** The two padded keys of RFC 2104 as hex. */
export function hmacParams(key: Uint8Array): { binnen: string; buiten: string } {
  const block = Buffer.alloc(64);
  (key.length > 64 ? createHash('sha256').update(key).digest() : Buffer.from(key)).copy(block);
  const pad = (value: number) => Buffer.from(block.map((byte) => byte ^ value)).toString('hex');
  return { binnen: pad(0x36), buiten: pad(0x5c) };
}

/**
 * Label of an incident: version, kind and 128 bits of the hash of `prefix` and `text` (SQL) under the key of the year that
 * `year` (SQL) gives for its row. The prefix travels with the key: a row has nothing to add but its own text.
 */
export function yearLabel(kind: PseudonymKind, text: string, year: string, keys: ReadonlyMap<number, Uint8Array>, prefix = ''): { sql: string; params: Record<string, string> } {
  if (keys.size === 0) return { sql: 'NULL::VARCHAR', params: {} };
  const params: Record<string, string> = {};
  for (const [one, key] of keys) {
    const { binnen, buiten } = hmacParams(key);
    Object.assign(params, { [`binnen_${one}`]: binnen + Buffer.from(prefix, 'utf8').toString('hex'), [`buiten_${one}`]: buiten });
  }
  const years = [...keys.keys()];
  const pad = (side: string) =>
    years.length === 1 ? `from_hex($${side}_${years[0]})` : `CASE ${year} ${years.map((one) => `WHEN ${one} THEN from_hex($${side}_${one})`).join(' ')} END`;
  return { sql: `'${pseudonymVersion}.${kind}.' || left(${hmacSql(text, pad('binnen'), pad('buiten'))}, 32)`, params };
}
