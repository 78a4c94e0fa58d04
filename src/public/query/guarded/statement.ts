/** A researcher's statement on its way through the gate: what it asks of the records, and what reads the protected answers. */
import { constant, mapTree, type Node, parts, text } from './ast.js';
import { planSql } from './compile.js';
import type { Vocabulary } from './dimensions.js';
import { assertFree } from './free.js';
import { GuardRefusal, type Parameter, sqlStates } from './guard.js';
import { rewrite, type Rewritten } from './plan.js';
import { type FreeTable, shapeOf } from './spoken.js';

/** Plans and the statement that reads their answers, with parameters filled in when they are given; only what is on the lists passes. */
export function checked(statement: Node, vocabulary: Vocabulary, tables: readonly FreeTable[], parameters: readonly Parameter[] | undefined): Rewritten {
  const rewritten = rewrite(parameters ? filledIn(statement, parameters) : statement, vocabulary, parameters);
  assertFree(rewritten.tree, new Set([...tables.map(({ name }) => name), ...rewritten.plans.map(({ name }) => name)]));
  for (const plan of rewritten.plans) planSql(plan, vocabulary);
  return rewritten;
}

/** The tables that a rewritten statement reads, without their rows. */
export function shapes({ tree, plans }: Rewritten, tables: readonly FreeTable[]): Pick<FreeTable, 'name' | 'columns'>[] {
  return [...plans.map(shapeOf), ...used(tree, tables)].map(({ name, columns }) => ({ name, columns }));
}

/** The free relations that a statement reads. */
export function used(tree: Node, tables: readonly FreeTable[]): FreeTable[] {
  const names = new Set([...parts(tree)].filter((part) => part['type'] === 'BASE_TABLE').map((part) => text(part['table_name']).toLowerCase()));
  return tables.filter(({ name }) => names.has(name));
}

/** How many `$n` a statement takes. */
export function parameterCount(tree: Node): number {
  return Math.max(0, ...[...parts(tree)].filter((part) => part['class'] === 'PARAMETER').map((part) => Number(part['identifier'])));
}

function filledIn(statement: Node, parameters: readonly Parameter[]): Node {
  const filled = mapTree(statement, (node) => {
    if (node['class'] !== 'PARAMETER') return undefined;
    const value = /^\d+$/.test(text(node['identifier'])) ? parameters[Number(node['identifier']) - 1] : undefined;
    if (value === undefined) throw new GuardRefusal(sqlStates.syntax, 'guard.parameter', { number: text(node['identifier']).slice(0, 40) });
    return { ...constant(value), alias: node['alias'] };
  }) as Node;
  return { ...filled, named_param_map: [] };
}
