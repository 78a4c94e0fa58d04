import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitLogLinear } from './loglinear.js';
import { periodRatio, trim, type Trim } from './trim.js';
import type { TrimCell } from './trim-design.js';
import { trendWord } from './trend-word.js';

const fitted = (model: ReturnType<typeof trim>): Trim => {
  if ('refused' in model) throw new Error(`${model.refused} ${model.about.join(' ')}`);
  return model;
};
const table = (rows: Readonly<Record<string, readonly (number | undefined)[]>>, exposure = 1): TrimCell[] =>
  Object.entries(rows).flatMap(([unit, counts]) => counts.map((count, year) => ({ unit, period: String(2021 + year), count, exposure })));

describe('trim', () => {
  // Dobson (1990), An Introduction to Generalized Linear Models, p. 93, the example of R's ?glm; units are treatments, periods outcomes
  const dobson = table({ A: [18, 17, 15], B: [20, 10, 20], C: [25, 13, 12] });

  it("agrees with R on Dobson's table", () => {
    const model = fitted(trim(dobson));
    expect([model.deviance.toFixed(4), model.df, model.foundDispersion.toFixed(4)]).toEqual(['5.1291', 4, '1.2933']);
    const [, second, third] = model.periods;
    expect([Math.log(second!.index!.value).toFixed(4), Math.log(third!.index!.value).toFixed(4)]).toEqual(['-0.4543', '-0.2930']);
    const plain = Math.sqrt(model.dispersion);
    expect([second!, third!].map(({ index }) => (index!.se / index!.value / plain).toFixed(4))).toEqual(['0.2022', '0.1927']);
  });

  it('follows the units that stay, whatever joiners and leavers do to the totals', () => {
    // every unit grows by a fifth a year; the small one leaves and a large one joins
    const model = fitted(trim(table({ blijft: [1000, 1200, 1440], ook: [500, 600, 720], gaat: [100, 120, undefined], komt: [undefined, 6000, 7200] })));
    expect(model.periods.map(({ index, reporters }) => [index!.value.toFixed(10), reporters])).toEqual([['1.0000000000', 3], ['1.2000000000', 4], ['1.4400000000', 3]]);
    expect(model.slope.value).toBeCloseTo(1.2, 10);
    expect(model.slope.word).toBe('STERKE_TOENAME');
    expect(model.periods.map(({ imputed }) => imputed.value.toFixed(6))).toEqual(['6600.000000', '7920.000000', '9504.000000']);
    expect(model.periods[1]!.imputed).toMatchObject({ se: 0, lower: 7920, upper: 7920 });
    expect(model.dispersion).toBe(1);
  });

  it('takes exposure into account', () => {
    const cells = dobson.map((cell) => ({ ...cell, exposure: cell.period === '2022' ? 2 : 1 }));
    expect(fitted(trim(cells)).periods[1]!.index!.value).toBeCloseTo(fitted(trim(dobson)).periods[1]!.index!.value / 2, 12);
  });

  it('sets the index on any base, and compares any two periods', () => {
    const [first, last] = [fitted(trim(dobson)), fitted(trim(dobson, { base: '2023' }))];
    expect(last.periods[0]!.index!.value).toBeCloseTo(1 / first.periods[2]!.index!.value, 12);
    expect(last.periods[2]!.index).toMatchObject({ value: 1, lower: 1, upper: 1, se: 0 });
    const change = periodRatio(first, '2023', '2022')!;
    expect(change.value).toBeCloseTo(first.periods[2]!.index!.value / first.periods[1]!.index!.value, 12);
    expect(periodRatio(first, '2022', '2022')).toMatchObject({ value: 1, p: 1 });
    expect(periodRatio(first, '1999', '2022')).toBeUndefined();
    expect(trim(dobson, { base: '1999' })).toEqual({ refused: 'TE_WEINIG', about: ['1999'] });
  });

  it('gives no figure for a period with fewer than three reporters', () => {
    const model = fitted(trim(table({ A: [18, 17, 15], B: [20, 10, undefined], C: [25, 13, 12] })));
    expect(model.periods.map(({ index }) => index !== undefined)).toEqual([true, true, false]);
  });

  it('leaves units without a single event out of the model, but counts them as reporters', () => {
    const model = fitted(trim([...dobson, ...table({ nooit: [0, 0, 0] })]));
    expect(model.zeroUnits).toEqual(['nooit']);
    expect(model.periods[0]!.reporters).toBe(4);
    expect(model.periods[1]!.index!.value).toBeCloseTo(fitted(trim(dobson)).periods[1]!.index!.value, 12);
  });

  it('takes a declared break out of the trend', () => {
    // a new form doubles what B and C register from 2022 on; A shows that nothing grew
    const cells = table({ A: [200, 200, 200, 200], B: [100, 200, 200, 200], C: [50, 100, 100, 100] }).map((cell) => ({ ...cell, ...(cell.unit !== 'A' && cell.period >= '2022' ? { steps: ['NIEUW_FORMULIER'] } : {}) }));
    const model = fitted(trim(cells));
    expect(model.steps.map(({ name, value }) => [name, value.toFixed(8)])).toEqual([['NIEUW_FORMULIER', '2.00000000']]);
    expect(model.steps[0]!.p).toBeLessThan(0.01);
    expect(model.periods.map(({ index }) => index!.value.toFixed(8))).toEqual(['1.00000000', '1.00000000', '1.00000000', '1.00000000']);
    expect(model.slope.word).toBe('ONZEKER');
  });

  it.each([
    ['one period', table({ A: [3], B: [4] }), 'TE_WEINIG', ['2021']],
    ['nothing delivered', table({ A: [undefined, undefined] }), 'TE_WEINIG', []],
    ['no degree of freedom left', table({ A: [3, 4] }), 'TE_WEINIG', ['2021', '2022']],
    ['units that share no period', table({ A: [3, 4, undefined, undefined], B: [undefined, undefined, 5, 6], C: [1, 2, undefined, undefined] }), 'NIET_VERBONDEN', ['2023', '2024']],
    ['a period without events', table({ A: [3, 0, 4], B: [4, 0, 4] }), 'ZONDER_VOORVALLEN', ['2022']],
    ['a break for all at the turn of the year', dobson.map((cell) => ({ ...cell, ...(cell.period === '2023' ? { steps: ['WET'] } : {}) })), 'NIET_TE_SCHEIDEN', ['WET']],
    ['a level that zeros alone tie to the others', table({ A: [5, 6, 0], B: [4, 3, 0], C: [undefined, undefined, 7], D: [6, 5, 0] }), 'GEEN_OPLOSSING', []],
  ] as const)('refuses: %s', (_, cells, refused, about) => {
    expect(trim(cells)).toEqual({ refused, about });
  });

  it('models the season with harmonics until there are 24 months, and with months from then on', () => {
    const months = (count: number): TrimCell[] =>
      ['A', 'B', 'C'].flatMap((unit, k) => Array.from({ length: count }, (_, i) => ({ unit, period: String(2021 + Math.floor(i / 12)), season: String((i % 12) + 1).padStart(2, '0'), exposure: 10, count: Math.round(40 * (k + 1) * (1 + 0.3 * Math.sin((Math.PI * i) / 6))) })));
    expect([18, 24].map((count) => fitted(trim(months(count))).season)).toEqual(['harmonisch', 'factor']);
    expect(fitted(trim(months(18))).periods[1]!.index!.value).toBeCloseTo(1, 1);
    expect(fitted(trim(months(24))).periods[1]!.index!.value).toBeCloseTo(1, 10);
    expect(fitted(trim(dobson)).season).toBe('geen');
  });

  it('gives the same whatever the order of the cells, and the totals of what was reported', () => {
    const counts = fc.array(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 6 });
    fc.assert(
      fc.property(counts, fc.integer(), (rows, seed) => {
        const cells = table(Object.fromEntries(rows.map((row, i) => [`U${i}`, row])));
        const shuffled = [...cells].sort((a, b) => ((a.count! * 31 + seed) % 17) - ((b.count! * 31 + seed) % 17));
        const [one, other] = [fitted(trim(cells)), fitted(trim(shuffled))];
        return one.periods.every(({ fitted: total, index }, year) => {
          const reported = rows.reduce((sum, row) => sum + row[year]!, 0);
          return Math.abs(total / reported - 1) < 1e-9 && Math.abs(index!.value / other.periods[year]!.index!.value - 1) < 1e-9;
        });
      }),
      { numRuns: 40 },
    );
  });
});

describe('fitLogLinear', () => {
  it('names the column that follows from those before it', () => {
    const rows = [3, 4, 5].map((count, i) => ({ count, offset: 0, terms: [[0, 1], [1, i], [2, 2 * i]] as const }));
    expect(fitLogLinear(rows, 3)).toEqual({ dependent: 2 });
  });
});

describe('trendWord', () => {
  it.each([
    [1.051, 1.2, 'STERKE_TOENAME'],
    [1.05, 1.2, 'MATIGE_TOENAME'],
    [1.001, 1.01, 'MATIGE_TOENAME'],
    [1, 1.04, 'STABIEL'],
    [0.95, 1.05, 'STABIEL'],
    [0.949, 1.03, 'ONZEKER'],
    [0.97, 1.06, 'ONZEKER'],
    [0.96, 0.999, 'MATIGE_AFNAME'],
    [0.8, 0.95, 'MATIGE_AFNAME'],
    [0.8, 0.949, 'STERKE_AFNAME'],
  ] as const)('between %f and %f', (lower, upper, word) => {
    expect(trendWord({ lower, upper })).toBe(word);
  });
});
