import type { Inspection, ReadPlan } from './raw.js';

/** The plan in terms of positions: which columns of the union of headers are kept, scanned, hashed. Positions from 0. */
export interface Columns {
  width: number;
  keep: number[];
  text: number[];
  keys: number[];
  /** For rijhash2: all columns but the key and what the plan ignores. */
  content: number[];
}

/** Places the headers of a plan in the file. The caller has checked that they are there. */
export function placeColumns(inspection: Inspection, plan: ReadPlan): Columns {
  const place = new Map(inspection.headers.map((header, i) => [header, i]));
  const find = (headers: readonly string[]): number[] =>
    headers.map((header) => {
      const index = place.get(header);
      if (index === undefined) throw new Error('the plan asks for a column that the file does not have');
      return index;
    });
  const keys = find(plan.keyColumns);
  const ignored = new Set([...keys, ...plan.ignoreInDuplicate.flatMap((header) => place.get(header) ?? [])]);
  return {
    width: inspection.headers.length,
    keep: find(plan.keep),
    text: find(plan.text),
    keys,
    content: inspection.headers.flatMap((_, i) => (ignored.has(i) ? [] : [i])),
  };
}
