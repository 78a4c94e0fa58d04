import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundDecimal } from './rounding.js';

describe('roundDecimal', () => {
  it.each([
    [1.005, 2, 1.01],
    [1.255, 2, 1.26],
    [8.345, 2, 8.35],
    [2.5, 0, 3],
    [-2.5, 0, -3],
    [0.5, 0, 1],
    [0.05, 1, 0.1],
    [0.049999, 1, 0],
    [-0.04, 1, 0],
    [12345.6789, 2, 12345.68],
    [1e-7, 2, 0],
    [5e-7, 6, 0.000001],
    [1e21, 2, 1e21],
    [150, -2, 200],
  ])('%f to %i digits', (value, digits, expected) => {
    expect(roundDecimal(value, digits)).toBe(expected);
  });

  it('leaves what is not a finite number', () => {
    expect([roundDecimal(Number.NaN, 1), roundDecimal(Number.POSITIVE_INFINITY, 1)]).toEqual([Number.NaN, Number.POSITIVE_INFINITY]);
  });

  it('agrees with decimal arithmetic on every ten-thousandth', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000_000, max: 100_000_000 }), (tenThousandths) => {
        const sign = tenThousandths < 0 ? -1 : 1;
        const expected = (sign * Math.floor((Math.abs(tenThousandths) + 50) / 100)) / 100;
        return roundDecimal(tenThousandths / 10_000, 2) === (expected === 0 ? 0 : expected);
      }),
    );
  });
});
