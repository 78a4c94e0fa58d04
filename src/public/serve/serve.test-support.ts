/** A gate of three small tables without protection, to test how the server carries answers. */
import { type Guard, GuardRefusal, type Relation, type Researcher, sqlStates } from '../query/guarded/guard.js';
import type { Value } from '../query/value.js';
import { DuckDBInstance } from '@duckdb/node-api';
import { plainValue } from '../query/value.js';
import { scramVerifier } from './scram.js';

export const relations: readonly Relation[] = [
  { name: 'voorval', comment: { nl: 'Een rij per voorval', en: 'A row an incident' }, guarded: true, columns: [
    { name: 'maand', type: 'VARCHAR', comment: { nl: 'Maand van het voorval', en: 'Month of the incident' } },
    { name: 'ernst', type: 'VARCHAR', comment: { nl: 'Ernst', en: 'Severity' } },
    { name: 'aantal', type: 'INTEGER', comment: { nl: 'Aantal', en: 'Number' } },
    { name: 'fte', type: 'DOUBLE', comment: { nl: 'Fte', en: 'Fte' } },
  ] },
  { name: 'codelijst', comment: { nl: 'Codes', en: 'Codes' }, guarded: false, columns: [{ name: 'code', type: 'VARCHAR', comment: { nl: 'Code', en: 'Code' } }] },
];

export const password = 'paard-batterij-nietje';

export function researcher(name: string, until = '2099-12-31'): Researcher {
  return { name, project: 'proef', purpose: 'toets van de server', until, verifier: scramVerifier(password) };
}

/** Answers SQL on 1,000 made-up rows; `pg_sleep` in a statement makes it wait until it is stopped. */
export async function plainGuard(): Promise<Guard & { asked: string[] }> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE voorval AS SELECT '2024-0' || (i % 6 + 1) AS maand, CAST(i % 4 + 1 AS VARCHAR) AS ernst, CAST(i % 7 AS INTEGER) AS aantal, i / 8 AS fte FROM range(1000) t(i);
    CREATE TABLE codelijst AS SELECT * FROM (VALUES ('VERB'), ('a"b,c'), (NULL), ('')) t(code)`);
  let work: Promise<unknown> = Promise.resolve();
  const asked: string[] = [];
  const prepared = async (sql: string) => connection.prepare(sql).catch(() => {
    throw new GuardRefusal(sqlStates.unknownColumn, 'query.readOnly');
  });
  const queued = <T>(task: () => Promise<T>): Promise<T> => {
    const next = work.then(task, task);
    work = next.catch(() => undefined);
    return next;
  };
  return {
    asked,
    months: () => ['2024-06'],
    relations: () => relations,
    describe: (_, sql) => queued(async () => {
      const one = await prepared(sql);
      return {
        columns: Array.from({ length: one.columnCount }, (__, i) => ({ name: one.columnName(i), type: String(one.columnType(i)) })),
        parameters: Array.from({ length: one.parameterCount }, (__, i) => (/aantal\s*[=<>]/.test(sql) && i === 0 ? 'INTEGER' : 'VARCHAR')),
      };
    }),
    answer: async (who, sql, parameters = [], limits = {}) => {
      asked.push(`${who.name}: ${sql}`);
      limits.started?.();
      if (sql.includes('slaap')) {
        await new Promise<void>((resolve) => limits.signal?.addEventListener('abort', () => resolve()));
        throw new GuardRefusal(sqlStates.cancelled, 'query.cancelled');
      }
      return queued(async () => {
        const one = await prepared(sql);
        one.bind(parameters.map((value) => value));
        const reader = await one.runAndReadAll();
        return { columns: reader.columnNames().map((name, i) => ({ name, type: String(reader.columnTypes()[i]) })), rows: reader.getRows().map((row) => row.map(plainValue) as Value[]), notes: [] };
      });
    },
    budget: async () => ({ researcher: { used: 0, limit: 1 }, project: { used: 0, limit: 1 } }),
    close: async () => {
      await work;
      connection.closeSync();
      instance.closeSync();
    },
  };
}
