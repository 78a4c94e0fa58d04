import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareAfter, survival } from './kaplan-meier.js';
import { stepwise } from './stepwise.js';
import { stockAndFlow } from './stock.js';

describe('survival', () => {
  // Miller (1981), acute myelogenous leukaemia, maintained group: R survival's aml; survfit prints these shares and errors,
  // scipy.stats.ecdf (1.17, log-log) these limits
  const aml = [[9, 1], [13, 1], [13, 0], [18, 1], [23, 1], [28, 0], [31, 1], [34, 1], [45, 0], [48, 1], [161, 0]].map(([time, ended]) => ({ time: time!, ended: ended === 1 }));
  const own = survival(aml);

  it('agrees with R and scipy', () => {
    expect(own.points.map(({ time, atRisk, value, se }) => [time, atRisk, value.toFixed(3), se.toFixed(4)])).toEqual([
      [9, 11, '0.909', '0.0867'], [13, 10, '0.818', '0.1163'], [18, 8, '0.716', '0.1397'], [23, 7, '0.614', '0.1526'],
      [31, 5, '0.491', '0.1642'], [34, 4, '0.368', '0.1627'], [48, 2, '0.184', '0.1535'],
    ]);
    expect(own.points.map(({ lower, upper }) => [lower.toFixed(10), upper.toFixed(10)])).toEqual([
      ['0.5080802058', '0.9866738227'], ['0.4474286147', '0.9511622286'], ['0.3501903859', '0.8990239742'], ['0.2657520400', '0.8352992433'],
      ['0.1673309098', '0.7533997904'], ['0.0928295749', '0.6570408324'], ['0.0117384801', '0.5250148427'],
    ]);
    expect([own.cases, own.running, own.median.value]).toEqual([11, 4, 31]);
  });

  it('has a median only when the curve comes so low', () => {
    expect(own.median).toEqual({ value: 31, lower: 13, upper: undefined });
    expect(survival([{ time: 5, ended: true }, { time: 9, ended: false, count: 3 }]).median.value).toBeUndefined();
  });

  it('says which share takes longer', () => {
    expect(shareAfter(own, 20)!.value).toBeCloseTo(0.7159, 4);
    expect(shareAfter(own, 3)).toEqual({ value: 1, lower: 1, upper: 1 });
    expect(shareAfter(own, 200)).toBeUndefined();
  });

  it('without running cases is the plain share, and the mean the plain mean', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 }), (times) => {
        const all = survival(times.map((time) => ({ time, ended: true })));
        const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
        return Math.abs(all.restrictedMean - mean) < 1e-9 && all.points.every(({ time, value }) => Math.abs(value - times.filter((one) => one > time).length / times.length) < 1e-9);
      }),
    );
  });

  it('counts cases together or one by one alike', () => {
    expect(survival([{ time: 2, ended: true, count: 3 }, { time: 4, ended: false, count: 2 }])).toEqual(survival([...Array.from({ length: 3 }, () => ({ time: 2, ended: true })), ...Array.from({ length: 2 }, () => ({ time: 4, ended: false }))]));
    expect(survival([])).toMatchObject({ points: [], cases: 0, median: { value: undefined } });
  });
});

describe('stepwise', () => {
  const steps = [
    { step: 'strafbaar', yes: 60, no: 30, unknown: 10 },
    { step: 'geprobeerd', after: 'strafbaar', yes: 20, no: 35, unknown: 5 },
    { step: 'opgenomen', after: 'geprobeerd', yes: 16, no: 4, unknown: 0 },
    { step: 'vpt', after: 'opgenomen', yes: 0, no: 0, unknown: 16 },
  ];

  it('gives each step its own denominator, and shows what is unknown', () => {
    const found = stepwise(100, steps);
    if ('mismatch' in found) throw new Error(found.mismatch);
    expect(found.steps.map(({ denominator, unknownShare, bounds }) => [denominator, unknownShare, bounds])).toEqual([
      [100, 0.1, { lower: 0.6, upper: 0.7 }],
      [60, 5 / 60, { lower: 20 / 60, upper: 25 / 60 }],
      [20, 0, { lower: 0.8, upper: 0.8 }],
      [16, 1, { lower: 0, upper: 1 }],
    ]);
    expect(found.steps.map(({ share }) => share?.value)).toEqual([60 / 90, 20 / 55, 0.8, undefined]);
    expect(found.steps[2]!.share!.lower).toBeCloseTo(0.584, 3);
  });

  it.each([
    ['the cohort', 99, steps, 'strafbaar'],
    ['the step before', 100, [steps[0]!, { ...steps[1]!, no: 36 }], 'geprobeerd'],
    ['a step that is not there', 100, [steps[1]!], 'geprobeerd'],
  ])('names the step that does not add up to %s', (_, cohort, counts, mismatch) => {
    expect(stepwise(cohort, counts)).toEqual({ mismatch });
  });
});

describe('stockAndFlow', () => {
  const cases = [{ from: 1, to: 3 }, { from: 2, to: undefined }, { from: 2, to: 2 }, { from: 5, to: 9 }, { from: 7, to: undefined }];

  it('counts what runs, begins and ends in each month', () => {
    const own = stockAndFlow(cases, 2, 5);
    expect(own.months.map(({ stock, inflow, outflow }) => [stock, inflow, outflow])).toEqual([[3, 2, 1], [2, 0, 1], [1, 0, 0], [2, 1, 0]]);
    expect([own.average, own.inflow, own.outflow]).toEqual([2, 3, 2]);
    // durations 3 and 1, and 4 and 1 still running
    expect([own.duration.cases, own.duration.running, own.duration.median.value]).toEqual([4, 2, 3]);
  });

  it('each stock is the one before, less what ended then, plus what begins now', () => {
    const one = fc.record({ from: fc.integer({ min: 0, max: 20 }), length: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }) });
    fc.assert(
      fc.property(fc.array(one), (given) => {
        const { months } = stockAndFlow(given.map(({ from, length }) => ({ from, to: length === undefined ? undefined : from + length })), 3, 18);
        return months.slice(1).every(({ stock, inflow }, i) => stock === months[i]!.stock - months[i]!.outflow + inflow);
      }),
    );
  });
});
