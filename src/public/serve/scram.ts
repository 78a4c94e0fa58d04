/** SCRAM-SHA-256 (RFC 5802, 7677) as PostgreSQL speaks it: the server knows verifiers, never passwords. */
import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';

const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest();
const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

interface Verifier {
  readonly iterations: number;
  readonly salt: Buffer;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;
}

/** `SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>` of a password, as PostgreSQL keeps it in pg_authid. */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16), iterations = 4096): string {
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, iterations, 32, 'sha256');
  const [stored, server] = [sha256(hmac(salted, 'Client Key')), hmac(salted, 'Server Key')];
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored.toString('base64')}:${server.toString('base64')}`;
}

function parsed(text: string): Verifier | undefined {
  const [, iterations, salt, stored, server] = /^SCRAM-SHA-256\$(\d+):([\w+/=]+)\$([\w+/=]+):([\w+/=]+)$/.exec(text) ?? [];
  if (iterations === undefined) return undefined;
  return { iterations: Number(iterations), salt: Buffer.from(salt!, 'base64'), storedKey: Buffer.from(stored!, 'base64'), serverKey: Buffer.from(server!, 'base64') };
}

/** A verifier that nothing opens, always the same for a name: whoever guesses names learns nothing from the exchange. */
function mock(user: string, secret: Buffer): Verifier {
  return { iterations: 4096, salt: hmac(secret, user).subarray(0, 16), storedKey: randomBytes(32), serverKey: randomBytes(32) };
}

/** One exchange: `first` answers the client's first message, `final` its proof. Both give undefined to what is not valid. */
export class Scram {
  readonly #verifier: Verifier;
  readonly #nonce = randomBytes(18).toString('base64');
  #bare = '';
  #header = '';
  #first = '';

  constructor(verifier: string | undefined, user: string, secret: Buffer) {
    this.#verifier = (verifier === undefined ? undefined : parsed(verifier)) ?? mock(user, secret);
  }

  first(message: string): string | undefined {
    const [, header, bare, client] = /^([ny],,)((?:n=[^,]*),r=([\x21-\x2b\x2d-\x7e]+).*)$/s.exec(message) ?? [];
    if (client === undefined) return undefined;
    [this.#header, this.#bare] = [header!, bare!];
    this.#first = `r=${client}${this.#nonce},s=${this.#verifier.salt.toString('base64')},i=${this.#verifier.iterations}`;
    return this.#first;
  }

  final(message: string): string | undefined {
    const [, rest, binding, nonce, proof] = /^(c=([\w+/=]+),r=([^,]+)),p=([\w+/=]+)$/.exec(message) ?? [];
    if (proof === undefined || this.#first === '' || !this.#first.startsWith(`r=${nonce},`)) return undefined;
    if (Buffer.from(binding!, 'base64').toString() !== this.#header) return undefined;
    const signed = `${this.#bare},${this.#first},${rest}`;
    const signature = hmac(this.#verifier.storedKey, signed);
    const given = Buffer.from(proof, 'base64');
    if (given.length !== signature.length) return undefined;
    const key = Buffer.from(given.map((byte, i) => byte ^ signature[i]!));
    if (!timingSafeEqual(sha256(key), this.#verifier.storedKey)) return undefined;
    return `v=${hmac(this.#verifier.serverKey, signed).toString('base64')}`;
  }
}
