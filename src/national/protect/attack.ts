/** The attack: what someone can compute who has only what is printed, by linear programs of its own making. */

/** What the attacker knows of the layout: parts add up to a total, or stay below ('<=') or above ('>=') it. */
export interface Statement {
  readonly total: string;
  readonly parts: readonly string[];
  readonly relation: '=' | '<=' | '>=';
}

/** Solves a problem in CPLEX LP format; gives the value of each column at the optimum, or undefined when there is none. */
export type Solve = (problem: string) => ReadonlyMap<string, number> | undefined;

const wide = 1e-6;

/**
 * The withheld cells whose value follows from the printed ones: their largest and smallest possible value are equal.
 * A withheld count is known to be 1 or more, because zeros are printed.
 */
export function recoverable(printed: ReadonlyMap<string, number>, withheld: readonly string[], statements: readonly Statement[], solve: Solve): string[] {
  const found: string[] = [];
  for (const part of connectedParts(printed, withheld, statements)) {
    const open = new Set(part.cells);
    const constraints = part.statements.map((statement) => constraint(statement, part.names, printed));
    for (let round = 0; round < 6 && open.size > 0; round++) {
      const weights = part.cells.map((cell, i) => (open.has(cell) ? mixed(i, round) : 0));
      loosen(open, part.names, problem('Maximize', weights, part.cells, part.names, constraints), problem('Minimize', weights, part.cells, part.names, constraints), solve);
    }
    for (const cell of [...open]) {
      const weights = part.cells.map((one) => Number(one === cell));
      loosen(open, part.names, problem('Maximize', weights, part.cells, part.names, constraints), problem('Minimize', weights, part.cells, part.names, constraints), solve);
    }
    found.push(...open);
  }
  return found.sort();
}

/** Takes out the cells that differ between two optima. */
function loosen(open: Set<string>, names: ReadonlyMap<string, string>, most: string, least: string, solve: Solve): void {
  const high = solve(most);
  const low = solve(least);
  if (!high || !low) throw new Error('attack: what is printed contradicts itself');
  for (const cell of open) if (Math.abs(high.get(names.get(cell)!)! - low.get(names.get(cell)!)!) > wide) open.delete(cell);
}

function problem(sense: string, weights: readonly number[], cells: readonly string[], names: ReadonlyMap<string, string>, constraints: readonly string[]): string {
  const objective = cells.flatMap((cell, i) => (weights[i] ? [`${weights[i]! < 0 ? '-' : '+'} ${Math.abs(weights[i]!)} ${names.get(cell)}`] : []));
  const bounds = cells.map((cell) => ` 1 <= ${names.get(cell)} <= 1000000`);
  return [sense, ` goal: ${objective.join(' ')}`, 'Subject To', ...constraints.map((line, i) => ` r${i}: ${line}`), 'Bounds', ...bounds, 'End'].join('\n');
}

function constraint(statement: Statement, names: ReadonlyMap<string, string>, printed: ReadonlyMap<string, number>): string {
  let right = 0;
  const terms: string[] = [];
  for (const [cell, sign] of [...statement.parts.map((part) => [part, 1] as const), [statement.total, -1] as const]) {
    const name = names.get(cell);
    if (name) terms.push(`${sign > 0 ? '+' : '-'} ${name}`);
    else right -= sign * printed.get(cell)!;
  }
  return `${terms.join(' ')} ${statement.relation} ${right}`;
}

interface Part {
  cells: string[];
  statements: Statement[];
  names: ReadonlyMap<string, string>;
}

/** Withheld cells that share statements, with those statements; each cell gets a short column name. */
function connectedParts(printed: ReadonlyMap<string, number>, withheld: readonly string[], statements: readonly Statement[]): Part[] {
  const open = new Set(withheld);
  const byCell = new Map<string, Statement[]>(withheld.map((cell) => [cell, []]));
  for (const statement of statements) {
    for (const cell of [statement.total, ...statement.parts]) {
      if (open.has(cell)) byCell.get(cell)!.push(statement);
      else if (!printed.has(cell)) throw new Error(`attack: ${cell} is neither printed nor withheld`);
    }
  }
  const parts: Part[] = [];
  for (const start of [...withheld].sort()) {
    if (!open.has(start)) continue;
    const cells = new Set([start]);
    const found = new Set<Statement>();
    for (const cell of cells) {
      open.delete(cell);
      for (const statement of byCell.get(cell)!) {
        found.add(statement);
        for (const other of [statement.total, ...statement.parts]) if (byCell.has(other)) cells.add(other);
      }
    }
    parts.push({ cells: [...cells], statements: [...found], names: new Map([...cells].map((cell, i) => [cell, `x${i}`])) });
  }
  return parts;
}

/** A weight between -1 and 1 that differs by cell and round. */
function mixed(cell: number, round: number): number {
  return (((cell + 1) * 7919 * (round + 3)) % 2003) / 1001.5 - 1 || 0.5;
}
