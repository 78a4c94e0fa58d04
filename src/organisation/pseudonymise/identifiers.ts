/** Direct identifiers in Dutch free text: found by kind, counted, never repeated. */

export type IdentifierKind = 'BSN' | 'EMAIL' | 'TELEFOON' | 'IBAN' | 'KENTEKEN' | 'GEBOORTEDATUM';

/** RE2 pattern that every text with an identifier matches: a cheap first sieve in SQL. */
export const identifierSieve =
  String.raw`@|[0-9](?:[ .\-/]{0,3}[0-9]){7}|[A-Z0-9]{1,3}-[A-Z0-9]{2,3}-[A-Z0-9]{1,2}|(?i:geb)[a-z.]*[ :]*(?:op )?[0-9]|NL[0-9]{2}`;

const email = /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}/giu;
const iban = /\bNL\d{2} ?[A-Z]{4} ?(?:\d{4} ?){2}\d{2}\b/g;
const phone = /(?<![\dA-Za-z])(?:(?:\+|00)31[ -]?(?:\(0\))?|0)[ -]?(?:6[ -]?(?:\d[ -]?){7}\d|[1-57-9](?:[ -]?\d){8})(?!\d)/g;
const born = /\bgeb(?:oren|oortedatum|\.)?[ :.]*(?:op )?\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ]\d{2,4}/gi;
const plate =
  /(?<![A-Z0-9-])(?:[A-Z]{2}-\d{2}-\d{2}|\d{2}-\d{2}-[A-Z]{2}|\d{2}-[A-Z]{2}-\d{2}|[A-Z]{2}-\d{2}-[A-Z]{2}|[A-Z]{2}-[A-Z]{2}-\d{2}|\d{2}-[A-Z]{2}-[A-Z]{2}|\d{2}-[A-Z]{3}-\d|\d-[A-Z]{3}-\d{2}|[A-Z]{2}-\d{3}-[A-Z]|[A-Z]-\d{3}-[A-Z]{2}|[A-Z]{3}-\d{2}-[A-Z]|[A-Z]-\d{2}-[A-Z]{3}|\d-[A-Z]{2}-\d{3}|\d{3}-[A-Z]{2}-\d)(?![A-Z0-9-])/g;
const nineDigits = /(?<![\d-])(?:\d{8,9}|\d{2,3}[. ]\d{3}[. ]\d{3}|\d{4}[. ]\d{2}[. ]\d{2,3})(?![\d-]|[.,]\d)/g;

/** The eleven test of the BSN: 9a+8b+7c+6d+5e+4f+3g+2h−i is a multiple of 11; eight digits get a leading zero. */
export function passesElevenTest(digits: string): boolean {
  if (!/^\d{8,9}$/.test(digits)) return false;
  const nine = digits.padStart(9, '0');
  if (/^(\d)\1*$/.test(nine) && nine[0] === '0') return false;
  let sum = 0;
  for (let i = 0; i < 8; i++) sum += (9 - i) * Number(nine[i]);
  return (sum - Number(nine[8])) % 11 === 0;
}

/** Kinds of identifiers in a text, one entry a find. What one kind has taken (the digits of a phone) no other counts. */
export function scanText(text: string): IdentifierKind[] {
  const found: IdentifierKind[] = [];
  let rest = text.normalize('NFKC');
  const take = (kind: IdentifierKind, pattern: RegExp, valid: (match: string) => boolean = () => true) => {
    rest = rest.replace(pattern, (match) => {
      if (!valid(match)) return match;
      found.push(kind);
      return ' ';
    });
  };
  take('EMAIL', email);
  take('IBAN', iban, (match) => validIban(match.replaceAll(' ', '')));
  take('TELEFOON', phone);
  take('GEBOORTEDATUM', born);
  take('KENTEKEN', plate);
  take('BSN', nineDigits, (match) => passesElevenTest(match.replace(/\D/g, '')) && !isCompactDate(match));
  return found;
}

/** 20240305 is a day, whatever the eleven test says. */
function isCompactDate(match: string): boolean {
  return /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(match);
}

/** ISO 13616: the number, rotated and with letters as 10–35, is 1 modulo 97. */
function validIban(iban: string): boolean {
  const rotated = iban.slice(4) + iban.slice(0, 4);
  let rest = 0;
  for (const sign of rotated) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
