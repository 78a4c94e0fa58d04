import { expect, it } from 'vitest';
import { scanText } from '../personal/scan.js';
import { pieces } from './pieces.js';

const cut = (text: string) => [...pieces(text)];

it.each([
  ['', ['']],
  ['kort', ['kort']],
  ['x'.repeat(4000), ['x'.repeat(4000)]],
  ['x'.repeat(4001), ['x'.repeat(4000), 'x']],
  [`${'x'.repeat(3990)} ${'y'.repeat(20)}`, ['x'.repeat(3990), ` ${'y'.repeat(20)}`]],
  [`${'x'.repeat(3000)}. ${'y '.repeat(600)}`, [`${'x'.repeat(3000)}.`, ` ${'y '.repeat(600)}`]],
])('cuts a text of many letters only where it must', (text, expected) => {
  expect(cut(text)).toEqual(expected);
});

it('loses nothing, and finds in a long text what stands in it', () => {
  const text = Array.from({ length: 2000 }, (_, i) => `Melding ${i} van iemand@voorbeeld.nl over iets.`).join(' ');
  expect(cut(text).join('')).toBe(text);
  expect(cut(text).flatMap(scanText)).toEqual(Array.from({ length: 2000 }, () => 'EMAIL'));
});

it('comes to an end with a pattern that looks back at every letter', () => {
  expect(cut(`${'a.'.repeat(500_000)}@`).flatMap(scanText)).toEqual([]);
});
