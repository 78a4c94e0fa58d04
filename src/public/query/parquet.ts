import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBAppender, type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { identifier, literal } from '../../database/database.js';
import { exitCodes, UserError } from '../../error.js';
import { writeOutput } from './output.js';
import type { Released } from './released.js';
import { type Limits, streamQuery } from './run.js';

/**
 * Writes the rows of one read-only statement as a Parquet file, whole or not at all, and gives their number.
 * The release itself may touch no files, so the rows pass to a second engine that may touch this one file only.
 */
export async function writeParquet(
  db: Released,
  sql: string,
  path: string,
  limits: Limits & { maxRows?: number } = {},
): Promise<{ rows: number; truncated: boolean }> {
  const folder = await mkdtemp(join(tmpdir(), 'agressiemonitor-'));
  const file = join(folder, 'uitkomst.parquet');
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    await connection.run(`SET allowed_paths = [${literal(file)}]; SET enable_external_access = false; SET lock_configuration = true`);
    const found = await collect(db, sql, limits, connection);
    const rows = Math.min(found, limits.maxRows ?? found);
    await connection.run(`COPY (SELECT * FROM uitkomst LIMIT ${rows}) TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd)`).catch(diskFull);
    await writeOutput(path, await readFile(file));
    return { rows, truncated: rows < found };
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Fills the table `uitkomst`; it may hold a piece more than `maxRows`. */
async function collect(db: Released, sql: string, limits: Limits & { maxRows?: number }, connection: DuckDBConnection): Promise<number> {
  let rows = 0;
  let appender: DuckDBAppender | undefined;
  await streamQuery(
    db,
    sql,
    limits,
    (chunk) => {
      rows += chunk.rowCount;
      appender!.appendDataChunk(chunk);
      return rows <= (limits.maxRows ?? rows);
    },
    async (columns) => {
      const fields = columns.map(({ name, type }) => `${identifier(name)} ${type}`);
      await connection.run(`CREATE TABLE uitkomst (${fields.join(', ')})`);
      appender = await connection.createAppender('uitkomst');
    },
  );
  appender?.closeSync();
  return rows;
}

function diskFull(error: unknown): never {
  if (/no space left|disk full|enospc/i.test(String(error))) throw new UserError('store.diskFull', {}, exitCodes.usage);
  throw error;
}
