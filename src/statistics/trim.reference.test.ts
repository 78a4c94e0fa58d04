/** CBS's own TRIM 3.61 output, rtrim 2.3.1 and R's glm: cases/statistics/rtrim and r_reference. */
import { expect, it } from 'vitest';
import { fitLogLinear, type LogLinearFit } from './loglinear.js';
import { csv, describeReference, json, near, text } from './reference.test-support.js';
import { periodRatio, trim, type Trim } from './trim.js';
import type { TrimCell } from './trim-design.js';

interface Reference {
  overdispersion: number;
  index: { time: number[]; fitted: number[]; se_fit: number[] };
  totals: { fitted: number[]; se_fit: number[]; imputed: number[] };
}
interface Glm {
  names: string[];
  coef: number[];
  se: number[];
  dispersion: number;
  pearson: number;
  deviance: number;
}

const number = (cell: string): number | undefined => (cell === 'NA' ? undefined : Number(cell));
const fitted = (model: ReturnType<typeof trim>): Trim => {
  if ('refused' in model) throw new Error(model.refused);
  return model;
};

function skylark(): Trim {
  const rows = csv('rtrim/skylark2.csv');
  const cells = new Map(rows.map((row) => [`${row['site']} ${row['year']}`, number(row['count']!)]));
  const sites = [...new Set(rows.map((row) => row['site']!))];
  const years = [...new Set(rows.map((row) => row['year']!))];
  return fitted(trim(sites.flatMap((unit) => years.map((period): TrimCell => ({ unit, period, count: cells.get(`${unit} ${period}`), exposure: 1 })))));
}

describeReference('TRIM', () => {
  it('skylark: rtrim with overdispersion', () => {
    const model = skylark();
    const { overdispersion, index, totals } = json<Record<string, Reference>>('rtrim/rtrim_reference.json')['skylark2_model3_overdisp']!;
    near(model.dispersion, overdispersion, 1e-8, 'dispersion');
    for (const [i, one] of model.periods.entries()) {
      expect(one.period).toBe(String(index.time[i]));
      near(one.index!.value, index.fitted[i]!, 1e-8, one.period);
      near(one.index!.se, index.se_fit[i]!, 1e-8, `s.e. ${one.period}`);
      expect([one.fitted, one.fittedSe, one.imputed.value].map(Math.round)).toEqual([totals.fitted[i], totals.se_fit[i], totals.imputed[i]]);
    }
  });

  it('skylark: TRIM 3.61 itself (skylark-1b.out)', () => {
    const model = skylark();
    const output = text('rtrim/outfiles/skylark-1b.out');
    const row = (heading: string, start: string): number[] => {
      const after = output.slice(output.indexOf(heading));
      return new RegExp(`^ +${start}(.*)$`, 'm').exec(after)![1]!.trim().split(/\s+/).map(Number);
    };
    expect(Number(/Overdispersion {5}= {2}([\d.]+)/.exec(output)![1])).toBe(Number(model.dispersion.toFixed(3)));
    expect([model.pearson.toFixed(2), model.df, model.deviance.toFixed(2)]).toEqual(['188.14', 140, '184.98']);
    for (const [i, one] of model.periods.entries()) {
      if (i > 0) expect(row('Time INDICES', String(i + 1)).slice(0, 2)).toEqual([one.index!.value, one.index!.se].map((value) => Number(value.toFixed(4))));
      expect(row('TIME TOTALS', String(i + 1)).slice(0, 2)).toEqual([one.fitted, one.fittedSe].map(Math.round));
    }
    const { additive, se, value, word } = model.slope;
    expect(row('OVERALL SLOPE MODEL', '0')).toHaveLength(4);
    expect([additive, se, value, value * se].map((figure) => figure.toFixed(4))).toEqual(['0.0485', '0.0124', '1.0497', '0.0130']);
    expect(output).toContain('OVERALL SLOPE MODEL: Moderate increase');
    expect(word).toBe('MATIGE_TOENAME');
  });

  it('oystercatcher: rtrim by month, 138 sites over 20 years', () => {
    const cells = csv('rtrim/oystercatcher.csv').map((row): TrimCell => ({ unit: row['site']!, period: row['year']!, season: row['month']!.padStart(2, '0'), count: number(row['count']!), exposure: 1 }));
    const model = fitted(trim(cells));
    const { overdispersion, index, totals } = json<Record<string, Reference>>('rtrim/rtrim_reference.json')['oystercatcher_monthly_overdisp']!;
    expect(model.season).toBe('factor');
    near(model.dispersion, overdispersion, 1e-8, 'dispersion');
    for (const [i, one] of model.periods.entries()) {
      near(one.index!.value, index.fitted[i]!, 1e-8, one.period);
      near(one.index!.se, i === 0 ? 0 : index.se_fit[i]!, 1e-8, `s.e. ${one.period}`);
      expect([one.fitted, one.fittedSe].map(Math.round)).toEqual([totals.fitted[i], totals.se_fit[i]]);
    }
  });

  const panel = (period: (month: string) => string, season: (month: string) => string | undefined): TrimCell[] =>
    csv('r_reference/panel_incomplete.csv').map(({ org, month, incidents, exposure_days }) => {
      const part = season(month!);
      return { unit: org!, period: period(month!), ...(part === undefined ? {} : { season: part }), count: number(incidents!), exposure: Number(exposure_days) };
    });
  const reference = (): { org_year_month: Glm; org_time: Glm; yoy: { rate_ratio: number; lower_t: number; upper_t: number; p: number }; imputed_year_totals: Record<string, number> } =>
    json('r_reference/panel_incomplete_reference.json');
  const sameAsGlm = (model: Trim, glm: Glm): void => {
    // R took this dispersion with the weights of the last iteration but one: its own Pearson / df differs from it by as much
    near(model.foundDispersion, glm.pearson / model.df, 1e-8, 'dispersion');
    const weights = Math.sqrt(glm.dispersion / (glm.pearson / model.df));
    near(weights, 1, 1e-6, 'last iteration');
    near(model.pearson, glm.pearson, 1e-8, 'pearson');
    near(model.deviance, glm.deviance, 1e-8, 'deviance');
    for (const [i, coefficient] of glm.coef.entries()) {
      near(model.coefficients[i]!, coefficient, 1e-8, glm.names[i]);
      near(Math.sqrt(model.covariance[i]![i]!), glm.se[i]!, 3e-6, `s.e. ${glm.names[i]}`);
    }
  };

  it('an incomplete panel with offset: R glm, organisation + year + month', () => {
    const { org_year_month, yoy, imputed_year_totals } = reference();
    const model = fitted(trim(panel((month) => month.slice(0, 4), (month) => month.slice(5, 7))));
    expect(model.season).toBe('factor');
    sameAsGlm(model, org_year_month);
    const change = periodRatio(model, '2016', '2015')!;
    near(change.value, yoy.rate_ratio, 1e-8);
    near(change.lower, yoy.lower_t, 1e-7);
    near(change.upper, yoy.upper_t, 1e-7);
    near(change.p, yoy.p, 2e-6);
    for (const { period, imputed } of model.periods) near(imputed.value, imputed_year_totals[period]!, 1e-8, period);
  });

  it('an incomplete panel with offset: R glm, organisation + time', () => {
    sameAsGlm(fitted(trim(panel((month) => month, () => undefined))), reference().org_time);
  });

  it('a series with offset: R glm(quasipoisson), months as factor and as harmonics', () => {
    const rows = csv('r_reference/Seatbelts.csv');
    const cases = json<{ seatbelts: Record<string, Glm> }>('r_reference/r_reference.json').seatbelts;
    for (const [name, glm] of Object.entries(cases).filter(([key]) => key.startsWith('quasipoisson'))) {
      const columns = glm.names.map((label) => (row: Record<string, string>): number => {
        const [t, month] = [Number(row['t']), Number(row['month'])];
        if (label === '(Intercept)') return 1;
        const factor = /^(?:factor\(month\)|month)(\d+)$/.exec(label);
        if (factor) return Number(month === Number(factor[1]));
        const wave = /^([sc])([12])$/.exec(label);
        if (wave) return Math[wave[1] === 's' ? 'sin' : 'cos']((Number(wave[2]) * 2 * Math.PI * t) / 12);
        if (label in row) return Number(row[label]);
        throw new Error(`${name}: ${label}`);
      });
      const fit = fitLogLinear(rows.map((row) => ({ count: Number(row['DriversKilled']), offset: Math.log(Number(row['kms'])), terms: columns.map((of, i) => [i, of(row)] as const) })), columns.length) as LogLinearFit;
      near(fit.dispersion, glm.dispersion, 1e-8, name);
      for (const [i, coefficient] of glm.coef.entries()) near(fit.coefficients[i]!, coefficient, 1e-8, `${name} ${glm.names[i]}`);
      for (const [i, se] of glm.se.entries()) near(Math.sqrt(fit.dispersion * fit.unscaled[i]![i]!), se, 1e-8, `${name} s.e. ${glm.names[i]}`);
    }
  });
});
