/** Days as people type them, for telling dates of birth from other dates. */

const months = 'jan(?:uari)?|feb(?:ruari)?|m(?:aa)?rt|apr(?:il)?|mei|jun[ie]?|jul[ie]?|aug(?:ustus)?|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const day = '(?:0?[1-9]|[12]\\d|3[01])';
const month = `(?:0?[1-9]|1[0-2]|${months})`;
const year = "(?:(?:19|20)\\d{2}|['`’]?\\d{2})(?!\\d)";
const sign = '[ ]?[-/. ][ ]?';

/** A day with year, written either way round, with a month as number or word; for building patterns (flags i and u). */
export const dateForm = `(?:${day}${sign}${month}${sign}${year}|['\`’]?(?:19|20)?\\d{2}${sign}${month}${sign}${day}(?!\\d))`;

const whole = new RegExp(`^${dateForm}(?:[ T]\\d.*)?$`, 'iu');

/** Whether the text is a day, alone or with a time after it. */
export function isDate(text: string): boolean {
  return whole.test(text);
}

/** Day number since 1970 of a day with a year of four digits or '85; undefined when it is none. */
export function dayNumber(text: string): number | undefined {
  const compact = /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text);
  if (compact) return numberOf(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  if (!isDate(text)) return undefined;
  const [a, b, c] = text.toLowerCase().replace(/['`’]/g, '').split(/[-/. ]+/) as [string, string, string];
  const which = Number.isNaN(Number(b)) ? monthNames.findIndex((name) => b.startsWith(name) || (name === 'maa' && b.startsWith('mrt')) || (name === 'okt' && b.startsWith('oct'))) + 1 : Number(b);
  return a.length === 4 ? numberOf(Number(a), which, parseInt(c, 10)) : numberOf(fullYear(c), which, Number(a));
}

const monthNames = ['jan', 'feb', 'maa', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];

/** Two digits are a year from 1930 to 2029. */
function fullYear(text: string): number {
  const value = parseInt(text, 10);
  return text.length >= 4 ? parseInt(text.slice(0, 4), 10) : value + (value < 30 ? 2000 : 1900);
}

function numberOf(y: number, m: number, d: number): number | undefined {
  const time = Date.UTC(y, m - 1, d);
  const date = new Date(time);
  return date.getUTCMonth() === m - 1 && date.getUTCDate() === d ? time / 86_400_000 : undefined;
}
