import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { laneyChart, uChart, xmrChart } from './control-chart.js';
import { specialCauses } from './special-cause.js';

/** Points on a chart with centre 0 and sigma 1. */
const around = (values: readonly number[], old = false) => specialCauses(values.map((value) => ({ value, lower: -3, upper: 3, nearLower: -2, nearUpper: 2 })), 0, old);
const short = (causes: readonly string[]) => causes.map((cause) => ({ GEEN: '.', BOVEN_GRENS: 'B', ONDER_GRENS: 'O', STIJGING_VAN_7: '/', DALING_VAN_7: '\\', TWEE_VAN_DRIE_BOVEN: '2', TWEE_VAN_DRIE_ONDER: 'z', ZEVEN_BOVEN: '7', ZEVEN_ONDER: 'L' })[cause]).join('');

describe('the four rules of Making Data Count', () => {
  it.each([
    ['outside the limits, strictly', [3, 3.1, 0, -3, -3.1], '.B..O'],
    ['six rises make seven points', [-1.3, -1, -0.5, 0.2, 0.4, 0.9, 1.4], '///////'],
    ['five rises do not', [-1, -0.5, 0.2, 0.4, 0.9, 1.4], '......'],
    ['an equal value breaks a rise', [-1, -0.5, 0.2, 0.2, 0.4, 0.9, 1.4], '.......'],
    ['a fall of eight points', [1.5, 1.2, 0.8, 0.4, 0.1, -0.3, -0.6, -1], '\\\\\\\\\\\\\\\\'],
    ['a rise that turns into a fall at the top, which belongs to the later one', [-1, -0.8, -0.6, -0.2, 0.3, 0.6, 1.8, 1, 0.4, 0.2, -0.1, -0.4, -0.5], '//////\\\\\\\\\\\\\\'],
    ['two of three beyond two sigma on one side', [2.1, 0.5, 2.2], '2.2'],
    ['two sigma itself is not beyond', [2, 0.5, 2.2], '...'],
    ['two of three, but the third on the other side', [2.1, -0.5, 2.2], '...'],
    ['two of three, the third on the centre', [2.1, 0, 2.2], '...'],
    ['two of four', [2.1, 0.5, 0.5, 2.2], '....'],
    ['below the centre', [-2.1, -2.2, -0.5], 'zz.'],
    ['seven on one side', [1, 0.5, 1, 0.5, 1, 0.5, 1], '7777777'],
    ['a value on the centre breaks the seven', [1, 0.5, 1, 0, 1, 0.5, 1, 0.5], '........'],
    ['eight below', [-1, -0.5, -1, -0.5, -1, -0.5, -1, -0.5], 'LLLLLLLL'],
    ['a point beyond the limits counts as one of two', [3.5, 0.5, 2.2], 'B.2'],
    ['precedence: a limit before a rise before two in three before seven', [0.1, 0.3, 0.5, 1, 2.1, 2.4, 3.5, 0.4, 2.2, 2.1], '//////B722'],
  ])('%s', (_, values, expected) => {
    expect(short(around(values))).toBe(expected);
  });

  it('the old way does not count a point beyond the limits among two in three', () => {
    expect(short(around([3.5, 0.5, 2.2], true))).toBe('B..');
  });

  it('are the same upside down', () => {
    const mirror: Readonly<Record<string, string>> = { '.': '.', B: 'O', O: 'B', '/': '\\', '\\': '/', 2: 'z', z: '2', 7: 'L', L: '7' };
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -16, max: 16 }), { maxLength: 40 }), (numbers) => {
        const values = numbers.map((value) => value / 4);
        return short(around(values.map((value) => -value))) === [...short(around(values))].map((mark) => mirror[mark]).join('');
      }),
    );
  });
});

describe('XmR', () => {
  it('takes 2.66 mean moving ranges', () => {
    // moving ranges 2, 3, 1, mean 2
    const { centre, points, trial, sigmaZ } = xmrChart([4, 6, 3, 4], { screen: false });
    expect([centre, points[0]!.lower, points[0]!.upper, trial, sigmaZ]).toEqual([4.25, 4.25 - 5.32, 4.25 + 5.32, true, 1]);
    expect(points[0]!.nearUpper).toBeCloseTo(4.25 + 2 * 1.7733333333, 9);
  });

  it('leaves one wild range out, once', () => {
    const values = [4, 5, 4, 5, 4, 5, 4, 5, 4, 40];
    const [screened, plain] = [xmrChart(values), xmrChart(values, { screen: false })];
    expect(screened.points[0]!.upper).toBeCloseTo(screened.centre + 2.66, 12);
    expect(plain.points[0]!.upper).toBeCloseTo(plain.centre + (2.66 * (8 + 36)) / 9, 12);
    expect(screened.points.at(-1)!.cause).toBe('BOVEN_GRENS');
  });

  it('keeps the limits of a baseline', () => {
    const chart = xmrChart([...Array.from({ length: 14 }, (_, i) => 10 + (i % 2)), 30, 31], { baseline: 14 });
    expect([chart.centre, chart.trial]).toEqual([10.5, false]);
    expect(chart.points.slice(-2).map(({ cause }) => cause)).toEqual(['BOVEN_GRENS', 'BOVEN_GRENS']);
  });

  it('stands still with a series that does', () => {
    expect(xmrChart([3, 3, 3]).points.map(({ lower, upper, cause }) => [lower, upper, cause])).toEqual(Array.from({ length: 3 }, () => [3, 3, 'GEEN']));
    expect(xmrChart([]).points).toEqual([]);
  });
});

describe('u and u′', () => {
  const counts = [57, 58, 55, 56, 60, 31, 49, 52];
  const exposures = [146, 129, 145, 128, 131, 126, 139, 142];

  it('u: limits by Poisson chance on each exposure, never below zero', () => {
    const { centre, points } = uChart(counts, exposures);
    expect(centre).toBeCloseTo(418 / 1086, 12);
    expect(points[1]!.upper).toBeCloseTo(centre + 3 * Math.sqrt(centre / 129), 12);
    expect(uChart([1, 0, 2], [10, 10, 10]).points[0]!.lower).toBe(0);
  });

  it('u′: those limits times σ_z', () => {
    const [plain, laney] = [uChart(counts, exposures), laneyChart(counts, exposures, { screen: false })];
    const z = counts.map((count, i) => (count / exposures[i]! - plain.centre) / Math.sqrt(plain.centre / exposures[i]!));
    const ranges = z.slice(1).map((score, i) => Math.abs(score - z[i]!));
    expect(laney.sigmaZ).toBeCloseTo(ranges.reduce((sum, range) => sum + range, 0) / 7 / 1.128, 12);
    expect(laney.points[0]!.upper - laney.centre).toBeCloseTo(laney.sigmaZ * (plain.points[0]!.upper - plain.centre), 12);
  });
});
