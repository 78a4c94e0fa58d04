/** One protection at a time is switched off, by what is handed to the engine; an attack on the result must then succeed. */
import { expect, test } from 'vitest';
import { isPossible, type Knowledge } from './attacker.test-support.js';
import type { Bounds, Contribution, Equation, LinkedCell, LinkedTables, Need } from './linked.js';
import { knownByUnit } from './prover.js';
import { boundsOf } from './rounding.js';
import { suppressedCells } from './secondary.js';
import { buildSystem, type System } from './system.js';

const rules = { organisaties: 0, dominantie: 100, lowest: 1 } as const;
const cell = (id: string, value: number, more: Partial<LinkedCell> = {}): LinkedCell => ({ id, value, minimum: 5, ...more });
const own = (...values: number[]): Contribution[] => values.map((value, i) => ({ unit: `o${i}`, value })).filter(({ value }) => value > 0);

/** What one protection is for: tables on which it matters, how to go without it, and what the attacker knows beside the tables. */
interface Protection {
  readonly tables: LinkedTables;
  readonly rounding?: 5;
  readonly insiders?: true;
  readonly without: (tables: LinkedTables, system: System) => { system?: System; tables?: LinkedTables; insiders?: false; printed?: (cell: LinkedCell) => Bounds };
  /** The unit that attacks, if not an outsider. */
  readonly unit?: string;
}

const row: LinkedTables = {
  cells: [cell('total', 62, { importance: 1 }), cell('a', 2), cell('b', 1), cell('c', 9), cell('d', 50)],
  equations: [{ total: 'total', parts: ['a', 'b', 'c', 'd'] }],
};
const twoTables: LinkedTables = {
  cells: [cell('total', 60, { importance: 1 }), cell('a', 2), cell('b', 18), cell('c', 40), cell('x', 42), cell('y', 18)],
  equations: [{ total: 'total', parts: ['a', 'b', 'c'] }, { total: 'total', parts: ['x', 'y'] }, { total: 'x', parts: ['a', 'c'] }],
};
const late: LinkedTables = {
  cells: [cell('new', 43), cell('old', 40, { printed: true }), cell('late', 3, { hidden: true })],
  equations: [{ total: 'new', parts: ['old', 'late'] }],
};
const singletons: LinkedTables = {
  cells: [
    cell('total', 36, { importance: 1, contributions: own(14, 13, 9) }),
    cell('a', 3, { contributions: own(3) }),
    cell('b', 3, { contributions: own(0, 3) }),
    cell('c', 10, { contributions: own(4, 3, 3) }),
    cell('d', 20, { contributions: own(7, 7, 6) }),
  ],
  equations: [{ total: 'total', parts: ['a', 'b', 'c', 'd'] }],
};
const roundedRow: LinkedTables = { cells: [cell('total', 9, { importance: 1 }), cell('a', 3), cell('b', 6)], equations: [{ total: 'total', parts: ['a', 'b'] }] };

const needs = (system: System, change: (need: Need) => Need): System => ({ ...system, needs: system.needs.map((need) => need && change(need)) });

const protections: Record<string, Protection> = {
  'secondary suppression': { tables: row, without: (_, system) => ({ system: needs(system, () => ({ up: 0, down: 0, width: 0 })) }) },
  'the interval step': { tables: row, without: (_, system) => ({ system: needs(system, () => ({ up: 0, down: 0, width: 1 })) }) },
  'cells that tables share': { tables: twoTables, without: (tables) => ({ tables: { ...tables, equations: tables.equations.slice(0, 2) } }) },
  'earlier releases': { tables: late, without: (tables) => ({ tables: { cells: tables.cells.filter(({ id }) => id === 'new'), equations: [] } }) },
  'insiders': { tables: singletons, insiders: true, unit: 'o0', without: () => ({ insiders: false }) },
  'rounding of a total': { tables: roundedRow, rounding: 5, without: () => ({ printed: (one) => (one.id === 'total' ? { low: one.value, high: one.value } : boundsOf(one, 5)) }) },
};

/** The sensitive cells that an attacker can prove to be below their minimum, or place exactly, going through whole numbers. */
function exposed({ tables, rounding = undefined, unit }: Protection, isShown: (id: string) => boolean, printed: (cell: LinkedCell) => Bounds): string[] {
  const share = (one: LinkedCell): number => one.contributions?.find((given) => given.unit === unit)?.value ?? 0;
  const known: Knowledge = new Map(
    tables.cells.map((one): [string, Bounds] => {
      if (share(one) === one.value) return [one.id, { low: one.value, high: one.value }];
      const bounds = one.printed ? { low: one.value, high: one.value } : isShown(one.id) ? printed(one) : { low: 1, high: 70 };
      return [one.id, { low: Math.max(bounds.low, share(one)), high: bounds.high }];
    }),
  );
  const equations: readonly Equation[] = tables.equations;
  const system = buildSystem(tables, { ...rules, rounding });
  return system.cells.flatMap((one, i) => {
    const need = system.needs[i];
    if (!need || share(one) === one.value) return [];
    const reachable = [...Array(70).keys()].filter((value) => isPossible(known, equations, one.id, value));
    return Math.max(...reachable) < one.value + need.up || reachable.length <= need.width ? [one.id] : [];
  });
}

test.each(Object.keys(protections))('without %s an attack succeeds, and with it none does', (name) => {
  const one = protections[name]!;
  const asked = { ...rules, rounding: one.rounding };
  const full = buildSystem(one.tables, asked);
  const attacked = (system: System, insiders: boolean, printed = (shown: LinkedCell) => boundsOf(shown, one.rounding ?? 1)): string[] => {
    const { unknown } = suppressedCells(system, insiders ? knownByUnit(system) : new Map());
    const shown = new Set(system.cells.filter((_, i) => !unknown[i]).map(({ id }) => id));
    return exposed(one, (id) => shown.has(id), printed);
  };
  expect(attacked(full, one.insiders ?? false)).toEqual([]);
  const { system, tables, insiders, printed } = one.without(one.tables, full);
  expect(attacked(system ?? (tables ? buildSystem(tables, asked) : full), insiders ?? one.insiders ?? false, printed).length).toBeGreaterThan(0);
});
