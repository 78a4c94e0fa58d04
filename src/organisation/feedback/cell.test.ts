import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressOf, columnLetters, linkTo, safeCell, sheetName } from './cell.js';

test.each([
  ['=1+1', "'=1+1"], ['+31 6', "'+31 6"], ['-2', '-2'], ['@cmd', "'@cmd"], ['\tx', "' x"], ['\rx', "' x"], ['gewoon', 'gewoon'], ['a=b', 'a=b'], ["'=x", "'=x"], ['', ''], ['a\u0000b', 'a b'], ['a\nb', 'a\nb'],
])('%j is written as %j', (text, cell) => {
  expect(safeCell(text)).toBe(cell);
});

test('no cell begins as a formula does', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void expect(safeCell(text)).not.toMatch(/^[=+\-@\t\r]/)));
});

test.each([[1, 'A'], [26, 'Z'], [27, 'AA'], [52, 'AZ'], [702, 'ZZ'], [703, 'AAA']])('column %d is %s', (position, letters) => {
  expect(columnLetters(position)).toBe(letters);
});

test.each([
  ['R22 Label', [], 'R22 Label'],
  ['R02 Voorvaldatum ontbreekt, bestaat niet', [], 'R02 Voorvaldatum ontbreekt'],
  ['a/b\\c?*[x]:y', [], 'a b c x y'],
  ['R22 Label', ['r22 label'], 'R22 Label (2)'],
  ['R22 Label', ['R22 Label', 'R22 Label (2)'], 'R22 Label (3)'],
  ["'''", [], '(2)'],
])('the sheet of %s beside %j is called %s', (text, taken, name) => {
  expect(sheetName(text, new Set(taken))).toBe(name);
});

test('a sheet name is one that a workbook takes, whatever it is made of', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      const name = sheetName(text, new Set());
      expect(name.length).toBeGreaterThan(0);
      expect(name.length).toBeLessThanOrEqual(31);
      expect(name).not.toMatch(/[[\]:*?/\\]|^'|'$/);
    }),
  );
});

test.each([
  ['meldingen.csv', null, 6, 3, 'meldingen.csv'],
  ['meldingen 2023.xlsx', 'Q1', 6, 3, "meldingen%202023.xlsx#'Q1'!C6"],
  ['a#b.xlsx', "Jan's blad", 2, 1, "a%23b.xlsx#'Jan''s%20blad'!A2"],
  ['../vorig/x.xlsx', 'A&B', 9, 28, "../vorig/x.xlsx#'A%26B'!AB9"],
])('row in %s on %s: %s', (file, sheet, row, position, link) => {
  expect(linkTo(addressOf(file), sheet, row, position)).toBe(link);
});
