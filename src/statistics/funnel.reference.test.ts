/** FunnelPlotR and PHE's funnels: cases/statistics/funnelplotr and phe/original. */
import { expect, it } from 'vitest';
import { fingertipsClass, type FunnelMethod, overdispersedFunnel, overdispersion, poissonFunnel } from './funnel.js';
import { csv, describeReference, json, near } from './reference.test-support.js';

interface Run {
  method: FunnelMethod;
  trim_by: number;
  n: number;
  phi: number;
  tau2: number;
  observed: number[];
  expected: number[];
  ll95: number[];
  ul95: number[];
  ll998: number[];
  ul998: number[];
  odll95: number[];
  odul95: number[];
  odll998: number[];
  odul998: number[];
}

describeReference('funnels', () => {
  it('FunnelPlotR: phi, tau² and limits by SHMI and CQC', () => {
    const runs = json<Run[]>('funnelplotr/reference_runs_sr.json');
    expect(runs.map((run) => [run.method, run.trim_by])).toEqual([['SHMI', 0.1], ['CQC', 0.1], ['CQC', 0.05]]);
    for (const run of runs) {
      const units = run.observed.map((observed, i) => ({ observed, expected: run.expected[i]! }));
      const own = overdispersion(units, run.method, run.trim_by);
      expect(own.kept).toBe(run.n);
      near(own.phi, run.phi, 1e-10, `${run.method} phi`);
      near(own.tau2, run.tau2, 1e-10, `${run.method} tau²`);
      for (const [i, { expected }] of units.entries()) {
        const chance = [poissonFunnel(expected, 0.95), poissonFunnel(expected, 0.998)].flatMap(({ lower, upper }) => [lower, upper]);
        [run.ll95, run.ul95, run.ll998, run.ul998].forEach((limits, k) => near(chance[k]!, limits[i]!, 1e-10, `${run.method} ${i} ${k}`));
        const wide = [0.95, 0.998].map((confidence) => overdispersedFunnel(expected, own.tau2, run.method, confidence)).flatMap(({ lower, upper }) => [lower, upper]);
        // the package rounds z to 1.959964 and 3.090232, and leaves CQC's limits as those of the root
        [run.odll95, run.odul95, run.odll998, run.odul998].forEach((limits, k) => {
          const theirs = run.method === 'SHMI' ? limits[i]! : Math.max(0, limits[i]!) ** 2;
          expect(Math.abs(wide[k]! - theirs), `${run.method} ${i} ${k}`).toBeLessThan(1e-6 * Math.max(1, theirs));
        });
      }
    }
  });

  it('PHE: the class of 300 ratios', () => {
    const names = { 'Not significant': 'GEEN', 'High (0.001)': 'HOOG_998', 'High (0.025)': 'HOOG_95', 'Low (0.001)': 'LAAG_998', 'Low (0.025)': 'LAAG_95' } as const;
    const rows = csv('phe/original/testdata_funnel_ratio_inputs.csv');
    expect(rows.length).toBe(300);
    for (const row of rows) expect(fingertipsClass({ observed: Number(row['obs']), expected: Number(row['expected']) }), JSON.stringify(row)).toBe(names[row['significance'] as keyof typeof names]);
  });
});
