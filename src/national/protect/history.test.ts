import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shown } from '../../release/cell.js';
import { reach } from './attacker.test-support.js';
import { DisclosureError } from './disclosure-error.js';
import type { History } from './history.js';
import type { Bounds, Equation, LinkedCell, LinkedTables } from './linked.js';
import { isSensitive } from './primary.js';
import { protect, protection } from './protect.js';
import { boundsOf } from './rounding.js';

const exact = { organisaties: 0, dominantie: 100 };
const cell = (id: string, value: number, more: Partial<LinkedCell> = {}): LinkedCell => ({ id, value, minimum: 5, ...more });

/** A figure printed before as 40, and what it is after late registrations. */
function revised(late: number, printedAs: Bounds = { low: 40, high: 40 }): { tables: LinkedTables; history: History } {
  return {
    tables: { cells: [cell('new', 40 + late)], equations: [] },
    history: { cells: [cell('old', 40, { printed: printedAs }), cell('late', late, { hidden: true })], equations: [{ total: 'new', parts: ['old', 'late'] }] },
  };
}

describe('a revised figure', () => {
  it.each([
    [0, 40], // nothing changed
    [2, undefined],
    [4, undefined],
    [5, 45],
  ])('with %i late registrations is printed as %s', (late, printed) => {
    const { tables, history } = revised(late);
    const found = protection(tables, exact, { history });
    expect(shown(found.cells.get('new')!)).toBe(printed);
    expect(found.heldBack).toEqual(printed === undefined ? ['new'] : []);
    expect(shown(protect(tables, exact).get('new')!)).toBe(40 + late);
  });

  it('may be printed when both figures are rounded and the difference can be anything', () => {
    const { tables, history } = revised(3, { low: 38, high: 42 });
    expect(shown(protect(tables, { ...exact, rounding: 5 }, { history }).get('new')!)).toBe(45);
    expect(shown(protect(tables, exact, { history }).get('new')!)).toBe(43);
  });

  it('and withdrawals: the net change is what an attacker sees', () => {
    const history: History = {
      cells: [cell('old', 40, { printed: true }), cell('late', 12, { hidden: true }), cell('withdrawn', 3, { hidden: true })],
      equations: [{ total: 'new', parts: ['old', 'late'], minus: ['withdrawn'] }],
    };
    expect(shown(protect({ cells: [cell('new', 49)], equations: [] }, exact, { history }).get('new')!)).toBe(49);
    const only: History = { cells: [cell('old', 40, { printed: true }), cell('withdrawn', 3, { hidden: true })], equations: [{ total: 'new', parts: ['old'], minus: ['withdrawn'] }] };
    expect(protection({ cells: [cell('new', 37)], equations: [] }, exact, { history: only }).heldBack).toEqual(['new']);
  });

  it('of members: an organisation that joins is a difference too', () => {
    const history: History = { cells: [cell('without', 30, { printed: true }), cell('joined', 9, { hidden: true, contributions: [{ unit: 'new', value: 9 }] })], equations: [{ total: 'with', parts: ['without', 'joined'] }] };
    const rules = { ...exact, organisaties: 3, p: 15 };
    expect(protection({ cells: [cell('with', 39)], equations: [] }, rules, { history }).heldBack).toEqual(['with']);
  });

  it('does not uncover what was withheld before', () => {
    const history: History = {
      cells: [cell('oldTotal', 30, { printed: true }), cell('oldA', 3, { hidden: true }), cell('oldB', 27, { hidden: true })],
      equations: [{ total: 'oldTotal', parts: ['oldA', 'oldB'] }, { total: 'b', parts: ['oldB'] }],
    };
    expect(protection({ cells: [cell('b', 27)], equations: [] }, exact, { history }).heldBack).toEqual(['b']);
  });

  it('is refused when earlier releases alone give something away, and when the history can be chosen', () => {
    const given: History = { cells: [cell('x', 20, { printed: true }), cell('y', 17, { printed: true }), cell('small', 3, { hidden: true })], equations: [{ total: 'x', parts: ['y', 'small'] }] };
    expect(() => protect({ cells: [cell('new', 50)], equations: [] }, exact, { history: given })).toThrow(DisclosureError);
    expect(() => protect({ cells: [], equations: [] }, exact, { history: { cells: [cell('old', 40)], equations: [] } })).toThrow('neither printed nor withheld');
    expect(() => protect({ cells: [], equations: [] }, exact, { history: { cells: [cell('old', 40, { printed: { low: 43, high: 47 } })], equations: [] } })).toThrow('what was printed');
  });
});

/** Counts of two kinds in each month; every release prints all months so far, with a total of kinds and of months. */
function released(counts: readonly (readonly number[])[], month: number, name: string): LinkedTables {
  const months = [...Array(month + 1).keys()];
  const at = (m: number | '*', k: number | '*'): string => `${name}:${m}|${k}`;
  const sum = (m: number | '*', k: number | '*'): number => months.filter((one) => m === '*' || one === m).reduce((total, one) => total + counts[one]!.reduce((part, value, kind) => part + (k === '*' || k === kind ? value : 0), 0), 0);
  const kinds = [0, 1, 2];
  const cells = [...months, '*' as const].flatMap((m) => [...kinds, '*' as const].map((k) => cell(at(m, k), sum(m, k), { importance: Number(m === '*') + Number(k === '*') })));
  const equations: Equation[] = [
    ...[...months, '*' as const].map((m) => ({ total: at(m, '*'), parts: kinds.map((k) => at(m, k)) })),
    ...[...kinds, '*' as const].map((k) => ({ total: at('*', k), parts: months.map((m) => at(m, k)) })),
  ];
  return { cells, equations };
}

describe('a year released month by month, with late registrations', () => {
  const months = fc.array(fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 5, max: 60 })), { minLength: 3, maxLength: 3 }), { minLength: 4, maxLength: 4 });
  const late = fc.array(fc.tuple(fc.nat(3), fc.nat(2), fc.integer({ min: 1, max: 7 })), { maxLength: 3 });

  it.each([1, 5])('never lets who has all releases place a small cell or a small difference, rounded to %i', (rounding) => {
    let differences = 0;
    fc.assert(
      fc.property(months, fc.array(late, { minLength: 4, maxLength: 4 }), (start, lates) => {
        const rules = { ...exact, rounding };
        const counts = start.map((month) => [...month]);
        let history: History = { cells: [], equations: [] };
        let before: LinkedTables | undefined;
        for (let month = 0; month < 4; month++) {
          const changes = month === 0 ? [] : lates[month]!.filter(([m]) => m < month);
          for (const [m, kind, more] of changes) counts[m]![kind]! += more;
          const tables = released(counts, month, `r${month}`);
          const since = before ? differencesOf(before, tables, month) : [];
          differences += since.filter((one) => one.late.value > 0).length;
          const known: History = { cells: [...history.cells, ...since.map((one) => one.late)], equations: [...history.equations, ...since.map((one) => one.equation)] };
          const safe = protection(tables, rules, { history: known }).cells;
          history = {
            cells: [...known.cells, ...tables.cells.map((one) => (shown(safe.get(one.id)!) === undefined ? { ...one, hidden: true } : { ...one, printed: boundsOf(one, rounding) }))],
            equations: [...known.equations, ...tables.equations],
          };
          before = tables;
        }
        const bounds = new Map(history.cells.map((one): [string, Bounds] => [one.id, typeof one.printed === 'object' ? one.printed : { low: Math.min(one.value, 1), high: one.value === 0 ? 0 : Number.POSITIVE_INFINITY }]));
        for (const one of history.cells) {
          if (one.printed || !isSensitive({ ...one, printed: false }, exact)) continue;
          const { low, high } = reach(bounds, history.equations, one.id);
          expect(high >= 5 - 1e-6 && high - low > 1, `${one.id} = ${one.value} is between ${low} and ${high}`).toBe(true);
        }
      }),
      { numRuns: 12, seed: 11 },
    );
    expect(differences).toBeGreaterThan(20);
  });
});

function differencesOf(before: LinkedTables, now: LinkedTables, month: number): { late: LinkedCell; equation: Equation }[] {
  const values = new Map(now.cells.map((one) => [one.id.split(':')[1]!, one]));
  return before.cells.flatMap((old) => {
    const place = old.id.split(':')[1]!;
    const fresh = values.get(place)!;
    // totals over months hold another month now
    if (place.startsWith('*')) return [];
    const late = cell(`late${month}:${place}`, fresh.value - old.value, { hidden: true });
    return [{ late, equation: { total: fresh.id, parts: [old.id, late.id] } }];
  });
}
