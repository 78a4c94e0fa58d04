import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparable, type Contribution, smallestThird, thirds } from './comparable.js';

const units = (...values: number[]): Contribution[] => values.map((value, i) => ({ unit: `O${i}`, value }));

describe('comparable: five others at least, none of them nearly alone', () => {
  test.each<[string, Contribution[], string, boolean]>([
    ['five others', units(9, 1, 1, 1, 1, 1), 'O0', true],
    ['four others', units(9, 1, 1, 1, 1), 'O0', false],
    ['four others and one with nothing', units(9, 1, 1, 1, 1, 0), 'O0', false],
    ['five in all, for somebody who is not among them', units(2, 2, 2, 2, 2), 'X', true],
    ['one other makes up 80 %', units(0, 16, 1, 1, 1, 1), 'O0', true],
    ['one other makes up more', units(0, 17, 1, 1, 1, 1), 'O0', false],
    ['the own share does not hide it', units(900, 17, 1, 1, 1, 1), 'O0', false],
    ['nobody', [], 'O0', false],
  ])('%s', (_, contributions, own, expected) => {
    expect(comparable(contributions, own)).toBe(expected);
  });
});

describe('thirds', () => {
  const rated = fc.array(fc.record({ aantal: fc.integer({ min: 0, max: 400 }), fte_maanden: fc.integer({ min: 50, max: 5000 }) }), { minLength: 0, maxLength: 30 });

  test('need a dozen organisations', () => {
    const equal = Array.from({ length: 12 }, (_, i) => ({ organisatie: `O${i}`, aantal: 20 + i, fte_maanden: 600 }));
    expect(thirds(equal, 10)).toEqual([43, 51, 59]);
    expect(thirds(equal.slice(1), 10)).toEqual([]);
    expect(thirds(equal.map((one) => ({ ...one, aantal: one.aantal - 20 })), 10)).toEqual([]);
    expect(thirds(equal.map((one, i) => (i === 11 ? { ...one, aantal: 4000, fte_maanden: 60_000 } : one)), 10)).toEqual([]);
  });

  test('rise, in any order of the organisations, and no group is one organisation or two', () => {
    fc.assert(
      fc.property(rated, fc.nat(), (list, turn) => {
        const named = list.map((one, i) => ({ ...one, organisatie: `O${String(i).padStart(2, '0')}` }));
        const shown = thirds(named, 10);
        const at = list.length === 0 ? 0 : turn % list.length;
        expect(thirds([...named.slice(at), ...named.slice(0, at)], 10)).toEqual(shown);
        if (shown.length === 0) return;
        expect(Math.floor(list.length / 3)).toBeGreaterThanOrEqual(smallestThird);
        expect([...shown].sort((a, b) => a - b)).toEqual(shown);
      }),
    );
  });
});
