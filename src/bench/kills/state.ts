/** What a workspace holds, in a form that can be compared. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { places } from '../../cli/workspace/workspace.js';
import { openDuckDB } from '../../database/duckdb.js';
import { openStore } from '../../national/store/open.js';

/** Rows of each table of the store as text, in one order; with the delivery they belong to, where they belong to one. */
export type Content = Record<string, { delivery: number | null; row: string }[]>;

/** Opens the store as the program does, which must work after any interruption, and gives all that is in it. */
export async function storeContent(folder: string): Promise<Content> {
  const path = join(folder, places.store);
  if (!existsSync(path)) return {};
  const db = await openDuckDB(path);
  try {
    await openStore(db);
    const tables = await db.rows<{ name: string; own: boolean }>(
      `SELECT t.table_name AS name, bool_or(c.column_name = 'levering_id') AS own FROM duckdb_tables() t JOIN duckdb_columns() c USING (database_name, schema_name, table_name)
      WHERE database_name = current_database() GROUP BY ALL ORDER BY name`,
    );
    const content: Content = {};
    for (const { name, own } of tables) {
      content[name] = await db.rows(`SELECT ${own ? 'levering_id' : 'NULL::INTEGER'} AS delivery, to_json(t)::VARCHAR AS row FROM "${name}" t ORDER BY row`);
    }
    return content;
  } finally {
    db.close();
  }
}

/** Hashes of what was published and reported; released.duckdb, whose bytes differ each time, is fixed in the manifest by its content. */
export async function published(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const place of [places.releases, places.reports]) {
    const names = await readdir(join(folder, place), { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of names) {
      const path = join(entry.parentPath, entry.name);
      const hidden = entry.name.startsWith('.') && place === places.reports;
      if (entry.isFile() && entry.name !== 'released.duckdb' && !hidden) found[path.slice(folder.length)] = createHash('sha256').update(await readFile(path)).digest('hex');
    }
  }
  return Object.fromEntries(Object.entries(found).sort());
}

/**
 * Says what is wrong with a store that was left behind: it must hold what it held before or holds after; where files enter one
 * by one, everything of the first deliveries and nothing of the others.
 */
export function misfit(left: Content, before: Content, after: Content, stepwise: boolean): string | undefined {
  const same = (one: Content, other: Content) => JSON.stringify(one) === JSON.stringify(other);
  // A store that was only just made holds nothing yet.
  if (same(left, before) || same(left, after) || (Object.keys(before).length === 0 && Object.values(left).every((rows) => rows.every(({ delivery }) => delivery === null)))) return undefined;
  if (!stepwise) return 'the store is neither as before nor as after';
  const last = Math.max(0, ...(left['levering'] ?? []).map(({ delivery }) => delivery ?? 0));
  for (const [table, rows] of Object.entries(left)) {
    const own = rows.filter(({ delivery }) => delivery !== null);
    const wanted = (after[table] ?? []).filter(({ delivery }) => delivery !== null && delivery <= last);
    if (JSON.stringify(own) !== JSON.stringify(wanted)) return `of the first ${last} deliveries ${table} holds ${own.length} rows instead of ${wanted.length}`;
  }
  return undefined;
}
