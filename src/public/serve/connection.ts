/** One connection from its first byte: TLS, login with SCRAM-SHA-256, then a session. */
import { randomInt } from 'node:crypto';
import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import { message, type MessageKey } from '../../i18n/message.js';
import { sqlStates } from '../query/guarded/guard.js';
import { Scram } from './scram.js';
import type { ServerWorld } from './serve.js';
import { Session } from './session.js';
import { reported, settings } from './settings.js';
import { authentication, built, cstring, Fields, int32, type Message, MessageReader, type Opening, parameterStatus, ProtocolError, readOpening, readyForQuery, report } from './wire.js';

export interface CancelKey {
  readonly process: number;
  readonly secret: number;
}

const int31 = 2 ** 31 - 1;

export class Connection {
  readonly #world: ServerWorld;
  readonly #secure: SecureContext | undefined;
  readonly key: CancelKey;
  #socket: Socket;
  #reader: MessageReader;
  #stage: 'opening' | 'sasl' | 'proof' | 'ready' | 'closed' = 'opening';
  #user = '';
  #scram: Scram | undefined;
  #session: Session | undefined;
  #pumping: Promise<void> | undefined;
  #timer: NodeJS.Timeout;

  constructor(socket: Socket, world: ServerWorld, secure: SecureContext | undefined, process: number) {
    this.#socket = socket;
    this.#world = world;
    this.#secure = secure;
    this.#reader = new MessageReader(world.limits.bytes);
    this.key = { process, secret: randomInt(1, int31) };
    this.#timer = setTimeout(() => this.close(), world.limits.login * 1000);
    socket.setNoDelay(true);
    this.#listen();
  }

  /** Stops what runs and ends the connection. */
  close(): void {
    if (this.#stage === 'closed') return;
    const known = this.#stage === 'ready';
    this.#stage = 'closed';
    clearTimeout(this.#timer);
    this.#session?.cancel();
    this.#socket.destroy();
    this.#world.left(this, known ? this.#user : undefined);
  }

  cancel(): void {
    this.#session?.cancel();
  }

  #listen(): void {
    this.#socket.on('data', this.#take);
    this.#socket.on('error', () => this.close());
    this.#socket.on('close', () => this.close());
    this.#socket.on('end', () => this.close());
  }

  readonly #take = (bytes: Buffer): void => {
    this.#reader.push(bytes);
    if (this.#reader.waiting > this.#world.limits.bytes) this.#socket.pause();
    this.#pumping ??= this.#pump().finally(() => {
      this.#pumping = undefined;
      if (this.#stage !== 'closed') this.#socket.resume();
    });
  };

  /** Messages one after another, each wholly answered before the next. */
  async #pump(): Promise<void> {
    try {
      for (let next = this.#reader.next(); next && this.#stage !== 'closed'; next = this.#reader.next()) await this.#handle(next);
    } catch (error) {
      if (this.#stage === 'closed') return;
      const key: MessageKey = error instanceof ProtocolError ? 'serve.protocol' : 'serve.fault';
      await this.#fatal(error instanceof ProtocolError ? '08P01' : 'XX000', key);
    }
  }

  async #handle(next: Message): Promise<void> {
    if (this.#stage === 'opening') return this.#open(readOpening(next.body));
    if (this.#stage === 'ready') {
      this.#rest();
      if (!(await this.#session!.handle(next))) this.close();
      return;
    }
    if (next.type !== 'p') throw new ProtocolError('password expected');
    if (this.#stage === 'sasl') return this.#first(new Fields(next.body));
    return this.#proof(next.body.toString());
  }

  async #open(opening: Opening): Promise<void> {
    if (opening.kind === 'cancel') {
      this.#world.cancel(opening);
      this.close();
    } else if (opening.kind === 'gss') await this.#send(Buffer.from('N'));
    else if (opening.kind === 'ssl') {
      if (this.#socket instanceof TLSSocket || this.#reader.waiting > 0) throw new ProtocolError('bytes before TLS');
      await this.#send(Buffer.from(this.#secure ? 'S' : 'N'));
      if (this.#secure) this.#encrypt(this.#secure);
    } else await this.#greet(opening);
  }

  #encrypt(secureContext: SecureContext): void {
    const raw = this.#socket;
    raw.removeAllListeners('data').removeAllListeners('end');
    this.#socket = new TLSSocket(raw, { isServer: true, secureContext });
    this.#reader = new MessageReader(this.#world.limits.bytes);
    this.#listen();
  }

  async #greet({ parameters, minor }: Extract<Opening, { kind: 'start' }>): Promise<void> {
    this.#reader.start();
    this.#user = parameters.get('user') ?? '';
    if (this.#world.tlsOnly && !(this.#socket instanceof TLSSocket)) return this.#fatal('28000', 'serve.tlsOnly');
    if (this.#user === '') return this.#fatal('28000', 'serve.login');
    if (this.#world.failures.full(this.#world.addressOf(this.#socket))) return this.#fatal('28P01', 'serve.tooManyFailures');
    const unknown = [...parameters.keys()].filter((name) => name.startsWith('_pq_.'));
    if (minor > 0 || unknown.length > 0) await this.#send(built('v', int32(0), int32(unknown.length), ...unknown.map(cstring)));
    this.#scram = new Scram((await this.#world.find(this.#user))?.verifier, this.#user, this.#world.secret);
    this.#stage = 'sasl';
    await this.#send(authentication(10, cstring('SCRAM-SHA-256'), Buffer.from([0])));
  }

  async #first(fields: Fields): Promise<void> {
    const mechanism = fields.text();
    const length = fields.int32();
    const answer = mechanism === 'SCRAM-SHA-256' && length >= 0 ? this.#scram!.first(fields.bytes(length).toString()) : undefined;
    if (answer === undefined) return this.#failed();
    this.#stage = 'proof';
    await this.#send(authentication(11, Buffer.from(answer)));
  }

  async #proof(proof: string): Promise<void> {
    const answer = this.#scram!.final(proof);
    const researcher = await this.#world.find(this.#user);
    if (answer === undefined || !researcher) return this.#failed();
    if (!this.#world.isOpen(researcher)) return this.#fatal(sqlStates.expired, 'serve.ended');
    if (!this.#world.entered(this.#user)) return this.#fatal('53300', 'serve.tooManyConnections');
    this.#stage = 'ready';
    this.#session = new Session({
      guard: this.#world.guard, catalog: this.#world.catalog, limits: this.#world.limits, lang: this.#world.lang, user: this.#user,
      researcher: async () => {
        const found = await this.#world.find(this.#user);
        return found && this.#world.isOpen(found) ? found : undefined;
      },
      mayAsk: () => this.#world.questions.note(this.#user),
      send: (bytes) => this.#send(bytes),
    });
    this.#rest();
    await this.#send(Buffer.concat([
      authentication(12, Buffer.from(answer)), authentication(0),
      ...reported.map((name) => parameterStatus(name, settings[name]!)), parameterStatus('session_authorization', this.#user),
      built('K', int32(this.key.process), int32(this.key.secret)), readyForQuery('I'),
    ]));
  }

  /** The same answer, after the same wait, to a wrong name and a wrong password. */
  async #failed(): Promise<void> {
    this.#world.failures.note(this.#world.addressOf(this.#socket));
    await new Promise((resolve) => setTimeout(resolve, this.#world.failureMs));
    await this.#fatal('28P01', 'serve.login');
  }

  /** A silent connection is let go. */
  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.close(), this.#world.limits.idle * 1000);
  }

  async #fatal(state: string, key: MessageKey): Promise<void> {
    await this.#send(report('E', 'FATAL', state, message(this.#world.lang, key))).catch(() => undefined);
    this.#socket.end(() => this.close());
  }

  async #send(bytes: Buffer): Promise<void> {
    if (this.#stage === 'closed' || bytes.length === 0) return;
    if (this.#socket.write(bytes) || this.#socket.writableLength < 1_000_000) return;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        this.#socket.off('drain', go).off('close', go);
        resolve();
      };
      this.#socket.once('drain', go).once('close', go);
    });
  }
}
