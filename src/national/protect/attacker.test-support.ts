/** An attacker of its own making: linear programs over what is printed, and whole numbers gone through one by one. */
import loadHighs, { type LegacyHighs } from 'highs';
import type { Bounds, Equation } from './linked.js';

export type Knowledge = ReadonlyMap<string, Bounds>;

const highs = await (loadHighs as unknown as () => Promise<LegacyHighs>)();

/** The smallest and the largest value that a cell can have. */
export function reach(known: Knowledge, equations: readonly Equation[], target: string): Bounds {
  const names = new Map([...known.keys()].map((id, i) => [id, `x${i}`]));
  const rows = equations.map(({ total, parts, minus = [], relation = 'equal' }, i) => {
    const terms = [...parts.map((id) => `+ ${names.get(id)}`), ...[total, ...minus].map((id) => `- ${names.get(id)}`)];
    return ` r${i}: ${terms.join(' ')} ${relation === 'equal' ? '=' : relation === 'atMost' ? '<=' : '>='} 0`;
  });
  const bounds = [...known].map(([id, { low, high }]) => ` ${low} <= ${names.get(id)} <= ${Math.min(high, 1e6)}`);
  const solved = (sense: string): number => {
    const solution = highs.solve([sense, ` goal: ${names.get(target)}`, 'Subject To', ...rows, 'Bounds', ...bounds, 'End'].join('\n'));
    if (solution.Status !== 'Optimal') throw new Error(`attacker: ${solution.Status}`);
    return solution.ObjectiveValue;
  };
  return { low: solved('Minimize'), high: solved('Maximize') };
}

/** Whether whole numbers within what is known, that fit every equation, give the cell that value. */
export function isPossible(known: Knowledge, equations: readonly Equation[], target: string, value: number): boolean {
  const ids = [...known.keys()];
  const index = new Map(ids.map((id, i) => [id, i]));
  const low = Float64Array.from(ids, (id) => known.get(id)!.low);
  const high = Float64Array.from(ids, (id) => known.get(id)!.high);
  if (value < low[index.get(target)!]! || value > high[index.get(target)!]!) return false;
  low[index.get(target)!] = high[index.get(target)!] = value;
  const rows = equations.map(({ total, parts, minus = [] }) => [...parts.map((id) => [index.get(id)!, 1] as const), ...[total, ...minus].map((id) => [index.get(id)!, -1] as const)]);
  return searched(rows, low, high);
}

type Rows = readonly (readonly (readonly [number, number])[])[];

function searched(rows: Rows, low: Float64Array, high: Float64Array): boolean {
  if (!narrowed(rows, low, high)) return false;
  let at = -1;
  for (let i = 0; i < low.length; i++) if (low[i]! < high[i]! && (at < 0 || high[i]! - low[i]! < high[at]! - low[at]!)) at = i;
  if (at < 0) return true;
  for (let value = low[at]!; value <= high[at]!; value++) {
    const [below, above] = [low.slice(), high.slice()];
    below[at] = above[at] = value;
    if (searched(rows, below, above)) return true;
  }
  return false;
}

/** Bounds that follow from each row and the bounds of its other cells; false when none are left. */
function narrowed(rows: Rows, low: Float64Array, high: Float64Array): boolean {
  for (let again = true; again; ) {
    again = false;
    for (const row of rows) {
      for (const [cell, sign] of row) {
        let [least, most] = [0, 0];
        for (const [other, factor] of row) {
          if (other === cell) continue;
          least += factor > 0 ? low[other]! : -high[other]!;
          most += factor > 0 ? high[other]! : -low[other]!;
        }
        const [from, to] = sign > 0 ? [-most, -least] : [least, most];
        if (from > low[cell]!) [low[cell], again] = [from, true];
        if (to < high[cell]!) [high[cell], again] = [to, true];
        if (low[cell]! > high[cell]!) return false;
      }
    }
  }
  return true;
}
