/** Dates and times of exports, read by the formats that a mapping names; never by guess, never with days and months swapped. */

export interface DateFormat {
  /** The format as written in the mapping. */
  name: string;
  /** The strptime form for the fast way in SQL, with its exact text length; absent where SQL could read it wrongly. */
  strptime?: { format: string; length: number };
  parse(text: string): Moment | 'impossible' | undefined;
}

export interface Moment {
  /** YYYY-MM-DD */
  date: string;
  /** HH:MM */
  time?: string;
}

const months = ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];
const monthNames = [
  'januari', 'februari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november', 'december',
];

const tokens: [string, string, string][] = [
  ['jjjj', '(?<y>\\d{4})', '%Y'],
  ['jj', '(?<y>\\d{2})', ''],
  ['mmmm', '(?<name>[a-z]{3,9})', ''],
  ['mmm', '(?<name>[a-z]{3,4})\\.?', ''],
  ['mm', '(?<m>\\d{2})', '%m'],
  ['m', '(?<m>\\d{1,2})', ''],
  ['dd', '(?<d>\\d{2})', '%d'],
  ['d', '(?<d>\\d{1,2})', ''],
  ['uu', '(?<H>\\d{2})', '%H'],
  ['u', '(?<H>\\d{1,2})', ''],
  ['nn', '(?<M>\\d{2})', '%M'],
  ['ss', '(?<S>\\d{2})', '%S'],
];

/** Compiles `dd-mm-jjjj uu:mm`, `d mmm jjjj`, `iso`, `iso-utc` or `serie`; undefined when it is none of these. */
export function compileDateFormat(format: string): DateFormat | undefined {
  const name = format.trim().toLowerCase();
  if (name === 'iso') return { name, parse: parseIso };
  if (name === 'iso-utc') return { name, parse: parseIsoUtc };
  if (name === 'serie') return { name, parse: (text) => parseSerial(text, 1900) };
  if (name === 'serie-1904') return { name, parse: (text) => parseSerial(text, 1904) };
  // Minutes are written mm after the hour, as Excel does.
  const pattern = name.replace(/(u[:.])mm/g, '$1nn');
  let regex = '';
  let strptime: string | undefined = '';
  let length = 0;
  for (let at = 0; at < pattern.length; ) {
    const token = tokens.find(([sign]) => pattern.startsWith(sign, at));
    if (token) {
      if (regex.includes(/<(\w+)>/.exec(token[1])![0])) return undefined;
      regex += token[1];
      strptime = token[2] && strptime !== undefined ? strptime + token[2] : undefined;
      length += token[0].length;
      at += token[0].length;
    } else {
      const sign = pattern[at]!;
      if (/[a-z]/.test(sign) && sign !== 't') return undefined;
      regex += sign.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
      if (strptime !== undefined) strptime += sign === 't' ? 'T' : sign;
      length += 1;
      at += 1;
    }
  }
  if (!/<y>/.test(regex) || !(/<m>|<name>/.test(regex))) {
    if (!/<H>/.test(regex)) return undefined;
  }
  const expression = new RegExp(`^${regex}$`, 'i');
  return {
    name,
    ...(strptime ? { strptime: { format: strptime, length } } : {}),
    parse: (text) => {
      const found = expression.exec(text)?.groups;
      if (!found) return undefined;
      return moment(found);
    },
  };
}

function moment(found: Record<string, string | undefined>): Moment | 'impossible' {
  const time = found['H'] === undefined ? undefined : clock(Number(found['H']), Number(found['M'] ?? 0), Number(found['S'] ?? 0));
  if (found['y'] === undefined) return time ? { date: '', time } : 'impossible';
  const year = found['y'].length === 2 ? century(Number(found['y'])) : Number(found['y']);
  const month = found['name'] === undefined ? Number(found['m']) : monthOf(found['name']);
  const date = calendarDate(year, month, Number(found['d'] ?? 1));
  if (!date || (found['H'] !== undefined && !time)) return 'impossible';
  return time ? { date, time } : { date };
}

/** Two-digit years: 00–69 are 20xx, 70–99 are 19xx (POSIX strptime). */
function century(year: number): number {
  return year < 70 ? 2000 + year : 1900 + year;
}

function monthOf(name: string): number {
  const low = name.toLowerCase();
  const full = monthNames.indexOf(low);
  if (full >= 0) return full + 1;
  const short = low === 'maa' ? 'mrt' : low.slice(0, 3);
  return months.indexOf(short) + 1;
}

/** YYYY-MM-DD of a date that exists, else undefined. */
export function calendarDate(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || year < 1) return undefined;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day > last) return undefined;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function clock(hour: number, minute: number, second: number): string | undefined {
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

const iso = /^(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})(?:[T ](?<H>\d{2}):(?<M>\d{2})(?::(?<S>\d{2})(?:\.\d+)?)?(?<zone>Z|[+-]\d{2}:?\d{2})?)?$/i;

/** ISO 8601 date or date-time, as written; a zone is ignored. */
export function parseIso(text: string): Moment | 'impossible' | undefined {
  const found = iso.exec(text)?.groups;
  return found ? moment(found) : undefined;
}

/** ISO 8601 in UTC, turned into the clock of Amsterdam: 2024-03-04T23:00:00Z is 5 March. */
function parseIsoUtc(text: string): Moment | 'impossible' | undefined {
  const utc = parseIso(text);
  if (utc === undefined || utc === 'impossible' || utc.time === undefined) return utc;
  const [year, month, day] = utc.date.split('-').map(Number) as [number, number, number];
  const [hour, minute] = utc.time.split(':').map(Number) as [number, number];
  const shift = summerTime(year, Date.UTC(year, month - 1, day, hour, minute)) ? 2 : 1;
  const local = new Date(Date.UTC(year, month - 1, day, hour + shift, minute)).toISOString();
  return { date: local.slice(0, 10), time: local.slice(11, 16) };
}

/** European summer time: last Sunday of March to last Sunday of October, 01:00 UTC (directive 2000/84/EC). */
function summerTime(year: number, utc: number): boolean {
  const lastSunday = (month: number) => {
    const last = new Date(Date.UTC(year, month + 1, 0));
    return Date.UTC(year, month, last.getUTCDate() - last.getUTCDay(), 1);
  };
  return utc >= lastSunday(2) && utc < lastSunday(9);
}

/** Excel's serial number of a day in the 1900 system (with its false 29 February 1900) or the 1904 system. */
export function parseSerial(text: string, system: 1900 | 1904): Moment | 'impossible' | undefined {
  const found = /^(\d{1,6})(?:[.,](\d+))?$/.exec(text);
  if (!found) return undefined;
  const day = Number(found[1]);
  if (system === 1900 && day < 61) return 'impossible';
  const start = system === 1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const fraction = Number(`0.${found[2] ?? '0'}`);
  const stamp = new Date(start + day * 86_400_000 + Math.round(fraction * 1440) * 60_000).toISOString();
  return fraction > 0 ? { date: stamp.slice(0, 10), time: stamp.slice(11, 16) } : { date: stamp.slice(0, 10) };
}

/** HH:MM from 14:05, 9.30, 1405, 14:05:59, 2:05 or a date-time that Excel left behind; undefined when it is no time. */
export function parseTime(text: string): string | undefined {
  const found = /^(?:1899-12-3[01]|1900-01-00|1904-01-01)?[T ]?(\d{1,2})[:.u]?(\d{2})(?::\d{2}(?:\.\d+)?)?(?: ?uur)?$/i.exec(text.trim());
  if (found) return clock(Number(found[1]), Number(found[2]), 0);
  const whole = /^(\d{1,2}) ?(?:u|uur)$/i.exec(text.trim());
  if (whole) return clock(Number(whole[1]), 0, 0);
  const fraction = /^0[.,](\d+)$/.exec(text.trim());
  if (!fraction) return undefined;
  const minutes = Math.round(Number(`0.${fraction[1]}`) * 1440);
  return clock(Math.floor(minutes / 60), minutes % 60, 0);
}
