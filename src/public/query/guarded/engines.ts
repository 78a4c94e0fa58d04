/** The engines behind the gate: one process with the records, that runs the gate's own SQL, and a few with nothing, for what researchers write. */
import type { Column } from '../run.js';
import { type Node, nodes } from './ast.js';
import { GuardRefusal, sqlStates } from './guard.js';
import { Pool } from './pool.js';
import { EngineFailure, type SqlProcess } from './process.js';
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
  async withStatement<T>(sql: string, { signal }: Stoppable, work: (bench: Bench) => Promise<T>): Promise<T> {
    return this.#free.use((engine) => {
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
          return onlyStatement(parsedTree(await ask<string>('parse', { sql })), sql);
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

/** The engine's tree; places beyond what a JavaScript number holds mean nowhere. */
function parsedTree(json: string): Node {
  try {
    return JSON.parse(json.replace(/"query_location":\d{16,}/g, '"query_location":0')) as Node;
  } catch {
    // Numbers beyond a double: the engine writes Infinity, which is no JSON.
    throw new GuardRefusal(sqlStates.notAllowed, 'guard.broken');
  }
}

function onlyStatement(parsed: Node, sql: string): Node {
  if (parsed['error'] === true) {
    if (parsed['error_type'] !== 'parser') throw new GuardRefusal(sqlStates.notAllowed, 'guard.selectOnly');
    const before = Buffer.from(sql).subarray(0, Number(parsed['position'] ?? 0)).toString().split('\n');
    throw new GuardRefusal(sqlStates.syntax, 'guard.syntax', { line: before.length, column: before.at(-1)!.length + 1 });
  }
  const statements = nodes(parsed['statements']);
  if (statements.length === 0) throw new GuardRefusal(sqlStates.syntax, 'guard.empty');
  if (statements.length > 1) throw new GuardRefusal(sqlStates.syntax, 'guard.oneStatement', { count: statements.length });
  return statements[0]!;
}
