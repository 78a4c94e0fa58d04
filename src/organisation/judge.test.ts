/** How rows become incidents: boundary tables on small exports. */
import { describe, expect, test } from 'vitest';
import { judged } from './judge.test-support.js';

const head = 'nr;status;datum;gemeld;vorm;kanaal;wie;medewerker';
const mapping = (more = '') => `
meldingsnummer: { kolommen: [nr] }
${more}
filters:
  - { kolom: status, waarden: [concept], reden: CONCEPT }
velden:
  incident_datum: { kolom: datum, formaat: dd-mm-jjjj }
  meld_datum: { kolom: gemeld, formaat: dd-mm-jjjj }
  vorm: { kolom: vorm, scheiding: "+", codes: { schelden: VERB.SCHELD, slaan: FYS.ZWAAR, klacht: PROC, "duwen + trekken": FYS.LICHT } }
  kanaal: { kolom: kanaal, codes: { live: LIVE, bellen: TELEFOON, net: ONLINE } }
  relatie: { kolommen: [wie, kanaal], codes: { "onbekend + net": ONLINE_ONB, "onbekend + *": ONBEKEND, "ouder + *": OUDER, "collega + *": INTERN } }
${more.includes('medewerker') ? '' : 'weglaten: [medewerker]'}
`;
const row = (nr: string, more: Partial<Record<'status' | 'datum' | 'gemeld' | 'vorm' | 'kanaal' | 'wie' | 'medewerker', string>> = {}) => {
  const cells = { status: 'open', datum: '10-03-2024', gemeld: '11-03-2024', vorm: 'schelden', kanaal: 'live', wie: 'ouder', medewerker: '', ...more };
  return [nr, cells.status, cells.datum, cells.gemeld, cells.vorm, cells.kanaal, cells.wie, cells.medewerker].join(';');
};
const one = async (cells: Parameters<typeof row>[1], options = {}) => {
  const { rows } = await judged([head, row('A1', cells), row('A2', { datum: '11-03-2024' }), row('A3', { datum: '12-03-2024', gemeld: '12-03-2024' })], mapping(), options);
  const [first] = rows;
  return `${first!.verdict} ${first!.findings.map(({ rule }) => rule).join(' ')}`.trim();
};

describe('one row', () => {
  test.each([
    [{}, 'valid'],
    [{ datum: '' }, 'rejected R02'],
    [{ datum: '31-04-2024' }, 'rejected R02'],
    [{ datum: '01-01-1900', gemeld: '' }, 'rejected R02'],
    [{ datum: '06-07-2024', gemeld: '' }, 'rejected R02'],
    [{ datum: '05-07-2024', gemeld: '' }, 'excluded R03'],
    [{ datum: '31-12-2023', gemeld: '02-01-2024' }, 'excluded R03'],
    [{ datum: '01-01-2024', gemeld: '02-01-2024' }, 'valid'],
    [{ datum: '30-06-2024', gemeld: '30-06-2024' }, 'valid'],
    [{ datum: '2024-03-10' }, 'signal L03'],
    [{ gemeld: '09-03-2024' }, 'rejected R04'],
    [{ gemeld: '08-06-2024' }, 'valid'],
    [{ gemeld: '09-06-2024' }, 'signal R05'],
    [{ vorm: '' }, 'rejected R06'],
    [{ vorm: 'zie tekst' }, 'rejected R06 R22'],
    [{ vorm: 'schelden+zie tekst' }, 'rejected R22'],
    [{ vorm: ' SCHELDEN ' }, 'valid'],
    [{ vorm: 'slaan', kanaal: 'bellen' }, 'rejected R07'],
    [{ vorm: 'slaan+schelden', kanaal: 'live' }, 'valid'],
    [{ vorm: 'klacht' }, 'signal R16'],
    [{ kanaal: '' }, 'rejected L05'],
    [{ wie: '' }, 'rejected L05'],
    [{ wie: 'buurman' }, 'rejected R22'],
    [{ wie: 'collega' }, 'excluded R21'],
    [{ wie: 'collega', vorm: '' }, 'excluded R21'],
    [{ status: 'Concept', vorm: '' }, 'excluded R21'],
  ])('%o is %s', async (cells, expected) => expect(await one(cells)).toBe(expected));

  test('a missing number is an error, and a row that is too long or has broken quotes stops only itself', async () => {
    const { verdicts, rules } = await judged([head, row(''), `${row('A2')};te;veel`, row('A3', { vorm: '"sch"elden"' }), row('A4', { datum: '09-03-2024' })], mapping());
    expect(verdicts).toEqual(['rejected', 'rejected', 'rejected', 'valid']);
    expect(rules).toEqual(['R01', 'L02', 'L02', '']);
  });

  test('codes come out as the mapping says: separators inside labels, combinations of columns', async () => {
    const { rows } = await judged([head, row('A1', { vorm: 'duwen + trekken + schelden' }), row('A2', { wie: 'onbekend', kanaal: 'net' }), row('A3', { wie: 'onbekend' })], mapping());
    expect(rows.map(({ record }) => [record!['vormen'], record!['vormen2'], record!['relatie']])).toEqual([
      [['FYS', 'VERB'], ['FYS.LICHT', 'VERB.SCHELD'], 'OUDER'],
      [['VERB'], ['VERB.SCHELD'], 'ONLINE_ONB'],
      [['VERB'], ['VERB.SCHELD'], 'ONBEKEND'],
    ]);
  });
});

describe('rows with one number', () => {
  test('an exact second copy is a duplicate, also in another place of the file', async () => {
    const { verdicts, rules } = await judged([head, row('A1'), row('A2', { datum: '12-03-2024', gemeld: '20-03-2024' }), row('A1')], mapping());
    expect(verdicts).toEqual(['valid', 'valid', 'duplicate']);
    expect(rules[2]).toBe('R26');
  });

  test('other content and nothing to choose by: none counts', async () => {
    const { verdicts, rules } = await judged([head, row('A1'), row('A1', { vorm: 'slaan' }), row('A2', { datum: '20-03-2024', gemeld: '20-03-2024' })], mapping());
    expect(verdicts).toEqual(['rejected', 'rejected', 'valid']);
    expect(rules.slice(0, 2)).toEqual(['R01', 'R01']);
  });

  test.each([
    ['nieuwste: { kolom: status, volgorde: [open, dicht] }', ['duplicate', 'valid']],
    ['nieuwste: { kolom: status, volgorde: [dicht, open] }', ['valid', 'duplicate']],
    ['nieuwste: { kolom: status, volgorde: [nieuw, oud] }', ['rejected', 'rejected']],
    ['nieuwste: { kolom: gemeld, formaat: dd-mm-jjjj }', ['duplicate', 'valid']],
  ])('%s', async (newest, expected) => {
    const { verdicts } = await judged([head, row('A1', { status: 'open' }), row('A1', { status: 'dicht', vorm: 'slaan', gemeld: '12-03-2024' })], mapping(newest));
    expect(verdicts).toEqual(expected);
  });

  test('several employees and actions of one incident: one incident, two affected', async () => {
    const several = 'meerdere_regels: { medewerker: [medewerker], acties: [status] }';
    const lines = [head, row('A1', { medewerker: 'p1' }), row('A1', { medewerker: 'p1', status: 'klaar' }), row('A1', { medewerker: 'p2' }), row('A2', { medewerker: 'p1', datum: '20-03-2024', gemeld: '21-03-2024' })];
    const { verdicts, incidents, affected, rows } = await judged(lines, mapping(several));
    expect(verdicts).toEqual(['valid', 'merged', 'merged', 'valid']);
    expect([incidents, affected]).toEqual([2, 3]);
    expect(rows[0]!.record!['medewerkers']).toBe('2');
    expect(rows.map(({ findings }) => findings[0]?.params['soort'])).toEqual([undefined, 'actie', 'betrokkene', undefined]);
  });

  test('rows of an incident that does not count do not count as merged', async () => {
    const several = 'meerdere_regels: { medewerker: [medewerker] }';
    const { verdicts } = await judged([head, row('A1', { medewerker: 'p1', kanaal: '' }), row('A1', { medewerker: 'p2', kanaal: '' })], mapping(several));
    expect(verdicts).toEqual(['rejected', 'rejected']);
  });

  test('forms that stand in rows of their own are taken together', async () => {
    const several = 'meerdere_regels: { medewerker: [medewerker], verenigen: [vorm] }';
    const { verdicts, rows } = await judged([head, row('A1'), row('A1', { vorm: 'slaan' })], mapping(several));
    expect(verdicts).toEqual(['valid', 'merged']);
    expect(rows[0]!.record!['vormen']).toEqual(['FYS', 'VERB']);
  });

  test('a row without number and date continues the row above, when the mapping says so', async () => {
    const several = 'meerdere_regels: { medewerker: [medewerker], vervolgregels: true }';
    const { verdicts, affected } = await judged([head, row('A1', { medewerker: 'p1' }), ';;;;;;;p2', row('A2', { datum: '20-03-2024', gemeld: '20-03-2024', medewerker: 'p3' })], mapping(several));
    expect(verdicts).toEqual(['valid', 'merged', 'valid']);
    expect(affected).toBe(3);
  });

  test('twins with another number are signalled, not dropped', async () => {
    const { verdicts, rules } = await judged([head, row('A1'), row('A2', { gemeld: '12-03-2024' }), row('A3', { gemeld: '14-03-2024' })], mapping());
    expect(verdicts).toEqual(['valid', 'signal', 'valid']);
    expect(rules[1]).toBe('R27');
  });
});

describe('the file as a whole', () => {
  const kinds = ({ fileFindings }: Awaited<ReturnType<typeof judged>>) => fileFindings.map(({ rule, params }) => `${rule} ${params['soort']}`);

  test('a total that fits says nothing, one that does not is a finding', async () => {
    const lines = [head, row('A1'), row('A2', { datum: '20-03-2024', gemeld: '20-03-2024' })];
    expect(kinds(await judged([...lines, 'Totaal;2'], mapping()))).toEqual([]);
    const wrong = await judged([...lines, 'Totaal;3'], mapping());
    expect(wrong.fileFindings).toMatchObject([{ rule: 'R28', params: { soort: 'controletotaal', verwacht: 3, geteld: 2, rij: 4 } }]);
    expect(wrong.counts).toMatchObject({ valid: 2, not_a_record: 1 });
  });

  test('a new column is named by its position only, and a column of citizen service numbers blocks', async () => {
    const wide = (values: string[]) => [`${head};extra`, ...values.map((value, i) => `${row(`A${i}`, { datum: `1${i}-03-2024`, gemeld: `1${i}-03-2024` })};${value}`)];
    const fresh = await judged(wide(['x', 'y', 'z']), mapping());
    expect(kinds(fresh)).toEqual(['R28 kolom_nieuw']);
    expect(JSON.stringify(fresh)).not.toContain('extra');
    const blocked = await judged(wide(['999990019', '123456782', '111222333']), mapping());
    expect(kinds(blocked)).toEqual(['R24 BSN']);
    expect(blocked.blocked).toBe(true);
    expect(JSON.stringify(blocked)).not.toMatch(/999990019|123456782/);
  });

  test('a missing required column stops the file, a mapping that fits nothing too', async () => {
    await expect(judged(['nr;status;datum;gemeld;vorm;wie;medewerker', 'A1;open;10-03-2024;;schelden;ouder;'], mapping())).rejects.toMatchObject({ key: 'map.requiredColumnMissing', exitCode: 3 });
    await expect(judged(['a;b;c', '1;2;3'], mapping())).rejects.toMatchObject({ key: 'map.fitsNothing', exitCode: 3 });
  });

  test('verdicts add up to the rows whatever stands in them', async () => {
    const { counts, rows } = await judged([head, '', row('A1'), 'maart', row(''), row('A1'), head, 'Totaal;9'], mapping());
    expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(rows.length);
    expect(counts.not_a_record).toBe(4);
  });
});

test('rows come out in the order of the file, also those above the header of a regular one', async () => {
  const { rows, detected } = await judged(['Rapportage;;;;;;;', '', head, row('A1'), row('A2', { datum: '12-03-2024', gemeld: '12-03-2024' })], mapping());
  expect(detected.weg).toBe('regelmatig');
  expect(rows.map((one) => [one.row, one.verdict])).toEqual([[1, 'not_a_record'], [2, 'not_a_record'], [4, 'valid'], [5, 'valid']]);
});
