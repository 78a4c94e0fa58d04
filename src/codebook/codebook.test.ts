import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../error.js';
import {
  codebookVersions, codeLabel, codeList, field, fieldsOf, findCode, indicator, loadCodebook, reference, rule,
} from './codebook.js';
import { codedTable } from './coded.js';

const source = fileURLToPath(new URL('./0.1', import.meta.url));
const codebook = loadCodebook();
let root: string;

beforeAll(() => void (root = mkdtempSync(join(tmpdir(), 'codeboek-'))));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function version(name: string, changes: Record<string, (data: any) => unknown> = {}): void {
  const folder = join(root, name);
  cpSync(source, folder, { recursive: true });
  for (const [file, change] of Object.entries({ 'codeboek.json': (d: any) => ({ ...d, versie: name }), ...changes })) {
    const path = join(folder, file);
    writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')))));
  }
}

describe('versions', () => {
  test('the shipped codebook is 0.1, and loading it twice gives the same object', () => {
    expect(codebookVersions()).toEqual(['0.1']);
    expect(codebook.versie).toBe('0.1');
    expect(loadCodebook('0.1')).toBe(codebook);
  });

  test('an unknown version is an error for the user that names the known ones', () => {
    const load = (): unknown => loadCodebook('9.9');
    expect(load).toThrow(UserError);
    expect(load).toThrow(/codebook\.unknownVersion .*"version":"9\.9","known":"0\.1"/);
  });

  test('a later version stands beside an earlier one; the newest is the default, by number and not by text', () => {
    version('0.1');
    version('0.10');
    version('0.2', { 'codelijsten.json': (lists) => lists.map((l: any) => l.lijst === 'platform'
      ? { ...l, codes: [...l.codes, { code: 'NIEUW', label: { nl: 'Nieuw', en: 'New' }, niveau: 1 }] } : l) });
    expect(codebookVersions(root)).toEqual(['0.1', '0.2', '0.10']);
    expect(loadCodebook(undefined, root).versie).toBe('0.10');
    expect(findCode(loadCodebook('0.2', root), 'platform', 'NIEUW')?.label.en).toBe('New');
    expect(findCode(loadCodebook('0.1', root), 'platform', 'NIEUW')).toBeUndefined();
  });
});

describe('a codebook that does not hold together is refused', () => {
  const one = (id: string, change: object) => (rows: any[]): unknown =>
    rows.map((r) => ((r.id ?? r.naam ?? r.lijst ?? r.code) === id ? { ...r, ...change } : r));
  test.each([
    ['a field with an unknown list', 'velden.json', one('platform', { lijst: 'platformen' }), /no code list platformen/],
    ['a field twice', 'velden.json', (d: any[]) => [...d, d[0]], /field voorval\.organisatie_code stands twice/],
    ['a never delivered field that is national', 'velden.json', one('bsn', { landelijk: 'bsn' }), /bsn: never delivered, yet national/],
    ['a field without a column', 'velden.json', one('platform', { kolom: 'medium' }), /no column in the coded table/],
    ['a condition on an unknown column', 'velden.json', one('platform', { toepasselijk: "medium = 'X'" }), /toepasselijk names medium/],
    ['a predicate on an unknown column', 'regels.json', one('R04', { voorwaarde: 'meld_datum < voorval_datum' }), /R04: voorwaarde names voorval_datum/],
    ['a predicate with an unknown parameter', 'regels.json', one('R04', { voorwaarde: 'meld_datum < $vandaag' }), /R04: voorwaarde names \$vandaag/],
    ['a predicate rule without a predicate', 'regels.json', one('R04', { voorwaarde: undefined }), /R04: wijze and voorwaarde differ/],
    ['a rule on an unknown field', 'regels.json', one('R04', { veld: 'melddatum' }), /R04: no field melddatum/],
    ['a derivation of an unknown field', 'afleidingen.json', one('F01', { veld: 'relaties' }), /F01: no field relaties/],
    ['a claim with an unknown indicator', 'claims.json', one('A01', { antwoord: { indicatoren: ['I99'] } }), /A01: no indicator I99/],
    ['a claim with an unknown field', 'claims.json', one('A01', { antwoord: { velden: ['datum'] } }), /A01: no field datum/],
    ['a claim without an answer', 'claims.json', one('A01', { antwoord: {} }), /a claim without an answer/],
    ['a claim from an unknown source', 'claims.json', one('A01', { bron: 'x.txt' }), /A01: no source x\.txt/],
    ['a code twice', 'codelijsten.json', one('janee', { codes: [1, 2].map(() => ({ code: 'J', label: { nl: 'a', en: 'b' }, niveau: 1 })) }), /code in janee J stands twice/],
    ['a level-2 code without parent', 'codelijsten.json', one('janee', { codes: [{ code: 'J', label: { nl: 'a', en: 'b' }, niveau: 2 }] }), /code J of janee has no proper parent/],
    ['a place in a region that does not exist', 'plaatsen.json', one('Zwolle', { regios: ['JZ40'] }), /place Zwolle: no region JZ40/],
    ['a form without a code', 'vergelijking.json', (d: any[]) => [{ ...d[0], vorm: 'SLAAN' }], /crosswalk: no form SLAAN/],
    ['an extra key', 'indicatoren.json', one('I01', { kleur: 'rood' }), /kleur/],
    ['an empty label', 'regels.json', one('R04', { label: { nl: '', en: 'x' } }), /regels\.json/],
  ])('%s', (_, file, change, message) => {
    version('1.0', { [file]: change });
    expect(() => loadCodebook('1.0', root)).toThrow(message);
  });

  test('classes must join without gap or overlap', () => {
    version('1.0', { 'velden.json': (rows: any[]) => rows.map((r) => r.naam !== 'verzuim_dagen' ? r
      : { ...r, klasse: { ...r.klasse, grenzen: [{ code: '0', van: 0, tot: 0 }, { code: '1-3', van: 2, tot: null }] } }) });
    expect(() => loadCodebook('1.0', root)).toThrow(/verzuim_dagen: classes do not join at 2/);
  });

  test('the folder must hold the version it is named after', () => {
    version('1.0', { 'codeboek.json': (d: any) => ({ ...d, versie: '0.1' }) });
    expect(() => loadCodebook('1.0', root)).toThrow(/says version 0\.1/);
  });
});

describe('contents', () => {
  test('counts', () => {
    const count = (table: Parameters<typeof fieldsOf>[1]): number => fieldsOf(codebook, table).length;
    expect({
      voorval: count('voorval'), noemer: count('noemer'), let: count('let'), nulverklaring: count('nulverklaring'),
      gebeurtenis: count('gebeurtenis'), enquete: count('enquete'), regels: codebook.regels.length,
      indicatoren: codebook.indicatoren.length, claims: codebook.claims.length, regios: codebook.jeugdregios.length,
      telregels: codebook.telregels.length,
    }).toEqual({
      voorval: 71, noemer: 45, let: 8, nulverklaring: 2, gebeurtenis: 6, enquete: 6, regels: 36, indicatoren: 32, claims: 99,
      regios: 42, telregels: 10,
    });
    expect(codeList(codebook, 'vorm').codes.filter((c) => c.niveau === 1).map((c) => c.code)).toEqual(
      ['VERB', 'BEDR', 'FYS', 'SEKS', 'DISC', 'PEST', 'VERN', 'ONLN', 'PROC', 'OVR', 'ONB']);
  });

  test('every column of the coded table is a field', () => {
    const columns = fieldsOf(codebook, 'voorval').filter((f) => !f.kop && f.eis !== 'nooit').map((f) => f.kolom ?? f.naam);
    const own = ['blad', 'rij', 'vormen2'];
    expect([...columns, ...own].sort()).toEqual(codedTable.map((c) => c.kolom).sort());
  });

  test('what is required, and what never leaves the organisation', () => {
    const record = fieldsOf(codebook, 'voorval').filter((f) => !f.kop);
    expect(record.filter((f) => f.eis === 'verplicht').map((f) => f.naam)).toEqual(
      ['bron_meldingsnummer', 'incident_datum', 'vorm', 'kanaal', 'relatie']);
    expect(record.filter((f) => f.landelijk === null).map((f) => f.naam).sort()).toEqual([
      'accountnaam', 'adres', 'bsn', 'contextfactor', 'e_mail', 'ervaring_jaren', 'geboortedatum', 'geslacht', 'kenteken',
      'leeftijd', 'let_status', 'medewerkernummer', 'naam', 'telefoon', 'toelichting', 'url', 'veroorzaker_pseudo',
    ]);
    expect(record.filter((f) => f.onbekendLabel === 'signaal').map((f) => f.naam)).toEqual(['regio', 'ernst']);
    expect(codebook.velden.filter((f) => f.publicatie.nietKruisen && f.tabel === 'voorval').map((f) => f.naam)).toEqual(
      ['strafvervolg', 'beschermingsmaatregel', 'let_status']);
  });

  test('a field knows the claims it answers', () => {
    expect(field(codebook, 'huisbezoek_risico_info').claims).toEqual(['B28', 'E03']);
    expect(field(codebook, 'huisbezoeken', 'noemer').claims).toEqual(['A05', 'D06', 'E02']);
    expect(reference(field(codebook, 'huisbezoeken', 'noemer'))).toBe('noemer.huisbezoeken');
  });
});

describe('looking up', () => {
  test('labels, parents, rules and indicators', () => {
    expect(codeLabel(codebook, 'vorm', 'VERB', 'en')).toBe('Verbal aggression');
    expect(codeLabel(codebook, 'vorm', '-8', 'en')).toBe('-8');
    expect(codeLabel(codebook, 'regio', 'JZ02', 'nl')).toBe('Friesland (Fryslân)');
    expect(findCode(codebook, 'regio', 'JZ40')).toBeUndefined();
    expect(findCode(codebook, 'vorm', 'FYS.WAPEN')?.ouder).toBe('FYS');
    expect(rule(codebook, 'R07').gevolg).toBe('fout');
    expect(indicator(codebook, 'I15').beperking.nl).toMatch(/niet in het agressietotaal/);
    expect(() => codeList(codebook, 'kleur')).toThrow(/no code list kleur/);
    expect(() => field(codebook, 'vorm', 'let')).toThrow(/no field let\.vorm/);
  });

  test.each([
    ['meld_datum', [[-1, undefined], [0, '0'], [1, '1-3'], [3, '1-3'], [4, '4-14'], [14, '4-14'], [15, '15-90'], [90, '15-90'], [91, '>90']]],
    ['besluit_datum', [[0, '<14'], [13, '<14'], [14, '14-90'], [90, '14-90'], [91, '91-180'], [180, '91-180'], [181, '>180']]],
    ['verwijder_dagen', [[0, '0-1'], [1, '0-1'], [2, '2-7'], [7, '2-7'], [8, '8-30'], [30, '8-30'], [31, '31-90'], [90, '31-90'], [91, '>90']]],
    ['verzuim_dagen', [[0, '0'], [1, '1-3'], [3, '1-3'], [4, '4+']]],
    ['aantal_medewerkers', [[0, undefined], [1, '1'], [2, '2'], [3, '3+'], [40, '3+']]],
    ['procedures_gelijktijdig', [[0, undefined], [1, '1'], [2, '2'], [3, '3-5'], [5, '3-5'], [6, '6+']]],
    ['gezin_pseudo', [[0, '0'], [1, '1'], [2, '2-4'], [4, '2-4'], [5, '5+']]],
    ['incident_tijd', [[0, 'NACHT'], [5, 'NACHT'], [6, 'OCHTEND'], [11, 'OCHTEND'], [12, 'MIDDAG'], [17, 'MIDDAG'], [18, 'AVOND'], [23, 'AVOND'], [24, undefined]]],
  ] as [string, [number, string | undefined][]][])('classes of %s', (name, cases) => {
    const { klasse } = field(codebook, name);
    const holds = (value: number) => (c: { van: number; tot: number | null }): boolean => value >= c.van && value <= (c.tot ?? value);
    expect(cases.map(([value]) => [value, klasse!.grenzen.find(holds(value))?.code])).toEqual(cases);
  });
});
