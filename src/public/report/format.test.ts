import { expect, test } from 'vitest';
import { textWidth } from './fontwidths.js';
import { formatDay, formatLimits, formatMonth, formatNumber, formatPeriod } from './format.js';

test.each([
  [0, 0, '0', '0'],
  [0.4, 0, '0', '0'],
  [0.5, 0, '1', '1'],
  [-0.4, 0, '0', '0'],
  [-2.5, 0, '\u22123', '\u22123'],
  [1.005, 2, '1,01', '1.01'],
  [2.675, 2, '2,68', '2.68'],
  [0.05, 1, '0,1', '0.1'],
  [1.45, 1, '1,5', '1.5'],
  [8.345, 2, '8,35', '8.35'],
  [999.95, 1, '1.000,0', '1,000.0'],
  [1234.5, 1, '1.234,5', '1,234.5'],
  [1234567, 0, '1.234.567', '1,234,567'],
  [1e-7, 1, '0,0', '0.0'],
  [123456789012345, 0, '123.456.789.012.345', '123,456,789,012,345'],
])('%d with %d digits', (value, digits, nl, en) => {
  expect(formatNumber(value, digits, 'nl')).toBe(nl);
  expect(formatNumber(value, digits, 'en')).toBe(en);
});

test('limits have a word between them', () => {
  expect(formatLimits('1,8', '2,5', 'nl')).toBe('1,8 tot 2,5');
  expect(formatLimits('1.8', '2.5', 'en')).toBe('1.8 to 2.5');
});

test('months, periods and days', () => {
  expect(formatMonth('2024-03', 'nl')).toBe('maart 2024');
  expect(formatMonth('2024-13', 'nl')).toBe('2024-13');
  expect(formatPeriod('2023-07/2024-06', 'nl')).toBe('juli 2023 tot en met juni 2024');
  expect(formatPeriod('2023', 'en')).toBe('2023');
  expect(formatDay('2024-07-05', 'en')).toBe('5 July 2024');
  expect(formatDay('2024Q2', 'nl')).toBe('2024Q2');
});

test('text widths are those of Arial', () => {
  expect(textWidth('Jeugdbescherming', 10)).toBeCloseTo(84.48, 2);
  expect(textWidth('ij', 1000)).toBe(444);
  expect(textWidth('W', 12, 'bold')).toBeCloseTo(11.328, 3);
  expect(textWidth('ś', 1000)).toBe(textWidth('s', 1000));
});
