import { describe, expect, it } from 'vitest';
import { rateMultiplier, rateOn } from './rate-bases.js';
import { rate } from './rates.js';

describe('rates', () => {
  it.each([
    ['fte', 'maand', 100],
    ['fte', 'jaar', 1200],
    ['medewerkers', 'jaar', 1200],
    ['jeugdigen', 'maand', 1000],
    ['jeugdigen', 'jaar', 12_000],
    ['huisbezoeken', 'maand', 1000],
    ['huisbezoeken', 'jaar', 1000],
  ] as const)('on %s over a %s', (base, period, multiplier) => {
    expect(rateMultiplier(base, period)).toBe(multiplier);
  });

  it('a year of 36 incidents on 20 fte is 180 per 100 fte, not twelve times a month', () => {
    expect(rateOn('fte', 'jaar', 36, 20 * 12)!.value).toBeCloseTo(180, 12);
    expect(rateOn('fte', 'maand', 3, 20)!.value).toBeCloseTo(15, 12);
    expect(rateOn('fte', 'maand', 3, 0)).toBeUndefined();
  });

  it('are widened by the root of the dispersion, and never below zero', () => {
    const [plain, wide] = [rate(100, 50, 10)!, rate(100, 50, 10, 0.95, 4)!];
    expect(wide.value).toBe(plain.value);
    expect(wide.value - wide.lower).toBeCloseTo(2 * (plain.value - plain.lower), 12);
    expect(wide.upper - wide.value).toBeCloseTo(2 * (plain.upper - plain.value), 12);
    expect(rate(2, 1, 1, 0.95, 9)!.lower).toBe(0);
  });
});
