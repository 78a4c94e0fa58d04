/** How long things last when some are still running: the product-limit estimate (Kaplan & Meier 1958). */
import type { Estimate } from './interval.js';
import { twoSided } from './normal.js';

export interface Duration {
  readonly time: number;
  /** False for a case that was still running after this time. */
  readonly ended: boolean;
  /** How many such cases; one unless given. */
  readonly count?: number;
}

export interface SurvivalPoint extends Estimate {
  readonly time: number;
  readonly atRisk: number;
  readonly ended: number;
  /** Greenwood's standard error. */
  readonly se: number;
}

export interface Survival {
  /** Share still running after each time at which a case ended, with log-log limits (Kalbfleisch & Prentice 1980). */
  readonly points: readonly SurvivalPoint[];
  readonly cases: number;
  readonly running: number;
  /** First time after which half or less is running; limits by inverting those of the curve (Brookmeyer & Crowley 1982). Undefined where the curve does not come so low. */
  readonly median: { readonly value: number | undefined; readonly lower: number | undefined; readonly upper: number | undefined };
  /** Mean up to the longest time seen: too low when the longest case is still running. */
  readonly restrictedMean: number;
  readonly longest: number;
}

/**
 * Survival curve of durations with running cases censored. Cases that end and cases that are censored at the same time: the end
 * comes first. For durations in classes give the upper end of the class, so that nothing seems shorter than it was.
 */
export function survival(durations: readonly Duration[], confidence = 0.95): Survival {
  const z = twoSided(confidence);
  const sum = (of: (duration: Duration) => number): number => durations.reduce((total, duration) => total + of(duration), 0);
  const cases = sum(({ count = 1 }) => count);
  const longest = Math.max(0, ...durations.map(({ time }) => time));
  const points: SurvivalPoint[] = [];
  let [share, greenwood] = [1, 0];
  for (const time of [...new Set(durations.filter(({ ended }) => ended).map((duration) => duration.time))].sort((a, b) => a - b)) {
    const atRisk = sum((duration) => (duration.time >= time ? (duration.count ?? 1) : 0));
    const ended = sum((duration) => (duration.ended && duration.time === time ? (duration.count ?? 1) : 0));
    if (ended === 0) continue;
    share *= 1 - ended / atRisk;
    greenwood += ended / (atRisk * (atRisk - ended));
    points.push({ time, atRisk, ended, value: share, se: share === 0 ? 0 : share * Math.sqrt(greenwood), ...limits(share, greenwood, z) });
  }
  return { points, cases, running: sum(({ ended, count = 1 }) => (ended ? 0 : count)), median: median(points), restrictedMean: area(points, longest), longest };
}

/** Share still running after a time, for example the share that takes longer than 180 days; undefined beyond the longest time seen. */
export function shareAfter({ points, longest }: Survival, time: number): Estimate | undefined {
  if (time > longest) return undefined;
  const last = points.filter((point) => point.time <= time).at(-1);
  return last ? { value: last.value, lower: last.lower, upper: last.upper } : { value: 1, lower: 1, upper: 1 };
}

function limits(share: number, greenwood: number, z: number): { lower: number; upper: number } {
  if (share <= 0) return { lower: 0, upper: 0 };
  const log = Math.log(share);
  const spread = (z * Math.sqrt(greenwood)) / log;
  return { lower: share ** Math.exp(-spread), upper: share ** Math.exp(spread) };
}

function median(points: readonly SurvivalPoint[]): Survival['median'] {
  // half itself may be a hair above a half in binary
  const first = (of: (point: SurvivalPoint) => number): number | undefined => points.find((point) => of(point) <= 0.5 + 1e-12)?.time;
  return { value: first((point) => point.value), lower: first((point) => point.lower), upper: first((point) => point.upper) };
}

function area(points: readonly SurvivalPoint[], longest: number): number {
  let [total, from, share] = [0, 0, 1];
  for (const { time, value } of points) {
    total += share * (time - from);
    [from, share] = [time, value];
  }
  return total + share * (longest - from);
}
