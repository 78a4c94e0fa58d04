/**
 * Small-count rounding (Langsrud and Heldal 2018): the innermost counts behind small published ones become 0 or the base, so
 * that published totals change least. Everything stays additive, in all tables alike.
 */
import type { LinkedTables } from './linked.js';

/** Rounded values by id; tables must hold equations only. */
export function roundSmallCounts(tables: LinkedTables, base: number): Map<string, number> {
  if (tables.equations.some(({ relation = 'equal' }) => relation !== 'equal')) throw new Error('protect: small-count rounding needs equations');
  const value = new Map(tables.cells.map((cell) => [cell.id, cell.value]));
  const parts = new Map<string, readonly string[]>();
  for (const equation of tables.equations) if (!parts.has(equation.total)) parts.set(equation.total, equation.parts);
  const ids = [...value.keys()].sort();
  const within = new Map<string, readonly string[]>();
  const inner = (id: string): readonly string[] => {
    const known = within.get(id);
    if (known) return known;
    const found = parts.has(id) ? [...new Set(parts.get(id)!.flatMap(inner))] : [id];
    within.set(id, found);
    return found;
  };
  const small = ids.filter((id) => value.get(id)! > 0 && value.get(id)! < base);
  const atStake = [...new Set(small.flatMap(inner))].filter((id) => value.get(id)! > 0).sort();
  const stake = new Set(atStake);

  const above = new Map<string, string[]>(atStake.map((id) => [id, []]));
  const short = new Map<string, number>();
  for (const id of ids) {
    const members = inner(id).filter((one) => stake.has(one));
    if (members.length === 0) continue;
    short.set(id, members.reduce((sum, one) => sum + value.get(one)!, 0));
    for (const one of members) above.get(one)!.push(id);
  }
  // what setting one more inner count to the base takes off the sum of squared differences
  const gain = (id: string): number => above.get(id)!.reduce((sum, one) => sum + 2 * base * short.get(one)! - base * base, 0);
  const chosen = new Set<string>();
  const wanted = Math.round(atStake.reduce((sum, id) => sum + value.get(id)!, 0) / base);
  while (chosen.size < wanted) {
    let best: string | undefined;
    let bestGain = Number.NEGATIVE_INFINITY;
    for (const id of atStake) {
      if (chosen.has(id)) continue;
      const one = gain(id);
      if (one > bestGain) [best, bestGain] = [id, one];
    }
    if (best === undefined) break;
    chosen.add(best);
    for (const id of above.get(best)!) short.set(id, short.get(id)! - base);
  }
  const rounded = (id: string): number => inner(id).reduce((sum, one) => sum + (stake.has(one) ? (chosen.has(one) ? base : 0) : value.get(one)!), 0);
  return new Map(ids.map((id) => [id, rounded(id)]));
}
