import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile, twoSided } from './normal.js';

describe('normal distribution', () => {
  // Wichura (1988), Applied Statistics 37, 477-484: test values of AS 241
  it.each([
    [0.25, -0.6744897501960817],
    [0.001, -3.090232306167814],
    [1e-20, -9.262340089798408],
  ])('quantile of %f', (p, z) => {
    expect(Math.abs(normalQuantile(p) / z - 1)).toBeLessThan(1e-15);
  });

  it('quantile at the borders and outside', () => {
    expect([normalQuantile(0), normalQuantile(0.5), normalQuantile(1), normalQuantile(1.1)]).toEqual([-Infinity, 0, Infinity, Number.NaN]);
  });

  it('cdf and quantile undo each other in both tails', () => {
    for (const z of [-8, -5, -1.96, -0.1, 0, 0.1, 1, 3]) expect(Math.abs(normalQuantile(normalCdf(z)) - z)).toBeLessThan(1e-12);
  });

  it('two-sided quantile of 95 % and 99.8 %', () => {
    expect(twoSided(0.95)).toBeCloseTo(1.959963984540054, 14);
    expect(twoSided(0.998)).toBeCloseTo(3.090232306167813, 14);
  });
});
