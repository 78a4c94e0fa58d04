import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatCsv, formatJson, formatMarkdown, formatNdjson } from './format.js';
import { formatTable } from './table.js';
import { Decimal, type Value } from './value.js';

const columns = [
  { name: 'code', type: 'VARCHAR' },
  { name: 'waarde', type: 'DOUBLE' },
  { name: 'n', type: 'BIGINT' },
];
const rows: Value[][] = [
  ['VERB', 12.5, 1243n],
  ['FYS', 3.14159265, 9007199254740993n],
  [null, null, null],
];

test('a table sets numbers right with their points in line, and NULL apart from text', () => {
  expect(formatTable(columns, rows, 80).text).toBe(
    [
      '┌──────┬─────────┬──────────────────┐',
      '│ code │  waarde │                n │',
      '├──────┼─────────┼──────────────────┤',
      '│ VERB │ 12.5    │             1243 │',
      '│ FYS  │  3.1416 │ 9007199254740993 │',
      '│ ∅    │       ∅ │                ∅ │',
      '└──────┴─────────┴──────────────────┘',
      '',
    ].join('\n'),
  );
});

test('texts give way first, then the last columns fall off; no line is wider than the screen', () => {
  const wide = [{ name: 'toelichting', type: 'VARCHAR' }, ...columns];
  const long = rows.map((row) => ['Een zeer lange toelichting die niet past', ...row]);
  const narrow = formatTable(wide, long, 56);
  expect(narrow.text).toContain('│ Een zeer lange … │');
  expect(narrow.shownColumns).toBe(4);
  expect(narrow.text).toContain('9007199254740993');
  expect(formatTable(wide, long, 33)).toMatchObject({ shownColumns: 3 });
  expect(formatTable(wide, long, 32)).toMatchObject({ shownColumns: 2 });
  fc.assert(
    fc.property(fc.integer({ min: 16, max: 120 }), fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { minLength: 1, maxLength: 6 }), (width, texts) => {
      const lines = formatTable(texts.map((name) => ({ name, type: 'VARCHAR' })), [texts], width).text.trimEnd().split('\n');
      expect(lines).toHaveLength(5);
      for (const line of [lines[0]!, lines[2]!, lines[4]!]) expect(line.length).toBeLessThanOrEqual(width);
    }),
  );
});

test('control characters and colour codes never reach the screen', () => {
  const { text } = formatTable([{ name: 'a', type: 'VARCHAR' }], [['\u001b[31mrood\u0007\r\nregel\t2\u202e']], 60);
  expect(text).toContain('�[31mrood�↵regel 2�');
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
});

test.each([
  [12.5, '12.5'], [0.00001234567, '0.00001235'], [1e-7, '1e-7'], [1e21, '1e+21'], [Number.NaN, 'NaN'], [Number.NEGATIVE_INFINITY, '-Infinity'], [0, '0'],
])('a double %s is read as %s', (value, shown) => {
  expect(formatTable([{ name: 'a', type: 'DOUBLE' }], [[value]], 60).text).toContain(` ${shown} │`);
});

for (const [value, field] of [
  ['a,b', '"a,b"'], ['zegt "nee"', '"zegt ""nee"""'], ['twee\nregels', '"twee\nregels"'], ['', '""'], [null, ''],
  ['=1+1', "'=1+1"], ['+31 6', "'+31 6"], ['-x', "'-x"], ['@SUM(A1)', "'@SUM(A1)"], ['\tx', "'\tx"], ['\rx', '"\'\rx"'], ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
  ['-8', '-8'], ['+1.5e3', "'+1.5e3"], ['-1+2', "'-1+2"], [-8, '-8'], [new Decimal('-1.50'), '-1.50'], [Number.NEGATIVE_INFINITY, '-Infinity'],
  [9007199254740993n, '9007199254740993'], [true, 'true'], [['a', null], '"[""a"",null]"'], [{ a: 1n }, '"{""a"":1}"'],
] satisfies [Value, string][]) {
  test(`CSV of ${field}`, () => {
    expect(formatCsv([{ name: 'a', type: 'VARCHAR' }], [[value]])).toBe(`a\r\n${field}\r\n`);
  });
}

test('a CSV reader gives back every text, apart from the apostrophe before a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 2 }), { minLength: 1 }), (texts) => {
      const back = parse(formatCsv([{ name: 'a', type: 'VARCHAR' }, { name: '=b', type: 'VARCHAR' }], texts), { record_delimiter: '\r\n' }) as string[][];
      const bare = (rows: readonly (readonly string[])[]) => rows.map((row) => row.map((cell) => cell.replace(/^'(?=\s*[=+\-@]|[\t\r\n\0])/, '')));
      expect(bare(back.slice(1))).toEqual(bare(texts));
      expect(back[0]).toEqual(['a', "'=b"]);
    }),
  );
});

test('JSON keeps numbers as numbers as long as they stay exact', () => {
  const kinds: Value[] = [1, 12n, 2n ** 70n, new Decimal('1.50'), new Decimal('12345678901234567.8'), null, 'x"y', Number.NaN, [1n, null], { 'a b': 'c' }];
  const names = kinds.map((_, i) => ({ name: `k${i}`, type: 'VARCHAR' }));
  const text = formatJson(names, [kinds, kinds]);
  expect(text.split('\n')[1]).toBe(
    '{"k0":1,"k1":12,"k2":"1180591620717411303424","k3":1.50,"k4":"12345678901234567.8","k5":null,"k6":"x\\"y","k7":"NaN","k8":[1,null],"k9":{"a b":"c"}},',
  );
  expect(JSON.parse(text)).toHaveLength(2);
  expect(formatJson(names, [])).toBe('[]\n');
  expect(formatNdjson(names, [kinds, kinds]).trimEnd().split('\n').map((line) => JSON.parse(line))).toEqual(JSON.parse(text));
});

test('Markdown escapes what would break the table', () => {
  expect(formatMarkdown(columns, [['a|b\n<script>*', 1.5, null]])).toBe(
    '| code | waarde | n |\n| --- | ---: | ---: |\n| a\\|b<br>\\<script\\>\\* | 1.5 |  |\n',
  );
});
