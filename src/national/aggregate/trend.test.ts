import { describe, expect, it } from 'vitest';
import type { Count, MarkedEvent } from './count.js';
import { type PanelMonth, trend } from './trend.js';

const months = Array.from({ length: 36 }, (_, i) => `${2021 + Math.floor((i + 6) / 12)}-${String(((i + 6) % 12) + 1).padStart(2, '0')}`);

/** Organisations that register `perFte` incidents per FTE in every month of the three years, on another level each year. */
function sector(organisations: Readonly<Record<string, { fte: number; levels: readonly [number, number, number]; missing?: readonly string[] }>>): { panel: PanelMonth[]; counts: Count[] } {
  const panel: PanelMonth[] = [];
  const counts: Count[] = [];
  for (const [organisatie, { fte, levels, missing = [] }] of Object.entries(organisations)) {
    for (const [i, maand] of months.entries()) {
      const gemeld = !missing.includes(maand);
      panel.push({ organisatie, maand, fte, gemeld });
      if (gemeld) counts.push({ organisatie, maand, code: 'ALLE', aantal: fte * levels[Math.floor(i / 12)]! });
    }
  }
  return { panel, counts };
}

const steady = { A: { fte: 100, levels: [1, 2, 3] as const }, B: { fte: 60, levels: [1, 2, 3] as const }, C: { fte: 40, levels: [1, 2, 3] as const } };
const told = (given: ReturnType<typeof sector>, events: readonly MarkedEvent[] = [], reference = '2024-06') => trend(given.panel, given.counts, events, ['FORMULIER'], reference);

describe('trend', () => {
  it('compares the last twelve months with the twelve before', () => {
    const { figures, dispersion } = told(sector(steady));
    expect(figures.map(({ code, ratio }) => [code, ratio.value.toFixed(9)])).toEqual([['ALLE_LEVERAARS', '1.500000000'], ['VAST_PANEL', '1.500000000']]);
    expect(figures[0]!.contributions).toEqual([
      [{ unit: 'A', value: 3600 }, { unit: 'B', value: 2160 }, { unit: 'C', value: 1440 }],
      [{ unit: 'A', value: 2400 }, { unit: 'B', value: 1440 }, { unit: 'C', value: 960 }],
    ]);
    expect(dispersion).toBe(1);
  });

  it('is not moved by a large organisation that joins, which the fixed panel leaves out', () => {
    const given = sector({ ...steady, NIEUW: { fte: 1000, levels: [0, 6, 9], missing: months.slice(0, 20) } });
    const { figures } = told(given);
    expect(figures.map(({ ratio }) => ratio.value.toFixed(6))).toEqual(['1.500000', '1.500000']);
    expect(figures.map(({ contributions }) => contributions[0].map(({ unit }) => unit).join(''))).toEqual(['ABCNIEUW', 'ABC']);
  });

  it('takes a declared break out of the change', () => {
    const given = sector(Object.fromEntries(Object.entries(steady).map(([name, one]) => [name, { ...one, levels: [2, 2, 2] as const }])));
    const doubled = { ...given, counts: given.counts.map((count) => ({ ...count, aantal: count.maand >= '2023-10' ? 2 * count.aantal : count.aantal })) };
    const event = (soort: string): MarkedEvent => ({ code: 'FORM', van: '2023-10-01', tot: null, soort, label_nl: 'x', label_en: 'x' });
    expect(told(doubled, [event('FORMULIER')]).figures[0]!.ratio.value).toBeCloseTo(1, 6);
    expect(told(doubled, [event('MEDIA')]).figures[0]!.ratio.value).toBeCloseTo(1.75, 6);
  });

  it('keeps the change when a break falls together with the start of the twelve months', () => {
    const event: MarkedEvent = { code: 'FORM', van: '2023-07', tot: null, soort: 'FORMULIER', label_nl: 'x', label_en: 'x' };
    expect(told(sector(steady), [event]).figures[0]!.ratio.value).toBeCloseTo(1.5, 9);
  });

  it.each([
    ['two organisations', sector({ A: steady.A, B: steady.B }), '2024-06'],
    ['a single year', sector(steady), '2022-06'],
    ['nothing at all', { panel: [], counts: [] }, '2024-06'],
  ])('says nothing with %s', (_, given, reference) => {
    const until = { panel: given.panel.filter(({ maand }) => maand <= reference), counts: given.counts.filter(({ maand }) => maand <= reference) };
    expect(told(until, [], reference).figures).toEqual([]);
  });

  it('has a fixed panel of those that delivered all 24 months only', () => {
    const { figures } = told(sector({ ...steady, D: { fte: 20, levels: [1, 5, 1], missing: ['2023-12'] } }));
    expect(figures.map(({ contributions }) => contributions[1].length)).toEqual([4, 3]);
  });

  it('tells the dispersion of what jumps about', () => {
    const given = sector(steady);
    const jumping = { ...given, counts: given.counts.map((count, i) => ({ ...count, aantal: Math.round(count.aantal * ((i * 7) % 5 < 2 ? 0.6 : 1.4)) })) };
    expect(told(jumping).dispersion).toBeGreaterThan(10);
  });
});
