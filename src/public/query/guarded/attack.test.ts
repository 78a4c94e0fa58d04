/** Statements that take too long, and statements that are no statements. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { message } from '../../../i18n/message.js';
import { GuardRefusal } from './guard.js';
import type { LedgerLine } from './ledger.js';
import { eva, options, sampleGuard, sampleRecords, seeded } from './sample.test-support.js';

const endless = 'SELECT sum(a.i * b.i % 7) FROM range(10000000) a(i), range(10000000) b(i)';

test.skipIf(process.platform === 'win32')('a question over its time is refused in fixed words, its process is gone, and the next question is answered', async () => {
  const { guard } = await sampleGuard(sampleRecords(600), { limits: { ...options('').limits, seconds: 2 } });
  const processes = (): string[] => execFileSync('ps', ['-e', '-o', 'ppid=,pid=,args='], { encoding: 'utf8' }).split('\n')
    .map((line) => line.trim().split(/\s+/)).filter(([parent, , ...args]) => Number(parent) === process.pid && args.join(' ').includes('child.mjs')).map(([, pid]) => pid!).sort();
  try {
    const before = processes();
    const refused = await guard.answer(eva, endless).then(() => undefined, (error: unknown) => error);
    expect(refused).toBeInstanceOf(GuardRefusal);
    expect(refused).toMatchObject({ key: 'guard.timeout', params: { seconds: 2 }, state: '57014' });
    const after = processes();
    expect(before.filter((pid) => !after.includes(pid)).length).toBe(1);
    expect((await guard.answer(eva, 'SELECT count(*) AS n FROM voorval')).rows).toHaveLength(1);
    const stopping = new AbortController();
    setTimeout(() => stopping.abort(), 200);
    await expect(guard.answer(eva, endless, [], { signal: stopping.signal })).rejects.toMatchObject({ key: 'guard.cancelled' });
  } finally {
    await guard.close();
  }
});

const statements = [
  "SELECT jaar, kanaal, count(*) AS n FROM voorval WHERE ernst IN ('3', '4') AND maand BETWEEN '2023-04' AND '2024-03' GROUP BY jaar, kanaal HAVING count(*) > 20 ORDER BY n DESC LIMIT 5",
  "WITH a AS (SELECT kwartaal, avg(ernst_schaal) AS e, marge(count(*)) AS m FROM voorval WHERE functie = 'JB' GROUP BY kwartaal) SELECT a.kwartaal, round(e, 1), m FROM a JOIN noemer ON true",
  "SELECT count(*) FILTER (WHERE politie_uitkomst = 'VERLEEND') * 100.0 / count(*) AS pct FROM voorval v WHERE NOT v.kanaal = 'LIVE' AND (functie = 'JB' OR functie = 'JR')",
  "SELECT vorm, sum(medewerkers_minstens), count_if(ernst = '1') FROM voorval_vorm WHERE jaar >= 2023 GROUP BY ALL UNION ALL SELECT lijst, 1, 2 FROM codelijst",
  "SELECT CASE WHEN n > 100 THEN 'veel' ELSE 'weinig' END, sum(n) OVER (ORDER BY maand) FROM (SELECT maand, count(*) AS n FROM voorval GROUP BY maand)",
];
const swapped = new Map([['kanaal', 'relatie'], ['jaar', 'kwartaal'], ['functie', 'ernst'], ["'JB'", "'JR'"], ["'3'", "'9'"], ['2023', '2024'], ['count', 'sum'], ['avg', 'sum'], ['IN', 'NOT IN'], ['AND', 'OR'], ['20', '0'], ['100', '1'], ['ernst_schaal', 'medewerkers_minstens']]);
const inserted = [
  'SELECT', 'FROM', 'voorval', 'organisatie', 'stand', 'org', 'sleutel', 'gezin', 'm', '*', '(', ')', ',', "'", '"', '--', '/*', ';', 'NULL', '1e999', '-1', '$1', 'DISTINCT', 'JOIN', 'USING', 'LATERAL', 'rowid', 'list',
  'min', 'max', 'FILTER', 'OVER', 'PIVOT', 'SUMMARIZE', 'UNION', 'EXCEPT', 'EXISTS', 'IN', 'LIKE', '::VARCHAR', 'COLUMNS', 'GROUPING SETS', 'ROLLUP', 'TABLESAMPLE 1%', "'ORG1'", 'duckdb_tables()', 'read_csv', 'error', '\u0000', 'é', '🙂', '0x7f',
];

test('three hundred mangled statements crash nothing, learn nothing, and are refused in fixed words', { timeout: 180_000 }, async () => {
  const records = sampleRecords(900, 5).map((one, i) => (i < 4 ? { ...one, kanaal: 'TELEFOON', functie: 'OVERIG', org: 0 } : one));
  const { guard, folder } = await sampleGuard(records);
  const draw = seeded(77);
  const keys = new Set(records.map(({ key }) => String(key)));
  let [answered, refused] = [0, 0];
  try {
    for (let i = 0; i < 300; i++) {
      const words = statements[draw(statements.length)]!.split(/(\s+|[(),.])/).filter((word) => word !== '');
      for (let n = draw(3) === 0 ? 3 : 1; n > 0; n--) {
        const at = draw(words.length);
        const kind = draw(6);
        if (kind === 0) words.splice(at, 1);
        else if (kind === 1) words.splice(at, 0, ' ', inserted[draw(inserted.length)]!, ' ');
        else if (kind === 2) words[at] = inserted[draw(inserted.length)]!;
        else if (kind > 3) words.forEach((word, j) => (words[j] = draw(3) === 0 ? (swapped.get(word) ?? word) : word));
        else [words[at], words[words.length - 1 - at]] = [words[words.length - 1 - at]!, words[at]!];
      }
      const sql = words.join('');
      try {
        const { rows, columns } = await guard.answer({ ...eva, project: `p${i % 40}` }, sql);
        const shown = JSON.stringify([rows, columns], (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
        if (!sql.includes('ORG')) expect(shown, sql).not.toContain('ORG');
        for (const number of shown.match(/\d{7,}/g) ?? []) expect(keys.has(number), sql).toBe(false);
        answered++;
      } catch (error) {
        if (!(error instanceof GuardRefusal)) throw new Error(`${sql}: ${String(error)}`, { cause: error });
        for (const lang of ['nl', 'en'] as const) expect(message(lang, error.key, error.params)).not.toMatch(/Error|exception|#\d|\/work|undefined/);
        refused++;
      }
    }
  } finally {
    await guard.close();
  }
  expect([answered, refused].every((n) => n > 30), `${answered} answered, ${refused} refused`).toBe(true);
  const lines = readFileSync(`${folder}/grootboek.jsonl`, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as LedgerLine);
  expect(lines.length).toBe(300);
  const shown = lines.flatMap(({ cellen }) => cellen).filter(({ soort }) => soort === 'cel' || soort === 'maat').map(({ organisaties }) => Object.values(organisaties));
  expect(shown.length).toBeGreaterThan(20);
  expect(shown.filter((parts) => parts.length < 3 || parts.reduce((a, b) => a + b, 0) < 10)).toEqual([]);
});
