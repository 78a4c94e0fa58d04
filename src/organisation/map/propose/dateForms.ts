/** Which date formats a column is written in, found from its values; never a guess between days and months. */
import { compileDateFormat, parseIso } from '../dates.js';
import { normaliseLabel } from '../label.js';

export interface DateForms {
  /** Formats of the mapping, most used first; empty when the column holds no dates. */
  formats: string[];
  /** Share of the filled cells that these formats read. */
  share: number;
  /** Days and months cannot be told apart: these are the two readings. */
  either?: [string, string];
  /** What values above twelve have told about days and months. */
  first?: 'dag' | 'maand';
  withTime: boolean;
}

const times = ['', ' uu:mm', ' uu:mm:ss', ' u:mm', 't' + 'uu:mm'];
const dayFirst = ['dd-mm-jjjj', 'dd/mm/jjjj', 'dd.mm.jjjj', 'd-m-jjjj', 'd/m/jjjj', 'd.m.jjjj', 'dd-mm-jj', 'dd/mm/jj'];
const others = ['jjjjmmdd', 'd mmm jjjj', 'd mmmm jjjj', 'd-mmm-jjjj', 'jjjj/mm/dd'];
const monthFirst = (format: string) => format.replace(/^(d+)(.)(m+)/, '$3$2$1');

/** The formats of a column. `system` is the workbook's first day, when the file is a workbook. */
export function dateForms(cells: readonly string[], workbook: boolean, system: 1900 | 1904): DateForms {
  const texts = [...new Set(cells.map((cell) => normaliseLabel(cell)))].filter((text) => text !== '').slice(0, 4000);
  // A column of words is told from its first texts.
  if (texts.length > 0 && texts.slice(0, 50).filter((text) => /\d/.test(text)).length === 0) return { formats: [], share: 0, withTime: false };
  const found: { format: string; count: number }[] = [];
  let left = texts;
  let either: [string, string] | undefined;
  let first: DateForms['first'];
  const take = (format: string, parse: (text: string) => unknown) => {
    const rest = left.filter((text) => !isMoment(parse(text)));
    if (rest.length < left.length) found.push({ format, count: left.length - rest.length });
    left = rest;
  };
  const iso = texts.filter((text) => isMoment(parseIso(text.toUpperCase())));
  if (iso.length > 0) {
    const zoned = iso.filter((text) => /z$/.test(text));
    const clocks = new Set(zoned.map((text) => text.slice(11, 16)));
    const utc = zoned.length > 0 && ![...clocks].every((clock) => clock === '00:00');
    take(utc ? 'iso-utc' : 'iso', (text) => compileDateFormat(utc ? 'iso-utc' : 'iso')!.parse(text.toUpperCase()));
  }
  const numeric = dayFirst.flatMap((day) => times.map((time) => day + time));
  const order = orderOf(left, numeric, texts.length);
  if (order?.either && order.share >= 0.1) either = order.either;
  if (order && !order.either) first = order.first;
  // One order for the whole column: a date that does not exist must stay one, not become another by swapping.
  if (order && (!order.either || either)) {
    for (const format of numeric) {
      const one = order.first === 'maand' ? monthFirst(format) : format;
      if (left.length > 0) take(one, compileDateFormat(one)!.parse);
    }
  }
  for (const format of others.flatMap((day) => times.map((time) => day + time))) {
    const compiled = left.length > 0 ? compileDateFormat(format) : undefined;
    if (compiled) take(format, compiled.parse);
  }
  if (workbook && left.length > 0) {
    const serial = system === 1904 ? 'serie-1904' : 'serie';
    if (found.length > 0) take(serial, (text) => (/^[2-5]\d{4}([.,]\d+)?$/.test(text) ? compileDateFormat(serial)!.parse(text) : undefined));
  }
  const enough = found.filter(({ count }) => count >= (workbook ? 1 : 0.03 * texts.length)).sort((a, b) => b.count - a.count);
  const share = texts.length === 0 ? 0 : enough.reduce((sum, { count }) => sum + count, 0) / texts.length;
  const formats = enough.map(({ format }) => format).filter((format, _, all) => !(format.startsWith('dd') && all.includes(format.replace('dd', 'd').replace('mm', 'm'))));
  return { formats: share >= 0.5 ? formats : [], share, withTime: formats.some((format) => /u/.test(format.replace('iso-utc', ''))) || iso.some((text) => text.length > 10 && text.slice(11, 16) !== '00:00'), ...(either && share >= 0.5 ? { either } : {}), ...(first ? { first } : {}) };
}

/** Whether days or months come first among numeric dates, told by numbers above twelve; `either` when they do not tell. */
function orderOf(texts: readonly string[], formats: readonly string[], all: number): { first: 'dag' | 'maand'; share: number; either?: [string, string] } | undefined {
  let [days, months, both] = [0, 0, 0];
  let commonest: { format: string; count: number } | undefined;
  const read = new Set<string>();
  for (const format of formats) {
    const [day, month] = [compileDateFormat(format)!, compileDateFormat(monthFirst(format))!];
    let count = 0;
    for (const text of texts) {
      if (read.has(text)) continue;
      const [asDay, asMonth] = [isMoment(day.parse(text)), isMoment(month.parse(text))];
      if (!asDay && !asMonth) continue;
      read.add(text);
      count++;
      if (asDay && asMonth) both++;
      else if (asDay) days++;
      else months++;
    }
    if (count > (commonest?.count ?? 0)) commonest = { format, count };
  }
  if (!commonest) return undefined;
  const first = months > days ? 'maand' : 'dag';
  const told = days + months > 0 && Math.min(days, months) <= 0.1 * Math.max(days, months);
  const share = (days + months + both) / all;
  return told ? { first, share } : { first, share, either: [commonest.format, monthFirst(commonest.format)] };
}

function isMoment(read: unknown): boolean {
  return typeof read === 'object' && read !== null && (read as { date?: string }).date !== '';
}
