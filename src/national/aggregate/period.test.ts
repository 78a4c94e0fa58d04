import { describe, expect, it } from 'vitest';
import { monthStatus, publishedPeriods, windowStart } from './period.js';

describe('windowStart', () => {
  it.each([
    ['2024-06', '2023-07'],
    ['2024-12', '2024-01'],
    ['2024-01', '2023-02'],
  ])('of %s is %s', (month, start) => {
    expect(windowStart(month)).toBe(start);
  });
});

describe('publishedPeriods', () => {
  const year = ['2023-07', '2023-08', '2023-09', '2023-10', '2023-11', '2023-12', '2024-01', '2024-02', '2024-03', '2024-04', '2024-05', '2024-06'];

  it('are the months with a report up to the reference month, and the twelve months that end with it', () => {
    const periods = publishedPeriods(['2023-01', ...year, '2024-07'], '2024-06');
    expect(periods.map((period) => period.id)).toEqual(['2023-01', ...year, '2023-07/2024-06']);
    expect(periods.at(-1)).toEqual({ id: '2023-07/2024-06', soort: '12maanden', maanden: year, volledig: true });
  });

  it('say so when months of the twelve lack', () => {
    expect(publishedPeriods(['2024-05', '2024-06'], '2024-06').at(-1)).toMatchObject({ maanden: ['2024-05', '2024-06'], volledig: false });
  });

  it('have no twelve months when nobody reported in them', () => {
    expect(publishedPeriods(['2022-01'], '2024-06').map((period) => period.id)).toEqual(['2022-01']);
    expect(publishedPeriods([], '2024-06')).toEqual([]);
  });
});

describe('monthStatus', () => {
  const policy = { voorlopigMaanden: 3, definitiefNa: 6 };
  it.each([
    ['2024-06', '2024-06', 'voorlopig'],
    ['2024-04', '2024-06', 'voorlopig'],
    ['2024-03', '2024-06', 'nader voorlopig'],
    ['2024-01', '2024-06', 'nader voorlopig'],
    ['2023-12', '2024-06', 'definitief'],
    ['2023-12', '2024-05', 'nader voorlopig'],
    ['2022-12', '2024-05', 'definitief'],
  ])('of %s in a release of %s is %s', (month, reference, status) => {
    expect(monthStatus(month, reference, policy)).toBe(status);
  });

  it('follows the configured policy', () => {
    expect(monthStatus('2024-04', '2024-06', { voorlopigMaanden: 1, definitiefNa: 6 })).toBe('nader voorlopig');
    expect(monthStatus('2023-12', '2024-01', { voorlopigMaanden: 1, definitiefNa: 1 })).toBe('definitief');
  });
});
