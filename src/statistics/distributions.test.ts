import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaP, betaQuantile, betaTails } from './beta.js';
import { binomialCdf, binomialMass, binomialQuantile } from './binomial.js';
import { fCdf, fQuantile } from './fisher.js';
import { negativeBinomialCdf, negativeBinomialQuantile, poissonCdf, poissonMass, poissonQuantile } from './poisson.js';
import { tCdf, tQuantile, twoSidedP, twoSidedT } from './student.js';

const relative = (own: number, reference: number): number => Math.abs(own / reference - 1);

// Figures to 17 digits without a source of their own: mpmath 1.3 with 25 to 40 digits, series of DLMF 8.17 and 8.2.
describe('beta', () => {
  it.each([
    [0.1, 0.5, 0.5, 0.20483276469913345],
    [0.001, 3, 4000, 0.7623361842029818],
    [0.9999, 12, 0.5, 0.96133091773710114],
    [0.3, 100, 200, 0.10884306564490984],
    [0.5, 20_000, 20_100, 0.6912447164684635],
    [1e-12, 0.5, 7, 2.9326171874941348e-6],
    [0.97, 5000, 150, 0.34631941921001705],
  ])('I_%f(%f, %f)', (x, a, b, expected) => {
    expect(relative(betaP(x, a, b), expected)).toBeLessThan(2e-13);
  });

  it.each([
    [0.025, 11, 22, 0.18571909171656612],
    [0.975, 1, 5001, 0.00073735638422494598],
    [0.025, 1, 100_000, 2.531780477933314e-7],
    [0.001, 0.5, 0.5, 2.4673990709169441e-6],
  ])('quantile of %f with shapes %f and %f', (p, a, b, expected) => {
    expect(relative(betaQuantile(p, a, b).x, expected)).toBeLessThan(1e-13);
  });

  it('at the borders and outside', () => {
    expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([{ x: 0, y: 1 }, { x: 1, y: 0 }]);
    expect([betaQuantile(1.2, 2, 3).x, betaQuantile(0.5, 0, 3).x, betaP(0.5, -1, 3)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect([betaTails(0, 1, 2, 3), betaTails(1, 0, 2, 3)]).toEqual([{ lower: 0, upper: 1 }, { lower: 1, upper: 0 }]);
  });

  it('mirrors, adds up to one, and is undone by its quantile', () => {
    const shape = fc.double({ min: 0.3, max: 5000, noNaN: true });
    fc.assert(
      fc.property(shape, shape, fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (a, b, p) => {
        const { x, y } = betaQuantile(p, a, b);
        const { lower, upper } = betaTails(x, y, a, b);
        return Math.abs(lower + upper - 1) < 1e-13 && Math.abs(betaTails(y, x, b, a).upper - lower) < 1e-13 && Math.min(relative(lower, p), relative(upper, 1 - p)) < 1e-11;
      }),
    );
  });
});

describe('t and F', () => {
  it.each([
    [0.025, 1, -12.706204736174705],
    [0.025, 2, -4.3026527297494639],
    [0.025, 112, -1.9813718148763059],
    [0.025, 5000, -1.9604385517065079],
    [0.001, 140, -3.1494655372680253],
    [1e-9, 6, -56.801430640363217],
    [0.4, 3.5, -0.27326545405577968],
  ])('t quantile of %f with %f degrees of freedom', (p, df, expected) => {
    expect(relative(tQuantile(p, df), expected)).toBeLessThan(1e-13);
    expect(relative(tCdf(expected, df), p)).toBeLessThan(1e-12);
  });

  it('t is symmetric', () => {
    expect(tQuantile(0.5, 4)).toBe(0);
    expect(tQuantile(0.975, 7)).toBeCloseTo(-tQuantile(0.025, 7), 13);
    expect(tCdf(1.3, 9) + tCdf(-1.3, 9)).toBeCloseTo(1, 14);
    expect(twoSidedP(twoSidedT(0.95, 11), 11)).toBeCloseTo(0.05, 13);
    expect([tQuantile(-1, 3), tQuantile(0.5, 0)]).toEqual([Number.NaN, Number.NaN]);
  });

  it.each([
    [4.5, 3, 20, 0.98562675538910255],
    [1.02, 120, 3000, 0.5758597915841583],
    [0.1, 1, 6, 0.23745834679304357],
  ])('F(%f) with %i and %i degrees of freedom', (f, df1, df2, expected) => {
    expect(relative(fCdf(f, df1, df2), expected)).toBeLessThan(1e-13);
    expect(relative(fQuantile(expected, df1, df2), f)).toBeLessThan(1e-11);
  });

  it('F of nothing is nothing', () => {
    expect(fCdf(0, 3, 4)).toBe(0);
  });
});

describe('counts', () => {
  it.each([
    [3, 7.5, 0.059145459832683954],
    [90, 120, 0.0025511825197629376],
    [10_200, 10_000, 0.97725075799090404],
    [0, 0.001, 0.99900049983337499],
  ])('Poisson: at most %i of %f', (k, mean, expected) => {
    expect(relative(poissonCdf(k, mean), expected)).toBeLessThan(1e-13);
  });

  it.each([
    [3, 20, 0.3, 0.107086804503731],
    [11, 32, 0.21, 0.97586268947585201],
    [5000, 10_100, 0.5, 0.16229077316569696],
  ])('binomial: at most %i of %i at %f', (k, n, p, expected) => {
    expect(relative(binomialCdf(k, n, p), expected)).toBeLessThan(1e-13);
  });

  it.each([
    [3, 20, 0.3, 0.071603672205262315],
    [0, 15, 0.1, 0.205891132094649],
    [15, 15, 0.9, 0.205891132094649],
    [5000, 10_100, 0.5, 0.0048393733678689707],
  ])('binomial: exactly %i of %i at %f', (k, n, p, expected) => {
    expect(relative(binomialMass(k, n, p), expected)).toBeLessThan(1e-13);
  });

  it.each([
    [3, 4, 2.5, 0.52518659688186781],
    [0, 0.2, 0.1, 0.89595845984076219],
    [140, 100, 30, 0.96501828908198746],
  ])('negative binomial: at most %i with mean %f and size %f', (k, mean, size, expected) => {
    expect(relative(negativeBinomialCdf(k, mean, size), expected)).toBeLessThan(1e-13);
  });

  it('a quantile is the first count that reaches the probability', () => {
    const p = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
    const first = (q: number, cdf: (k: number) => number, target: number): boolean => cdf(q) >= target * (1 - 1e-13) && (q === 0 || cdf(q - 1) < target);
    fc.assert(
      fc.property(p, fc.double({ min: 1e-3, max: 30_000, noNaN: true }), fc.double({ min: 0.1, max: 1000, noNaN: true }), (target, mean, size) => {
        const n = Math.ceil(mean);
        return (
          first(poissonQuantile(target, mean), (k) => poissonCdf(k, mean), target) &&
          first(negativeBinomialQuantile(target, mean, size), (k) => negativeBinomialCdf(k, mean, size), target) &&
          first(binomialQuantile(target, n, 0.3), (k) => binomialCdf(k, n, 0.3), target)
        );
      }),
    );
  });

  it('at the borders', () => {
    expect([poissonQuantile(0, 3), poissonQuantile(1, 3), binomialQuantile(1, 9, 0.5), poissonQuantile(2, 3)]).toEqual([0, Infinity, 9, Number.NaN]);
    expect([poissonMass(0, 0), poissonMass(1, 0), poissonMass(-1, 2), poissonMass(1.5, 2), binomialMass(2, 2, 1), binomialMass(1, 2, 1)]).toEqual([1, 0, 0, 0, 1, 0]);
    expect([poissonCdf(-1, 2), binomialCdf(-1, 3, 0.2), binomialCdf(3, 3, 0.2), negativeBinomialCdf(0, 0, 3), negativeBinomialCdf(-1, 4, 3)]).toEqual([0, 0, 1, 1, 0]);
    expect(negativeBinomialQuantile(0.9, 7.5, Infinity)).toBe(poissonQuantile(0.9, 7.5));
  });
});
