/** The system catalog behind the server: a small database in memory that holds the names of the relations and no record. */
import { readFileSync } from 'node:fs';
import { type DuckDBConnection, DuckDBInstance, type DuckDBPreparedStatement } from '@duckdb/node-api';
import type { Lang } from '../../i18n/message.js';
import { type Description, type GuardAnswer, GuardRefusal, type Parameter, type Relation, sqlStates } from '../query/guarded/guard.js';
import { plainValue } from '../query/value.js';
import { catalogText } from './catalog-text.js';
import { settings } from './settings.js';
import { wireType } from './types.js';

const ddl = readFileSync(new URL('./catalog.sql', import.meta.url), 'utf8');
const functions: ReadonlySet<string> = new Set(
  `count count_star sum min max any_value array_agg list string_agg string_to_array bool_and bool_or row_number rank list_value unnest coalesce nullif concat upper lower replace substring substr length trim ltrim rtrim btrim
  split_part left right position strpos starts_with regexp_replace regexp_matches regexp_full_match like_escape not_like_escape ~~ !~~ ~~* !~~* ~ !~ || + - * / % = <> abs greatest least round array_length array_lower array_upper len list_contains
  array_contains array_position generate_subscripts generate_series now current_timestamp current_date date_part timezone list_sort array_slice list_extract array_extract struct_extract list_concat ifnull list_filter concat_ws contains prefix suffix
  repeat chr ascii md5 to_json json_agg json_build_object version current_schema current_schemas current_database current_setting set_config pg_backend_pid pg_is_in_recovery pg_encoding_to_char pg_get_userbyid pg_table_is_visible pg_type_is_visible
  pg_function_is_visible pg_relation_is_publishable pg_get_expr pg_get_constraintdef pg_get_indexdef pg_get_viewdef pg_get_triggerdef pg_get_ruledef pg_get_partkeydef pg_get_function_result pg_get_function_arguments pg_get_function_identity_arguments
  pg_get_statisticsobjdef_columns pg_get_serial_sequence pg_total_relation_size pg_relation_size pg_table_size pg_database_size pg_size_pretty pg_tablespace_location pg_has_role pg_my_temp_schema pg_is_other_temp_schema has_table_privilege has_any_column_privilege has_column_privilege
  has_schema_privilege has_database_privilege quote_ident obj_description col_description shobj_description format_type reg_oid to_regclass to_regtype array_to_string pg_get_keywords in_search_path row json_object struct_pack information_schema__pg_expandarray pg_opclass_is_visible pg_operator_is_visible
  pg_opfamily_is_visible pg_collation_is_visible pg_statistics_obj_is_visible`.split(/\s+/),
);
/** Kinds of nodes in a parsed statement that name a relation; others with rows of their own (files, settings) are not of this world. */
const sources: ReadonlySet<string> = new Set(['BASE_TABLE', 'SUBQUERY', 'JOIN', 'EMPTY', 'EXPRESSION_LIST', 'TABLE_FUNCTION', 'CTE']);
const seconds = 10;
const mostRows = 20_000;

type Node = Readonly<Record<string, unknown>>;

export class Catalog {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #names: ReadonlySet<string>;
  #work: Promise<unknown> = Promise.resolve();

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, names: ReadonlySet<string>) {
    this.#instance = instance;
    this.#connection = connection;
    this.#names = names;
  }

  static async of(relations: readonly Relation[], lang: Lang): Promise<Catalog> {
    const instance = await DuckDBInstance.create(':memory:', {
      threads: '1', memory_limit: '128MB', temp_directory: '', autoinstall_known_extensions: 'false', autoload_known_extensions: 'false',
      allow_community_extensions: 'false', allow_persistent_secrets: 'false',
    });
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run('CREATE TABLE given_relation(oid BIGINT, name VARCHAR, comment VARCHAR); CREATE TABLE given_column(relation VARCHAR, number INTEGER, name VARCHAR, type_oid BIGINT, comment VARCHAR); CREATE TABLE given_setting(name VARCHAR, setting VARCHAR)');
    for (const [i, { name, comment, columns }] of relations.entries()) {
      await connection.run('INSERT INTO given_relation VALUES ($1, $2, $3)', [BigInt(16384 + i), name, comment[lang]]);
      for (const [at, column] of columns.entries()) {
        await connection.run('INSERT INTO given_column VALUES ($1, $2, $3, $4, $5)', [name, at + 1, column.name, BigInt(wireType(column.type).oid), column.comment[lang]]);
      }
    }
    for (const [name, value] of Object.entries(settings)) await connection.run('INSERT INTO given_setting VALUES ($1, $2)', [name, value]);
    await connection.run(ddl);
    const tables = await connection.runAndReadAll('SELECT table_name FROM duckdb_tables() UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal');
    await connection.run('SET enable_external_access = false; SET lock_configuration = true');
    const own = tables.getRows().map(([name]) => String(name)).filter((name) => !name.startsWith('given_'));
    return new Catalog(instance, connection, new Set(own));
  }

  async describe(sql: string, user: string, declared: readonly number[] = []): Promise<Description> {
    return this.#queued(async () => {
      const prepared = await this.#prepared(sql, user);
      const columns = Array.from({ length: prepared.columnCount }, (_, i) => ({ name: prepared.columnName(i), type: String(prepared.columnType(i)) }));
      const parameters = Array.from({ length: prepared.parameterCount }, (_, i) => (declared[i] ? '' : 'VARCHAR'));
      prepared.destroySync();
      return { columns, parameters };
    });
  }

  async answer(sql: string, user: string, parameters: readonly Parameter[], signal: AbortSignal): Promise<GuardAnswer> {
    return this.#queued(async () => {
      const prepared = await this.#prepared(sql, user);
      const stop = (): void => this.#connection.interrupt();
      const late = setTimeout(stop, seconds * 1000);
      signal.addEventListener('abort', stop);
      try {
        if (signal.aborted) throw new GuardRefusal(sqlStates.cancelled, 'query.cancelled');
        prepared.bind(parameters.slice(0, prepared.parameterCount).map((value) => value));
        const reader = await prepared.runAndReadUntil(mostRows + 1);
        if (reader.currentRowCount > mostRows) throw new GuardRefusal(sqlStates.memory, 'serve.catalogTooMuch');
        const columns = reader.columnNames().map((name, i) => ({ name, type: String(reader.columnTypes()[i]) }));
        return { columns, rows: reader.getRows().map((row) => row.map(plainValue)), notes: [] };
      } catch (error) {
        if (error instanceof GuardRefusal) throw error;
        throw signal.aborted ? new GuardRefusal(sqlStates.cancelled, 'query.cancelled') : new GuardRefusal(sqlStates.failed, 'serve.catalogFailed');
      } finally {
        clearTimeout(late);
        signal.removeEventListener('abort', stop);
        prepared.destroySync();
      }
    });
  }

  async close(): Promise<void> {
    await this.#work.catch(() => undefined);
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  /** One statement at a time: they are small, and one connection keeps them from competing. */
  #queued<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#work.then(work, work);
    this.#work = next.catch(() => undefined);
    return next;
  }

  async #prepared(sql: string, user: string): Promise<DuckDBPreparedStatement> {
    const text = catalogText(sql, user);
    const reader = await this.#connection.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [text]);
    const tree = JSON.parse(String(reader.getRows()[0]![0])) as Node & { error?: boolean; statements?: unknown[] };
    if (tree.error === true || tree.statements?.length !== 1) throw new GuardRefusal(sqlStates.syntax, 'serve.catalogSyntax');
    this.#allow(tree, commonTables(tree));
    return this.#connection.prepare(text).catch((error: unknown) => {
      const unknown = /does not have a column|not found in FROM|Referenced (column|table)/i.test(String(error));
      throw unknown ? new GuardRefusal(sqlStates.unknownColumn, 'serve.catalogColumn') : new GuardRefusal(sqlStates.failed, 'serve.catalogFailed');
    });
  }

  /** Throws unless every relation and function in the tree is one of the catalog's. */
  #allow(node: unknown, own: ReadonlySet<string>): void {
    if (Array.isArray(node)) for (const one of node) this.#allow(one, own);
    if (node === null || typeof node !== 'object' || Array.isArray(node)) return;
    const { type, table_name: table, function_name: called, schema_name: schema, catalog_name: catalog } = node as Node;
    if (type === 'BASE_TABLE') {
      const name = String(table).toLowerCase();
      const plain = catalog === '' && (schema === '' || schema === 'public');
      if (!plain || !(this.#names.has(name) || own.has(name))) throw new GuardRefusal(sqlStates.unknownTable, 'serve.unknownTable');
    } else if ('from_table' in node) {
      const from = (node as { from_table?: Node }).from_table;
      if (from && !sources.has(String(from['type']))) throw new GuardRefusal(sqlStates.notAllowed, 'serve.catalogFunction');
    }
    if (typeof called === 'string' && !functions.has(called.toLowerCase())) throw new GuardRefusal(sqlStates.notAllowed, 'serve.catalogFunction');
    if (typeof type === 'string' && /SHOW_REF|PIVOT|LAMBDA|COLUMN_DATA|DELIM/.test(type)) throw new GuardRefusal(sqlStates.notAllowed, 'serve.catalogFunction');
    for (const value of Object.values(node)) this.#allow(value, own);
  }
}

/** Names of the tables that a statement makes for itself with WITH. */
function commonTables(node: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(node)) for (const one of node) commonTables(one, found);
  else if (node !== null && typeof node === 'object') {
    const { cte_map: map } = node as { cte_map?: { map?: { key?: string }[] } };
    for (const { key } of map?.map ?? []) if (key !== undefined) found.add(key.toLowerCase());
    for (const value of Object.values(node)) commonTables(value, found);
  }
  return found;
}
