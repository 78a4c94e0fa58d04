/** Late registration: how many incidents of a month were known how many data versions (vintages) later. */

/** Rows are months, oldest first; columns are delays, in vintages; undefined where it is too early to know. */
export type Triangle = readonly (readonly (number | undefined)[])[];

export interface Snapshot {
  /** Number of the month on the calendar, and of the month in which the data version was made. */
  readonly month: number;
  readonly vintage: number;
  /** Incidents of the month known in that version. */
  readonly count: number;
}

export interface ReportingTriangle {
  readonly months: readonly number[];
  /** What each later version added; withdrawals are taken from what was added before, so that nothing is below zero. */
  readonly increments: Triangle;
  /** Number of data versions behind it. */
  readonly vintages: number;
}

/** The triangle of the months that were followed from their first version on, for delays up to `longest`. */
export function reportingTriangle(snapshots: readonly Snapshot[], longest: number): ReportingTriangle {
  const counts = new Map(snapshots.map(({ month, vintage, count }) => [`${month} ${vintage}`, count]));
  const vintages = new Set(snapshots.map(({ vintage }) => vintage));
  const latest = Math.max(...vintages);
  const first = new Map<number, number>();
  for (const { month, vintage } of snapshots) first.set(month, Math.min(first.get(month) ?? Infinity, vintage));
  const shortest = Math.min(...[...first].map(([month, vintage]) => vintage - month));
  const months = [...first].filter(([month, vintage]) => vintage - month === shortest).map(([month]) => month).sort((a, b) => a - b);
  const row = (month: number): (number | undefined)[] => {
    let known = 0;
    const increments = Array.from({ length: longest + 1 }, (_, delay) => {
      const vintage = month + shortest + delay;
      if (vintage > latest) return undefined;
      const now = counts.get(`${month} ${vintage}`) ?? known;
      const added = now - known;
      known = now;
      return added;
    });
    return withoutNegatives(increments);
  };
  return { months, increments: months.map(row), vintages: vintages.size };
}

/** Moves what was withdrawn to the versions before it, from the last on (baselinenowcast, preprocess_negative_values). */
export function withoutNegatives(increments: readonly (number | undefined)[]): (number | undefined)[] {
  const row = [...increments];
  for (let delay = row.length - 1; delay >= 0; delay--) {
    const added = row[delay];
    if (added === undefined || added >= 0) continue;
    row[delay] = 0;
    if (delay > 0) row[delay - 1]! += added;
  }
  return row;
}

/** Number of delays known in a row. */
export function known(row: readonly (number | undefined)[]): number {
  const at = row.indexOf(undefined);
  return at < 0 ? row.length : at;
}

/**
 * Share of a month's incidents that comes with each delay, by filling the triangle with chain-ladder factors that survive zeros
 * (baselinenowcast, estimate_delay). Undefined without a row that is complete, or when the known part has no incidents.
 */
export function delayShares(increments: Triangle): number[] | undefined {
  const filled = increments.map((row) => [...row]);
  const delays = filled[0]?.length ?? 0;
  if (!filled.some((row) => known(row) === delays)) return undefined;
  for (let delay = 0; delay < delays; delay++) {
    const start = filled.findIndex((row) => row[delay] === undefined);
    if (start < 0) continue;
    if (delay === 0) return undefined;
    const above = filled.slice(0, start);
    const factor = sum(above.map((row) => row[delay]!)) / Math.max(sum(above.map((row) => sum(row.slice(0, delay) as number[]))), 1);
    for (const row of filled.slice(start)) row[delay] = factor * sum(row.slice(0, delay) as number[]);
  }
  const totals = Array.from({ length: delays }, (_, delay) => sum(filled.map((row) => row[delay]!)));
  const all = sum(totals);
  return all > 0 ? totals.map((total) => total / all) : undefined;
}

/** Cumulative shares: which part of a month is expected to be known after each delay. */
export function completeness(shares: readonly number[]): number[] {
  let part = 0;
  return shares.map((share) => (part += share));
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
