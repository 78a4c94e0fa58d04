/** Answers and failures in the words of this program: tables for the engine, values from it, remarks, and never its own messages. */
import type { Column } from '../run.js';
import { Decimal, type Value } from '../value.js';
import { isNode } from './ast.js';
import { type GuardNote, GuardRefusal, sqlStates } from './guard.js';
import { figureColumn, marginColumn, type Plan } from './plan.js';
import { EngineFailure } from './process.js';
import type { Outcome, ProtectedRow } from './protect.js';

/** A table that free SQL may read. */
export interface FreeTable {
  name: string;
  columns: Column[];
  rows: (string | number | null)[][];
}

/** Such a table without its rows. */
export type Shape = Pick<FreeTable, 'name' | 'columns'>;

export function shapeOf({ name, groups, figures }: Plan): Shape {
  return {
    name,
    columns: [
      ...groups.map(({ column, type }) => ({ name: column, type })),
      ...figures.flatMap(({ kind }, i) => [
        { name: figureColumn(i), type: kind === 'avg' ? 'DOUBLE' : 'BIGINT' },
        { name: marginColumn(i), type: kind === 'avg' ? 'DOUBLE' : 'INTEGER' },
      ]),
    ],
  };
}

export function tableRow({ groups }: Plan, { values, figures }: ProtectedRow): (string | number | null)[] {
  const cells = values.map((value, i) => (value !== null && groups[i]!.type === 'INTEGER' ? Number(value) : value));
  return [...cells, ...figures.flatMap((figure) => (figure ? [figure.value, figure.margin] : [null, null]))];
}

/** A failure of free SQL in fixed words; a name is told only when the statement itself holds it. */
export function translated(failure: EngineFailure, sql: string): GuardRefusal {
  const kind = /"exception_type"\s*:\s*"([A-Za-z ]+)"/.exec(failure.message)?.[1] ?? 'Engine';
  if (failure.message === 'closed') return new GuardRefusal(sqlStates.cancelled, 'guard.cancelled');
  if (kind === 'Out of Memory' || failure.message === 'ended') return new GuardRefusal(sqlStates.memory, 'guard.memory');
  const name = /(?:column|Table with name) \\?"?([\p{L}\p{N}_#± ]+?)\\?"? /u.exec(failure.message)?.[1];
  return new GuardRefusal(sqlStates.failed, 'guard.failed', { kind: name !== undefined && sql.includes(name) ? `${kind}: ${name}` : kind });
}

export function spokenColumns(columns: readonly Column[]): Column[] {
  return columns.map(({ name, type }) => ({ name, type }));
}

/** A value as the process sent it, in the form that its type has in this program. */
export function plain(value: unknown, type: string): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' && /^U?(BIGINT|HUGEINT)$/.test(type)) return BigInt(value);
  if (typeof value === 'string' && type.startsWith('DECIMAL')) return new Decimal(value);
  if (typeof value === 'string' && /^(FLOAT|DOUBLE)$/.test(type)) return Number(value);
  return isNode(value) || Array.isArray(value) ? (value as Value) : (value as string | number | boolean);
}

export function notesOf(outcome: Outcome, tables: readonly FreeTable[], cost: number, budget: { used: number; limit: number }): GuardNote[] {
  const notes: GuardNote[] = [{ key: 'guard.noteMargin', params: {} }];
  if (tables.some(({ rows, columns }) => rows.some((row) => row.some((value, i) => value === '(overig)' || (columns[i]!.name === 'jaar' && value === null))))) {
    notes.push({ key: 'guard.noteRest', params: {} });
  }
  if (outcome.withheld > 0) notes.push({ key: 'guard.noteWithheld', params: { count: outcome.withheld } });
  if (outcome.close > 0) notes.push({ key: 'guard.noteClose', params: { count: outcome.close } });
  if (outcome.held > 0) notes.push({ key: 'guard.noteHeld', params: { count: outcome.held } });
  notes.push({ key: 'guard.noteBudget', params: { cost, used: budget.used + cost, limit: budget.limit } });
  return notes;
}
