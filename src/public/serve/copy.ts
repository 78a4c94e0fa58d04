/** `COPY (…) TO STDOUT`: rows as text or CSV, in the form that PostgreSQL gives them. */
import { type Column } from '../query/run.js';
import type { Value } from '../query/value.js';
import { tokens } from '../query/statement.js';
import { encode, wireType } from './types.js';

export interface CopyForm {
  readonly csv: boolean;
  readonly delimiter: string;
  readonly absent: string;
  readonly header: boolean;
  readonly quote: string;
}

/** Options of a COPY, in brackets or in the older way without; undefined when one is not known here. */
export function copyForm(options: string): CopyForm | undefined {
  const said = tokens(options).filter(({ kind, text }) => kind !== 'space' && kind !== 'comment' && !['(', ')', ',', '='].includes(text)).map(({ text }) => text);
  const given = new Map<string, string>();
  for (let i = 0; i < said.length; i++) {
    const word = said[i]!.toUpperCase();
    const value = said[i + 1] ?? '';
    if (word === 'WITH' || word === 'AS') continue;
    if (word === 'CSV' || word === 'TEXT') given.set('FORMAT', word);
    else if (word === 'FORMAT') given.set(word, said[++i]?.toUpperCase() ?? '');
    else if (word === 'HEADER') {
      const flag = /^(true|false|on|off|1|0|match)$/i.test(value);
      given.set(word, flag ? said[++i]! : 'true');
    } else if (['DELIMITER', 'NULL', 'QUOTE', 'ESCAPE', 'ENCODING'].includes(word) && /^[eE]?'/.test(said[i + 1]?.toUpperCase() === 'AS' ? (said[i + 2] ?? '') : value)) {
      if (value.toUpperCase() === 'AS') i++;
      given.set(word, literal(said[++i]!));
    } else return undefined;
  }
  const csv = given.get('FORMAT') === 'CSV';
  const form = { csv, delimiter: given.get('DELIMITER') ?? (csv ? ',' : '\t'), absent: given.get('NULL') ?? (csv ? '' : '\\N'), header: /^(true|on|1)$/i.test(given.get('HEADER') ?? 'off'), quote: given.get('QUOTE') ?? '"' };
  const known = ['CSV', 'TEXT', undefined].includes(given.get('FORMAT')) && /^UTF-?8$/i.test(given.get('ENCODING') ?? 'UTF8');
  return known && form.delimiter.length === 1 && form.quote.length === 1 && (given.get('ESCAPE') ?? form.quote) === form.quote ? form : undefined;
}

function literal(text: string): string {
  const bare = text.replace(/^[eE]?'|'$/g, '').replaceAll("''", "'");
  return /^[eE]/.test(text) ? bare.replaceAll('\\t', '\t') : bare;
}

/** The line with the names of the columns. */
export function copyHeader(columns: readonly Column[], form: CopyForm): string {
  return `${columns.map(({ name }) => field(name, form)).join(form.delimiter)}\n`;
}

/** One row as a line. */
export function copyLine(columns: readonly Column[], row: readonly Value[], form: CopyForm): string {
  return `${columns.map(({ type }, i) => field(encode(row[i] ?? null, wireType(type), 0)?.toString() ?? null, form)).join(form.delimiter)}\n`;
}

function field(text: string | null, { csv, delimiter, absent, quote }: CopyForm): string {
  if (text === null) return absent;
  if (!csv) return text.replace(/[\\\b\f\n\r\t\v]/g, (sign) => escapes[sign]!).replaceAll(delimiter === '\t' ? '\0' : delimiter, `\\${delimiter}`);
  const quoted = text === absent || text === '' || [delimiter, quote, '\n', '\r'].some((sign) => text.includes(sign));
  return quoted ? quote + text.replaceAll(quote, quote + quote) + quote : text;
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v' };
