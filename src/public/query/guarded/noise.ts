/** The noise of figures: drawn from the keys of the records alone, so that the same set of records has the same noise in every question. */
import { createHmac } from 'node:crypto';
import { keys as scale, perturbed } from '../../../statistics/cell-key.js';
import { ptable, type PtableEntry, type PtableRules } from '../../../statistics/ptable.js';
import type { Measure } from './dimensions.js';
import type { RecordSet } from './record-set.js';

/** Thresholds move by less than this, differently for every set, so that the edge itself tells nothing. */
export const wobble = 3;

export interface Noise {
  count(set: RecordSet): number;
  sum(set: RecordSet, measure: Measure): number;
  /** An average with noise of its own in sum and number, so that it is no quotient of other answers. */
  mean(set: RecordSet, measure: Measure): number;
  /** The number of records under that average. */
  known(set: RecordSet, measure: Measure): number;
  /** What is added to the smallest number for this set. */
  above(set: Pick<RecordSet, 'key'>): number;
  /** Bound that the noise of a count keeps in at least 95 of 100 sets. */
  readonly margin: number;
}

/** The noise that a secret and the rules of a perturbation table give. */
export function noiseOf(secret: Uint8Array, rules: PtableRules): Noise {
  const table = ptable(rules);
  const draw = (use: string, { key }: Pick<RecordSet, 'key'>): number => createHmac('sha256', secret).update(`${use} ${key}`).digest().readUInt32BE(0) / 2 ** 32;
  const added = (use: string, set: RecordSet): number => perturbed(set.count, Math.floor(draw(use, set) * scale), table) - set.count;
  const total = (use: string, set: RecordSet, { column, numbers }: Measure): number => Math.max(0, set.total + added(`${use} ${column}`, set) * Math.max(...numbers.values()));
  const known: Noise['known'] = (set, { column }) => Math.max(1, set.count + added(`bekend ${column}`, set));
  return {
    count: (set) => set.count + added('aantal', set),
    sum: (set, measure) => total('som', set, measure),
    mean: (set, measure) => total('gemiddeld', set, measure) / known(set, measure),
    known,
    above: (set) => Math.floor(draw('drempel', set) * wobble),
    margin: bound(table.at(-1)!),
  };
}

function bound(row: readonly PtableEntry[]): number {
  for (let size = 1; ; size++) if (row.reduce((sum, { noise, probability }) => sum + (Math.abs(noise) <= size ? probability : 0), 0) >= 0.95) return size;
}
