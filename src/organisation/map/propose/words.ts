/** How headers and labels are compared with the synonyms: letters and digits, without accents, brackets or order of case. */
import { distance } from 'fastest-levenshtein';
import { normaliseLabel } from '../label.js';

/** Letters, digits and lone question marks only, single spaces: 'Privéadres (medew.)' gives 'priveadres medew'. */
export function words(text: string): string {
  const plain = normaliseLabel(text).normalize('NFD').replace(/[\u0300-\u036f'’`]/g, '').replace(/&/g, ' en ');
  return plain.replace(/(?<=[a-z0-9)])\?/g, ' ').replace(/[^a-z0-9?]+/g, ' ').trim();
}

/** The same without what stands between brackets and without a plural written '(en)'. */
export function mainWords(text: string): string {
  return words(text.replace(/\p{L}\((?:en|s|n)\)/gu, (found) => found[0]!).replace(/\([^)]*\)/g, ' '));
}

const filler = new Set(['van', 'de', 'het', 'een', 'der', 'is', 'was', 'er', 'in', 'tot', 'voor', 'om', 'the', 'a', 'an']);
/** In a header they tell a date from what happened on it; in a label they tell nothing. */
const labelFiller = new Set([...filler, 'op', 'bij', 'via', 'per', 'aan', 'zelf']);

const short: Readonly<Record<string, string>> = { dat: 'datum', opm: 'opmerkingen', cat: 'categorie', loc: 'locatie', toel: 'toelichting', omschr: 'omschrijving', beschr: 'beschrijving' };

/** Words of a header that people cut short, in full. */
export function inFull(said: string): string {
  return said.split(' ').map((word) => short[word] ?? word.replace(/(?<=[a-z]{4})nr$/, 'nummer')).join(' ');
}

/** The words that carry meaning, in alphabetical order. */
export function core(said: string, without: ReadonlySet<string> = filler): string {
  return said.split(' ').filter((word) => !without.has(word)).sort().join(' ');
}

/** The same of a label. */
export function labelCore(said: string): string {
  return core(said, labelFiller);
}

/** Whether two texts differ by a slip of the pen: one letter in six, two in twelve. Never true for short words. */
export function nearly(a: string, b: string): boolean {
  const longest = Math.max(a.length, b.length);
  return longest >= 6 && Math.abs(a.length - b.length) <= 2 && distance(a, b) <= (longest >= 12 ? 2 : 1);
}

const initials = /^(\p{Lu}\.[ -]?){1,5}/u;
const person = /^\p{Lu}[\p{L}'-]+ ((van|de|der|den|el|ten|ter|te|'t) )*\p{Lu}[\p{L}'-]+$/u;

/** Whether a text may be shown as a label: short, seen more than once, and no digits, date, address or name in it. */
export function looksLikeLabel(text: string, count: number): boolean {
  const clean = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  return count >= 2 && clean.length > 0 && clean.length <= 40 && clean.split(' ').length <= 5 && !/\d|@|https?:|www\./i.test(clean) && !initials.test(clean) && !clean.split(/[ /]*[/|;+,][ /]*/).some((part) => person.test(part));
}
