/** Repeat events: one family or employee, several incidents, so that incidents do not come independently. */

/** How many units (families, employees) had this many incidents. */
export interface EventFrequency {
  readonly events: number;
  readonly units: number;
}

export interface RepeatSummary {
  /** Units with at least one incident, and with two or more. */
  readonly units: number;
  readonly repeated: number;
  readonly events: number;
  /** Incidents in units with two or more, as a part of all. */
  readonly eventsInRepeated: number;
  /** Variance of the number of incidents when the units are what comes by chance: Σ f² · units (compound Poisson). */
  readonly variance: number;
  /** Variance over mean, 1 when nobody met two incidents; 1 as well when there are none. */
  readonly dispersion: number;
}

/** Sums of the delivered table "units with f incidents"; the variance is that of PHEindicatormethods (calculate_dsr, non-independent events). */
export function repeatSummary(frequencies: readonly EventFrequency[]): RepeatSummary {
  const sum = (of: (frequency: EventFrequency) => number): number => frequencies.reduce((total, frequency) => total + of(frequency), 0);
  const events = sum(({ events, units }) => events * units);
  const variance = sum(({ events, units }) => events * events * units);
  return {
    units: sum(({ events, units }) => (events > 0 ? units : 0)),
    repeated: sum(({ events, units }) => (events > 1 ? units : 0)),
    events,
    eventsInRepeated: sum(({ events, units }) => (events > 1 ? events * units : 0)),
    variance,
    dispersion: events > 0 ? variance / events : 1,
  };
}
