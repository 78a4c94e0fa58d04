import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, isMonth, lastDay, monthRange, nextMonth, parsePeriod, previousMonth } from './period.js';

describe('parsePeriod', () => {
  test.each([
    ['2024-06', '2024-06', '2024-06', '2024-06', '2024-06-01', '2024-06-30', 1],
    ['2024-02', '2024-02', '2024-02', '2024-02', '2024-02-01', '2024-02-29', 1],
    ['2023-02', '2023-02', '2023-02', '2023-02', '2023-02-01', '2023-02-28', 1],
    ['2024H1', '2024H1', '2024-01', '2024-06', '2024-01-01', '2024-06-30', 6],
    ['2024-H2', '2024H2', '2024-07', '2024-12', '2024-07-01', '2024-12-31', 6],
    ['2024', '2024', '2024-01', '2024-12', '2024-01-01', '2024-12-31', 12],
  ])('%s', (text, periode, vanMaand, totMaand, van, tot, count) => {
    const { maanden, ...period } = parsePeriod(text);
    expect(period).toEqual({ periode, vanMaand, totMaand, van, tot });
    expect(maanden).toHaveLength(count);
    expect([maanden[0], maanden.at(-1)]).toEqual([vanMaand, totMaand]);
  });

  test.each(['', '2024-00', '2024-13', '2024H3', '2024H', '2024-6', '24-06', '2024-06-01', '2024h1', ' 2024', '1024', '2024Q1'])('%j is refused', (text) => {
    expect(() => parsePeriod(text)).toThrow(expect.objectContaining({ key: 'store.badPeriod', exitCode: 2 }));
  });
});

describe('months', () => {
  test.each([
    ['2024-01', -1, '2023-12'],
    ['2024-12', 1, '2025-01'],
    ['2024-06', 0, '2024-06'],
    ['2024-06', 18, '2025-12'],
    ['2024-06', -18, '2022-12'],
  ])('%s and %i months is %s', (month, count, expected) => {
    expect(addMonths(month, count)).toBe(expected);
  });

  test('next and previous undo each other, and ranges have no gaps', () => {
    const month = fc.tuple(fc.integer({ min: 1990, max: 2090 }), fc.integer({ min: 1, max: 12 })).map(([y, m]) => `${y}-${String(m).padStart(2, '0')}`);
    fc.assert(
      fc.property(month, fc.integer({ min: 0, max: 40 }), (first, count) => {
        expect(previousMonth(nextMonth(first))).toBe(first);
        const range = monthRange(first, addMonths(first, count));
        expect(range).toHaveLength(count + 1);
        expect(range.every(isMonth)).toBe(true);
        expect(range.slice(1)).toEqual(range.slice(0, -1).map(nextMonth));
        expect(lastDay(first) < `${nextMonth(first)}-01`).toBe(true);
      }),
    );
    expect(monthRange('2024-02', '2024-01')).toEqual([]);
  });
});
