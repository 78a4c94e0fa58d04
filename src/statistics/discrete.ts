/** Quantiles of distributions over the whole numbers. */

/** Slack of R's discrete quantile functions, so that a probability that should equal p is not missed by rounding. */
const slack = 64 * Number.EPSILON;

/** Smallest whole number from 0 to `last` whose cumulative probability reaches p, sought outwards from a guess. */
export function discreteQuantile(p: number, cdf: (k: number) => number, guess: number, last = Number.POSITIVE_INFINITY): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 1) return last;
  const reached = (k: number): boolean => cdf(k) >= p * (1 - slack);
  let high = Math.min(last, Math.max(0, Math.round(guess)));
  let stride = Math.max(1, Math.floor(Math.sqrt(high) / 2));
  let low = -1;
  if (reached(high)) {
    for (; high > 0; stride *= 2) {
      const probe = Math.max(0, high - stride);
      if (!reached(probe)) {
        low = probe;
        break;
      }
      high = probe;
    }
  } else {
    while (!reached(high)) {
      low = high;
      high = Math.min(last, high + stride);
      stride *= 2;
    }
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (reached(middle)) high = middle;
    else low = middle;
  }
  return high;
}
