import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
  LIST,
  listValue,
  VARCHAR,
} from '@duckdb/node-api';
import { exitCodes, UserError } from '../error.js';
import type { Database, SqlParams, SqlType, SqlValue } from './database.js';

export interface DuckDBOptions {
  readOnly?: boolean;
  /** Number of threads; default all cores. */
  threads?: number;
  /** For example '1500MB'. */
  memoryLimit?: string;
  /** Whether what does not fit in memory may go to files beside the database; never of a private one. */
  spill?: boolean;
  /** No file or network access, settings fixed: for SQL written by others. */
  locked?: boolean;
}

/** Opens a database file, or a private one in memory with ':memory:'. A file in use by another process is a UserError. */
export async function openDuckDB(path: string, options: DuckDBOptions = {}): Promise<Database> {
  const config: Record<string, string> = {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    allow_persistent_secrets: 'false',
  };
  if (options.readOnly) config['access_mode'] = 'READ_ONLY';
  if (options.threads) config['threads'] = String(options.threads);
  if (options.memoryLimit) config['memory_limit'] = options.memoryLimit;
  if (path === ':memory:' || options.spill === false) config['temp_directory'] = '';
  const instance = await DuckDBInstance.create(path, config).catch((error: unknown) => {
    throw openingError(error, path);
  });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  if (options.locked) await connection.run('SET enable_external_access = false; SET lock_configuration = true');
  return new DuckDBDatabase(instance, connection);
}

class DuckDBDatabase implements Database {
  readonly #instance: DuckDBInstance;
  readonly #owner: boolean;
  readonly #connection: DuckDBConnection;

  constructor(instance: DuckDBInstance, connection: DuckDBConnection, owner = true) {
    this.#instance = instance;
    this.#owner = owner;
    this.#connection = connection;
  }

  async run(sql: string, params?: SqlParams): Promise<void> {
    try {
      await this.#connection.run(sql, ...bound(params));
    } catch (error) {
      throw diskFull(error);
    }
  }

  async rows<T>(sql: string, params?: SqlParams): Promise<T[]> {
    const reader = await this.#connection.runAndReadAll(sql, ...bound(params)).catch((error: unknown) => {
      throw diskFull(error);
    });
    const names = reader.deduplicatedColumnNames();
    return reader.getRows().map((row) => {
      const plain: Record<string, unknown> = {};
      for (let i = 0; i < names.length; i++) plain[names[i]!] = toPlain(row[i]!);
      return plain as T;
    });
  }

  async append(table: string, types: readonly SqlType[], rows: Iterable<readonly SqlValue[]>): Promise<void> {
    const parts = table.split('.');
    const name = parts.pop()!;
    const appender =
      parts.length === 0
        ? await this.#connection.createAppender(name)
        : await this.#connection.createAppender(name, 'main', parts[0]);
    for (const row of rows) {
      for (let i = 0; i < types.length; i++) appendValue(appender, types[i]!, row[i] ?? null);
      appender.endRow();
    }
    try {
      appender.closeSync();
    } catch (error) {
      throw diskFull(error);
    }
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run('BEGIN');
    try {
      const result = await work();
      await this.run('COMMIT');
      return result;
    } catch (error) {
      await this.#connection.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  async connect(): Promise<Database> {
    const connection = await this.#instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    return new DuckDBDatabase(this.#instance, connection, false);
  }

  close(): void {
    this.#connection.closeSync();
    if (this.#owner) this.#instance.closeSync();
  }
}

function appendValue(appender: DuckDBAppender, type: SqlType, value: SqlValue): void {
  if (value === null) appender.appendNull();
  else if (type === 'VARCHAR') appender.appendVarchar(String(value));
  else if (type === 'INTEGER') appender.appendInteger(Number(value));
  else if (type === 'BIGINT') appender.appendBigInt(BigInt(value as number));
  else if (type === 'DOUBLE') appender.appendDouble(Number(value));
  else if (type === 'BOOLEAN') appender.appendBoolean(Boolean(value));
  else appender.appendList(listValue(value as readonly (string | null)[]), LIST(VARCHAR));
}

/** Values and types of parameters; lists are always of text, also when empty or full of NULL. */
function bound(params: SqlParams | undefined): [Record<string, DuckDBValue>?, Record<string, DuckDBType | undefined>?] {
  if (!params) return [];
  const values = Object.entries(params).map(([name, value]) => [name, Array.isArray(value) ? listValue(value) : (value as DuckDBValue)] as const);
  const lists = Object.entries(params).flatMap(([name, value]) => (Array.isArray(value) ? [[name, LIST(VARCHAR)] as const] : []));
  return [Object.fromEntries(values), Object.fromEntries(lists)];
}

function toPlain(value: DuckDBValue): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBDateValue || value instanceof DuckDBTimestampValue) return value.toString();
  if (value !== null && typeof value === 'object' && 'items' in value) return (value.items as DuckDBValue[]).map(toPlain);
  if (value !== null && typeof value === 'object' && 'entries' in value && !Array.isArray(value.entries)) {
    return Object.fromEntries(Object.entries(value.entries as Record<string, DuckDBValue>).map(([k, v]) => [k, toPlain(v)]));
  }
  return value;
}

const damage = /not a valid DuckDB database|could not read enough bytes|computed checksum|corrupt|deserializ|serialization/i;

function openingError(error: unknown, path: string): unknown {
  const text = String(error);
  if (/could not set lock|being used by another process/i.test(text)) return new UserError('store.locked', { path });
  if (damage.test(text)) return new UserError('store.damaged', {}, exitCodes.usage);
  if (/cannot open file|is a directory|no such file|permission denied/i.test(text)) return new UserError('store.cannotOpen', { path });
  return error;
}

function diskFull(error: unknown): unknown {
  return /no space left|disk full|enospc/i.test(String(error)) ? new UserError('store.diskFull', {}, exitCodes.usage) : error;
}
