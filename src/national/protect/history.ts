/** Protection over time: what earlier releases printed or withheld, as cells and equations beside the new ones. */
import type { Equation, LinkedCell, LinkedTables } from './linked.js';

/**
 * Earlier releases. Cells have ids of their own and the values they had then: `printed`, as they were or between the bounds
 * of their rounding, or `hidden` when they were withheld (and are sensitive still when the rules say so). Equations tie them to each
 * other and to the new cells; what changed since is a hidden cell with contributions and a minimum of its own, so that the
 * difference of two releases is protected like any cell: `new = old + late - withdrawn`.
 */
export interface History {
  readonly cells: readonly LinkedCell[];
  readonly equations: readonly Equation[];
}

/** All in one system. Throws when the history has cells that could be shown or withheld at will. */
export function withHistory(tables: LinkedTables, history: History | undefined): LinkedTables {
  if (!history) return tables;
  const loose = history.cells.find(({ printed, hidden }) => !printed && !hidden);
  if (loose) throw new Error(`protect: earlier cell ${loose.id} is neither printed nor withheld`);
  return { ...tables, cells: [...tables.cells, ...history.cells], equations: [...tables.equations, ...history.equations] };
}

/** New cells that are held back: not sensitive themselves, withheld all the same, and tied to an earlier release. */
export function heldBack(tables: LinkedTables, history: History | undefined, isWithheld: (id: string) => boolean, isSensitive: (cell: LinkedCell) => boolean): string[] {
  const tied = new Set(history?.equations.flatMap(({ total, parts, minus = [] }) => [total, ...parts, ...minus]));
  return tables.cells.filter((cell) => tied.has(cell.id) && !cell.hidden && isWithheld(cell.id) && !isSensitive(cell)).map(({ id }) => id).sort();
}
