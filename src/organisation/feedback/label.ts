/** Whether a text that the mapping does not know may be shown to a person: only when it can hardly be anything but a label. */

export interface Knowledge {
  /** Whether a name of a person stands in the text. */
  name: (text: string) => boolean;
  /** Whether a word is one that anybody uses about incidents, as against a name or a turn of somebody's own. */
  ordinary: (word: string) => boolean;
}

const shortest = 2;
const longest = 40;
const mostWords = 6;
const fewestRows = 2;
const months = /^(januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|february|march|may|june|july|august|october|(?:jan|feb|mrt|apr|jun|jul|aug|sept?|okt|oct|nov|dec)\.?)$/i;

/** Short, repeated, made of ordinary words only, and no name, digit, date or address in it. */
export function looksLikeLabel(text: string, rows: number, knows: Knowledge): boolean {
  const clean = tidy(text);
  const words = wordsOf(clean);
  if (rows < fewestRows || clean.length < shortest || clean.length > longest) return false;
  if (words.length === 0 || words.length > mostWords) return false;
  if (/[\p{N}@\\<>]|:\/\/|www\.|\p{L}\.\p{L}/u.test(clean)) return false;
  return !words.some((word) => months.test(word)) && words.every(knows.ordinary) && !knows.name(clean);
}

/** Compatibility form, without invisible characters, single spaces. */
export function tidy(text: string): string {
  return text.normalize('NFKC').replace(/[\p{Cc}\p{Cf}]/gu, ' ').replace(/\s+/g, ' ').trim();
}

/** The words of a text; a hyphen or apostrophe inside one keeps it whole. */
export function wordsOf(text: string): string[] {
  return text.match(/\p{L}\p{M}*(?:[\p{L}\p{M}]|['’-](?=\p{L}))*/gu) ?? [];
}

/** What a person may see of a cell: the label itself; or that something stands there, its build, and which known label it resembles. */
export type ShownValue = { label: string } | { length: number; like?: string } | { build: string };

/** The build of a date, time or number: letters as a, digits as 9, the rest as it stands; nothing of it can be read back. */
export function buildOf(text: string): string {
  return tidy(text).slice(0, 24).replace(/[\p{L}\p{M}]+/gu, 'a').replace(/\p{N}/gu, '9');
}
