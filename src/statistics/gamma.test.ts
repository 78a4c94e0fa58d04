import { describe, expect, it } from 'vitest';
import { chiSquareQuantile, gammaP, gammaQ, gammaQuantile } from './gamma.js';
import { logGamma } from './log-gamma.js';

describe('logGamma', () => {
  it.each([
    [1, 0],
    [2, 0],
    [0.5, Math.log(Math.PI) / 2],
    [5, Math.log(24)],
    [11, Math.log(3628800)],
    // Abramowitz & Stegun, table 6.4: ln Γ(101) = ln 100!
    [101, 363.739375555563],
  ])('of %f', (x, expected) => {
    expect(Math.abs(logGamma(x) - expected)).toBeLessThan(1e-14 * Math.max(1, expected));
  });
});

describe('regularised gamma', () => {
  it.each([
    [1, 0.1],
    [1, 1],
    [1, 30],
  ])('P(%f, %f) is that of the exponential distribution', (a, x) => {
    expect(gammaP(a, x)).toBeCloseTo(-Math.expm1(-x), 15);
    expect(Math.abs(gammaQ(a, x) / Math.exp(-x) - 1)).toBeLessThan(1e-14);
  });

  it('adds up to one and ends at the borders', () => {
    for (const a of [0.5, 3, 50, 10_000]) for (const factor of [0.5, 0.99, 1, 1.01, 2]) expect(gammaP(a, a * factor) + gammaQ(a, a * factor)).toBeCloseTo(1, 14);
    expect([gammaP(2, 0), gammaQ(2, 0)]).toEqual([0, 1]);
  });
});

describe('quantiles', () => {
  it('at the borders and outside', () => {
    expect([gammaQuantile(0, 2), gammaQuantile(1, 2)]).toEqual([0, Number.POSITIVE_INFINITY]);
    expect([gammaQuantile(-0.1, 2), gammaQuantile(0.5, 0)]).toEqual([Number.NaN, Number.NaN]);
  });

  // R 4.2.2: qgamma(0.975, 1000) and qchisq(0.975, 1)
  it('agree with R where a known library is wrong', () => {
    expect(gammaQuantile(0.975, 1000)).toBeCloseTo(1062.921, 3);
    expect(chiSquareQuantile(0.975, 1)).toBeCloseTo(5.02388618731489, 13);
  });

  it('undo the distribution function', () => {
    for (const a of [0.3, 1, 7.5, 200, 20_000]) for (const p of [1e-6, 0.001, 0.3, 0.5, 0.8, 0.9999]) expect(Math.abs(gammaP(a, gammaQuantile(p, a)) / p - 1)).toBeLessThan(1e-12);
  });
});
