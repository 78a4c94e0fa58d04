/** Reconstruction of withheld cells from all one-, two- and three-way tables, by least squares and by HiGHS. */
import { type LinearSystem, loadSolver, NoSolution } from '../../release/audit/solver.js';
import type { Outcome } from './outcome.js';
import { attacker, type World } from './world.js';

/** Each three columns with all tables of one, two and three of them, asked as a project of its own. */
const triples: readonly (readonly [string, string, string])[] = [['ernst', 'kanaal', 'locatie'], ['relatie', 'ernst', 'politie_gevraagd'], ['kanaal', 'relatie', 'nazorg'], ['locatie', 'functie', 'ernst']];
/** The largest noise; the attacker is taken to know it. */
const largest = 5;
const most = 100_000;

interface Seen {
  readonly cells: readonly number[];
  readonly value: number;
}

interface Puzzle {
  readonly size: number;
  readonly seen: readonly Seen[];
  /** Cells of the three-way table that no answer shows. */
  readonly hidden: readonly number[];
  readonly truth: Float64Array;
  /** Cells of each code of each single column. */
  readonly margins: readonly (readonly number[])[];
}

async function puzzle(world: World, columns: readonly [string, string, string]): Promise<Puzzle> {
  const who = { ...attacker, project: columns.join('-') };
  const codes = await Promise.all(columns.map(async (name) => (await world.truth.rows<{ v: string }>(`SELECT DISTINCT ${name} AS v FROM waar ORDER BY v`)).map(({ v }) => v)));
  const places: Record<string, string>[] = codes[0]!.flatMap((a) => codes[1]!.flatMap((b) => codes[2]!.map((c) => ({ [columns[0]]: a, [columns[1]]: b, [columns[2]]: c }))));
  const truth = new Float64Array(places.length);
  for (const row of await world.truth.rows<Record<string, string> & { n: number }>(`SELECT ${columns.join(', ')}, count(*) AS n FROM waar GROUP BY ALL`)) {
    truth[places.findIndex((place) => columns.every((name) => place[name] === row[name]))] = row.n;
  }
  const seen: Seen[] = [];
  const shown = new Set<number>();
  for (let mask = 0; mask < 8; mask++) {
    const by = columns.filter((_, i) => mask & (1 << i));
    const rows = (await world.ask(by.length === 0 ? 'SELECT count(*) AS n FROM voorval' : `SELECT ${by.join(', ')}, count(*) AS n FROM voorval GROUP BY ${by.join(', ')}`, who)) ?? [];
    const told = rows.filter((row) => row['n'] !== null && by.every((name) => row[name] !== '(overig)'));
    for (const row of told) {
      const cells = places.flatMap((place, i) => (by.every((name) => place[name] === row[name]) ? [i] : []));
      seen.push({ cells, value: Number(row['n']) });
      if (by.length === 3) for (const cell of cells) shown.add(cell);
    }
  }
  const margins = columns.flatMap((name, at) => codes[at]!.map((code) => places.flatMap((place, i) => (place[name] === code ? [i] : []))));
  return { size: places.length, seen, margins, hidden: places.flatMap((_, i) => (shown.has(i) ? [] : [i])), truth };
}

/** Non-negative least squares by projected sweeps (Kaczmarz with relaxation). */
function leastSquares({ size, seen }: Puzzle): Float64Array {
  const x = new Float64Array(size);
  for (let sweep = 0; sweep < 400; sweep++) {
    for (const { cells, value } of seen) {
      const off = (value - cells.reduce((sum, cell) => sum + x[cell]!, 0)) / cells.length;
      for (const cell of cells) x[cell] = Math.max(0, x[cell]! + 0.5 * off);
    }
  }
  return x;
}

/**
 * What an attacker expects of a cell without the gate. Fixed before any result was seen: he has the release, which prints the
 * totals by each single column, rounded to five, and no two columns crossed; so he takes the columns as independent. He may also
 * always say the commonest value of withheld cells, which is more than he knows. What the gate gives must not beat the better of both.
 */
function withoutGate({ size, truth, margins }: Puzzle): Float64Array {
  const five = (n: number): number => Math.round(n / 5) * 5;
  const all = Math.max(1, five(truth.reduce((sum, n) => sum + n, 0)));
  const x = new Float64Array(size).fill(all);
  for (const cells of margins) {
    const share = five(cells.reduce((sum, cell) => sum + truth[cell]!, 0)) / all;
    for (const cell of cells) x[cell] = x[cell]! * share;
  }
  return x;
}

/** Share of withheld cells that are told exactly, against what is expected without the gate, over several crossings. */
export async function reconstruction(world: World, targets: number): Promise<Outcome[]> {
  let [trials, squares, model, answers, small, exact, narrow] = [0, 0, 0, 0, 0, 0, Number.POSITIVE_INFINITY];
  const counts = new Map<number, number>();
  for (const columns of triples) {
    const given = await puzzle(world, columns);
    const { hidden, truth, seen } = given;
    for (const cell of hidden) counts.set(truth[cell]!, (counts.get(truth[cell]!) ?? 0) + 1);
    const right = (one: Float64Array): number => hidden.filter((cell) => Math.round(one[cell]!) === truth[cell]).length;
    trials += hidden.length;
    answers += seen.length;
    squares += right(leastSquares(given));
    model += right(withoutGate(given));
    const bounds = await bounded(given, Math.ceil(targets / triples.length));
    small += bounds.cells;
    exact += bounds.exact;
    narrow = Math.min(narrow, bounds.narrow);
  }
  const [commonest, independent] = [Math.max(0, ...counts.values()) / Math.max(1, trials), model / Math.max(1, trials)];
  return [
    { attack: 'reconstruction by least squares, 1-3-way tables', trials, successes: squares, chance: Math.max(commonest, independent),
      note: `${triples.length} crossings, ${answers} answers; always the commonest value ${(100 * commonest).toFixed(1)} %, from published totals ${(100 * independent).toFixed(1)} %` },
    { attack: 'reconstruction with HiGHS: small withheld cells told', trials: small, successes: exact, chance: 0, note: `narrowest interval ${Number.isFinite(narrow) ? narrow.toFixed(1) : '-'}` },
  ];
}

/** How many small withheld cells linear programs pin to one whole number, and the narrowest interval. */
async function bounded({ size, seen, hidden, truth }: Puzzle, targets: number): Promise<{ cells: number; exact: number; narrow: number }> {
  const system: LinearSystem = {
    low: new Float64Array(size), high: new Float64Array(size).fill(most),
    rows: seen.map(({ cells, value }) => ({ columns: cells, weights: cells.map(() => 1), low: value - largest, high: value + largest })),
  };
  const small = hidden.filter((cell) => truth[cell]! > 0 && truth[cell]! < 10).slice(0, targets);
  let [exact, narrow] = [0, Number.POSITIVE_INFINITY];
  try {
    const program = (await loadSolver())(system);
    for (const cell of small) {
      const high = program.largest(new Map([[cell, 1]]))[cell]!;
      const low = program.largest(new Map([[cell, -1]]))[cell]!;
      narrow = Math.min(narrow, high - low);
      if (Math.floor(high + 1e-6) - Math.ceil(low - 1e-6) < 1) exact++;
    }
  } catch (error) {
    if (!(error instanceof NoSolution)) throw error;
  }
  return { cells: small.length, exact, narrow };
}
