/** What the engine's parser gives for a researcher's text, read as one statement. */
import { type Node, nodes } from './ast.js';
import { GuardRefusal, sqlStates } from './guard.js';

/** The engine's tree; places beyond what a JavaScript number holds mean nowhere. */
function parsedTree(json: string): Node {
  try {
    return JSON.parse(json.replace(/"query_location":\d{16,}/g, '"query_location":0')) as Node;
  } catch {
    // Numbers beyond a double: the engine writes Infinity, which is no JSON.
    throw new GuardRefusal(sqlStates.notAllowed, 'guard.broken');
  }
}

/** The tree of the one statement in what `json_serialize_sql` gave for a text. Throws GuardRefusal. */
export function statementOf(json: string, sql: string): Node {
  const parsed = parsedTree(json);
  if (parsed['error'] === true) {
    if (parsed['error_type'] !== 'parser') throw new GuardRefusal(sqlStates.notAllowed, 'guard.selectOnly');
    const before = Buffer.from(sql).subarray(0, Number(parsed['position'] ?? 0)).toString().split('\n');
    throw new GuardRefusal(sqlStates.syntax, 'guard.syntax', { line: before.length, column: before.at(-1)!.length + 1 });
  }
  const statements = nodes(parsed['statements']);
  if (statements.length === 0) throw new GuardRefusal(sqlStates.syntax, 'guard.empty');
  if (statements.length > 1) throw new GuardRefusal(sqlStates.syntax, 'guard.oneStatement', { count: statements.length });
  return statements[0]!;
}
