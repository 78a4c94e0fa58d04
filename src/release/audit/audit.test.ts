import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Layout } from '../layout.js';
import { Attacker, type Bounds, type Knowledge } from './attack.js';
import { auditRelease, outsiderKnowledge, type ReleaseText, type Truth } from './audit.js';
import { loadSolver } from './solver.js';

const solve = await loadSolver();
const head = 'indicator,reeks,periode,periode_soort,dimensie,code,waarde,onder,boven,teller,noemer,eenheid,dekking,obs_status,conf_status,vintage';

type Counts = Readonly<Record<string, number | null>>;

/** One period of a total and its breakdowns; null is withheld. */
function released(total: number | null, tables: Readonly<Record<string, Counts>>, { afronding = 1, drempel = 5, period = '2024-06' } = {}): ReleaseText {
  const soort = period.includes('/') ? ('12maanden' as const) : ('maand' as const);
  const all: Record<string, Counts> = { totaal: { ALLE: total }, ...tables };
  const layout: Layout = {
    versie: 1,
    afronding,
    stand: '',
    perioden: [{ id: period, soort, maanden: soort === 'maand' ? [period] : monthsOf(period) }],
    tabellen: Object.entries(all).map(([id, counts]) => ({
      id, indicator: 'I01', codes: Object.keys(counts), sommen: {}, van: id === 'totaal' ? null : (['totaal', 'ALLE'] as [string, string]), meervoudig: false,
      perioden: [soort], verhouding: null, verborgen: [], drempel: { [soort]: drempel },
    })),
    nul: [], achtergehouden: [],
    schattingen: [],
    verbanden: [],
  };
  const rows = Object.entries(all).flatMap(([id, counts]) => Object.entries(counts).map(([code, count]) => row('voorvallen', period, id, code, count)));
  return { layout, csv: [head, ...rows, ''].join('\n') };
}

function row(reeks: string, period: string, table: string, code: string, count: number | null, noemer: number | '' = ''): string {
  const value = count ?? '';
  return ['I01', reeks, period, 'maand', table, code, value, '', '', value, noemer, 'voorvallen', '', '', count === null ? 'C' : 'F', 'v'].join(',');
}

function monthsOf(window: string): string[] {
  const [from, to] = window.split('/') as [string, string];
  const months: string[] = [];
  for (let month = from; month <= to; month = month.endsWith('12') ? `${Number(month.slice(0, 4)) + 1}-01` : `${month.slice(0, 5)}${String(Number(month.slice(5)) + 1).padStart(2, '0')}`) months.push(month);
  return months;
}

function unsafeOf(release: ReleaseText, earlier: ReleaseText[] = [], truth?: Truth): string[] {
  return [...new Set(auditRelease(release, earlier, solve, truth).unsafe.map(({ place }) => place))].sort();
}

function boundsOf(known: Knowledge, place: string): Bounds {
  const attacker = new Attacker(known, [place], solve);
  const bounds = attacker.exact(place);
  attacker.close();
  return bounds;
}

describe('an outsider with this release alone', () => {
  test.each<[string, number | null, Record<string, Counts>, string[]]>([
    ['nothing withheld', 20, { a: { X: 12, Y: 8 } }, []],
    ['one withheld part of a printed total', 20, { a: { X: 17, Y: null } }, ['a|Y|2024-06']],
    ['two withheld parts that may be large', 20, { a: { X: 8, Y: null, Z: null } }, []],
    ['15 = 10 + 3 + x + x: positive integers force both to one', 15, { a: { W: 10, V: 3, X: null, Y: null } }, ['a|X|2024-06', 'a|Y|2024-06']],
    ['parts that can only be small', 20, { a: { X: 15, Y: null, Z: null } }, ['a|Y|2024-06', 'a|Z|2024-06']],
    ['three that add up to six may still reach four only', 26, { a: { W: 20, X: null, Y: null, Z: null } }, ['a|X|2024-06', 'a|Y|2024-06', 'a|Z|2024-06']],
    ['a withheld total follows from its parts', null, { a: { X: 12, Y: 8 } }, ['totaal|ALLE|2024-06']],
    ['a withheld total with a withheld part', null, { a: { X: 12, Y: null } }, []],
    ['another breakdown gives the total away', null, { a: { X: 12, Y: null }, b: { P: 9, Q: 6 } }, ['a|Y|2024-06', 'totaal|ALLE|2024-06']],
  ])('%s', (_, total, tables, expected) => expect(unsafeOf(released(total, tables))).toEqual(expected));

  test('rounding leaves room where exact figures leave none', () => {
    const tables = { a: { X: 20, Y: null }, b: { P: 10, Q: 15 } };
    expect(unsafeOf(released(25, tables))).toEqual(['a|Y|2024-06']);
    expect(unsafeOf(released(25, tables, { afronding: 5 }))).toEqual([]);
    expect(boundsOf(outsiderKnowledge(released(25, tables, { afronding: 5 }), [], solve), 'a|Y|2024-06')).toEqual({ low: 1, high: 9 });
  });

  test('bounds agree with going through every table of whole numbers', () => {
    const cells = fc.array(fc.record({ value: fc.integer({ min: 1, max: 6 }), withheld: fc.boolean() }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(cells, fc.boolean(), (four, grand) => {
        const [p, q, r, s] = four.map(({ value }) => value) as [number, number, number, number];
        const total = p + q + r + s;
        const open = (i: number): number | null => (four[i]!.withheld ? null : four[i]!.value);
        const release = released(grand ? total : null, { a: { P: open(0), Q: open(1), R: open(2), S: open(3) }, b: { PQ: p + q, RS: r + s } });
        const layout: Layout = { ...release.layout, verbanden: [{ totaal: ['b', 'PQ'], delen: [['a', 'P'], ['a', 'Q']] }, { totaal: ['b', 'RS'], delen: [['a', 'R'], ['a', 'S']] }] };
        const known = outsiderKnowledge({ ...release, layout }, [], solve);
        four.forEach((cell, i) => {
          if (!cell.withheld) return;
          const seen: number[] = [];
          for (let mate = 1; mate <= 12; mate++) {
            const partner = i ^ 1;
            const sum = i < 2 ? p + q : r + s;
            const other = four[partner]!.withheld ? mate : four[partner]!.value;
            if (sum - other >= 1) seen.push(sum - other);
          }
          const exact = boundsOf(known, `a|${'PQRS'[i]}|2024-06`);
          expect(exact).toEqual({ low: Math.min(...seen), high: Math.max(...seen) });
        });
      }),
      { numRuns: 60, seed: 4 },
    );
  });
});

describe('what the layout does not explain', () => {
  const good = released(20, { a: { X: 8, Y: null, Z: null } });
  const having = (line: string): ReleaseText => ({ ...good, csv: `${good.csv}${line}\n` });
  test.each([
    ['a share of printed counts is', row('aandeel', '2024-06', 'a', 'X', 8, 20), []],
    ['a withheld share is', row('aandeel', '2024-06', 'a', 'Y', null), []],
    ['a share that tells a withheld count is not', row('aandeel', '2024-06', 'a', 'Y', 4, 20), ['I01 aandeel 2024-06 a Y']],
    ['a share of another whole is not', row('aandeel', '2024-06', 'a', 'X', 8, 19), ['I01 aandeel 2024-06 a X']],
    ['a table outside the programme is not', row('voorvallen', '2024-06', 'regio', 'JZ01', 30), ['I01 voorvallen 2024-06 regio JZ01']],
    ['a period outside the layout is not', row('voorvallen', '2024-05', 'a', 'X', 30), ['I01 voorvallen 2024-05 a X']],
    ['a code outside the layout is not', row('voorvallen', '2024-06', 'a', 'Q', 30), ['I01 voorvallen 2024-06 a Q']],
  ])('%s', (_, line, expected) => expect(auditRelease(having(line), [], solve).unexplained).toEqual(expected));

  test('a withheld count with an interval beside it', () => {
    const csv = good.csv.replace(',a,Y,,,,', ',a,Y,,1,4,');
    expect(auditRelease({ ...good, csv }, [], solve).unexplained).toEqual(['I01 voorvallen 2024-06 a Y']);
  });
  test('a printed count below its threshold', () => {
    expect(auditRelease(released(20, { a: { X: 16, Y: 4 } }), [], solve).unexplained).toEqual(['a|Y|2024-06']);
  });
  test('a promised count that is nowhere', () => {
    const csv = good.csv.split('\n').filter((line) => !line.includes(',a,X,')).join('\n');
    expect(auditRelease({ ...good, csv }, [], solve).unexplained).toContain('a|X|2024-06');
  });
});

describe('with earlier releases', () => {
  const window = (from: string, to: string, x: number | null, y: number | null): ReleaseText => released((x ?? 0) + (y ?? 0) || null, { a: { X: x, Y: y } }, { period: `${from}/${to}` });

  test('two windows that differ by one month tell that month', () => {
    const june = window('2024-01', '2024-06', 50, 60);
    const may = window('2024-01', '2024-05', 48, 50);
    expect(unsafeOf(june)).toEqual([]);
    expect(unsafeOf(june, [may])).toEqual(['a|X|2024-06']);
  });
  test('windows that move on by a month tell only a difference', () => {
    expect(unsafeOf(window('2024-01', '2024-06', 50, 60), [window('2023-12', '2024-05', 48, 50)])).toEqual([]);
  });
  test('a month after those of this release, printed by another, is known too', () => {
    const april = window('2024-01', '2024-04', 17, 40);
    const june = window('2024-01', '2024-06', 50, 100);
    const alone = released(90, { a: { X: 30, Y: 60 } });
    expect(unsafeOf(april, [june])).toEqual([]);
    expect(unsafeOf(april, [alone])).toEqual([]);
    expect(unsafeOf(april, [june, alone])).toContain('a|X|2024-05');
  });
  test('the sum of the others, printed then, completes what is printed now', () => {
    const now = released(null, { a: { X: 12, Y: null } });
    expect(unsafeOf(now)).toEqual([]);
    expect(unsafeOf(now, [released(15, { a: { X: null, Y: null } })])).toEqual(['a|Y|2024-06']);
  });
  test('with the truth at hand only figures that still hold count as known', () => {
    const now = released(null, { a: { X: 12, Y: null } });
    const then = released(15, { a: { X: null, Y: null } });
    const truth = (y: number): Truth => ({ sensitive: new Map(), contributions: new Map([['totaal|ALLE|2024-06', [{ unit: 'A', value: 12 + y }]], ['a|X|2024-06', [{ unit: 'A', value: 12 }]], ['a|Y|2024-06', [{ unit: 'A', value: y }]]]) });
    expect(unsafeOf(now, [then], truth(3))).toEqual(['a|Y|2024-06']);
    expect(unsafeOf(now, [then], truth(6))).toEqual([]);
  });
  test('contradicting figures of a revised month stop nobody', () => {
    expect(unsafeOf(released(20, { a: { X: 8, Y: null, Z: null } }), [released(40, { a: { X: 30, Y: 5, Z: 5 } })])).toEqual([]);
  });
});

describe('a line that is held back', () => {
  const held = (release: ReleaseText, ...achtergehouden: string[]): ReleaseText => ({ ...release, layout: { ...release.layout, achtergehouden } });

  test('may be zero, so that nothing is said of it', () => {
    const release = released(12, { a: { X: 12, Y: null } });
    expect(() => unsafeOf(release)).toThrow('contradicts itself');
    expect(unsafeOf(held(release, 'a|Y|2024-06'))).toEqual([]);
    expect(boundsOf(outsiderKnowledge(held(released(20, { a: { X: 12, Y: null } }), 'a|Y|2024-06'), [], solve), 'a|Y|2024-06')).toEqual({ low: 8, high: 8 });
  });

  test('is judged by what the release adds to what was given away before, and by nothing else', () => {
    const total = released(15, { a: { X: null, Y: null } });
    const part = released(null, { a: { X: 12, Y: null } });
    const nothing = held(released(null, { a: { X: null, Y: null } }), 'a|Y|2024-06');
    const truth: Truth = { sensitive: new Map([['a|Y|2024-06', { low: 3, high: 8, width: 5 }]]), contributions: new Map(Object.entries({ 'totaal|ALLE': 15, 'a|X': 12, 'a|Y': 3 }).map(([line, value]) => [`${line}|2024-06`, [{ unit: 'A', value }]])) };
    for (const known of [truth, undefined]) {
      expect(auditRelease(nothing, [total, part], solve, known)).toMatchObject({ unsafe: [], given: ['a|Y|2024-06'] });
      expect(unsafeOf(held(total, 'a|Y|2024-06'), [part], known)).toEqual(['a|Y|2024-06']);
      expect(unsafeOf({ ...nothing, layout: { ...nothing.layout, achtergehouden: [] } }, [total, part], known)).toEqual(['a|Y|2024-06']);
    }
  });
});

describe('from inside', () => {
  const release = released(30, { a: { W: 18, X: null, Y: null } });
  const contributions = (x: Record<string, number>, y: Record<string, number>): Truth['contributions'] =>
    new Map([['a|X|2024-06', x], ['a|Y|2024-06', y]].map(([place, parts]) => [place as string, Object.entries(parts as Record<string, number>).map(([unit, value]) => ({ unit, value }))]));

  const sensitive: Truth['sensitive'] = new Map(['X', 'Y'].map((code) => [`a|${code}|2024-06`, { low: 2, high: 4, width: 1 }]));

  test('two organisations, each alone in a cell of one row, reveal each other', () => {
    const truth = { sensitive, contributions: contributions({ A: 3 }, { B: 9 }) };
    expect(auditRelease(release, [], solve, truth).unsafe.map(({ place, insider }) => [insider, place])).toEqual([['A', 'a|Y|2024-06'], ['B', 'a|X|2024-06']]);
  });
  test('an organisation that is alone in one cell learns the sum of the others', () => {
    const truth = { sensitive, contributions: contributions({ A: 1, B: 1, C: 1 }, { A: 9 }) };
    expect(auditRelease(release, [], solve, truth).unsafe.map(({ place, insider }) => [insider, place])).toEqual([['A', 'a|X|2024-06']]);
  });
  test('nobody knows anything when the cells are shared widely', () => {
    const truth = { sensitive: new Map(), contributions: contributions({ A: 1, B: 1, C: 1 }, { A: 3, B: 3, C: 3 }) };
    expect(auditRelease(release, [], solve, truth).unsafe).toEqual([]);
  });
  test('a sensitive count may not be bounded within its protection levels', () => {
    const wide = { sensitive: new Map([['a|X|2024-06', { low: 2, high: 9, width: 7 }]]), contributions: contributions({ A: 1, B: 1, C: 1 }, { A: 3, B: 3, C: 3 }) };
    expect(unsafeOf(release, [], wide)).toEqual([]);
    expect(unsafeOf(release, [], { ...wide, sensitive: new Map([['a|X|2024-06', { low: 2, high: 9, width: 12 }]]) })).toEqual(['a|X|2024-06']);
  });
});
