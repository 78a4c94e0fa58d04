/** What free SQL over protected answers may be made of: an allow-list of the parser's own kinds of parts; everything else is refused. */
import { isNode, type Node, parts, text } from './ast.js';
import { functions, tableFunctions } from './functions.js';
import { GuardRefusal, sqlStates } from './guard.js';

const expressionClasses: ReadonlySet<string> = new Set([
  'COLUMN_REF', 'CONSTANT', 'COMPARISON', 'CONJUNCTION', 'FUNCTION', 'OPERATOR', 'CASE', 'CAST', 'BETWEEN', 'SUBQUERY', 'WINDOW', 'STAR', 'PARAMETER',
  'POSITIONAL_REFERENCE', 'LAMBDA',
]);

const queryKinds: ReadonlySet<string> = new Set(['SELECT_NODE', 'SET_OPERATION_NODE']);
const tableKinds: ReadonlySet<string> = new Set(['BASE_TABLE', 'SUBQUERY', 'JOIN', 'EMPTY', 'TABLE_FUNCTION', 'EXPRESSION_LIST']);
const modifierKinds: ReadonlySet<string> = new Set([
  'ORDER_MODIFIER', 'LIMIT_MODIFIER', 'LIMIT_PERCENT_MODIFIER', 'DISTINCT_MODIFIER', 'ORDER_DEFAULT', 'ASCENDING', 'DESCENDING',
]);
const typeKinds: ReadonlySet<string> = new Set(['DECIMAL_TYPE_INFO', 'LIST_TYPE_INFO', 'STRUCT_TYPE_INFO', 'STRING_TYPE_INFO', 'ARRAY_TYPE_INFO', 'UNBOUND_TYPE_INFO']);

/** Words for parts that people try, so that a refusal names them as they were written. */
const spoken: Readonly<Record<string, string>> = {
  SHOW_REF: 'DESCRIBE / SUMMARIZE / SHOW', PIVOT: 'PIVOT', RECURSIVE_CTE_NODE: 'WITH RECURSIVE', COLUMN_DATA: 'COLUMN DATA', COLLATE: 'COLLATE', DEFAULT: 'DEFAULT',
};

/** Throws GuardRefusal unless every part of the tree is on the list. `names` are the relations and protected answers that may be read. */
export function assertFree(tree: Node, names: ReadonlySet<string>): void {
  const ctes = new Set<string>();
  for (const part of parts(tree)) {
    for (const entry of cteNames(part)) {
      if (names.has(entry.toLowerCase())) throw new GuardRefusal(sqlStates.notAllowed, 'guard.shadow', { name: entry });
      ctes.add(entry.toLowerCase());
    }
  }
  for (const part of parts(tree)) {
    if (typeof part['class'] === 'string') assertExpression(part);
    else if (typeof part['type'] === 'string') assertPart(part, names, ctes);
    else assertPlain(part);
  }
}

function cteNames(part: Node): string[] {
  const map = isNode(part['cte_map']) ? part['cte_map']['map'] : undefined;
  return Array.isArray(map) ? map.filter(isNode).map((entry) => text(entry['key'])) : [];
}

function assertExpression(part: Node): void {
  const kind = text(part['class']);
  if (!expressionClasses.has(kind)) refuse(kind);
  const value = kind === 'CONSTANT' && isNode(part['value']) ? part['value']['value'] : undefined;
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) refuse(String(value));
  if (kind === 'FUNCTION' || kind === 'WINDOW') {
    const name = text(part['function_name']).toLowerCase();
    const place = [part['schema'], part['catalog']].map(text).filter((one) => one !== '' && one !== 'main');
    if (place.length > 0 || !functions.has(name)) throw new GuardRefusal(sqlStates.notAllowed, 'guard.function', { name: text(part['function_name']) });
    if (part['export_state'] === true) refuse('EXPORT_STATE');
  }
}

function assertPart(part: Node, names: ReadonlySet<string>, ctes: ReadonlySet<string>): void {
  const kind = text(part['type']);
  if (part['sample'] !== undefined && part['sample'] !== null) refuse('TABLESAMPLE');
  if (queryKinds.has(kind) || modifierKinds.has(kind) || typeKinds.has(kind)) return;
  if (!tableKinds.has(kind)) refuse(kind);
  if (kind === 'BASE_TABLE') {
    const name = text(part['table_name']).toLowerCase();
    const place = [part['schema_name'], part['catalog_name']].map(text).filter((one) => one !== '' && one.toLowerCase() !== 'main');
    if (part['at_clause'] !== null && part['at_clause'] !== undefined) refuse('AT');
    if (place.length > 0 || !(names.has(name) || ctes.has(name))) {
      throw new GuardRefusal(sqlStates.unknownTable, 'guard.unknownTable', { name: [...place, text(part['table_name'])].join('.') });
    }
  }
  if (kind === 'TABLE_FUNCTION') {
    const name = isNode(part['function']) ? text(part['function']['function_name']) : '';
    if (!tableFunctions.has(name.toLowerCase())) throw new GuardRefusal(sqlStates.notAllowed, 'guard.function', { name });
  }
}

const plainKeys: ReadonlySet<string> = new Set([
  'node', 'named_param_map', 'map', 'key', 'value', 'aliases', 'query', 'materialized', 'key_targets', 'when_expr', 'then_expr', 'id', 'type_info', 'type', 'is_null',
  'error', 'statements', 'children', 'entries', 'first', 'second', 'key_index',
]);

/** Parts without a kind of their own: entries of lists, values, types. A key that is not known is a kind of part that is not known. */
function assertPlain(part: Node): void {
  for (const key of Object.keys(part)) if (!plainKeys.has(key)) refuse(key.toUpperCase());
}

/** Refuses a kind of part by the word that people know it by. */
export function refuse(kind: string): never {
  throw new GuardRefusal(sqlStates.notAllowed, 'guard.construct', { name: spoken[kind] ?? kind });
}
