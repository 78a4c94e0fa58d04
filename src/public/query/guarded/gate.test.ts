import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { openDuckDB } from '../../../database/duckdb.js';
import type { Node } from './ast.js';
import { boxText, canonical } from './box.js';
import { cellBox } from './compile.js';
import { vocabulary } from './dimensions.js';
import { type Guard, GuardRefusal } from './guard.js';
import { rewrite } from './plan.js';
import { eva, sampleGuard, sampleRecords, seeded } from './sample.test-support.js';

const records = sampleRecords(4000);
let guard: Guard;
let folder: string;
let asked = 0;

beforeAll(async () => {
  ({ guard, folder } = await sampleGuard(records));
}, 60_000);
afterAll(() => guard.close());

/** Each test is another project, so that earlier answers of one do not stand in the way of another. */
const fresh = () => ({ ...eva, project: `p${asked++}` });
const rows = async (sql: string, who = fresh()) => (await guard.answer(who, sql)).rows.map((row) => row.map((value) => (typeof value === 'bigint' ? Number(value) : value)));
const refusal = async (sql: string): Promise<string> => {
  try {
    await guard.answer(fresh(), sql);
  } catch (error) {
    if (error instanceof GuardRefusal) return `${error.key} ${Object.values(error.params).join(' ')}`.trim();
    throw error;
  }
  return 'answered';
};
const count = (test: (record: (typeof records)[number]) => boolean): number => records.filter(test).length;

describe('what is asked is answered', () => {
  it('a count is the true one within the bound of the noise, with its margin beside it', async () => {
    const [row] = await rows("SELECT count(*) AS n FROM voorval WHERE jaar = 2024 AND functie = 'JB'");
    expect(Math.abs((row![0] as number) - count((one) => one.maand.startsWith('2024') && one['functie'] === 'JB'))).toBeLessThanOrEqual(5);
    expect(row![1]).toBe(3);
  });

  it('groups, filters, shares, windows, HAVING, ORDER BY and CTEs work on protected figures', async () => {
    const given = await rows(`WITH a AS (SELECT kwartaal, count(*) AS n, count(*) FILTER (WHERE ernst IN ('3', '4')) AS zwaar, marge(count(*)) AS m FROM voorval GROUP BY kwartaal HAVING count(*) > 100)
      SELECT kwartaal, n, round(100.0 * zwaar / n, 1) AS pct, sum(n) OVER (ORDER BY kwartaal) AS loop, m FROM a ORDER BY kwartaal DESC LIMIT 3`);
    expect(given.map(([quarter]) => quarter)).toEqual(['2024-K4', '2024-K3', '2024-K2']);
    const heavy = count((one) => one.maand >= '2024-10' && ['3', '4'].includes(String(one['ernst'])));
    const all = count((one) => one.maand >= '2024-10');
    expect(Math.abs((given[0]![2] as number) - (100 * heavy) / all)).toBeLessThan(3);
  });

  it('an average of a class has a margin that holds the true one', async () => {
    const [row] = await rows('SELECT avg(ernst_schaal) AS gemiddelde FROM voorval WHERE jaar = 2023');
    const known = records.filter((one) => one.maand.startsWith('2023') && one['ernst'] !== '9').map((one) => Number(one['ernst']));
    expect(Math.abs((row![0] as number) - known.reduce((a, b) => a + b, 0) / known.length)).toBeLessThan(3 * (row![1] as number));
  });

  it('an average with conditions of its own is that of the records under them', async () => {
    const [row] = await rows("SELECT avg(ernst_schaal) FILTER (WHERE functie = 'JB') AS jb, avg(ernst_schaal) FILTER (WHERE ernst IN ('3', '4')) AS zwaar FROM voorval");
    const mean = (test: (record: (typeof records)[number]) => boolean): number => {
      const known = records.filter((one) => one['ernst'] !== '9' && test(one)).map((one) => Number(one['ernst']));
      return known.reduce((a, b) => a + b, 0) / known.length;
    };
    expect(Math.abs((row![0] as number) - mean((one) => one['functie'] === 'JB'))).toBeLessThan(2 * (row![2] as number));
    expect(Math.abs((row![1] as number) - mean((one) => ['3', '4'].includes(String(one['ernst']))))).toBeLessThan(2 * (row![3] as number));
  });

  it('forms are counted by incident and agree with the columns of voorval', async () => {
    const who = fresh();
    const by = new Map((await rows('SELECT vorm, count(*) FROM voorval_vorm GROUP BY vorm', who)).map(([form, n]) => [form, n]));
    expect((await rows("SELECT count(*) FROM voorval WHERE vorm_bedr = 'J'", who))[0]![0]).toBe(by.get('BEDR'));
    expect((await rows("SELECT count(*) FROM voorval_vorm WHERE vorm = 'FYS'", who))[0]![0]).toBe(by.get('FYS'));
  });

  it('parameters are values, and describe tells columns and types without spending', async () => {
    const who = fresh();
    expect(await guard.describe(who, 'SELECT jaar, count(*) AS n FROM voorval WHERE functie = $1 GROUP BY jaar')).toEqual({
      columns: [{ name: 'jaar', type: 'INTEGER' }, { name: 'n', type: 'BIGINT' }, { name: '± n', type: 'INTEGER' }], parameters: ['VARCHAR'],
    });
    expect((await guard.budget(who)).researcher.used).toBe((await guard.budget(eva)).researcher.used);
    const answer = await guard.answer(who, 'SELECT count(*) FROM voorval WHERE functie = $1 AND jaar = ?'.replace('?', '$2'), ['JB', 2024]);
    expect(answer.rows).toEqual((await guard.answer(who, "SELECT count(*) FROM voorval WHERE functie = 'JB' AND jaar = 2024")).rows);
  });

  it.each([
    ['SELECT $1', ['VARCHAR'], ['x']],
    ['SELECT $1 AS merk, count(*) AS n FROM voorval WHERE jaar = $2', ['VARCHAR', 'VARCHAR'], ['a', 2024]],
    ['SELECT jaar, $1 AS merk, count(*) AS n FROM voorval GROUP BY jaar, $1 HAVING count(*) > $2', ['VARCHAR', 'DOUBLE'], ['a', 3]],
    ['SELECT $1 AS merk, round(100.0 * count(*) / $2, $3) AS r FROM voorval GROUP BY merk', ['VARCHAR', 'DOUBLE', 'INTEGER'], ['a', 10, 1]],
    ['SELECT jaar, count(*) AS n FROM voorval GROUP BY jaar ORDER BY jaar LIMIT $1', ['BIGINT'], [1]],
  ])('a parameter may stand anywhere in what surrounds the records: %s', async (sql, parameters, values) => {
    const described = await guard.describe(fresh(), sql);
    expect(described.parameters).toEqual(parameters);
    const answer = await guard.answer(fresh(), sql, values);
    expect(answer.columns).toHaveLength(described.columns.length);
    expect(answer.rows.length).toBeGreaterThan(0);
  });
});

test.each([
  ['SELECT * FROM voorval', 'guard.star'],
  ['SELECT v.* FROM voorval v', 'guard.star'],
  ['SELECT COLUMNS(*) FROM voorval', 'guard.star'],
  ['SELECT functie FROM voorval', 'guard.notGrouped functie'],
  ['SELECT DISTINCT functie FROM voorval', 'guard.notGrouped functie'],
  ['FROM voorval', 'guard.star'],
  ['SELECT 1 FROM voorval', 'guard.group'],
  ['SELECT count(*), functie FROM voorval GROUP BY jaar', 'guard.notGrouped functie'],
  ['SELECT org, count(*) FROM voorval GROUP BY org', 'guard.unknownColumn org'],
  ['SELECT count(*) FROM voorval WHERE sleutel = 5', 'guard.unknownColumn sleutel'],
  ['SELECT count(*) FROM voorval GROUP BY m', 'guard.unknownColumn m'],
  ['SELECT regio, count(*) FROM voorval GROUP BY regio', 'guard.unknownColumn regio'],
  ['SELECT beschermingsmaatregel, count(*) FROM voorval GROUP BY ALL', 'guard.unknownColumn beschermingsmaatregel'],
  ["SELECT count(*) FROM voorval WHERE functie LIKE 'J%'", 'guard.condition ~~'],
  ["SELECT count(*) FROM voorval WHERE functie || kanaal = 'JBLIVE'", 'guard.condition ||'],
  ["SELECT count(*) FROM voorval WHERE functie = 'JB' OR kanaal = 'LIVE'", 'guard.mixed OR functie, kanaal'],
  ["SELECT count(*) FROM voorval WHERE NOT (functie = 'JB' AND kanaal = 'LIVE')", 'guard.mixed NOT functie, kanaal'],
  ["SELECT count(*) FROM voorval WHERE functie < 'JR'", 'guard.compare functie'],
  ['SELECT count(*) FROM voorval WHERE ernst_schaal = 4', 'guard.compare ernst_schaal'],
  ['SELECT count(*) FROM voorval WHERE functie IS NULL', 'guard.null'],
  ['SELECT count(*) FROM voorval WHERE functie = kanaal', 'guard.condition kanaal'],
  ['SELECT count(*) FROM voorval WHERE random() < 0.5', 'guard.condition random'],
  ["SELECT count(*) FROM voorval WHERE functie = (SELECT 'JB')", 'guard.condition SUBQUERY'],
  ["SELECT count(*) FROM voorval WHERE functie = 'XX'", 'guard.unknownCode functie XX JB, JR, OVERIG, ONBEKEND, -7, -8, -9, LEEG'],
  ['SELECT count(DISTINCT functie) FROM voorval', 'guard.aggregate count'],
  ['SELECT max(jaar) FROM voorval', 'guard.aggregate max'],
  ['SELECT sum(jaar) FROM voorval', 'guard.aggregate sum'],
  ["SELECT string_agg(functie, ',') FROM voorval", 'guard.aggregate string_agg'],
  ['SELECT median(ernst_schaal) FROM voorval', 'guard.aggregate median'],
  ['SELECT list(ernst_schaal) FROM voorval', 'guard.aggregate list'],
  ['SELECT avg(ernst_schaal ORDER BY ernst_schaal) FROM voorval', 'guard.aggregate avg'],
  ['SELECT marge(jaar) FROM voorval', 'guard.margin'],
  ['SELECT jaar + 1, count(*) FROM voorval GROUP BY jaar + 1', 'guard.groupBy +'],
  ['SELECT jaar, count(*) FROM voorval GROUP BY ROLLUP (jaar)', 'guard.sets'],
  ['SELECT jaar, count(*) FROM voorval GROUP BY GROUPING SETS ((jaar), ())', 'guard.sets'],
  ['SELECT count(*) FROM voorval a JOIN voorval b ON a.jaar = b.jaar', 'guard.join'],
  ['SELECT count(*) FROM voorval, noemer', 'guard.join'],
  ['SELECT count(*) FROM voorval TABLESAMPLE 10%', 'guard.sample'],
  ['SELECT count(*) FROM voorval AS v(a)', 'guard.alias'],
  ['SELECT count(*) FROM main.voorval', 'guard.alias'],
  ['SELECT count(*) FROM voorval_vorm', 'guard.form'],
  ['SELECT count(*) FROM (SELECT * FROM voorval)', 'guard.star'],
  ['WITH voorval AS (SELECT 1) SELECT * FROM voorval', 'guard.star'],
  ['WITH noemer AS (SELECT 1 AS a) SELECT * FROM noemer', 'guard.shadow noemer'],
  ['SUMMARIZE voorval', 'guard.construct DESCRIBE / SUMMARIZE / SHOW'],
  ['DESCRIBE voorval', 'guard.construct DESCRIBE / SUMMARIZE / SHOW'],
  ['PIVOT voorval ON functie USING count(*)', 'guard.selectOnly'],
  ['PRAGMA storage_info(voorval)', 'guard.selectOnly'],
  ['EXPLAIN ANALYZE SELECT 1', 'guard.selectOnly'],
  ["COPY (SELECT 1) TO '/tmp/x'", 'guard.selectOnly'],
  ["ATTACH 'x.db'", 'guard.selectOnly'],
  ["SELECT * FROM pragma_storage_info('voorval')", 'guard.function pragma_storage_info'],
  ["SELECT * FROM query('SELECT 1')", 'guard.function query'],
  ["SELECT * FROM query_table('voorval')", 'guard.function query_table'],
  ["SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))", 'guard.function json_execute_serialized_sql'],
  ["SELECT * FROM read_csv('/etc/passwd')", 'guard.function read_csv'],
  ["SELECT * FROM '/etc/passwd'", 'guard.unknownTable /etc/passwd'],
  ['SELECT * FROM duckdb_settings()', 'guard.function duckdb_settings'],
  ['SELECT * FROM information_schema.tables', 'guard.unknownTable information_schema.tables'],
  ["SELECT current_setting('temp_directory')", 'guard.function current_setting'],
  ["SELECT getenv('PATH')", 'guard.function getenv'],
  ["SELECT error('x')", 'guard.function error'],
  ['SELECT (SELECT count(*) FROM voorval WHERE x.jaar = 2024) FROM noemer x', 'guard.condition x.jaar'],
  ['WITH RECURSIVE r AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM r) SELECT * FROM r', 'guard.construct WITH RECURSIVE'],
  ['SELECT 1; SELECT 2', 'guard.oneStatement 2'],
  ['', 'guard.empty'],
  ['SELEC 1', 'guard.syntax 1 1'],
  ['SELECT * FROM geheim', 'guard.unknownTable geheim'],
  ['SELECT count(*) FROM "vооrval"', 'guard.unknownTable vооrval'],
  ['SELECT count(*) FROM voorval WHERE "functie " = \'JB\'', 'guard.unknownColumn functie '],
  ['SELECT dagdeel, maand, kanaal, relatie, count(*) FROM voorval GROUP BY ALL', 'guard.tooFine 41472 20000'],
])('refused, and it says which part: %s', async (sql, reason) => {
  expect(await refusal(sql)).toBe(reason.trim());
});

test('an engine error of free SQL is a fixed message that repeats nothing but names of the statement', async () => {
  expect(await refusal("SELECT CAST('geheim' AS INTEGER)")).toBe('guard.failed Conversion');
  expect(await refusal('SELECT onbekend FROM noemer')).toBe('guard.failed Binder: onbekend');
});

test('a thousand formulations of the same group have one answer, and cost one cell', async () => {
  const who = fresh();
  const draw = seeded(5);
  const pick = <T>(list: readonly T[]): T => list[draw(list.length)]!;
  const functies = ['JB', 'JR', 'OVERIG', 'ONBEKEND', '-7', '-8', '-9', 'LEEG'];
  const time = ['jaar = 2024', '2024 = jaar', "maand BETWEEN '2024-01' AND '2024-12'", "kwartaal >= '2024-K1'", 'jaar > 2023', 'NOT jaar = 2023', 'jaar IN (2024)', "maand > '2023-12'", 'NOT (jaar < 2024)'];
  const role = ["functie IN ('JB', 'JR')", "functie = 'JB' OR functie = 'JR'", "NOT (functie NOT IN ('JR', 'JB'))", `functie NOT IN (${functies.slice(2).map((one) => `'${one}'`).join(', ')})`, "(functie) IN ('JR', 'JB', 'JB')", `functie IN ('JR', 'JB') AND functie IN (${functies.map((one) => `'${one}'`).join(', ')})`];
  const frame = [
    (w: string) => `SELECT count(*) FROM voorval WHERE ${w}`, (w: string) => `SELECT count(*) FILTER (WHERE ${w}) FROM voorval`, (w: string) => `SELECT count_if(${w}) FROM voorval AS v`,
    (w: string) => `SELECT sum(CASE WHEN ${w} THEN 1 ELSE 0 END) FROM "voorval"`, (w: string) => `WITH a AS (SELECT count(*) AS n FROM VOORVAL WHERE ${w}) SELECT n FROM a`,
    (w: string) => `SELECT n FROM (SELECT count(1) AS n FROM voorval WHERE ${w})`,
  ];
  const formulations = Array.from({ length: 1000 }, () => {
    const tests = [pick(time), `(${pick(role)})`];
    if (draw(2)) tests.reverse();
    return pick(frame)(tests.join(' AND '));
  });
  const words = vocabulary(guard.months());
  const db = await openDuckDB(':memory:');
  const parsed = await db.rows<{ tree: string }>('SELECT json_serialize_sql(sql)::VARCHAR AS tree FROM unnest($list) t(sql)', { list: formulations });
  db.close();
  const groups = parsed.map(({ tree }) => {
    const { plans } = rewrite((JSON.parse(tree) as { statements: Node[] }).statements[0]!, words, []);
    return boxText(canonical(cellBox(plans[0]!, [], words, plans[0]!.figures[0]!.box), words));
  });
  expect(groups).toHaveLength(1000);
  expect(new Set(groups)).toEqual(new Set(['functie=JB,JR maand=2024-01..2024-12']));
  const seen = new Set<unknown>();
  for (const sql of formulations.slice(0, 25)) seen.add((await rows(sql, who))[0]![0]);
  expect(seen.size).toBe(1);
  const lines = readFileSync(`${folder}/grootboek.jsonl`, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { project: string; kosten: number });
  expect(lines.filter(({ project }) => project === who.project).reduce((sum, { kosten }) => sum + kosten, 0)).toBe(1);
}, 60_000);
