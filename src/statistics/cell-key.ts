/** Perturbation by cell keys: the same records always get the same noise, in every table. */
import type { PtableEntry } from './ptable.js';

/** Record keys are whole numbers below this. */
export const keys = 100_000_000;

/** The key of a cell: the sum of the keys of its records, without whole turns. */
export function cellKey(recordKeys: Iterable<number>): number {
  let sum = 0;
  for (const key of recordKeys) sum = (sum + key) % keys;
  return sum;
}

/** The count with the noise that its key draws from the table; zero stays zero. */
export function perturbed(count: number, key: number, table: readonly (readonly PtableEntry[])[]): number {
  const row = table[Math.min(count, table.length - 1)]!;
  const entry = row.find(({ upTo }) => key < Math.round(upTo * keys)) ?? row.at(-1)!;
  return count + entry.noise;
}
