/** What a session asks of the gate and the catalog, as the researcher who logged in, within limits and with a way to stop it. */
import { UserError } from '../../error.js';
import { message, type MessageKey } from '../../i18n/message.js';
import { type Budget, type Description, type Guard, type GuardAnswer, type Parameter, type Researcher, sqlStates } from '../query/guarded/guard.js';
import { tokens } from '../query/statement.js';
import type { Catalog } from './catalog.js';
import type { Limits } from './limits.js';
import { report } from './wire.js';

export interface SessionWorld {
  readonly guard: Guard;
  readonly catalog: Catalog;
  readonly limits: Limits;
  /** The researcher as registered at this moment; undefined when the access has ended. */
  readonly researcher: () => Promise<Researcher | undefined>;
  readonly user: string;
  readonly lang: 'nl' | 'en';
  /** Notes a question against the rate of the researcher; false when it is one too many. */
  readonly mayAsk: () => boolean;
  /** Writes bytes, and waits while the client does not read. */
  readonly send: (bytes: Buffer) => Promise<void>;
}

/** A mistake of the client with a fixed text. */
export class SessionError extends UserError {
  constructor(readonly state: string, key: MessageKey, params: Record<string, string | number> = {}) {
    super(key, params);
  }
}

export class Asking {
  readonly #world: SessionWorld;
  readonly #relations: ReadonlySet<string>;
  #running: AbortController | undefined;

  constructor(world: SessionWorld) {
    this.#world = world;
    this.#relations = new Set(world.guard.relations().map(({ name }) => name.toLowerCase()));
  }

  /** Stops the statement that runs, as a cancel request or the end of the connection does. */
  stop(): void {
    this.#running?.abort();
  }

  async budget(): Promise<Budget> {
    return this.#world.guard.budget(await this.#access());
  }

  /** Columns and parameters of a read; `types` are those that the client declared. */
  async describe(sql: string, types: readonly number[]): Promise<Description> {
    const { guard, catalog, user } = this.#world;
    return this.#isGuarded(sql) ? guard.describe(await this.#access(), sql) : catalog.describe(sql, user, types);
  }

  /** The answer to a read, from the gate when it names a relation and else from the catalog; remarks go ahead of it as notices. */
  async answer(sql: string, parameters: readonly Parameter[]): Promise<GuardAnswer> {
    const { guard, catalog, limits, user, lang } = this.#world;
    const researcher = await this.#access();
    const running = new AbortController();
    this.#running = running;
    let late: NodeJS.Timeout | undefined;
    // Waiting for others is no work of this question's.
    const started = (): void => void (late = setTimeout(() => running.abort(), limits.seconds * 1000));
    try {
      if (!this.#isGuarded(sql)) started();
      if (!this.#isGuarded(sql)) return await catalog.answer(sql, user, parameters, running.signal);
      if (!this.#world.mayAsk()) throw new SessionError('53400', 'serve.rate', { rate: limits.rate });
      const answer = await guard.answer(researcher, sql, parameters, { signal: running.signal, started });
      if (answer.rows.length > limits.rows) throw new SessionError('54000', 'serve.rows', { rows: limits.rows });
      for (const note of answer.notes) await this.#world.send(report('N', 'NOTICE', '00000', message(lang, note.key, note.params)));
      return answer;
    } finally {
      clearTimeout(late);
      this.#running = undefined;
    }
  }

  async #access(): Promise<Researcher> {
    const researcher = await this.#world.researcher();
    if (!researcher) throw new SessionError(sqlStates.expired, 'serve.ended');
    return researcher;
  }

  /** Whether the statement names a relation of the gate, bare or quoted. */
  #isGuarded(sql: string): boolean {
    return tokens(sql).some(({ kind, text }) => (kind === 'word' || kind === 'quoted') && this.#relations.has((kind === 'word' ? text : text.slice(1, -1)).toLowerCase()));
  }
}
