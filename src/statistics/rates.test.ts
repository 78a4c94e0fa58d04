import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byarLimits, countLimits, exactPoissonLimits, rate } from './rates.js';

describe('exactPoissonLimits', () => {
  // R 4.2.2, poisson.test
  it.each([
    [0, 0, 3.68887945411394],
    [1, 0.0253178079842899, 5.5716433909389],
    [10, 4.79538869613243, 18.3903560420178],
  ])('of a count of %i', (count, lower, upper) => {
    expect(exactPoissonLimits(count).lower).toBeCloseTo(lower, 12);
    expect(exactPoissonLimits(count).upper).toBeCloseTo(upper, 12);
  });
});

describe('countLimits', () => {
  it.each([
    [9, exactPoissonLimits],
    [10, byarLimits],
  ])('of %i follow the Fingertips split', (count, rule) => {
    expect(countLimits(count)).toEqual(rule(count));
  });

  it('contain the count and grow with it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (count) => {
        const { lower, upper } = countLimits(count);
        return lower <= count && upper > count && countLimits(count + 1).upper > upper;
      }),
    );
  });
});

describe('rate', () => {
  // PHEindicatormethods, testdata_Rate.xlsx: 65 per 100
  it('per 100', () => {
    const { value, lower, upper } = rate(65, 100, 100)!;
    expect(value).toBe(65);
    expect(lower).toBeCloseTo(50.1631877104595, 11);
    expect(upper).toBeCloseTo(82.8491385459398, 11);
  });

  it('is not there without exposure', () => {
    expect(rate(3, 0, 100)).toBeUndefined();
  });
});
