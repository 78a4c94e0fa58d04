import { describe, expect, it } from 'vitest';
import type { Count } from './count.js';
import { periodCoverage } from './coverage.js';
import { publishedPeriods } from './period.js';
import type { Programme, ProgrammeTable } from './programme.js';
import { countTables } from './tables.js';

const base: Omit<ProgrammeTable, 'id' | 'indicator'> = { zonder: [], meervoudig: false, perioden: ['maand', '12maanden'], minimum: 'cel', belang: 0, verborgen: [], telling: true, opgave: false, sommen: {}, aandelen: [] };
const label = { nl: 'x', en: 'x' };

const programme: Programme = {
  versie: 1,
  breuk: [],
  trend: { indicator: 'I30', dimensie: 'trend', reeks: 'verandering', codes: { ALLE_LEVERAARS: label, VAST_PANEL: label } },
  tabellen: [
    { ...base, id: 'totaal', indicator: 'I01', codes: { ALLE: label }, minimum: 'maandtotaal', belang: 4 },
    { ...base, id: 'ernst', indicator: 'I06', lijst: 'ernst', van: ['totaal', 'ALLE'], sommen: { BEKEND: { behalve: ['9'], label } } },
    { ...base, id: 'fte', indicator: 'I02', codes: { MET: label, ZONDER: label }, van: ['totaal', 'ALLE'], verborgen: ['ZONDER'], perioden: ['maand'] },
    { ...base, id: 'vorm', indicator: 'I05', lijst: 'vorm', van: ['totaal', 'ALLE'], meervoudig: true, perioden: ['12maanden'] },
  ],
  verbanden: [{ totaal: ['vorm', 'VERB'], delen: [['ernst', '1']] }],
};

const count = (organisatie: string, maand: string, code: string, aantal: number): Count => ({ organisatie, maand, code, aantal });
const counts = new Map([
  ['totaal', [count('B', '2024-05', 'ALLE', 3), count('A', '2024-06', 'ALLE', 7), count('B', '2024-06', 'ALLE', 2)]],
  ['ernst', [count('B', '2024-05', '1', 3), count('A', '2024-06', '1', 4), count('A', '2024-06', '9', 2), count('A', '2024-06', 'LEEG', 1), count('B', '2024-06', 'VREEMD', 2)]],
  ['fte', [count('B', '2024-05', 'MET', 3), count('A', '2024-06', 'MET', 7), count('B', '2024-06', 'ZONDER', 2)]],
  ['vorm', [count('A', '2024-06', 'VERB', 6), count('A', '2024-06', 'FYS', 5)]],
]);
const lists = new Map([['ernst', ['1', '2', '9']], ['vorm', ['VERB', 'FYS']]]);
const tables = countTables(programme, counts, publishedPeriods(['2024-05', '2024-06'], '2024-06'), lists, { minimum: 10, minimumMaandtotaal: 5 });
const cell = (id: string) => tables.cells.find((one) => one.id === id)!;
const year = '2023-07/2024-06';

describe('countTables', () => {
  it('counts a cell with its contributions, months and twelve months', () => {
    expect(cell('totaal|ALLE|2024-06')).toMatchObject({ value: 9, contributions: [{ unit: 'A', value: 7 }, { unit: 'B', value: 2 }], minimum: 5, importance: 4 });
    expect(cell(`totaal|ALLE|${year}`)).toMatchObject({ value: 12, contributions: [{ unit: 'A', value: 7 }, { unit: 'B', value: 5 }], minimum: 10, importance: 5 });
  });

  it('has a zero for every code of the list, and further codes only when they occur', () => {
    expect(cell('ernst|2|2024-06')).toMatchObject({ value: 0, contributions: [], minimum: 10 });
    expect(tables.codes.get('ernst')).toEqual(['1', '2', '9', 'VREEMD', 'LEEG']);
  });

  it('sums codes without the unknown and missing ones', () => {
    expect(cell('ernst|BEKEND|2024-06')).toMatchObject({ value: 6, sum: true, importance: 2, contributions: [{ unit: 'A', value: 4 }, { unit: 'B', value: 2 }] });
  });

  it('ties codes to the whole, months to twelve months, sums to codes, and tables to each other', () => {
    const texts = tables.equations.map(({ total, parts, relation }) => `${total} ${relation} ${parts.join(' + ')}`);
    expect(texts).toContain('totaal|ALLE|2024-06 equal ernst|1|2024-06 + ernst|2|2024-06 + ernst|9|2024-06 + ernst|VREEMD|2024-06 + ernst|LEEG|2024-06');
    expect(texts).toContain(`ernst|BEKEND|${year} equal ernst|BEKEND|2024-05 + ernst|BEKEND|2024-06`);
    expect(texts).toContain('ernst|BEKEND|2024-05 equal ernst|1|2024-05 + ernst|2|2024-05 + ernst|VREEMD|2024-05');
    expect(texts).toContain(`totaal|ALLE|${year} atLeast vorm|VERB|${year} + vorm|FYS|${year}`);
    expect(texts).toContain(`totaal|ALLE|${year} atMost vorm|FYS|${year}`);
    expect(texts).toContain(`vorm|VERB|${year} equal ernst|1|${year}`);
    expect(texts.some((text) => text.startsWith('vorm|VERB|2024-06'))).toBe(false);
  });
});

describe('a denominator that some organisations do not know', () => {
  const texts = tables.equations.map(({ total, parts, relation }) => `${total} ${relation} ${parts.join(' + ')}`);

  it('leaves a part that is never shown', () => {
    expect(texts).toContain('totaal|ALLE|2024-06 equal fte|MET|2024-06 + fte|ZONDER|2024-06');
    expect(cell('fte|ZONDER|2024-06')).toMatchObject({ hidden: true, value: 2 });
  });

  it('leaves no doubt when all know it: the count and the numerator are one number', () => {
    expect(texts).toContain('totaal|ALLE|2024-05 equal fte|MET|2024-05');
  });
});

describe('periodCoverage', () => {
  const months = [
    { maand: '2024-05', verwacht: 2, geleverd: 1, nul: 0, fte_verwacht: 30.5, fte_geleverd: 10.1, doorgetrokken: false },
    { maand: '2024-06', verwacht: 2, geleverd: 2, nul: 1, fte_verwacht: 30.5, fte_geleverd: 30.5, doorgetrokken: false },
    { maand: '2024-07', verwacht: 2, geleverd: 0, nul: 0, fte_verwacht: null, fte_geleverd: null, doorgetrokken: false },
  ];
  it('adds FTE-months up over the period', () => {
    expect(periodCoverage({ id: '2024-06', soort: 'maand', maanden: ['2024-06'], volledig: true }, months)).toEqual({ fteMaanden: 30.5, aandeel: 1 });
    expect(periodCoverage({ id: year, soort: '12maanden', maanden: ['2024-05', '2024-06'], volledig: false }, months)).toEqual({ fteMaanden: 40.6, aandeel: 0.6656 });
  });

  it('has no share where no FTE is known', () => {
    expect(periodCoverage({ id: '2024-07', soort: 'maand', maanden: [], volledig: true }, months)).toEqual({ fteMaanden: 0, aandeel: null });
  });
});
