/** Raw table + mapping → the coded table: one row a record, its cells as codes, dates and numbers of the codebook. */
import { identifier, literal, type Database, type SqlParams, type SqlType, type SqlValue } from '../../database/database.js';
import type { Codebook } from '../../codebook/schema.js';
import { mappableFields } from './check.js';
import { codedDate, codedTime } from './moments.js';
import { normaliseLabel } from './label.js';
import { columnsOf, type Mapping } from './mapping.js';
import { type Coded, valueCoder } from './values.js';

/** Where the raw table keeps a header's text; undefined when the file does not have that column. */
export type ColumnPlace = (header: string) => string | undefined;

/** A problem of mapping found in many rows at once: a query that gives their `nr`. */
export interface MappedProblem {
  veld: string;
  kolom: string;
  soort: 'leeg' | 'onbekend' | 'meerduidig' | 'afwijkend';
  rows: string;
  params?: SqlParams;
}

export interface MappedTable {
  /** Fields that the coded table truly holds; all others were not asked. */
  asked: Set<string>;
  /** Fields that were not asked, but follow for some rows from others. */
  derived: Set<string>;
  problems: MappedProblem[];
}

interface CodedField {
  select: string[];
  join?: string;
  params?: SqlParams;
  problems: MappedProblem[];
}

/**
 * Makes the table `gecodeerd` (nr, blad, rij, fout, filter, sleutel, rijhash, rijhash2 and every field of the incident
 * record; NULL where empty or not asked) from `ruw`. Only distinct texts are mapped in code, the rest is a join.
 */
export async function mapTable(db: Database, mapping: Mapping, codebook: Codebook, place: ColumnPlace): Promise<MappedTable> {
  const fields = mappableFields(codebook);
  const asked = new Set<string>();
  const derivedFields = new Set<string>();
  const problems: MappedProblem[] = [];
  const select: string[] = [];
  const joins: string[] = [];
  const params: Record<string, SqlValue> = {};
  const nothing = (name: string) => fieldColumns(name, fields.get(name)!.soort).map(([column, type]) => `NULL::${type} AS ${column}`);

  for (const [name, known] of fields) {
    const field = mapping.velden[name];
    const places = field && columnsOf(field).map((column) => place(column));
    if (!field || (places && places.length > 0 && places.every((one) => one === undefined))) {
      if (!(name === 'incident_tijd' && select.some((one) => one.endsWith(' AS incident_tijd')))) select.push(...nothing(name));
      continue;
    }
    asked.add(name);
    const texts = places!.map((one) => (one === undefined ? "''" : `coalesce(r.${one}, '')`));
    const kolom = columnsOf(field).join(' + ');
    let coded: CodedField;
    if (known.soort === 'datum' || known.soort === 'maand') {
      coded = await codedDate(db, name, texts[0]!, field.formaat ?? [], kolom, name === 'incident_datum' && !mapping.velden['incident_tijd']);
      if (name === 'incident_datum' && coded.select.length > 1) asked.add('incident_tijd');
    } else if (known.soort === 'tijd') {
      coded = await codedTime(db, name, texts[0]!, field.formaat ?? [], valueCoder({ ...field, codes: field.codes ?? {} }, known, codebook), kolom);
    } else if (known.soort === 'sleutel' || known.soort === 'tekst') {
      coded = { select: [`nullif(trim(${texts.join(" || ' ' || ")}, ${blanks}), '') AS ${name}`], problems: [] };
    } else if (known.soort === 'getal' || known.soort === 'decimaal') {
      coded = await codedByValue(db, name, known.soort, texts, kolom, codedNumber);
    } else {
      const coder = valueCoder(field, known, codebook);
      const fallback = known.onbekendLabel === 'signaal' ? [name === 'ernst' ? '9' : 'ONBEKEND'] : [];
      coded = await codedByValue(db, name, known.soort, texts, kolom, (cells) => withFallback(coder(cells), fallback));
    }
    select.push(...coded.select);
    problems.push(...coded.problems);
    if (coded.join) joins.push(coded.join);
    Object.assign(params, coded.params);
  }

  const filter = await filterReason(db, mapping, place);
  const key = mapping.meldingsnummer.kolommen.map((column) => {
    const at = place(column);
    return at === undefined ? 'NULL' : `nullif(trim(r.${at}, ${blanks}), '')`;
  });
  await db.run(`CREATE OR REPLACE TABLE gecodeerd AS
    SELECT ${derivations(select, codebook, asked, derivedFields)} FROM (
      SELECT r.rowid AS nr, r.blad, r.rij, r.fout, r.rijhash, r.rijhash2,
        ${filter} AS filter, ${key.length === 1 ? key[0] : key.join(" || '-' || ")} AS sleutel,
        ${select.join(',\n        ')}
      FROM ruw r ${joins.join('\n      ')}
      WHERE r.soort = 'record')`, params);
  return { asked, derived: derivedFields, problems };
}

const blanks = "' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(8203) || chr(65279)";

/** Derivations of the codebook, laid over the coded columns. */
function derivations(select: readonly string[], codebook: Codebook, asked: ReadonlySet<string>, derivedFields: Set<string>): string {
  const present = new Set(select.map((one) => / AS (\w+)$/.exec(one)![1]!));
  const fields = mappableFields(codebook);
  const columnOf = (name: string) => fields.get(name)?.kolom ?? name;
  const rules = codebook.afleidingen.filter((rule) => present.has(columnOf(rule.veld)));
  if (rules.length === 0) return '*';
  for (const rule of rules) {
    const sources = [...fields.keys()].filter((name) => name !== rule.veld && new RegExp(`\\b${columnOf(name)}\\b`).test(rule.waarde));
    if (!asked.has(rule.veld) && sources.every((name) => asked.has(name))) derivedFields.add(rule.veld);
  }
  return `* REPLACE (${rules.map((rule) => `(${rule.waarde}) AS ${identifier(columnOf(rule.veld))}`).join(', ')})`;
}

/** The columns that a field has in the coded table, with their types. */
export function fieldColumns(name: string, soort: string): [string, SqlType | 'DATE'][] {
  if (name === 'vorm') return [['vormen', 'VARCHAR[]'], ['vormen2', 'VARCHAR[]']];
  if (name === 'kanaal') return [['kanalen', 'VARCHAR[]']];
  if (soort === 'codes') return [[name, 'VARCHAR[]']];
  if (soort === 'datum' || soort === 'maand') return [[name, 'DATE']];
  if (soort === 'getal' || soort === 'decimaal') return [[name, 'INTEGER']];
  return [[name, 'VARCHAR']];
}

function withFallback(coded: Coded, fallback: string[]): Coded {
  return coded.problem === 'onbekend' && fallback.length > 0 ? { codes: fallback, problem: 'onbekend' } : coded;
}

function codedNumber([cell = '']: readonly string[]): Coded {
  const text = normaliseLabel(cell);
  if (text === '') return { codes: [], problem: 'leeg' };
  const found = /^(\d{1,9})(?:[.,]0+)?\+?$/.exec(text);
  return found ? { codes: [found[1]!] } : { codes: [], problem: 'onbekend' };
}

/** Up to so many distinct texts a field is looked up in a list given with the statement; above, in a joined table. */
const listed = 40;

/** Maps each distinct combination of texts once and lays the answer beside every row. */
async function codedByValue(
  db: Database,
  name: string,
  soort: string,
  texts: readonly string[],
  kolom: string,
  coder: (cells: readonly string[]) => Coded,
): Promise<CodedField> {
  const columns = fieldColumns(name, soort);
  if (texts.length === 0) {
    const { codes } = coder([]);
    return { select: columns.map(([column, type]) => `${constant(column, type, codes)} AS ${column}`), problems: [] };
  }
  const key = texts.join(' || chr(31) || ');
  const values = await db.rows<{ w: string }>(`SELECT DISTINCT ${key} AS w FROM ruw r WHERE soort = 'record'`);
  const coded = values.map(({ w }) => ({ w, ...coder(w.split('\u001f')) }));
  const problems = [...new Set(coded.flatMap(({ problem }) => (problem ? [problem] : [])))].map((soort) => ({
    veld: name,
    kolom,
    soort,
    rows: `SELECT r.rowid AS nr FROM ruw r WHERE r.soort = 'record' AND list_contains($teksten, ${key})`,
    params: { teksten: coded.filter(({ problem }) => problem === soort).map(({ w }) => w) },
  }));
  if (coded.length <= listed) return { ...lookedUp(name, key, columns, coded), problems };

  const table = `m_${name}`;
  await db.run(`CREATE OR REPLACE TABLE ${table}(w VARCHAR, ${columns.map(([c, type]) => `${c} ${type}`).join(', ')})`);
  const types: SqlType[] = ['VARCHAR', ...columns.map(([, type]) => type as SqlType)];
  await db.append(table, types, coded.map(({ w, codes }) => [w, ...columns.map(([column, type]) => cellOf(column, type, codes))]));
  return { select: columns.map(([column]) => `${table}.${column} AS ${column}`), join: `LEFT JOIN ${table} ON ${key} = ${table}.w`, problems };
}

/** Few texts travel with the statement: thirty small hash joins would cost more than a small file itself. */
function lookedUp(name: string, key: string, columns: readonly [string, SqlType | 'DATE'][], coded: readonly ({ w: string } & Coded)[]): Pick<CodedField, 'select' | 'params'> {
  const params: Record<string, SqlValue> = { [`w_${name}`]: coded.map(({ w }) => w) };
  const select = columns.map(([column, type]) => {
    const cells = coded.map(({ codes }) => cellOf(column, type, codes));
    params[`c_${column}`] = cells.map((cell) => (cell === null ? null : Array.isArray(cell) ? cell.join(',') : String(cell)));
    const found = `$c_${column}[list_position($w_${name}, ${key})]`;
    if (type === 'VARCHAR[]') return `CASE WHEN ${found} = '' THEN [] ELSE string_split(${found}, ',') END AS ${column}`;
    return type === 'VARCHAR' ? `${found} AS ${column}` : `CAST(${found} AS ${type}) AS ${column}`;
  });
  return { select, params };
}

function cellOf(column: string, type: SqlType | 'DATE', codes: readonly string[]): string | number | string[] | null {
  if (codes.length === 0) return null;
  if (column === 'vormen') return [...new Set(codes.map((code) => code.split('.')[0]!))].sort();
  if (column === 'vormen2') return codes.filter((code) => code.includes('.')).sort();
  if (type === 'VARCHAR[]') return [...codes].sort();
  if (type === 'INTEGER') return Number(codes[0]);
  return codes.length === 1 ? codes[0]! : null;
}

function constant(column: string, type: SqlType | 'DATE', codes: readonly string[]): string {
  const value = cellOf(column, type, codes);
  if (value === null) return `NULL::${type}`;
  return Array.isArray(value) ? `[${value.map(literal).join(', ')}]::VARCHAR[]` : literal(String(value));
}

/** The first reason for which a row does not count, as an SQL expression. */
async function filterReason(db: Database, mapping: Mapping, place: ColumnPlace): Promise<string> {
  const reasons: string[] = [];
  for (const [i, filter] of mapping.filters.entries()) {
    const at = place(filter.kolom);
    if (at === undefined) continue;
    const named = new Set((filter.waarden ?? filter.behalve!).map(normaliseLabel));
    const values = await db.rows<{ w: string }>(`SELECT DISTINCT coalesce(${at}, '') AS w FROM ruw WHERE soort = 'record'`);
    const hit = values.filter(({ w }) => named.has(normaliseLabel(w)) === (filter.waarden !== undefined));
    await db.run(`CREATE OR REPLACE TABLE f_${i}(w VARCHAR)`);
    await db.append(`f_${i}`, ['VARCHAR'], hit.map(({ w }) => [w]));
    reasons.push(`CASE WHEN coalesce(r.${at}, '') IN (SELECT w FROM f_${i}) THEN ${literal(filter.reden)} END`);
  }
  return reasons.length > 0 ? `coalesce(${reasons.join(', ')})` : 'NULL::VARCHAR';
}
