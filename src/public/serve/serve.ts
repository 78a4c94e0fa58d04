/** A server that speaks PostgreSQL's protocol in front of the gate, for researchers with a login. */
import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import { UserError } from '../../error.js';
import type { Lang } from '../../i18n/message.js';
import type { Guard, Researcher } from '../query/guarded/guard.js';
import { Catalog } from './catalog.js';
import { type CancelKey, Connection } from './connection.js';
import { type Limits, Rate, usualLimits } from './limits.js';

export interface ServeOptions {
  readonly guard: Guard;
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  readonly lang: Lang;
  /** Certificate and private key as PEM; without them only loopback is served. */
  readonly tls?: { readonly certificate: string; readonly key: string };
  /** The researcher with this login as registered now, expired and revoked ones too. */
  readonly find: (login: string) => Promise<Researcher | undefined>;
  /** Today, YYYY-MM-DD. */
  readonly today: () => string;
  /** Milliseconds of a steady clock. */
  readonly clock: () => number;
  readonly limits?: Partial<Limits>;
  /** How long a wrong password waits. */
  readonly failureMs?: number;
}

export interface Serving {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** Ends every connection and stops listening; the guard stays the caller's. */
  close(): Promise<void>;
}

/** What connections share. */
export interface ServerWorld extends Pick<ServeOptions, 'guard' | 'find' | 'lang'> {
  readonly catalog: Catalog;
  readonly limits: Limits;
  readonly secret: Buffer;
  readonly tlsOnly: boolean;
  readonly questions: Rate;
  readonly failures: Rate;
  readonly failureMs: number;
  readonly isOpen: (researcher: Researcher) => boolean;
  readonly addressOf: (socket: Socket) => string;
  readonly entered: (user: string) => boolean;
  readonly left: (connection: Connection, user: string | undefined) => void;
  readonly cancel: (key: CancelKey) => void;
}

/** Whether only programs on this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Starts listening. UserError without TLS on an address that others reach, for a bad certificate, and for a port that is taken. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { guard, host, tls, lang } = options;
  if (!tls && !isLoopback(host)) throw new UserError('serve.needsTls', { host });
  const secure = tls && secureContext(tls);
  const limits: Limits = { ...usualLimits, ...options.limits };
  const open = new Set<Connection>();
  const each = new Map<string, number>();
  const catalog = await Catalog.of(guard.relations(), lang);
  const world: ServerWorld = {
    guard, catalog, limits, lang, find: options.find,
    secret: randomBytes(32),
    tlsOnly: !isLoopback(host),
    questions: new Rate(limits.rate, options.clock),
    failures: new Rate(20, options.clock),
    failureMs: options.failureMs ?? 1000,
    isOpen: ({ until, revoked }) => options.today() <= until && (revoked === undefined || options.today() < revoked),
    addressOf: (socket) => socket.remoteAddress ?? '',
    entered: (user) => {
      const now = each.get(user) ?? 0;
      if (now >= limits.each) return false;
      each.set(user, now + 1);
      return true;
    },
    left: (connection, user) => {
      open.delete(connection);
      if (user !== undefined) each.set(user, (each.get(user) ?? 1) - 1);
    },
    cancel: ({ process, secret }) => [...open].find(({ key }) => key.process === process && key.secret === secret)?.cancel(),
  };
  let number = 0;
  const server = createServer((socket) => {
    if (open.size >= limits.connections) socket.destroy();
    else open.add(new Connection(socket, world, secure, ++number));
  });
  await listen(server, host, options.port);
  const address = server.address();
  return {
    host,
    port: typeof address === 'object' && address ? address.port : options.port,
    tls: tls !== undefined,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const connection of open) connection.close();
      await closed;
      await catalog.close();
    },
  };
}

function secureContext({ certificate, key }: NonNullable<ServeOptions['tls']>): SecureContext {
  try {
    return createSecureContext({ cert: certificate, key, minVersion: 'TLSv1.2' });
  } catch {
    throw new UserError('serve.badCertificate');
  }
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new UserError('serve.cannotListen', { host, port, code: error.code ?? '?' })));
    server.listen(port, host, resolve);
  });
}
