/** The engines behind the gate: one process with the records, that runs the gate's own SQL, and a few with nothing, for what researchers write. */
import type { Column } from '../run.js';
import type { Node } from './ast.js';
import { GuardRefusal, sqlStates } from './guard.js';
import { Pool } from './pool.js';
import { EngineFailure, type SqlProcess } from './process.js';
import { statementOf } from './parsed.js';
import { type FreeTable, type Shape, translated } from './spoken.js';

export interface EngineLimits {
  readonly seconds: number;
  readonly memory: string;
  readonly rows: number;
  readonly processes: number;
  readonly threads: number;
}

export interface Stoppable {
  readonly signal?: AbortSignal | undefined;
  /** Called when a process is free and the work begins. */
  readonly started?: (() => void) | undefined;
}

const longestSql = 100_000;

/** Pieces of one statement's way through an engine without records, which nobody else uses meanwhile. */
export interface Bench {
  /** The tree of the one statement that a text holds. Throws GuardRefusal. */
  parse(): Promise<Node>;
  /** Binds a tree to tables that are empty yet; gives nothing when the type of one of its parameters cannot be told. */
  prepare(shapes: readonly Shape[], tree: Node): Promise<{ columns?: Column[]; parameters?: Record<string, string> }>;
  /** Fills the tables and runs what was prepared. */
  fill(tables: readonly FreeTable[]): Promise<{ columns: Column[]; rows: unknown[][]; more: boolean }>;
}

export class Engines {
  readonly #records: Pool;
  readonly #free: Pool;
  readonly #limits: EngineLimits;

  private constructor(snapshot: string, limits: EngineLimits) {
    this.#limits = limits;
    this.#records = new Pool(1, { path: snapshot, memory: '2GB', threads: limits.threads });
    this.#free = new Pool(limits.processes, { memory: limits.memory, threads: 1 });
  }

  /** Starts them all, so that the first question need not wait. */
  static async on(snapshot: string, limits: EngineLimits): Promise<Engines> {
    const engines = new Engines(snapshot, limits);
    try {
      await Promise.all([engines.#records.ready(), engines.#free.ready()]);
      return engines;
    } catch (error) {
      engines.close();
      throw error;
    }
  }

  /** Rows of the snapshot as they are: for what the gate reads when it opens. */
  async rows<T>(sql: string): Promise<T[][]> {
    return this.#records.use((engine) => engine.ask<T[][]>('run', { sql }, { seconds: 60 }));
  }

  /** The columns of a question whose answer is nothing but numbers. */
  async count(sql: string, { signal }: Stoppable = {}): Promise<readonly Float64Array[]> {
    return this.#records.use(async (engine) => {
      try {
        return await engine.ask<Float64Array[]>('count', { sql }, { seconds: this.#limits.seconds, signal });
      } catch (error) {
        throw error instanceof EngineFailure ? new GuardRefusal(sqlStates.failed, 'guard.broken') : error;
      }
    });
  }

  /** Does work on one statement of a researcher; every failure of the engine becomes a fixed message. */
  async withStatement<T>(sql: string, { signal, started }: Stoppable, work: (bench: Bench) => Promise<T>): Promise<T> {
    return this.#free.use((engine) => {
      started?.();
      const ask = async <R>(task: Parameters<SqlProcess['ask']>[0], given: object): Promise<R> => {
        try {
          return await engine.ask<R>(task, given, { seconds: this.#limits.seconds, signal });
        } catch (error) {
          throw error instanceof EngineFailure ? translated(error, sql) : error;
        }
      };
      return work({
        parse: async () => {
          if (sql.length > longestSql) throw new GuardRefusal(sqlStates.syntax, 'guard.tooLong', { limit: longestSql });
          return statementOf(await ask<string>('parse', { sql }), sql);
        },
        prepare: (tables, tree) => ask('prepare', { tables, tree: JSON.stringify({ error: false, statements: [tree] }) }),
        fill: (tables) => ask('fill', { tables, maxRows: this.#limits.rows }),
      });
    });
  }

  close(): void {
    this.#records.close();
    this.#free.close();
  }
}
