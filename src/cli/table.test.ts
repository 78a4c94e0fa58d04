import fc from 'fast-check';
import { expect, test } from 'vitest';
import { broken, textTable } from './table.js';

test('the last column goes on below where the table would be too wide', () => {
  expect(textTable(['kolom', 'wordt'], [['Datum', 'de maand waarin het gebeurde, nooit de dag'], ['Vorm', 'een code']], 34)).toBe(
    ['kolom  wordt', '─────  ───────────────────────────', 'Datum  de maand waarin het', '       gebeurde, nooit de dag', 'Vorm   een code', ''].join('\n'),
  );
});

test('without a width nothing is broken, and numbers never are', () => {
  expect(textTable(['wat', 'aantal'], [['a', 1234567890]], 5)).toContain('1234567890');
  expect(textTable(['a', 'b'], [['x', 'y '.repeat(200)]]).split('\n')).toHaveLength(4);
});

test('a broken text has all its words, in lines that fit', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 40 }), (text, width) => {
      const lines = broken(text, width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    }),
  );
});
