import { describe, expect, test } from 'vitest';
import { loadCodebook } from '../../codebook/codebook.js';
import { message, messageKeys } from '../../i18n/message.js';
import { contextKinds, type ContextKind } from '../../levering/context.js';
import { contextTemplate, countFindings, parseContext, type ContextTable } from './context.js';

const codebook = loadCodebook();
const lists = { codebook, organisaties: ['LINDEVELD', 'MERWEDE'] };

function table(rows: Record<string, string>[], kind: ContextKind, decimalMark: 'komma' | 'punt' = 'komma'): ContextTable {
  return { headers: contextTemplate(kind, codebook), rows: rows.map((cellen, i) => ({ rij: i + 2, cellen })), decimalMark };
}
const parse = (kind: ContextKind, ...rows: Record<string, string>[]) => parseContext(kind, table(rows, kind), lists);

const noemer = {
  organisatie_code: 'LINDEVELD', periode: '2024H1', fte_jb: '112,5', fte_jr: '20', medewerkers_jb: '130', medewerkers_jr: '25',
  jeugdigen_ots: '1.234', jeugdigen_vots: '10', jeugdigen_voogdij: '300', jeugdigen_tijdelijke_voogdij: '0', jeugdigen_jr: '150', gezinnen: '1.020,5',
};
const rules = (result: ReturnType<typeof parse>) => result.findings.map(({ rij, kolom, regel, ernst }) => [rij, kolom, regel, ernst]);

describe('denominators', () => {
  test('a good row is typed; empty is unknown and 0 is zero', () => {
    const result = parse('noemer', { ...noemer, huisbezoeken: '0' });
    expect(result.findings).toEqual([]);
    expect(result.counts).toEqual({ valid: 1, signal: 0, rejected: 0, duplicate: 0, not_a_record: 0 });
    expect(result.rows[0]).toMatchObject({
      organisatie_code: 'LINDEVELD', regio: null, periode: '2024H1', van_maand: '2024-01', tot_maand: '2024-06', fte_jb: 112.5, jeugdigen_ots: 1234,
      jeugdigen_tijdelijke_voogdij: 0, huisbezoeken: 0, jeugdigen_muhp: null, gezinnen: 1020.5, meldsysteem: null,
    });
  });

  test('a workbook stores 112.125 FTE with a point', () => {
    const result = parseContext('noemer', table([{ ...noemer, jeugdigen_ots: '1234', gezinnen: '1020.5', fte_jb: '112.125' }], 'noemer', 'punt'), lists);
    expect(result.rows[0]).toMatchObject({ fte_jb: 112.125, gezinnen: 1020.5 });
  });

  const bad: [string, Record<string, string>, string, string, string][] = [
    ['an unknown organisation', { organisatie_code: 'ELDERS' }, 'organisatie_code', 'R22', 'error'],
    ['no organisation', { organisatie_code: '' }, 'organisatie_code', 'N04', 'error'],
    ['no period', { periode: '' }, 'periode', 'N04', 'error'],
    ['a period that is none', { periode: '2024H3' }, 'periode', 'N02', 'error'],
    ['text for a number', { fte_jb: 'veel' }, 'fte_jb', 'N01', 'error'],
    ['an English decimal in Dutch text', { fte_jb: '112.5' }, 'fte_jb', 'N01', 'error'],
    ['a negative number', { jeugdigen_ots: '-1' }, 'jeugdigen_ots', 'R30', 'error'],
    ['half a home visit', { huisbezoeken: '10,5' }, 'huisbezoeken', 'N01', 'error'],
    ['more than all sick', { verzuim_pct: '100,1' }, 'verzuim_pct', 'R30', 'error'],
    ['a negative share', { verloop_pct: '-0,1' }, 'verloop_pct', 'R30', 'error'],
    ['an unknown region', { regio: 'JZ40' }, 'regio', 'R22', 'error'],
    ['an answer that is none', { meldplicht_beleid: 'misschien' }, 'meldplicht_beleid', 'R22', 'error'],
    ['a month that is none', { meldcampagne_maand: 'voorjaar' }, 'meldcampagne_maand', 'N02', 'error'],
    ['a long text', { meldsysteem: 'x'.repeat(201) }, 'meldsysteem', 'N07', 'error'],
    ['a required number left empty', { gezinnen: '' }, 'gezinnen', 'N04', 'signal'],
    ['more FTE than employees', { fte_jb: '143,1' }, 'fte_jb', 'R30', 'signal'],
    ['twice as many FTE as employees, as a misread thousands point gives', { fte_jb: '112.500' }, 'fte_jb', 'R30', 'error'],
    ['stocks that do not follow from flows',
      { jeugdigen_ots_begin: '100', jeugdigen_ots_instroom: '10', jeugdigen_ots_uitstroom: '5', jeugdigen_ots_eind: '106' }, 'jeugdigen_ots_eind', 'R30', 'error'],
  ];
  test.each(bad)('%s', (_, cells, column, rule, severity) => {
    const result = parse('noemer', { ...noemer, ...cells }, { ...noemer, periode: '2023H2' });
    expect(rules(result)).toEqual([[2, column, rule, severity]]);
    expect(result.counts).toMatchObject(severity === 'error' ? { valid: 1, rejected: 1 } : { valid: 1, signal: 1 });
    expect(result.rows).toHaveLength(severity === 'error' ? 1 : 2);
    for (const { regel, params } of result.findings) {
      const key = `context.${regel}` as Parameters<typeof message>[1];
      expect(messageKeys()).toContain(key);
      for (const lang of ['nl', 'en'] as const) expect(message(lang, key, params).length).toBeGreaterThan(10);
    }
  });

  test.each(['100', '0', '100,0'])('%s %% is possible', (text) => {
    expect(parse('noemer', { ...noemer, verzuim_pct: text }).findings).toEqual([]);
  });

  test('stocks that follow from flows, or with an unknown part, pass', () => {
    const flows = { jeugdigen_ots_begin: '100', jeugdigen_ots_instroom: '10', jeugdigen_ots_uitstroom: '5', jeugdigen_ots_eind: '105' };
    expect(parse('noemer', { ...noemer, ...flows }).findings).toEqual([]);
    expect(parse('noemer', { ...noemer, ...flows, jeugdigen_ots_uitstroom: '', jeugdigen_ots_eind: '3' }).findings).toEqual([]);
  });

  test('the same key: the same content counts once, other content not at all', () => {
    const again = parse('noemer', noemer, { ...noemer, periode: '2024-H1' });
    expect(again.counts).toMatchObject({ valid: 1, duplicate: 1 });
    expect(rules(again)).toEqual([[3, 'organisatie_code', 'N03', 'info']]);
    const conflict = parse('noemer', noemer, { ...noemer, fte_jb: '113' }, { ...noemer, regio: 'JZ01' }, { ...noemer, organisatie_code: 'MERWEDE' });
    expect(conflict.counts).toMatchObject({ valid: 2, rejected: 2 });
    expect(conflict.findings.map(({ rij, params }) => [rij, params['other']])).toEqual([[2, 3], [3, 2]]);
  });

  test('the region LANDELIJK is the organisation as a whole', () => {
    expect(parse('noemer', { ...noemer, regio: 'landelijk' }).rows[0]).toMatchObject({ regio: null });
  });
});

describe('columns', () => {
  test('may be written in other case and with spaces', () => {
    const headers = contextTemplate('nulverklaring', codebook).map((name) => ` ${name.replaceAll('_', ' ').toUpperCase()}`);
    const cellen = { [headers[0]!]: 'lindeveld', [headers[1]!]: '2024-03' };
    const result = parseContext('nulverklaring', { headers, rows: [{ rij: 2, cellen }], decimalMark: 'komma' }, lists);
    expect(result.rows).toEqual([{ organisatie_code: 'LINDEVELD', periode: '2024-03', van_maand: '2024-03', tot_maand: '2024-03' }]);
  });

  test('a missing required one is named', () => {
    const headers = contextTemplate('noemer', codebook).filter((name) => name !== 'fte_jb' && name !== 'gezinnen' && name !== 'verzuim_pct');
    expect(() => parseContext('noemer', { headers, rows: [], decimalMark: 'komma' }, lists)).toThrow(
      expect.objectContaining({ key: 'context.columnMissing', params: { columns: 'fte_jb, gezinnen' }, exitCode: 3 }),
    );
  });

  test('one that stands twice is refused', () => {
    const headers = [...contextTemplate('nulverklaring', codebook), 'PERIODE'];
    expect(() => parseContext('nulverklaring', { headers, rows: [], decimalMark: 'komma' }, lists)).toThrow(expect.objectContaining({ key: 'context.columnTwice' }));
  });

  test('an unknown one is a signal with its number, never its name', () => {
    const headers = ['organisatie_code', 'Jan Jansen', 'periode', ''];
    const result = parseContext('nulverklaring', { headers, rows: [], decimalMark: 'komma' }, lists);
    expect(result.findings).toEqual([{ rij: null, kolom: null, regel: 'N06', ernst: 'signal', params: { number: 2 } }]);
  });

  test('blank rows are no records', () => {
    expect(parse('noemer', {}, { fte_jb: '  ' }, noemer).counts).toMatchObject({ not_a_record: 2, valid: 1 });
  });
});

describe('the other tables', () => {
  const zaak = { let_team: 'LET', startmaand: '2023-11', uitkomst_aanmelding: 'OVERGENOMEN' };
  test('cases of LET and HRT: the number of youths leaves as a class', () => {
    const result = parse('let', { ...zaak, aantal_jeugdigen: '2' }, { ...zaak, aantal_jeugdigen: '7' }, { ...zaak, aantal_jeugdigen: '' }, zaak);
    expect(result.rows.map((row) => row['aantal_jeugdigen'])).toEqual(['2', '3+', null, null]);
    expect(result.counts.valid).toBe(4);
  });

  test.each([
    ['let', { ...zaak, eindmaand: '2023-10' }, 'eindmaand', 'N05'],
    ['let', { ...zaak, startmaand: '', eindmaand: '2023-10' }, 'startmaand', 'N04'],
    ['let', { ...zaak, let_team: 'SWAT' }, 'let_team', 'R22'],
    ['gebeurtenis', { code: 'STAKING', van: '2022-11', tot: '2022-10', soort: 'ACTIE', label_nl: 'a', label_en: 'b' }, 'tot', 'N05'],
    ['gebeurtenis', { code: 'STAKING', van: '', tot: '2022-10', soort: 'ACTIE', label_nl: 'a', label_en: 'b' }, 'van', 'N04'],
    ['gebeurtenis', { code: 'twee woorden', van: '2022-11', soort: 'ACTIE', label_nl: 'a', label_en: 'b' }, 'code', 'N08'],
    ['enquete', { bron: 'AZW', jaar: '2019', populatie: 'jeugdzorg', vorm: 'totaal', aandeel_pct: '181', vindplaats: 'x' }, 'aandeel_pct', 'R30'],
    ['enquete', { bron: 'AZW', jaar: '219', populatie: 'jeugdzorg', vorm: 'totaal', aandeel_pct: '81', vindplaats: 'x' }, 'jaar', 'R30'],
    ['enquete', { bron: 'AZW', jaar: '', populatie: 'jeugdzorg', vorm: 'totaal', aandeel_pct: '81', vindplaats: 'x' }, 'jaar', 'N04'],
    ['nulverklaring', { organisatie_code: 'MERWEDE', periode: 'vorige maand' }, 'periode', 'N02'],
  ] as const)('%s: %j', (kind, row, column, rule) => {
    expect(rules(parse(kind, row))).toEqual([[2, column, rule, 'error']]);
  });

  test('good ones pass', () => {
    const events = parse('gebeurtenis', { code: 'staking_2022', van: 'nov 2022', tot: '2022-12', soort: 'actie', label_nl: 'Actie', label_en: 'Action' });
    expect(events.rows).toEqual([{ code: 'STAKING_2022', van: '2022-11', tot: '2022-12', soort: 'ACTIE', label_nl: 'Actie', label_en: 'Action' }]);
    const surveys = parse('enquete', { bron: 'AZW', jaar: '2019', populatie: 'Werknemers jeugdzorg', vorm: 'Totaal', aandeel_pct: '81,0%', vindplaats: 'azwinfo.nl' });
    expect(surveys.rows[0]).toMatchObject({ jaar: 2019, aandeel_pct: 81 });
  });

  test.each(contextKinds)('the template of %s is its header line', (kind) => {
    const headers = contextTemplate(kind, codebook);
    expect(parseContext(kind, { headers, rows: [], decimalMark: 'komma' }, lists)).toEqual({
      rows: [], findings: [], counts: { valid: 0, signal: 0, rejected: 0, duplicate: 0, not_a_record: 0 },
    });
  });

  test('findings are counted for the manifest by rule and field', () => {
    const { findings } = parse('noemer', { ...noemer, fte_jb: 'x' }, { ...noemer, fte_jb: 'y', periode: '2023' }, { ...noemer, periode: '2022', gezinnen: '' });
    expect(countFindings(findings)).toEqual([
      { regel: 'N01', veld: 'fte_jb', ernst: 'error', aantal: 2 },
      { regel: 'N04', veld: 'gezinnen', ernst: 'signal', aantal: 1 },
    ]);
  });
});
