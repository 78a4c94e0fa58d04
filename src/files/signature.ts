/** Who made a document: an Ed25519 signature (RFC 8032) under a key that the receiver knows by its id. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';

export interface Signature {
  algoritme: 'Ed25519';
  /** Id of the public key. */
  sleutel: string;
  /** Base64. */
  handtekening: string;
}

/** A new private key as PKCS#8 PEM. */
export function newSigningKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
}

/** The private key that 32 bytes give, as PKCS#8 PEM (RFC 8410): for invented organisations, whose keys hang on a seed. */
export function signingKeyOf(bytes: Uint8Array): string {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), bytes]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ type: 'pkcs8', format: 'pem' }) as string;
}

/** The public key of a private one: 32 bytes in base64url. Throws when the text is no Ed25519 key. */
export function publicKeyOf(privateKey: string): string {
  const { crv, x } = createPublicKey(createPrivateKey(privateKey)).export({ format: 'jwk' });
  if (crv !== 'Ed25519' || x === undefined) throw new Error('no Ed25519 key');
  return x;
}

/** Short name of a public key, the same everywhere: the first 64 bits of its SHA-256. */
export function keyId(publicKey: string): string {
  return `ed25519-${createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex').slice(0, 16)}`;
}

export function signBytes(privateKey: string, bytes: Uint8Array): Signature {
  const signature = sign(null, bytes, createPrivateKey(privateKey));
  return { algoritme: 'Ed25519', sleutel: keyId(publicKeyOf(privateKey)), handtekening: signature.toString('base64') };
}

/** Whether the signature over these bytes was made with the private key of this public one. */
export function isSignedBy(publicKey: string, bytes: Uint8Array, signature: Signature): boolean {
  if (signature.sleutel !== keyId(publicKey)) return false;
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return verify(null, bytes, key, Buffer.from(signature.handtekening, 'base64'));
  } catch {
    return false;
  }
}
