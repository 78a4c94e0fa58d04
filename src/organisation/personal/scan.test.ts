import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../database/database.js';
import { openDuckDB } from '../../database/duckdb.js';
import { plainText, unusualSign } from './plain.js';
import { findPersonal, personalSieve, scanText } from './scan.js';

const texts: [string, string[]][] = [
  ['kind met BSN 111222333 en meer', ['BSN']],
  ['BSN: 999.990.019.', ['BSN']],
  ['bsn 999 990 019', ['BSN']],
  ['bsn 999-990-019', ['BSN']],
  ['nummer 10000008 zonder voorloopnul', ['BSN']],
  ['cliëntnummer 111222333', ['BSN']],
  ['order 111222333, zaaknummer: 111222333, factuurnr. 111222333', []],
  ['Zaaknummer 123456789 en melding 202400123', []],
  ['op 20240305 gemeld', []],
  ['Terugbellen op 06-12345678.', ['TELEFOON']],
  ['bel +31 6 12345678 of 020-1234567', ['TELEFOON', 'TELEFOON']],
  ['(030) 555 55 55', ['TELEFOON']],
  ['op 05-12-2024 14:30 en 06-12-2024 15', []],
  ['mail p.jansen@voorbeeld.example', ['EMAIL']],
  ['rekening NL91ABNA0417164300', ['IBAN']],
  ['rekening nl91 abna 0417 1643 00', ['IBAN']],
  ['rekening BE68 5390 0754 7034', ['IBAN']],
  ['rekening NL92ABNA0417164300', []],
  ['auto 99-XXX-9 en AB-12-CD', ['KENTEKEN', 'KENTEKEN']],
  ['kenteken xx999q', ['KENTEKEN']],
  ['geb. 12-03-2014, Dorpsstraat', ['GEBOORTEDATUM']],
  ['geboren op 3 maart 2014', ['GEBOORTEDATUM']],
  ['geboren te Utrecht op 3-3-14', ['GEBOORTEDATUM']],
  ['geb.datum: 2014-03-12', ['GEBOORTEDATUM']],
  ['gebeld op 12-03-2014', []],
  ['dossier D-103564 op 12-03-2024', []],
  ['Dorpsstraat 12a, 3511 AB', ['ADRES', 'POSTCODE']],
  ['Postbus 1234', ['ADRES']],
  ['in mei 2024 OM besloten, 2000 SS, 1250 MG', []],
  ['staat op facebook.com/groepen/9 en www.voorbeeld.nl.', ['URL', 'URL']],
  ['account @schandpaal_nl', ['URL']],
  ['dhr. Jansen en mevr. de Vries', ['NAAM', 'NAAM']],
  ['Gesprek met mevrouw Oosterbeemd', ['NAAM']],
  ['dhr. jansen', ['NAAM']],
  ['J.P. Bakker belde', ['NAAM']],
  ['J. Rietbrander belde', ['NAAM']],
  ['Jan de Boer', ['NAAM']],
  ['fam. Terpstrand', ['NAAM']],
  ['moeder Fatima dreigt', ['NAAM']],
  ['Cliënt Karadağlı gooide', ['NAAM']],
  ['Kevin en Şahin', ['NAAM', 'NAAM']],
  ['naam: Zwaantje Blauwendijk', ['NAAM']],
  ['Visser-de Jong', ['NAAM']],
  ['v/d Sluis', ['NAAM']],
  ['MOEDER BELT MET JANSEN', ['NAAM']],
  ['De Raad voor de Kinderbescherming en Veilig Thuis. De Kinderrechter beslist in april.', []],
  ['Moeder scheldt. Ben gebeld door de Politie van Amsterdam. Medewerker Jeugdbescherming kwam.', []],
  ['William Schrikker Stichting, Leger des Heils, Collega Team Noord', []],
  ['TW-24043', []],
  ['', []],
];

let db: Database;
beforeAll(async () => {
  db = await openDuckDB(':memory:');
  return () => db.close();
});
const sieved = async (text: string) => (await db.rows<{ found: boolean }>('SELECT regexp_matches($text, $sieve) AS found', { text, sieve: personalSieve }))[0]!.found;

describe('personal data in Dutch free text', () => {
  test.each(texts)('%s', (text, kinds) => expect(scanText(text)).toEqual(kinds));

  test('what is found, and alone at the beginning of a text or in a sentence, passes the sieve', async () => {
    for (const [text, kinds] of texts) if (kinds.length > 0) expect([text, await sieved(text)]).toEqual([text, true]);
    for (const [text] of texts) {
      for (const { start, end } of findPersonal(text)) {
        for (const part of [text.slice(start, end), `Dat was ${text.slice(start, end)} weer.`]) if (scanText(part).length > 0) expect([part, await sieved(part)]).toEqual([part, true]);
      }
    }
  });

  test.each([
    ['full-width digits', 'BSN １１１２２２３３３', 'BSN'],
    ['mathematical digits', 'nr 𝟙𝟙𝟙𝟚𝟚𝟚𝟛𝟛𝟛 x', 'BSN'],
    ['digits of another script', 'bsn ١١١٢٢٢٣٣٣ gemeld', 'BSN'],
    ['soft hyphens', '111\u00ad222\u00ad333', 'BSN'],
    ['zero-width signs', 'num 1\u200b1\u200c1\u200d2\u206022\ufeff333', 'BSN'],
    ['struck digits', [...'111222333'].map((digit) => `${digit}\u0336`).join(''), 'BSN'],
    ['circled digits', 'getal ①①①②②②③③③', 'BSN'],
    ['a non-breaking hyphen', 'bel 020\u20111234567', 'TELEFOON'],
    ['an en dash', 'bel 020–1234567', 'TELEFOON'],
    ['narrow spaces', 'bsn 111\u202f222\u2009333', 'BSN'],
    ['a full-width at sign', 'mail jan＠voorbeeld．nl', 'EMAIL'],
    ['a zero width in an address', 'jan@voor\u200bbeeld.nl', 'EMAIL'],
    ['letters of mathematics', 'mevrouw 𝐎𝐨𝐬𝐭𝐞𝐫𝐛𝐞𝐞𝐦𝐝', 'NAAM'],
    ['accents apart', 'moeder Fatima\u0300', 'NAAM'],
  ])('%s hide nothing', async (_, text, kind) => {
    expect([scanText(text), await sieved(text)]).toEqual([[kind], true]);
  });

  test('a sign that is read as another goes to the scan, each of them', async () => {
    const signs = Array.from({ length: 0x20000 }, (_, code) => code).filter((code) => code !== 0xa0 && (code < 0xd800 || code > 0xdfff)).map((code) => String.fromCodePoint(code));
    const changed = signs.filter((sign) => plainText(sign) !== sign);
    expect(changed.length).toBeGreaterThan(5000);
    const [unseen] = await db.rows<{ n: number }>('SELECT count(*) AS n FROM unnest($signs) t(sign) WHERE NOT regexp_matches(sign, $sieve)', { signs: changed, sieve: unusualSign });
    expect(unseen!.n).toBe(0);
  });

  test('an ordinary sentence does not pass the sieve', async () => {
    for (const text of ['Moeder scheldt en dreigt langs te komen bij kantoor.', 'Tijdens gesprek 3 keer met stoel gegooid. Aangifte volgt in mei 2024.', 'Jongere loopt weg; 2 collega’s bedreigd.', 'Vader schold; de politie is gebeld. Nr. 9128: afgesproken met teamleider.']) {
      expect([text, scanText(text), await sieved(text)]).toEqual([text, [], false]);
    }
  });

  test('every valid BSN is found, in every usual spelling, and passes the sieve', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 10_000_000, max: 99_999_999 }), fc.constantFrom('', '.', ' ', '-'), async (first, sign) => {
        const eight = String(first).padStart(8, '0');
        const sum = [...eight].reduce((total, digit, i) => total + (9 - i) * Number(digit), 0);
        fc.pre(sum % 11 !== 10);
        const bsn = `${eight}${sum % 11}`;
        const written = sign === '' ? bsn : `${bsn.slice(0, 3)}${sign}${bsn.slice(3, 6)}${sign}${bsn.slice(6)}`;
        const text = `BSN ${written} genoemd`;
        expect(scanText(text)).toContain('BSN');
        expect(await sieved(text)).toBe(true);
      }),
    );
  });

  test('whatever the text, a find passes the sieve and finds never overlap', async () => {
    const part = fc.constantFrom('Jan', 'de', 'Boer', 'van', 'der', 'J.', 'mevr.', 'Moeder', 'belt', '12-03-2014', '06', '12345678', 'X-12', '1234', 'AB', 'Kerkstraat', '7', '.', 'Zwart', 'El', 'Özdemir', 'www.x.nl', 'geb.', "d'Arc", 'JANSEN', 'A', 'Th.', 'Oosterbeemd');
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
        const text = parts.join(' ');
        const found = findPersonal(text).sort((a, b) => a.start - b.start);
        for (let i = 1; i < found.length; i++) expect(found[i]!.start).toBeGreaterThanOrEqual(found[i - 1]!.end);
        if (found.length > 0) expect([text, await sieved(text)]).toEqual([text, true]);
      }),
      { numRuns: 400 },
    );
  });
});
