/** What recent months will come to once late incidents are in (baselinenowcast: Johnson et al. 2025), with intervals. */
import type { Estimate } from './interval.js';
import { logGamma } from './log-gamma.js';
import { negativeBinomialQuantile } from './poisson.js';
import { completeness, delayShares, known, type ReportingTriangle, sum, type Triangle } from './triangle.js';

export interface NowcastSettings {
  readonly confidence?: number;
  /** Data versions needed before a month is estimated at all. */
  readonly minimumVintages?: number;
  /** Expected share known from which a month is estimated, and from which it counts as complete. */
  readonly minimumShare?: number;
  readonly completeShare?: number;
}

export interface NowcastMonth {
  readonly month: number;
  readonly known: number;
  /** Expected share of the month's incidents that is known; undefined while no month has been followed to its end. */
  readonly share: number | undefined;
  /** NOG_ONVOLLEDIG is to be drawn apart and not to be compared. */
  readonly status: 'VOLLEDIG' | 'GESCHAT' | 'NOG_ONVOLLEDIG';
  /** Expected final number with its prediction interval, for an estimated month. */
  readonly expected: Estimate | undefined;
}

/** Every month of the triangle: complete, estimated with an interval, or not complete yet. */
export function nowcast({ months, increments, vintages }: ReportingTriangle, settings: NowcastSettings = {}): NowcastMonth[] {
  const { confidence = 0.95, minimumVintages = 18, minimumShare = 0.8, completeShare = 0.95 } = settings;
  const history = allocation(increments);
  const shares = delayShares(history ? increments.slice(-history.delay) : increments);
  const parts = shares && completeness(shares);
  const sizes = history && vintages >= minimumVintages ? dispersions(increments, history) : undefined;
  const filled = shares && pointNowcast(increments, shares);
  return increments.map((row, at): NowcastMonth => {
    const reported = sum(row.slice(0, known(row)) as number[]);
    const full = known(row) === row.length;
    const share = full ? 1 : parts?.[known(row) - 1];
    const month = { month: months[at]!, known: reported, share };
    const size = sizes?.[increments.length - 1 - at];
    if (full || (share !== undefined && share >= completeShare)) return { ...month, status: 'VOLLEDIG', expected: undefined };
    if (share === undefined || share < minimumShare || size === undefined || !filled) return { ...month, status: 'NOG_ONVOLLEDIG', expected: undefined };
    const value = sum(filled[at]!);
    const quantile = (p: number): number => reported + negativeBinomialQuantile(p, value - reported, size);
    return { ...month, status: 'GESCHAT', expected: { value, lower: quantile((1 - confidence) / 2), upper: quantile((1 + confidence) / 2) } };
  });
}

/** The triangle filled from the delay shares; a month without incidents yet is expected to get some (baselinenowcast, apply_delay). */
export function pointNowcast(increments: Triangle, shares: readonly number[]): number[][] {
  const parts = completeness(shares);
  return increments.map((row) => {
    const filled = row.slice(0, known(row)) as number[];
    for (let delay = filled.length; delay < row.length; delay++) {
      const before = parts[delay - 1]!;
      filled.push(((sum(filled) + 1 - before) / before) * shares[delay]!);
    }
    return filled;
  });
}

/**
 * Size of the negative binomial distribution of what was still to come against what was expected, by maximum likelihood between
 * 0.1 and 1000 (baselinenowcast, fit_nb). Pairs with nothing expected say nothing.
 */
export function fitSize(pairs: readonly { readonly observed: number; readonly expected: number }[]): number | undefined {
  const used = pairs.filter(({ expected }) => expected > 0);
  if (used.length === 0) return undefined;
  const loss = (size: number): number =>
    -sum(
      used.map(
        ({ observed: x, expected: mu }) =>
          logGamma(x + size) - logGamma(size) - logGamma(x + 1) + size * Math.log(size / (size + mu)) + (x === 0 ? 0 : x * Math.log(mu / (size + mu))),
      ),
    );
  return Math.exp(goldenSection((log) => loss(Math.exp(log)), Math.log(0.1), Math.log(1000)));
}

interface Allocation {
  /** Latest rows that delays are estimated from, and earlier nowcasts that errors are taken from. */
  readonly delay: number;
  readonly retrospective: number;
}

/** Default of baselinenowcast: three times the longest delay, half of it for the delays and half for the errors. */
function allocation(increments: Triangle): Allocation | undefined {
  const delays = increments[0]?.length ?? 0;
  const rows = increments.length;
  const fewest = increments.filter((row) => known(row) < delays).length + 1;
  const target = 3 * (delays - 1);
  if (Math.min(rows, target) < fewest + 2) return undefined;
  const retrospective = rows >= target ? Math.max(2, target - Math.max(Math.floor(target / 2), fewest)) : Math.max(2, Math.ceil((rows - fewest) / 2));
  return { delay: Math.min(rows, target) - retrospective, retrospective };
}

/** Dispersion for the last month, the one before it, and so on: as nowcasts of earlier vintages turned out. */
function dispersions(increments: Triangle, { delay, retrospective }: Allocation): (number | undefined)[] {
  const horizons = increments.filter((row) => known(row) < row.length).length;
  const pairs = Array.from({ length: horizons }, () => [] as { observed: number; expected: number }[]);
  for (let back = 1; back <= retrospective; back++) {
    const then = increments.slice(0, increments.length - back);
    const seen = then.map((row, at) => {
      const depth = known(increments[at + back]!);
      return row.map((value, column) => (column < depth ? value : undefined));
    });
    const shares = delayShares(seen.slice(-delay));
    if (!shares) continue;
    const filled = pointNowcast(seen, shares);
    for (let horizon = 0; horizon < Math.min(horizons, then.length); horizon++) {
      const at = then.length - 1 - horizon;
      const [from, to] = [known(seen[at]!), known(then[at]!)];
      if (to > from) pairs[horizon]!.push({ observed: sum(then[at]!.slice(from, to) as number[]), expected: sum(filled[at]!.slice(from, to)) });
    }
  }
  return pairs.map((own) => (own.length >= 2 ? fitSize(own) : undefined));
}

/** Where a function of one peak has its lowest value. */
function goldenSection(f: (x: number) => number, low: number, high: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [low, high];
  let [left, right] = [b - ratio * (b - a), a + ratio * (b - a)];
  let [atLeft, atRight] = [f(left), f(right)];
  while (b - a > 1e-9) {
    if (atLeft < atRight) {
      [b, right, atRight] = [right, left, atLeft];
      left = b - ratio * (b - a);
      atLeft = f(left);
    } else {
      [a, left, atLeft] = [left, right, atRight];
      right = a + ratio * (b - a);
      atRight = f(right);
    }
  }
  return (a + b) / 2;
}
