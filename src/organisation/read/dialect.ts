import { cleanText } from './clean.js';
import { findHeader, type HeaderPlace } from './header.js';
import { Segmenter, type TextRecord } from './segment.js';

export interface Dialect {
  delimiter: string;
  newline: '\n' | '\r' | '\r\n';
  /** The line `sep=;` that spreadsheets write. */
  separatorLine: boolean;
  zeker: boolean;
  records: TextRecord[];
  header: HeaderPlace | undefined;
}

const candidates = [';', ',', '\t', '|'];

/** Delimiter and layout by the first text of a file; `whole` says that it is the whole file. */
export function detectDialect(text: string, whole: boolean, file: string, setting?: string): Dialect {
  const newline = detectNewline(text);
  const told = /^\s*"?sep=(.)"?\s*(?:\r|\n|$)/i.exec(text)?.[1];
  const fixed = setting ?? told;
  const tried = (fixed === undefined ? candidates : [fixed]).map((delimiter) => {
    const records = sampleRecords(text, whole, delimiter, newline, file);
    const from = told === undefined ? 0 : 1;
    const found = findHeader(records.slice(from).map((record) => record.cells));
    const header = found && { ...found, index: found.index + from };
    return { delimiter, records, header, score: score(records, header) };
  });
  const [best, second] = tried.sort((a, b) => b.score - a.score);
  return {
    delimiter: best!.delimiter,
    newline,
    separatorLine: told !== undefined,
    zeker: fixed !== undefined || (best!.score > 0 && best!.score > 1.3 * (second?.score ?? 0)),
    records: best!.records,
    header: best!.header,
  };
}

/** The delimiter named in a mapping: a single character, or the word 'tab'. Undefined when it is neither. */
export function namedDelimiter(name: string): string | undefined {
  if (/^(tab|\\t)$/i.test(name)) return '\t';
  return name.length === 1 && !/["\r\n\p{L}\p{N}]/u.test(name) ? name : undefined;
}

function detectNewline(text: string): '\n' | '\r' | '\r\n' {
  const lf = text.indexOf('\n');
  if (lf < 0) return text.includes('\r') ? '\r' : '\n';
  return text[lf - 1] === '\r' ? '\r\n' : '\n';
}

function sampleRecords(text: string, whole: boolean, delimiter: string, newline: string, file: string): TextRecord[] {
  const records = new Segmenter({ delimiter, newline: newline === '\r' ? '\r' : '\n', file }).push(text, true);
  if (!whole) records.pop();
  return records.slice(0, 2000);
}

/** Rows of one width, a wide one, below a header of labels: that is what the right delimiter gives. */
function score(records: readonly TextRecord[], header: HeaderPlace | undefined): number {
  if (header === undefined || header.width < 2) return 0;
  const filled = records.slice(0, 200).filter((record) => record.cells.some((cell) => cleanText(cell) !== ''));
  const below = filled.filter((record) => record.rij > records[header.index]!.rij);
  const fitting = below.filter((record) => !record.broken && record.cells.length >= header.width && record.cells.slice(header.width).every((cell) => cell === ''));
  const share = fitting.length / Math.max(1, filled.length - 1);
  return (share * share + 0.01) * Math.log2(header.width + 1) * (header.labels / header.width);
}
