import { describe, expect, it } from 'vitest';
import { revisionClass, revisionStatistics } from './revision.js';

describe('revisionStatistics', () => {
  const figures = [
    { period: '2024-01', lag: 0, value: 100 }, { period: '2024-01', lag: 1, value: 104 }, { period: '2024-01', lag: 2, value: 106 },
    { period: '2024-02', lag: 0, value: 90 }, { period: '2024-02', lag: 1, value: 88 },
    { period: '2024-03', lag: 0, value: 95 },
  ];

  it('compares each release with the latest value of the period', () => {
    const [first, second, ...more] = revisionStatistics(figures);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ lag: 0, periods: 2, mean: 2, meanAbsolute: 4, relativeAbsolute: 8 / 194 });
    // revisions 6 and -2: s.e. 4, t with one degree of freedom 12.7062
    expect(first!.upper).toBeCloseTo(2 + 4 * 12.706204736, 8);
    expect(first!.lower).toBeCloseTo(2 - 4 * 12.706204736, 8);
    expect(second).toMatchObject({ lag: 1, periods: 1, mean: 2, meanAbsolute: 2, upper: Number.NaN });
  });

  it('says nothing where nothing was published again', () => {
    expect(revisionStatistics(figures.slice(5))).toEqual([]);
    expect(revisionStatistics([])).toEqual([]);
  });

  it('does not depend on the order', () => {
    expect(revisionStatistics([...figures].reverse())).toEqual(revisionStatistics(figures));
  });
});

describe('revisionClass', () => {
  it.each([
    ['NAMELDING', 'R1'],
    ['HERLEVERING', 'R1'],
    ['NIEUWE_ORGANISATIE', 'R1'],
    ['BASISJAAR', 'R2'],
    ['SEIZOEN', 'R2'],
    ['HERSCHATTING', 'R2'],
    ['METHODE', 'R3'],
    ['CODEBOEK', 'R3'],
    ['KOPPELING', 'C'],
    ['FOUT', 'C'],
  ] as const)('%s is %s', (cause, expected) => {
    expect(revisionClass(cause)).toBe(expected);
  });
});
