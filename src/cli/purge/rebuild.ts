/** Puts the store without the purged rows in the place of the store: a new file, made by a process that never saw them. */
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { literal, type Database } from '../../database/database.js';
import { openDuckDB } from '../../database/duckdb.js';
import { exitCodes, UserError } from '../../error.js';
import { programMigrations } from '../../national/store/open.js';
import { allRows, keptRows, type PurgePlan, storeContent } from '../../national/store/purge.js';
import { removeSnapshots } from '../guard/snapshot.js';
import { withStore } from '../store.js';
import { places, type Workspace } from '../workspace/workspace.js';

const leftover = /^\.store\.duckdb\..+\.wissen$/;

export interface Rebuilding {
  workspace: Workspace;
  plan: PurgePlan;
  op: string;
  /** Composes the proof from the number of the purge and the hashes of the store before and after. */
  proof(number: number, before: string, after: string): string;
}

/**
 * Rebuilds the store without what the plan takes away. One rename at the end decides: before it everything is as it was,
 * after it the purge is done and its proof stands in the store. UserError when another process changed the store meanwhile.
 */
export async function rebuildStore({ workspace, plan, op, proof }: Rebuilding): Promise<void> {
  const store = join(workspace.folder, places.store);
  for (const name of await readdir(workspace.folder)) if (leftover.test(name)) await rm(join(workspace.folder, name), { recursive: true, force: true });
  const folder = await mkdtemp(join(workspace.folder, `.${places.store}.`)).then(async (made) => {
    await rename(made, `${made}.wissen`);
    return `${made}.wissen`;
  });
  try {
    await chmod(folder, 0o700);
    const after = await withStore(workspace, (db) => writeKept(db, folder, plan, op, proof));
    const before = await fingerprint(store);
    await build(folder);
    const built = join(folder, 'nieuw.duckdb');
    if ((await contentOf(built)) !== after) throw new Error('purge: the rebuilt store differs from what had to stay');
    if ((await fingerprint(store)) !== before || existsSync(`${store}.wal`)) throw new UserError('purge.changed', {}, exitCodes.usage);
    // What the query gate copied from the store goes first, so that no kill leaves it behind a purge that is done.
    await removeSnapshots(workspace.folder);
    await rename(built, store);
    // A gate that was reading the store at that moment may have laid its copy down in between.
    await removeSnapshots(workspace.folder);
    // Where the engine put what did not fit in memory, if an earlier run broke off.
    await rm(`${store}.tmp`, { recursive: true, force: true });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The rows that stay as Parquet beside the schema. Gives the content hash of the store to be. */
async function writeKept(db: Database, folder: string, plan: PurgePlan, op: string, proof: Rebuilding['proof']): Promise<string> {
  const [next] = await db.rows<{ id: number }>('SELECT coalesce(max(wissing_id), 0) + 1 AS id FROM wissing');
  const number = next!.id;
  const kept = await keptRows(db, plan, number);
  const after = await storeContent(db, kept);
  const text = proof(number, await storeContent(db, await allRows(db)), after);
  const row = `SELECT ${number} AS wissing_id, CAST(${literal(op)} AS DATE) AS op, ${literal(plan.choice.reden)} AS reden, ${literal(text)} AS bewijs`;
  for (const [table, sql] of kept) {
    const rows = table === 'wissing' ? `${sql} UNION ALL ${row}` : sql;
    await db.run(`COPY (${rows}) TO ${literal(join(folder, `${table}.parquet`))} (FORMAT parquet)`);
  }
  const schema = programMigrations().map(({ sql }) => sql);
  await writeFile(join(folder, 'schema.sql'), ['CREATE TABLE migratie (nummer INTEGER NOT NULL, naam VARCHAR NOT NULL, sha256 VARCHAR NOT NULL);', ...schema].join('\n'));
  await db.run('CHECKPOINT');
  return after;
}

async function build(folder: string): Promise<void> {
  const entry = fileURLToPath(new URL('../../database/rebuild.mjs', import.meta.url));
  const env = process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] ?? 'C:\\Windows' } : {};
  await promisify(execFile)(process.execPath, [entry], { cwd: folder, env, windowsHide: true });
}

async function contentOf(path: string): Promise<string> {
  const db = await openDuckDB(path, { readOnly: true });
  try {
    return await storeContent(db, await allRows(db));
  } finally {
    db.close();
  }
}

async function fingerprint(path: string): Promise<string> {
  const { size, mtimeMs, ino } = await stat(path);
  return `${size} ${mtimeMs} ${ino}`;
}
