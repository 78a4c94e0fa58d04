import { describe, expect, it } from 'vitest';
import { audit } from './audit.js';
import { loadOptimiser } from './highs.js';
import type { Equation, LinkedCell, LinkedTables } from './linked.js';
import { protection } from './protect.js';
import { buildSystem } from './system.js';

const solve = await loadOptimiser();
const rules = { organisaties: 0, dominantie: 100 };

/** A two-way table with all totals, every cell by two organisations. */
function grid(inner: readonly (readonly number[])[]): LinkedTables {
  const rows = inner.map((_, r) => r);
  const columns = inner[0]!.map((_, c) => c);
  const at = (r: number | '*', c: number | '*'): string => `${r}|${c}`;
  const value = (r: number | '*', c: number | '*'): number => rows.reduce((sum, row) => sum + columns.reduce((part, column) => part + ((r === '*' || r === row) && (c === '*' || c === column) ? inner[row]![column]! : 0), 0), 0);
  const cells = [...rows, '*' as const].flatMap((r) => [...columns, '*' as const].map((c): LinkedCell => ({ id: at(r, c), value: value(r, c), minimum: 5 })));
  const equations = [
    ...[...rows, '*' as const].map((r): Equation => ({ total: at(r, '*'), parts: columns.map((c) => at(r, c)) })),
    ...columns.map((c): Equation => ({ total: at('*', c), parts: rows.map((r) => at(r, c)) })),
  ];
  return { cells, equations };
}

describe('the optimiser inside protect', () => {
  it.each([
    [1, grid([[5, 1, 9, 30, 7], [2, 14, 3, 8, 22], [11, 6, 2, 17, 3], [4, 9, 12, 1, 40]])],
    [5, grid([[20, 1, 0], [30, 21, 40], [7, 0, 9], [2, 35, 0]])],
  ])('costs no more than the search from place to place, proves a bound, and is as safe; rounded to %i', (rounding, table) => {
    const asked = { ...rules, rounding };
    const system = buildSystem(table, asked);
    const plain = protection(table, asked);
    const best = protection(table, asked, { optimiser: solve });
    const withheld = (of: typeof best): Uint8Array => Uint8Array.from(system.cells, ({ id }) => Number('suppressed' in of.cells.get(id)!));
    const price = (list: Uint8Array): number => list.reduce((sum, one, i) => sum + (one && !system.needs[i] ? 1 + Math.log10(1 + system.value[i]!) : 0), 0);
    expect(price(withheld(best))).toBeLessThanOrEqual(price(withheld(plain)) + 1e-9);
    expect(best.proved!.cost).toBeCloseTo(price(withheld(best)), 6);
    expect(best.proved!.bound).toBeLessThanOrEqual(best.proved!.cost + 1e-9);
    expect(best.proved!.bound).toBeGreaterThan(0.8 * best.proved!.cost);
    expect(best.proved!.cost).toBeGreaterThan(0);
    expect(audit(system, withheld(best))).toMatchObject({ recoverable: 0, tooNarrow: 0 });
    expect(protection(table, asked, { optimiser: solve })).toEqual(best);
    expect(plain.proved).toBeUndefined();
  });

  it('is left out of systems that are too large, whatever the clock says', () => {
    const large = grid(Array.from({ length: 45 }, (_, r) => Array.from({ length: 45 }, (_, c) => (r === c && r < 3 ? 2 : 50 + r + c))));
    expect(large.cells.length).toBeGreaterThan(2000);
    expect(protection(large, rules, { optimiser: solve }).proved).toBeUndefined();
  });
});
