import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { designTotal, nationalTotal } from './national-total.js';
import { panelChange } from './panel.js';

const units = [{ count: 30, exposure: 100 }, { count: 12, exposure: 60 }, { count: 55, exposure: 140 }];

describe('nationalTotal', () => {
  it.each([
    [300, '', 1],
    [375, '', 0.8],
    [376, 'u', 300 / 376],
    [500, 'u', 0.6],
  ])('on a sector of %i FTE-months', (exposure, mark, coverage) => {
    const own = nationalTotal(units, exposure);
    expect(own).toMatchObject({ mark, coverage });
    if (!('refused' in own)) expect(own.value).toBeCloseTo((97 * exposure) / 300, 10);
  });

  it('is what was reported, without doubt, when all reported', () => {
    expect(nationalTotal(units, 300)).toMatchObject({ value: 97, lower: 97, upper: 97, se: 0 });
  });

  it('is refused with one organisation, or without incidents to learn a rate from', () => {
    expect(nationalTotal([units[0]!], 110)).toMatchObject({ refused: 'TE_WEINIG_ORGANISATIES' });
    expect(nationalTotal(units.map((unit) => ({ ...unit, count: 0 })), 310)).toMatchObject({ refused: 'TE_WEINIG_ORGANISATIES' });
    expect(nationalTotal(units, 0)).toEqual({ refused: 'DEKKING_TE_LAAG', coverage: 0 });
  });

  it('never is there below the threshold, never below what was reported, and wider the less reported', () => {
    const unit = fc.record({ count: fc.integer({ min: 0, max: 500 }), exposure: fc.double({ min: 1, max: 900, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(unit, { minLength: 2, maxLength: 20 }), fc.double({ min: 0, max: 3, noNaN: true }), (given, more) => {
        const reported = given.reduce((sum, one) => sum + one.exposure, 0);
        const own = nationalTotal(given, reported * (1 + more));
        if (1 / (1 + more) < 0.6 - 1e-9) return 'refused' in own && own.refused === 'DEKKING_TE_LAAG';
        if ('refused' in own) return own.refused === 'TE_WEINIG_ORGANISATIES' || Math.abs(1 / (1 + more) - 0.6) < 1e-9;
        const count = given.reduce((sum, one) => sum + one.count, 0);
        const wider = nationalTotal(given, reported * (1 + more) * 1.001);
        return own.lower >= count && own.value >= count - 1e-9 && own.dispersion >= 1 && ('refused' in wider || wider.se > own.se);
      }),
    );
  });
});

describe('designTotal', () => {
  // R survey 4.1.1 on six hospitals of ten: cases/statistics/survey
  it('grosses up by the rate, with the error of a random sample', () => {
    const counts = [59, 55, 4, 126, 42, 105];
    const days = [12820.4583333323, 12269.7083333312, 2271.583333332, 21738.3749999942, 16425.2500000006, 25970.1250000031];
    const own = designTotal(counts.map((count, i) => ({ count, exposure: days[i]! })), 157067.274999989, 10)!;
    expect([own.value, own.se, own.rateSe].map((figure) => figure.toPrecision(10))).toEqual(['671.2166667', '52.96594119', '0.0003372181837']);
  });

  it('needs two units', () => {
    expect(designTotal([units[0]!], 100, 3)).toBeUndefined();
  });
});

describe('panelChange', () => {
  const panel = [{ before: { count: 10, exposure: 100 }, after: { count: 15, exposure: 110 } }, { before: { count: 40, exposure: 300 }, after: { count: 39, exposure: 290 } }, { before: { count: 22, exposure: 150 }, after: { count: 30, exposure: 160 } }];

  it('compares the same units in both periods', () => {
    const own = panelChange(panel, 12)!;
    expect(own.value).toBeCloseTo((84 / 560) / (72 / 550), 12);
    expect(own.lower * own.upper).toBeCloseTo(own.value ** 2, 12);
    expect(own.units).toBe(3);
  });

  it('has no sampling error when the panel is the sector', () => {
    expect(panelChange(panel, 3)).toMatchObject({ se: 0 });
  });

  it('needs two units and events in both periods', () => {
    expect(panelChange(panel.slice(0, 1), 3)).toBeUndefined();
    expect(panelChange(panel.map((unit) => ({ ...unit, before: { count: 0, exposure: 1 } })), 3)).toBeUndefined();
  });
});
