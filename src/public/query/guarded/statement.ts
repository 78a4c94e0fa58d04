/** A researcher's statement on its way through the gate: what it asks of the records, and what reads the protected answers. */
import { cast, constant, mapTree, type Node, parts, text } from './ast.js';
import { planSql } from './compile.js';
import type { Vocabulary } from './dimensions.js';
import { assertFree } from './free.js';
import type { Bench } from './engines.js';
import { type Description, GuardRefusal, type Parameter, sqlStates } from './guard.js';
import { rewrite, type Rewritten } from './plan.js';
import { type FreeTable, type Shape, shapeOf, spokenColumns } from './spoken.js';

/** Plans and the statement that reads their answers, with parameters filled in when they are given; only what is on the lists passes. */
export function checked(statement: Node, vocabulary: Vocabulary, tables: readonly FreeTable[], parameters: readonly Parameter[] | undefined): Rewritten {
  const rewritten = rewrite(parameters ? filledIn(statement, parameters) : statement, vocabulary, parameters);
  assertFree(rewritten.tree, new Set([...tables.map(({ name }) => name), ...rewritten.plans.map(({ name }) => name)]));
  for (const plan of rewritten.plans) planSql(plan, vocabulary);
  return rewritten;
}

/** The tables that a rewritten statement reads, without their rows. */
export function shapes({ tree, plans }: Rewritten, tables: readonly FreeTable[]): Shape[] {
  return [...plans.map(shapeOf), ...used(tree, tables)].map(({ name, columns }) => ({ name, columns }));
}

/** The free relations that a statement reads. */
export function used(tree: Node, tables: readonly FreeTable[]): FreeTable[] {
  const names = new Set([...parts(tree)].filter((part) => part['type'] === 'BASE_TABLE').map((part) => text(part['table_name']).toLowerCase()));
  return tables.filter(({ name }) => names.has(name));
}

/** Columns and parameters of a statement. A parameter whose type nothing tells is text, as in PostgreSQL, and else a number. */
export async function described(statement: Node, vocabulary: Vocabulary, tables: readonly FreeTable[], bench: Bench): Promise<Description> {
  const { tree, plans } = checked(statement, vocabulary, tables, undefined);
  const read = shapes({ tree, plans }, tables);
  const count = Math.max(0, ...[...parts(statement)].filter((part) => part['class'] === 'PARAMETER').map(number));
  const first = await bench.prepare(read, tree);
  const told = (parameters: Record<string, string> | undefined, nr: number): string => parameters?.[String(nr)] ?? 'VARCHAR';
  const only = (nr: number, own?: Node): Node => withParameters(tree, (one) => (number(one) === nr ? own : constant(null)));
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  if (first.columns) return { columns: spokenColumns(first.columns), parameters: numbers.map((nr) => told(first.parameters, nr)) };
  const types: string[] = [];
  for (const nr of numbers) {
    const alone = await bench.prepare(read, only(nr));
    const fits = async (type: string): Promise<boolean> => bench.prepare(read, only(nr, cast(constant(null), type))).then(() => true, () => false);
    types.push(alone.columns !== undefined || (await fits('VARCHAR')) ? told(alone.parameters, nr) : (await fits('DOUBLE')) ? 'DOUBLE' : 'INTEGER');
  }
  const typed = (one: Node): Node => cast(constant(null), types[number(one) - 1]!.replace(/^DECIMAL.*/, 'DOUBLE'));
  const { columns } = await bench.prepare(read, withParameters(tree, typed));
  return { columns: spokenColumns(columns ?? []), parameters: types };
}

const number = (parameter: Node): number => Number(parameter['identifier']);

/** The statement with its parameters replaced; those that `change` gives nothing for stay. */
function withParameters(tree: Node, change: (parameter: Node) => Node | undefined): Node {
  return mapTree(tree, (node) => {
    if (node['class'] !== 'PARAMETER') return undefined;
    const changed = change(node);
    return changed && { ...changed, alias: node['alias'] };
  }) as Node;
}

function filledIn(statement: Node, parameters: readonly Parameter[]): Node {
  const filled = withParameters(statement, (node) => {
    const value = /^\d+$/.test(text(node['identifier'])) ? parameters[number(node) - 1] : undefined;
    if (value === undefined) throw new GuardRefusal(sqlStates.syntax, 'guard.parameter', { number: text(node['identifier']).slice(0, 40) });
    return constant(value);
  });
  return { ...filled, named_param_map: [] };
}
