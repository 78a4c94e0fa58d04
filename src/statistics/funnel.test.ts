import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedEvents, fingertipsClass, funnel, overdispersedFunnel, overdispersion, poissonFunnel, sampleQuantile } from './funnel.js';

describe('limits', () => {
  // R 4.2.2, poisson.test(10): 4.79538869613243 and 18.3903560420178
  it('of chance: exact Poisson', () => {
    const { lower, upper } = poissonFunnel(10, 0.95);
    expect([lower, upper].map((limit) => limit.toFixed(12))).toEqual(['0.479538869613', '1.839035604202']);
  });

  it.each(['SHMI', 'CQC'] as const)('%s: near those of chance without differences between organisations, and wider with them', (method) => {
    const [chance, none, some] = [poissonFunnel(400, 0.95), overdispersedFunnel(400, 0, method, 0.95), overdispersedFunnel(400, 0.02, method, 0.95)];
    expect(Math.abs(none.upper - chance.upper)).toBeLessThan(0.005);
    expect(Math.abs(none.lower - chance.lower)).toBeLessThan(0.005);
    expect(some.upper).toBeGreaterThan(none.upper + 0.1);
    expect(overdispersedFunnel(2, 0.5, method, 0.998).lower).toBeGreaterThanOrEqual(0);
  });
});

describe('overdispersion', () => {
  const spread = [0.5, 0.6, 0.8, 0.9, 1, 1, 1.1, 1.2, 1.4, 1.5].map((ratio) => ({ observed: Math.round(200 * ratio), expected: 200 }));

  it('is none when organisations differ no more than by chance', () => {
    const alike = spread.map(() => ({ observed: 201, expected: 200 }));
    expect(overdispersion(alike, 'CQC', 0.1).tau2).toBe(0);
    expect(funnel(alike).points[0]!.limits95).toEqual(poissonFunnel(200, 0.95));
  });

  it('draws the tails in, or leaves them out', () => {
    const [cqc, shmi] = [overdispersion(spread, 'CQC', 0.1), overdispersion(spread, 'SHMI', 0.1)];
    expect([cqc.kept, shmi.kept]).toEqual([10, 8]);
    expect(cqc.phi).toBeGreaterThan(5);
    expect(Math.sqrt(cqc.tau2)).toBeCloseTo(0.15, 1);
  });

  it('takes an organisation without events only where a root can', () => {
    const withZero = [...spread, { observed: 0, expected: 20 }];
    expect(overdispersion(withZero, 'CQC', 0.1).kept).toBe(11);
    expect(overdispersion(withZero, 'SHMI', 0.1).kept).toBe(overdispersion(spread, 'SHMI', 0.1).kept);
  });
});

describe('funnel', () => {
  const units = Array.from({ length: 12 }, (_, i) => ({ count: 20 + ((i * 37) % 50), exposure: 90 + ((i * 53) % 80) }));

  it('needs ten organisations to tell the differences between them', () => {
    const few = funnel(expectedEvents(units.slice(0, 9)));
    expect(few.overdispersion).toBeUndefined();
    for (const point of few.points) expect(point.limits998).toEqual(point.poisson998);
    expect(funnel(expectedEvents(units)).overdispersion!.tau2).toBeGreaterThan(0);
    expect(funnel(expectedEvents(units.slice(0, 5)), { minimumUnits: 5 }).overdispersion).toBeDefined();
  });

  it('keeps the order in which organisations were given, and expects as many events as there were', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ count: fc.integer({ min: 1, max: 300 }), exposure: fc.integer({ min: 1, max: 900 }) }), { minLength: 1, maxLength: 25 }), (given) => {
        const { points } = funnel(expectedEvents(given));
        const total = given.reduce((sum, { count }) => sum + count, 0);
        return points.every((point, i) => point.observed === given[i]!.count) && Math.abs(points.reduce((sum, { expected }) => sum + expected, 0) / total - 1) < 1e-12;
      }),
    );
  });

  it.each([
    [1, 'BINNEN'],
    [1.35, 'BUITEN_95'],
    [0.72, 'BUITEN_95'],
    [1.6, 'BUITEN_998'],
    [0.5, 'BUITEN_998'],
  ])('places a ratio of %f: %s', (ratio, position) => {
    expect(funnel([{ observed: 50 * ratio, expected: 50 }]).points[0]!.position).toBe(position);
  });
});

describe('fingertipsClass', () => {
  it.each([
    [50, 50, 'GEEN'],
    [70, 50, 'HOOG_95'],
    [80, 50, 'HOOG_998'],
    [33, 50, 'LAAG_95'],
    [25, 50, 'LAAG_998'],
    [0, 3, 'GEEN'],
    [0, 8, 'LAAG_998'],
  ])('%i observed, %i expected: %s', (observed, expected, mark) => {
    expect(fingertipsClass({ observed, expected })).toBe(mark);
  });
});

describe('sampleQuantile', () => {
  // R 4.2.2: quantile(c(1, 2, 4, 8), c(0, 0.1, 0.5, 1))
  it.each([[0, 1], [0.1, 1.3], [0.5, 3], [1, 8]])('%f', (p, expected) => {
    expect(sampleQuantile([1, 2, 4, 8], p)).toBeCloseTo(expected, 12);
  });
});
