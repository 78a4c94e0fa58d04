import { describe, expect, it } from 'vitest';
import { byarLimits } from '../../statistics/rates.js';
import { rateOn } from '../../statistics/rate-bases.js';
import type { Period } from '../aggregate/period.js';
import { protectionConfig } from '../protect/config.js';
import { type DeliveredFrequency, repeatFigures, repeatSpread } from './repeats.js';

const config = protectionConfig.parse({});
const rules = { ...config, rounding: config.afronding };
const year: Period = { id: '2023', soort: 'jaar', maanden: [], volledig: true };
const notes = new Map([['2023', { fteMaanden: 0, aandeel: 1, status: 'p' }]]);

/** The same frequencies from a number of organisations, of the first half of 2023. */
const halves = (organisations: number, counts: readonly number[], eenheid: DeliveredFrequency['eenheid'] = 'gezin'): DeliveredFrequency[] =>
  Array.from({ length: organisations }, (_, o) => counts.map((aantal, i): DeliveredFrequency => ({ organisatie: `ORG${o}`, van: '2023-01', tot: '2023-06', termijn: 'halfjaar', eenheid, f: i + 1, aantal }))).flat().filter(({ aantal }) => aantal > 0);

describe('shares of one, two, three or more', () => {
  it('are counted over what was delivered, rounded, all classes together', () => {
    const rows = repeatFigures([year], halves(4, [40, 20, 6, 4]), { notes }, rules, config);
    expect(rows.map(({ klasse, aantal, aandeel, conf_status, obs_status }) => [klasse, aantal, aandeel, conf_status, obs_status])).toEqual([
      ['1', 160, 57.1, 'F', 'p'],
      ['2', 80, 28.6, 'F', 'p'],
      ['3+', 40, 14.3, 'F', 'p'],
    ]);
    // Σ f²·units over Σ f·units = (40 + 80 + 54 + 64) / (40 + 40 + 18 + 16), in tenths upwards
    expect(rows[0]).toMatchObject({ eenheid: 'gezin', termijn: 'halfjaar', organisaties: 4, factor: 2.1 });
  });

  it('fall back on two classes where three or more is small, and on none where that is small too', () => {
    expect(repeatFigures([year], halves(4, [40, 20, 1]), { notes }, rules, config).map(({ klasse }) => klasse)).toEqual(['1', '2+']);
    expect(repeatFigures([year], halves(4, [40, 1, 1]), { notes }, rules, config)).toEqual([
      { periode: '2023', eenheid: 'gezin', termijn: 'halfjaar', klasse: 'ALLE', aantal: null, aandeel: null, onder: null, boven: null, organisaties: 4, factor: null, obs_status: 'p', conf_status: 'C' },
    ]);
  });

  it('are withheld where two organisations deliver them, and left out where nobody does', () => {
    expect(repeatFigures([year], halves(2, [400, 200, 100]), { notes }, rules, config).map(({ klasse, conf_status }) => [klasse, conf_status])).toEqual([['ALLE', 'C']]);
    expect(repeatFigures([{ ...year, id: '2022' }], halves(4, [40, 20, 10]), { notes: new Map([['2022', notes.get('2023')!]]) }, rules, config)).toEqual([]);
  });
});

describe('how much wider intervals become', () => {
  it('is the factor of families or employees, whichever is larger, and 1 when too few deliver', () => {
    const rows = [...halves(4, [40, 20, 6, 4]), ...halves(4, [10, 10, 10], 'medewerker')];
    // employees: (10 + 40 + 90) / (10 + 20 + 30) = 2.33
    expect(repeatSpread(rows, rules)).toEqual({ maand: 1, jaar: 2.4 });
    expect(repeatSpread(halves(2, [40, 20, 6]), rules)).toEqual({ maand: 1, jaar: 1 });
  });

  it('widens by the formula of PHEindicatormethods: r + √(V/O) · (Byar(O) − O) / n', () => {
    const [count, exposure] = [400, 12_000];
    const byar = byarLimits(count);
    const wide = rateOn('fte', 'jaar', count, exposure, 0.95, 2.4)!;
    expect(wide.upper).toBeCloseTo((1200 * (count + Math.sqrt(2.4) * (byar.upper - count))) / exposure, 10);
    expect(wide.lower).toBeCloseTo((1200 * (count + Math.sqrt(2.4) * (byar.lower - count))) / exposure, 10);
  });
});
