/** Reading one cell of a context table: text in, a typed value or a reason out. */
import { parsePeriod, type Period } from '../../levering/period.js';

/** How numbers are written: Dutch text ('1.234,5'), or as a workbook stores them ('1234.5'). */
export type DecimalMark = 'komma' | 'punt';

const dutch = /^-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?$/;
const withComma = /^-?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+$/;
const stored = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const unknownWords = new Set(['', '-', '?', 'onbekend', 'n.b.', 'nb', 'unknown']);

/** Text without the invisible: compatibility forms, hard spaces and zero-width marks unified, ends trimmed. */
export function clean(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\u200b-\u200d\u2060\ufeff\u00ad\p{Cc}]/gu, (mark) => (/\s/.test(mark) ? ' ' : ''))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** A header as a field name: 'FTE JB ' is fte_jb. */
export function headerName(text: string): string {
  return clean(text).toLowerCase().replaceAll(/[ -]+/g, '_');
}

/** True for an empty cell and for the words that say that a number is not known. */
export function isUnknown(text: string): boolean {
  return unknownWords.has(text.toLowerCase());
}

/** A number, rounded to three decimals; undefined when the text is none in this notation. A percent sign is dropped. */
export function parseNumber(text: string, mark: DecimalMark): number | undefined {
  const bare = text.replace(/ ?%$/, '');
  const isDutch = mark === 'komma' ? dutch.test(bare) : withComma.test(bare);
  if (!isDutch && !(mark === 'punt' && stored.test(bare))) return undefined;
  const value = Number(isDutch ? bare.replaceAll('.', '').replace(',', '.') : bare);
  if (!Number.isFinite(value) || Math.abs(value) > 1e9) return undefined;
  return Math.round(value * 1000) / 1000 + 0;
}

const monthNames = ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];
const longNames = ['januari', 'februari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november', 'december'];

/** '2024-06', '06-2024', '6/2024', 'juni 2024', 'jun-24', or a date in the month, as 'YYYY-MM'; undefined when it is none. */
export function parseMonth(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})(?:-\d{1,2}(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?)?$/.exec(text);
  if (iso) return month(iso[1]!, Number(iso[2]));
  const numeric = /^(?:\d{1,2}[-/])?(\d{1,2})[-/](\d{4})$/.exec(text);
  if (numeric) return month(numeric[2]!, Number(numeric[1]));
  const named = /^([a-z]+)\.?[ -](\d{4}|\d{2})$/.exec(text.toLowerCase());
  if (!named) return undefined;
  const index = Math.max(monthNames.indexOf(named[1]!), longNames.indexOf(named[1]!));
  return index < 0 ? undefined : month(named[2]!.length === 2 ? `20${named[2]}` : named[2]!, index + 1);
}

function month(year: string, number: number): string | undefined {
  const valid = number >= 1 && number <= 12 && /^(19|20)\d\d$/.test(year);
  return valid ? `${year}-${String(number).padStart(2, '0')}` : undefined;
}

/** A period in the ways people write it: 2024, '2024 H1', 'H1 2024', '1e halfjaar 2024', or any month. */
export function parseContextPeriod(text: string): Period | undefined {
  const half = /^(?:(\d{4})[ -]?H([12])|H([12])[ -](\d{4})|([12])e half ?jaar (\d{4}))$/i.exec(text);
  const name = half ? `${half[1] ?? half[4] ?? half[6]}H${half[2] ?? half[3] ?? half[5]}` : /^\d{4}$/.test(text) ? text : parseMonth(text);
  if (name === undefined || !/^(19|20)/.test(name)) return undefined;
  return parsePeriod(name);
}

const answers: Record<string, string> = { j: 'J', ja: 'J', yes: 'J', n: 'N', nee: 'N', no: 'N', o: 'O', onbekend: 'O', unknown: 'O' };

/** J, N or O for yes, no and unknown in Dutch or English; undefined for anything else. */
export function parseAnswer(text: string): string | undefined {
  return answers[text.toLowerCase()];
}
