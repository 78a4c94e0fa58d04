import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proportion } from './proportions.js';

describe('proportion', () => {
  // Newcombe (1998), Statistics in Medicine 17, table I, method 3
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [29, 29, 0.883, 1],
  ])('%i of %i', (count, total, lower, upper) => {
    const own = proportion(count, total)!;
    expect(own.lower).toBeCloseTo(lower, 4);
    expect(own.upper).toBeCloseTo(upper, 4);
  });

  it('of nothing is not there', () => {
    expect(proportion(0, 0)).toBeUndefined();
  });

  it('stays within 0 and 1 and mirrors its complement', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 0, max: 5000 }), (total, seed) => {
        const count = seed % (total + 1);
        const own = proportion(count, total)!;
        const other = proportion(total - count, total)!;
        return own.lower >= 0 && own.lower <= own.value && own.value <= own.upper && own.upper <= 1 && Math.abs(own.lower + other.upper - 1) < 1e-12;
      }),
    );
  });
});
