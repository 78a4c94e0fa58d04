/** Writes a release folder: CSV first, audited; from it Parquet and released.duckdb; and a manifest that fixes all of it. */
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openDuckDB } from '../database/duckdb.js';
import { writeFolderAtomic } from '../files/atomic.js';
import type { ReleaseText } from './audit/audit.js';
import type { Certificate } from './audit/certificate.js';
import { checkedTables } from './checked.js';
import { contentHash } from './content.js';
import { toCsv } from './csv.js';
import { catalogue } from './dcat.js';
import { type CsvFile, dataPackage, type PackageFacts, publicFacts } from './datapackage.js';
import { type Layout, layoutSchema } from './layout.js';
import { identified, type Manifest, sha256Hex } from './manifest.js';
import { requireSame } from './reread.js';
import { type ReleaseTables, type Table } from './tables.js';

export interface ReleaseContents {
  readonly tables: ReleaseTables;
  /** Content hashes of the deliveries the figures come from. */
  readonly deliveries: readonly string[];
  /** Hash of the configuration that was in force. */
  readonly configuration: string;
}

/** Audits what was written, read back from the files; throws when the release may not exist. */
export type Audit = (release: ReleaseText) => Promise<Certificate>;

/** A kind of release: the tables that it holds, and what it says of itself. */
export interface ReleaseKind {
  readonly tables: readonly Table[];
  readonly facts?: PackageFacts;
  /** How the counts of a public release hang together, and its audit; null for a private one, which adds its reader's own figures to a public one. */
  readonly gate: { readonly layout: Layout; readonly audit: Audit } | null;
}

/**
 * Writes the release and gives its manifest; nothing is left of one that does not pass the audit. All files but released.duckdb are byte-identical for the same contents; that one is
 * fixed by the hash of its logical content, because DuckDB's own files differ from run to run.
 */
export async function writeRelease(folder: string, contents: ReleaseContents, kind: ReleaseKind): Promise<Manifest> {
  const tables = checkedTables(contents.tables, kind.tables);
  const properties = new Map(contents.tables.kenmerk.map((row) => [row.sleutel, row.waarde]));
  const month = properties.get('jaar') ?? properties.get('maand')!;
  let manifest: Manifest | undefined;
  await writeFolderAtomic(folder, async (temporary) => {
    const files = new Map<Table, CsvFile>();
    for (const [table, rows] of tables) {
      const csv = toCsv(table, rows);
      requireSame(table, rows, csv);
      await writeFile(join(temporary, `${table.name}.csv`), csv);
      files.set(table, { bytes: Buffer.byteLength(csv), sha256: sha256Hex(csv) });
    }
    if (kind.gate) await writeJson(join(temporary, 'tabellen.json'), kind.gate.layout);
    const version = month.length === 4 ? `${month}.0.0` : `${month.replace('-', '.').replace('.0', '.')}.0`;
    const facts = kind.facts ?? publicFacts(month, Number(properties.get('afronding') ?? 1));
    await writeJson(join(temporary, 'datapackage.json'), dataPackage(month, version, files, facts));
    // The audit and the other process need nothing of each other; nothing of the folder stays when either fails.
    const [audited, built] = await Promise.allSettled([kind.gate ? audit(temporary, kind.gate.audit) : undefined, buildDatabase(temporary)]);
    if (audited.status === 'rejected') throw audited.reason;
    if (built.status === 'rejected') throw built.reason;
    if (kind.gate) await writeJson(join(temporary, 'dcat.jsonld'), catalogue({ month, version, facts, publisher: properties.get('uitgever') ?? properties.get('naam') ?? facts.title, ...daysOf(contents.tables, properties.get('maand')!), tables: kind.tables, files: await fileFacts(temporary, kind) }));
    manifest = identified({
      maand: month,
      leveringen: [...contents.deliveries],
      configuratie: contents.configuration,
      codeboek: properties.get('codeboek')!,
      programma: properties.get('programma')!,
      bestanden: await fileHashes(temporary, kind),
      released_duckdb: await databaseHash(join(temporary, 'released.duckdb')),
    });
    await writeJson(join(temporary, 'manifest.json'), manifest);
  });
  return manifest!;
}

/** The tables and layout of a release folder, as an attacker reads them. */
export async function readText(folder: string): Promise<ReleaseText> {
  const csv = await readFile(join(folder, 'cijfer.csv'), 'utf8');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.csv') && name !== 'cijfer.csv').sort();
  const others = new Map(await Promise.all(names.map(async (name) => [name.slice(0, -4), await readFile(join(folder, name), 'utf8')] as const)));
  return { csv, others, layout: layoutSchema.parse(JSON.parse(await readFile(join(folder, 'tabellen.json'), 'utf8'))) };
}

/** First and last day of the months that the release is about. */
function daysOf({ dekking }: ReleaseTables, month: string): { from: string; to: string } {
  const first = dekking.map(({ maand }) => maand).sort()[0] ?? month;
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10);
  return { from: `${first}-01`, to: last };
}

async function fileFacts(folder: string, { tables }: ReleaseKind): Promise<Map<string, CsvFile>> {
  const facts = new Map<string, CsvFile>();
  for (const name of tables.flatMap((table) => [`${table.name}.csv`, `${table.name}.parquet`])) {
    const data = await readFile(join(folder, name));
    facts.set(name, { bytes: data.length, sha256: sha256Hex(data) });
  }
  return facts;
}

async function audit(folder: string, attack: Audit): Promise<void> {
  await writeJson(join(folder, 'certificaat.json'), await attack(await readText(folder)));
}

async function buildDatabase(folder: string): Promise<void> {
  const entry = fileURLToPath(new URL('./build-database.mjs', import.meta.url));
  const env = process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] ?? 'C:\\Windows' } : {};
  await promisify(execFile)(process.execPath, [entry], { cwd: folder, env, windowsHide: true });
}

async function fileHashes(folder: string, { tables, gate }: ReleaseKind): Promise<Record<string, string>> {
  const names = [...tables.flatMap(({ name }) => [`${name}.csv`, `${name}.parquet`]), 'datapackage.json', ...(gate ? ['dcat.jsonld', 'tabellen.json', 'certificaat.json'] : [])];
  const hashes: Record<string, string> = {};
  for (const name of names) hashes[name] = sha256Hex(await readFile(join(folder, name)));
  return hashes;
}

/** Hash of the logical content of a released.duckdb file. */
export async function databaseHash(path: string): Promise<string> {
  const db = await openDuckDB(path, { readOnly: true, locked: true, threads: 1 });
  try {
    return await contentHash(db);
  } finally {
    db.close();
  }
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, JSON.stringify(value, null, 2) + '\n');
}
