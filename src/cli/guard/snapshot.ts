/** The snapshot that the gate reads: the current incidents of aggression without names, ids or anything that is not offered, each with its record key. */
import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Codebook } from '../../codebook/schema.js';
import { type Database, identifier, literal } from '../../database/database.js';
import { openDuckDB } from '../../database/duckdb.js';
import { UserError } from '../../error.js';
import { writeFileAtomic } from '../../files/atomic.js';
import { blank, offered, vocabulary } from '../../public/query/guarded/dimensions.js';
import { type Rules, tooFew } from '../../public/query/guarded/record-set.js';
import { places, type Workspace } from '../workspace/workspace.js';

/** Changes whenever a snapshot of an earlier program must be made anew. */
const layout = 2;
const denominators = ['fte', 'fte_jb', 'fte_jr', 'jeugdigen', 'huisbezoeken'] as const;

export interface Snapshot {
  readonly path: string;
  /** Day of an older state, when the store could not be read because another process has it open. */
  readonly stale?: string;
}

const ours = /^momentopname/;

/** The snapshot of the store as it is now, made when the store changed since the last one. Each state has a file of its own: an earlier one may still be open. */
export async function ensureSnapshot({ folder, configText }: Pick<Workspace, 'folder' | 'configText'>, recordKey: string, rules: Rules, codebook: Codebook, today: string): Promise<Snapshot> {
  const store = join(folder, places.store);
  const place = join(folder, places.research);
  const mark = join(place, 'momentopname.json');
  const stampNow = async (): Promise<string> =>
    createHash('sha256').update(JSON.stringify([layout, codebook.versie, configText, rules, recordKey, await storeState(folder)])).digest('hex').slice(0, 16);
  const pathOf = (stamp: string): string => join(place, `momentopname-${stamp}.duckdb`);
  const kept = await readFile(mark, 'utf8').then((content) => JSON.parse(content) as { stand: string; dag: string }, () => undefined);
  const there = kept !== undefined && (await stat(pathOf(kept.stand)).then(() => true, () => false));
  for (let tries = 0; ; tries++) {
    const stamp = await stampNow();
    if (there && kept.stand === stamp) return { path: pathOf(stamp) };
    if ((await seen(store)) === null) throw new UserError('guard.noStore');
    try {
      await build(store, pathOf(stamp), { stamp, recordKey, rules, codebook });
    } catch (error) {
      if (there && error instanceof UserError && error.key === 'store.locked') return { path: pathOf(kept.stand), stale: kept.dag };
      throw error;
    }
    // A store that changed meanwhile may have lost records to a purge: what was read of them must not stay.
    if (stamp !== (await stampNow()) && tries < 5) {
      await removeFile(pathOf(stamp));
      continue;
    }
    await writeFileAtomic(mark, `${JSON.stringify({ stand: stamp, dag: today })}\n`, 0o600);
    for (const name of await readdir(place)) if (ours.test(name) && name !== 'momentopname.json' && join(place, name) !== pathOf(stamp)) await removeFile(join(place, name)).catch(() => undefined);
    return { path: pathOf(stamp) };
  }
}

/** Takes every snapshot off the disk, half-made ones too. UserError when one cannot be removed. */
export async function removeSnapshots(folder: string): Promise<void> {
  const place = join(folder, places.research);
  for (const name of await readdir(place).catch((): string[] => [])) {
    if (!ours.test(name)) continue;
    await removeFile(join(place, name)).catch((error: NodeJS.ErrnoException) => {
      // Windows removes no file that a running gate has open.
      throw error.code === 'EBUSY' || error.code === 'EPERM' ? new UserError('store.locked', { path: join(place, name) }) : error;
    });
  }
}

async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true, maxRetries: 3 });
}

/** Size and time of the store's files: cheap to ask, and another after every change. */
export async function storeState(folder: string): Promise<string> {
  const store = join(folder, places.store);
  return JSON.stringify([await seen(store), await seen(`${store}.wal`)]);
}

async function seen(path: string): Promise<[number, number] | null> {
  return stat(path).then(({ size, mtimeMs }) => [size, mtimeMs], () => null);
}

interface Making {
  readonly stamp: string;
  readonly recordKey: string;
  readonly rules: Rules;
  readonly codebook: Codebook;
}

async function build(store: string, path: string, making: Making): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  const fresh = `${path}.nieuw`;
  for (const leftover of [fresh, `${fresh}.wal`]) await rm(leftover, { force: true });
  const db = await openDuckDB(':memory:', { memoryLimit: '2GB' });
  try {
    await db.run(`ATTACH ${literal(store)} AS bron (READ_ONLY)`).catch((error: unknown) => {
      if (/lock|being used by another process/i.test(String(error))) throw new UserError('store.locked', { path: store });
      throw error;
    });
    await db.run(`ATTACH ${literal(fresh)} AS uit; USE bron`);
    await fill(db, making);
    await db.run('USE memory; DETACH uit; DETACH bron');
  } finally {
    db.close();
  }
  await chmod(fresh, 0o600);
  await rename(fresh, path);
}

async function fill(db: Database, { stamp, recordKey, rules, codebook }: Making): Promise<void> {
  const { axes, forms } = vocabulary([], codebook);
  const codes = [...new Set([...[...axes].flatMap(([axis, all]) => (axis === 'maand' ? [] : all)), ...forms.keys(), 'J', 'N'])].sort();
  await db.run(`CREATE TYPE uit.kode AS ENUM (${codes.map(literal).join(', ')})`);
  await db.run('CREATE TABLE uit.organisatie AS SELECT CAST(row_number() OVER (ORDER BY code) - 1 AS USMALLINT) AS org, code FROM organisatie');
  const columns = offered.map((name) => `CAST(CASE WHEN ${identifier(name)} IN (${axes.get(name)!.map(literal).join(', ')}) THEN ${identifier(name)} ELSE ${literal(blank)} END AS uit.kode) AS ${identifier(name)}`);
  const flags = [...forms].map(([code, axis]) => `CAST(CASE WHEN list_contains(vormen, ${literal(code)}) THEN 'J' ELSE 'N' END AS uit.kode) AS ${identifier(axis)}`);
  const [inner, outer] = padded(recordKey);
  // HMAC-SHA-256 (RFC 2104) of organisation and incident: the first 32 bits are the key of the record.
  const mac = `sha256(unhex($outer) || unhex(sha256(unhex($inner) || encode(organisatie || chr(0) || incident_id))))`;
  await db.run(
    `CREATE TABLE uit.voorval AS
    SELECT CAST(year(CAST(maand || '-01' AS DATE)) * 12 + month(CAST(maand || '-01' AS DATE)) - 1 AS SMALLINT) AS m, o.org,
      CAST('0x' || ${mac}[1:8] AS UINTEGER) AS sleutel,
      CAST(CASE WHEN herhaling_12m IN ('1', '2-4', '5+') THEN 0 ELSE 1 END AS UTINYINT) AS gezin,
      CAST(CASE WHEN slachtoffer_herhaling IN ('1', '2-4', '5+') THEN 0 ELSE 1 END AS UTINYINT) AS medewerker,
      ${[...columns, ...flags].join(', ')}
    FROM huidig_voorval JOIN uit.organisatie o ON o.code = organisatie
    WHERE NOT coalesce(len(vormen) = 1 AND vormen[1] = 'PROC', false)
    ORDER BY m, o.org, sleutel`,
    { inner, outer },
  );
  const forming = [...forms].map(([code, axis]) => `SELECT CAST(${literal(code)} AS uit.kode) AS vorm, * FROM uit.voorval WHERE ${identifier(axis)} = 'J'`);
  await db.run(`CREATE TABLE uit.voorval_vorm AS ${forming.join(' UNION ALL ')}`);
  await db.run(`CREATE TABLE uit.stand AS SELECT ${literal(stamp)} AS stand, coalesce(min(m), 0) AS eerste, coalesce(max(m), -1) AS laatste FROM uit.voorval`);
  await fillDenominators(db, rules);
  await fillCodeLists(db, codebook);
}

/** The key of the hash, padded to a block and mixed with the two constants of HMAC, as hexadecimal. */
function padded(key: string): [string, string] {
  const block = Buffer.alloc(64);
  Buffer.from(key, 'hex').copy(block);
  const mixed = (by: number): string => Buffer.from(block.map((byte) => byte ^ by)).toString('hex');
  return [mixed(0x36), mixed(0x5c)];
}

/** National sums by month, rounded to 5, empty where too few organisations are behind them or one could be estimated from them. */
async function fillDenominators(db: Database, rules: Rules): Promise<void> {
  const rows = await db.rows<{ maand: string } & Record<(typeof denominators)[number], number | null>>(
    `SELECT maand, ${denominators.map((name) => `CAST(${name} AS DOUBLE) AS ${name}`).join(', ')} FROM levering_status JOIN noemer_maand USING (organisatie, maand)
    WHERE status IN ('geleverd', 'nul') ORDER BY maand, organisatie`,
  );
  const months = [...new Set(rows.map(({ maand }) => maand))];
  await db.run(`CREATE TABLE uit.noemer (maand VARCHAR, jaar INTEGER, ${denominators.map((name) => `${name} INTEGER`).join(', ')})`);
  for (const month of months) {
    const own = rows.filter(({ maand }) => maand === month);
    const sums = denominators.map((name) => {
      const parts = own.map((row) => Math.round(row[name] ?? 0)).filter((part) => part > 0);
      return tooFew(parts, { ...rules, minimum: 1 }) ? 'NULL' : String(Math.round(parts.reduce((sum, part) => sum + part, 0) / 5) * 5);
    });
    await db.run(`INSERT INTO uit.noemer VALUES (${[literal(month), month.slice(0, 4), ...sums].join(', ')})`);
  }
}

async function fillCodeLists(db: Database, codebook: Codebook): Promise<void> {
  await db.run('CREATE TABLE uit.codelijst (lijst VARCHAR, code VARCHAR, label_nl VARCHAR, label_en VARCHAR, ouder VARCHAR)');
  const rows = codebook.codelijsten.flatMap(({ lijst, codes }) => codes.map(({ code, label, ouder }) => [lijst, code, label.nl, label.en, ouder ?? null]));
  await db.run(`INSERT INTO uit.codelijst VALUES ${rows.map((row) => `(${row.map((value) => (value === null ? 'NULL' : literal(value))).join(', ')})`).join(', ')}`);
}
