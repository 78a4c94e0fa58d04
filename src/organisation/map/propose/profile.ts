/** What a column of an unknown export looks like, from its cells alone. */
import { parseTime } from '../dates.js';
import { normaliseLabel } from '../label.js';
import { type DateForms, dateForms } from './dateForms.js';

/** The part of an export from which a mapping is proposed: headers and records as they stand, nothing of it kept. */
export interface ExportView {
  soort: 'csv' | 'xlsx';
  headers: readonly string[];
  rows: readonly (readonly string[])[];
  /** Columns (0-based) that hold personal data, by kind. */
  personal: ReadonlyMap<number, string>;
  datumstelsel?: 1900 | 1904 | undefined;
  codering?: string | undefined;
  scheiding?: string | undefined;
}

export interface Value {
  /** As it first stood in the file, white space collapsed. */
  text: string;
  /** As labels are compared. */
  label: string;
  count: number;
}

export type ColumnKind = 'leeg' | 'datum' | 'tijd' | 'vinkje' | 'getal' | 'lijst' | 'sleutel' | 'tekst' | 'overig';

export interface ColumnProfile {
  index: number;
  header: string;
  kind: ColumnKind;
  /** Share of the rows with something in the cell. */
  filled: number;
  filledRows: number;
  distinct: number;
  /** The commonest builds of a value, letters as A and digits as 9. */
  patterns: { shape: string; count: number }[];
  /** Distinct values, commonest first; only where there are few. */
  values: Value[];
  /** What stands between several values in one cell. */
  separator?: string;
  dates: DateForms;
  /** Share of the values that are whole numbers, and clock times. */
  whole: number;
  clock: number;
  averageLength: number;
  personal?: string;
}

const fewValues = 300;
const tick = /^(x|v|✓|✔|ja|nee|j|n|y|yes|no|waar|onwaar|true|false|0|1|-)$/;
/** Signs between values, with the share of parts that must stand alone elsewhere: a bar is nothing else, a slash often part of a label. */
const separators: [string, number][] = [['|', 0], [';', 0], ['+', 0.5], ['/', 0.6], [',', 0.6]];

/** The profile of every column, in the order of the file. */
export function profileColumns(view: ExportView): ColumnProfile[] {
  return view.headers.map((header, index) => profileColumn(view, header, index));
}

function profileColumn(view: ExportView, header: string, index: number): ColumnProfile {
  const cells = view.rows.map((row) => row[index] ?? '');
  const values = distinctValues(cells);
  const filledRows = values.reduce((sum, { count }) => sum + count, 0);
  const share = (test: (label: string) => boolean) => (filledRows === 0 ? 0 : values.reduce((sum, { label, count }) => sum + (test(label) ? count : 0), 0) / filledRows);
  const averageLength = filledRows === 0 ? 0 : values.reduce((sum, { text, count }) => sum + text.length * count, 0) / filledRows;
  const dates = dateForms(cells, view.soort === 'xlsx', view.datumstelsel ?? 1900);
  const whole = share((label) => /^\d{1,9}([.,]0+)?$/.test(label));
  const clock = share((label) => /[:.u]/.test(label) && parseTime(label) !== undefined);
  const separator = separatorOf(values);
  const personal = view.personal.get(index);
  const base = { index, header, filled: view.rows.length === 0 ? 0 : filledRows / view.rows.length, filledRows, distinct: values.length, patterns: patterns(values), dates, whole, clock, averageLength };
  const kind = kindOf({ ...base, share, values });
  return { ...base, kind, values: values.length <= fewValues || kind === 'lijst' ? values : [], ...(separator ? { separator } : {}), ...(personal ? { personal } : {}) };
}

interface Seen extends Pick<ColumnProfile, 'filledRows' | 'distinct' | 'dates' | 'whole' | 'clock' | 'averageLength'> {
  values: readonly Value[];
  share: (test: (label: string) => boolean) => number;
}

function kindOf({ filledRows, distinct, dates, whole, clock, averageLength, values, share }: Seen): ColumnKind {
  if (filledRows === 0) return 'leeg';
  if (dates.formats.length > 0 && dates.share >= 0.8) return 'datum';
  if (clock >= 0.8) return 'tijd';
  if (share((label) => tick.test(label)) >= 0.95 && distinct <= 6) return 'vinkje';
  const repeated = distinct / filledRows;
  if (averageLength >= 25 && repeated >= 0.5 && filledRows >= 5 && share((label) => label.includes(' ')) >= 0.8) return 'tekst';
  if (whole >= 0.9) return repeated > 0.9 && filledRows > 20 ? 'sleutel' : 'getal';
  if (distinct <= 40 || repeated <= 0.2) return averageLength > 60 && repeated > 0.2 ? 'tekst' : repeated > 0.9 && filledRows > 20 ? 'sleutel' : 'lijst';
  return values.every(({ text }) => text.length <= 24 && /\d/.test(text)) ? 'sleutel' : averageLength >= 30 ? 'tekst' : 'overig';
}

/** Distinct values of a column, commonest first, then by text. */
export function distinctValues(cells: readonly string[]): Value[] {
  const found = new Map<string, Value>();
  for (const cell of cells) {
    const label = normaliseLabel(cell);
    if (label === '') continue;
    const known = found.get(label);
    if (known) known.count++;
    else found.set(label, { text: cell.normalize('NFKC').replace(/[\p{Cc}\p{Cf}]/gu, ' ').replace(/\s+/g, ' ').trim(), label, count: 1 });
  }
  return [...found.values()].sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}

/** A separator is one when the parts of the cells that have it stand alone in other cells too, or repeat. */
function separatorOf(values: readonly Value[]): string | undefined {
  const alone = new Set(values.map(({ label }) => label));
  let best: { sign: string; score: number } | undefined;
  for (const [bare, least] of separators) {
    const split = values.filter(({ label }) => label.includes(bare));
    if (split.length === 0) continue;
    const parts = split.flatMap(({ label }) => label.split(bare).map((part) => part.trim()).filter((part) => part !== ''));
    const score = parts.filter((part) => alone.has(part)).length / parts.length;
    if (score >= least && (!best || score > best.score)) best = { sign: bare, score };
  }
  return best?.sign;
}

function patterns(values: readonly Value[]): { shape: string; count: number }[] {
  const found = new Map<string, number>();
  for (const { text, count } of values) {
    const shape = text.slice(0, 40).replace(/\p{L}+/gu, 'A').replace(/\d+/g, '9');
    found.set(shape, (found.get(shape) ?? 0) + count);
  }
  return [...found].map(([shape, count]) => ({ shape, count })).sort((a, b) => b.count - a.count || (a.shape < b.shape ? -1 : 1)).slice(0, 3);
}
