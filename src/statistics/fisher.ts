/** Fisher's F distribution. */
import { betaQuantile, betaTails } from './beta.js';

/** Probability that an F variable with df1 and df2 degrees of freedom is at most f. */
export function fCdf(f: number, df1: number, df2: number): number {
  if (f <= 0) return 0;
  const whole = df1 * f + df2;
  return betaTails((df1 * f) / whole, df2 / whole, df1 / 2, df2 / 2).lower;
}

/** f with fCdf(f, df1, df2) = p. */
export function fQuantile(p: number, df1: number, df2: number): number {
  const { x, y } = betaQuantile(p, df1 / 2, df2 / 2);
  return (df2 * x) / (df1 * y);
}
