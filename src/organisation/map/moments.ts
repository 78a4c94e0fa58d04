import { literal, type Database } from '../../database/database.js';
import { compileDateFormat, type DateFormat, parseIso, parseTime } from './dates.js';
import { normaliseLabel } from './label.js';
import { type CodedColumn, type ColumnType, type Lookup, lookUp, type MappedText } from './lookup.js';
import type { Gathered } from './texts.js';
import type { Coded } from './values.js';

/** Up to so many different texts a moment is looked up like a label; above, the engine reads what it can row by row. */
const fewTexts = 20_000;

/**
 * A date column: texts of exactly a format's shape are read by the engine, all others once per distinct text by code.
 * An ISO date where another format was agreed is unambiguous: read, and reported as `afwijkend`. With `withTime` the
 * clock time in the same cell becomes incident_tijd.
 */
export async function codedDate(db: Database, name: string, key: string, formats: readonly string[], gathered: Gathered, withTime: boolean): Promise<Lookup> {
  const compiled = formats.map((format) => compileDateFormat(format)!);
  const timed = withTime && compiled.some((format) => /u/.test(format.name) || format.name.startsWith('iso') || format.name.startsWith('serie'));
  const columns: (readonly [string, ColumnType])[] = [[name, 'DATE'], ...(timed ? [['incident_tijd', 'VARCHAR'] as const] : [])];
  const isReported = (problem: string) => problem === 'afwijkend';
  if (gathered.moments.get(key)! <= fewTexts) {
    const texts = await quickTexts(db, key, compiled, gathered.momentTexts.get(key));
    const read = texts.map(({ w, snel }): MappedText => (snel === null ? slowly(w, compiled, gathered.workbook) : { w, cells: [snel.slice(0, -6), snel.slice(-5)] }));
    return lookUp(db, name, key, columns, read, gathered, isReported);
  }
  const texts = await db.rows<{ w: string }>(`SELECT DISTINCT ${key} AS w FROM ruw r WHERE r.soort = 'record' AND ${fast(compiled, key)} IS NULL`);
  const rest = await lookUp(db, name, key, columns, texts.map(({ w }) => slowly(w, compiled, gathered.workbook)), gathered, isReported);
  const quick = [`CAST(${fast(compiled, key)} AS DATE)`, `strftime(${fast(compiled, key)}, '%H:%M')`];
  return { ...rest, columns: rest.columns.map((column, i): CodedColumn => (i < columns.length ? { ...column, sql: `coalesce(${quick[i]}, ${column.sql})` } : column)) };
}

/** The different texts of a key, each with what the engine reads of it (YYYY-MM-DD HH:MM). */
async function quickTexts(db: Database, key: string, compiled: readonly DateFormat[], known: readonly string[] | undefined): Promise<{ w: string; snel: string | null }[]> {
  if (known && compiled.every(({ strptime }) => strptime === undefined)) return known.map((w) => ({ w, snel: null }));
  const select = `SELECT w, strftime(${fast(compiled, 'w')}, '%Y-%m-%d %H:%M') AS snel FROM`;
  if (known) return db.rows(`${select} (SELECT unnest($texts) AS w)`, { texts: known });
  return db.rows(`${select} (SELECT DISTINCT ${key} AS w FROM ruw r WHERE r.soort = 'record')`);
}

/** What the engine reads of a text by the formats it knows, as a timestamp. */
function fast(compiled: readonly DateFormat[], text: string): string {
  const quick = compiled.flatMap(({ strptime }) =>
    strptime ? [`CASE WHEN length(${text}) = ${strptime.length} THEN try_strptime(${text}, ${literal(strptime.format)}) END`] : [],
  );
  return quick.length > 0 ? `coalesce(${quick.join(', ')})` : 'NULL::TIMESTAMP';
}

function slowly(w: string, compiled: readonly DateFormat[], workbook: boolean): MappedText {
  const label = normaliseLabel(w);
  for (const format of compiled) {
    const moment = format.parse(label);
    if (moment === 'impossible') return { w, cells: [] };
    if (moment) return { w, cells: [moment.date, moment.time ?? null] };
  }
  const iso = parseIso(label.toUpperCase());
  if (iso === undefined || iso === 'impossible') return { w, cells: [] };
  return { w, cells: [iso.date, iso.time ?? null], ...(workbook ? {} : { problem: 'afwijkend' as const }) };
}

/** A column of clock times, or of words that the mapping gives a part of the day for. */
export function codedTime(db: Database, name: string, key: string, formats: readonly string[], coder: (cells: readonly string[]) => Coded, gathered: Gathered): Promise<Lookup> {
  const compiled = formats.flatMap((format) => compileDateFormat(format) ?? []);
  const texts = gathered.labels.get(key)!.map((w): MappedText => {
    const label = normaliseLabel(w);
    if (label === '') return { w, cells: [] };
    const moment = compiled.map((format) => format.parse(label)).find((one) => one !== undefined && one !== 'impossible');
    const time = coder([w]).codes[0] ?? moment?.time ?? parseTime(label);
    return time === undefined ? { w, cells: [], problem: 'onbekend' } : { w, cells: [time] };
  });
  return lookUp(db, name, key, [[name, 'VARCHAR']], texts, gathered, (problem) => problem === 'onbekend');
}
