/** Conditions on records as boxes: for every axis the set of codes that counts. A condition that is no box is refused. */
import { constantValue, isNode, type Node, nodes, text } from './ast.js';
import type { Dimension, Vocabulary } from './dimensions.js';
import { GuardRefusal, sqlStates } from './guard.js';
import type { Parameter } from './guard.js';

/** Axes without an entry are free. */
export type Box = ReadonlyMap<string, ReadonlySet<string>>;

export interface Scope {
  readonly vocabulary: Vocabulary;
  /** Names that may stand before a column. */
  readonly qualifiers: ReadonlySet<string>;
  /** Values of `$1` …; undefined while only the shape of an answer is asked. */
  readonly parameters: readonly Parameter[] | undefined;
  /** The relation with one row an incident and form, where conditions may name the form. */
  readonly byForm: boolean;
}

export const formAxis = '#vorm';

function no(key: 'guard.condition' | 'guard.mixed' | 'guard.compare' | 'guard.null', params: Record<string, string> = {}): never {
  throw new GuardRefusal(sqlStates.notAllowed, key, params);
}

/** The box of a condition. Throws GuardRefusal with the part that is not allowed. */
export function boxOf(condition: unknown, scope: Scope): Box {
  if (condition === null || condition === undefined) return new Map();
  const node = isNode(condition) ? condition : no('guard.condition', { part: '?' });
  const [kind, type] = [text(node['class']), text(node['type'])];
  if (kind === 'CONJUNCTION') {
    const boxes = nodes(node['children']).map((child) => boxOf(child, scope));
    if (type === 'CONJUNCTION_AND') return boxes.reduce<Box>(both, new Map());
    return within(boxes, (sets) => new Set(sets.flatMap((set) => [...set])), 'OR');
  }
  if (kind === 'OPERATOR' && type === 'OPERATOR_NOT') {
    const inner = boxOf(nodes(node['children'])[0], scope);
    return within([inner], ([set], axis) => complement(set!, axis, scope), 'NOT');
  }
  if (kind === 'OPERATOR' && (type === 'COMPARE_IN' || type === 'COMPARE_NOT_IN')) {
    const [subject, ...values] = nodes(node['children']);
    const dimension = dimensionOf(subject, scope);
    const set = new Set(values.flatMap((value) => codesOf(dimension, value, scope)));
    return new Map([[dimension.axis, type === 'COMPARE_IN' ? set : complement(set, dimension.axis, scope)]]);
  }
  if (kind === 'OPERATOR' && (type === 'OPERATOR_IS_NULL' || type === 'OPERATOR_IS_NOT_NULL')) no('guard.null');
  if (kind === 'COMPARISON') return comparison(node, type, scope);
  if (kind === 'BETWEEN') {
    const dimension = dimensionOf(node['input'], scope);
    return both(ranged(dimension, 'COMPARE_GREATERTHANOREQUALTO', node['lower'], scope), ranged(dimension, 'COMPARE_LESSTHANOREQUALTO', node['upper'], scope));
  }
  if (constantValue(node) === true) return new Map();
  return no('guard.condition', { part: partName(node) });
}

/** How a part is called in a refusal: its own word, never its content. */
export function partName(node: Node): string {
  return text(node['function_name']) || (text(node['class']) === 'COLUMN_REF' ? columnName(node).join('.') : text(node['class']));
}

export function columnName(node: Node): string[] {
  return Array.isArray(node['column_names']) ? node['column_names'].map(String) : [];
}

/** The name of a column of the relation at hand, without what stands before it; undefined when the node is no such column. */
export function ownColumn(node: unknown, scope: Pick<Scope, 'qualifiers'>): string | undefined {
  if (!isNode(node) || node['class'] !== 'COLUMN_REF') return undefined;
  const names = columnName(node).map((name) => name.toLowerCase());
  if (names.length === 1) return names[0];
  return names.length === 2 && scope.qualifiers.has(names[0]!) ? names[1] : undefined;
}

function dimensionOf(node: unknown, scope: Scope): Dimension {
  const name = ownColumn(node, scope);
  if (name === undefined) no('guard.condition', { part: isNode(node) ? partName(node) : '?' });
  if (name === 'vorm' && scope.byForm) return formDimension(scope.vocabulary);
  const found = scope.vocabulary.dimensions.get(name);
  if (found) return found;
  if (scope.vocabulary.measures.has(name)) no('guard.compare', { column: name });
  throw new GuardRefusal(sqlStates.unknownColumn, 'guard.unknownColumn', { name });
}

export function formDimension({ forms }: Vocabulary): Dimension {
  const values = new Map([...forms.keys()].map((code) => [code, [code]]));
  return { column: 'vorm', type: 'VARCHAR', axis: formAxis, ordered: false, values, comment: { nl: 'Vorm', en: 'Form' } };
}

const mirrored: Readonly<Record<string, string>> = {
  COMPARE_EQUAL: 'COMPARE_EQUAL', COMPARE_NOTEQUAL: 'COMPARE_NOTEQUAL', COMPARE_GREATERTHAN: 'COMPARE_LESSTHAN', COMPARE_LESSTHAN: 'COMPARE_GREATERTHAN',
  COMPARE_GREATERTHANOREQUALTO: 'COMPARE_LESSTHANOREQUALTO', COMPARE_LESSTHANOREQUALTO: 'COMPARE_GREATERTHANOREQUALTO',
};

function comparison(node: Node, type: string, scope: Scope): Box {
  if (!(type in mirrored)) no('guard.condition', { part: type });
  const { left, right } = node;
  const [a, b] = [constantValue(left), constantValue(right)];
  if (type === 'COMPARE_EQUAL' && a !== undefined && a !== null && a === b) return new Map();
  const turned = !isColumn(left) && isColumn(right);
  const dimension = dimensionOf(turned ? right : left, scope);
  const given = turned ? left : right;
  if (type === 'COMPARE_EQUAL' || type === 'COMPARE_NOTEQUAL') {
    const set = new Set(codesOf(dimension, given, scope));
    return new Map([[dimension.axis, type === 'COMPARE_EQUAL' ? set : complement(set, dimension.axis, scope)]]);
  }
  return ranged(dimension, turned ? mirrored[type]! : type, given, scope);
}

function isColumn(node: unknown): boolean {
  return isNode(node) && node['class'] === 'COLUMN_REF';
}

function ranged(dimension: Dimension, type: string, bound: unknown, scope: Scope): Box {
  if (!dimension.ordered) no('guard.compare', { column: dimension.column });
  const value = valueOf(bound, scope);
  if (value === undefined) return new Map();
  if (dimension.type === 'INTEGER' ? !/^\d{4}$/.test(value) : !shape[dimension.column]!.test(value)) throw unknownValue(dimension, value);
  const fits = (one: string): boolean => {
    if (type === 'COMPARE_LESSTHAN') return one < value;
    if (type === 'COMPARE_GREATERTHAN') return one > value;
    return type === 'COMPARE_LESSTHANOREQUALTO' ? one <= value : one >= value;
  };
  return new Map([[dimension.axis, new Set([...dimension.values].filter(([one]) => fits(one)).flatMap(([, codes]) => codes))]]);
}

const shape: Readonly<Record<string, RegExp>> = { maand: /^\d{4}-(0[1-9]|1[0-2])$/, kwartaal: /^\d{4}-K[1-4]$/ };

/** The text of a constant or parameter; undefined for a parameter whose value is not known yet. */
function valueOf(node: unknown, { parameters }: Scope): string | undefined {
  let value: unknown = constantValue(node);
  if (isNode(node) && node['class'] === 'PARAMETER') {
    if (!parameters) return undefined;
    value = parameters[Number(node['identifier']) - 1];
  }
  if (value === null) no('guard.null');
  if (value === undefined) no('guard.condition', { part: isNode(node) ? partName(node) : '?' });
  return String(value);
}

function codesOf(dimension: Dimension, node: unknown, scope: Scope): readonly string[] {
  const value = valueOf(node, scope);
  if (value === undefined) return [];
  const codes = dimension.values.get(value);
  if (codes) return codes;
  if (dimension.ordered && (dimension.type === 'INTEGER' ? /^\d{4}$/ : shape[dimension.column]!).test(value)) return [];
  throw unknownValue(dimension, value);
}

function unknownValue(dimension: Dimension, value: string): GuardRefusal {
  const known = dimension.ordered ? [...dimension.values.keys()].slice(-1) : [...dimension.values.keys()];
  return new GuardRefusal(sqlStates.notAllowed, 'guard.unknownCode', { column: dimension.column, value: value.slice(0, 40), known: known.join(', ') });
}

function complement(set: ReadonlySet<string>, axis: string, { vocabulary }: Scope): Set<string> {
  const all = axis === formAxis ? [...vocabulary.forms.keys()] : vocabulary.axes.get(axis)!;
  return new Set(all.filter((code) => !set.has(code)));
}

/** Records in both boxes. */
export function both(a: Box, b: Box): Box {
  const met = new Map(a);
  for (const [axis, set] of b) {
    const own = met.get(axis);
    met.set(axis, own ? new Set([...own].filter((code) => set.has(code))) : set);
  }
  return met;
}

/** OR and NOT stay within one axis: only then is what they describe still a box. */
function within(boxes: readonly Box[], join: (sets: ReadonlySet<string>[], axis: string) => Set<string>, word: string): Box {
  const axes = [...new Set(boxes.flatMap((box) => [...box.keys()]))];
  const [axis] = axes;
  if (axis !== undefined && axes.length === 1 && boxes.every((box) => box.size === 1)) return new Map([[axis, join(boxes.map((box) => box.get(axis)!), axis)]]);
  return no('guard.mixed', { word, columns: axes.join(', ') });
}

/** A box without axes that are free after all, with its months always written out: the same set of records, the same text. */
export function canonical(box: Box, { axes }: Vocabulary): Box {
  const entries = [...box].filter(([axis, set]) => axis === 'maand' || set.size < (axes.get(axis)?.length ?? Infinity));
  if (!box.has('maand')) entries.push(['maand', new Set(axes.get('maand'))]);
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** One text a canonical box; runs of months are shortened. */
export function boxText(box: Box): string {
  return axisTexts(box).join(' ');
}

/** The text of each axis of a box. */
export function axisTexts(box: Box): string[] {
  return Array.from(box, ([axis, set]) => `${axis}=${codesText(axis, set)}`);
}

/** Texts of sets that many boxes share, such as the months of a question. */
const known = new WeakMap<ReadonlySet<string>, string>();

function codesText(axis: string, set: ReadonlySet<string>): string {
  let text = known.get(set);
  if (text === undefined) known.set(set, (text = axis === 'maand' ? runs([...set].sort()) : [...set].sort().join(',')));
  return text;
}

export function runs(months: readonly string[]): string {
  const out: string[] = [];
  for (let i = 0; i < months.length; ) {
    let j = i;
    while (j + 1 < months.length && follows(months[j]!, months[j + 1]!)) j++;
    out.push(i === j ? months[i]! : `${months[i]}..${months[j]}`);
    i = j + 1;
  }
  return out.join(',');
}

function number(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
}

function follows(a: string, b: string): boolean {
  return number(b) === number(a) + 1;
}

/** The box that a text of `boxText` describes. */
export function boxFrom(given: string): Box {
  return new Map(
    given.split(' ').filter((part) => part !== '').map((part) => {
      const at = part.indexOf('=');
      const codes = part.slice(at + 1).split(',').filter((code) => code !== '');
      return [part.slice(0, at), new Set(codes.flatMap(spelled))] as const;
    }),
  );
}

function spelled(code: string): string[] {
  const [from, to] = code.split('..');
  if (to === undefined) return [code];
  return Array.from({ length: number(to) - number(from!) + 1 }, (_, i) => {
    const one = number(from!) + i;
    return `${Math.floor(one / 12)}-${String((one % 12) + 1).padStart(2, '0')}`;
  });
}
