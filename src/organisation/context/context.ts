/** Context tables (denominators, zero declarations, LET and HRT cases, events, surveys): text in, typed rows out. */
import { codeList, fieldsOf } from '../../codebook/codebook.js';
import type { Codebook, Field } from '../../codebook/schema.js';
import { exitCodes, UserError } from '../../error.js';
import type { ContextKind, ContextLevering, ContextRow, ContextVerdict } from '../../levering/context.js';
import type { Severity } from '../../levering/levering.js';
import { clean, type DecimalMark, headerName, isUnknown, parseAnswer, parseContextPeriod, parseMonth, parseNumber } from './cells.js';
import { duplicateRows, rowChecks } from './checks.js';

export interface ContextTable {
  /** In the order of the file. */
  headers: readonly string[];
  rows: readonly { rij: number; cellen: Readonly<Record<string, string>> }[];
  decimalMark: DecimalMark;
}

export interface ContextFinding {
  rij: number | null;
  /** Name of a field; null for an unknown column, whose number is a param. */
  kolom: string | null;
  regel: string;
  ernst: Severity;
  params: Readonly<Record<string, string | number>>;
}

export interface ContextLists {
  codebook: Codebook;
  /** Organisations that the rows may be about. */
  organisaties: readonly string[];
}

export interface ParsedContext {
  rows: ContextRow[];
  findings: ContextFinding[];
  counts: Record<ContextVerdict, number>;
}

/** What a cell gave: a value, or why there is none. */
type Read = { value: string | number | null } | { rule: string; params?: ContextFinding['params'] };

const longestText = 200;

/**
 * Types and checks every row; a row with an error is left out and the rest goes on. UserError when a required column is
 * missing or stands there twice.
 */
export function parseContext(kind: ContextKind, table: ContextTable, lists: ContextLists): ParsedContext {
  const fields = fieldsOf(lists.codebook, kind);
  const { headerOf, findings } = matchHeaders(table.headers, fields);
  const read = table.rows.map(({ rij, cellen }) => {
    const cells = new Map(fields.map((field) => [field.naam, clean(cellen[headerOf.get(field.naam) ?? ''] ?? '')]));
    if ([...cells.values()].every((text) => text === '')) return { rij, row: {}, own: [], verdict: 'not_a_record' as ContextVerdict };
    const { row, own } = parseRow(rij, fields, cells, table.decimalMark, lists);
    return { rij, row, own, verdict: verdictOf(own) };
  });
  for (const { index, finding, verdict } of duplicateRows(kind, read)) {
    read[index]!.own.push(finding);
    read[index]!.verdict = verdict;
  }
  const counts: ParsedContext['counts'] = { valid: 0, signal: 0, rejected: 0, duplicate: 0, not_a_record: 0 };
  for (const { verdict } of read) counts[verdict]++;
  return {
    rows: read.filter(({ verdict }) => verdict === 'valid' || verdict === 'signal').map(({ row }) => row),
    findings: [...findings, ...read.flatMap(({ own }) => own)],
    counts,
  };
}

/** The header line of a table, as an organisation can fill it in. */
export function contextTemplate(kind: ContextKind, codebook: Codebook): string[] {
  return fieldsOf(codebook, kind).map(({ naam }) => naam);
}

/** Findings as the manifest carries them: how often, by rule and field. */
export function countFindings(findings: readonly ContextFinding[]): ContextLevering['manifest']['bevindingen'] {
  const counts = new Map<string, ContextLevering['manifest']['bevindingen'][number]>();
  for (const { regel, kolom, ernst } of findings) {
    const key = [regel, kolom ?? '', ernst].join(' ');
    counts.set(key, { regel, veld: kolom, ernst, aantal: (counts.get(key)?.aantal ?? 0) + 1 });
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
}

function matchHeaders(headers: readonly string[], fields: readonly Field[]) {
  const known = new Set(fields.map(({ naam }) => naam));
  const headerOf = new Map<string, string>();
  const findings: ContextFinding[] = [];
  headers.forEach((header, i) => {
    const name = headerName(header);
    if (name === '') return;
    if (!known.has(name)) findings.push({ rij: null, kolom: null, regel: 'N06', ernst: 'signal', params: { number: i + 1 } });
    else if (headerOf.has(name)) throw new UserError('context.columnTwice', { column: name }, exitCodes.unreadable);
    else headerOf.set(name, header);
  });
  const missing = fields.filter(({ naam, eis }) => eis === 'verplicht' && !headerOf.has(naam)).map(({ naam }) => naam);
  if (missing.length > 0) throw new UserError('context.columnMissing', { columns: missing.join(', ') }, exitCodes.unreadable);
  return { headerOf, findings };
}

function parseRow(rij: number, fields: readonly Field[], cells: ReadonlyMap<string, string>, mark: DecimalMark, lists: ContextLists) {
  const row: Record<string, string | number | null> = {};
  const own: ContextFinding[] = [];
  for (const field of fields) {
    const text = cells.get(field.naam)!;
    const result = parseCell(field, text, mark, lists);
    if ('value' in result) row[field.naam] = result.value;
    else own.push({ rij, kolom: field.naam, regel: result.rule, ernst: 'error', params: result.params ?? {} });
    if ('value' in result && result.value === null && field.eis === 'verplicht') {
      own.push({ rij, kolom: field.naam, regel: 'N04', ernst: isNumber(field) ? 'signal' : 'error', params: {} });
    }
  }
  const period = 'periode' in row && typeof row['periode'] === 'string' ? parseContextPeriod(row['periode']) : undefined;
  if (period) Object.assign(row, { periode: period.periode, van_maand: period.vanMaand, tot_maand: period.totMaand });
  own.push(...rowChecks(rij, row));
  return { row, own };
}

function isNumber(field: Field): boolean {
  return (field.soort === 'decimaal' || field.soort === 'getal') && field.naam !== 'jaar';
}

function parseCell(field: Field, text: string, mark: DecimalMark, lists: ContextLists): Read {
  if (field.soort === 'decimaal' || field.soort === 'getal') return parseCount(field, text, mark);
  if (text === '') return { value: null };
  if (field.naam === 'organisatie_code') return oneOf(text, lists.organisaties);
  if (field.naam === 'periode') {
    const period = parseContextPeriod(text);
    return period ? { value: period.periode } : { rule: 'N02' };
  }
  if (field.soort === 'maand') {
    const month = parseMonth(text);
    return month ? { value: month } : { rule: 'N02' };
  }
  if (field.soort === 'janee') {
    const answer = parseAnswer(text);
    return answer ? { value: answer } : { rule: 'R22' };
  }
  if (field.soort === 'regio' && text.toUpperCase() === 'LANDELIJK') return { value: null };
  if (field.lijst) return oneOf(text, codeList(lists.codebook, field.lijst).codes.map(({ code }) => code));
  if (field.soort === 'sleutel') return /^[\w-]{1,40}$/.test(text) ? { value: text.toUpperCase() } : { rule: 'N08' };
  return text.length <= longestText ? { value: text } : { rule: 'N07', params: { longest: longestText } };
}

function oneOf(text: string, codes: readonly string[]): Read {
  const code = codes.find((one) => one.toUpperCase() === text.toUpperCase());
  return code === undefined ? { rule: 'R22' } : { value: code };
}

function parseCount(field: Field, text: string, mark: DecimalMark): Read {
  if (isUnknown(text)) return { value: null };
  const value = parseNumber(text, mark);
  if (value === undefined || (field.soort === 'getal' && !Number.isInteger(value))) return { rule: 'N01' };
  const [least, most] = field.naam === 'jaar' ? [1990, 2100] : [0, field.naam.endsWith('_pct') ? 100 : Infinity];
  if (value < least) return { rule: 'R30', params: { bound: `≥ ${least}` } };
  if (value > most) return { rule: 'R30', params: { bound: `≤ ${most}` } };
  // How many youths a case has leaves the team as a class only.
  if (field.naam === 'aantal_jeugdigen') return { value: value === 0 ? null : value >= 3 ? '3+' : String(value) };
  return { value };
}

function verdictOf(findings: readonly ContextFinding[]): ContextVerdict {
  if (findings.some(({ ernst }) => ernst === 'error')) return 'rejected';
  return findings.some(({ ernst }) => ernst === 'signal') ? 'signal' : 'valid';
}
