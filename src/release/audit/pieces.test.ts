import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Attacker, type Bounds, type Demand, type Knowledge } from './attack.js';
import { isSolution, Pieces } from './pieces.js';
import { loadSolver } from './solver.js';

const solve = await loadSolver();
const size = 4;

/** A total with three breakdowns, of which two share a part: printed ones within two of their value, withheld ones free. */
const system = fc.record({
  values: fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: size, maxLength: size }), { minLength: 3, maxLength: 3 }),
  withheld: fc.array(fc.boolean(), { minLength: 3 * size, maxLength: 3 * size }),
});

function known({ values, withheld }: { values: number[][]; withheld: boolean[] }): { knowledge: Knowledge; value: (place: string) => number } {
  const sums = values.map((row) => row.reduce((sum, one) => sum + one, 0));
  const total = Math.max(...sums);
  const value = new Map<string, number>([['T', total]]);
  const bounds = new Map<string, Bounds>([['T', { low: Math.max(0, total - 2), high: total + 2 }]]);
  values.forEach((row, r) => {
    [...row, total - sums[r]!].forEach((one, c) => {
      value.set(`${r}${c}`, one);
      bounds.set(`${r}${c}`, withheld[r * size + c] ?? true ? { low: Math.min(1, one), high: Infinity } : { low: Math.max(0, one - 2), high: one + 2 });
    });
  });
  value.set('S', value.get('00')! + value.get('10')!);
  bounds.set('S', { low: value.get('S')! - 1, high: value.get('S')! + 3 });
  const statements = values.map((row, r) => ({ whole: 'T', parts: [...row.keys(), size].map((c) => `${r}${c}`), low: 0, high: 0 }));
  return { knowledge: { bounds, statements: [...statements, { whole: 'S', parts: ['00', '10'], low: 0, high: 0 }] }, value: (place) => value.get(place)! };
}

test('what a piece shows or refuses, all that is known at once says too', () => {
  let [shown, refused] = [0, 0];
  fc.assert(
    fc.property(system, fc.integer({ min: 3, max: 12 }), (drawn, threshold) => {
      const { knowledge, value } = known(drawn);
      expect(isSolution(knowledge, value)).toBe(true);
      const places = [...knowledge.bounds.keys()].filter((place) => /\d/.test(place)).sort();
      const demands = places.map((place): Demand => ({ place, aim: { low: 0, high: threshold, width: 0 }, safe: ({ low, high }) => low <= 0 || high >= threshold }));
      const whole = new Attacker(knowledge, places, solve);
      const pieces = new Pieces(knowledge, value, new Set(['T']), solve);
      const truly = new Map(whole.attack(demands).map(({ place, safe }) => [place, safe]));
      for (const { place, safe } of pieces.show(demands)) if (safe && ++shown) expect([place, truly.get(place)]).toEqual([place, true]);
      for (const { place, safe } of pieces.refuse(demands)) if (!safe && ++refused) expect([place, truly.get(place)]).toEqual([place, false]);
      pieces.close();
      whole.close();
    }),
    { numRuns: 60, seed: 11 },
  );
  expect(shown).toBeGreaterThan(300);
  expect(refused).toBeGreaterThan(20);
});

test('what breaks a bound or a sum is no solution', () => {
  const { knowledge, value } = known({ values: [[1, 2, 3, 4], [0, 0, 5, 5], [9, 0, 0, 0]], withheld: Array.from({ length: 12 }, () => false) });
  expect(isSolution(knowledge, value)).toBe(true);
  expect(isSolution(knowledge, (place) => value(place) + Number(place === '00'))).toBe(false);
  expect(isSolution(knowledge, (place) => value(place) * 9)).toBe(false);
});
