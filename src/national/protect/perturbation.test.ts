import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cellKey, keys, perturbed } from '../../statistics/cell-key.js';
import type { LinkedTables } from './linked.js';
import { ptable } from '../../statistics/ptable.js';
import { roundSmallCounts } from './small-count.js';

// generated with the R packages ptable 1.0.0 and cellKey 1.0.3: see SOURCES.md of the shared cases
const folder = new URL('../../../../shared/cases/disclosure/', import.meta.url);
const present = existsSync(folder);
const lines = (file: URL): string[][] => readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1).map((line) => line.replaceAll('"', '').split(','));

describe('ptable', () => {
  it('keeps to its rules', () => {
    for (const rules of [{ largest: 5, variance: 3, threshold: 2, stay: 0 }, { largest: 4, variance: 2, threshold: 0, stay: 0.3 }, { largest: 8, variance: 5, threshold: 2, stay: 0.5 }]) {
      for (const [count, row] of ptable(rules).entries()) {
        const mean = row.reduce((sum, { noise, probability }) => sum + noise * probability, 0);
        const variance = row.reduce((sum, { noise, probability }) => sum + noise * noise * probability, 0);
        expect(Math.abs(mean)).toBeLessThan(1e-6);
        expect(variance).toBeLessThan(rules.variance + 1e-6);
        expect(row.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
        for (const { noise, probability } of row) {
          const target = count + noise;
          expect(target === 0 || target > rules.threshold || count === 0).toBe(true);
          expect(Math.abs(noise) <= rules.largest && probability >= 0).toBe(true);
          if (noise === 0 && count > rules.threshold) expect(probability).toBeGreaterThan(rules.stay - 1e-9);
        }
      }
    }
  });

  it('refuses rules that no noise keeps to', () => {
    expect(() => ptable({ largest: 5, variance: 2, threshold: 2, stay: 0 })).toThrow('variance');
    expect(() => ptable({ largest: 10, variance: 4, threshold: 4, stay: 0 })).toThrow('variance');
  });

  it.skipIf(!present)('equals the reference tables (skipped when ../shared/cases is absent)', () => {
    let compared = 0;
    for (const name of readdirSync(new URL('ptable_reference/', folder))) {
      const match = /^(?:cnt|pt_ex_cnts)_D(\d+)_V([\d.]+?)_js(\d+)(?:_pstay([\d.]+))?\.csv$/.exec(name);
      if (!match) continue;
      const [largest, variance, threshold, stay] = match.slice(1).map((text) => Number(text ?? 0)) as [number, number, number, number];
      const rows = ptable({ largest, variance, threshold, stay, monotone: !name.startsWith('pt_ex') });
      const check = new URL(`ptable_reference/${name.replace('.csv', '.check.csv')}`, folder);
      // where its solver found nothing, the reference lowered pstay and tried again
      const lowered = new Set(existsSync(check) ? lines(check).filter((line) => Number(line[5]) > 1).map((line) => Number(line[0])) : []);
      for (const [count, , p, noise] of lines(new URL(`ptable_reference/${name}`, folder)).map((line) => line.map(Number))) {
        if (lowered.has(count!)) continue;
        expect(rows[count!]!.find((entry) => entry.noise === noise)!.probability, `${name} ${count} ${noise}`).toBeCloseTo(p!, 5);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(600);
  });
});

describe('cell keys', () => {
  it('turn round, and leave zero alone', () => {
    const table = ptable({ largest: 5, variance: 3, threshold: 2, stay: 0 });
    expect(cellKey([keys - 1, 2])).toBe(1);
    expect(perturbed(0, 12_345, table)).toBe(0);
    expect(perturbed(1, 0, table)).toBe(0);
    expect(perturbed(1, keys - 1, table)).toBe(6);
    expect(perturbed(1000, keys - 1, table)).toBe(1005);
  });

  it.skipIf(!present).each(['tiny', 'small'])('equal the reference in every cell of %s (skipped when ../shared/cases is absent)', (tag) => {
    const table = ptable({ largest: 5, variance: 3, threshold: 2, stay: 0 });
    const above = ['region', 'type', 'month'].map((name) => {
      const chain: string[] = [];
      return new Map(
        lines(new URL(`cellkey_golden/${tag}_hier_${name}.csv`, folder)).map(([level, code]) => {
          chain.length = level!.length - 1;
          chain.push(code!);
          return [code!, [...chain]];
        }),
      );
    });
    const cells = new Map<string, { count: number; key: number }>();
    for (const [region, type, month, key] of lines(new URL(`cellkey_golden/${tag}_cellkey_micro.csv`, folder))) {
      for (const r of above[0]!.get(region!)!) for (const t of above[1]!.get(type!)!) for (const m of above[2]!.get(month!)!) {
        const id = `${r}|${t}|${m}`;
        const { count, key: sum } = cells.get(id) ?? { count: 0, key: 0 };
        cells.set(id, { count: count + 1, key: cellKey([sum, Math.round(Number(key) * keys)]) });
      }
    }
    const expected = lines(new URL(`cellkey_golden/${tag}_cellkey_D5V3js2.csv`, folder));
    expect(expected.length).toBeGreaterThan(200);
    for (const [r, t, m, , count, , noisy] of expected) {
      const cell = cells.get(`${r}|${t}|${m}`) ?? { count: 0, key: 0 };
      expect(cell.count).toBe(Number(count));
      expect(perturbed(cell.count, cell.key, table), `${r} ${t} ${m}`).toBe(Number(noisy));
    }
  });
});

describe('small-count rounding', () => {
  it('leaves no small count, adds up, and moves no figure far', () => {
    const values = [[1, 7, 3], [2, 40, 4], [0, 3, 12]];
    const at = (r: number | '*', c: number | '*'): number => values.reduce((sum, row, i) => sum + row.reduce((part, one, j) => part + ((r === '*' || r === i) && (c === '*' || c === j) ? one : 0), 0), 0);
    const codes = [0, 1, 2, '*'] as const;
    const tables: LinkedTables = {
      cells: codes.flatMap((r) => codes.map((c) => ({ id: `${r}|${c}`, value: at(r, c), minimum: 5 }))),
      equations: codes.flatMap((one) => [{ total: `${one}|*`, parts: [0, 1, 2].map((c) => `${one}|${c}`) }, { total: `*|${one}`, parts: [0, 1, 2].map((r) => `${r}|${one}`) }]),
    };
    const rounded = roundSmallCounts(tables, 5);
    for (const { total, parts } of tables.equations) expect(parts.reduce((sum, part) => sum + rounded.get(part)!, 0)).toBe(rounded.get(total));
    for (const { id, value } of tables.cells) {
      const after = rounded.get(id)!;
      expect(after === 0 || after >= 5, id).toBe(true);
      expect(Math.abs(after - value)).toBeLessThanOrEqual(5);
    }
    expect(() => roundSmallCounts({ ...tables, equations: [{ total: '*|*', parts: ['0|0'], relation: 'atLeast' }] }, 5)).toThrow('equations');
  });
});
