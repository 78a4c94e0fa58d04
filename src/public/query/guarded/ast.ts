/** The tree that the engine's own parser makes of SQL (`json_serialize_sql`), as plain data. */

export type Node = { readonly [key: string]: unknown };

export function isNode(value: unknown): value is Node {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

export function nodes(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The tree with every part replaced that `change` gives something for; what it replaces is not entered. */
export function mapTree(tree: unknown, change: (node: Node) => unknown): unknown {
  if (Array.isArray(tree)) return tree.map((part) => mapTree(part, change));
  if (!isNode(tree)) return tree;
  const changed = change(tree);
  if (changed !== undefined) return changed;
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, mapTree(value, change)]));
}

/** Every part of a tree, from the top. */
export function* parts(tree: unknown): Generator<Node> {
  if (Array.isArray(tree)) for (const part of tree) yield* parts(part);
  if (!isNode(tree)) return;
  yield tree;
  for (const value of Object.values(tree)) yield* parts(value);
}

export function column(name: string, alias = ''): Node {
  return { class: 'COLUMN_REF', type: 'COLUMN_REF', alias, query_location: 0, column_names: [name] };
}

export function constant(value: string | number | bigint | boolean | null): Node {
  if (typeof value === 'boolean') return cast(literal('VARCHAR', value ? 't' : 'f'), 'BOOLEAN');
  if (value === null) return { ...literal('NULL', null), value: { type: { id: 'NULL', type_info: null }, is_null: true } };
  if (typeof value === 'string') return literal('VARCHAR', value);
  if (Number.isSafeInteger(Number(value)) && Math.abs(Number(value)) < 2 ** 31) return literal('INTEGER', Number(value));
  return cast(literal('VARCHAR', String(value)), typeof value === 'bigint' ? 'BIGINT' : 'DOUBLE');
}

function literal(id: string, value: unknown): Node {
  return { class: 'CONSTANT', type: 'VALUE_CONSTANT', alias: '', query_location: 0, value: { type: { id, type_info: null }, is_null: false, value } };
}

export function cast(child: Node, id: string): Node {
  return { class: 'CAST', type: 'OPERATOR_CAST', alias: '', query_location: 0, child, cast_type: { id, type_info: null }, try_cast: false };
}

export function call(name: string, children: readonly Node[], operator = false): Node {
  return {
    class: 'FUNCTION', type: 'FUNCTION', alias: '', query_location: 0, function_name: name, schema: '', catalog: '', children, filter: null,
    order_bys: { type: 'ORDER_MODIFIER', orders: [] }, distinct: false, is_operator: operator, export_state: false,
  };
}

export function table(name: string, alias: string): Node {
  return {
    type: 'BASE_TABLE', alias, sample: null, query_location: 0, schema_name: '', table_name: name, column_name_alias: [], catalog_name: '', at_clause: null,
  };
}

/** The plain value of a constant, casts of constants included; undefined for anything else. */
export function constantValue(node: unknown): string | number | boolean | null | undefined {
  if (!isNode(node)) return undefined;
  if (node['class'] === 'CAST' && isNode(node['cast_type'])) {
    const inner = constantValue(node['child']);
    if (node['cast_type']['id'] === 'BOOLEAN' && (inner === 't' || inner === 'f')) return inner === 't';
    return node['cast_type']['id'] === 'VARCHAR' ? inner : undefined;
  }
  if (node['class'] !== 'CONSTANT' || !isNode(node['value'])) return undefined;
  const { type, is_null: empty, value } = node['value'];
  if (empty === true) return null;
  const id = isNode(type) ? type['id'] : '';
  if (id === 'VARCHAR' || id === 'INTEGER' || id === 'BIGINT' || id === 'BOOLEAN') return value as string | number | boolean;
  return undefined;
}
