import fc from 'fast-check';
import loadHighs, { type LegacyHighs } from 'highs';
import { describe, expect, it } from 'vitest';
import { shown } from '../../release/cell.js';
import { recoverable, type Solve, type Statement } from './attack.js';
import type { Contribution, Equation, LinkedCell, LinkedTables } from './linked.js';
import { isSensitive } from './primary.js';
import { protect } from './protect.js';

// the package declares CommonJS types beside an ES module
const highs = await (loadHighs as unknown as () => Promise<LegacyHighs>)();
const solve: Solve = (problem) => {
  const solution = highs.solve(problem);
  if (solution.Status !== 'Optimal') return undefined;
  return new Map(Object.entries(solution.Columns).map(([name, column]) => [name, (column as { Primal: number }).Primal]));
};

const rules = { organisaties: 3, dominantie: 80 };

/** A year of months × organisations × two additive dimensions and one multi-response one, as a monitor would publish it. */
interface Sector {
  months: number;
  first: number;
  second: number;
  forms: number;
  /** month, organisation, code of the first, of the second dimension, form, further form (or the same) */
  incidents: [number, number, number, number, number, number][];
}

const sectors = fc
  .record({ months: fc.integer({ min: 2, max: 5 }), first: fc.integer({ min: 2, max: 5 }), second: fc.integer({ min: 2, max: 4 }), forms: fc.integer({ min: 2, max: 4 }), size: fc.integer({ min: 5, max: 400 }) })
  .chain(({ size, ...shape }) => {
    const skewed = (count: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: count * count - 1 }).map((n) => count - 1 - Math.floor(Math.sqrt(n)));
    const incident = fc.tuple(fc.nat(shape.months - 1), skewed(6), skewed(shape.first), skewed(shape.second), skewed(shape.forms), skewed(shape.forms));
    return fc.record({ months: fc.constant(shape.months), first: fc.constant(shape.first), second: fc.constant(shape.second), forms: fc.constant(shape.forms), incidents: fc.array(incident, { minLength: size, maxLength: size, size: 'max' }) });
  });

function linkedTables(sector: Sector): LinkedTables {
  const counts = new Map<string, Map<string, number>>();
  const count = (id: string, unit: string): void => {
    const cell = counts.get(id)!;
    cell.set(unit, (cell.get(unit) ?? 0) + 1);
  };
  const periods = [...Array(sector.months).keys(), 'year'];
  const codes = { a: sector.first, b: sector.second, f: sector.forms };
  for (const period of periods) {
    counts.set(`total/${period}`, new Map());
    for (const [dimension, n] of Object.entries(codes)) for (let code = 0; code < n; code++) counts.set(`${dimension}${code}/${period}`, new Map());
  }
  for (const [month, organisation, first, second, form, other] of sector.incidents) {
    for (const period of [month, 'year']) {
      for (const cell of new Set(['total', `a${first}`, `b${second}`, `f${form}`, `f${other}`])) count(`${cell}/${period}`, `org${organisation}`);
    }
  }
  const cells: LinkedCell[] = [...counts].map(([id, units]) => {
    const contributions: Contribution[] = [...units].map(([unit, value]) => ({ unit, value }));
    return { id, value: contributions.reduce((sum, one) => sum + one.value, 0), contributions, minimum: id.startsWith('total') ? 5 : 10, importance: id.startsWith('total') ? 2 : id.endsWith('year') ? 1 : 0 };
  });
  const equations: Equation[] = [];
  for (const period of periods) {
    for (const dimension of ['a', 'b'] as const) equations.push({ total: `total/${period}`, parts: [...Array(codes[dimension]).keys()].map((code) => `${dimension}${code}/${period}`) });
    const forms = [...Array(codes.f).keys()].map((code) => `f${code}/${period}`);
    equations.push({ total: `total/${period}`, parts: forms, relation: 'atLeast' });
    for (const form of forms) equations.push({ total: `total/${period}`, parts: [form], relation: 'atMost' });
  }
  for (const id of counts.keys()) if (id.endsWith('/year')) equations.push({ total: id, parts: [...Array(sector.months).keys()].map((month) => id.replace('year', String(month))) });
  return { cells, equations };
}

/** The attacker's own reading of the tables, from nothing but the names of the printed and withheld cells. */
function statementsFrom(ids: readonly string[]): Statement[] {
  const split = ids.map((id) => ({ id, row: id.split('/')[0]!, period: id.split('/')[1]! }));
  const statements: Statement[] = [];
  for (const { id, row, period } of split) {
    if (period === 'year') statements.push({ total: id, parts: split.filter((other) => other.row === row && other.period !== 'year').map((other) => other.id), relation: '=' });
    if (row !== 'total') {
      if (row.startsWith('f')) statements.push({ total: `total/${period}`, parts: [id], relation: '<=' });
      continue;
    }
    for (const dimension of ['a', 'b', 'f']) {
      const parts = split.filter((other) => other.period === period && other.row.startsWith(dimension)).map((other) => other.id);
      statements.push({ total: id, parts, relation: dimension === 'f' ? '>=' : '=' });
    }
  }
  return statements;
}

function attack(tables: LinkedTables, isShown: (cell: LinkedCell) => boolean): string[] {
  const ids = tables.cells.map((cell) => cell.id);
  const printed = new Map(tables.cells.filter(isShown).map((cell) => [cell.id, cell.value]));
  return recoverable(printed, ids.filter((id) => !printed.has(id)), statementsFrom(ids), solve);
}

describe('attack by linear programs', () => {
  it('finds nothing in protected random sectors', () => {
    let withheld = 0;
    fc.assert(
      fc.property(sectors, (sector) => {
        const tables = linkedTables(sector);
        const safe = protect(tables, rules);
        for (const cell of tables.cells) {
          const value = shown(safe.get(cell.id)!);
          if (value === undefined) withheld++;
          else expect(value === cell.value && !isSensitive(cell, rules), cell.id).toBe(true);
        }
        expect(attack(tables, (cell) => shown(safe.get(cell.id)!) !== undefined)).toEqual([]);
      }),
      { numRuns: 150, seed: 20240613 },
    );
    expect(withheld).toBeGreaterThan(1000);
  });

  it('finds recoverable cells when complementary suppression is switched off', () => {
    let broken = 0;
    fc.assert(
      fc.property(sectors, (sector) => {
        const tables = linkedTables(sector);
        if (attack(tables, (cell) => !isSensitive(cell, rules)).length > 0) broken++;
      }),
      { numRuns: 40, seed: 20240613 },
    );
    expect(broken).toBeGreaterThan(20);
  });
});
