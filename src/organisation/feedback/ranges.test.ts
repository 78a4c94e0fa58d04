import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ranges, rangesText } from './ranges.js';

const rows = (...numbers: number[]) => numbers.map((row) => ({ sheet: null, row }));

test.each<[number[], number, string, number]>([
  [[], 5, '', 0],
  [[7], 5, '7', 0],
  [[3, 4], 5, '3, 4', 0],
  [[3, 4, 5], 5, '3–5', 0],
  [[3, 4, 5, 6, 7, 12], 5, '3–7, 12', 0],
  [[12, 4, 3, 3, 5], 5, '3–5, 12', 0],
  [[1, 3, 5, 7], 3, '1, 3, 5', 1],
  [[1, 3, 10, 11, 12, 20], 2, '1, 3', 4],
])('%j in at most %d parts: %s and %d more', (numbers, most, text, left) => {
  expect(rangesText(ranges(rows(...numbers)), most)).toEqual({ text, left });
});

test('a sheet is named where it begins', () => {
  const places = [{ sheet: 'Q1', row: 4 }, { sheet: 'Q2', row: 6 }, { sheet: 'Q1', row: 9 }, { sheet: 'Q2', row: 7 }, { sheet: 'Q2', row: 8 }];
  expect(rangesText(ranges(places), 9).text).toBe('Q1!4, 9, Q2!6–8');
});

test('no row is lost or told twice', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 })), fc.integer({ min: 0, max: 10 }), (numbers, most) => {
      const all = ranges(rows(...numbers));
      const told = all.flatMap(({ row, to }) => Array.from({ length: to - row + 1 }, (_, at) => row + at));
      expect(told).toEqual([...new Set(numbers)].sort((a, b) => a - b));
      const { left } = rangesText(all, most);
      expect(left).toBe(told.length - all.slice(0, most).reduce((sum, { row, to }) => sum + to - row + 1, 0));
    }),
  );
});
