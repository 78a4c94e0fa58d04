/** SQL that clients of PostgreSQL write about the system catalog, in words that the engine knows. */
import { type Token, tokens } from '../query/statement.js';

/** psql asks in a form that the engine does not read; there are none. */
const noPublications = 'SELECT NULL::VARCHAR AS pubname, NULL::VARCHAR AS qual, NULL::VARCHAR AS attributes WHERE false';
const userWords: ReadonlySet<string> = new Set(['current_user', 'session_user', 'user', 'current_role']);
const castTypes: ReadonlySet<string> = new Set(['regclass', 'regtype', 'regproc', 'regnamespace', 'regrole', 'oid']);

/** The statement with `pg_catalog.` left out, operators and collations plain, names for object ids looked up, and the user filled in. */
export function catalogText(sql: string, user: string): string {
  const said = tokens(sql).filter(({ kind }) => kind !== 'space' && kind !== 'comment');
  if (said.some((token) => lower(token) === 'pg_publication_rel')) return noPublications;
  const out: string[] = [];
  for (let at = 0; at < said.length; ) {
    const [text, next] = step(said, at, out, user);
    const before = said[at - 1];
    const glued = before?.kind === 'symbol' && said[at]!.kind === 'symbol' && before.start + before.text.length === said[at]!.start;
    if (text !== '') out.push(glued ? text : ` ${text}`);
    at = next;
  }
  return out.join('').trim();
}

const lower = (token: Token | undefined): string => token?.text.toLowerCase() ?? '';
const isText = (token: Token | undefined, text: string): boolean => lower(token) === text;

/** What stands at `at`, in the engine's words, and where to go on. */
function step(said: readonly Token[], at: number, out: string[], user: string): [string, number] {
  const token = said[at]!;
  const word = lower(token);
  if (word === 'operator' && isText(said[at + 1], '(')) {
    const close = said.findIndex((one, i) => i > at && one.text === ')');
    if (close > 0) return [said.slice(at + 2, close).map(({ text }) => text).join('').replace(/^pg_catalog\./i, ''), close + 1];
  }
  if (word === 'collate') return ['', isText(said[at + 2], '.') ? at + 4 : at + 2];
  if ((word === 'pg_catalog' || word === '"pg_catalog"') && isText(said[at + 1], '.')) return ['', at + 2];
  if ((word === 'information_schema' || word === '"information_schema"') && isText(said[at + 1], '.')) return [`information_schema_${unquoted(said[at + 2])}`, at + 3];
  if (userWords.has(word) && !isText(said[at - 1], '.') && !isText(said[at + 1], '.') && !isText(said[at - 1], 'as')) return [`'${user.replaceAll("'", "''")}'`, at + 1];
  if (word === 'current_catalog') return ["'monitor'", at + 1];
  // Lists in the catalog belong to indexes and constraints, of which there are none; the engine refuses the form in an outer join.
  if (word === '=' && isText(said[at + 1], 'any') && said[at + 2]?.text === '(' && said[at + 4]?.text === '.' && said[at + 6]?.text === ')') return [`IN (${said[at + 3]!.text}.${said[at + 5]!.text}[1])`, at + 7];
  if (word === 'json_build_object') return ['json_object', at + 1];
  if (word === '"char"') return ['VARCHAR', at + 1];
  if (word === ':' && isText(said[at + 1], ':')) return cast(said, at, out);
  return [token.text, at + 1];
}

/** `'voorval'::regclass` looks a name up; other casts stay. */
function cast(said: readonly Token[], at: number, out: string[]): [string, number] {
  const type = isText(said[at + 2], 'pg_catalog') && isText(said[at + 3], '.') ? at + 4 : at + 2;
  const before = (out.at(-1) ?? '').trim();
  if (castTypes.has(lower(said[type])) && before.startsWith("'")) {
    const name = before.slice(1, -1);
    out[out.length - 1] = ' ' + (/^\d+$/.test(name) ? name : `reg_oid(${before})`);
    return ['', type + 1];
  }
  return ['::', at + 2];
}

function unquoted(token: Token | undefined): string {
  return token?.kind === 'quoted' ? token.text.slice(1, -1).replaceAll('"', '') : lower(token);
}
