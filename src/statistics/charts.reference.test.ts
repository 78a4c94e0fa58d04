/** NHSRplotthedots (24 series) and qicharts2: cases/statistics/nhsr_ptd and qicharts2. */
import { expect, it } from 'vitest';
import { type ControlChart, laneyChart, uChart, xmrChart } from './control-chart.js';
import { describeReference, json, near } from './reference.test-support.js';
import type { SpecialCause } from './special-cause.js';

interface Run {
  dataset: string;
  screen_outliers: boolean;
  fix_after_n_points: number;
  mean: number;
  lpl: number;
  upl: number;
  value: number[];
  special_cause_type: string[];
}
interface Qic {
  facet1: string | number;
  facet2: string | number;
  'y.sum': number;
  n: number;
  y: number;
  cl: number;
  ucl: number;
  lcl: number;
  'ucl.95': number;
  'lcl.95': number;
}

const names: Readonly<Record<string, SpecialCause>> = {
  'Common Cause': 'GEEN',
  'Above UCL': 'BOVEN_GRENS',
  'Below LCL': 'ONDER_GRENS',
  '7 Point Trend (Increasing)': 'STIJGING_VAN_7',
  '7 Point Trend (Decreasing)': 'DALING_VAN_7',
  '2 in 3 Above CL': 'TWEE_VAN_DRIE_BOVEN',
  '2 in 3 Below CL': 'TWEE_VAN_DRIE_ONDER',
  '7 Points Above CL': 'ZEVEN_BOVEN',
  '7 Points Below CL': 'ZEVEN_ONDER',
};

describeReference('control charts', () => {
  it('XmR and the four rules: NHSRplotthedots', () => {
    const runs = json<Run[]>('nhsr_ptd/xmr_reference_runs.json');
    const seen = new Set<SpecialCause>();
    let points = 0;
    for (const run of runs) {
      const chart = xmrChart(run.value, { screen: run.screen_outliers, oldTwoInThree: true, ...(run.fix_after_n_points > 0 ? { baseline: run.fix_after_n_points } : {}) });
      near(chart.centre, run.mean, 1e-12, run.dataset);
      near(chart.points[0]!.lower, run.lpl, 1e-11, run.dataset);
      near(chart.points[0]!.upper, run.upl, 1e-11, run.dataset);
      const causes = chart.points.map((point) => point.cause);
      expect(causes, `${run.dataset} ${run.screen_outliers} ${run.fix_after_n_points}`).toEqual(run.special_cause_type.map((type) => names[type]));
      causes.forEach((cause) => seen.add(cause));
      points += causes.length;
    }
    expect([points, seen.size]).toEqual([2388, 9]);
  });

  const check = (name: string, draw: (counts: number[], exposures: number[]) => ControlChart): void => {
    const rows = json<Record<string, Qic[]>>('qicharts2/reference_runs.json')[name]!;
    for (const facet of new Set(rows.map((row) => row.facet1))) {
      const own = rows.filter((row) => row.facet1 === facet);
      const multiply = (own[0]!.y * own[0]!.n) / own[0]!['y.sum'];
      const chart = draw(own.map((row) => row['y.sum']), own.map((row) => row.n / multiply));
      for (const [i, row] of own.entries()) {
        const point = chart.points[i]!;
        near(chart.centre, row.cl, 1e-9, `${name} ${facet} centre`);
        for (const [mine, theirs] of [[point.upper, row.ucl], [point.lower, row.lcl], [point.nearUpper, row['ucl.95']], [point.nearLower, row['lcl.95']]] as const) near(mine, theirs, 1e-9, `${name} ${facet} ${i}`);
      }
    }
  };

  it('u: qicharts2, six hospitals', () => check('hai_u_by_hospital_UTI', uChart));
  it('u′: qicharts2, six hospitals (moving ranges not screened)', () => check('hai_uprime_by_hospital_UTI', (counts, exposures) => laneyChart(counts, exposures, { screen: false })));
  it('u′: qicharts2, all hospitals together', () => check('hai_uprime_all', (counts, exposures) => laneyChart(counts, exposures, { screen: false })));
  it('u with limits frozen after 24 months: qicharts2', () => check('cdi_u_freeze24', (counts, exposures) => uChart(counts, exposures, { baseline: 24 })));
  it('u with new limits after 24 months: qicharts2', () => {
    const rows = json<Record<string, Qic[]>>('qicharts2/reference_runs.json')['cdi_u_parts24']!;
    const multiply = (rows[0]!.y * rows[0]!.n) / rows[0]!['y.sum'];
    for (const part of [rows.slice(0, 24), rows.slice(24)]) {
      const chart = uChart(part.map((row) => row['y.sum']), part.map((row) => row.n / multiply));
      part.forEach((row, i) => near(chart.points[i]!.upper, row.ucl, 1e-9, `part ${i}`));
    }
  });
});
