/** Personal data in Dutch free text: found by kind, counted, never repeated. */
import { listOf } from './lists.js';
import { findNames, type Span, surnameEnding } from './names.js';
import { plainText, unusualSign } from './plain.js';
import { patterns, type PersonalKind, streetEndings, topDomains } from './patterns.js';

export type { PersonalKind } from './patterns.js';

export interface Find extends Span {
  kind: PersonalKind;
}

/** Every find with its place, in order of kind. What one kind has taken (the digits of a phone) no other counts. */
export function findPersonal(text: string): Find[] {
  const found: Find[] = [];
  let rest = text;
  const present = new Set(['@', '.', ...(/\d/.test(text) ? ['0'] : [])].filter((sign) => sign === '0' || text.includes(sign)));
  for (const { kind, form, needs, valid } of patterns) {
    if (!present.has(needs)) continue;
    rest = rest.replace(form, (match: string, ...more: unknown[]) => {
      const start = more.find((one): one is number => typeof one === 'number')!;
      if (valid && !valid(match, rest.slice(0, start))) return match;
      found.push({ kind, start, end: start + match.length });
      return '\0'.repeat(match.length);
    });
  }
  return [...found, ...findNames(rest).map((span): Find => ({ kind: 'NAAM', ...span }))];
}

/** Kinds of personal data in a text, one entry a find. */
export function scanText(text: string): PersonalKind[] {
  return findPersonal(plainText(text)).map(({ kind }) => kind);
}

const escape = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const anyOf = (words: readonly string[]): string => words.map(escape).join('|');
const bare = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ı', 'i');
const capital = '[A-ZÀ-ÞĀ-Ž]';

/**
 * RE2 pattern that every text with a find matches: a cheap first sieve in SQL, so that most cells never reach the scan. A
 * capital within a sentence may begin a name; at the beginning of a sentence only a known one does (with the accents of the
 * list, or none). A sign that may be a digit or a hyphen in disguise, or nothing at all, sends the text to the scan.
 */
export const personalSieve = [
  unusualSign,
  '@',
  '[0-9](?:[ .()/-]{0,3}[0-9]){7}',
  '[A-Z0-9]{1,3}-[A-Z0-9]{2,3}-[A-Z0-9]{1,3}|(?i:kenteken)',
  '(?i:geb(?:oren|oorte[a-z]*|\\.? ?dat[a-z]*)?[ :.,0-9]|dob|d\\.o\\.b)|[°*] ?[0-9]',
  '[A-Za-z]{2}[0-9]{2} ?[A-Za-z0-9]{4}',
  `(?i:https?:|www\\.|[a-z0-9-]\\.(?:${topDomains}))`,
  '[1-9][0-9]{3}(?: ?[A-Z]{2}|[a-z]{2})|(?i:postbus )',
  `(?:${streetEndings}) [0-9]`,
  `\\b(?i:${anyOf(listOf('titels'))})[.: ]`,
  `[^.!?\\s][ (]${capital}|[’'/-]${capital}|[:/"(] ?${capital}|\\b(?:[A-Z][. ]|(?:Th|Chr?|Ph|IJ|Sj|Tj|St|Jac|Joh|Fr)\\.) ?(?:${capital}|[a-z'’]{1,4}[ .])`,
  `(?:^|[A-Z ]{2})[A-Z]{3}|${surnameEnding}`,
  `(?:^|[.!?\\s] ?)(?:${anyOf([...new Set([...listOf('voornamen'), ...listOf('achternamen')].flatMap((name) => [name, bare(name)]))])})(?:\\b|[^ -~])`,
].join('|');
