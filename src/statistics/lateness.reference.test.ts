/** ChainLadder's RAA triangle: cases/statistics/chainladder. */
import { expect, it } from 'vitest';
import { chainLadder } from './chain-ladder.js';
import { csv, describeReference } from './reference.test-support.js';
import { delayShares, sum } from './triangle.js';

describeReference('late registration', () => {
  const raa = (): (number | undefined)[][] => csv('chainladder/RAA.csv').map((row) => Array.from({ length: 10 }, (_, k) => (row[String(k + 1)] === 'NA' ? undefined : Number(row[String(k + 1)]))));

  it("RAA: what is to come and Mack's standard error", () => {
    const own = chainLadder(raa())!;
    expect(own.outstanding.toFixed(2)).toBe('52135.23');
    expect(own.se.toFixed(2)).toBe('26909.01');
  });

  it('RAA: the delays of a nowcast are those of the chain ladder, when no month is empty', () => {
    const triangle = raa();
    const increments = triangle.map((row) => row.map((value, k) => (value === undefined ? undefined : value - (k === 0 ? 0 : row[k - 1]!))));
    const { rows } = chainLadder(triangle)!;
    const shares = delayShares(increments)!;
    const first = sum(increments.map((row) => row[0]!));
    expect(shares[0]).toBeCloseTo(first / sum(rows.map((row) => row.ultimate)), 10);
    expect(sum(shares)).toBeCloseTo(1, 12);
  });
});
