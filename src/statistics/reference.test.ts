/** Answers that nobody here wrote: R 4.2.2 and PHEindicatormethods, when the shared cases lie beside the project. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chiSquareQuantile, gammaQuantile } from './gamma.js';
import { normalQuantile } from './normal.js';
import { proportion } from './proportions.js';
import { byarLimits, exactPoissonLimits, rate } from './rates.js';

const folder = new URL('../../../shared/cases/statistics/', import.meta.url);
const present = existsSync(folder);
const name = present ? 'reference cases' : `reference cases (skipped: shared/cases/statistics is not there)`;

interface RReference {
  poisson_exact: { x: number; conf: number; lower: number; upper: number }[];
  wilson: { x: number; n: number; lower: number; upper: number }[];
  quantiles: { f: string; p: number; q: number; df?: number; shape?: number }[];
}

function near(own: number, reference: number, tolerance: number, about: string): void {
  const scale = Math.abs(reference) > 1e-300 ? Math.abs(reference) : 1;
  expect(Math.abs(own - reference) / scale, `${about}: ${own} against ${reference}`).toBeLessThan(tolerance);
}

describe.skipIf(!present)(name, () => {
  const r = (): RReference => JSON.parse(readFileSync(new URL('r_reference/r_reference.json', folder), 'utf8')) as RReference;

  it('R: exact Poisson limits', () => {
    const rows = r().poisson_exact;
    expect(rows.length).toBe(39);
    for (const { x, conf, lower, upper } of rows) {
      const own = exactPoissonLimits(x, conf);
      near(own.lower, lower, 1e-13, `lower ${x} ${conf}`);
      near(own.upper, upper, 1e-13, `upper ${x} ${conf}`);
    }
  });

  it('R: Wilson without continuity correction', () => {
    for (const { x, n, lower, upper } of r().wilson) {
      const own = proportion(x, n)!;
      expect(own.value).toBe(x / n);
      expect(Math.abs(own.lower - lower)).toBeLessThan(1e-14);
      expect(Math.abs(own.upper - upper)).toBeLessThan(1e-14);
    }
  });

  it('R: quantiles of gamma, chi-square and normal', () => {
    let checked = 0;
    for (const { f, p, q, df, shape } of r().quantiles) {
      const own = f === 'chisq' ? chiSquareQuantile(p, df!) : f === 'gamma(rate=1)' ? gammaQuantile(p, shape!) : f === 'normal' ? normalQuantile(p) : undefined;
      if (own === undefined) continue;
      near(own, q, 2e-13, `${f} p=${p} df=${df} shape=${shape}`);
      checked++;
    }
    expect(checked).toBe(140);
  });

  it('PHE: Byar and Wilson', () => {
    for (const { x, n, lowercl, uppercl, confidence, method } of csv('phe/testdata_Byars_Wilson__testdata_B_W.csv')) {
      const level = Number.parseFloat(confidence!) / 100;
      const own = method === 'Byars' ? byarLimits(Number(x), level) : proportion(Number(x), Number(n), 1, level)!;
      if (lowercl) near(own.lower, Number(lowercl), 1e-13, `lower ${x}`);
      near(own.upper, Number(uppercl), 1e-13, `upper ${x}`);
    }
  });

  it('PHE: crude rates, exact below ten and Byar from ten', () => {
    const rows = csv('phe/testdata_Rate__testdata_Rate.csv').filter((row) => row['value']);
    expect(rows.length).toBeGreaterThan(15);
    for (const row of rows) {
      for (const [confidence, label] of [[0.95, '95_0'], [0.998, '99_8']] as const) {
        const own = rate(Number(row['Numerator']), Number(row['Denominator']), Number(row['multiplier']), confidence)!;
        near(own.value, Number(row['value']), 1e-13, row['Area']!);
        near(own.lower, Number(row[`lower${label}cl`]), 1e-13, row['Area']!);
        near(own.upper, Number(row[`upper${label}cl`]), 1e-13, row['Area']!);
      }
    }
  });

  it('PHE: proportions', () => {
    const rows = csv('phe/testdata_Proportion__testdata_Prop.csv').filter((row) => row['value']);
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) {
      const multiplier = Number(row['multiplier']);
      for (const [confidence, label] of [[0.95, '95_0'], [0.998, '99_8']] as const) {
        const own = proportion(Number(row['Numerator']), Number(row['Denominator']), multiplier, confidence)!;
        expect(Math.abs(own.lower - Number(row[`lower${label}cl`]))).toBeLessThan(1e-12 * multiplier);
        expect(Math.abs(own.upper - Number(row[`upper${label}cl`]))).toBeLessThan(1e-12 * multiplier);
      }
    }
  });
});

function csv(path: string): Record<string, string>[] {
  const [head, ...lines] = readFileSync(new URL(path, folder), 'utf8').trim().split(/\r?\n/).map((line) => line.replaceAll('"', '').split(','));
  return lines.map((cells) => Object.fromEntries(head!.map((column, i) => [column, cells[i]!])));
}
