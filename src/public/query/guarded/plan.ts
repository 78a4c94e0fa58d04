/** A SELECT over records as a plan: which cells, which figures of each; and the same SELECT rewritten to read the protected answer. */
import { column as columnRef, constantValue, isNode, mapTree, type Node, nodes, table, text } from './ast.js';
import { type Box, boxOf, both, canonical, formAxis, formDimension, ownColumn, partName, type Scope } from './box.js';
import type { Dimension, Measure, Vocabulary } from './dimensions.js';
import { GuardRefusal, type Parameter, sqlStates } from './guard.js';
import { refuse } from './free.js';
import { withMargins } from './margins.js';

export interface Figure {
  readonly kind: 'count' | 'sum' | 'avg';
  /** Conditions of its own beside those of the plan; of a sum also that the number is known. */
  readonly box: Box;
  readonly measure?: Measure;
  /** Of a sum or average with conditions of its own: number of the figure that counts the records under them. */
  readonly whole?: number;
}

export interface Plan {
  /** Name of the protected answer in the rewritten statement. */
  readonly name: string;
  readonly box: Box;
  readonly groups: readonly Dimension[];
  readonly figures: readonly Figure[];
}

/** Column of the protected answer that holds a figure, and the one that holds its stated uncertainty. */
export const figureColumn = (i: number): string => `#${i + 1}`;
export const marginColumn = (i: number): string => `#${i + 1}±`;

const guarded: ReadonlySet<string> = new Set(['voorval', 'voorval_vorm']);

function no(key: 'guard.star' | 'guard.group' | 'guard.sets' | 'guard.join' | 'guard.form' | 'guard.alias' | 'guard.sample'): never {
  throw new GuardRefusal(sqlStates.notAllowed, key);
}

export interface Rewritten {
  readonly tree: Node;
  readonly plans: readonly Plan[];
}

/** A statement with every SELECT over records replaced by one over its protected answer. Throws GuardRefusal. */
export function rewrite(statement: Node, vocabulary: Vocabulary, parameters: readonly Parameter[] | undefined): Rewritten {
  const plans: Plan[] = [];
  const over = (tree: unknown): unknown =>
    mapTree(tree, (node) => {
      if (node['type'] === 'SHOW_REF') refuse('SHOW_REF');
      if (node['type'] !== 'SELECT_NODE' || !isNode(node['from_table'])) return undefined;
      const source = sourceOf(node['from_table']);
      return source === undefined ? undefined : protect(node, source);
    });
  const protect = (select: Node, source: Node): Node => {
    const made = new Select(select, source, vocabulary, parameters, `#b${plans.length + 1}`, over);
    plans.push(made.plan);
    return made.rewritten;
  };
  const outermost = isNode(statement['node']) && statement['node']['type'] === 'SELECT_NODE' && isNode(statement['node']['from_table']) ? sourceOf(statement['node']['from_table']) : undefined;
  const tree = outermost ? { ...statement, node: withMargins(protect(statement['node'] as Node, outermost)) } : over(statement);
  return { tree: tree as Node, plans };
}

/** The relation of records that a FROM reads by itself; one that is joined at the level of records is refused. */
function sourceOf(from: Node): Node | undefined {
  if (from['type'] === 'BASE_TABLE') return guarded.has(text(from['table_name']).toLowerCase()) ? from : undefined;
  if (from['type'] === 'JOIN' && [from['left'], from['right']].some((side) => isNode(side) && sourceOf(side))) no('guard.join');
  return undefined;
}

class Select {
  readonly plan: Plan;
  readonly rewritten: Node;
  readonly #scope: Scope;
  readonly #aliases: ReadonlySet<string>;
  readonly #groups: readonly Dimension[];
  readonly #figures: { key: string; figure: Figure }[] = [];
  readonly #over: (tree: unknown) => unknown;

  constructor(select: Node, source: Node, vocabulary: Vocabulary, parameters: readonly Parameter[] | undefined, name: string, over: (tree: unknown) => unknown) {
    if (source['sample'] || select['sample']) no('guard.sample');
    if (source['at_clause'] || nodesOrTexts(source['column_name_alias']) > 0 || text(source['schema_name']) !== '' || text(source['catalog_name']) !== '') no('guard.alias');
    this.#over = over;
    const own = text(source['table_name']).toLowerCase();
    const alias = text(source['alias']) || own;
    const byForm = own === 'voorval_vorm';
    this.#scope = { vocabulary, parameters, byForm, qualifiers: new Set([alias.toLowerCase()]) };
    const list = nodes(select['select_list']);
    this.#aliases = new Set(list.map((item) => text(item['alias']).toLowerCase()).filter((one) => one !== ''));
    this.#groups = this.#grouped(select, list);
    const items = list.map((item, i) => this.#item(item, i));
    const having = this.#rewrite(select['having']);
    const qualify = this.#rewrite(select['qualify']);
    const modifiers = this.#rewrite(select['modifiers']);
    if (this.#figures.length === 0 && this.#groups.length === 0) no('guard.group');
    const { box, groups } = this.#formed(boxOf(select['where_clause'], this.#scope), byForm);
    this.plan = { name, box: canonical(box, vocabulary), groups, figures: this.#figures.map(({ figure }) => figure) };
    this.rewritten = {
      ...select,
      select_list: items, from_table: table(name, alias), where_clause: having, having: null, qualify, modifiers,
      group_expressions: [], group_sets: [], aggregate_handling: 'STANDARD_HANDLING', cte_map: over(select['cte_map']),
    };
  }

  /** With one row an incident and form, every cell must be of one form: then a cell is a set of incidents. */
  #formed(box: Box, byForm: boolean): { box: Box; groups: readonly Dimension[] } {
    if (!byForm || this.#groups.some(({ axis }) => axis === formAxis)) return { box, groups: this.#groups };
    const chosen = [...(box.get(formAxis) ?? [])];
    if (chosen.length !== 1 && this.#scope.parameters) no('guard.form');
    const rest = new Map([...box].filter(([axis]) => axis !== formAxis));
    const flag = this.#scope.vocabulary.forms.get(chosen[0] ?? '');
    return { box: flag === undefined ? rest : both(rest, new Map([[flag, new Set(['J'])]])), groups: this.#groups };
  }

  #grouped(select: Node, list: readonly Node[]): Dimension[] {
    const sets = Array.isArray(select['group_sets']) ? (select['group_sets'] as unknown[]) : [];
    if (sets.length > 1) no('guard.sets');
    const all = select['aggregate_handling'] === 'FORCE_AGGREGATES';
    const given = all ? list.filter((item) => item['class'] === 'COLUMN_REF') : nodes(select['group_expressions']);
    const found = given.map((expression) => this.#meant(expression, list)).filter((expression) => !isValue(expression, list)).map((expression) => this.#dimension(expression));
    return [...new Map(found.map((one) => [one.column, one])).values()];
  }

  /** What a position or an alias in GROUP BY stands for. */
  #meant(expression: Node, list: readonly Node[]): Node {
    const position = constantValue(expression);
    if (typeof position === 'number') return list[position - 1] ?? expression;
    const name = ownColumn(expression, this.#scope);
    if (name === undefined || this.#find(name)) return expression;
    return list.find((item) => text(item['alias']).toLowerCase() === name) ?? expression;
  }

  #find(name: string): Dimension | undefined {
    return name === 'vorm' && this.#scope.byForm ? formDimension(this.#scope.vocabulary) : this.#scope.vocabulary.dimensions.get(name);
  }

  #dimension(expression: Node): Dimension {
    const name = ownColumn(expression, this.#scope);
    if (name === undefined) throw new GuardRefusal(sqlStates.notAllowed, 'guard.groupBy', { part: partName(expression) });
    const found = this.#find(name);
    if (!found) throw new GuardRefusal(sqlStates.unknownColumn, 'guard.unknownColumn', { name });
    return found;
  }

  #item(item: Node, i: number): Node {
    if (item['class'] === 'STAR') no('guard.star');
    const made = this.#rewrite(item) as Node;
    if (text(item['alias']) !== '' || item['class'] === 'COLUMN_REF') return { ...made, alias: item['alias'] };
    const name = text(item['function_name']);
    const word = name === 'count_star' ? 'count' : /^[a-z]\w*$/.test(name) ? name : `kolom${i + 1}`;
    return { ...made, alias: word };
  }

  #rewrite(tree: unknown): unknown {
    return mapTree(tree, (node) => {
      const kind = text(node['class']);
      if (kind === 'STAR') no('guard.star');
      if (kind === 'SUBQUERY') return this.#over(node);
      if (kind === 'COLUMN_REF') return this.#column(node);
      if (kind !== 'FUNCTION') return undefined;
      const name = text(node['function_name']).toLowerCase();
      if (name === 'marge') {
        const at = this.#figure(nodes(node['children'])[0]);
        if (at === undefined || nodes(node['children']).length !== 1) throw new GuardRefusal(sqlStates.notAllowed, 'guard.margin');
        return columnRef(marginColumn(at), text(node['alias']));
      }
      const at = this.#figure(node);
      return at === undefined ? undefined : columnRef(figureColumn(at), text(node['alias']));
    });
  }

  #column(node: Node): Node {
    const name = ownColumn(node, this.#scope);
    const dimension = name === undefined ? undefined : this.#find(name);
    if (dimension && this.#groups.some(({ column }) => column === dimension.column)) return node;
    if (name !== undefined && this.#aliases.has(name)) return node;
    if (dimension || (name !== undefined && this.#scope.vocabulary.measures.has(name))) {
      throw new GuardRefusal(sqlStates.notAllowed, 'guard.notGrouped', { column: name! });
    }
    throw new GuardRefusal(sqlStates.unknownColumn, 'guard.unknownColumn', { name: partName(node) });
  }

  /** Number of the figure that an aggregate stands for; undefined when it is a plain function. Other aggregates are refused. */
  #figure(node: Node | undefined): number | undefined {
    if (!node || node['class'] !== 'FUNCTION') return undefined;
    const name = text(node['function_name']).toLowerCase();
    if (!aggregates.has(name)) return undefined;
    const refuse = (): never => {
      throw new GuardRefusal(sqlStates.notAllowed, 'guard.aggregate', { name: text(node['function_name']) });
    };
    if (node['distinct'] === true || nodes((node['order_bys'] as Node | null)?.['orders']).length > 0) refuse();
    const filter = boxOf(node['filter'], this.#scope);
    const [argument, ...others] = nodes(node['children']);
    if (others.length > 0) refuse();
    const figure = this.#read(name, argument, filter) ?? refuse();
    if (figure.box.has(formAxis)) no('guard.form');
    if (!figure.measure || filter.size === 0) return this.#numbered(figure);
    return this.#numbered({ ...figure, whole: this.#numbered({ kind: 'count', box: filter }) });
  }

  #numbered(figure: Figure): number {
    const key = `${figure.kind} ${figure.measure?.column ?? ''} ${[...figure.box].map(([axis, set]) => `${axis}=${[...set].sort().join()}`).sort().join(' ')}`;
    const known = this.#figures.findIndex((one) => one.key === key);
    return known >= 0 ? known : this.#figures.push({ key, figure }) - 1;
  }

  #read(name: string, argument: Node | undefined, filter: Box): Figure | undefined {
    if (name === 'count_star' && !argument) return { kind: 'count', box: filter };
    if (!argument) return undefined;
    if (name === 'count_if' || name === 'countif') return { kind: 'count', box: both(filter, boxOf(argument, this.#scope)) };
    if (name === 'count' && constantValue(argument) !== undefined && constantValue(argument) !== null) return { kind: 'count', box: filter };
    const when = caseCondition(argument, name === 'count');
    if (when && (name === 'sum' || name === 'count')) return { kind: 'count', box: both(filter, boxOf(when, this.#scope)) };
    const measure = this.#scope.vocabulary.measures.get(ownColumn(argument, this.#scope) ?? '');
    if (!measure) return undefined;
    const known = new Map([[measure.axis, new Set(measure.numbers.keys())]]);
    if (name === 'count') return { kind: 'count', box: both(filter, known) };
    if (name === 'sum') return { kind: 'sum', box: both(filter, known), measure };
    return name === 'avg' || name === 'mean' ? { kind: 'avg', box: both(filter, known), measure } : undefined;
  }
}

/** Whether GROUP BY names an item that is a plain value, the same in every row. */
function isValue(expression: Node, list: readonly Node[]): boolean {
  return expression['class'] === 'PARAMETER' || (constantValue(expression) !== undefined && (list.includes(expression) || typeof constantValue(expression) !== 'number'));
}

/** The condition of `CASE WHEN condition THEN 1 [ELSE 0] END`, the usual way to count some of the rows. */
function caseCondition(node: Node, counted: boolean): Node | undefined {
  const checks = nodes(node['case_checks']);
  if (node['class'] !== 'CASE' || checks.length !== 1) return undefined;
  const [then, otherwise] = [constantValue(checks[0]!['then_expr']), constantValue(node['else_expr'])];
  const none = otherwise === null || otherwise === undefined ? isEmpty(node['else_expr']) : otherwise === 0 && !counted;
  return (then === 1 || (counted && then !== undefined && then !== null)) && none ? (checks[0]!['when_expr'] as Node) : undefined;
}

function isEmpty(node: unknown): boolean {
  return node === null || node === undefined || constantValue(node) === null;
}

function nodesOrTexts(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

const aggregates: ReadonlySet<string> = new Set(
  ('count count_star count_if countif sum sum_no_overflow kahan_sum fsum avg mean favg min max product median mode quantile quantile_cont quantile_disc percentile_cont percentile_disc '
    + 'stddev stddev_samp stddev_pop variance var_samp var_pop corr covar_samp covar_pop regr_slope regr_intercept regr_r2 regr_count regr_avgx regr_avgy skewness kurtosis sem '
    + 'bool_and bool_or first last any_value arg_max arg_min argmax argmin max_by min_by string_agg group_concat listagg list array_agg histogram approx_count_distinct entropy mad bit_xor bit_and bit_or').split(' '),
);
