import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shown } from '../../release/cell.js';
import { isPossible, reach } from './attacker.test-support.js';
import type { Bounds, Equation, LinkedCell, LinkedTables } from './linked.js';
import { isSensitive } from './primary.js';
import { protect } from './protect.js';
import { boundsOf } from './rounding.js';

const rules = { organisaties: 0, dominantie: 100 };

/** Counts by kind and place with all totals, and a second table of the same total by another property. */
function linked(inner: readonly (readonly number[])[], share: number, second: boolean): LinkedTables {
  const cell = (id: string, value: number): LinkedCell => ({ id, value, minimum: 4 });
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  const rows = inner.map((_, r) => r);
  const columns = inner[0]!.map((_, c) => c);
  const all = sum(inner.flat());
  const cells = [...inner.flatMap((line, r) => line.map((value, c) => cell(`${r}|${c}`, value))), ...rows.map((r) => cell(`${r}|*`, sum(inner[r]!))), ...columns.map((c) => cell(`*|${c}`, sum(inner.map((line) => line[c]!)))), cell('*', all)];
  const equations: Equation[] = [...rows.map((r) => ({ total: `${r}|*`, parts: columns.map((c) => `${r}|${c}`) })), ...columns.map((c) => ({ total: `*|${c}`, parts: rows.map((r) => `${r}|${c}`) })), { total: '*', parts: rows.map((r) => `${r}|*`) }, { total: '*', parts: columns.map((c) => `*|${c}`) }];
  if (!second) return { cells, equations };
  const part = Math.min(share, all);
  return { cells: [...cells, cell('yes', part), cell('no', all - part)], equations: [...equations, { total: '*', parts: ['yes', 'no'] }] };
}

function knowledge(tables: LinkedTables, safe: ReturnType<typeof protect>, rounding: number, most: number): Map<string, Bounds> {
  return new Map(tables.cells.map((one): [string, Bounds] => [one.id, shown(safe.get(one.id)!) === undefined ? { low: 1, high: most } : boundsOf(one, rounding)]));
}

const count = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 4 }) }, { weight: 2, arbitrary: fc.integer({ min: 4, max: 15 }) });
const inner = fc.tuple(fc.integer({ min: 2, max: 3 }), fc.integer({ min: 2, max: 3 })).chain(([r, c]) => fc.array(fc.array(count, { minLength: c, maxLength: c }), { minLength: r, maxLength: r }));

describe.each([1, 5])('random linked tables rounded to %i', (rounding) => {
  it('let nobody prove a small cell small, by linear programs or by whole numbers', () => {
    let checked = 0;
    fc.assert(
      fc.property(inner, fc.nat(6), (values, share) => {
        const tables = linked(values, share, true);
        const safe = protect(tables, { ...rules, rounding });
        const known = knowledge(tables, safe, rounding, 200);
        for (const one of tables.cells.filter((cell) => isSensitive(cell, rules))) {
          checked++;
          const { low, high } = reach(known, tables.equations, one.id);
          expect(high >= 4 - 1e-6 && high - low > 1, `${one.id} of ${JSON.stringify(values)}, ${share}: ${low} to ${high}`).toBe(true);
          expect([4, 5, 6, 7].some((value) => isPossible(known, tables.equations, one.id, value)), `${one.id} of ${JSON.stringify(values)}, ${share}`).toBe(true);
        }
      }),
      { numRuns: 40, seed: 3 },
    );
    expect(checked).toBeGreaterThan(80);
  });

  it('stay safe when a table is added, also for who sees only the first', () => {
    fc.assert(
      fc.property(inner, fc.nat(6), (values, share) => {
        const first = linked(values, share, false);
        const safe = protect(linked(values, share, true), { ...rules, rounding });
        const known = knowledge(first, safe, rounding, 200);
        for (const one of first.cells.filter((cell) => isSensitive(cell, rules))) expect(reach(known, first.equations, one.id).high).toBeGreaterThan(4 - 1e-6);
      }),
      { numRuns: 20, seed: 5 },
    );
  });
});
