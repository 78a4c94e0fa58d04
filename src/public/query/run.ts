import type { DuckDBDataChunk, DuckDBPreparedStatement, DuckDBResult } from '@duckdb/node-api';
import { UserError } from '../../error.js';
import { queryFailure } from './failure.js';
import type { Released } from './released.js';
import { plainValue, type Value } from './value.js';

export interface Column {
  name: string;
  /** Type as SQL spells it, such as `DECIMAL(9,2)` or `VARCHAR[]`. */
  type: string;
}

export interface QueryResult {
  columns: Column[];
  rows: Value[][];
  /** Whether rows were left out because of `maxRows`. */
  truncated: boolean;
}

export interface Limits {
  /** Seconds the statement may run; default no limit. */
  seconds?: number;
  /** Stops the statement when it is aborted. */
  signal?: AbortSignal;
}

/** Rows of one read-only statement, at most `maxRows` of them. What is not a read, a mistake, a stop or a time-out is a UserError. */
export async function runQuery(db: Released, sql: string, limits: Limits & { maxRows?: number } = {}): Promise<QueryResult> {
  const maxRows = limits.maxRows ?? Number.POSITIVE_INFINITY;
  const rows: Value[][] = [];
  let truncated = false;
  const columns = await streamQuery(db, sql, limits, (chunk) => {
    for (const row of chunk.getRows()) {
      if (rows.length === maxRows) {
        truncated = true;
        return false;
      }
      rows.push(row.map(plainValue));
    }
    return true;
  });
  return { columns, rows, truncated };
}

/**
 * Runs one read-only statement and hands its result over piece by piece, until `take` gives false.
 * `begin` is told the columns before the first piece.
 */
export async function streamQuery(
  db: Released,
  sql: string,
  limits: Limits,
  take: (chunk: DuckDBDataChunk) => boolean,
  begin: (columns: Column[]) => Promise<void> | void = () => undefined,
): Promise<Column[]> {
  const stop = stopper(db, limits);
  let prepared: DuckDBPreparedStatement | undefined;
  try {
    prepared = await db.prepare(sql);
    const result = await prepared.stream();
    const columns = columnsOf(result);
    await begin(columns);
    for (;;) {
      if (stop.reason()) throw new UserError('query.cancelled');
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0 || !take(chunk)) return columns;
    }
  } catch (error) {
    throw stop.reason() ?? queryFailure(error, sql);
  } finally {
    stop.done();
    prepared?.destroySync();
  }
}

/** Interrupts the engine on abort or time-out, again and again: a first call may come just before the engine starts. */
function stopper(db: Released, { seconds, signal }: Limits): { reason: () => UserError | undefined; done: () => void } {
  let reason: UserError | undefined;
  let again: NodeJS.Timeout | undefined;
  const stop = (why: UserError): void => {
    reason ??= why;
    db.interrupt();
    again ??= setInterval(() => db.interrupt(), 50);
  };
  const abort = (): void => stop(new UserError('query.cancelled'));
  const late = seconds === undefined ? undefined : setTimeout(() => stop(new UserError('query.timeout', { seconds })), seconds * 1000);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
  return {
    reason: () => reason,
    done: () => {
      clearTimeout(late);
      clearInterval(again);
      signal?.removeEventListener('abort', abort);
    },
  };
}

/** Columns with names that are not empty and differ also without regard to case: a repeated `a` becomes `a_2`. */
function columnsOf(result: DuckDBResult): Column[] {
  const types = result.columnTypes();
  const used = new Set<string>();
  return result.columnNames().map((spoken, i) => {
    const given = spoken === '' ? `kolom${i + 1}` : spoken;
    let name = given;
    for (let again = 2; used.has(name.toLowerCase()); again++) name = `${given}_${again}`;
    used.add(name.toLowerCase());
    return { name, type: String(types[i]) };
  });
}
