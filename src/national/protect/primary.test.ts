import { describe, expect, it } from 'vitest';
import { isSensitive } from './primary.js';

const rules = { organisaties: 3, dominantie: 80 };

const cell = (minimum: number, ...values: number[]) => ({
  id: 'cell',
  value: values.reduce((sum, value) => sum + value, 0),
  contributions: values.map((value, i) => ({ unit: `org${i}`, value })),
  minimum,
});

describe('isSensitive', () => {
  it.each([
    ['zero', [], 10, false],
    ['zero of organisations that all declared zero', [0, 0, 0], 10, false],
    ['one below the minimum', [3, 3, 3], 10, true],
    ['at the minimum', [4, 3, 3], 10, false],
    ['one below the minimum of a monthly total', [2, 1, 1], 5, true],
    ['at the minimum of a monthly total', [2, 2, 1], 5, false],
    ['two organisations', [50, 50], 10, true],
    ['two organisations and one with nothing', [50, 50, 0], 10, true],
    ['three organisations', [50, 49, 1], 10, false],
    ['exactly 80 %', [80, 10, 10], 10, false],
    ['a little over 80 %', [81, 10, 9], 10, true],
    ['exactly 80 % of a number that floats cannot divide', [24, 3, 3], 10, false],
    ['over 80 % by one incident', [25, 3, 3], 10, true],
  ])('%s', (_, values, minimum, expected) => {
    expect(isSensitive(cell(minimum, ...values), rules)).toBe(expected);
  });

  it('follows the configured number of organisations and percentage', () => {
    expect(isSensitive(cell(10, 50, 49, 1), { organisaties: 4, dominantie: 80 })).toBe(true);
    expect(isSensitive(cell(10, 50, 49, 1), { organisaties: 3, dominantie: 49 })).toBe(true);
  });
});
