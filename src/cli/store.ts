import { join } from 'node:path';
import type { Database } from '../database/database.js';
import { openDuckDB } from '../database/duckdb.js';
import { openStore } from '../national/store/open.js';
import { syncOrganisations } from '../national/store/organisations.js';
import { places, type Workspace } from './workspace/workspace.js';

/**
 * Opens the workspace's store for writing, with its agreement as monitor.yaml says, and closes it after the work. Nothing
 * spills to disk unless asked: rows of exports pass through the same engine, and its temporary files are plain text.
 */
export async function withStore<T>(workspace: Workspace, work: (db: Database) => Promise<T>, spill = false): Promise<T> {
  const db = await openDuckDB(join(workspace.folder, places.store), { memoryLimit: '1800MB', spill });
  try {
    await openStore(db);
    const agreements = Object.entries(workspace.config.organisaties).map(([code, { sinds, tot }]) => ({ code, sinds, tot }));
    await syncOrganisations(db, agreements);
    return await work(db);
  } finally {
    db.close();
  }
}
