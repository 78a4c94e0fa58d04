/** Opens the store: applies the numbered migrations that it has not had yet, and refuses what it does not understand. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from '../../database/database.js';
import { exitCodes, UserError } from '../../error.js';

export interface Migration {
  nummer: number;
  naam: string;
  sql: string;
}

/** The migrations of this program, by number. */
export function programMigrations(): Migration[] {
  const folder = new URL('./migrations/', import.meta.url);
  return readdirSync(folder)
    .filter((file) => /^\d{4}_\w+\.sql$/.test(file))
    .sort()
    .map((file) => ({ nummer: Number(file.slice(0, 4)), naam: file.slice(5, -4), sql: readFileSync(new URL(file, folder), 'utf8') }));
}

/**
 * Brings the schema of an opened database up to this program. UserError when it is not a store, when a newer program
 * made it, when it is damaged, or when a migration it had reads differently now.
 */
export async function openStore(db: Database, migrations: readonly Migration[] = programMigrations()): Promise<void> {
  const applied = await appliedMigrations(db).catch((error: unknown) => {
    throw damaged(error);
  });
  const known = new Map(migrations.map((migration) => [migration.nummer, migration]));
  for (const { nummer, sha256 } of applied) {
    const migration = known.get(nummer);
    if (!migration) throw new UserError('store.newerProgram', { number: nummer }, exitCodes.usage);
    if (checksum(migration) !== sha256) throw new UserError('store.changedMigration', { number: nummer }, exitCodes.usage);
  }
  const done = new Set(applied.map(({ nummer }) => nummer));
  for (const migration of migrations) {
    if (done.has(migration.nummer)) continue;
    await db.transaction(async () => {
      await db.run('CREATE TABLE IF NOT EXISTS migratie (nummer INTEGER NOT NULL, naam VARCHAR NOT NULL, sha256 VARCHAR NOT NULL)');
      await db.run(migration.sql);
      await db.run('INSERT INTO migratie VALUES ($nummer, $naam, $sha256)', {
        nummer: migration.nummer,
        naam: migration.naam,
        sha256: checksum(migration),
      });
    });
  }
}

async function appliedMigrations(db: Database): Promise<{ nummer: number; sha256: string }[]> {
  const tables = await db.rows<{ naam: string }>(
    'SELECT table_name AS naam FROM duckdb_tables() WHERE database_name = current_database() AND NOT temporary',
  );
  if (tables.length === 0) return [];
  if (!tables.some(({ naam }) => naam === 'migratie')) throw new UserError('store.notAStore', {}, exitCodes.usage);
  return db.rows('SELECT nummer, sha256 FROM migratie ORDER BY nummer');
}

/** A checkout with other line ends is the same text. */
function checksum({ sql }: Migration): string {
  return createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex');
}

function damaged(error: unknown): unknown {
  return /not a valid DuckDB|corrupt|checksum|deserializ|serialization/i.test(String(error))
    ? new UserError('store.damaged', {}, exitCodes.usage)
    : error;
}
