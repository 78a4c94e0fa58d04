/** The linked tables in typed arrays: an attacker's knowledge as rows of signed cells. */
import type { Equation, LinkedCell, LinkedTables, Need, ProtectionRules } from './linked.js';
import { needOf } from './primary.js';
import { boundsOf, checkBase } from './rounding.js';

export interface System {
  /** In order of id, so that the pattern does not depend on the order of the input. */
  readonly cells: readonly LinkedCell[];
  readonly whole: boolean;
  readonly value: Float64Array;
  /** Protection levels of the sensitive cells. */
  readonly needs: readonly (Need | undefined)[];
  /** 1 for cells that an attacker may not know exactly: all but known zeros and what was printed before as it is. */
  readonly open: Uint8Array;
  /** How far a shown cell may seem to be from its value: 0 and 0 where it is shown as it is. */
  readonly shownLow: Float64Array;
  readonly shownHigh: Float64Array;
  /** Whether there are shown cells that are known only within bounds. */
  readonly soft: boolean;
  /** The smallest value an attacker thinks possible for a suppressed cell. */
  readonly lowest: Float64Array;
  readonly importance: Float64Array;
  readonly rows: number;
  /** Row r holds the entries rowStart[r] .. rowStart[r + 1]: +1 for a part, -1 for the total; only open cells. */
  readonly rowStart: Int32Array;
  readonly rowCell: Int32Array;
  readonly rowSign: Int8Array;
  /** How far the sum of a row may move: 0 and 0 for an equation, one side open for an inequality. */
  readonly rowLow: Float64Array;
  readonly rowHigh: Float64Array;
  readonly cellStart: Int32Array;
  readonly cellRow: Int32Array;
  readonly cellSign: Int8Array;
}

/** Builds the system; throws when ids clash, a value is not the sum of its contributions, or an equation does not hold. */
export function buildSystem(tables: LinkedTables, rules: ProtectionRules): System {
  const cells = [...tables.cells].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const index = new Map(cells.map((cell, i) => [cell.id, i]));
  if (index.size !== cells.length) throw new Error('protect: two cells with one id');
  const whole = tables.whole ?? true;
  for (const cell of cells) checkCell(cell, whole);
  const base = rules.rounding ?? 1;
  checkBase(base, whole);
  const open = Uint8Array.from(cells, (cell) => Number(mayDiffer(cell, rules)));
  const shown = cells.map((cell) => (typeof cell.printed === 'object' ? cell.printed : boundsOf(cell, base)));

  const entries: { cell: number; sign: number }[][] = [];
  const low: number[] = [];
  const high: number[] = [];
  for (const equation of tables.equations) {
    const gap = checkEquation(equation, cells, index, whole);
    const relation = equation.relation ?? 'equal';
    entries.push(rowOf(equation, index).filter(({ cell }) => open[cell]));
    low.push(relation === 'equal' ? 0 : relation === 'atLeast' ? -gap : Number.NEGATIVE_INFINITY);
    high.push(relation === 'equal' ? 0 : relation === 'atMost' ? -gap : Number.POSITIVE_INFINITY);
  }

  const rowStart = new Int32Array(entries.length + 1);
  entries.forEach((row, r) => (rowStart[r + 1] = rowStart[r]! + row.length));
  const rowCell = Int32Array.from(entries.flat(), (entry) => entry.cell);
  const rowSign = Int8Array.from(entries.flat(), (entry) => entry.sign);
  const lowest = rules.lowest ?? (rules.zeros === 'structural' || !whole ? 0 : 1);
  return {
    cells,
    whole,
    value: Float64Array.from(cells, (cell) => cell.value),
    needs: cells.map((cell) => needOf(cell, rules)),
    open,
    shownLow: Float64Array.from(cells, (cell, i) => shown[i]!.low - cell.value),
    shownHigh: Float64Array.from(cells, (cell, i) => shown[i]!.high - cell.value),
    soft: shown.some(({ low, high }, i) => open[i] && low < high),
    lowest: Float64Array.from(cells, (cell) => Math.min(cell.value, cell.lowest ?? lowest)),
    importance: Float64Array.from(cells, (cell) => cell.importance ?? 0),
    rows: entries.length,
    rowStart,
    rowCell,
    rowSign,
    rowLow: Float64Array.from(low),
    rowHigh: Float64Array.from(high),
    ...transpose(cells.length, rowStart, rowCell, rowSign),
  };
}

/** Whether a cell may be shown or withheld as is best: not sensitive, not hidden, not printed before. */
export function isCandidate(system: System, cell: number): boolean {
  const { hidden, printed } = system.cells[cell]!;
  return system.open[cell] === 1 && !system.needs[cell] && !hidden && !printed;
}

/** Whether a cell that is shown may still be that far from its value. */
export function withinShown(system: System, cell: number, step: number): boolean {
  return step >= system.shownLow[cell]! && step <= system.shownHigh[cell]!;
}

/** Cells that are withheld whatever else is: sensitive and hidden ones. */
export function alwaysUnknown(system: System): number[] {
  return [...system.value.keys()].filter((cell) => system.open[cell] && (system.needs[cell] || system.cells[cell]!.hidden));
}

export function isEquation(system: System, row: number): boolean {
  return system.rowLow[row] === 0 && system.rowHigh[row] === 0;
}

function mayDiffer({ printed, structural, value, need, hidden }: LinkedCell, rules: ProtectionRules): boolean {
  if (typeof printed === 'object') return printed.low < printed.high;
  return !printed && !structural && (value > 0 || need !== undefined || (rules.zeros === 'structural' && !hidden));
}

function checkCell(cell: LinkedCell, whole: boolean): void {
  if (!(cell.value >= 0) || (whole && !Number.isSafeInteger(cell.value))) throw new Error(`protect: cell ${cell.id} is not a count`);
  if (typeof cell.printed === 'object' && !(cell.printed.low <= cell.value && cell.value <= cell.printed.high)) throw new Error(`protect: cell ${cell.id} does not lie within what was printed of it`);
  if (!cell.contributions) return;
  const sum = cell.contributions.reduce((total, contribution) => total + contribution.value, 0);
  if (Math.abs(sum - cell.value) > (whole ? 0 : 1e-9 * cell.value)) throw new Error(`protect: cell ${cell.id} is not the sum of its contributions`);
}

/** Sum of the parts minus the total and what is taken off. */
function checkEquation(equation: Equation, cells: readonly LinkedCell[], index: ReadonlyMap<string, number>, whole: boolean): number {
  const valueOf = (id: string): number => {
    const at = index.get(id);
    if (at === undefined) throw new Error(`protect: an equation names the unknown cell ${id}`);
    return cells[at]!.value;
  };
  const total = valueOf(equation.total);
  const less = (equation.minus ?? []).reduce((sum, part) => sum + valueOf(part), 0);
  const gap = equation.parts.reduce((sum, part) => sum + valueOf(part), -total - less);
  const slack = whole ? 0 : 1e-6 * Math.max(1, total);
  const relation = equation.relation ?? 'equal';
  if ((relation !== 'atMost' && gap < -slack) || (relation !== 'atLeast' && gap > slack)) throw new Error(`protect: the parts of ${equation.total} do not fit it`);
  return gap;
}

function rowOf(equation: Equation, index: ReadonlyMap<string, number>): { cell: number; sign: number }[] {
  const signs = new Map<number, number>();
  const add = (id: string, sign: number): void => {
    const cell = index.get(id)!;
    signs.set(cell, (signs.get(cell) ?? 0) + sign);
  };
  add(equation.total, -1);
  for (const part of equation.parts) add(part, 1);
  for (const part of equation.minus ?? []) add(part, -1);
  return [...signs].filter(([, sign]) => sign !== 0).map(([cell, sign]) => ({ cell, sign }));
}

function transpose(count: number, rowStart: Int32Array, rowCell: Int32Array, rowSign: Int8Array): Pick<System, 'cellStart' | 'cellRow' | 'cellSign'> {
  const cellStart = new Int32Array(count + 1);
  for (const cell of rowCell) cellStart[cell + 1]!++;
  for (let cell = 0; cell < count; cell++) cellStart[cell + 1]! += cellStart[cell]!;
  const next = cellStart.slice();
  const cellRow = new Int32Array(rowCell.length);
  const cellSign = new Int8Array(rowCell.length);
  for (let row = 0; row + 1 < rowStart.length; row++) {
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) {
      const place = next[rowCell[at]!]!++;
      cellRow[place] = row;
      cellSign[place] = rowSign[at]!;
    }
  }
  return { cellStart, cellRow, cellSign };
}
