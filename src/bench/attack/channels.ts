/** Attacks around the answers: what errors, times, forbidden forms and malformed statements tell. */
import { performance } from 'node:perf_hooks';
import { relations, vocabulary } from '../../public/query/guarded/dimensions.js';
import { GuardRefusal } from '../../public/query/guarded/guard.js';
import { statementOf } from '../../public/query/guarded/parsed.js';
import { checked } from '../../public/query/guarded/statement.js';
import { Random } from './random.js';
import type { Outcome } from './outcome.js';
import { attacker, months, organisations, type World } from './world.js';

/** Groups of none and of a few records, in the same words. */
async function pairs(world: World, count: number, random: Random): Promise<{ empty: string; few: string }[]> {
  const found: { empty: string[]; few: string[] } = { empty: [], few: [] };
  for (let tries = 0; tries < count * 60 && (found.empty.length < count || found.few.length < count); tries++) {
    const condition = `maand = '${random.of(months)}' AND ernst = '${random.of(['3', '4'])}' AND kanaal = '${random.of(['VIDEO', 'POST', 'ONLINE', 'PROCEDURE'])}' AND relatie = '${random.of(['PLEEG', 'PROF', 'GROEP', 'DERDE'])}'`;
    const n = await world.true(condition);
    if (n === 0) found.empty.push(condition);
    else if (n < 5) found.few.push(condition);
  }
  return Array.from({ length: Math.min(count, found.empty.length, found.few.length) }, (_, i) => ({ empty: found.empty[i]!, few: found.few[i]! }));
}

/** Whether the words of an answer or refusal differ between no record and a few. */
export async function errors(world: World, count: number, seed: number): Promise<Outcome> {
  const told = async (condition: string): Promise<string> => {
    const forms = [`SELECT count(*) AS n FROM voorval WHERE ${condition}`, `SELECT avg(ernst_schaal) AS g FROM voorval WHERE ${condition}`, `SELECT 1 / count(*) AS x FROM voorval WHERE ${condition}`, `SELECT CAST(count(*) AS TINYINT) AS x FROM voorval WHERE ${condition}`];
    const said: string[] = [];
    for (const sql of forms) {
      said.push(await world.guard.answer(attacker, sql).then(({ rows, notes }) => JSON.stringify([rows.map((row) => row.map(String)), notes.filter(({ key }) => !key.endsWith('Budget')).map(({ key, params }) => [key, params])]), (error: { key?: string; params?: object }) => JSON.stringify([error.key ?? 'broken', error.key === 'guard.tooClose' ? {} : error.params])));
    }
    return said.join('\n');
  };
  const groups = await pairs(world, count, new Random(seed));
  let successes = 0;
  for (const { empty, few } of groups) if ((await told(empty)) !== (await told(few))) successes++;
  return { attack: 'error and note channel: none against a few', trials: groups.length, successes, chance: 0 };
}

/** Whether the time of a withheld answer tells none from a few. */
export async function timing(world: World, count: number, seed: number): Promise<Outcome> {
  const groups = await pairs(world, count, new Random(seed));
  const time = async (condition: string): Promise<number> => {
    const start = performance.now();
    await world.ask(`SELECT count(*) AS n FROM voorval WHERE ${condition}`);
    return performance.now() - start;
  };
  let successes = 0;
  for (const [i, { empty, few }] of groups.entries()) {
    // The order alternates, so that warming up favours neither.
    const [a, b] = i % 2 === 0 ? [await time(empty), await time(few)] : [await time(few), await time(empty)].reverse();
    if (b! > a!) successes++;
  }
  return { attack: 'timing channel: none against a few', trials: groups.length, successes, chance: 0.5 };
}

const forbidden = [
  'SUMMARIZE voorval', 'DESCRIBE voorval', 'SHOW TABLES', "PRAGMA storage_info('voorval')", "SELECT * FROM pragma_storage_info('voorval')", "SELECT * FROM pragma_table_info('voorval')", 'SELECT * FROM pragma_database_list()', 'SELECT * FROM duckdb_tables()', 'SELECT * FROM duckdb_settings()',
  "SELECT * FROM query('SELECT * FROM voorval')", "SELECT * FROM query_table('voorval')", "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT * FROM voorval'))", "SELECT json_serialize_sql('SELECT 1')", "SELECT * FROM read_csv('/etc/passwd')", "SELECT * FROM '/etc/passwd'", "SELECT * FROM glob('/*')",
  'SELECT * FROM voorval', 'SELECT sleutel FROM voorval', 'SELECT org FROM voorval', 'SELECT "org", count(*) FROM voorval GROUP BY ALL', 'SELECT organisatie, count(*) FROM voorval GROUP BY ALL', 'SELECT regio, count(*) FROM voorval GROUP BY ALL', 'SELECT m, count(*) FROM voorval GROUP BY m',
  'SELECT ernst, list(kanaal) FROM voorval GROUP BY ernst', 'SELECT string_agg(ernst) FROM voorval', 'SELECT min(ernst_schaal), max(ernst_schaal) FROM voorval', 'SELECT median(ernst_schaal) FROM voorval', 'SELECT histogram(ernst) FROM voorval', 'SELECT arg_max(kanaal, ernst) FROM voorval', 'SELECT first(ernst) FROM voorval', 'SELECT any_value(kanaal) FROM voorval', 'SELECT count(DISTINCT sleutel) FROM voorval', 'SELECT bit_xor(sleutel) FROM voorval', 'SELECT approx_count_distinct(kanaal) FROM voorval',
  'SELECT row_number() OVER () FROM voorval', 'SELECT count(*) OVER (PARTITION BY ernst) FROM voorval', 'SELECT count(*) FROM voorval TABLESAMPLE 1 ROWS', 'SELECT count(*) FROM voorval a, voorval b', 'SELECT count(*) FROM voorval a JOIN voorval b USING (maand)', 'SELECT count(*) FROM voorval WHERE sleutel < 1000', 'SELECT count(*) FROM voorval WHERE rowid = 1', 'SELECT rowid, count(*) FROM voorval GROUP BY rowid', 'SELECT count(*) FROM voorval LIMIT (SELECT count(*) FROM (SELECT * FROM voorval))',
  "SELECT count(*) FROM voorval WHERE random() < 0.5", "SELECT count(*) FROM voorval WHERE hash(maand) % 2 = 0", "SELECT error(ernst) FROM voorval", "SELECT CAST(ernst AS DATE), count(*) FROM voorval GROUP BY 1", 'EXPLAIN ANALYZE SELECT count(*) FROM voorval', "COPY (SELECT 1) TO '/tmp/x'", 'INSTALL httpfs', "ATTACH '/tmp/x' AS y", 'CREATE TABLE x AS SELECT 1', "SET memory_limit = '1GB'", 'PREPARE p AS SELECT 1', 'CHECKPOINT', 'SELECT getenv(\'HOME\')', "SELECT current_setting('temp_directory')",
  'SELECT * FROM main.voorval', 'SELECT count(*) FROM "memory"."main"."voorval"', 'SELECT * FROM "voor""val"', 'SELECT count(*) FROM ｖｏｏｒｖａｌ', 'SELECT sIeutel FROM voorval', 'SELECT оrg FROM voorval', 'SELECT count(*) FROM voorval; SELECT 1', 'SELECT count(*) FROM voorval/**/;DROP TABLE voorval', "SELECT * FROM (PIVOT voorval ON ernst)", 'FROM voorval', 'TABLE voorval', 'SELECT COLUMNS(*) FROM voorval', 'SELECT (SELECT ernst FROM voorval LIMIT 1)', 'SELECT EXISTS (SELECT 1 FROM voorval)', "SELECT 1 WHERE 'x' IN (SELECT kanaal FROM voorval)", 'WITH RECURSIVE t AS (SELECT 1 UNION ALL SELECT ernst FROM voorval) SELECT * FROM t', 'SELECT unnest(list(ernst)) FROM voorval', 'SELECT struct_pack(a := voorval) FROM voorval', 'SELECT voorval FROM voorval', 'SELECT voorval.* FROM voorval', 'SELECT count(*) FROM stand', 'SELECT * FROM organisatie',
] as const;

/** Whether an answer shows what no answer may: an organisation, a key of a record, a place on the machine. */
function leaks(rows: readonly Record<string, unknown>[], keys: ReadonlySet<string>): boolean {
  const text = JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  return organisations.some((code) => text.includes(`"${code}"`)) || /momentopname|\/tmp\/|\/home\/|root:x:/.test(text) || (text.match(/\d{6,10}/g) ?? []).some((number) => keys.has(number));
}

/** Forms that must be refused; an answer to one is a success of the attacker. */
export async function forms(world: World): Promise<Outcome> {
  const through: string[] = [];
  for (const sql of forbidden) if ((await world.refusal(sql)) === undefined) through.push(sql);
  return { attack: 'forbidden forms, quoted names, look-alikes', trials: forbidden.length, successes: through.length, chance: 0, ...(through.length > 0 && { note: through.slice(0, 3).join(' | ') }) };
}

const words = [
  'SELECT', 'FROM', 'WHERE', 'GROUP BY', 'HAVING', 'ORDER BY', 'LIMIT', 'UNION ALL', 'INTERSECT', 'EXCEPT', 'WITH t AS (', ')', '(', ',', '*', 'count(*)', 'sum(ernst_schaal)', 'avg(medewerkers_minstens)', 'count(*) FILTER (WHERE', 'ernst', 'kanaal', 'maand', 'jaar', 'sleutel', 'org', 'm', 'rowid', 'voorval', 'voorval_vorm',
  'noemer', 'codelijst', 'stand', 'organisatie', 't', 'a', 'AS', 'AND', 'OR', 'NOT', 'IN', 'BETWEEN', '=', '<>', '<', "'1'", "'LIVE'", "'2023-01'", '2023', '1e308', '-0.0', 'NULL', 'CASE WHEN', 'THEN', 'ELSE', 'END', 'list(', 'max(', 'unnest(', 'LATERAL', 'JOIN', 'ON', 'USING (maand)', 'OVER ()', 'DISTINCT', 'ALL', 'ANY(', 'EXISTS (',
  'CAST(', 'AS VARCHAR)', '::INTEGER', '"voorval"', '"', "'", '$1', '?', '--', '/*', '*/', ';', '\u0000', 'ｆｒｏｍ', '\u00a0', 'COLUMNS(', 'EXCLUDE (', 'REPLACE (', 'QUALIFY', 'TABLESAMPLE 10%', 'query(', 'PIVOT', 'SUMMARIZE', 'struct_pack(', '[', ']', '{', '}', 'lambda x: x', '->', '||', '%', 'marge(', 'error(', 'getenv(',
] as const;
const seeds = [
  'SELECT jaar, count(*) AS n FROM voorval GROUP BY jaar', "SELECT ernst, kanaal, count(*) AS n FROM voorval WHERE maand = '2023-03' GROUP BY ernst, kanaal", "WITH t AS (SELECT maand, count(*) AS n FROM voorval GROUP BY maand) SELECT max(n) FROM t", "SELECT count(*) FILTER (WHERE ernst = '4') FROM voorval", 'SELECT vorm, avg(ernst_schaal) FROM voorval_vorm GROUP BY vorm',
] as const;

/**
 * Statements put together and torn apart at random. Each is parsed and held against the lists in this process; those that pass
 * are asked of the gate, and what is answered may show nothing of records. Nothing may break.
 */
export async function fuzz(world: World, count: number, seed: number): Promise<Outcome> {
  const random = new Random(seed);
  const keys = new Set((await world.truth.rows<{ k: string }>('SELECT CAST(sleutel AS VARCHAR) AS k FROM waar WHERE sleutel >= 100000')).map(({ k }) => k));
  const own = vocabulary(months);
  const free = relations(own).filter(({ guarded }) => !guarded).map(({ name, columns }) => ({ name, columns: columns.map((one) => ({ name: one.name, type: one.type })), rows: [] }));
  const asked = new Set<string>();
  let [passed, answered, bad] = [0, 0, 0];
  let note = '';
  const broken = (sql: string, why: string): void => {
    bad++;
    note ||= `${why}: ${sql.slice(0, 120)}`;
  };
  for (let from = 0; from < count; from += batch) {
    const statements = Array.from({ length: Math.min(batch, count - from) }, () => mangled(random));
    const parsed = await world.truth.rows<{ tree: string }>('SELECT json_serialize_sql(sql)::VARCHAR AS tree FROM unnest($list) t(sql)', { list: statements });
    for (const [i, sql] of statements.entries()) {
      try {
        checked(statementOf(parsed[i]!.tree, sql), own, free, []);
      } catch (error) {
        if (!(error instanceof GuardRefusal)) broken(sql, 'broken');
        continue;
      }
      passed++;
      if (asked.has(sql)) continue;
      asked.add(sql);
      const rows = await world.ask(sql).catch(() => broken(sql, 'broken'));
      if (rows === undefined) continue;
      answered++;
      if (leaks(rows, keys)) broken(sql, 'leaks');
    }
  }
  return { attack: `fuzzed statements (${passed} allowed, ${asked.size} of them different, ${answered} answered)`, trials: count, successes: bad, chance: 0, ...(note && { note }) };
}

const batch = 1000;

function mangled(random: Random): string {
  const parts = random.below(3) === 0 ? Array.from({ length: 2 + random.below(12) }, () => random.of(words)) : random.of(seeds).split(' ');
  for (let change = random.below(4); change > 0; change--) parts.splice(random.below(parts.length + 1), random.below(3), ...Array.from({ length: random.below(3) }, () => random.of(words)));
  return parts.join(' ');
}

/** The exact count from a sum divided by an average, and from other arithmetic, against what the noisy count itself gives. */
export async function arithmetic(world: World): Promise<Outcome> {
  let [successes, trials, plain] = [0, 0, 0];
  for (const month of months) {
    for (const channel of ['LIVE', 'TELEFOON', 'VIDEO', 'EMAIL_APP']) {
      const condition = `maand = '${month}' AND kanaal = '${channel}'`;
      const [row] = (await world.ask(`SELECT count(*) AS n, sum(ernst_schaal) / avg(ernst_schaal) AS q, count(*) + 0.1 - 0.1 AS f FROM voorval WHERE ${condition}`)) ?? [];
      if (row?.['n'] == null || row['q'] == null) continue;
      const exact = await world.true(condition);
      const known = await world.true(`${condition} AND ernst IN ('1', '2', '3', '4')`);
      trials++;
      if (Number(row['n']) === exact) plain++;
      if (Math.round(Number(row['q'])) === known) successes++;
    }
  }
  // The noise leaves a count as it is in about a quarter of the cases.
  return { attack: 'arithmetic: sum divided by average gives the count', trials, successes, chance: Math.max(0.25, plain / Math.max(1, trials)) };
}
