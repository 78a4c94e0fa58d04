import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identifierSieve, passesElevenTest, scanText } from './identifiers.js';

describe('identifiers in Dutch free text', () => {
  test.each([
    ['kind met BSN 111222333 en meer', ['BSN']],
    ['BSN: 999.990.019.', ['BSN']],
    ['bsn 999 990 019', ['BSN']],
    ['nummer 10000008 zonder voorloopnul', ['BSN']],
    ['Terugbellen op 06-12345678.', ['TELEFOON']],
    ['bel +31 6 12345678 of 020-1234567', ['TELEFOON', 'TELEFOON']],
    ['mail p.jansen@voorbeeld.example', ['EMAIL']],
    ['rekening NL91ABNA0417164300', ['IBAN']],
    ['rekening NL91 ABNA 0417 1643 00', ['IBAN']],
    ['rekening NL92ABNA0417164300', []],
    ['auto 99-XXX-9 en AB-12-CD', ['KENTEKEN', 'KENTEKEN']],
    ['geb. 12-03-2014, Dorpsstraat', ['GEBOORTEDATUM']],
    ['geboren op 3 maart 2014', ['GEBOORTEDATUM']],
    ['Zaaknummer 123456789 en melding 202400123', []],
    ['dossier D-103564 op 12-03-2024', []],
    ['op 20240305 gemeld', []],
    ['TW-24043', []],
    ['', []],
  ])('%s', (text, kinds) => expect(scanText(text)).toEqual(kinds));

  test('the eleven test', () => {
    expect(['111222333', '999990019', '123456782', '10000008'].map(passesElevenTest)).toEqual([true, true, true, true]);
    expect(['123456789', '202400123', '000000000', '1234567', '1112223334'].map(passesElevenTest)).toEqual([false, false, false, false, false]);
  });

  test('every valid BSN is found, in every usual spelling, and passes the sieve', () => {
    // RE2's (?i:geb) is written differently in JavaScript.
    const sieve = new RegExp(identifierSieve.replace('(?i:geb)', '[Gg][Ee][Bb]'));
    fc.assert(
      fc.property(fc.integer({ min: 10_000_000, max: 99_999_999 }), fc.constantFrom('', '.', ' '), (first, sign) => {
        const eight = String(first).padStart(8, '0');
        const sum = [...eight].reduce((total, digit, i) => total + (9 - i) * Number(digit), 0);
        fc.pre(sum % 11 !== 10);
        const bsn = `${eight}${sum % 11}`;
        const written = sign === '' ? bsn : `${bsn.slice(0, 3)}${sign}${bsn.slice(3, 6)}${sign}${bsn.slice(6)}`;
        const text = `BSN ${written} genoemd`;
        expect(sieve.test(text)).toBe(true);
        expect(scanText(text)).toContain('BSN');
      }),
    );
  });
});
