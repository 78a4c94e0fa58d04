/** Texts and links that are safe to put in a workbook. */
import { safeCell as formulaSafe } from '../../files/spreadsheet.js';

/** The text with an apostrophe before it where a spreadsheet would take it for a formula; control characters become spaces. */
export function safeCell(text: string): string {
  return formulaSafe(text).replace(/[\u0000-\u0009\u000b-\u001f\u007f\ufffe\uffff]/g, ' ');
}

/** A name that a sheet may have: no signs that are forbidden, at most 31 characters, cut between words, another than those taken. */
export function sheetName(text: string, taken: ReadonlySet<string>): string {
  const clean = text.replace(/[[\]:*?/\\\u0000-\u001f]/g, ' ').replace(/\s+/g, ' ').trim().replace(/^'+|'+$/g, '');
  const short = cut(clean, 31);
  const lower = new Set([...taken].map((name) => name.toLowerCase()));
  if (short !== '' && !lower.has(short.toLowerCase())) return short;
  for (let n = 2; ; n++) {
    const name = `${cut(clean, 31 - ` (${n})`.length)} (${n})`.trim();
    if (!lower.has(name.toLowerCase())) return name;
  }
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const short = text.slice(0, most);
  return (short.includes(' ') ? short.slice(0, short.lastIndexOf(' ')) : short).replace(/[ ,;.'-]+$/, '');
}

/** 1 → A, 27 → AA. */
export function columnLetters(position: number): string {
  let [rest, letters] = [position, ''];
  while (rest > 0) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
    rest = Math.floor((rest - 1) / 26);
  }
  return letters;
}

/** The address of a file as a link from its neighbours, of a relative path with slashes. */
export function addressOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** The address of a cell in the workbook at an address; of a text file the file itself. */
export function linkTo(address: string, sheet: string | null, row: number, position: number): string {
  return sheet === null ? address : `${address}#${encodeURIComponent(`'${sheet.replaceAll("'", "''")}'`)}!${columnLetters(position)}${row}`;
}
