/** R's lm and survey, and Lohr's farms: cases/statistics/r_reference, survey and lohr. */
import { expect, it } from 'vitest';
import { designTotal, type NationalTotal, nationalTotal } from './national-total.js';
import { panelChange } from './panel.js';
import { csv, describeReference, json, near } from './reference.test-support.js';

interface PanelCase {
  N: number;
  n: number;
  y0: number[];
  x0: number[];
  y1: number[];
  x1: number[];
  ratio: number;
  se_ratio: number;
  known_exposure_total: number;
  grossed_total: number;
  se_grossed_total: number;
  yoy_ratio: number;
  se_log_yoy: number;
}

const zip = (counts: number[], exposures: number[]) => counts.map((count, i) => ({ count, exposure: exposures[i]! }));

describeReference('national totals', () => {
  it('ratio prediction: R lm(y ~ 0 + x, weights = 1 / x)', () => {
    const given = json<{ ratio_predictor_2016_11: { y: number[]; x: number[]; X_total: number; coverage: number; rate: number; total: number; se_total: number; phi: number; df: number } }>('r_reference/panel_incomplete_reference.json').ratio_predictor_2016_11;
    const units = zip(given.y, given.x);
    expect(nationalTotal(units, given.X_total)).toMatchObject({ refused: 'DEKKING_TE_LAAG' });
    const own = nationalTotal(units, given.X_total, 0.95, { reliable: 0.8, publishable: 0.5 }) as NationalTotal;
    near(own.value, given.total, 1e-12, 'total');
    near(own.coverage, given.coverage, 1e-12, 'coverage');
    near(own.foundDispersion, given.phi, 1e-10, 'phi');
    expect([own.df, own.dispersion, own.mark]).toEqual([given.df, 1, 'u']);
    // R keeps a dispersion below one, which is floored here
    near(own.se * Math.sqrt(given.phi), given.se_total, 1e-10, 's.e.');
  });

  it('design-based check and matched panel: R survey on hospital infections', () => {
    const cases = json<PanelCase[]>('survey/panel_ratio_reference.json');
    expect(cases.length).toBe(18);
    for (const one of cases) {
      const own = designTotal(zip(one.y1, one.x1), one.known_exposure_total, one.N)!;
      near(own.rate, one.ratio, 1e-10);
      near(own.value, one.grossed_total, 1e-10);
      const change = panelChange(one.y0.map((count, i) => ({ before: { count, exposure: one.x0[i]! }, after: { count: one.y1[i]!, exposure: one.x1[i]! } })), one.N)!;
      near(change.value, one.yoy_ratio, 1e-10);
      for (const [mine, theirs] of [[own.rateSe, one.se_ratio], [own.se, one.se_grossed_total], [change.se, one.se_log_yoy]] as const) expect(Math.abs(mine - theirs)).toBeLessThan(1e-10 * Math.max(1, theirs));
    }
  });

  it("Lohr's farms: 300 of 3,078 counties", () => {
    const { srs } = json<{ srs: { N: number; n: number; Tx: number; B: number; seB: number; total: number; se: number; se_with_population_mean_x: number } }>('lohr/r_survey_reference.json');
    const units = csv('lohr/agsrs.csv').map((row) => ({ count: Number(row['acres92']), exposure: Number(row['acres87']) }));
    const own = designTotal(units, srs.Tx, srs.N)!;
    near(own.rate, srs.B, 1e-10);
    near(own.rateSe, srs.seB, 1e-10);
    near(own.value, srs.total, 1e-10);
    near(own.se, srs.se, 1e-10);
    // Lohr's textbook (Sampling: Design and Analysis, example 4.2): 951,513,191 and 5,344,568, with the population mean of x
    const sampleMean = units.reduce((sum, unit) => sum + unit.exposure, 0) / units.length;
    near((own.se * sampleMean) / (srs.Tx / srs.N), srs.se_with_population_mean_x, 1e-10);
    expect(Math.round(own.value)).toBe(951_513_191);
  });
});
