import { cleanText, isBlank, isNumeric, shape, startsVisible } from './clean.js';
import type { RowKind } from './raw.js';

/** What is known of a table when its rows are judged. */
export interface RowContext {
  header: readonly string[];
  /** Positions of the key in a row. */
  keys: readonly number[];
  keyShapes: ReadonlySet<string>;
  continuation: boolean;
}

/** 'los' is a lone text: a section line when records follow, a footer when none do. */
export type Judged = { kind: RowKind | 'los'; total?: { label: 'totaal' | 'uniek'; value: number } };

const record: Judged = { kind: 'record' };
const totalWord = /\b(sub|eind|deel)?tota(al|len|als|ls?)\b|^aantal\b/i;
const period =
  /^((januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|february|march|may|june|july|august|october|jan|feb|mrt|apr|jun|jul|aug|sep|sept|okt|nov|dec)\.?([ -]+('?\d{2}|\d{4}))?|(kwartaal|quarter|q|week|weeknummer|maand|periode|jaar|halfjaar)[ :.-]*\d{1,4}([ /-]+\d{2,4})?|[1-4]e kwartaal( \d{4})?)[: ]*$/i;
const footer =
  /^(afgedrukt|geprint|gegenereerd|aangemaakt|ge[ëe]xporteerd|export|rapport|bron\b|pagina\b|page\b|filter|selectie|einde\b|printed|generated|exported|created|source\b|end of|legenda|toelichting|vertrouwelijk|confidential|let op\b|disclaimer|copyright|©|\*)/i;

/** Rows with more visible cells than this are records, unless their first cell says otherwise. */
export function fewCells(width: number): number {
  return Math.min(4, Math.max(2, Math.floor((width - 1) / 2)));
}

/** Words of which one stands in the first cell of every total row; the SQL of the regular way looks for these. */
export const totalHints = ['tota', 'aantal'] as const;

/** Whether a row must be looked at; all others are records. Cheap, and the same test stands in the SQL of the regular way. */
export function needsJudging(cells: readonly string[], context: RowContext): boolean {
  const first = cells.find((cell) => cell !== '');
  if (first === undefined || !startsVisible(first)) return true;
  const low = first.toLowerCase();
  if (totalHints.some((hint) => low.includes(hint)) || low.trim() === headerMark(context.header)) return true;
  let visible = 0;
  const few = fewCells(context.header.length);
  for (const cell of cells) if (startsVisible(cell) && ++visible > few) return false;
  return true;
}

/** The first label of the header as a repeated header shows it. */
export function headerMark(header: readonly string[]): string | undefined {
  return header.find((cell) => cell !== '')?.trim().toLowerCase();
}

/** What a row is, by its own cells. Never takes a row for something else than a record without a sign of it. */
export function judgeRow(cells: readonly string[], context: RowContext): Judged {
  if (!needsJudging(cells, context)) return record;
  const filled = cells.flatMap((cell, i) => (isBlank(cell) ? [] : [i]));
  if (filled.length === 0) return { kind: 'leeg' };
  if (isHeader(cells, filled, context)) return { kind: 'kop' };
  const first = cleanText(cells[filled[0]!]!);
  const rest = filled.slice(1).map((i) => cleanText(cells[i]!));
  const total = judgeTotal(first, rest);
  if (total) return total;
  if (filled.length > fewCells(context.header.length)) return record;
  const keyed = context.keys.some((i) => context.keyShapes.has(shape(cells[i] ?? '')));
  if (period.test(first) && rest.every(isNumeric)) return { kind: 'tussen' };
  if (keyed) return record;
  if (context.continuation && context.keys.every((i) => isBlank(cells[i] ?? ''))) return record;
  if (footer.test(first) && (filled.length === 1 || filled[0] === 0)) return { kind: 'voet' };
  if (filled.length === 1) return filled[0] === 0 && context.header.length > 1 ? { kind: 'los' } : record;
  return filled.length === 2 && first.endsWith(':') && filled[0] === 0 ? { kind: 'voet' } : record;
}

/** The shapes of the keys among rows that are records beyond doubt; in a narrow or sparse table among the fullest there are. */
export function keyShapes(rows: readonly (readonly string[])[], keys: readonly number[], width: number): Set<string> {
  for (const least of [fewCells(width) + 1, 2, 1]) {
    const sure = rows.filter((row) => row.filter((cell) => !isBlank(cell)).length >= least);
    const shapes = sure.flatMap((row) => keys.map((i) => row[i] ?? '').filter((key) => !isBlank(key) && !isAside(key)).map(shape));
    if (shapes.length > 0) return new Set(shapes);
  }
  return new Set();
}

/** Whether a text is that of a section, footer or total line. */
function isAside(text: string): boolean {
  const clean = cleanText(text);
  return period.test(clean) || footer.test(clean) || totalWord.test(clean);
}

/** A count named in a line above the header or in a total row, such as 'Totaal unieke meldingen: 52'. */
export function judgeTotal(first: string, rest: readonly string[]): Judged | undefined {
  if (!totalWord.test(first) || !rest.every(isNumeric)) return undefined;
  const inside = /^.*?([:=]? *)(\d[\d. ]*)$/.exec(first);
  const isYear = inside !== null && !/[:=]/.test(inside[1]!) && /^(19|20)\d\d$/.test(inside[2]!);
  if (rest.length === 0 && inside === null && !/tota/i.test(first)) return undefined;
  const label = /uniek|unique|verschillend/i.test(first) ? 'uniek' : 'totaal';
  const numbers = rest.length > 0 ? rest : inside && !isYear ? [inside[2]!.trim()] : [];
  const value = numbers.length === 1 ? count(numbers[0]!) : undefined;
  const kind = /^(sub|deel)/i.test(first) ? 'subtotaal' : 'totaal';
  return value === undefined ? { kind } : { kind, total: { label, value } };
}

function isHeader(cells: readonly string[], filled: readonly number[], context: RowContext): boolean {
  const { header } = context;
  if (cells[filled[0]!]!.trim().toLowerCase() !== headerMark(header)) return false;
  const same = filled.filter((i) => cleanText(cells[i]!).toLowerCase() === cleanText(header[i] ?? '').toLowerCase()).length;
  return same >= 0.8 * Math.max(filled.length, header.filter((cell) => !isBlank(cell)).length);
}

function count(text: string): number | undefined {
  if (/^\d{1,9}(,0+)?$/.test(text)) return parseInt(text, 10);
  return /^\d{1,3}([. ]\d{3})+$/.test(text) ? Number(text.replace(/[. ]/g, '')) : undefined;
}
