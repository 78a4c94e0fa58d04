import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shown } from '../../release/cell.js';
import { DisclosureError } from './disclosure-error.js';
import type { Equation, LinkedCell, LinkedTables } from './linked.js';
import { protect } from './protect.js';

const rules = { organisaties: 3, dominantie: 80 };

/** A cell to which four organisations contribute about equally, so that only its value decides. */
function spread(id: string, value: number, more: Partial<LinkedCell> = {}): LinkedCell {
  const contributions = [0, 1, 2, 3].map((i) => ({ unit: `org${i}`, value: Math.floor((value + i) / 4) }));
  return { id, value, contributions, minimum: 3, ...more };
}

/** What is printed, with null for a suppressed cell. */
function printed(tables: LinkedTables): Record<string, number | null> {
  return Object.fromEntries([...protect(tables, { organisaties: 1, dominantie: 100 })].map(([id, cell]) => [id, shown(cell) ?? null]));
}

function row(total: number, ...parts: number[]): LinkedTables {
  const ids = parts.map((_, i) => `part${i}`);
  return { cells: [spread('total', total, { importance: 1 }), ...parts.map((value, i) => spread(ids[i]!, value))], equations: [{ total: 'total', parts: ids }] };
}

describe('one row', () => {
  it('15 = 10 + 3 + 1 + 1: two ones are known to be ones, so the three goes too', () => {
    expect(printed(row(15, 10, 3, 1, 1))).toEqual({ total: 15, part0: 10, part1: null, part2: null, part3: null });
  });

  it('two small cells that add up to the minimum prove each other smaller; so the next goes too', () => {
    expect(printed(row(15, 12, 2, 1))).toEqual({ total: 15, part0: null, part1: null, part2: null });
    expect(printed(row(16, 9, 4, 2, 1))).toEqual({ total: 16, part0: 9, part1: null, part2: null, part3: null });
  });

  it('three singletons alone in a row: nothing but the total is left to suppress', () => {
    expect(printed(row(3, 1, 1, 1))).toEqual({ total: null, part0: null, part1: null, part2: null });
  });

  it('only one cell is not zero: the total repeats it', () => {
    expect(printed(row(2, 2, 0, 0))).toEqual({ total: null, part0: null, part1: 0, part2: 0 });
    expect(printed(row(1, 1, 0, 0))).toEqual({ total: null, part0: null, part1: 0, part2: 0 });
  });

  it('all but one zero, the other large: nothing to protect', () => {
    expect(printed(row(40, 40, 0, 0))).toEqual({ total: 40, part0: 40, part1: 0, part2: 0 });
  });

  it('the cheapest partner goes, zeros never', () => {
    expect(printed(row(62, 2, 0, 20, 40))).toEqual({ total: 62, part0: null, part1: 0, part2: null, part3: 40 });
  });

  it('importance counts before value', () => {
    const tables = row(62, 2, 0, 20, 40);
    const cells = tables.cells.map((cell) => (cell.id === 'part2' ? { ...cell, importance: 1 } : cell));
    expect(printed({ ...tables, cells })).toMatchObject({ part2: 20, part3: null });
  });
});

describe('linked rows', () => {
  it('a shared total suppressed in one table is suppressed in the other', () => {
    const cells = [spread('total', 2), spread('a0', 2), spread('a1', 0), spread('b0', 1), spread('b1', 1)];
    const equations = [{ total: 'total', parts: ['a0', 'a1'] }, { total: 'total', parts: ['b0', 'b1'] }];
    expect(printed({ cells, equations })).toEqual({ total: null, a0: null, a1: 0, b0: null, b1: null });
  });

  it('a hidden difference of two totals is protected when it is sensitive, and only then', () => {
    const tables = (difference: number): LinkedTables => ({
      cells: [spread('all', 100 + difference, { importance: 2 }), spread('some', 100, { importance: 1 }), spread('difference', difference, { hidden: true })],
      equations: [{ total: 'all', parts: ['some', 'difference'] }],
    });
    expect(printed(tables(2))).toEqual({ all: 102, some: null, difference: null });
    expect(printed(tables(30))).toEqual({ all: 130, some: 100, difference: null });
    expect(printed(tables(0))).toEqual({ all: 100, some: 100, difference: null });
  });

  it('a form that covers its whole total is not given away by the total', () => {
    const cells = [spread('total', 2, { minimum: 2, importance: 1 }), spread('form0', 2), spread('form1', 0)];
    const equations: Equation[] = [
      { total: 'total', parts: ['form0', 'form1'], relation: 'atLeast' },
      { total: 'total', parts: ['form0'], relation: 'atMost' },
      { total: 'total', parts: ['form1'], relation: 'atMost' },
    ];
    expect(printed({ cells, equations })).toEqual({ total: null, form0: null, form1: 0 });
  });

  it('refuses when a fact from outside fixes a cell whatever is suppressed', () => {
    const cells = [spread('total', 6, { printed: true }), spread('rest', 4, { printed: true }), spread('small', 2)];
    expect(() => protect({ cells, equations: [{ total: 'total', parts: ['rest', 'small'] }] }, rules)).toThrow(DisclosureError);
  });
});

describe('input', () => {
  it('refuses what cannot be a set of linked tables', () => {
    const good = row(15, 10, 3, 2);
    const broken = (change: (tables: { cells: LinkedCell[]; equations: Equation[] }) => void): (() => unknown) => {
      const copy = { cells: [...good.cells], equations: [...good.equations] };
      change(copy);
      return () => protect(copy, rules);
    };
    expect(broken(({ cells }) => cells.push(cells[0]!))).toThrow('two cells with one id');
    expect(broken(({ cells }) => (cells[1] = { ...cells[1]!, value: 11 }))).toThrow('not the sum of its contributions');
    expect(broken(({ cells }) => (cells[1] = spread('part0', 9)))).toThrow('do not fit');
    expect(broken(({ equations }) => equations.push({ total: 'total', parts: ['nowhere'] }))).toThrow('unknown cell nowhere');
  });

  it('carries the number of cells in a DisclosureError, and nothing of their values', () => {
    expect(new DisclosureError(3)).toMatchObject({ cells: 3, name: 'DisclosureError', message: '3 cells cannot be protected' });
  });

  it('gives the same pattern whatever the order of cells and equations', () => {
    const tables = grid([[12, 3, 1, 40], [5, 2, 30, 9], [1, 60, 2, 8]]);
    const reversed = { cells: [...tables.cells].reverse(), equations: [...tables.equations].reverse() };
    expect(printed(reversed)).toEqual(printed(tables));
  });
});

/** A two-way table with row, column and grand totals. */
function grid(inner: number[][]): LinkedTables {
  const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
  const names = inner[0]!.map((_, c) => c);
  const cells = inner.flatMap((line, r) => line.map((value, c) => spread(`r${r}c${c}`, value)));
  cells.push(...inner.map((line, r) => spread(`r${r}`, sum(line), { importance: 1 })));
  cells.push(...names.map((c) => spread(`c${c}`, sum(inner.map((line) => line[c]!)), { importance: 1 })));
  cells.push(spread('all', sum(inner.flat()), { importance: 2 }));
  return {
    cells,
    equations: [
      ...inner.map((_, r) => ({ total: `r${r}`, parts: names.map((c) => `r${r}c${c}`) })),
      ...names.map((c) => ({ total: `c${c}`, parts: inner.map((_, r) => `r${r}c${c}`) })),
      { total: 'all', parts: inner.map((_, r) => `r${r}`) },
      { total: 'all', parts: names.map((c) => `c${c}`) },
    ],
  };
}

describe('integer enumeration of tiny tables', () => {
  it('leaves every suppressed cell at least two values', () => {
    let checked = 0;
    const small = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 3 }) }, { weight: 1, arbitrary: fc.integer({ min: 4, max: 6 }) });
    const tables = fc.tuple(fc.integer({ min: 2, max: 3 }), fc.integer({ min: 2, max: 3 })).chain(([rows, columns]) => fc.array(fc.array(small, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }));
    fc.assert(
      fc.property(tables, (inner) => {
        const tables = grid(inner);
        const known = printed(tables);
        const values = enumerate(inner, known);
        for (const [id, value] of Object.entries(known)) {
          if (value !== null) continue;
          checked++;
          expect(values.get(id)!.size, `${id} in ${JSON.stringify(inner)}`).toBeGreaterThan(1);
        }
      }),
      { numRuns: 300, seed: 7 },
    );
    expect(checked).toBeGreaterThan(1000);
  });
});

/** All values each cell takes in the tables of positive integers that agree with what is printed (inner cells up to 12). */
function enumerate(inner: number[][], known: Record<string, number | null>): Map<string, Set<number>> {
  const rows = inner.length;
  const columns = inner[0]!.length;
  const found = new Map(Object.keys(known).map((id) => [id, new Set<number>()]));
  const table = inner.map((line) => line.map(() => 0));
  const agrees = (id: string, value: number): boolean => (known[id] === null ? value >= 1 : known[id] === value);
  const visit = (at: number): void => {
    const [r, c] = [Math.floor(at / columns), at % columns];
    if (c === 0 && r > 0 && !agrees(`r${r - 1}`, rowSum(table, r - 1))) return;
    if (at === rows * columns) {
      const all = table.flat().reduce((a, b) => a + b, 0);
      if (!agrees('all', all)) return;
      for (let column = 0; column < columns; column++) if (!agrees(`c${column}`, columnSum(table, column))) return;
      for (const id of found.keys()) found.get(id)!.add(valueOf(table, id, all));
      return;
    }
    const fixed = known[`r${r}c${c}`];
    for (let value = fixed ?? 1; value <= (fixed ?? Math.min(12, inner[r]![c]! + 3)); value++) {
      table[r]![c] = value;
      visit(at + 1);
    }
  };
  visit(0);
  return found;
}

function rowSum(table: number[][], r: number): number {
  return table[r]!.reduce((a, b) => a + b, 0);
}

function columnSum(table: number[][], c: number): number {
  return table.reduce((sum, line) => sum + line[c]!, 0);
}

function valueOf(table: number[][], id: string, all: number): number {
  const [, r, c] = /^(?:r(\d+))?(?:c(\d+))?/.exec(id)!;
  if (r !== undefined && c !== undefined) return table[Number(r)]![Number(c)]!;
  return r !== undefined ? rowSum(table, Number(r)) : c !== undefined ? columnSum(table, Number(c)) : all;
}

describe('size', () => {
  it('protects 4,913 cells in 4,335 equations', () => {
    const tables = large();
    expect(tables.cells.length).toBe(17 ** 3);
    expect(tables.equations.length).toBe(4335);
    const safe = protect(tables, { organisaties: 1, dominantie: 100 });
    expect([...safe.values()].filter((cell) => 'suppressed' in cell).length).toBeGreaterThan(500);
  });
});

/** Three dimensions of 12 codes in 4 groups with all margins, as skewed as counts of incidents are. */
function large(): LinkedTables {
  const values = new Map<string, number>();
  let state = 12_345;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const above = (code: number): string[] => [`${code}`, `g${Math.floor(code / 3)}`, '*'];
  for (let at = 0; at < 12 ** 3; at++) {
    const value = Math.floor(60 * random() ** 3);
    const [a, b, c] = [at % 12, Math.floor(at / 12) % 12, Math.floor(at / 144)] as const;
    for (const x of above(a)) for (const y of above(b)) for (const z of above(c)) values.set(`${x},${y},${z}`, (values.get(`${x},${y},${z}`) ?? 0) + value);
  }
  const below = (code: string): string[] =>
    code === '*' ? ['g0', 'g1', 'g2', 'g3'] : code.startsWith('g') ? [0, 1, 2].map((i) => String(3 * Number(code.slice(1)) + i)) : [];
  const equations: Equation[] = [];
  for (const id of values.keys()) {
    const codes = id.split(',');
    codes.forEach((code, d) => {
      if (below(code).length > 0) equations.push({ total: id, parts: below(code).map((part) => codes.with(d, part).join(',')) });
    });
  }
  return { cells: [...values].map(([id, value]) => spread(id, value)), equations };
}
