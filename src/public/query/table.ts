import type { Column } from './run.js';
import { cellText, isNumeric, type Value } from './value.js';

/** Stands for NULL in a table; a text cell cannot be mistaken for it as long as nobody writes an empty-set sign. */
export const nullMark = '∅';

/** Narrower than this a text says too little: better a column less. */
const narrowest = 12;

export interface Table {
  text: string;
  /** Columns that fitted the width; the last ones fall off first. */
  shownColumns: number;
}

/**
 * A boxed table for the screen, at most `width` characters wide: numbers flush right with their points in one line and at most
 * four decimals, long texts cut with `…`, columns that do not fit left off at the right.
 */
export function formatTable(columns: readonly Column[], rows: readonly (readonly Value[])[], width: number): Table {
  const cells = columns.map((column, i) => columnTexts(column, rows.map((row) => row[i] ?? null)));
  const wanted = cells.map((texts, i) => Math.max(1, textWidth(visible(columns[i]!.name)), ...texts.map(textWidth)));
  const widths = fit(wanted, columns.map((column) => isNumeric(column.type)), width);
  const line = (texts: readonly string[]): string =>
    `│${widths.map((w, i) => ` ${pad(clip(texts[i]!, w), w, isNumeric(columns[i]!.type))} `).join('│')}│`;
  const rule = (left: string, mid: string, right: string): string => `${left}${widths.map((w) => '─'.repeat(w + 2)).join(mid)}${right}`;
  const lines = [rule('┌', '┬', '┐'), line(columns.map((column) => visible(column.name))), rule('├', '┼', '┤')];
  for (let r = 0; r < rows.length; r++) lines.push(line(cells.map((texts) => texts[r]!)));
  lines.push(rule('└', '┴', '┘'));
  return { text: `${lines.join('\n')}\n`, shownColumns: widths.length };
}

/** Widths of the columns that fit: first the widest texts give way, then the last columns fall off. Numbers are never cut. */
function fit(wanted: readonly number[], fixed: readonly boolean[], width: number): number[] {
  for (let count = wanted.length; count > 0; count--) {
    const widths = wanted.slice(0, count);
    let over = widths.reduce((sum, w) => sum + w + 3, 1) - width;
    while (over > 0) {
      const texts = widths.map((w, i) => (fixed[i] || w <= narrowest ? 0 : w));
      const widest = Math.max(...texts);
      if (widest === 0) break;
      const next = Math.max(narrowest, ...texts.filter((w) => w < widest));
      const at = texts.indexOf(widest);
      const less = Math.min(over, Math.max(1, widest - next));
      widths[at] = widest - less;
      over -= less;
    }
    if (over <= 0 || count === 1) return widths;
  }
  return [];
}

function columnTexts(column: Column, values: readonly Value[]): string[] {
  if (column.type === 'DOUBLE' || column.type === 'FLOAT') return alignPoints(values.map(shortNumber));
  return values.map((value) => (value === null ? nullMark : visible(cellText(value))));
}

/** A double for reading: four decimals, or four digits when it is smaller than those can show. */
function shortNumber(value: Value): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) return value === null ? nullMark : String(value);
  const size = Math.abs(value);
  if (size >= 1e15 || (size > 0 && size < 0.001)) return String(Number(value.toPrecision(4)));
  return String(Number(value.toFixed(4)));
}

/** Pads numbers at the right so that their decimal points stand below each other. */
function alignPoints(texts: readonly string[]): string[] {
  const tail = (text: string): number => (/^-?\d+(\.\d+)?$/.test(text) && text.includes('.') ? text.length - text.indexOf('.') : 0);
  const longest = Math.max(0, ...texts.map(tail));
  return texts.map((text) => (/^-?\d/.test(text) ? text + ' '.repeat(longest - tail(text)) : text));
}

/** Control characters made visible: a table never breaks its lines nor steers the terminal. */
function visible(text: string): string {
  return text
    .replaceAll('\r\n', '↵')
    .replaceAll('\n', '↵')
    .replaceAll('\t', ' ')
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '�');
}

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}]/u;
const zeroWidth = /\p{M}|\u200b|\u200d|\ufeff/u;

function charWidth(char: string): number {
  if (char < '\u0300') return 1;
  return zeroWidth.test(char) ? 0 : wide.test(char) ? 2 : 1;
}

function textWidth(text: string): number {
  let sum = 0;
  for (const char of text) sum += charWidth(char);
  return sum;
}

function clip(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const char of text) {
    used += charWidth(char);
    if (used > width - 1) break;
    kept += char;
  }
  return `${kept}…`;
}

function pad(text: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - textWidth(text)));
  return right ? space + text : text + space;
}
