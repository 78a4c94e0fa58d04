/** A small invented world behind the real gate, of which the attacker's judge knows every record. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { syntheticRecords } from '../../cli/synthetic/records.js';
import { type Database, identifier, literal } from '../../database/database.js';
import { openDuckDB } from '../../database/duckdb.js';
import { monthRange } from '../../levering/period.js';
import { type Guard, GuardRefusal, type Researcher } from '../../public/query/guarded/guard.js';
import { vocabulary } from '../../public/query/guarded/dimensions.js';
import { openGuard } from '../../public/query/guarded/open.js';

export const months = monthRange('2023-01', '2023-12');
export const organisations = ['ALMA', 'BORG', 'CIRKEL', 'DUIN', 'ESDOORN', 'FJORD', 'GAARDE', 'HAVEN', 'IJSSEL', 'KOMPAS', 'LINDE', 'MEENT'];
const own = vocabulary(months);

export interface WorldChoice {
  readonly rows: number;
  readonly seed: number;
  /** SQL condition on the records of `alles`; the others are not in this world. */
  readonly where?: string;
  readonly ledger?: string;
  readonly folder?: string;
  /** Record counts are as the real gate's unless said otherwise. */
  readonly budget?: number;
}

export interface World {
  readonly guard: Guard;
  /** Every record, for the judge only. */
  readonly truth: Database;
  /** Rows of an answer as objects; undefined when the gate refuses. */
  ask(sql: string, who?: Researcher): Promise<Record<string, unknown>[] | undefined>;
  /** The key of the gate's refusal; undefined when it answers. */
  refusal(sql: string): Promise<string | undefined>;
  /** One number, or undefined when it is withheld or refused. */
  number(sql: string): Promise<number | undefined>;
  true(condition: string): Promise<number>;
  close(): Promise<void>;
}

export const attacker: Researcher = { name: 'aanvaller', project: 'aanval', purpose: 'beproeving', until: '2099-12-31', verifier: '' };

/** Rules as they are by default, with the secret percentage in the middle of its range. */
const rules = { minimum: 10, organisaties: 3, dominantie: 80, p: 15, personen: 5 };

export async function openWorld({ rows, seed, where = 'true', ledger, folder: given, budget = 10_000_000 }: WorldChoice): Promise<World> {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'attack-'));
  const snapshot = join(folder, `momentopname-${seed}-${Buffer.from(where).toString('hex').slice(-24)}.duckdb`);
  const truth = await openDuckDB(':memory:', { threads: 1 });
  await truth.run(`CREATE TABLE alles AS ${syntheticRecords(own, { rows, seed, months })}`);
  // Organisations of very different sizes, the largest a fifth of all.
  const org = `CAST(least(${organisations.length - 1}, floor(${organisations.length} * pow((hash(i, 'org', ${seed}) % 1000003) / 1000003.0, 1.4))) AS INTEGER)`;
  await truth.run(`CREATE TABLE waar AS SELECT *, ${org} AS org, CAST(hash(i, 'sleutel', ${seed}) % 4294967296 AS UINTEGER) AS sleutel FROM alles WHERE ${where}`);
  await truth.run(`ATTACH ${literal(snapshot)} AS uit`);
  const codes = [...new Set([...[...own.axes].flatMap(([axis, all]) => (axis === 'maand' ? [] : all)), ...own.forms.keys(), 'J', 'N'])].sort();
  await truth.run(`CREATE TYPE uit.kode AS ENUM (${codes.map(literal).join(', ')})`);
  await truth.run(`CREATE TABLE uit.organisatie AS SELECT * FROM (VALUES ${organisations.map((code, i) => `(CAST(${i} AS USMALLINT), ${literal(code)})`).join(', ')}) t(org, code)`);
  const columns = (await truth.rows<{ column_name: string }>("SELECT column_name FROM duckdb_columns() WHERE table_name = 'waar' AND column_name NOT IN ('i', 'maand', 'org', 'sleutel') ORDER BY column_index")).map((one) => one.column_name);
  await truth.run(`CREATE TABLE uit.voorval AS SELECT CAST(CAST(maand[:4] AS INTEGER) * 12 + CAST(maand[6:] AS INTEGER) - 1 AS SMALLINT) AS m, CAST(org AS USMALLINT) AS org, sleutel, CAST(1 AS UTINYINT) AS gezin, CAST(1 AS UTINYINT) AS medewerker,
    ${columns.map((name) => `CAST(${identifier(name)} AS uit.kode) AS ${identifier(name)}`).join(', ')} FROM waar ORDER BY m, org, sleutel`);
  await truth.run(`CREATE TABLE uit.voorval_vorm AS ${[...own.forms].map(([code, axis]) => `SELECT CAST(${literal(code)} AS uit.kode) AS vorm, * FROM uit.voorval WHERE ${identifier(axis)} = 'J'`).join(' UNION ALL ')}`);
  await truth.run(`CREATE TABLE uit.stand AS SELECT ${literal(`${seed}${where}`)} AS stand, min(m) AS eerste, max(m) AS laatste FROM uit.voorval`);
  await truth.run('CREATE TABLE uit.noemer (maand VARCHAR, jaar INTEGER, fte INTEGER, fte_jb INTEGER, fte_jr INTEGER, jeugdigen INTEGER, huisbezoeken INTEGER); CREATE TABLE uit.codelijst (lijst VARCHAR, code VARCHAR, label_nl VARCHAR, label_en VARCHAR, ouder VARCHAR)');
  await truth.run('DETACH uit');
  const guard = await openGuard({
    snapshot, ledger: ledger ?? join(folder, `grootboek-${seed}.jsonl`), secret: Buffer.alloc(32, 7), noise: { largest: 5, variance: 3, threshold: 2, stay: 0 }, rules,
    budget: { researcher: budget, project: budget }, limits: { seconds: 20, memory: '512MB', rows: 100_000, processes: 1, threads: 1 }, now: () => '2024-07-01T12:00:00Z',
  });
  const ask: World['ask'] = async (sql, who = attacker) => {
    try {
      const { columns: heads, rows: given_ } = await guard.answer(who, sql);
      return given_.map((row) => Object.fromEntries(heads.map(({ name }, i) => [name, row[i]])));
    } catch (error) {
      if (error instanceof GuardRefusal) return undefined;
      throw error;
    }
  };
  return {
    guard, truth, ask,
    refusal: (sql) => guard.answer(attacker, sql).then(() => undefined, (error: unknown) => (error instanceof GuardRefusal ? error.key : Promise.reject(error as Error))),
    number: async (sql) => {
      const value = Object.values((await ask(sql))?.[0] ?? {})[0];
      return value === null || value === undefined ? undefined : Number(value);
    },
    true: async (condition) => (await truth.rows<{ n: number }>(`SELECT count(*) AS n FROM waar WHERE ${condition}`))[0]!.n,
    close: async () => {
      await guard.close();
      truth.close();
      if (given === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
