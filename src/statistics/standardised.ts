/** Rates that do not change because the mix of functions or measures does. */
import type { Estimate } from './interval.js';
import { byarLimits, countLimits } from './rates.js';
import { type EventFrequency, repeatSummary } from './repeat.js';

export interface Stratum {
  readonly count: number;
  readonly exposure: number;
  /** Weight of the stratum in the standard population. */
  readonly standard: number;
  /** Units by number of events, where events are not independent; they add up to the count. */
  readonly frequencies?: readonly EventFrequency[];
}

/** Fewer events than this give no directly standardised rate (Fingertips). */
const minimumEvents = 10;

/**
 * Directly standardised rate with Dobson's limits (Dobson et al. 1991, Statistics in Medicine 10, 457-462; as
 * PHEindicatormethods). Undefined below ten events or where a stratum has no exposure.
 */
export function directRate(strata: readonly Stratum[], multiplier: number, confidence = 0.95): Estimate | undefined {
  const sum = (of: (stratum: Stratum) => number): number => strata.reduce((total, stratum) => total + of(stratum), 0);
  const count = sum((stratum) => stratum.count);
  const standard = sum((stratum) => stratum.standard);
  if (count < minimumEvents || !(standard > 0) || strata.some(({ exposure }) => !(exposure > 0))) return undefined;
  const value = (multiplier * sum(({ count, exposure, standard: weight }) => (weight * count) / exposure)) / standard;
  const variance = sum((stratum) => (stratum.standard / stratum.exposure) ** 2 * eventVariance(stratum)) / standard ** 2;
  const { lower, upper } = byarLimits(count, confidence);
  const scale = multiplier * Math.sqrt(variance / count);
  return { value, lower: value + scale * (lower - count), upper: value + scale * (upper - count) };
}

export interface IndirectStratum {
  readonly exposure: number;
  readonly referenceCount: number;
  readonly referenceExposure: number;
}

export interface IndirectRate {
  readonly expected: number;
  /** Crude rate of the reference population. */
  readonly reference: number;
  /** Observed over expected events. */
  readonly ratio: Estimate;
  /** That ratio times the crude rate of the reference. */
  readonly rate: Estimate;
}

/** Indirectly standardised ratio and rate: exact below ten events, Byar from ten (PHEindicatormethods). Undefined when none are expected. */
export function indirectRate(observed: number, strata: readonly IndirectStratum[], multiplier: number, confidence = 0.95): IndirectRate | undefined {
  const sum = (of: (stratum: IndirectStratum) => number): number => strata.reduce((total, stratum) => total + of(stratum), 0);
  const expected = sum(({ exposure, referenceCount, referenceExposure }) => (exposure * referenceCount) / referenceExposure);
  if (!(expected > 0 && Number.isFinite(expected))) return undefined;
  const reference = (multiplier * sum((stratum) => stratum.referenceCount)) / sum((stratum) => stratum.referenceExposure);
  const { lower, upper } = countLimits(observed, confidence);
  const scaled = (by: number): Estimate => ({ value: (by * observed) / expected, lower: (by * lower) / expected, upper: (by * upper) / expected });
  return { expected, reference, ratio: scaled(1), rate: scaled(reference) };
}

function eventVariance({ count, frequencies }: Stratum): number {
  return frequencies ? repeatSummary(frequencies).variance : count;
}
