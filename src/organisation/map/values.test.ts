import { describe, expect, test } from 'vitest';
import { field, loadCodebook } from '../../codebook/codebook.js';
import { type FieldMapping, mappingSchema } from './mapping.js';
import { valueCoder } from './values.js';

const codebook = loadCodebook();
const coder = (name: string, given: object) => {
  const { velden } = mappingSchema.parse({ organisatie: 'PROEF', meldingsnummer: { kolommen: ['nr'] }, velden: { [name]: given } });
  return valueCoder(velden[name] as FieldMapping, field(codebook, name), codebook);
};

describe('tick marks', () => {
  const ticks = coder('vorm', { vinkjes: { Verbaal: 'VERB', Fysiek: 'FYS', Online: 'ONLN' } });
  test.each([
    [['x', '', ''], ['VERB'], undefined],
    [['X', 'ja', '0'], ['VERB', 'FYS'], undefined],
    [['', 'nee', '-'], [], 'leeg'],
    [['1', 'onwaar', 'WAAR'], ['VERB', 'ONLN'], undefined],
  ])('%j', (cells, codes, problem) => expect(ticks(cells)).toEqual(problem ? { codes, problem } : { codes }));

  test('with named ticks anything else is unknown', () => {
    const named = coder('vorm', { vinkjes: { Verbaal: 'VERB', Fysiek: 'FYS' }, aangevinkt: ['x'], niet_aangevinkt: ['geen'] });
    expect([named(['x', 'geen']), named(['x', 'misschien'])]).toEqual([{ codes: ['VERB'] }, { codes: ['VERB'], problem: 'onbekend' }]);
  });
});

describe('labels', () => {
  test('compare without case, spaces and invisible signs', () => {
    const relation = coder('relatie', { kolom: 'wie', codes: { 'Ouder / verzorger': 'OUDER' } });
    for (const text of ['ouder / verzorger', ' OUDER /  Verzorger\u00a0', 'Ouder\u200b / verzorger']) expect(relation([text])).toEqual({ codes: ['OUDER'] });
    expect(relation(['ouder'])).toEqual({ codes: [], problem: 'onbekend' });
    expect(relation([' '])).toEqual({ codes: [], problem: 'leeg' });
  });

  test('without codes the codebook itself is read, and nothing else', () => {
    const relation = coder('relatie', { kolom: 'wie' });
    expect([relation(['OUDER']), relation(['Ouder/verzorger']), relation(['moeder'])]).toEqual([{ codes: ['OUDER'] }, { codes: ['OUDER'] }, { codes: [], problem: 'onbekend' }]);
  });

  test('an empty cell may stand for a code, another scale for nothing but unknown', () => {
    expect(coder('aangifte_status', { kolom: 'a', leeg: 'NEE', codes: { ja: 'GEDAAN' } })([''])).toEqual({ codes: ['NEE'] });
    const severity = coder('ernst', { kolom: 'p', andere_schaal: true });
    expect([severity(['P1']), severity([''])]).toEqual([{ codes: ['9'] }, { codes: [], problem: 'leeg' }]);
  });

  test.each([
    ['ja', 'J'], ['Nee', 'N'], ['WAAR', 'J'], ['0', 'N'], ['onbekend', 'O'],
  ])('yes and no need no codes: %s', (text, code) => expect(coder('privesfeer', { kolom: 'p' })([text])).toEqual({ codes: [code] }));
});

describe('places', () => {
  const region = coder('regio', { kolom: 'plaats', codes: { 'Vestiging 3': 'JZ22' } });
  test.each([
    ['Rotterdam', { codes: ['JZ29'] }],
    ["'s-Gravenhage", { codes: ['JZ24'] }],
    ['Gemeente Utrecht', { codes: ['JZ22'] }],
    ['JZ35', { codes: ['JZ35'] }],
    ['Vestiging 3', { codes: ['JZ22'] }],
    ['Bergen', { codes: ['ONBEKEND'], problem: 'meerduidig' }],
    ['JZ40', { codes: [], problem: 'onbekend' }],
    ['Verweggistan', { codes: [], problem: 'onbekend' }],
  ])('%s', (text, expected) => expect(region([text])).toEqual(expected));
});
