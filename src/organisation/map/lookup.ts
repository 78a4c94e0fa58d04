/** Laying what a text means beside every row that has the text. */
import { literal, type Database, type SqlParams, type SqlType, type SqlValue } from '../../database/database.js';
import type { Gathered } from './texts.js';
import type { ValueProblem } from './values.js';

/** An SQL type: of SqlType, DATE, or a named list of codes. */
export type ColumnType = string;
export type Cell = string | number | string[] | null;

/** A column of the coded table. */
export interface CodedColumn {
  name: string;
  sql: string;
  /** Without any value: it needs no place in the table. */
  empty?: ColumnType;
}

export interface MappedText {
  w: string;
  /** One cell a column. */
  cells: readonly Cell[];
  problem?: ValueProblem | 'afwijkend' | undefined;
}

export interface Lookup {
  columns: CodedColumn[];
  join?: string;
  params?: SqlParams;
  /** Which problems occur, each with the column that is TRUE where it does. */
  problems: { soort: NonNullable<MappedText['problem']>; column: string }[];
}

/** Up to so many texts, and comparisons over all rows, a list with the statement is cheaper than a joined table. */
const listed = 40;
const compared = 400_000;

/** Columns that hold the cells of the text `key` of each row; texts that are not given have none. */
export async function lookUp(
  db: Database,
  name: string,
  key: string,
  columns: readonly (readonly [string, ColumnType])[],
  texts: readonly MappedText[],
  { records, places, labels, momentTexts }: Gathered,
  reported: (problem: NonNullable<MappedText['problem']>) => boolean,
): Promise<Lookup> {
  const place = places.get(key);
  if (place !== undefined) return placed(name, place, columns, texts, labels.get(key) ?? momentTexts.get(key)!, reported);
  const kinds = [...new Set(texts.flatMap(({ problem }) => (problem !== undefined && reported(problem) ? [problem] : [])))].sort();
  const problems = kinds.map((soort) => ({ soort, column: `${name}_${soort}` }));
  if (texts.length > listed && texts.length * records > compared) return joined(db, name, key, columns, texts, problems);
  const params: Record<string, SqlValue> = { [`w_${name}`]: texts.map(({ w }) => w) };
  const at = `list_position($w_${name}, ${key})`;
  const select = columns.map(([column, type], i): CodedColumn => {
    const cells = texts.map((text) => text.cells[i] ?? null);
    if (type.endsWith('[]')) return { name: column, sql: `([${cells.map(listLiteral).join(', ')}]::${type}[])[${at}]` };
    params[`c_${column}`] = cells.map((cell) => (cell === null ? null : String(cell)));
    return { name: column, sql: type === 'VARCHAR' ? `$c_${column}[${at}]` : `CAST($c_${column} AS ${type}[])[${at}]` };
  });
  for (const { soort, column } of problems) {
    params[`p_${column}`] = texts.filter(({ problem }) => problem === soort).map(({ w }) => w);
    select.push({ name: column, sql: `list_contains($p_${column}, ${key})` });
  }
  return { columns: select, params, problems };
}

/** The same where each row knows the place of its text among all there are: lists in that order. */
function placed(
  name: string,
  place: string,
  columns: readonly (readonly [string, ColumnType])[],
  texts: readonly MappedText[],
  all: readonly string[],
  reported: (problem: NonNullable<MappedText['problem']>) => boolean,
): Lookup {
  const given = new Map(texts.map((text) => [text.w, text]));
  const ordered = all.map((w) => given.get(w));
  const kinds = [...new Set(texts.flatMap(({ problem }) => (problem !== undefined && reported(problem) ? [problem] : [])))].sort();
  const problems = kinds.map((soort) => ({ soort, column: `${name}_${soort}` }));
  const list = (type: string, items: readonly string[]) => `CAST([${items.join(', ')}] AS ${type}[])[${place}]`;
  return {
    columns: [
      ...columns.map(([column, type], i): CodedColumn => ({ name: column, sql: list(type, ordered.map((text) => cellLiteral(text?.cells[i] ?? null))) })),
      ...problems.map(({ soort, column }): CodedColumn => ({ name: column, sql: list('BOOLEAN', ordered.map((text) => String(text?.problem === soort))) })),
    ],
    problems,
  };
}

async function joined(
  db: Database,
  name: string,
  key: string,
  columns: readonly (readonly [string, ColumnType])[],
  texts: readonly MappedText[],
  problems: Lookup['problems'],
): Promise<Lookup> {
  const table = `m_${name}`;
  const types = columns.map(([, type]): SqlType => (type.endsWith('[]') ? 'VARCHAR[]' : type === 'INTEGER' ? type : 'VARCHAR'));
  await db.run(`CREATE OR REPLACE TABLE ${table}(w VARCHAR${columns.map(([column], i) => `, ${column} ${types[i]}`).join('')}, probleem VARCHAR)`);
  await db.append(table, ['VARCHAR', ...types, 'VARCHAR'], texts.map(({ w, cells, problem }) => [w, ...cells, problem ?? null]));
  const cast = columns.filter(([, type], i) => type !== types[i]).map(([column, type]) => `CAST(${column} AS ${type}) AS ${column}`);
  const from = cast.length > 0 ? `(SELECT * REPLACE (${cast.join(', ')}) FROM ${table})` : table;
  return {
    columns: [
      ...columns.map(([column]): CodedColumn => ({ name: column, sql: `${table}.${column}` })),
      ...problems.map(({ soort, column }): CodedColumn => ({ name: column, sql: `coalesce(${table}.probleem = ${literal(soort)}, false)` })),
    ],
    join: `LEFT JOIN ${from} AS ${table} ON ${table}.w = ${key}`,
    problems,
  };
}

function cellLiteral(cell: Cell): string {
  return Array.isArray(cell) ? listLiteral(cell) : cell === null ? 'NULL' : literal(String(cell));
}

function listLiteral(cell: Cell): string {
  return Array.isArray(cell) ? `[${cell.map(literal).join(', ')}]` : 'NULL';
}
