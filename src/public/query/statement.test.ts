import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calledNames, countStatements, oneLine, opening, splitStatements, tokens } from './statement.js';

test.each([
  ['', [], ''],
  [' ; ;; -- niets\n', [], ''],
  ['SELECT 1', [], 'SELECT 1'],
  ['SELECT 1; ', ['SELECT 1;'], ''],
  ["SELECT ';' ; SELECT 2", ["SELECT ';' ;"], ' SELECT 2'],
  ["SELECT 'it''s;'", [], "SELECT 'it''s;'"],
  ["SELECT E'a\\';b'; x", ["SELECT E'a\\';b';"], ' x'],
  ['SELECT $$a;b$$;', ['SELECT $$a;b$$;'], ''],
  ['SELECT $t$a;$$;b$t$;', ['SELECT $t$a;$$;b$t$;'], ''],
  ['SELECT 1 AS "a;b";', ['SELECT 1 AS "a;b";'], ''],
  ['SELECT 1 -- ; x\n;', ['SELECT 1 -- ; x\n;'], ''],
  ['SELECT /* ; /* ; */ ; */ 1;', ['SELECT /* ; /* ; */ ; */ 1;'], ''],
  ['/* begin', [], '/* begin'],
  ['-- begin\n', [], ''],
])('statements of %j', (sql, complete, rest) => {
  expect(splitStatements(sql)).toEqual({ complete, rest });
});

test('tokens lie without gaps and the engine counts the same statements', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const gap = fc.constantFrom('', ' ', '\n', '/* ; */', '/* /* */ ; */', "-- ' ; \n", "/* ' */");
  const term = fc.constantFrom('1', "';'", '$$;$$', '$q$ ; $$ $q$', "E'\\';'", "';'''", "'/*'", "'\"'", "'$$'", '1e5', "x'3B'", "'é'");
  const name = fc.constantFrom('', ' AS "a;b"', ' AS "--""a"', " AS \"'\"", ' AS é');
  const field = fc.tuple(gap, term, gap, name, gap).map((parts) => parts.join(''));
  const statement = fc.tuple(gap, fc.array(field, { minLength: 1, maxLength: 4 }), gap).map(([before, fields, after]) => `${before}SELECT ${fields.join(',')}${after}`);
  const script = fc.tuple(fc.array(statement, { minLength: 1, maxLength: 4 }), fc.constantFrom('', ';', ' ; -- ;', ';;'));
  await fc.assert(
    fc.asyncProperty(script, async ([statements, end]) => {
      const sql = statements.join(';') + end;
      expect(tokens(sql).map((token) => token.text).join('')).toBe(sql);
      expect(countStatements(sql)).toBe(statements.length);
      expect((await connection.extractStatements(sql)).count).toBe(statements.length);
    }),
    { numRuns: 500 },
  );
  connection.closeSync();
});

test.each([
  ['select 1', 'SELECT', undefined],
  ['-- hoi\n ((( FROM x)))', 'FROM', undefined],
  ['EXPLAIN SELECT 1', 'SELECT', 'SELECT 1'],
  ['explain /* x */ analyze (SELECT 1)', 'SELECT', '(SELECT 1)'],
  ['EXPLAIN (ANALYZE, FORMAT json) COPY x TO y', 'COPY', 'COPY x TO y'],
  ['EXPLAIN', '', ''],
])('%j opens with %s', (sql, word, explained) => {
  expect(opening(sql)).toEqual(explained === undefined ? { word } : { word, explained });
});

test('called functions are seen bare, quoted, qualified and across comments', () => {
  const sql = `SELECT Sum(a), "Query" ('x'), system.main.read_csv/* */( 'f'), 'glob(', a.b FROM t WHERE (1) IN (2) -- range(`;
  expect(calledNames(sql)).toEqual(['sum', 'query', 'read_csv', 'where', 'in']);
  expect(calledNames('FROM enable_profiling\u00a0()')).toEqual(['enable_profiling']);
});

test.each([
  ['SELECT 1\n  -- waarom\n  FROM x;', 'SELECT 1       FROM x;'],
  ["SELECT 'a\nb'", undefined],
])('%j on one line', (sql, line) => {
  expect(oneLine(sql)?.replace(/ +/g, ' ')).toBe(line?.replace(/ +/g, ' '));
});
