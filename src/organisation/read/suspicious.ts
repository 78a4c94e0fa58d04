import { cleanText, isBlank, isDate } from './clean.js';
import type { SuspiciousKind } from './raw.js';

/** Columns that hold personal data as a whole, by header word and by the values of the sample: 1-based index and kind, never text. */
export function suspiciousColumns(headers: readonly string[], sample: readonly (readonly string[])[]): { index: number; kind: SuspiciousKind }[] {
  return headers.flatMap((header, i) => {
    const values = sample.flatMap((row) => (isBlank(row[i] ?? '') ? [] : [cleanText(row[i]!)]));
    const kind = byValue(values) ?? byHeader(header.toLowerCase(), values);
    return kind ? [{ index: i + 1, kind }] : [];
  });
}

const email = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;
const phone = /^((\+|00)31|0)[ -]?(\(0\))?[1-9](?:[ -]?\d){8}$/;
const initials = /^(\p{Lu}\.[ -]?){1,5}((van|de|der|den|el|ten|ter|te|'t) )*\p{Lu}[\p{L}'-]+/u;
const person = /^\p{Lu}[\p{L}'-]+ ((van|de|der|den|el|ten|ter|te|'t) )*\p{Lu}[\p{L}'-]+( [\p{L}'-]+)?$/u;
const surnameFirst = /^((van|de|der|den|el) )*\p{Lu}[\p{L}'-]+, ?\p{Lu}/u;
const tick = /^(x|v|✓|✔|ja|nee|j|n|y|yes|no|waar|onwaar|true|false|0|1|-|n\.?v\.?t\.?)$/i;

/** Share of the values a kind needs: an e-mail address is never a coincidence, a number that passes the eleven test may be. */
function byValue(values: readonly string[]): SuspiciousKind | undefined {
  if (share(values, (text) => email.test(text)) >= 0.1) return 'EMAIL';
  if (share(values, isIban) >= 0.1) return 'IBAN';
  if (values.length >= 3 && share(values, isBsn) >= 0.5) return 'BSN';
  if (share(values, (text) => phone.test(text)) >= 0.3) return 'TELEFOON';
  if (share(values, (text) => initials.test(text)) >= 0.3) return 'NAAM';
  return undefined;
}

function byHeader(header: string, values: readonly string[]): SuspiciousKind | undefined {
  if (values.length > 0 && share(values, (text) => tick.test(text)) >= 0.8) return undefined;
  if (/\b(bsn|burgerservice|sofi)/.test(header)) return 'BSN';
  if (/\b(geboorte|geboren|geb[. ]*dat|birth|dob\b)/.test(header)) {
    return values.length === 0 || share(values, isDate) > 0 || share(values, (text) => /^\d{4,8}$/.test(text)) > 0 ? 'GEBOORTEDATUM' : undefined;
  }
  if (/\be-?mail ?-?adres|^e-?mail$/.test(header)) return 'EMAIL';
  if (/\b(telefoon|tel|mobiel|gsm|phone)([ -]?(nummer|nr|number))?\.?$/.test(header) && share(values, (text) => (text.match(/\d/g)?.length ?? 0) >= 6) > 0) return 'TELEFOON';
  if (/\biban\b|rekeningnummer/.test(header)) return 'IBAN';
  if (/\b(woon|post|straat|huis)?adres\b|\b(straatnaam|postcode|huisnummer)\b/.test(header) && !/ip-?adres|web/.test(header)) return 'ADRES';
  if (/\b((voor|achter|roep|familie|geslachts|tussen|meisjes)?naam|namen|name|surname)\b/.test(header)) {
    return /(team|organisatie|locatie|afdeling|instelling|vestiging|bestand|gemeente|plaats|regio|school|categorie|platform|product|formulier)/.test(header) ? undefined : 'NAAM';
  }
  const names = (text: string): boolean => person.test(text) || initials.test(text) || surnameFirst.test(text);
  return /(medewerker|melder|afhandelaar|behandelaar|contactpersoon|cliënt|client|veroorzaker|dader|betrokkene|slachtoffer|indiener|auteur)/.test(header) && share(values, names) >= 0.5
    ? 'NAAM'
    : undefined;
}

function share(values: readonly string[], test: (text: string) => boolean): number {
  return values.length === 0 ? 0 : values.filter(test).length / values.length;
}

/** Eleven test of the burgerservicenummer: 9·d1 + 8·d2 + … + 2·d8 − d9 is a multiple of 11; eight digits lost a leading zero. */
export function isBsn(text: string): boolean {
  const digits = text.replace(/[ .-]/g, '');
  if (!/^\d{8,9}$/.test(digits) || /^0*$/.test(digits) || isDate(text) || /^(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])$/.test(digits)) return false;
  const nine = digits.padStart(9, '0');
  const sum = [...nine].reduce((total, digit, i) => total + Number(digit) * (i === 8 ? -1 : 9 - i), 0);
  return sum % 11 === 0;
}

/** ISO 13616 check: the number modulo 97 is 1. */
function isIban(text: string): boolean {
  const compact = text.replace(/ /g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(compact)) return false;
  const digits = (compact.slice(4) + compact.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}
