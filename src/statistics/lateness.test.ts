import { describe, expect, it } from 'vitest';
import { chainLadder } from './chain-ladder.js';
import { fitSize, nowcast, pointNowcast } from './nowcast.js';
import { completeness, delayShares, known, reportingTriangle, type Snapshot, withoutNegatives } from './triangle.js';

const u = undefined;

describe('reportingTriangle', () => {
  const snapshots: Snapshot[] = [
    // month 10 was there before the first version: its early delays are unknown
    { month: 10, vintage: 12, count: 80 }, { month: 10, vintage: 13, count: 82 }, { month: 10, vintage: 14, count: 82 },
    { month: 12, vintage: 12, count: 40 }, { month: 12, vintage: 13, count: 55 }, { month: 12, vintage: 14, count: 57 },
    { month: 13, vintage: 13, count: 44 }, { month: 13, vintage: 14, count: 40 },
    { month: 14, vintage: 14, count: 30 },
  ];

  it('follows months from their first version on', () => {
    expect(reportingTriangle(snapshots, 3)).toEqual({ months: [12, 13, 14], vintages: 3, increments: [[40, 15, 2, u], [40, 0, u, u], [30, u, u, u]] });
  });

  it('takes a version that was not made as one without change', () => {
    expect(reportingTriangle([{ month: 1, vintage: 1, count: 5 }, { month: 1, vintage: 3, count: 9 }], 2).increments).toEqual([[5, 0, 4]]);
  });

  it.each([
    [[10, 5, -2, 3], [10, 3, 0, 3]],
    [[10, 1, -4], [7, 0, 0]],
    [[2, -1, -4], [0, 0, 0]],
    [[4, -1, u], [3, 0, u]],
  ])('withdrawals %j are taken from what came before', (row, expected) => {
    expect(withoutNegatives(row)).toEqual(expected);
  });
});

describe('delays', () => {
  // epinowcast/baselinenowcast, tests/testthat/test-estimate_delay.R
  const shares = [0.4, 0.3, 0.2, 0.1];
  const triangle = [100, 150, 200, 250, 300].map((count, row) => shares.map((share, delay) => (row + delay <= 4 ? count * share : u)));

  it('are found back from a triangle that follows them', () => {
    const own = delayShares(triangle)!;
    own.forEach((share, i) => expect(share).toBeCloseTo(shares[i]!, 12));
    expect(completeness(own).map((part) => part.toFixed(6))).toEqual(['0.400000', '0.700000', '0.900000', '1.000000']);
  });

  it('are not told before one month is complete, or without an incident', () => {
    expect(delayShares(triangle.slice(2))).toBeUndefined();
    expect(delayShares([[0, 0], [0, u]])).toBeUndefined();
    expect(delayShares([])).toBeUndefined();
  });

  // epinowcast/baselinenowcast, tests/testthat/test-apply_delay.R
  it('fill a triangle, also where nothing is known yet', () => {
    const delays = [0.4, 0.2, 0.2, 0.2];
    const filled = pointNowcast([[10, 5, 5, 5], [20, 10, 10, u], [40, 20, u, u], [0, u, u, u]], delays);
    expect(Math.abs(filled[1]![3]! - 10)).toBeLessThan(0.1);
    expect(filled[2]!.slice(2).every((value) => Math.abs(value - 20) < 0.2)).toBe(true);
    // a row without a single incident: (0 + 1 - 0.4) / 0.4 expected
    expect(filled[3]![1]).toBeCloseTo(0.3, 12);
    expect(filled[3]!.slice(1).every((value) => value > 0)).toBe(true);
    expect(filled[0]).toEqual([10, 5, 5, 5]);
  });
});

describe('fitSize', () => {
  // maximum of scipy.stats.nbinom's likelihood over the bounded size, scipy 1.17
  it('is the most likely size', () => {
    const pairs = [[3, 8], [14, 8], [0, 5], [9, 6], [22, 10], [4, 9]].map(([observed, expected]) => ({ observed: observed!, expected: expected! }));
    expect(fitSize(pairs)!).toBeCloseTo(1.38763, 4);
  });

  it('is at its bound when errors are smaller than chance, and absent when nothing was expected', () => {
    expect(fitSize([[8, 8], [8, 8], [7, 8]].map(([observed, expected]) => ({ observed: observed!, expected: expected! })))!).toBeCloseTo(1000, 3);
    expect(fitSize([{ observed: 0, expected: 0 }])).toBeUndefined();
  });
});

describe('nowcast', () => {
  const shares = [0.82, 0.1, 0.05, 0.03];
  const rows = (months: number) => Array.from({ length: months }, (_, row) => shares.map((share, delay) => (row + delay < months ? Math.round((200 + ((row * 47) % 61)) * share) + ((row * 7 + delay * 3) % 4) : u)));
  const given = (months: number, vintages = months) => ({ months: Array.from({ length: months }, (_, i) => i), increments: rows(months), vintages });

  it('estimates the last months once there are enough versions', () => {
    const own = nowcast(given(24));
    expect(own.slice(0, -1).every(({ status }) => status === 'VOLLEDIG')).toBe(false);
    const last = own.at(-1)!;
    expect(last.status).toBe('GESCHAT');
    expect(last.share).toBeGreaterThan(0.8);
    expect(last.expected!.lower).toBeGreaterThanOrEqual(last.known);
    expect(last.expected!.lower).toBeLessThan(last.expected!.value);
    expect(last.expected!.upper).toBeGreaterThan(last.expected!.value);
    expect(own[0]).toMatchObject({ status: 'VOLLEDIG', share: 1, expected: undefined });
  });

  it.each([
    ['too few versions', nowcast(given(24, 17))],
    ['too little of it known', nowcast(given(24), { minimumShare: 0.9 })],
    ['a triangle too small to learn errors from', nowcast(given(5, 18))],
  ])('says not complete yet with %s', (_, own) => {
    expect(own.at(-1)).toMatchObject({ status: 'NOG_ONVOLLEDIG', expected: undefined });
  });

  it('knows no share before a month was followed to its end', () => {
    expect(nowcast(given(3)).map(({ status, share }) => [status, share])).toEqual([['NOG_ONVOLLEDIG', u], ['NOG_ONVOLLEDIG', u], ['NOG_ONVOLLEDIG', u]]);
  });

  it('counts known delays', () => {
    expect([known([1, 2, u]), known([1, 2]), known([u])]).toEqual([2, 2, 0]);
  });
});

describe('chainLadder', () => {
  // Taylor & Ashe (1983), incremental; reserve and standard error as published by Mack (1993, ASTIN Bulletin 23, p. 221)
  const taylorAshe = [
    [357848, 766940, 610542, 482940, 527326, 574398, 146342, 139950, 227229, 67948],
    [352118, 884021, 933894, 1183289, 445745, 320996, 527804, 266172, 425046],
    [290507, 1001799, 926219, 1016654, 750816, 146923, 495992, 280405],
    [310608, 1108250, 776189, 1562400, 272482, 352053, 206286],
    [443160, 693190, 991983, 769488, 504851, 470639],
    [396132, 937085, 847498, 805037, 705960],
    [440832, 847631, 1131398, 1063269],
    [359480, 1061648, 1443370],
    [376686, 986608],
    [344014],
  ];

  it('gives the reserve of Taylor and Ashe and the error of Mack', () => {
    const cumulative = taylorAshe.map((row) => Array.from({ length: 10 }, (_, k) => (k < row.length ? row.slice(0, k + 1).reduce((sum, value) => sum + value, 0) : u)));
    const own = chainLadder(cumulative)!;
    expect(Math.round(own.outstanding)).toBe(18_680_856);
    expect(Math.round(own.se)).toBe(2_447_095);
    expect(own.rows[0]).toMatchObject({ outstanding: 0, se: 0 });
  });

  it('is not there when nothing can be learnt', () => {
    expect(chainLadder([[3, u], [4, u]])).toBeUndefined();
    expect(chainLadder([[0, 3], [4, u]])).toBeUndefined();
  });
});
