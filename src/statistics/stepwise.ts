/** A funnel of steps, such as that of a report to the police: each step with its own denominator, and the unknown shown. */
import type { Estimate, Interval } from './interval.js';
import { proportion } from './proportions.js';

export interface StepCounts {
  readonly step: string;
  /** The earlier step that this one follows; the whole cohort when there is none. */
  readonly after?: string;
  readonly yes: number;
  readonly no: number;
  /** Unknown, left empty or not asked. */
  readonly unknown: number;
}

export interface Step extends StepCounts {
  /** Those that reached the step before: yes + no + unknown. */
  readonly denominator: number;
  /** Yes among those of whom it is known (Wilson); undefined when it is known of none. */
  readonly share: Estimate | undefined;
  /** What the share of all could be, whatever the unknown ones hide. */
  readonly bounds: Interval | undefined;
  readonly unknownShare: number | undefined;
}

/** A cohort followed step by step, or the name of the step whose numbers do not add up to the one before it. */
export function stepwise(cohort: number, counts: readonly StepCounts[], confidence = 0.95): { readonly steps: readonly Step[] } | { readonly mismatch: string } {
  const steps: Step[] = [];
  for (const one of counts) {
    const denominator = one.yes + one.no + one.unknown;
    const before = one.after === undefined ? cohort : steps.find(({ step }) => step === one.after)?.yes;
    if (denominator !== before) return { mismatch: one.step };
    steps.push({
      ...one,
      denominator,
      share: proportion(one.yes, one.yes + one.no, 1, confidence),
      bounds: denominator > 0 ? { lower: one.yes / denominator, upper: (one.yes + one.unknown) / denominator } : undefined,
      unknownShare: denominator > 0 ? one.unknown / denominator : undefined,
    });
  }
  return { steps };
}
