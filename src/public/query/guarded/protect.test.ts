import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { boxesOf, Comparison, type Comparisons, idOf } from './compare.js';
import { vocabulary } from './dimensions.js';
import { fewOf } from './edge.js';
import { Ledger, type LedgerLine } from './ledger.js';
import { noiseOf } from './noise.js';
import type { Plan } from './plan.js';
import { Protection } from './protect.js';
import { emptySet, type RecordSet, type Rules, tooFew } from './record-set.js';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const rules: Rules = { minimum: 10, organisaties: 3, dominantie: 80, p: 15, personen: 5 };
const noise = noiseOf(new Uint8Array(32).fill(3), { largest: 5, variance: 3, threshold: 2, stay: 0 });
const few = fewOf({ rules, noise });
const words = vocabulary(['2024-01', '2024-02', '2024-03']);
const set = (byOrganisation: number[], key = byOrganisation.reduce((sum, n, i) => sum + n * (i + 1) * 977, 1)): RecordSet => {
  const count = byOrganisation.reduce((a, b) => a + b, 0);
  return { ...emptySet(byOrganisation.length), count, key, byOrganisation, families: count, employees: count };
};

it.each([
  [[3, 3, 3], true], [[4, 3, 3], false], [[5, 5], true], [[9, 1, 0], true], [[80, 10, 10], true], [[60, 30, 9], false], [[60, 30, 8], true], [[100, 20, 15], false], [[0, 0, 0], true], [[], true],
])('contributions %j are too few: %s', (contributions, expected) => {
  expect(tooFew(contributions, { ...rules, dominantie: 79 })).toBe(expected);
});

describe('an answer', () => {
  const setting = { vocabulary: words, rules, noise, organisations: ['A', 'B', 'C', 'D'], state: 's' };
  const empty = () => ({ cells: new Map(), states: new Map<string, string>(), used: new Map<string, number>(), total: 0, version: 0 });
  const never = async (): Promise<never> => {
    throw new Error('asked the records');
  };
  const plan = (groups: string[]): Plan => ({ name: 'b', box: new Map([['maand', new Set(words.axes.get('maand'))]]), groups: groups.map((name) => words.dimensions.get(name)!), figures: [{ kind: 'count', box: new Map() }] });
  const compared = (): Comparisons => {
    const byColumn = new Map<string, Comparison>();
    return { cells: new Comparison(few, never), measured: (column) => byColumn.get(column) ?? byColumn.set(column, new Comparison(few, never)).get(column)! };
  };
  const row = (values: string[], base: RecordSet) => ({ values, base, figures: [base] });

  it('folds what is too small, and with it the smallest other until the rest may be shown', async () => {
    const protection = new Protection(setting, empty(), compared());
    const given = await protection.answer(plan(['functie']), [row(['JB'], set([50, 50, 50, 50])), row(['JR'], set([10, 10, 10, 10])), row(['OVERIG'], set([2, 1, 1, 0]))]);
    expect(given.map(({ values }) => values[0])).toEqual(['JB', '(overig)']);
    expect(Math.abs(given[1]!.figures[0]!.value - 44)).toBeLessThanOrEqual(5);
  });

  it('keeps zero and small apart from nothing: both are withheld alike', async () => {
    for (const records of [[0, 0, 0, 0], [1, 0, 0, 0], [3, 2, 2, 0]]) {
      const protection = new Protection(setting, empty(), compared());
      expect(await protection.answer(plan([]), [row([], set(records))])).toEqual([{ values: [], figures: [undefined] }]);
      expect(protection.outcome).toEqual({ withheld: 1, close: 0, held: 0 });
      expect(protection.cost()).toBe(1);
    }
  });

  it('withholds records of few families', async () => {
    const protection = new Protection(setting, empty(), compared());
    expect((await protection.answer(plan([]), [row([], { ...set([20, 20, 20, 20]), families: 4 })]))[0]!.figures).toEqual([undefined]);
  });

  it('gives the figure of before when the group changed by too few records, and the new one when by enough', async () => {
    const known = empty();
    const first = new Protection(setting, known, compared());
    const [before] = await first.answer(plan([]), [row([], set([40, 40, 40, 40], 11))]);
    for (const cell of first.fresh.values()) known.cells.set(cell.id, cell);
    const later = new Protection(setting, known, compared());
    expect(await later.answer(plan([]), [row([], set([41, 40, 42, 40], 22))])).toEqual([before]);
    expect(later.outcome.held).toBe(1);
    const much = new Protection(setting, known, compared());
    const [after] = await much.answer(plan([]), [row([], set([80, 80, 80, 80], 33))]);
    expect(Math.abs(after!.figures[0]!.value - 320)).toBeLessThanOrEqual(5);
  });

  describe('that is an average', () => {
    const measure = words.measures.get('ernst_schaal')!;
    const averaged: Plan = { ...plan([]), figures: [{ kind: 'count', box: new Map() }, { kind: 'sum', box: new Map([['ernst', new Set(measure.numbers.keys())]]), measure }, { kind: 'avg', box: new Map([['ernst', new Set(measure.numbers.keys())]]), measure }] };
    const whole = (key: number): RecordSet => set([50, 50, 50, 50], key);
    const known = (unknown: number, key: number): RecordSet => ({ ...set([50 - unknown, 50, 50, 50], key), total: 2 * (200 - unknown) });

    it('is shown or not, charged and remarked on alike whatever number of records has none', async () => {
      for (const unknown of [0, 1, 5, 9, 10, 11, 12, 30]) {
        const protection = new Protection(setting, empty(), compared());
        const [{ figures }] = (await protection.answer(averaged, [{ values: [], base: whole(5), figures: [whole(5), known(unknown, unknown === 0 ? 5 : 77 + unknown), known(unknown, unknown === 0 ? 5 : 77 + unknown)] }])) as [Awaited<ReturnType<Protection['answer']>>[number]];
        expect([unknown, figures.filter((figure) => figure !== undefined).length, protection.cost(), protection.outcome]).toEqual([unknown, 3, 2, { withheld: 0, close: 0, held: 0 }]);
        expect(Math.abs(figures[2]!.value - 2)).toBeLessThanOrEqual(2 * figures[2]!.margin);
        expect([1, 1.5, 2, 3, 5, 7]).toContain(Number(figures[2]!.margin.toExponential().split('e')[0]));
      }
    });

    it('with the sum and the count tells their number no better than to ten', async () => {
      const errors: number[] = [];
      for (let i = 0; i < 400; i++) {
        const unknown = i % 10;
        const [key, own] = [i * 7919, unknown === 0 ? i * 7919 : i * 104_729 + 1];
        const [{ figures }] = (await new Protection(setting, empty(), compared()).answer(averaged, [{ values: [], base: whole(key), figures: [whole(key), known(unknown, own), known(unknown, own)] }])) as [Awaited<ReturnType<Protection['answer']>>[number]];
        errors.push(figures[0]!.value - figures[1]!.value / figures[2]!.value - unknown);
      }
      expect(Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length)).toBeGreaterThan(5);
    });

    it('stays what it was while the records are the same or nearly, also when their numbers were mended', async () => {
      const before = empty();
      const first = new Protection(setting, before, compared());
      const asked = (base: RecordSet, own: RecordSet) => [{ values: [], base, figures: [base, own, own] }];
      const [given] = await first.answer(averaged, asked(whole(5), known(9, 80)));
      for (const cell of first.fresh.values()) before.cells.set(cell.id, cell);
      const mended = { ...known(9, 80), total: 399 };
      expect(await new Protection(setting, before, compared()).answer(averaged, asked(whole(5), mended))).toEqual([given]);
      expect(await new Protection(setting, before, compared()).answer(averaged, asked(whole(5), known(8, 81)))).toEqual([given]);
      const [much] = await new Protection(setting, before, compared()).answer(averaged, asked(set([100, 100, 100, 100], 9), { ...set([99, 99, 99, 99], 10), total: 1188 }));
      expect(Math.abs(much!.figures[2]!.value - 3)).toBeLessThan(0.3);
    });

    it('is withheld for few known records, and for the next smallest group with it', async () => {
      const grouped = { ...averaged, groups: [words.dimensions.get('functie')!], figures: averaged.figures.slice(2) };
      const one = (value: string, base: RecordSet, own: RecordSet) => ({ values: [value], base, figures: [{ ...own, total: own.count }] });
      const given = await new Protection(setting, empty(), compared()).answer(grouped, [
        one('JB', set([90, 90, 90, 90]), set([80, 80, 80, 80])), one('JR', set([50, 50, 50, 50]), set([1, 1, 1, 1])), one('OVERIG', set([60, 60, 60, 60]), set([40, 40, 40, 40])),
      ]);
      expect(given.map(({ figures }) => figures[0] !== undefined)).toEqual([true, false, false]);
    });
  });
});

describe('comparison', () => {
  const months = 'maand=2024-01..2024-03';
  const known = (id: string, byOrganisation: number[]) => ({ id, boxes: boxesOf(id), byOrganisation, key: set(byOrganisation).key });
  const never = async (): Promise<never> => {
    throw new Error('asked the records');
  };

  it.each([
    ['one incident less', `functie=JB,JR ${months}`, [40, 40, 39], true],
    ['the same set by another condition', `functie=JB,JR ${months}`, [40, 40, 40], true],
    ['one organisation less', `functie=JB,JR ${months}`, [40, 40, 0], true],
    ['clearly fewer', `functie=JB,JR ${months}`, [20, 22, 21], false],
  ])('of a group and a part of it: %s', async (_, id, records, close) => {
    const comparison = new Comparison(few, never, [known(months, [40, 40, 40])]);
    expect((await comparison.tooClose(set(records), boxesOf(id))) !== undefined).toBe(close);
  });

  it('asks the records when conditions overlap, and only then', async () => {
    const asked: string[] = [];
    const comparison = new Comparison(few, async (a, b) => (asked.push(`${idOf(a)} / ${idOf(b)}`), { a: 100, b: 104, both: 100 }), [
      known(`${months} politie_uitkomst=VERLEEND`, [34, 33, 33]), known(`functie=JB ${months}`, [34, 33, 33]),
    ]);
    expect(await comparison.tooClose(set([35, 34, 35]), boxesOf(`functie=JR ${months} politie_gevraagd=J`))).toBe(`${months} politie_uitkomst=VERLEEND`);
    expect(asked).toHaveLength(1);
  });

  it('sees what a whole leaves when its parts along a column are taken away, whichever came last', async () => {
    const part = (code: string, records: number[]) => known(`ernst=${code} ${months}`, records);
    const parts = [part('1', [50, 50, 50]), part('2', [40, 40, 40])];
    const whole = [92, 91, 91];
    const after = new Comparison(few, never, parts);
    expect(await after.tooClose(set(whole), boxesOf(months))).toBeDefined();
    const before = new Comparison(few, never, [known(months, whole), parts[0]!]);
    expect(await before.tooClose(set([40, 40, 40]), boxesOf(`ernst=2 ${months}`))).toBe(months);
    expect(await before.tooClose(set([20, 20, 20]), boxesOf(`ernst=2 ${months}`))).toBeUndefined();
  });
});

describe('noise', () => {
  it('hangs on the records alone, is bounded and without bias, and leaves no small count', () => {
    const sets = Array.from({ length: 4000 }, (_, i) => set([20, 20, 20], i * 104_729));
    const errors = sets.map((one) => noise.count(one) - one.count);
    expect(errors).toEqual(sets.map((one) => noise.count({ ...one, families: 0 }) - one.count));
    expect(Math.max(...errors.map(Math.abs))).toBeLessThanOrEqual(5);
    expect(Math.abs(errors.reduce((a, b) => a + b, 0) / errors.length)).toBeLessThan(0.12);
    expect(errors.filter((error) => Math.abs(error) <= noise.margin).length / errors.length).toBeGreaterThan(0.93);
    expect(noise.margin).toBeLessThan(5);
  });
});

describe('the ledger', () => {
  const line = (project: string, kosten = 1): LedgerLine => ({
    tijd: '2026-01-01T00:00:00Z', onderzoeker: 'eva', project, doel: 'proef', sql: 'SELECT', stand: 's', oordeel: 'beantwoord', kosten,
    cellen: [{ id: `ernst=1 maand=2024-0${kosten}`, soort: 'cel', sleutel: 1, organisaties: { A: 5 }, waarden: { aantal: 5 } }],
  });

  it('is read again by another, who waits for the lock, and passes over a line that a kill cut off', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'grootboek-')), 'onderzoek', 'grootboek.jsonl');
    const one = new Ledger(path);
    await one.locked((_, add) => add(line('p', 1)));
    appendFileSync(path, '{"tijd":"2026-01-0');
    const other = new Ledger(path);
    await Promise.all([one.locked((_, add) => add(line('p', 2))), other.locked((_, add) => add(line('p', 3)))]);
    expect(await new Ledger(path).locked((known) => [known('p').total, known('p').cells.size, known('q').total])).toEqual([6, 3, 0]);
    expect(readFileSync(path, 'utf8').split('\n').filter((text) => text !== '')).toHaveLength(4);
  });

  it('a lock that a killed process left is taken over', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'grootboek-')), 'grootboek.jsonl');
    writeFileSync(`${path}.slot`, '999999999');
    await new Ledger(path).locked((_, add) => add(line('p')));
    expect(readFileSync(path, 'utf8')).toContain('"project":"p"');
  });
});
