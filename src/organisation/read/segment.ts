import { exitCodes, UserError } from '../../error.js';
import { splitLenient } from './lenient.js';

/** Longest physical line, in characters. Longer ones are no export. */
export const maxLine = 2 ** 21;
/** How far a quoted cell may run before its opening quote counts as a stray one. */
export const maxCell = 2 ** 20;

export interface SegmentOptions {
  delimiter: string;
  newline: '\n' | '\r';
  /** Cells a record must have; unknown while the layout is still being detected. */
  width?: number;
  file: string;
}

export interface TextRecord {
  /** Physical line on which the record starts. */
  rij: number;
  lines: number;
  cells: string[];
  broken: boolean;
}

const quote = 0x22;
const cr = 0x0d;
const space = 0x20;

/**
 * Cuts text into records, chunk by chunk. A quoted cell may run over lines, but only when the record that results
 * fits; otherwise the first line alone becomes a broken record and reading resumes on the next line.
 */
export class Segmenter {
  readonly #options: SegmentOptions;
  readonly #delimiterCode: number;
  #text = '';
  #line = 1;
  #nextDelimiter = -1;
  #nextQuote = -1;

  constructor(options: SegmentOptions) {
    this.#options = options;
    this.#delimiterCode = options.delimiter.charCodeAt(0);
  }

  /** The records that end in the text so far; `final` says that no more text comes. */
  push(chunk: string, final: boolean): TextRecord[] {
    this.#text += chunk.includes('\0') ? chunk.replaceAll('\0', '') : chunk;
    this.#nextDelimiter = -1;
    this.#nextQuote = -1;
    const text = this.#text;
    const records: TextRecord[] = [];
    let position = 0;
    while (position < text.length) {
      const found = this.#record(position, final);
      if (found === undefined) break;
      records.push({ rij: this.#line, lines: found.lines, cells: found.cells, broken: found.broken });
      this.#line += found.lines;
      position = found.end;
    }
    this.#text = text.slice(position);
    return records;
  }

  #record(start: number, final: boolean): Found | undefined {
    const text = this.#text;
    const lineEnd = this.#lineEnd(start, final);
    if (lineEnd === undefined) return undefined;
    if (this.#quoteFrom(start) >= lineEnd.stop) {
      return { cells: text.slice(start, lineEnd.stop).split(this.#options.delimiter), lines: 1, end: lineEnd.next, broken: false };
    }
    const strict = this.#strict(start, lineEnd, final);
    if (strict === 'more') return undefined;
    if (strict !== 'broken' && (strict.lines === 1 || this.#fits(strict, start))) return strict;
    const cells = splitLenient(text.slice(start, lineEnd.stop), this.#options.delimiter);
    return { cells, lines: 1, end: lineEnd.next, broken: true };
  }

  #strict(start: number, firstLine: Line, final: boolean): StrictFound | 'more' | 'broken' {
    const text = this.#text;
    const cells: string[] = [];
    let line = firstLine;
    let lines = 1;
    let literalQuote = false;
    for (let i = start; ; ) {
      if (text.charCodeAt(i) === quote && i < line.stop) {
        let close = text.indexOf('"', i + 1);
        let doubled = false;
        while (close >= 0 && text.charCodeAt(close + 1) === quote) {
          doubled = true;
          close = text.indexOf('"', close + 2);
        }
        if (close < 0 || (close + 1 === text.length && !final)) {
          return final || text.length - start > maxCell ? 'broken' : 'more';
        }
        if (close - i > maxCell) return 'broken';
        while (close > line.stop) {
          const next = this.#lineEnd(line.next, final);
          if (next === undefined) return 'more';
          line = next;
          lines++;
        }
        const value = text.slice(i + 1, close);
        cells.push(doubled ? value.replaceAll('""', '"') : value);
        let after = close + 1;
        while (after < line.stop && text.charCodeAt(after) === space) after++;
        if (after === line.stop) return { cells, lines, end: line.next, broken: false, literalQuote };
        if (text.charCodeAt(after) !== this.#delimiterCode) return 'broken';
        i = after + 1;
      } else {
        const delimiter = this.#delimiterFrom(i);
        const end = Math.min(delimiter, line.stop);
        if (this.#quoteFrom(i) < end) literalQuote = true;
        cells.push(text.slice(i, end));
        if (delimiter >= line.stop) return { cells, lines, end: line.next, broken: false, literalQuote };
        i = delimiter + 1;
      }
    }
  }

  /** Whether a record over several lines is a real one and not the work of a stray quote. */
  #fits(found: StrictFound, start: number): boolean {
    const { width, delimiter } = this.#options;
    if (width === undefined) return true;
    if (found.literalQuote) return false;
    if (found.cells.slice(width).some((cell) => cell !== '')) return false;
    const swallowed = this.#text.slice(start, found.end).split(this.#options.newline).slice(1);
    if (found.cells.length < width) return !swallowed.some((line) => line.split(delimiter).length >= width);
    return width < 3 || !swallowed.some((line) => isWholeRecord(line, delimiter, width));
  }

  #lineEnd(from: number, final: boolean): Line | undefined {
    const { newline, file } = this.#options;
    const end = this.#text.indexOf(newline, from);
    if ((end < 0 ? this.#text.length : end) - from > maxLine) {
      throw new UserError('read.lineTooLong', { file, row: this.#line, limit: maxLine }, exitCodes.unreadable);
    }
    if (end < 0) return final ? { stop: this.#text.length, next: this.#text.length } : undefined;
    const stop = newline === '\n' && end > from && this.#text.charCodeAt(end - 1) === cr ? end - 1 : end;
    return { stop, next: end + 1 };
  }

  #delimiterFrom(position: number): number {
    if (this.#nextDelimiter < position) this.#nextDelimiter = found(this.#text.indexOf(this.#options.delimiter, position));
    return this.#nextDelimiter;
  }

  #quoteFrom(position: number): number {
    if (this.#nextQuote < position) this.#nextQuote = found(this.#text.indexOf('"', position));
    return this.#nextQuote;
  }
}

interface Line {
  /** Where the text of the line stops. */
  stop: number;
  /** Where the next line starts. */
  next: number;
}

interface Found {
  cells: string[];
  lines: number;
  end: number;
  broken: boolean;
}

interface StrictFound extends Found {
  literalQuote: boolean;
}

function found(index: number): number {
  return index < 0 ? Infinity : index;
}

/** A line of prose has spaces after its commas; a record has not. */
function isWholeRecord(line: string, delimiter: string, width: number): boolean {
  const cells = line.replace(/\r$/, '').split(delimiter);
  return cells.length === width && !line.includes('"') && !cells.some((cell, i) => i > 0 && cell.startsWith(' '));
}
