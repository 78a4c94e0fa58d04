/**
 * By how much a cell falls short of a rule on its contributions, largest first. Integers only, as in the Handbook on Statistical
 * Disclosure Control, table "Upper protection levels".
 */
/** (n,k): unsafe when the n largest exceed k percent; by how much the cell must be able to rise. 0 when safe. */
export function dominanceLevel(value: number, largest: readonly number[], n: number, k: number): number {
  let sum = 0;
  for (let i = 0; i < n && i < largest.length; i++) sum += largest[i]!;
  return 100 * sum > k * value ? Math.ceil((100 * sum - k * value) / k) : 0;
}

/** p % (with q = 100) and prior/posterior: unsafe when the rest beside the two largest is less than p/q of the largest. 0 when safe. */
export function percentLevel(value: number, largest: readonly number[], p: number, q: number): number {
  const [first = 0, second = 0] = largest;
  const short = p * first - q * (value - first - second);
  return short > 0 ? Math.ceil(short / q) : 0;
}
