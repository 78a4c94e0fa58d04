import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, headerName, parseContextPeriod, parseMonth, parseNumber } from './cells.js';

describe('numbers', () => {
  test.each([
    ['0', 0], ['7', 7], ['-3', -3], ['-0', 0], ['112,5', 112.5], ['1.234', 1234], ['1.234,5', 1234.5], ['1.234.567', 1234567], ['0,0004', 0],
    ['0,0005', 0.001], ['5,3%', 5.3], ['5 %', 5], ['1234,5', 1234.5],
    ['12.5', undefined], ['1.23', undefined], ['1,234.5', undefined], ['12.3456', undefined], ['1.2345,6', undefined], ['', undefined],
    ['twaalf', undefined], ['1 234', undefined], ['1e3', undefined], ['--1', undefined], [',5', undefined], ['9999999999', undefined],
  ])('Dutch text %j is %j', (text, value) => {
    expect(parseNumber(text, 'komma')).toBe(value);
  });

  test.each([
    ['112.125', 112.125], ['1234.5', 1234.5], ['1.234', 1.234], ['1234', 1234], ['112,5', 112.5], ['1.234,5', 1234.5], ['112.30000000000001', 112.3],
    ['1.2e2', 120], ['1.234.567', undefined], ['1,234.5', undefined],
  ])('from a workbook %j is %j', (text, value) => {
    expect(parseNumber(text, 'punt')).toBe(value);
  });

  test('what Dutch formatting writes is read back', () => {
    const format = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 3 });
    fc.assert(
      fc.property(fc.integer({ min: -9e11, max: 9e11 }), (thousandths) => {
        const value = thousandths / 1000;
        expect(parseNumber(format.format(value), 'komma')).toBeCloseTo(value, 6);
      }),
    );
  });
});

describe('months and periods', () => {
  test.each([
    ['2024-06', '2024-06'], ['2024-6', '2024-06'], ['06-2024', '2024-06'], ['6/2024', '2024-06'], ['juni 2024', '2024-06'], ['Jun-24', '2024-06'],
    ['mrt. 2024', '2024-03'], ['2024-06-01', '2024-06'], ['2024-06-01T00:00:00.000Z', '2024-06'], ['1-6-2024', '2024-06'],
    ['2024-13', undefined], ['13-2024', undefined], ['juno 2024', undefined], ['2024', undefined], ['', undefined], ['1024-01', undefined],
  ])('month %j is %j', (text, month) => {
    expect(parseMonth(text)).toBe(month);
  });

  test.each([
    ['2024', '2024'], ['2024H1', '2024H1'], ['2024-H1', '2024H1'], ['2024 h2', '2024H2'], ['H1 2024', '2024H1'], ['1e halfjaar 2024', '2024H1'],
    ['2024-06', '2024-06'], ['juni 2024', '2024-06'], ['2024-06-01', '2024-06'], ['2024H3', undefined], ['Q1 2024', undefined], ['3024', undefined],
  ])('period %j is %j', (text, periode) => {
    expect(parseContextPeriod(text)?.periode).toBe(periode);
  });
});

test.each([
  ['\ufeffFTE JB ', 'fte_jb'],
  ['fte\u00a0jb', 'fte_jb'],
  ['Organisatie-code', 'organisatie_code'],
  ['fte\u200b_jb', 'fte_jb'],
  ['fte\njb', 'fte_jb'],
])('header %j is %s', (text, name) => {
  expect(headerName(text)).toBe(name);
});

test('cleaning keeps what can be seen', () => {
  expect(clean('  Ｊeugd\u00a0 zorg\u200d ')).toBe('Jeugd zorg');
});
