/** Names of people in Dutch text: titles, roles, initials, lists of first names and surnames, and the words between them. */
import { firstNames, infixes, noNames, plainForm, roles, surnames, titles, wordFirstNames, wordSurnames } from './lists.js';

export interface Span {
  start: number;
  end: number;
}

interface Word extends Span {
  text: string;
  /** As the lists know it. */
  plain: string;
  capital: boolean;
  /** What stands between it and the next word. */
  after: string;
}

/** Why a name is expected here: a title, a role, or nothing. */
type Lead = 'title' | 'role' | 'none';

const wordForm = /\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*(?:-\p{L}[\p{L}\p{M}'’]*)*|['’]t\b|['’]s\b/gu;
const prepositions = new Set(['in', 'op', 'aan', 'bij', 'onder', 'uit', 'over', 'tot', 'auf', 'af']);
/** Latin of the anatomy book, which stands after a single letter too. */
const latin = /(?:is|us|um|ae|alis|aris)$/;
/** Endings that hardly any word but a surname has. */
export const surnameEnding = '[^n]stra|[^ais]sma|inga|enga|mans|o[gğ]lu|evi[cć]|czyk|wsk[ia]|poulos';
const endsAsSurname = new RegExp(`(?:${surnameEnding})$`);

/** Every name in the text, in order. Lower-case names count only after a title. */
export function findNames(text: string): Span[] {
  const words = wordsOf(text);
  const found: Span[] = [];
  for (let i = 0; i < words.length; ) {
    const at = nameAt(words, i);
    if (at === undefined) i++;
    else {
      found.push({ start: words[at.from]!.start, end: words[at.to]!.end });
      i = at.to + 1;
    }
  }
  return found;
}

function wordsOf(text: string): Word[] {
  const words = [...text.matchAll(wordForm)].map((match): Word => {
    const word = match[0];
    return { text: word, plain: plainForm(word), capital: /^(?:[dl]?['’])?\p{Lu}/u.test(word), start: match.index, end: match.index + word.length, after: '' };
  });
  words.forEach((word, i) => (word.after = text.slice(word.end, words[i + 1]?.start ?? text.length)));
  return words;
}

function nameAt(words: readonly Word[], from: number): { from: number; to: number } | undefined {
  let i = from;
  while (isTitle(words[i])) i++;
  if (i > from) {
    const end = nameFrom(words, i, 'title');
    return end === undefined ? undefined : { from, to: end };
  }
  const word = words[from]!;
  if (isRole(word)) {
    const next = words[from + 1];
    const end = next === undefined || (isShouted(next) && isShouted(word)) ? undefined : nameFrom(words, from + 1, 'role');
    return end === undefined ? undefined : { from: from + 1, to: end };
  }
  const end = nameFrom(words, from, 'none');
  return end === undefined ? undefined : { from, to: end };
}

/** In a text of capitals a capital says nothing. */
function isShouted({ text }: Word): boolean {
  return text.length > 1 && text === text.toUpperCase();
}

function isTitle(word: Word | undefined): boolean {
  return word !== undefined && titles.has(word.plain) && /^[.:]?[ ]*$/.test(word.after) && word.text !== 'ING';
}

function isRole(word: Word): boolean {
  return roles.has(word.plain) && /^[ ]?[:,(]?[ ]$/.test(word.after);
}

const space = (word: Word): boolean => /^[ ]{1,2}$/.test(word.after);

/** A letter of a first name: 'J.', 'Th.', 'IJ.', or a bare capital. */
function isInitial(word: Word | undefined): boolean {
  return word !== undefined && (/^\p{Lu}$/u.test(word.text) ? /^[. ]/.test(word.after) || word.after === '' : /^(?:Th|Ch|Chr|Ph|IJ|Sj|Tj|St|Jac|Joh|Fr)$/.test(word.text) && word.after.startsWith('.'));
}

/** Index of the last word of a name that begins here; undefined when none does. */
function nameFrom(words: readonly Word[], from: number, lead: Lead): number | undefined {
  let i = from;
  let dotted = false;
  while (isInitial(words[i])) {
    dotted ||= words[i]!.after.startsWith('.');
    if (!/^\.? ?$/.test(words[i]!.after)) return undefined;
    i++;
  }
  const initials = i - from;
  const infixed = infixEnd(words, i);
  const core = words[infixed];
  const infix = words.slice(i, infixed).map(({ plain }) => plain).join(' ');
  if (initials > 0) {
    if (core && core.capital && fits(core) && (infix !== '' || isSurname(core) || (dotted && (initials > 1 || !latin.test(core.plain))))) return trailing(words, infixed);
    return lead === 'title' && isTitleCase(words[from - 1]!) ? i - 1 : undefined;
  }
  if (core === undefined) return undefined;
  if (infix !== '') return afterInfix(words, infixed, infix, lead);
  return bare(words, from, lead);
}

function isTitleCase(title: Word): boolean {
  return title.text.length < 2 || title.text !== title.text.toUpperCase();
}

/** Where the words between first name and surname end: 'van der', 'v/d', 'v.d.', "d'". */
function infixEnd(words: readonly Word[], from: number): number {
  let i = from;
  while (i < words.length && i - from < 3) {
    const word = words[i]!;
    const short = /^[vd]$/i.test(word.text) && /^[./]/.test(word.after);
    if (!short && (!infixes.has(word.plain) || !space(word))) break;
    i++;
  }
  // "bij Jansen" is a place, "bij de Vaate" a name.
  return i === from + 1 && prepositions.has(words[from]!.plain) ? from : i;
}

function afterInfix(words: readonly Word[], at: number, infix: string, lead: Lead): number | undefined {
  const core = words[at]!;
  const known = surnames.has(core.plain) || wordSurnames.has(core.plain) || parts(core).some((part) => surnames.has(part));
  if (lead === 'title' && known && fits(core)) return trailing(words, at);
  if (!core.capital || !fits(core)) return undefined;
  // "van der" and "el" hardly ever stand before anything with a capital but a surname; "van" and "de" before everything.
  const telling = /^(?:van (?:der|den|'t)|v(?: d)?|ter|ten|el|al|ait|ben|bou|abd|von|dos|das|d)$/.test(infix);
  return known || telling || lead !== 'none' ? trailing(words, at) : undefined;
}

function bare(words: readonly Word[], at: number, lead: Lead): number | undefined {
  const word = words[at]!;
  if (!word.capital) return lead === 'title' && surnames.has(word.plain) ? at : undefined;
  if (lead === 'title') return fits(word) && !isShouted(word) ? trailing(words, at) : isSurname(word) || isInitials(words, at) ? at : undefined;
  if (isFirstName(word)) return trailing(words, at);
  if (lead === 'role' && fits(word)) return trailing(words, at);
  const next = space(word) ? surnameAfter(words, at + 1) : undefined;
  if (next !== undefined && fits(word) && (!noNames.has(word.plain) || wordFirstNames.has(word.plain))) return trailing(words, next);
  return isSurname(word) && !wordSurnames.has(word.plain) ? trailing(words, at) : undefined;
}

/** 'dr ABC': letters in place of a name. */
function isInitials(words: readonly Word[], at: number): boolean {
  return /^\p{Lu}{1,4}$/u.test(words[at]!.text) && isTitleCase(words[at - 1]!);
}

/** Place of a known surname that begins here, with the words before it. */
function surnameAfter(words: readonly Word[], from: number): number | undefined {
  const at = infixEnd(words, from);
  const word = words[at];
  if (word === undefined || !word.capital || !fits(word)) return undefined;
  return surnames.has(word.plain) || (at > from && (wordSurnames.has(word.plain) || isSurname(word))) || (wordSurnames.has(word.plain) && isFirst(words[from - 1]!)) ? at : undefined;
}

function isFirst(word: Word): boolean {
  return firstNames.has(word.plain) || wordFirstNames.has(word.plain);
}

/** The rest of a name whose sure part ends here: 'Jan-Piet' + 'Oude Nijhuis', 'Fatima' + 'el Amrani'. */
function trailing(words: readonly Word[], sure: number): number {
  let end = sure;
  while (end - sure < 3 && space(words[end]!)) {
    const at = infixEnd(words, end + 1);
    const word = words[at];
    if (word === undefined || !word.capital || !fits(word) || isTitle(word) || isRole(word)) break;
    end = at;
  }
  return end;
}

function fits(word: Word): boolean {
  return word.text.length >= 3 && (!noNames.has(word.plain) || wordSurnames.has(word.plain));
}

function parts(word: Word): string[] {
  return /[-']/.test(word.plain) ? word.plain.split(/[-']/) : [];
}

function isFirstName(word: Word): boolean {
  return (firstNames.has(word.plain) && word.text.length > (isShouted(word) ? 3 : 2)) || (/^\p{Lu}.*-\p{Lu}/u.test(word.text) && parts(word).some((part) => firstNames.has(part)));
}

function isSurname(word: Word): boolean {
  return surnames.has(word.plain) || wordSurnames.has(word.plain) || parts(word).some((part) => surnames.has(part)) || (endsAsSurname.test(word.plain) && word.text.length >= 6 && !noNames.has(word.plain));
}
