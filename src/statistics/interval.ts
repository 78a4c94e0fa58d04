/** A figure with the limits of its confidence interval. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

export interface Estimate extends Interval {
  readonly value: number;
}
