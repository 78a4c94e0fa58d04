/** Sums that earlier releases printed over other months: what the engine must know, and what it withholds for it. */
import { describe, expect, it } from 'vitest';
import { shown } from '../release/cell.js';
import type { Count } from './aggregate/count.js';
import { countTables } from './aggregate/tables.js';
import type { Period } from './aggregate/period.js';
import { parseProgramme } from './aggregate/programme.js';
import type { PrintedSum } from './history.js';
import { protect } from './protect/protect.js';
import { countsByMonth, earlierSums } from './sums.js';

const label = '{ nl: x, en: x }';
const programme = parseProgramme(`versie: 1
breuk: []
trend: { indicator: I30, dimensie: t, reeks: v, codes: { ALLE_LEVERAARS: ${label}, VAST_PANEL: ${label} } }
tabellen:
  - { id: soort, indicator: I01, codes: { A: ${label}, B: ${label} }, perioden: [ 12maanden ] }
verbanden: []
`, 'test');
const months = ['2024-01', '2024-02', '2024-03'];
const periods: Period[] = [{ id: '2024-01/2024-03', soort: '12maanden', maanden: months, volledig: true }];
const minimums = { minimum: 10, minimumMaandtotaal: 5 };
const of = (code: string, ...values: number[]): Count[] => values.flatMap((aantal, i) => ['P', 'Q', 'R'].map((organisatie, unit) => ({ organisatie, maand: months[i]!, code, aantal: Math.floor(aantal / 3) + Number(unit < aantal % 3) })));
const counts = new Map([['soort', [...of('A', 30, 30, 4), ...of('B', 90, 90, 90)]]]);
const tables = countTables(programme, counts, periods, new Map(), minimums);
const monthly = countsByMonth(programme, counts, months, new Map(), minimums);
const printed = (bounds: { low: number; high: number }): PrintedSum[] => [{ table: 'soort', code: 'A', period: '2024-01/2024-02', months: months.slice(0, 2), bounds }];
const rules = { organisaties: 3, dominantie: 80 };
const released = (sums: readonly PrintedSum[], watched = ['soort'], rounding = 1): (number | undefined)[] => {
  const history = earlierSums(sums, tables, monthly, new Set(watched));
  const cells = tables.cells.map(({ id, value, contributions, minimum, importance }) => ({ id, value, contributions, minimum, importance }));
  const safe = protect({ cells, equations: tables.equations }, { ...rules, rounding }, { history });
  return tables.cells.map(({ id }) => shown(safe.get(id)!));
};

describe('a sum over two months printed before, and one over three now', () => {
  it('would give the third month away, so that the new one is withheld', () => {
    expect(released([])).toEqual([64, 270]);
    expect(released(printed({ low: 60, high: 60 }))).toEqual([undefined, 270]);
  });
  it('gives it away also when both are rounded: from 63 to 67 less from 58 to 62 is small', () => {
    expect(released(printed({ low: 58, high: 62 }), ['soort'], 5)).toEqual([undefined, 270]);
  });
  it('is no secret where what was printed leaves the month open, or the table is not watched, or the earlier figure holds no longer', () => {
    expect(released(printed({ low: 56, high: 64 }), ['soort'], 5)).toEqual([65, 270]);
    expect(released(printed({ low: 60, high: 60 }), [])).toEqual([64, 270]);
    expect(released(printed({ low: 50, high: 55 }))).toEqual([64, 270]);
  });
});
