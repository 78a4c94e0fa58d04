/** Opens a release for readers: nothing is believed before every hash of the manifest has been checked. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SqlParams } from '../database/database.js';
import { openDuckDB } from '../database/duckdb.js';
import { exitCodes, UserError } from '../error.js';
import { type Approval, type Approver, readApproval } from './approval.js';
import { contentHash } from './content.js';
import { identified, type Manifest, manifestSchema, sha256Hex } from './manifest.js';

export interface Release {
  readonly folder: string;
  readonly manifest: Manifest;
  /** The table `kenmerk`: properties of the release by key. */
  readonly kenmerk: Readonly<Record<string, string>>;
  /** The sign-off; undefined while the release is a draft. */
  readonly approval: Approval | undefined;
  rows<T = Record<string, unknown>>(sql: string, params?: SqlParams): Promise<T[]>;
  close(): void;
}

/**
 * Opens a release folder read-only. No release there is a usage error; a changed, missing or extra content, or an approval that
 * does not hold, is an approval error.
 */
export async function openRelease(folder: string, approvers: readonly Approver[] = []): Promise<Release> {
  const approval = await readApproval(folder, approvers);
  return { ...(await openUnapproved(folder)), approval };
}

/** As openRelease, for who is about to approve: an earlier approval is not looked at. */
export async function openUnapproved(folder: string): Promise<Omit<Release, 'approval'>> {
  const manifest = await readManifest(folder);
  for (const [name, expected] of Object.entries(manifest.bestanden)) {
    const data = await readFile(join(folder, name)).catch(() => undefined);
    if (data === undefined || sha256Hex(data) !== expected) throw tampered(folder, name);
  }
  const path = join(folder, 'released.duckdb');
  const db = await openDuckDB(path, { readOnly: true, locked: true }).catch((error: unknown) => {
    throw error instanceof UserError && error.key === 'store.locked' ? error : tampered(folder, 'released.duckdb');
  });
  try {
    const hash = await contentHash(db).catch(() => undefined);
    if (hash !== manifest.released_duckdb) throw tampered(folder, 'released.duckdb');
    const rows = await db.rows<{ sleutel: string; waarde: string }>('SELECT sleutel, waarde FROM kenmerk ORDER BY sleutel');
    const kenmerk = Object.fromEntries(rows.map((row) => [row.sleutel, row.waarde]));
    return { folder, manifest, kenmerk, rows: (sql, params) => db.rows(sql, params), close: () => db.close() };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The manifest of a release folder, complete and in agreement with its own id. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => {
    throw new UserError('release.none', { folder });
  });
  let manifest: Manifest;
  try {
    manifest = manifestSchema.parse(JSON.parse(text));
  } catch {
    throw tampered(folder, 'manifest.json');
  }
  if (identified(manifest).release !== manifest.release) throw tampered(folder, 'manifest.json');
  return manifest;
}

function tampered(folder: string, file: string): UserError {
  return new UserError('release.tampered', { folder, file }, exitCodes.approval);
}
