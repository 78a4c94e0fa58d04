/** Whether a printed figure may be revised: the difference from what was printed before is a figure too. */
import type { Contribution, LinkedCell, ProtectionRules } from './protect/linked.js';
import { needOf } from './protect/primary.js';

export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/**
 * Whether readers may see a count go from one printed form to another. It is so when enough records of enough organisations
 * came or went, or when what was printed leaves the difference open as far as the rules ask of a withheld count.
 * @param before what each organisation contributed when the count was last printed
 */
export function changeIsSafe(cell: Pick<LinkedCell, 'id' | 'minimum'> & { readonly contributions: readonly Contribution[] }, before: readonly Contribution[], printed: { readonly then: Bounds; readonly now: Bounds }, rules: ProtectionRules): boolean {
  const net = new Map<string, number>();
  for (const { unit, value } of cell.contributions) net.set(unit, value);
  for (const { unit, value } of before) net.set(unit, (net.get(unit) ?? 0) - value);
  const changes = [...net.values()].filter((value) => value !== 0);
  const contributions = [...net].filter(([, value]) => value !== 0).map(([unit, value]) => ({ unit, value: Math.abs(value) }));
  const value = contributions.reduce((sum, one) => sum + one.value, 0);
  const need = needOf({ id: cell.id, value, contributions, minimum: cell.minimum }, rules);
  if (!need) return true;
  // some came and others went: how many cannot be told from their difference, but no rule says how closely they may be placed
  if (changes.some((one) => one > 0) && changes.some((one) => one < 0)) return false;
  const { then, now } = printed;
  const [low, high] = changes[0]! > 0 ? [now.low - then.high, now.high - then.low] : [then.low - now.high, then.high - now.low];
  return high >= value + need.up && low <= value - need.down && high - low >= need.width;
}
