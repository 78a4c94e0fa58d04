import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBPreparedStatement,
  type DuckDBValue,
  StatementType,
} from '@duckdb/node-api';
import { UserError } from '../../error.js';
import { queryFailure } from './failure.js';
import { assertReadable } from './gate.js';
import { opening } from './statement.js';
import { plainValue, type Value } from './value.js';

export interface ReleasedOptions {
  threads?: number;
  /** For example '500MB'; default 1 GB. */
  memoryLimit?: string;
}

const tableFunctionsSql = readFileSync(new URL('./table_functions.sql', import.meta.url), 'utf8');

/**
 * Opens a `released.duckdb` for SQL written by others: read-only, without files, network, extensions or changes of settings,
 * and without a spill file beside the release. A missing or foreign file is a UserError.
 */
export async function openReleased(path: string, options: ReleasedOptions = {}): Promise<Released> {
  if (!(await stat(path).then((found) => found.isFile(), () => false))) throw new UserError('query.noRelease', { path });
  const config: Record<string, string> = {
    access_mode: 'READ_ONLY',
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    allow_persistent_secrets: 'false',
    errors_as_json: 'true',
    memory_limit: options.memoryLimit ?? '1GB',
  };
  if (options.threads) config['threads'] = String(options.threads);
  const instance = await DuckDBInstance.create(path, config).catch((error: unknown) => {
    if (/lock|being used by another process/i.test(String(error))) throw new UserError('store.locked', { path });
    throw new UserError('query.notARelease', { path });
  });
  const connection = await instance.connect();
  const own = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'; SET enable_external_access = false; SET enable_progress_bar = true; SET enable_progress_bar_print = false; SET lock_configuration = true");
  const known = (await own.runAndReadAll(tableFunctionsSql)).getRows().map((row) => String(row[0]));
  return new Released(instance, connection, own, new Set(known));
}

/** A release opened for reading: one connection for the SQL of readers, one for the program's own, so that neither waits for the other. */
export class Released {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #own: DuckDBConnection;
  /** Functions of the engine that may stand where a table stands. */
  readonly #tableFunctions: ReadonlySet<string>;

  constructor(instance: DuckDBInstance, connection: DuckDBConnection, own: DuckDBConnection, tableFunctions: ReadonlySet<string>) {
    this.#instance = instance;
    this.#connection = connection;
    this.#own = own;
    this.#tableFunctions = tableFunctions;
  }

  /** One read-only statement, ready to run; anything else, or a mistake in it, is a UserError. */
  async prepare(sql: string): Promise<DuckDBPreparedStatement> {
    assertReadable(sql, this.#tableFunctions);
    const prepared = await this.#prepareLast(sql).catch((error: unknown) => {
      throw queryFailure(error, sql);
    });
    const { explained } = opening(sql);
    const inner = explained === undefined ? prepared : await this.#prepareLast(explained).catch(() => undefined);
    if (inner?.statementType !== StatementType.SELECT) throw new UserError('query.readOnly');
    return prepared;
  }

  /** A PIVOT without its list of values comes from the engine as several statements: types made first, then the query. */
  async #prepareLast(sql: string): Promise<DuckDBPreparedStatement> {
    const statements = await this.#connection.extractStatements(sql);
    const pivot = /pivot/i.test(sql);
    for (let i = 0; i < statements.count - 1; i++) {
      const made = await statements.prepare(i);
      if (!pivot || made.statementType !== StatementType.CREATE) throw new UserError('query.readOnly');
      await made.run();
    }
    return statements.prepare(statements.count - 1);
  }

  /** Rows of the program's own SQL, not of a reader's: values go by `$name`. */
  async rows(sql: string, params: Record<string, DuckDBValue> = {}): Promise<Value[][]> {
    const reader = await this.#own.runAndReadAll(sql, params);
    return reader.getRows().map((row) => row.map(plainValue));
  }

  /** How much of the reader's statement is done, from 0 to 100, where the engine knows it. */
  progress(): number | undefined {
    const { percentage } = this.#connection.progress;
    return percentage >= 0 ? percentage : undefined;
  }

  /** Stops the reader's running statement, if any. */
  interrupt(): void {
    this.#connection.interrupt();
  }

  close(): void {
    this.#connection.closeSync();
    this.#own.closeSync();
    this.#instance.closeSync();
  }
}
