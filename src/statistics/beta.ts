/** The beta distribution to full double precision: regularised integrals and quantiles, both tails without loss of digits. */
import { deviance, stirlingError } from './log-gamma.js';

/** I_x(a, b): probability that a beta variable with shapes a, b > 0 is at most x. */
export function betaP(x: number, a: number, b: number): number {
  return betaTails(x, 1 - x, a, b).lower;
}

/** Both tails of the beta distribution at x, with y = 1 - x given apart so that neither loses digits. */
export function betaTails(x: number, y: number, a: number, b: number): { lower: number; upper: number } {
  if (!(a > 0 && b > 0)) return { lower: Number.NaN, upper: Number.NaN };
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  const term = betaTerm(x, y, a, b);
  if (x <= (a + 1) / (a + b + 2)) {
    const lower = (term / a) * fraction(x, a, b);
    return { lower, upper: 1 - lower };
  }
  const upper = (term / b) * fraction(y, b, a);
  return { lower: 1 - upper, upper };
}

/** x with I_x(a, b) = p, together with 1 - x, which near one says more than x does. */
export function betaQuantile(p: number, a: number, b: number): { x: number; y: number } {
  if (!(a > 0 && b > 0) || !(p >= 0 && p <= 1)) return { x: Number.NaN, y: Number.NaN };
  if (p === 0) return { x: 0, y: 1 };
  if (p === 1) return { x: 1, y: 0 };
  const lowerTail = p <= 0.5;
  const target = Math.log(lowerTail ? p : 1 - p);
  // the unknown is v = ln(x / (1 - x)); the logarithm of a tail is concave in it, so that Newton's steps do not overshoot for long
  let [low, high] = [-750, 750];
  let v = Math.log(a / b);
  for (let step = 0; step < 300; step++) {
    const { x, y } = fromLogit(v);
    const tails = betaTails(x, y, a, b);
    const tail = lowerTail ? tails.lower : tails.upper;
    const excess = tail > 0 ? (Math.log(tail) - target) * (lowerTail ? 1 : -1) : lowerTail ? -Infinity : Infinity;
    if (excess === 0) return { x, y };
    if (excess > 0) high = v;
    else low = v;
    const newton = v - (excess * tail) / betaTerm(x, y, a, b);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - v) <= 1e-16 * Math.abs(v) || Math.abs(next - v) < 1e-17) return fromLogit(next);
    v = next;
  }
  return fromLogit(v);
}

function fromLogit(v: number): { x: number; y: number } {
  return { x: 1 / (1 + Math.exp(-v)), y: 1 / (1 + Math.exp(v)) };
}

/** x^a (1-x)^b / B(a, b), by Loader's saddle-point form (2000). */
function betaTerm(x: number, y: number, a: number, b: number): number {
  const n = a + b;
  const exponent = stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y);
  return Math.exp(exponent) * Math.sqrt((a * b) / (2 * Math.PI * n));
}

/** Lentz's evaluation of the continued fraction of the incomplete beta integral (DLMF 8.17.22), x below the mean. */
function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1), tiny);
  let value = d;
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d, tiny);
    c = nonZero(1 + even / c, tiny);
    value *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d, tiny);
    c = nonZero(1 + odd / c, tiny);
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return value;
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
