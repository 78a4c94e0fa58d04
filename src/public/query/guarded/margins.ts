/** The stated uncertainty of what a SELECT computes from protected figures, as a column of its own: `± name`. */
import { call, column, constant, isNode, type Node, nodes, parts, text } from './ast.js';

/** Relations without records; no CTE can take their names. */
const free: ReadonlySet<string> = new Set(['noemer', 'codelijst']);

/** The select with `± name` columns at its end for every item that is arithmetic on protected figures. */
export function withMargins(select: Node): Node {
  const list = nodes(select['select_list']);
  const distinct = nodes(select['modifiers']).some((modifier) => modifier['type'] === 'DISTINCT_MODIFIER');
  if (distinct) return select;
  const added = list.flatMap((item) => {
    const margin = marginOf(item);
    return margin ? [{ ...margin, alias: `± ${text(item['alias'])}` }] : [];
  });
  return { ...select, select_list: [...list, ...added] };
}

const square = (node: Node): Node => call('*', [node, node], true);
const root = (a: Node, b: Node): Node => call('sqrt', [call('+', [square(a), square(b)], true)]);
const over = (a: Node, b: Node): Node => call('/', [a, call('nullif', [b, constant(0)])], true);

/** First-order propagation, with noises taken as independent (JCGM 100:2008, 5.1.2); undefined when the item is no such arithmetic. */
function marginOf(node: Node): Node | undefined {
  const error = uncertainty({ ...node, alias: '' });
  if (error === undefined || error === 0) return undefined;
  return error['class'] === 'COLUMN_REF' ? error : call('round', [error, constant(4)]);
}

function uncertainty(node: unknown): Node | 0 | undefined {
  if (!isNode(node)) return undefined;
  if (node['class'] === 'CONSTANT' || node['class'] === 'PARAMETER') return 0;
  if (node['class'] === 'SUBQUERY') return readsFreeOnly(node) ? 0 : undefined;
  if (node['class'] === 'CAST') return uncertainty(node['child']);
  if (node['class'] === 'COLUMN_REF') {
    const [name, ...more] = Array.isArray(node['column_names']) ? node['column_names'].map(String) : [];
    return more.length === 0 && name !== undefined && /^#\d+$/.test(name) ? column(`${name}±`) : undefined;
  }
  if (node['class'] !== 'FUNCTION') return undefined;
  const [a, b] = nodes(node['children']);
  const name = text(node['function_name']);
  if (name === 'round' || name === 'nullif') return uncertainty(a);
  if (!a || !b || !['+', '-', '*', '/'].includes(name)) return undefined;
  const [ua, ub] = [uncertainty(a), uncertainty(b)];
  if (ua === undefined || ub === undefined) return undefined;
  if (ua === 0 && ub === 0) return 0;
  if (name === '+' || name === '-') return ua === 0 ? ub : ub === 0 ? ua : root(ua, ub);
  const [whole, part] = name === '*' ? [ua && call('*', [ua, b], true), ub && call('*', [a, ub], true)] : [ua && over(ua, b), ub && over(call('*', [a, ub], true), square(b))];
  const size = (one: Node): Node => call('abs', [one]);
  return whole === 0 ? size(part as Node) : part === 0 ? size(whole) : root(whole, part);
}

/** Whether a subquery holds no protected figure: it reads nothing but relations that are free to read. */
function readsFreeOnly(node: Node): boolean {
  return [...parts(node)].every((part) => part['type'] !== 'BASE_TABLE' || free.has(text(part['table_name']).toLowerCase()));
}
