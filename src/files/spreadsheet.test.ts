import { parse } from 'csv-parse/sync';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatCsv } from '../public/query/format.js';
import { toCsv } from '../release/csv.js';
import type { Table, TableRow } from '../release/tables.js';
import { safeCell } from './spreadsheet.js';

const runs = /^[\s\u0000\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n\u0000]/;
const number = /^-[\d.]+(?:[eE][+-]?\d+)?$|^-Infinity$/;
const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ' ', '＝', '\ufeff'), fc.string()).map((parts) => parts.join('')));

test.each([
  ['=1+1', "'=1+1"], ['+31 6', "'+31 6"], ['-x', "'-x"], ['@cmd', "'@cmd"], ['\tx', "'\tx"], ['\rx', "'\rx"], ['\n=x', "'\n=x"], [' =1', "' =1"], ['＝1', "'＝1"],
  ['-3', '-3'], ['-1.5', '-1.5'], ['+31', "'+31"], ['-2e-7', '-2e-7'], ['-1+1', "'-1+1"], ['a=b', 'a=b'], ['', ''], ["'s ochtends", "'s ochtends"],
])('%j is written as %j', (given, written) => expect(safeCell(given)).toBe(written));

/** Every place that writes cells for a spreadsheet, as a function from texts to what a reader of the file sees. */
const writers: Record<string, (cells: string[]) => string[][]> = {
  'release/csv.ts': (cells) => parse(toCsv({ name: 't', columns: [{ name: 'a', type: 'VARCHAR' }] } as unknown as Table, cells.map((a) => ({ a })) as unknown as TableRow[]), { relax_column_count: true }),
  'public/query/format.ts': (cells) => parse(formatCsv([{ name: 'a', type: 'VARCHAR' }], cells.map((cell) => [cell])), { relax_column_count: true }),
};

test.each(Object.entries(writers))('%s writes no cell that a spreadsheet runs', (_, write) => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (cells) => {
      for (const row of write(cells)) for (const cell of row) expect(runs.test(cell) && !number.test(cell)).toBe(false);
    }),
  );
});

test('numbers stay numbers, column names are cells too', () => {
  expect(formatCsv([{ name: '=x', type: 'INTEGER' }], [[-3]])).toBe("'=x\r\n-3\r\n");
});

test('no other file of the product writes CSV or XLSX', () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/')).filter((name) => name.endsWith('.ts') && !/\.test(-support)?\.ts$|^(?:demo|bench)\//.test(name));
  const writing = files.filter((name) => /FORMAT CSV|csv-stringify|writeXlsx|replaceAll\('"', '""'\)/.test(readFileSync(join(root, name), 'utf8')));
  // Those of the demo write what products of others would write; all others stand above and use the one function.
  expect(writing.filter((name) => !(name in writers) && !readFileSync(join(root, name), 'utf8').includes('safeCell('))).toEqual(['database/database.ts']);
});
