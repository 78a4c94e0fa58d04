import { describe, expect, it } from 'vitest';
import { isBsn } from '../personal/numbers.js';
import type { PersonalKind } from '../personal/patterns.js';
import { suspiciousColumns } from './suspicious.js';

describe('a column', () => {
  it.each<[string, string[], PersonalKind | undefined]>([
    ['Burger', ['111222333', '999.990.019', '12345 6782'], 'BSN'],
    ['Zaaknummer', ['123456789', '202400123', '202400124'], undefined],
    ['BSN', [], 'BSN'],
    ['Afhandelaar', ['kwaliteit@voorbeeld.example', 'H. Smit', 'J. Meijer'], 'EMAIL'],
    ['Afhandelaar', ['H. Smit', 'J. van den Berg'], 'NAAM'],
    ['Betrokken medewerker', ['Hanneke Smit', 'Karim el Idrissi', 'Femke van Loon'], 'NAAM'],
    ['Betrokken medewerker', ['M1023', 'M1024'], undefined],
    ['Functie melder', ['Jeugdbeschermer', 'Gedragswetenschapper'], undefined],
    ['Naam cliënt', ['x1', 'x2'], 'NAAM'],
    ['Teamnaam', ['Noord', 'Zuid'], undefined],
    ['Naam team', ['Noord', 'Zuid'], undefined],
    ['Geboortedatum', ['12-03-2014'], 'GEBOORTEDATUM'],
    ['Geb.datum kind', ['2014-03-12'], 'GEBOORTEDATUM'],
    ['Telefoon', ['x', '', 'x'], undefined],
    ['Telefoon', ['06-12345678', '0201234567'], 'TELEFOON'],
    ['Nummer', ['+31 6 12345678', '0612345678'], 'TELEFOON'],
    ['E-mail', ['x', 'ja', '0'], undefined],
    ['E-mailadres', [], 'EMAIL'],
    ['Rekening', ['NL91ABNA0417164300'], 'IBAN'],
    ['Rekening', ['NL91ABNA0417164301'], undefined],
    ['Adres', ['Dorpsstraat 1'], 'ADRES'],
    ['Waar vond het plaats?', ['Kantoor', 'Huisbezoek'], undefined],
    ['Datum voorval', ['01-05-2024'], undefined],
  ])('%s with %j: %s', (header, values, kind) => {
    expect(suspiciousColumns([header], values.map((value) => [value]))).toEqual(kind ? [{ index: 1, kind }] : []);
  });
});

describe('the eleven test', () => {
  it.each([['111222333', true], ['123456782', true], ['12345678', false], ['999990019', true], ['123456789', false], ['000000000', false], ['1112223334', false], ['10000008', true]])('%s: %s', (text, valid) => {
    expect(isBsn(text)).toBe(valid);
  });
});
