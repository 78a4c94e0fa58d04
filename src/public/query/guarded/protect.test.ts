import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { boxesOf, Comparison, idOf } from './compare.js';
import { vocabulary } from './dimensions.js';
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
  const setting = { vocabulary: words, rules, noise, organisations: ['A', 'B', 'C', 'D'] };
  const empty = () => ({ cells: new Map(), used: new Map<string, number>(), total: 0, version: 0 });
  const never = async (): Promise<never> => {
    throw new Error('asked the records');
  };
  const plan = (groups: string[]): Plan => ({ name: 'b', box: new Map([['maand', new Set(words.axes.get('maand'))]]), groups: groups.map((name) => words.dimensions.get(name)!), figures: [{ kind: 'count', box: new Map() }] });
  const row = (values: string[], base: RecordSet) => ({ values, base, figures: [base] });

  it('folds what is too small, and with it the smallest other until the rest may be shown', async () => {
    const protection = new Protection(setting, empty(), new Comparison(rules, never));
    const given = await protection.answer(plan(['functie']), [row(['JB'], set([50, 50, 50, 50])), row(['JR'], set([10, 10, 10, 10])), row(['OVERIG'], set([2, 1, 1, 0]))]);
    expect(given.map(({ values }) => values[0])).toEqual(['JB', '(overig)']);
    expect(Math.abs(given[1]!.figures[0]!.value - 44)).toBeLessThanOrEqual(5);
  });

  it('keeps zero and small apart from nothing: both are withheld alike', async () => {
    for (const records of [[0, 0, 0, 0], [1, 0, 0, 0], [3, 2, 2, 0]]) {
      const protection = new Protection(setting, empty(), new Comparison(rules, never));
      expect(await protection.answer(plan([]), [row([], set(records))])).toEqual([{ values: [], figures: [undefined] }]);
      expect(protection.outcome).toEqual({ withheld: 1, close: 0, held: 0 });
      expect(protection.cost()).toBe(1);
    }
  });

  it('withholds records of few families', async () => {
    const protection = new Protection(setting, empty(), new Comparison(rules, never));
    expect((await protection.answer(plan([]), [row([], { ...set([20, 20, 20, 20]), families: 4 })]))[0]!.figures).toEqual([undefined]);
  });

  it('gives the figure of before when the group changed by too few records, and the new one when by enough', async () => {
    const known = empty();
    const first = new Protection(setting, known, new Comparison(rules, never));
    const [before] = await first.answer(plan([]), [row([], set([40, 40, 40, 40], 11))]);
    for (const cell of first.fresh.values()) known.cells.set(cell.id, cell);
    const later = new Protection(setting, known, new Comparison(rules, never));
    expect(await later.answer(plan([]), [row([], set([41, 40, 42, 40], 22))])).toEqual([before]);
    expect(later.outcome.held).toBe(1);
    const much = new Protection(setting, known, new Comparison(rules, never));
    const [after] = await much.answer(plan([]), [row([], set([80, 80, 80, 80], 33))]);
    expect(Math.abs(after!.figures[0]!.value - 320)).toBeLessThanOrEqual(5);
  });
});

describe('comparison', () => {
  const months = 'maand=2024-01..2024-03';
  const known = (id: string, byOrganisation: number[]) => ({ id, boxes: boxesOf(id), byOrganisation });
  const never = async (): Promise<never> => {
    throw new Error('asked the records');
  };

  it.each([
    ['one incident less', `functie=JB,JR ${months}`, [40, 40, 39], true],
    ['the same set by another condition', `functie=JB,JR ${months}`, [40, 40, 40], true],
    ['one organisation less', `functie=JB,JR ${months}`, [40, 40, 0], true],
    ['clearly fewer', `functie=JB,JR ${months}`, [20, 22, 21], false],
  ])('of a group and a part of it: %s', async (_, id, records, close) => {
    const comparison = new Comparison(rules, never, [known(months, [40, 40, 40])]);
    expect((await comparison.tooClose(set(records), boxesOf(id))) !== undefined).toBe(close);
  });

  it('asks the records when conditions overlap, and only then', async () => {
    const asked: string[] = [];
    const comparison = new Comparison(rules, async (a, b) => (asked.push(`${idOf(a)} / ${idOf(b)}`), { a: 100, b: 104, both: 100 }), [
      known(`${months} politie_uitkomst=VERLEEND`, [34, 33, 33]), known(`functie=JB ${months}`, [34, 33, 33]),
    ]);
    expect(await comparison.tooClose(set([35, 34, 35]), boxesOf(`functie=JR ${months} politie_gevraagd=J`))).toBe(`${months} politie_uitkomst=VERLEEND`);
    expect(asked).toHaveLength(1);
  });

  it('sees what a whole leaves when its parts along a column are taken away, whichever came last', async () => {
    const part = (code: string, records: number[]) => known(`ernst=${code} ${months}`, records);
    const parts = [part('1', [50, 50, 50]), part('2', [40, 40, 40])];
    const whole = [92, 91, 91];
    const after = new Comparison(rules, never, parts);
    expect(await after.tooClose(set(whole), boxesOf(months))).toBeDefined();
    const before = new Comparison(rules, never, [known(months, whole), parts[0]!]);
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
