import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { audit } from './audit.js';
import { isCertificate } from './certificate.js';
import { loadOptimiser } from './highs.js';
import { improvedPattern } from './improve.js';
import type { Contribution, Equation, LinkedCell, LinkedTables } from './linked.js';
import { optimalPattern } from './optimise.js';
import { dominanceLevel, percentLevel } from '../../statistics/sensitivity.js';
import { isSensitive, needOf } from './primary.js';
import { protect } from './protect.js';
import { suppressedCells } from './secondary.js';
import { buildSystem } from './system.js';

const rules = { organisaties: 0, dominantie: 100 };
// inputs and statuses of GaussSuppression 1.2.3: see SOURCES.md of the shared cases
const folder = new URL('../../../../shared/cases/disclosure/gauss_golden/', import.meta.url);

/** All crossings of regions and kinds with both totals, and further groups of regions. */
function table(rows: readonly (readonly [string, string, number])[], groups: Readonly<Record<string, readonly string[]>> = {}): LinkedTables {
  const regions = [...new Set(rows.map((row) => row[0]))];
  const kinds = [...new Set(rows.map((row) => row[1]))];
  const sets = new Map<string, readonly string[]>([...regions.map((one) => [one, [one]] as const), ...Object.entries(groups), ['Total', regions]]);
  const cells: LinkedCell[] = [];
  const equations: Equation[] = [];
  for (const [set, members] of sets) {
    for (const kind of [...kinds, 'Total']) {
      const value = rows.filter(([region, one]) => members.includes(region) && (kind === 'Total' || one === kind)).reduce((sum, row) => sum + row[2], 0);
      cells.push({ id: `${set}|${kind}`, value, minimum: 4 });
      if (!regions.includes(set)) equations.push({ total: `${set}|${kind}`, parts: members.map((member) => `${member}|${kind}`) });
    }
    equations.push({ total: `${set}|Total`, parts: kinds.map((kind) => `${set}|${kind}`) });
  }
  return { cells, equations };
}

/** A three by four table with small cells, in which several of the protections have work to do. */
const square = table(
  [[5, 1, 9, 30], [2, 14, 3, 8], [11, 6, 2, 17], [4, 9, 12, 1]].flatMap((line, r) => line.map((value, c) => [`r${r}`, `k${c}`, value] as const)),
  { north: ['r0', 'r1'], river: ['r1', 'r2'] },
);

describe('primary rules', () => {
  it.each([
    [13, [10, 2, 1], 10, 100, 0], // 1 is not less than 10 % of 10
    [13, [10, 3], 10, 100, 1],
    [12, [10, 2], 10, 100, 1],
    [130, [100, 21, 9], 10, 100, 1],
    [131, [100, 21, 10], 10, 100, 0],
    [26, [20, 3, 3], 10, 50, 1], // prior knowledge to within half: 3 tells as much as 1.5
    [27, [20, 3, 4], 10, 50, 0],
  ])('%i of %j: p %i q %i asks %i', (value, largest, p, q, level) => {
    expect(percentLevel(value, largest, p, q)).toBe(level);
  });

  it.each([
    [100, [80, 20], 1, 80, 0],
    [100, [81, 19], 1, 80, 2],
    [100, [50, 41, 9], 2, 90, 2],
    [100, [50, 40, 10], 2, 90, 0],
    [7, [7], 2, 85, 2],
  ])('%i of %j: (%i, %i) asks %i', (value, largest, n, k, level) => {
    expect(dominanceLevel(value, largest, n, k)).toBe(level);
  });

  it('takes the largest level, and persons as they are counted', () => {
    const cell: LinkedCell = { id: 'a', value: 13, minimum: 5, contributions: [10, 2, 1].map((value, i) => ({ unit: `o${i}`, value })) };
    expect(needOf(cell, { ...rules, p: 10 })).toBeUndefined();
    expect(needOf(cell, { ...rules, p: 15 })).toEqual({ up: 1, down: 1, width: 1 });
    expect(needOf({ ...cell, persons: [{ value: 3, minimum: 5 }] }, rules)).toEqual({ up: 2, down: 0, width: 4 });
    expect(isSensitive({ ...cell, value: 0, contributions: [] }, rules)).toBe(false);
    expect(isSensitive({ ...cell, value: 0, contributions: [] }, { ...rules, zeros: 'structural' })).toBe(true);
    expect(isSensitive({ ...cell, value: 0, contributions: [], structural: true }, { ...rules, zeros: 'structural' })).toBe(false);
  });
});

describe('patterns', () => {
  const system = buildSystem(square, rules);
  const greedy = suppressedCells(system);

  it('stand up to the audit, and every proof is a table of whole numbers', () => {
    expect(audit(system, greedy.unknown)).toMatchObject({ recoverable: 0, tooNarrow: 0 });
    for (const proofs of greedy.proofs.values()) for (const proof of proofs) expect(isCertificate(system, (cell) => greedy.unknown[cell] === 1, proof)).toBe(true);
    expect(greedy.proofs.size).toBe(system.needs.filter(Boolean).length);
  });

  it('fall when one thing is switched off: secondary cells, the interval, the tables that share cells', () => {
    const primary = Uint8Array.from(system.needs, (need) => Number(need !== undefined));
    expect(audit(system, primary).tooNarrow).toBeGreaterThan(0);
    const row = buildSystem(table([['r', 'a', 2], ['r', 'b', 1], ['r', 'c', 9], ['s', 'a', 40], ['s', 'b', 40], ['s', 'c', 40]]), { ...rules, lowest: 0 });
    const exact = { ...row, needs: row.needs.map((need) => need && { up: 0, down: 0, width: 1 }) };
    expect(audit(row, suppressedCells(exact).unknown).tooNarrow).toBeGreaterThan(0);
    expect(audit(row, suppressedCells(row).unknown).tooNarrow).toBe(0);
    const apart = buildSystem({ ...square, equations: square.equations.filter(({ total }) => !total.startsWith('Total')) }, rules);
    expect(audit(system, suppressedCells(apart).unknown).tooNarrow).toBeGreaterThan(0);
  });

  it('cost no more when improved, and the optimum is proved', async () => {
    const solve = await loadOptimiser();
    const cost = new Float64Array(system.value.length).fill(1);
    const count = (unknown: Uint8Array): number => unknown.reduce((sum, one, cell) => sum + Number(one && !system.needs[cell]), 0);
    const improved = improvedPattern(system, greedy, cost, 20, new Map());
    const best = optimalPattern(system, greedy, cost, solve);
    expect(count(improved.unknown)).toBeLessThanOrEqual(count(greedy.unknown));
    expect(best.cost).toBe(count(best.unknown));
    expect(best.cost).toBeLessThanOrEqual(count(improved.unknown));
    expect(best.bound).toBe(best.cost);
    for (const pattern of [improved, best]) expect(audit(system, pattern.unknown)).toMatchObject({ recoverable: 0, tooNarrow: 0 });
  });

  it('keep what was printed before, and count it as known', () => {
    const safe = protect(square, rules);
    const shown = square.cells.filter(({ id }) => 'value' in safe.get(id)!).map(({ id }) => id);
    const history = { ...square, cells: square.cells.map((cell) => (shown.includes(cell.id) ? { ...cell, printed: true } : cell)) };
    expect(protect(history, rules)).toEqual(safe);
  });

  it('hold against an organisation that knows its own share', () => {
    const own = (values: readonly number[]): Contribution[] => values.map((value, i) => ({ unit: `o${i}`, value })).filter(({ value }) => value > 0);
    const cells: LinkedCell[] = [
      { id: 'a', value: 2, minimum: 3, contributions: own([2, 0, 0]) },
      { id: 'b', value: 2, minimum: 3, contributions: own([0, 2, 0]) },
      { id: 'c', value: 9, minimum: 3, contributions: own([3, 3, 3]) },
      { id: 'd', value: 20, minimum: 3, contributions: own([7, 7, 6]) },
      { id: 'total', value: 33, minimum: 3, contributions: own([12, 12, 9]), importance: 1 },
    ];
    const tables = { cells, equations: [{ total: 'total', parts: ['a', 'b', 'c', 'd'] }] };
    const hidden = (insiders: boolean): string[] => [...protect(tables, { ...rules, lowest: 0, insiders })].filter(([, cell]) => 'suppressed' in cell).map(([id]) => id);
    expect(hidden(false)).toEqual(['a', 'b']);
    expect(hidden(true)).toEqual(['a', 'b', 'c']);
  });
});

describe.skipIf(!existsSync(folder))('statuses of GaussSuppression (skipped when ../shared/cases is absent)', () => {
  const lines = (name: string): string[][] => readFileSync(new URL(name, folder), 'utf8').trim().split(/\r?\n/).slice(1).map((line) => line.split(','));

  it('z1: the same sensitive cells; what it leaves provably small is not left so, and no more cells than that takes', () => {
    const tables = table(lines('z1_input.csv').map(([region, kind, count]) => [region!, kind!, Number(count)]));
    const system = buildSystem(tables, { ...rules, lowest: 0 });
    const expected = new Map(lines('z1_maxN3_zerosNotProtected_expected.csv').map(([region, kind, , primary, suppressed]) => [`${region}|${kind}`, [primary === 'TRUE', suppressed === 'TRUE'] as const]));
    for (const [at, cell] of system.cells.entries()) expect(system.needs[at] !== undefined, cell.id).toBe(expected.get(cell.id)![0]);
    const theirs = Uint8Array.from(system.cells, (cell) => Number(expected.get(cell.id)![1]));
    const ours = improvedPattern(system, suppressedCells(system), new Float64Array(system.value.length).fill(1), 60, new Map()).unknown;
    const count = (unknown: Uint8Array): number => unknown.reduce((sum, one) => sum + one, 0);
    expect(audit(system, ours)).toMatchObject({ recoverable: 0, tooNarrow: 0 });
    if (audit(system, theirs).tooNarrow === 0) expect(count(ours)).toBeLessThanOrEqual(count(theirs));
    expect(audit(system, theirs).recoverable).toBe(0);
  });

  it('z2, with regions in two groupings that are not nested: the same sensitive cells, and safe with no more cells', () => {
    const input = lines('z2_input.csv');
    const groups: Record<string, string[]> = {};
    for (const [region, county, kind] of input) for (const group of new Set([county!, kind!])) (groups[group] ??= []).push(region!);
    const rows = input.map(([region, , , kind, count]) => [region!, kind!, Number(count)] as const);
    const tables = table(rows, Object.fromEntries(Object.entries(groups).map(([group, members]) => [group, [...new Set(members)]])));
    compared({ ...tables, cells: tables.cells.map((one) => ({ ...one, minimum: 6 })) }, lines('z2_maxN5_zerosNotProtected_expected.csv').map(([region, kind, , primary, suppressed]) => [`${region}|${kind}`, primary === 'TRUE', suppressed === 'TRUE']));
  });
});

/** Cases of GaussSuppression with their figures: inputs of its own examples, statuses as 1.2.3 gives them (SOURCES.md of the shared cases). */
describe('small golden cases', () => {
  it('municipalities and accidents: the same sensitive cells, and safe with no more cells', () => {
    const counts: Record<string, number[]> = { k1: [4, 0, 0, 0], k2: [5, 0, 1, 0], k3: [3, 2, 1, 0], k4: [4, 1, 4, 0], k5: [1, 0, 0, 0], k6: [6, 0, 0, 0] };
    const kinds = ['serious', 'light', 'none', 'unknown'];
    const tables = table(Object.entries(counts).flatMap(([region, values]) => values.map((value, i) => [region, kinds[i]!, value] as const)));
    const primary = ['Total|light', 'k2|none', 'k3|light', 'k3|none', 'k3|serious', 'k4|light', 'k5|Total', 'k5|serious'];
    const secondary = ['Total|none', 'k1|Total', 'k1|serious', 'k2|serious', 'k4|none'];
    compared(tables, tables.cells.map(({ id }) => [id, primary.includes(id), primary.includes(id) || secondary.includes(id)]));
  });

  it('UserSupport 133: two groupings of regions that are not nested, where a pattern for each alone is unsafe', () => {
    const value: Record<string, number> = { A: 11, B: 7, I: 3, J: 9, K: 4, Total: 34, 'county-1': 14, 'county-10': 13, 'county-4': 7, BIG: 18, small: 16 };
    const equations: Equation[] = [
      { total: 'Total', parts: ['BIG', 'small'] }, { total: 'Total', parts: ['county-1', 'county-10', 'county-4'] },
      { total: 'BIG', parts: ['A', 'B'] }, { total: 'small', parts: ['I', 'J', 'K'] },
      { total: 'county-1', parts: ['A', 'I'] }, { total: 'county-10', parts: ['J', 'K'] }, { total: 'county-4', parts: ['B'] },
    ];
    const primary = ['I', 'K'];
    const secondary = ['A', 'B', 'county-10', 'county-4'];
    const cells = Object.entries(value).map(([id, one]): LinkedCell => ({ id, value: one, minimum: 5 }));
    compared({ cells, equations }, cells.map(({ id }) => [id, primary.includes(id), primary.includes(id) || secondary.includes(id)]));
  });

  // magnitude1: turnover by company, in tenths
  const given: [string, string, string, number][] = [
    ['Agriculture', 'Portugal', 'A', 759], ['Agriculture', 'Portugal', 'B', 245], ['Agriculture', 'Spain', 'A', 966], ['Agriculture', 'Spain', 'B', 432], ['Entertainment', 'Iceland', 'B', 168],
    ['Entertainment', 'Portugal', 'B', 71], ['Entertainment', 'Portugal', 'D', 23], ['Entertainment', 'Spain', 'A', 774], ['Entertainment', 'Spain', 'B', 115], ['Entertainment', 'Spain', 'C', 164],
    ['Governmental', 'Portugal', 'B', 216], ['Governmental', 'Portugal', 'D', 20], ['Governmental', 'Spain', 'C', 65], ['Governmental', 'Spain', 'D', 27], ['Industry', 'Iceland', 'B', 96],
    ['Industry', 'Iceland', 'C', 88], ['Industry', 'Iceland', 'D', 19], ['Industry', 'Portugal', 'B', 257], ['Industry', 'Portugal', 'D', 34], ['Industry', 'Spain', 'C', 84],
  ];
  const places: Record<string, string[]> = { Total: ['Portugal', 'Spain', 'Iceland'], EU: ['Portugal', 'Spain'], nonEU: ['Iceland'], Portugal: ['Portugal'], Spain: ['Spain'], Iceland: ['Iceland'] };
  const sectors: Record<string, string[]> = { Total: ['Agriculture', 'Entertainment', 'Industry', 'Governmental'], private: ['Agriculture', 'Entertainment', 'Industry'], public: ['Governmental'], Agriculture: ['Agriculture'], Entertainment: ['Entertainment'], Industry: ['Industry'], Governmental: ['Governmental'] };
  const cell = (place: string, sector: string): LinkedCell => {
    const units = new Map<string, number>();
    for (const [one, country, unit, value] of given) if (places[place]!.includes(country) && sectors[sector]!.includes(one)) units.set(unit, (units.get(unit) ?? 0) + value);
    const contributions = [...units].map(([unit, value]) => ({ unit, value }));
    return { id: `${place}|${sector}`, value: contributions.reduce((sum, { value }) => sum + value, 0), minimum: 0, contributions };
  };
  const published = ['Total|Total', 'Total|private', 'Total|public', 'Iceland|Total', 'Portugal|Total', 'Spain|Total', 'Total|Agriculture', 'Total|Entertainment', 'Total|Governmental', 'Total|Industry', 'EU|Total', 'nonEU|Total', 'Iceland|private', 'Portugal|private', 'Spain|private', 'Portugal|public', 'Spain|public', 'EU|Agriculture', 'EU|Entertainment', 'nonEU|Entertainment', 'EU|Governmental', 'EU|Industry', 'nonEU|Industry'];

  it.each([
    ['p 10 %', { p: 10 }, ['Iceland|Total', 'Portugal|Total', 'Total|Agriculture', 'nonEU|Total', 'Iceland|private', 'Portugal|private', 'Portugal|public', 'Spain|public', 'EU|Agriculture', 'nonEU|Entertainment']],
    ['(1, 80) and (2, 99)', { nk: [{ n: 1, k: 80 }, { n: 2, k: 99 }] }, ['Total|Agriculture', 'Portugal|public', 'Spain|public', 'EU|Agriculture', 'nonEU|Entertainment']],
    ['two contributors or fewer', { organisaties: 3 }, ['Total|Agriculture', 'Portugal|public', 'Spain|public', 'EU|Agriculture', 'nonEU|Entertainment']],
  ])('turnover by company under %s: the same sensitive cells', (_, asked, primary) => {
    const found = published.filter((id) => isSensitive(cell(...(id.split('|') as [string, string])), { ...rules, ...asked }));
    expect(found).toEqual(published.filter((id) => primary.includes(id)));
  });
});

/** The same sensitive cells as theirs, a pattern that stands up to the audit, and no more cells than a safe one of theirs. */
function compared(tables: LinkedTables, theirs: readonly (readonly [string, boolean, boolean])[]): void {
  const system = buildSystem(tables, { ...rules, lowest: 0 });
  const expected = new Map(theirs.map(([id, primary, suppressed]) => [id, { primary, suppressed }]));
  for (const [at, one] of system.cells.entries()) expect(system.needs[at] !== undefined, one.id).toBe(expected.get(one.id)!.primary);
  const ours = improvedPattern(system, suppressedCells(system), new Float64Array(system.value.length).fill(1), 60, new Map()).unknown;
  const pattern = Uint8Array.from(system.cells, (one) => Number(expected.get(one.id)!.suppressed));
  const count = (unknown: Uint8Array): number => unknown.reduce((sum, one) => sum + one, 0);
  expect(audit(system, ours)).toMatchObject({ recoverable: 0, tooNarrow: 0 });
  if (audit(system, pattern).tooNarrow === 0) expect(count(ours)).toBeLessThanOrEqual(count(pattern));
}
