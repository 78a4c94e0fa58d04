/** Raw table + mapping → the coded table: one row a record, its cells as codes, dates and numbers of the codebook. */
import { identifier, literal, type Database, type SqlValue } from '../../database/database.js';
import type { Codebook, Field } from '../../codebook/schema.js';
import { headerLabel } from '../personal/label.js';
import { mappableFields } from './check.js';
import { normaliseLabel } from './label.js';
import { type Cell, type CodedColumn, type ColumnType, type Lookup, lookUp } from './lookup.js';
import { columnsOf, type FieldMapping, type Mapping } from './mapping.js';
import { codedDate, codedTime } from './moments.js';
import { type Gathered, gatherTexts, textOf, type Words } from './texts.js';
import { type Coded, valueCoder, type ValueProblem } from './values.js';

/** Where the raw table keeps a header's text; undefined when the file does not have that column. */
export type ColumnPlace = (header: string) => string | undefined;

/** By coded column the type of its codes, where it has one. */
export type CodeTypes = ReadonlyMap<string, string>;

/** A problem of mapping, and the condition over the coded table for the rows that have it. */
export interface MappedProblem {
  veld: string;
  kolom: string;
  soort: ValueProblem | 'afwijkend';
  condition: string;
}

export interface MappedTable {
  /** Fields that the coded table truly holds; all others were not asked. */
  asked: Set<string>;
  /** Fields that were not asked, but follow for some rows from others. */
  derived: Set<string>;
  problems: MappedProblem[];
}

interface Source {
  name: string;
  known: Field;
  field: FieldMapping;
  /** The texts of its columns as SQL over `ruw r`, and all of them as one. */
  texts: string[];
  key: string;
}

/**
 * Makes `gecodeerd` (nr, blad, rij, fout, filter, sleutel, rijhash, rijhash2 and every field of the incident record; NULL
 * where empty or not asked) from `ruw`: a view that adds what the export does not have to the table `gecodeerd_gevuld`.
 * Only distinct texts are mapped in code; columns of `ruw` that are kept as the numbers of `words` have theirs already.
 */
export async function mapTable(db: Database, mapping: Mapping, codebook: Codebook, place: ColumnPlace, types: CodeTypes = new Map(), words: Words = new Map()): Promise<MappedTable> {
  const fields = mappableFields(codebook);
  const sources = mappedSources(mapping, fields, place);
  const filters = mapping.filters.flatMap((filter) => {
    const at = place(filter.kolom);
    return at === undefined ? [] : [{ ...filter, key: textOf(at) }];
  });
  const isMoment = ({ known }: Source) => known.soort === 'datum' || known.soort === 'maand';
  const isLabel = (source: Source) => !isMoment(source) && !isPlain(source) && source.texts.length > 0;
  const gathered = await gatherTexts(db, [...sources.filter(isLabel), ...filters].map(({ key }) => key), sources.filter(isMoment).map(({ key }) => key), words);

  const asked = new Set(sources.map(({ name }) => name));
  const columns: CodedColumn[] = [];
  const joins: string[] = [];
  const params: Record<string, SqlValue> = {};
  const problems: MappedProblem[] = [];
  const add = (lookup: Lookup) => {
    columns.push(...lookup.columns);
    if (lookup.join) joins.push(lookup.join);
    Object.assign(params, lookup.params);
  };
  for (const [name, known] of fields) {
    const source = sources.find((one) => one.name === name);
    if (!source) {
      if (columns.some((column) => column.name === name)) asked.add(name);
      else columns.push(...fieldColumns(name, known.soort, types).map(([column, type]): CodedColumn => ({ name: column, sql: `NULL::${type}`, empty: type })));
      continue;
    }
    const lookup = await codedField(db, source, codebook, gathered, mapping, types);
    add(lookup);
    const kolom = columnsOf(source.field).map(headerLabel).join(' + ');
    problems.push(...lookup.problems.map(({ soort, column }) => ({ veld: name, kolom, soort, condition: column })));
  }
  const reasons: string[] = [];
  for (const [i, filter] of filters.entries()) {
    const lookup = await filterLookup(db, `filter_${i}`, filter, gathered);
    if (lookup.join) joins.push(lookup.join);
    Object.assign(params, lookup.params);
    reasons.push(lookup.columns[0]!.sql);
  }
  const rules = derivations(columns, codebook);
  await createTable(db, columns, joins, params, reasons, keyOf(mapping, place), new Map(rules.map(({ column, sql }) => [column, types.has(column) ? `CAST(${sql} AS ${types.get(column)})` : sql])));
  const derived = rules.filter(({ field, sources }) => !asked.has(field) && sources.every((name) => asked.has(name)));
  return { asked, derived: new Set(derived.map(({ field }) => field)), problems };
}

function mappedSources(mapping: Mapping, fields: ReadonlyMap<string, Field>, place: ColumnPlace): Source[] {
  return [...fields].flatMap(([name, known]) => {
    const field = mapping.velden[name];
    const places = field && columnsOf(field).map((column) => place(column));
    if (!field || (places && places.length > 0 && places.every((one) => one === undefined))) return [];
    const texts = places!.map((one) => (one === undefined ? "''" : textOf(one)));
    const isDate = known.soort === 'datum' || known.soort === 'maand' || known.soort === 'tijd';
    return [{ name, known, field, texts, key: isDate ? texts[0]! : texts.join(isPlain({ known }) ? ` || ' ' || ` : ' || chr(31) || ') }];
  });
}

/** Taken over as it stands, without blanks around it. */
function isPlain({ known }: Pick<Source, 'known'>): boolean {
  return known.soort === 'sleutel' || known.soort === 'tekst';
}

async function codedField(db: Database, { name, known, field, texts, key }: Source, codebook: Codebook, gathered: Gathered, mapping: Mapping, types: CodeTypes): Promise<Lookup> {
  if (known.soort === 'datum' || known.soort === 'maand') {
    return codedDate(db, name, key, field.formaat ?? [], gathered, name === 'incident_datum' && !mapping.velden['incident_tijd']);
  }
  if (known.soort === 'tijd') return codedTime(db, name, key, field.formaat ?? [], valueCoder({ ...field, codes: field.codes ?? {} }, known, codebook), gathered);
  if (isPlain({ known })) return { columns: [{ name, sql: trimmed(key) }], problems: [] };
  const coder = known.soort === 'getal' || known.soort === 'decimaal' ? codedNumber : labelCoder(field, known, codebook);
  const columns = fieldColumns(name, known.soort, types);
  if (texts.length === 0) {
    const { codes } = coder([]);
    return { columns: columns.map(([column, type]) => ({ name: column, sql: constant(column, type, codes) })), problems: [] };
  }
  const coded = gathered.labels.get(key)!.map((w) => {
    const { codes, problem } = coder(w.split('\u001f'));
    return { w, cells: columns.map(([column, type]) => cellOf(column, type, codes)), problem };
  });
  return lookUp(db, name, key, columns, coded, gathered, (problem) => problem !== 'leeg' || mustBeFilled(known));
}

/** An empty cell is a finding of its own where the field is required; dates and forms have rules that say so. */
function mustBeFilled(known: Field): boolean {
  return known.eis === 'verplicht' && known.soort !== 'datum' && known.naam !== 'vorm';
}

function labelCoder(field: FieldMapping, known: Field, codebook: Codebook): (cells: readonly string[]) => Coded {
  const coder = valueCoder(field, known, codebook);
  if (known.onbekendLabel !== 'signaal') return coder;
  const fallback = [known.naam === 'ernst' ? '9' : 'ONBEKEND'];
  return (cells) => {
    const coded = coder(cells);
    return coded.problem === 'onbekend' ? { codes: fallback, problem: 'onbekend' } : coded;
  };
}

function codedNumber([cell = '']: readonly string[]): Coded {
  const text = normaliseLabel(cell);
  if (text === '') return { codes: [], problem: 'leeg' };
  const found = /^(\d{1,9})(?:[.,]0+)?\+?$/.exec(text);
  return found ? { codes: [found[1]!] } : { codes: [], problem: 'onbekend' };
}

/** The reason for which a row does not count, where its text is one that the filter names. */
async function filterLookup(db: Database, name: string, filter: Mapping['filters'][number] & { key: string }, gathered: Gathered): Promise<Lookup> {
  const named = new Set((filter.waarden ?? filter.behalve!).map(normaliseLabel));
  const hit = gathered.labels.get(filter.key)!.filter((w) => named.has(normaliseLabel(w)) === (filter.waarden !== undefined));
  return lookUp(db, name, filter.key, [[name, 'VARCHAR']], hit.map((w) => ({ w, cells: [filter.reden] })), gathered, () => false);
}

function keyOf(mapping: Mapping, place: ColumnPlace): string {
  const parts = mapping.meldingsnummer.kolommen.map((column) => {
    const at = place(column);
    return at === undefined ? 'NULL' : trimmed(`r.${at}`);
  });
  return parts.length === 1 ? parts[0]! : parts.map((part) => `(${part})`).join(" || '-' || ");
}

const blanks = "' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(8203) || chr(65279)";

/** Without blanks around it, NULL when nothing is left; most texts have none, which is seen three times as fast. */
function trimmed(text: string): string {
  return `CASE WHEN regexp_full_match(${text}, '[!-~]+') THEN ${text} ELSE nullif(trim(${text}, ${blanks}), '') END`;
}

async function createTable(
  db: Database,
  columns: readonly CodedColumn[],
  joins: readonly string[],
  params: Record<string, SqlValue>,
  reasons: readonly string[],
  key: string,
  derived: ReadonlyMap<string, string>,
): Promise<void> {
  const empty = columns.filter((column) => column.empty !== undefined && !derived.has(column.name));
  const without = empty.length > 0 ? ` EXCLUDE (${empty.map(({ name }) => identifier(name)).join(', ')})` : '';
  const replaced = derived.size > 0 ? ` REPLACE (${[...derived].map(([name, sql]) => `(${sql}) AS ${identifier(name)}`).join(', ')})` : '';
  await db.run(
    `CREATE OR REPLACE TABLE gecodeerd_gevuld AS
    SELECT *${without}${replaced} FROM (
      SELECT r.rowid AS nr, r.blad, r.rij, r.fout, r.rijhash, r.rijhash2,
        ${reasons.length > 0 ? `coalesce(${reasons.join(', ')})` : 'NULL::VARCHAR'} AS filter, ${key} AS sleutel,
        ${columns.map(({ name, sql }) => `${sql} AS ${name}`).join(',\n        ')}
      FROM ruw r ${joins.join('\n      ')}
      WHERE r.soort = 'record')`,
    params,
  );
  await db.run(`CREATE OR REPLACE VIEW gecodeerd AS SELECT *${empty.map(({ name, empty: type }) => `, NULL::${type} AS ${name}`).join('')} FROM gecodeerd_gevuld`);
}

/** Derivations of the codebook, laid over the coded columns, and the fields that each is made of. */
function derivations(columns: readonly CodedColumn[], codebook: Codebook): { field: string; column: string; sql: string; sources: string[] }[] {
  const present = new Set(columns.map(({ name }) => name));
  const fields = mappableFields(codebook);
  const columnOf = (name: string) => fields.get(name)?.kolom ?? name;
  return codebook.afleidingen
    .filter((rule) => present.has(columnOf(rule.veld)))
    .map((rule) => ({
      field: rule.veld,
      column: columnOf(rule.veld),
      sql: rule.waarde,
      sources: [...fields.keys()].filter((name) => name !== rule.veld && new RegExp(`\\b${columnOf(name)}\\b`).test(rule.waarde)),
    }));
}

/** The columns that a field has in the coded table, with their types. */
export function fieldColumns(name: string, soort: string, types: CodeTypes = new Map()): [string, ColumnType][] {
  const codes = (column: string): [string, ColumnType] => [column, types.get(column) ?? 'VARCHAR[]'];
  if (name === 'vorm') return [codes('vormen'), codes('vormen2')];
  if (name === 'kanaal') return [codes('kanalen')];
  if (soort === 'codes') return [codes(name)];
  if (soort === 'datum' || soort === 'maand') return [[name, 'DATE']];
  if (soort === 'getal' || soort === 'decimaal') return [[name, 'INTEGER']];
  return [[name, types.get(name) ?? 'VARCHAR']];
}

function cellOf(column: string, type: ColumnType, codes: readonly string[]): Cell {
  if (codes.length === 0) return null;
  if (column === 'vormen') return [...new Set(codes.map((code) => code.split('.')[0]!))].sort();
  if (column === 'vormen2') return codes.filter((code) => code.includes('.')).sort();
  if (type.endsWith('[]')) return [...codes].sort();
  if (type === 'INTEGER') return Number(codes[0]);
  return codes.length === 1 ? codes[0]! : null;
}

function constant(column: string, type: ColumnType, codes: readonly string[]): string {
  const value = cellOf(column, type, codes);
  if (value === null) return `NULL::${type}`;
  return `${Array.isArray(value) ? `[${value.map(literal).join(', ')}]` : literal(String(value))}::${type}`;
}
