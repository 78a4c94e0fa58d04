import { describe, expect, it } from 'vitest';
import { rateRatio } from './rate-ratio.js';
import { repeatSummary } from './repeat.js';
import { directRate, indirectRate } from './standardised.js';

describe('repeatSummary', () => {
  it('counts units, incidents and their spread', () => {
    expect(repeatSummary([{ events: 1, units: 70 }, { events: 2, units: 20 }, { events: 5, units: 2 }])).toEqual({
      units: 92, repeated: 22, events: 120, eventsInRepeated: 50, variance: 70 + 80 + 50, dispersion: 200 / 120,
    });
  });

  it.each([
    ['nobody met two', [{ events: 1, units: 9 }], 1],
    ['nothing happened', [], 1],
    ['units without incidents', [{ events: 0, units: 400 }, { events: 2, units: 3 }], 2],
  ])('dispersion when %s', (_, frequencies, dispersion) => {
    expect(repeatSummary(frequencies).dispersion).toBe(dispersion);
  });

  it('leaves units without incidents out of those that met one', () => {
    expect(repeatSummary([{ events: 0, units: 400 }, { events: 2, units: 3 }]).units).toBe(3);
  });
});

describe('standardised rates', () => {
  const strata = [
    { count: 20, exposure: 100, standard: 1 },
    { count: 10, exposure: 200, standard: 3 },
  ];

  it('directly: the mean of the rates by the weights of the standard', () => {
    expect(directRate(strata, 100)!.value).toBeCloseTo((0.2 * 1 + 0.05 * 3) * 25, 12);
  });

  it('directly: with one stratum, the limits of Byar (PHE, 65 per 100)', () => {
    const { lower, upper } = directRate([{ count: 65, exposure: 100, standard: 7 }], 100)!;
    expect(lower).toBeCloseTo(50.1631877104595, 11);
    expect(upper).toBeCloseTo(82.8491385459398, 11);
  });

  it('directly: wider with repeat events', () => {
    const [one, many] = [directRate(strata, 100)!, directRate(strata.map((stratum) => ({ ...stratum, frequencies: [{ events: 5, units: stratum.count / 5 }] })), 100)!];
    expect(many.upper - many.value).toBeCloseTo(Math.sqrt(5) * (one.upper - one.value), 10);
  });

  it.each([
    ['fewer than ten events', [{ count: 9, exposure: 100, standard: 1 }]],
    ['a stratum without exposure', [...strata, { count: 0, exposure: 0, standard: 1 }]],
    ['no weights', strata.map((stratum) => ({ ...stratum, standard: 0 }))],
  ])('directly: not with %s', (_, given) => {
    expect(directRate(given, 100)).toBeUndefined();
  });

  it('indirectly: observed over expected, times the rate of the reference', () => {
    const found = indirectRate(12, [{ exposure: 50, referenceCount: 30, referenceExposure: 300 }, { exposure: 10, referenceCount: 20, referenceExposure: 40 }], 100)!;
    expect(found.expected).toBeCloseTo(10, 12);
    expect(found.ratio.value).toBeCloseTo(1.2, 12);
    expect(found.rate.value).toBeCloseTo((1.2 * 100 * 50) / 340, 12);
    expect(indirectRate(3, [{ exposure: 50, referenceCount: 0, referenceExposure: 300 }], 100)).toBeUndefined();
    expect(indirectRate(3, [{ exposure: 50, referenceCount: 5, referenceExposure: 0 }], 100)).toBeUndefined();
  });
});

describe('rateRatio', () => {
  // R 4.2.2, poisson.test(c(11, 21), c(800, 3011))
  it('11 on 800 against 21 on 3,011', () => {
    const { value, lower, upper, p } = rateRatio(11, 800, 21, 3011)!;
    expect([value, lower, upper, p].map((figure) => figure.toFixed(12))).toEqual(['1.971488095238', '0.858426403392', '4.277265943654', '0.079668633033']);
  });

  it.each([
    [0, 4, 0, 1.81784023123904],
    [4, 0, 0.550103349466745, Infinity],
  ])('%i against %i on 50 and 60, or 60 and 50', (count1, count2, lower, upper) => {
    const own = count1 === 0 ? rateRatio(count1, 50, count2, 60)! : rateRatio(count1, 60, count2, 50)!;
    expect(own.lower).toBeCloseTo(lower, 12);
    if (upper === Infinity) expect(own.upper).toBe(Infinity);
    else expect(own.upper).toBeCloseTo(upper, 12);
  });

  it('says nothing of nothing', () => {
    expect([rateRatio(0, 10, 0, 20), rateRatio(3, 0, 4, 20)]).toEqual([undefined, undefined]);
    expect(rateRatio(5, 100, 5, 100)!.p).toBe(1);
  });

  it('turns over with its sides', () => {
    const [there, back] = [rateRatio(120, 10_500, 95, 10_100)!, rateRatio(95, 10_100, 120, 10_500)!];
    expect(there.lower * back.upper).toBeCloseTo(1, 12);
    expect(there.p).toBeCloseTo(back.p, 12);
  });
});
