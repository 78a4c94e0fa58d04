/** Columns that hold personal data as a whole, judged by their header and their values together. */
import { dayNumber, isDate } from './dates.js';
import { findNames } from './names.js';
import { isBsn, isIban } from './numbers.js';
import type { PersonalKind } from './patterns.js';
import { plainText } from './plain.js';

export interface PersonalColumn {
  /** 1-based. */
  index: number;
  kind: PersonalKind;
}

/** The columns of a sample with personal data, by kind, never text. Cells are trimmed, with single spaces. */
export function personalColumns(headers: readonly string[], rows: readonly (readonly string[])[]): PersonalColumn[] {
  const columns = headers.map((header, i) => {
    const values = rows.flatMap((row) => plainText(row[i] ?? '') || []);
    return { header: plainText(header).toLowerCase(), values, kind: byValue(values) ?? byHeader(plainText(header).toLowerCase(), values) };
  });
  const born = birthColumns(columns.map(({ kind }) => kind === undefined), rows);
  return columns.flatMap(({ header, kind }, i) => {
    const found = kind ?? (born.has(i) && !/dienst|start|begin|aanvang|ingang|sinds/.test(header) ? 'GEBOORTEDATUM' : undefined);
    return found ? [{ index: i + 1, kind: found }] : [];
  });
}

const email = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;
const phone = /^((\+|00)31|0)[ -]?(\(0\))?[1-9](?:[ -]?\d){8}$/;
const initials = /^(\p{Lu}\.[ -]?){1,5}((van|de|der|den|el|ten|ter|te|'t) )*\p{Lu}[\p{L}'-]+/u;
const person = /^\p{Lu}[\p{L}'-]+ ((van|de|der|den|el|ten|ter|te|'t) )*\p{Lu}[\p{L}'-]+( [\p{L}'-]+)?$/u;
const surnameFirst = /^((van|de|der|den|el) )*\p{Lu}[\p{L}'-]+, ?\p{Lu}/u;
const tick = /^(x|v|✓|✔|ja|nee|j|n|y|yes|no|waar|onwaar|true|false|0|1|-|n\.?v\.?t\.?)$/i;
/** Distinct values of a column that are looked at for names. */
const mostNames = 150;

/** Share of the values a kind needs: an e-mail address is never a coincidence, a number that passes the eleven test may be. */
function byValue(values: readonly string[]): PersonalKind | undefined {
  if (share(values, (text) => text.includes('@') && email.test(text)) >= 0.1) return 'EMAIL';
  if (share(values, isIban) >= 0.1) return 'IBAN';
  if (values.length >= 3 && share(values, isBsn) >= 0.5) return 'BSN';
  if (share(values, (text) => phone.test(text)) >= 0.3) return 'TELEFOON';
  if (share(values, (text) => initials.test(text)) >= 0.3) return 'NAAM';
  const different = [...new Set(values.slice(0, 1000))].slice(0, mostNames);
  return different.length >= 3 && share(different, isName) >= 0.5 ? 'NAAM' : undefined;
}

/** Whether the whole cell is a name, by the lists and the patterns. */
function isName(text: string): boolean {
  if (text.length < 3 || text.length > 60 || !/^['’]?\p{L}/u.test(text) || /\d/.test(text)) return false;
  const spans = findNames(text);
  return spans.length > 0 && (surnameFirst.test(text) || spans.reduce((sum, { start, end }) => sum + end - start, 0) >= 0.8 * text.length);
}

function byHeader(header: string, values: readonly string[]): PersonalKind | undefined {
  if (values.length > 0 && share(values, (text) => tick.test(text)) >= 0.8) return undefined;
  if (/\b(bsn|burgerservice|sofi)/.test(header)) return 'BSN';
  if (/\b(geboorte(?!plaats|land)|geboren|geb[. ]*dat|birth|dob\b)/.test(header)) {
    return values.length === 0 || share(values, isDate) > 0 || share(values, (text) => /^\d{4,8}$/.test(text)) > 0 ? 'GEBOORTEDATUM' : undefined;
  }
  if (/\be-?mail ?-?adres|^e-?mail$/.test(header)) return 'EMAIL';
  if (/\b(telefoon|tel|mobiel|gsm|phone)([ -]?(nummer|nr|number))?\.?$/.test(header) && share(values, (text) => (text.match(/\d/g)?.length ?? 0) >= 6) > 0) return 'TELEFOON';
  if (/\biban\b|rekeningnummer/.test(header)) return 'IBAN';
  if (/\b(woon|post|straat|huis)?adres\b|\b(straatnaam|postcode|huisnummer)\b/.test(header) && !/ip-?adres|web/.test(header)) return 'ADRES';
  if (/\b((voor|achter|roep|familie|geslachts|tussen|meisjes|geboorte)?naam|namen|name|surname|voorletters)\b/.test(header)) {
    return /(team|organisatie|locatie|afdeling|instelling|vestiging|bestand|gemeente|plaats|regio|school|categorie|platform|product|formulier)/.test(header) ? undefined : 'NAAM';
  }
  const names = (text: string): boolean => person.test(text) || initials.test(text) || surnameFirst.test(text);
  return /(medewerker|melder|afhandelaar|behandelaar|contactpersoon|cliënt|client|veroorzaker|dader|betrokkene|slachtoffer|indiener|auteur)/.test(header) && share(values, names) >= 0.5
    ? 'NAAM'
    : undefined;
}

const year = 365.25;
/** Fewer dates than this say nothing about their spread. */
const fewDates = 10;

/**
 * Positions of columns whose days lie years before the other days of their rows, at distances that differ by years: people
 * are born at all ages, whereas what happens around an incident happens within weeks. Where a file has no other date, a
 * spread of fifteen years by itself.
 */
function birthColumns(open: readonly boolean[], rows: readonly (readonly string[])[]): Set<number> {
  const dated = open.flatMap((isOpen, i) => {
    if (!isOpen) return [];
    const filled = rows.filter((row) => row[i]);
    if (filled.length < fewDates || share(filled.slice(0, 20), (row) => /\d/.test(row[i]!) && dayNumber(row[i]!.slice(0, 20)) !== undefined) < 0.8) return [];
    return [{ i, days: rows.map((row) => (row[i] ? dayNumber(row[i]!.slice(0, 20)) : undefined)) }];
  });
  const found = new Set<number>();
  for (const { i, days } of dated) {
    const others = dated.filter((other) => other.i !== i);
    const latest = days.map((_, row) => Math.max(...others.map((other) => other.days[row] ?? -Infinity)));
    const gaps = days.flatMap((day, row) => (day !== undefined && Number.isFinite(latest[row]) ? [latest[row]! - day] : []));
    const own = days.filter((day) => day !== undefined);
    if (gaps.length >= fewDates ? quantile(gaps, 0.5) >= 4 * year && quantile(gaps, 0.9) - quantile(gaps, 0.1) >= 5 * year : own.length >= fewDates && quantile(own, 0.9) - quantile(own, 0.1) >= 15 * year) found.add(i);
  }
  return found;
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))]!;
}

function share<T>(values: readonly T[], test: (value: T) => boolean): number {
  return values.length === 0 ? 0 : values.filter(test).length / values.length;
}
