/** What leaves of a date, a time, a number, a family: classes by their boundaries, and nothing finer. */
import { describe, expect, test } from 'vitest';
import { recordColumns } from '../../levering/columns.js';
import { judged } from '../judge.test-support.js';

const mapping = `
meldingsnummer: { kolommen: [nr] }
velden:
  incident_datum: { kolom: datum, formaat: dd-mm-jjjj }
  incident_tijd: { kolom: tijd }
  meld_datum: { kolom: gemeld, formaat: dd-mm-jjjj }
  vorm: { kolom: vorm }
  kanaal: { kolom: kanaal, scheiding: "," }
  relatie: { vast: OUDER }
  regio: { kolom: plaats }
  aantal_medewerkers: { kolom: aantal }
  politie_uitkomst: { kolom: politie }
  politie_reden: { kolom: reden }
  gezin_pseudo: { kolom: dossier }
afwezig: [letsel]
`;
const columns = ['nr', 'datum', 'tijd', 'gemeld', 'vorm', 'kanaal', 'plaats', 'aantal', 'politie', 'reden', 'dossier'];
type Cells = Partial<Record<(typeof columns)[number], string>>;
const usual = { datum: '10-03-2024', tijd: '14:30', gemeld: '10-03-2024', vorm: 'VERB', kanaal: 'LIVE', plaats: 'Utrecht', aantal: '1', politie: 'NIET_GEVRAAGD', reden: '', dossier: '' };
const line = (nr: number, cells: Cells) => columns.map((column) => ({ nr: `N${nr}`, ...usual, ...cells })[column as keyof typeof usual]).join(';');
const records = async (rows: readonly Cells[]) => (await judged([columns.join(';'), ...rows.map((cells, i) => line(i + 1, cells))], mapping)).rows.map(({ record }) => record!);

/** Fills up to three rows so that the reader has a table to see. */
const filler: Cells[] = [{ datum: '01-02-2024', gemeld: '02-02-2024' }, { datum: '02-02-2024', gemeld: '04-02-2024' }];

describe('boundaries of what leaves', () => {
  test.each([
    ['05:59', 'NACHT'], ['06:00', 'OCHTEND'], ['11:59', 'OCHTEND'], ['12:00', 'MIDDAG'], ['17:59', 'MIDDAG'], ['18:00', 'AVOND'], ['23:59', 'AVOND'], ['00:00', 'NACHT'], ['', 'ONBEKEND'],
  ])('time %s is %s', async (tijd, part) => expect((await records([{ tijd }, ...filler]))[0]!['dagdeel']).toBe(part));

  test.each([
    ['10-03-2024', '0'], ['11-03-2024', '1-3'], ['13-03-2024', '1-3'], ['14-03-2024', '4-14'], ['24-03-2024', '4-14'], ['25-03-2024', '15-90'], ['08-06-2024', '15-90'], ['09-06-2024', '>90'],
  ])('reported on %s is a delay of %s days', async (gemeld, delay) => expect((await records([{ gemeld }, ...filler]))[0]!['meldvertraging']).toBe(delay));

  test.each([['1', '1'], ['2', '2'], ['3', '3+'], ['17', '3+'], ['', '1']])('%s affected is %s', async (aantal, shown) =>
    expect((await records([{ aantal }, ...filler]))[0]!['medewerkers']).toBe(shown));

  test('a day becomes a month, a place a region', async () => {
    const [record] = await records([{ plaats: 'Rotterdam' }, ...filler]);
    expect(record).toMatchObject({ maand: '2024-03', regio: 'JZ29' });
    expect(JSON.stringify(record)).not.toMatch(/10-03|2024-03-10|Rotterdam|14:30|N1\b/);
  });

  test('of several channels the most direct gives its name, and all are kept', async () => {
    const [record] = await records([{ kanaal: 'ONLINE,TELEFOON' }, ...filler]);
    expect(record).toMatchObject({ kanaal: 'TELEFOON', kanalen: ['ONLINE', 'TELEFOON'] });
  });

  test('families leave only as a class of earlier incidents', async () => {
    const dossier = { dossier: 'D-100200' };
    const shown = await records([dossier, { ...dossier, datum: '11-03-2024', gemeld: '11-03-2024' }, { ...dossier, datum: '12-03-2024', gemeld: '12-03-2024' }, { datum: '13-03-2024', gemeld: '13-03-2024', dossier: 'D-9' }]);
    expect(shown.map((record) => record['herhaling_12m'])).toEqual(['0', '1', '2-4', '0']);
    expect(JSON.stringify(shown)).not.toContain('D-100200');
  });

  test('every column of the record is one that may pass the wall', async () => {
    const short: Record<string, string> = { politie: 'politie_uitkomst', aangifte: 'aangifte_status', medewerkers: 'aantal_medewerkers' };
    const allowed = new Set(recordColumns.map(({ naam }) => naam));
    for (const record of await records([{}, ...filler])) for (const name of Object.keys(record)) expect(allowed).toContain(short[name] ?? name);
  });
});
