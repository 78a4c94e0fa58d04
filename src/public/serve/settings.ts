/** What clients set and ask of a session: settings that cannot change an answer, and transactions around reads. */
import { tokens } from '../query/statement.js';

/** Settings with the value that every session has. */
export const settings: Readonly<Record<string, string>> = {
  server_version: '15.0',
  server_version_num: '150000',
  server_encoding: 'UTF8',
  client_encoding: 'UTF8',
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'iso_8601',
  TimeZone: 'UTC',
  integer_datetimes: 'on',
  standard_conforming_strings: 'on',
  default_transaction_read_only: 'on',
  transaction_read_only: 'on',
  transaction_isolation: 'repeatable read',
  default_transaction_isolation: 'repeatable read',
  in_hot_standby: 'off',
  is_superuser: 'off',
  search_path: 'public',
  application_name: '',
  extra_float_digits: '1',
  client_min_messages: 'notice',
  bytea_output: 'hex',
  statement_timeout: '0',
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  max_identifier_length: '63',
  max_index_keys: '32',
  lc_collate: 'C.UTF-8',
  lc_ctype: 'C.UTF-8',
  lc_monetary: 'C',
  lc_numeric: 'C',
  lc_time: 'C',
  lc_messages: 'C',
  row_security: 'on',
  xmloption: 'content',
  geqo: 'on',
  jit: 'off',
  ssl_renegotiation_limit: '0',
  synchronize_seqscans: 'on',
  default_tablespace: '',
  default_table_access_method: 'heap',
  check_function_bodies: 'on',
};

/** Reported to every client after it logged in. */
export const reported = ['server_version', 'server_encoding', 'client_encoding', 'DateStyle', 'IntervalStyle', 'TimeZone', 'integer_datetimes', 'standard_conforming_strings', 'default_transaction_read_only', 'in_hot_standby', 'is_superuser', 'application_name'] as const;

/** What a statement does that reads no relation. */
export type Command =
  | { readonly kind: 'begin' | 'commit' | 'rollback'; readonly tag: string }
  | { readonly kind: 'done'; readonly tag: string }
  | { readonly kind: 'show'; readonly name: string; readonly value: string }
  | { readonly kind: 'unknownSetting' | 'budget' }
  | { readonly kind: 'deallocate'; readonly name: string | undefined }
  | { readonly kind: 'declare'; readonly name: string; readonly sql: string }
  | { readonly kind: 'fetch'; readonly name: string; readonly rows: number }
  | { readonly kind: 'close'; readonly name: string | undefined }
  | { readonly kind: 'copy'; readonly sql: string; readonly options: string }
  | { readonly kind: 'write' }
  | { readonly kind: 'read'; readonly sql: string };

const reads: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'VALUES', 'TABLE', '(', 'FROM', 'EXPLAIN', 'DESCRIBE', 'SUMMARIZE', 'PIVOT', 'UNPIVOT']);

/** What one statement asks; everything that is neither a read nor known here would change something. */
export function commandOf(sql: string): Command {
  const said = tokens(sql).filter(({ kind, text }) => kind !== 'space' && kind !== 'comment' && text !== ';');
  const words = said.map(({ text }) => text.toUpperCase());
  const bare = sql.trim().replace(/;\s*$/, '');
  const first = words[0] ?? '';
  const name = (at: number): string => (said[at]?.kind === 'quoted' ? said[at].text.slice(1, -1).replaceAll('""', '"') : (said[at]?.text.toLowerCase() ?? ''));
  if (first === 'BEGIN' || (first === 'START' && words[1] === 'TRANSACTION')) return { kind: 'begin', tag: first === 'BEGIN' ? 'BEGIN' : 'START TRANSACTION' };
  if (first === 'COMMIT' || first === 'END') return { kind: 'commit', tag: 'COMMIT' };
  if ((first === 'ROLLBACK' && !words.includes('TO')) || first === 'ABORT') return { kind: 'rollback', tag: 'ROLLBACK' };
  if (first === 'ROLLBACK' || first === 'SAVEPOINT' || first === 'RELEASE') return { kind: 'done', tag: first };
  if (first === 'SET') return setting(words);
  if (first === 'RESET' || first === 'DISCARD' || first === 'UNLISTEN') return { kind: 'done', tag: first === 'DISCARD' ? `DISCARD ${words[1] ?? 'ALL'}` : first };
  if (first === 'SHOW') return shown(words);
  if (first === 'DEALLOCATE') return { kind: 'deallocate', name: words.at(-1) === 'ALL' ? undefined : name(words[1] === 'PREPARE' ? 2 : 1) };
  if (first === 'DECLARE') return { kind: 'declare', name: name(1), sql: bare.slice(said[words.indexOf('FOR') + 1]?.start ?? bare.length) };
  if (first === 'FETCH') return { kind: 'fetch', name: name(words.length - 1), rows: fetched(words) };
  if (first === 'CLOSE') return { kind: 'close', name: words[1] === 'ALL' ? undefined : name(1) };
  if (first === 'COPY') return copied(sql, said.map(({ text, start }) => ({ text: text.toUpperCase(), start })));
  return reads.has(first) ? { kind: 'read', sql: bare } : { kind: 'write' };
}

function canonical(name: string): string | undefined {
  return Object.keys(settings).find((known) => known.toLowerCase() === name.toLowerCase());
}

function setting(words: readonly string[]): Command {
  const at = words[1] === 'SESSION' || words[1] === 'LOCAL' ? 2 : 1;
  if (words[at] === 'TIME' || words[at] === 'TRANSACTION' || words[at] === 'CHARACTERISTICS' || words[at] === 'NAMES') return words.includes('WRITE') ? { kind: 'write' } : { kind: 'done', tag: 'SET' };
  return canonical(words[at] ?? '') === undefined ? { kind: 'unknownSetting' } : { kind: 'done', tag: 'SET' };
}

function shown(words: readonly string[]): Command {
  const spoken = words.slice(1).join(' ');
  if (spoken === 'BUDGET') return { kind: 'budget' };
  const name = canonical({ 'TRANSACTION ISOLATION LEVEL': 'transaction_isolation', 'TIME ZONE': 'TimeZone' }[spoken] ?? spoken);
  return name === undefined ? { kind: 'unknownSetting' } : { kind: 'show', name, value: settings[name]! };
}

function fetched(words: readonly string[]): number {
  if (words.includes('ALL')) return Number.POSITIVE_INFINITY;
  return Number(words.find((word) => /^\d+$/.test(word)) ?? 1);
}

/** `COPY (…) TO STDOUT …`; every other COPY would touch a file or change something. */
function copied(sql: string, said: readonly { text: string; start: number }[]): Command {
  let depth = 0;
  const close = said.findIndex(({ text }, i) => {
    if (i > 0 && text === '(') depth++;
    if (text === ')') depth--;
    return i > 0 && depth === 0;
  });
  const rest = said.slice(close + 1).map(({ text }) => text);
  if (said[1]?.text !== '(' || close < 0 || rest[0] !== 'TO' || rest[1] !== 'STDOUT') return { kind: 'write' };
  return { kind: 'copy', sql: sql.slice(said[1].start + 1, said[close]!.start), options: sql.slice(said[close + 2]!.start + 'STDOUT'.length).replace(/;\s*$/, '') };
}
