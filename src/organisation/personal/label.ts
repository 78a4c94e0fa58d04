/** What may be said of a file though nobody knows who wrote it: headers, sheet names and file names made of ordinary words. */
import { readFileSync } from 'node:fs';
import { firstNames, plainForm, surnames } from './lists.js';
import { plainText } from './plain.js';
import { findPersonal } from './scan.js';

const lists = JSON.parse(readFileSync(new URL('./labels.json', import.meta.url), 'utf8')) as { woorden: string[] };
const ordinary = new Set(lists.woorden.flatMap((line) => line.split(' ')).map(plainForm));
const longest = 60;

/**
 * Whether a text is surely a label: short, made of words that stand in lists of exports, without anything personal. A name
 * that no list knows is no ordinary word either, so what is shown by this never names anybody.
 */
export function isLabel(text: string): boolean {
  if (text.trim() === '' || text.length > longest || (text.match(/\p{N}/gu)?.length ?? 0) > 8 || /\d{7}/.test(plainText(text))) return false;
  const words = plainForm(text).match(/\p{L}+/gu) ?? [];
  return words.every(isOrdinary) && findPersonal(plainText(text)).every(({ kind }) => kind === 'NAAM');
}

/** A word of the lists, or two of them written as one: 'meldingsdatum'. */
function isOrdinary(word: string): boolean {
  if (word.length === 1 || ordinary.has(word)) return true;
  for (let i = 3; i <= word.length - 3; i++) {
    if (!ordinary.has(word.slice(i))) continue;
    const first = word.slice(0, i);
    if (ordinary.has(first) || ordinary.has(first.replace(/(?:s|en|e|n)$/, ''))) return true;
  }
  return false;
}

/** Whether anything personal stands in the text. */
export function namesSomebody(text: string): boolean {
  return findPersonal(plainText(text)).length > 0;
}

/** The header of a column that the mapping names, unless it names somebody. */
export function headerLabel(header: string): string {
  return namesSomebody(header) ? '…' : header;
}

/** A column as it may be named: its header where that is a label, else its number and letter. `known` headers stand in the mapping. */
export function columnName(header: string, index: number, known = false): string {
  if (isLabel(header) || (known && !namesSomebody(header))) return header;
  return `${index} (${columnLetter(index)})`;
}

/** 1 is A, 27 is AA, as spreadsheets count. */
export function columnLetter(index: number): string {
  return index > 26 ? columnLetter(Math.floor((index - 1) / 26)) + columnLetter(((index - 1) % 26) + 1) : String.fromCharCode(64 + index);
}

/** A file name with names, numbers and addresses of people in it blotted out; its other words stay, so that it can be found. */
export function fileLabel(given: string): string {
  const name = plainText(given);
  const spaced = name.replace(/[_+~]/g, ' ');
  const hidden = new Set<number>();
  const hide = (start: number, end: number) => {
    for (let i = start; i < end; i++) hidden.add(i);
  };
  for (const { kind, start, end } of findPersonal(spaced)) if (kind !== 'URL' && kind !== 'POSTCODE') hide(start, end);
  // Names of files are often written without capitals.
  for (const match of spaced.matchAll(/\p{L}{3,}/gu)) {
    const word = plainForm(match[0]);
    if ((firstNames.has(word) || surnames.has(word)) && !ordinary.has(word)) hide(match.index, match.index + match[0].length);
  }
  let shown = '';
  for (let i = 0; i < name.length; i++) if (!hidden.has(i)) shown += name[i]!;
    else if (!hidden.has(i - 1)) shown += '…';
  return shown;
}
