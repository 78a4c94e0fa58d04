/** What a client who logged in asks, message by message: simple queries, prepared statements, portals, copies. */
import { UserError } from '../../error.js';
import { message } from '../../i18n/message.js';
import { type Description, GuardRefusal, type Parameter, sqlStates } from '../query/guarded/guard.js';
import { splitStatements } from '../query/statement.js';
import { Asking, SessionError, type SessionWorld } from './asking.js';
import { copyForm, copyHeader, copyLine } from './copy.js';
import { head, Named, pieces, type Portal, type Statement } from './portal.js';
import { commandOf } from './settings.js';
import { decode, oids, wireType } from './types.js';
import { built, commandComplete, Fields, int16, int32, type Message, ProtocolError, readyForQuery, report } from './wire.js';

/** What `SHOW budget` gives: distinct cells answered, and how many there may be. */
const budgetColumns = ['gebruikt', 'budget', 'gebruikt_project', 'budget_project'].map((name) => ({ name, type: 'INTEGER' }));
export class Session {
  readonly #world: SessionWorld;
  readonly #asking: Asking;
  readonly #statements = new Named<Statement>(new SessionError('26000', 'serve.noStatement'));
  readonly #portals = new Named<Portal>(new SessionError('34000', 'serve.noPortal'));
  #status: 'I' | 'T' | 'E' = 'I';
  /** After a mistake in the extended protocol everything is skipped until Sync. */
  #skipping = false;

  constructor(world: SessionWorld) {
    this.#world = world;
    this.#asking = new Asking(world);
  }

  /** Stops the statement that runs, as a cancel request or the end of the connection does. */
  cancel(): void {
    this.#asking.stop();
  }

  /** Handles one message; false when the client says goodbye. */
  async handle({ type, body }: Message): Promise<boolean> {
    if (type === 'X') return false;
    if (type === 'S') {
      this.#skipping = false;
      if (this.#status === 'I') this.#portals.forget();
      await this.#send(readyForQuery(this.#status));
    } else if (type === 'Q') await this.#simple(new Fields(body).text());
    else if (!this.#skipping && type !== 'H') {
      try {
        await this.#extended(type, new Fields(body));
      } catch (error) {
        if (error instanceof ProtocolError) throw error;
        this.#skipping = true;
        await this.#mistake(error);
      }
    }
    return true;
  }

  async #simple(sql: string): Promise<void> {
    const { complete, rest } = splitStatements(sql);
    const statements = rest.trim() === '' ? complete : [...complete, rest];
    try {
      if (statements.length === 0) await this.#send(built('I'));
      for (const one of statements) {
        const statement: Statement = { sql: one, command: commandOf(one), types: [] };
        await this.#execute({ statement, parameters: [], formats: [], given: 0 }, 0, true);
      }
    } catch (error) {
      await this.#mistake(error);
    }
    await this.#send(readyForQuery(this.#status));
  }

  async #extended(type: string, fields: Fields): Promise<void> {
    if (type === 'P') await this.#parse(fields);
    else if (type === 'B') await this.#bind(fields);
    else if (type === 'D') await this.#describe(fields.byte(), fields.text());
    else if (type === 'E') {
      const portal = this.#portals.get(fields.text());
      await this.#execute(portal, fields.int32(), false);
    } else if (type === 'C') {
      const kind = fields.byte();
      (kind === 'S' ? this.#statements : this.#portals).forget(fields.text());
      await this.#send(built('3'));
    } else throw new SessionError('0A000', 'serve.unsupported');
  }

  async #parse(fields: Fields): Promise<void> {
    const [name, sql] = [fields.text(), fields.text()];
    const types = Array.from({ length: fields.count(4) }, () => fields.int32());
    if (splitStatements(sql).complete.length + (splitStatements(sql).rest.trim() === '' ? 0 : 1) > 1) throw new SessionError(sqlStates.syntax, 'serve.oneStatement');
    if (name !== '' && this.#statements.has(name)) throw new SessionError('42P05', 'serve.statementExists');
    this.#statements.set(name, { sql, command: commandOf(sql), types });
    await this.#send(built('1'));
  }

  async #bind(fields: Fields): Promise<void> {
    const [portal, name] = [fields.text(), fields.text()];
    const statement = this.#statements.get(name);
    const coded = Array.from({ length: fields.count(2) }, () => fields.int16());
    const given = Array.from({ length: fields.count(4) }, () => {
      const length = fields.int32();
      return length === -1 ? null : fields.bytes(length);
    });
    const formats = Array.from({ length: fields.count(2) }, () => fields.int16());
    const known = statement.types.every((one) => one !== 0) && statement.types.length >= given.length ? statement.types : await this.#parameterTypes(statement);
    const parameters = given.map((bytes, i) => decode(bytes, statement.types[i] || (known[i] ?? 0), coded.length === 1 ? coded[0]! : (coded[i] ?? 0)));
    this.#portals.set(portal, { statement, parameters, formats, given: 0 });
    await this.#send(built('2'));
  }

  async #describe(kind: string, name: string): Promise<void> {
    const portal = kind === 'P' ? this.#portals.get(name) : undefined;
    const statement = portal?.statement ?? this.#statements.get(name);
    const { columns } = await this.#description(statement);
    if (!portal) {
      const types = await this.#parameterTypes(statement);
      await this.#send(built('t', int16(types.length), ...types.map(int32)));
    }
    await this.#send(columns.length === 0 ? built('n') : head(columns, portal?.formats ?? []));
  }

  async #parameterTypes(statement: Statement): Promise<number[]> {
    const { parameters } = await this.#description(statement);
    const count = Math.max(parameters.length, statement.types.length);
    return Array.from({ length: count }, (_, i) => statement.types[i] || (parameters[i] ? wireType(parameters[i]).oid : oids.text));
  }

  /** Columns and parameters of a statement, asked once. */
  async #description(statement: Statement): Promise<Description> {
    const { command, types } = statement;
    if (command.kind === 'budget') return { columns: budgetColumns, parameters: [] };
    if (command.kind === 'show') return { columns: [{ name: command.name, type: 'VARCHAR' }], parameters: [] };
    if (command.kind === 'fetch') return { columns: this.#portals.get(command.name).answer?.columns ?? [], parameters: [] };
    if (command.kind !== 'read') return { columns: [], parameters: [] };
    statement.description ??= await this.#asking.describe(command.sql, types);
    return statement.description;
  }

  async #execute(portal: Portal, rows: number, simple: boolean): Promise<void> {
    const { command } = portal.statement;
    const leaves = command.kind === 'rollback' || command.kind === 'commit' || portal.statement.sql.toUpperCase().includes('ROLLBACK TO');
    if (this.#status === 'E' && !leaves) throw new SessionError('25P02', 'serve.failedTransaction');
    switch (command.kind) {
      case 'begin':
        this.#status = 'T';
        return this.#done(command.tag);
      case 'commit':
      case 'rollback': {
        const failed = this.#status === 'E';
        this.#status = 'I';
        this.#portals.forget();
        return this.#done(failed ? 'ROLLBACK' : command.tag);
      }
      case 'done':
        if (command.tag === 'ROLLBACK' && this.#status === 'E') this.#status = 'T';
        if (command.tag === 'DISCARD ALL') this.#statements.forget();
        return this.#done(command.tag);
      case 'deallocate':
        this.#statements.forget(command.name);
        return this.#done('DEALLOCATE');
      case 'show': {
        portal.answer = { columns: [{ name: command.name, type: 'VARCHAR' }], rows: [[command.value]], notes: [] };
        return this.#rows(portal, 0, simple, 'SHOW');
      }
      case 'budget': {
        const { researcher, project } = await this.#asking.budget();
        portal.answer = { columns: budgetColumns, rows: [[researcher.used, researcher.limit, project.used, project.limit]], notes: [] };
        return this.#rows(portal, 0, simple, 'SHOW');
      }
      case 'declare':
        this.#portals.set(command.name, { statement: { sql: command.sql, command: { kind: 'read', sql: command.sql }, types: [] }, parameters: [], formats: [], given: 0, answer: await this.#asking.answer(command.sql, portal.parameters) });
        return this.#done('DECLARE CURSOR');
      case 'fetch': {
        const cursor = this.#portals.get(command.name);
        return this.#fetch(cursor, command.rows, simple, portal.formats);
      }
      case 'close':
        this.#portals.forget(command.name);
        return this.#done('CLOSE CURSOR');
      case 'copy':
        return this.#copy(command.sql, command.options, portal.parameters);
      case 'unknownSetting':
        throw new SessionError('42704', 'serve.unknownSetting');
      case 'write':
        throw new SessionError('25006', 'serve.readOnly');
      case 'read':
        if (command.sql.trim() === '') return this.#send(built('I'));
        portal.answer ??= await this.#asking.answer(command.sql, portal.parameters);
        return this.#rows(portal, rows, simple, 'SELECT');
    }
  }

  async #rows(portal: Portal, limit: number, simple: boolean, tag: string): Promise<void> {
    const { columns, rows } = portal.answer!;
    if (simple) await this.#send(head(columns, []));
    const end = limit > 0 ? Math.min(rows.length, portal.given + limit) : rows.length;
    const first = portal.given;
    for (const piece of pieces(portal.answer!, portal.formats, first, end)) await this.#send(piece);
    portal.given = end;
    if (end < rows.length) return this.#send(built('s'));
    await this.#done(tag === 'SELECT' ? `SELECT ${end - (limit > 0 ? first : 0)}` : tag);
  }

  async #fetch(cursor: Portal, count: number, simple: boolean, formats: readonly number[]): Promise<void> {
    const { columns, rows } = cursor.answer ?? { columns: [], rows: [] };
    if (simple) await this.#send(head(columns, []));
    const end = Math.min(rows.length, cursor.given + count);
    for (const piece of cursor.answer ? pieces(cursor.answer, formats, cursor.given, end) : []) await this.#send(piece);
    const sent = end - cursor.given;
    cursor.given = end;
    await this.#done(`FETCH ${sent}`);
  }

  async #copy(sql: string, options: string, parameters: readonly Parameter[]): Promise<void> {
    const form = copyForm(options);
    if (!form) throw new SessionError('0A000', 'serve.copyForm');
    const answer = await this.#asking.answer(sql, parameters);
    await this.#send(built('H', Buffer.from([0]), int16(answer.columns.length), ...answer.columns.map(() => int16(0))));
    if (form.header) await this.#send(built('d', Buffer.from(copyHeader(answer.columns, form))));
    for (const row of answer.rows) await this.#send(built('d', Buffer.from(copyLine(answer.columns, row, form))));
    await this.#send(built('c'));
    await this.#done(`COPY ${answer.rows.length}`);
  }

  /** A mistake as an error of PostgreSQL. What is no UserError is a fault of ours, of which nothing is told. */
  async #mistake(error: unknown): Promise<void> {
    if (this.#status === 'T') this.#status = 'E';
    const { lang } = this.#world;
    const state = error instanceof GuardRefusal || error instanceof SessionError ? error.state : error instanceof UserError ? sqlStates.failed : 'XX000';
    const text = error instanceof UserError ? message(lang, error.key, error.params) : message(lang, 'serve.fault');
    await this.#send(report('E', 'ERROR', state, text));
  }

  #done(tag: string): Promise<void> {
    return this.#send(commandComplete(tag));
  }

  #send(bytes: Buffer): Promise<void> {
    return this.#world.send(bytes);
  }
}
