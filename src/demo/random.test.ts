import { expect, test } from 'vitest';
import { random } from './random.js';

test('the same seed and names give the same numbers, other names others', () => {
  const numbers = (...names: string[]) => { const draw = random(7, ...names); return Array.from({ length: 20 }, () => draw.next()); };
  expect(numbers('a')).toEqual(numbers('a'));
  expect(numbers('a')).not.toEqual(numbers('b'));
  expect(numbers('a').every((u) => u >= 0 && u < 1)).toBe(true);
});

test('counts are Poisson, and overdispersed when asked', () => {
  const draw = random(1, 'counts');
  const moments = (make: () => number) => {
    const all = Array.from({ length: 20_000 }, make);
    const mean = all.reduce((sum, x) => sum + x, 0) / all.length;
    return [mean, all.reduce((sum, x) => sum + (x - mean) ** 2, 0) / all.length];
  };
  const [mean, variance] = moments(() => draw.poisson(70));
  expect(mean).toBeGreaterThan(69);
  expect(mean).toBeLessThan(71);
  expect(variance! / mean!).toBeGreaterThan(0.95);
  expect(variance! / mean!).toBeLessThan(1.05);
  const [mean2, variance2] = moments(() => draw.negativeBinomial(70, 45));
  expect(mean2).toBeGreaterThan(69);
  expect(mean2).toBeLessThan(71);
  expect(variance2! / (mean2! + mean2! ** 2 / 45)).toBeGreaterThan(0.94);
  expect(variance2! / (mean2! + mean2! ** 2 / 45)).toBeLessThan(1.06);
});

test('weights are shares', () => {
  const draw = random(1, 'weights');
  const seen = Array.from({ length: 10_000 }, () => draw.weighted({ a: 7, b: 3, c: 0 }));
  expect(seen.filter((one) => one === 'a').length / seen.length).toBeCloseTo(0.7, 1);
  expect(seen).not.toContain('c');
});
