import { literal, type Database } from '../../database/database.js';
import { compileDateFormat, parseIso, parseTime } from './dates.js';
import { normaliseLabel } from './label.js';
import type { MappedProblem } from './map.js';
import type { Coded } from './values.js';

interface CodedMoment {
  select: string[];
  join: string;
  problems: MappedProblem[];
}

/**
 * A date column: texts of exactly a format's shape are read by the engine, all others once per distinct text by code.
 * An ISO date where another format was agreed is unambiguous: read, and reported as `afwijkend`. With `withTime` the
 * clock time in the same cell becomes incident_tijd.
 */
export async function codedDate(
  db: Database,
  name: string,
  text: string,
  formats: readonly string[],
  kolom: string,
  withTime: boolean,
): Promise<CodedMoment> {
  const compiled = formats.map((format) => compileDateFormat(format)!);
  const quick = compiled.flatMap(({ strptime }) =>
    strptime ? [`CASE WHEN length(${text}) = ${strptime.length} THEN try_strptime(${text}, ${literal(strptime.format)}) END`] : [],
  );
  const fast = quick.length > 0 ? `coalesce(${quick.join(', ')})` : 'NULL::TIMESTAMP';
  const timed = withTime && compiled.some((format) => /u/.test(format.name) || format.name.startsWith('iso') || format.name.startsWith('serie'));
  const rest = await db.rows<{ w: string }>(`SELECT DISTINCT ${text} AS w FROM ruw r WHERE soort = 'record' AND ${fast} IS NULL`);
  let deviates = false;
  const [{ workbook } = { workbook: false }] = await db.rows<{ workbook: boolean }>('SELECT count(blad) > 0 AS workbook FROM ruw');
  const rows = rest.map(({ w }) => {
    const label = normaliseLabel(w);
    for (const format of compiled) {
      const moment = format.parse(label);
      if (moment === 'impossible') return [w, null, null, null];
      if (moment) return [w, moment.date, moment.time ?? null, null];
    }
    const iso = parseIso(label.toUpperCase());
    if (iso === undefined || iso === 'impossible') return [w, null, null, null];
    if (!workbook) deviates = true;
    return [w, iso.date, iso.time ?? null, workbook ? null : 'afwijkend'];
  });
  const table = `m_${name}`;
  await db.run(`CREATE OR REPLACE TABLE ${table}_tekst(w VARCHAR, datum VARCHAR, tijd VARCHAR, probleem VARCHAR)`);
  await db.append(`${table}_tekst`, ['VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR'], rows);
  await db.run(`CREATE OR REPLACE TABLE ${table} AS SELECT w, datum::DATE AS datum, tijd, probleem FROM ${table}_tekst; DROP TABLE ${table}_tekst`);
  const select = [`coalesce(CAST(${fast} AS DATE), ${table}.datum) AS ${name}`];
  if (timed) select.push(`coalesce(strftime(${fast}, '%H:%M'), ${table}.tijd) AS incident_tijd`);
  return {
    select,
    join: `LEFT JOIN ${table} ON ${text} = ${table}.w`,
    problems: deviates
      ? [{ veld: name, kolom, soort: 'afwijkend', rows: `SELECT r.rowid AS nr FROM ruw r JOIN ${table} ON ${text} = ${table}.w WHERE r.soort = 'record' AND ${table}.probleem = 'afwijkend'` }]
      : [],
  };
}

/** A column of clock times, or of words that the mapping gives a part of the day for. */
export async function codedTime(db: Database, name: string, text: string, formats: readonly string[], coder: (cells: readonly string[]) => Coded, kolom: string): Promise<CodedMoment> {
  const values = await db.rows<{ w: string }>(`SELECT DISTINCT ${text} AS w FROM ruw r WHERE soort = 'record'`);
  const table = `m_${name}`;
  const compiled = formats.flatMap((format) => compileDateFormat(format) ?? []);
  let unknown = false;
  const rows = values.map(({ w }) => {
    const label = normaliseLabel(w);
    if (label === '') return [w, null, null];
    const { codes } = coder([w]);
    const moment = compiled.map((format) => format.parse(label)).find((one) => one !== undefined && one !== 'impossible');
    const time = codes[0] ?? moment?.time ?? parseTime(label);
    if (time === undefined) unknown = true;
    return [w, time ?? null, time === undefined ? 'onbekend' : null];
  });
  await db.run(`CREATE OR REPLACE TABLE ${table}(w VARCHAR, tijd VARCHAR, probleem VARCHAR)`);
  await db.append(table, ['VARCHAR', 'VARCHAR', 'VARCHAR'], rows);
  return {
    select: [`${table}.tijd AS ${name}`],
    join: `LEFT JOIN ${table} ON ${text} = ${table}.w`,
    problems: unknown
      ? [{ veld: name, kolom, soort: 'onbekend', rows: `SELECT r.rowid AS nr FROM ruw r JOIN ${table} ON ${text} = ${table}.w WHERE r.soort = 'record' AND ${table}.probleem = 'onbekend'` }]
      : [],
  };
}
