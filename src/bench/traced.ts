/** A database that keeps count of its statements: how often, and how long each took. */
import { performance } from 'node:perf_hooks';
import type { Database } from '../database/database.js';

export interface Statement {
  sql: string;
  times: number;
  /** Milliseconds on the clock and of the processors, all times together. */
  ms: number;
  cpu: number;
}

/** The same database, whose statements are added to `log` by their text. Of statements at the same time each gets the processors of both. */
export function traced(db: Database, log: Map<string, Statement>): Database {
  const timed = async <T>(sql: string, work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    const used = process.cpuUsage();
    try {
      return await work();
    } finally {
      const known = log.get(sql) ?? { sql, times: 0, ms: 0, cpu: 0 };
      const { user, system } = process.cpuUsage(used);
      log.set(sql, { sql, times: known.times + 1, ms: known.ms + performance.now() - started, cpu: known.cpu + (user + system) / 1000 });
    }
  };
  return {
    run: (sql, params) => timed(sql, () => db.run(sql, params)),
    rows: (sql, params) => timed(sql, () => db.rows(sql, params)),
    append: (table, types, rows) => timed(`append ${table}`, () => db.append(table, types, rows)),
    transaction: (work) => db.transaction(work),
    connect: async () => traced(await db.connect(), log),
    close: () => db.close(),
  };
}
