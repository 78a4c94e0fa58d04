import { UserError } from '../../error.js';
import { calledNames, countStatements, opening } from './statement.js';

const readWords: ReadonlySet<string> = new Set([
  'SELECT', 'WITH', 'VALUES', 'FROM', 'TABLE', 'DESCRIBE', 'DESC', 'SUMMARIZE', 'SHOW',
  'PIVOT', 'PIVOT_WIDER', 'UNPIVOT', 'PIVOT_LONGER',
]);

/**
 * Table functions a reader may call. All others of the engine are refused by name: those that read files are shut off by the
 * engine as well, but `enable_profiling`, `enable_logging`, `query` and the like change or hide what runs even when its settings are locked.
 */
const openTableFunctions: ReadonlySet<string> = new Set([
  'duckdb_columns', 'duckdb_constraints', 'duckdb_functions', 'duckdb_keywords', 'duckdb_schemas', 'duckdb_tables', 'duckdb_types',
  'duckdb_views', 'generate_series', 'icu_calendar_names', 'json_each', 'json_tree', 'pg_timezone_names', 'pragma_show',
  'pragma_table_info', 'pragma_version', 'range', 'repeat', 'repeat_row', 'summary', 'unnest',
]);

/** Throws unless the text is one statement that begins as a read and calls no function that reaches outside the release. */
export function assertReadable(sql: string, tableFunctions: ReadonlySet<string>): void {
  const count = countStatements(sql);
  if (count === 0) throw new UserError('query.empty');
  if (count > 1) throw new UserError('query.oneStatement', { count });
  const { word } = opening(sql);
  // No word at all is a mistake of which the engine tells the place.
  if (word !== '' && !readWords.has(word)) throw new UserError('query.readOnly');
  for (const name of calledNames(sql)) {
    const outside = tableFunctions.has(name) && !openTableFunctions.has(name);
    if (outside || name === 'write_log') throw new UserError('query.functionRefused', { name });
  }
}
