/** R 4.2.2's quantiles: cases/statistics/r_reference. */
import { expect, it } from 'vitest';
import { betaQuantile } from './beta.js';
import { binomialQuantile } from './binomial.js';
import { chiSquareQuantile, gammaQuantile } from './gamma.js';
import { normalQuantile } from './normal.js';
import { poissonQuantile } from './poisson.js';
import { describeReference, json, near } from './reference.test-support.js';
import { tQuantile } from './student.js';

interface Quantile {
  f: string;
  p: number;
  q: number;
  df?: number;
  shape?: number;
  a?: number;
  b?: number;
  n?: number;
  lambda?: number;
}

const own: Readonly<Record<string, (given: Quantile) => number>> = {
  normal: ({ p }) => normalQuantile(p),
  chisq: ({ p, df }) => chiSquareQuantile(p, df!),
  'gamma(rate=1)': ({ p, shape }) => gammaQuantile(p, shape!),
  t: ({ p, df }) => tQuantile(p, df!),
  beta: ({ p, a, b }) => betaQuantile(p, a!, b!).x,
  poisson: ({ p, lambda }) => poissonQuantile(p, lambda!),
  'binom(n,0.5)': ({ p, n }) => binomialQuantile(p, n!, 0.5),
};
const counts: Readonly<Record<string, number>> = { normal: 10, chisq: 80, 'gamma(rate=1)': 50, t: 40, beta: 30, poisson: 40, 'binom(n,0.5)': 30 };

describeReference('quantiles of R', () => {
  it.each(Object.keys(own))('%s', (f) => {
    const rows = json<{ quantiles: Quantile[] }>('r_reference/r_reference.json').quantiles.filter((row) => row.f === f);
    expect(rows.length).toBe(counts[f]);
    // 1 - 0.999999 is not 0.000001 in binary: t near its pole keeps ten digits of what R printed
    for (const row of rows) near(own[f]!(row), row.q, f === 't' ? 1e-10 : 2e-13, JSON.stringify(row));
  });
});
