/** What is known of a set of records: enough for the rules, the noise and the comparison with other sets; nothing of any single record. */
import { dominanceLevel, percentLevel } from '../../../statistics/sensitivity.js';

export interface RecordSet {
  count: number;
  /** Sum of the record keys, without whole turns of 2^32: the same set, the same key. */
  key: number;
  byOrganisation: number[];
  /** Records that are, as far as known, the first of their family (of their employee) within twelve months: they stand for different persons. */
  families: number;
  employees: number;
  /** Sum of the numbers of a measure. */
  total: number;
}

/** A set as far as it takes to tell it from others. */
export interface Part {
  readonly key: number;
  readonly byOrganisation: readonly number[];
}

export interface Rules {
  readonly minimum: number;
  readonly organisaties: number;
  readonly dominantie: number;
  readonly p: number;
  /** Fewest families, and fewest employees, behind a shown cell. */
  readonly personen: number;
}

export function emptySet(organisations: number): RecordSet {
  return { count: 0, key: 0, byOrganisation: new Array<number>(organisations).fill(0), families: 0, employees: 0, total: 0 };
}

/** The set of all records of sets that have none in common. */
export function together(sets: readonly RecordSet[], organisations: number): RecordSet {
  const all = emptySet(organisations);
  for (const set of sets) {
    all.count += set.count;
    all.key = (all.key + set.key) % 2 ** 32;
    set.byOrganisation.forEach((n, i) => (all.byOrganisation[i] = (all.byOrganisation[i] ?? 0) + n));
    all.families += set.families;
    all.employees += set.employees;
    all.total += set.total;
  }
  return all;
}

export function sameSet(a: Part, b: Part): boolean {
  return a.key === b.key && differences(a.byOrganisation, b.byOrganisation).every((n) => n === 0);
}

export function differences(a: readonly number[], b: readonly number[]): number[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => (a[i] ?? 0) - (b[i] ?? 0));
}

/** Whether contributions of organisations are too few, too much one organisation's, or let one estimate another's. None at all is too few. */
export function tooFew(contributions: readonly number[], { minimum, organisaties, dominantie, p }: Rules): boolean {
  let [count, contributors, first, second] = [0, 0, 0, 0];
  for (const n of contributions) {
    if (n <= 0) continue;
    count += n;
    contributors++;
    if (n > first) [first, second] = [n, first];
    else if (n > second) second = n;
  }
  if (count < minimum || contributors < organisaties) return true;
  return dominanceLevel(count, [first], 1, dominantie) > 0 || percentLevel(count, [first, second], p, 100) > 0;
}
