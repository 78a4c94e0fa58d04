/** Reconstruction of withheld cells from all one-, two- and three-way tables, by least squares and by HiGHS. */
import { type LinearSystem, loadSolver, NoSolution } from '../../release/audit/solver.js';
import type { Outcome } from './outcome.js';
import type { World } from './world.js';

const columns = ['ernst', 'kanaal', 'locatie'] as const;
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
}

async function puzzle(world: World): Promise<Puzzle> {
  const codes = await Promise.all(columns.map(async (name) => (await world.truth.rows<{ v: string }>(`SELECT DISTINCT ${name} AS v FROM waar ORDER BY v`)).map(({ v }) => v)));
  const places: Record<string, string>[] = codes[0]!.flatMap((a) => codes[1]!.flatMap((b) => codes[2]!.map((c) => ({ ernst: a, kanaal: b, locatie: c }))));
  const truth = new Float64Array(places.length);
  for (const row of await world.truth.rows<Record<string, string> & { n: number }>(`SELECT ${columns.join(', ')}, count(*) AS n FROM waar GROUP BY ALL`)) {
    truth[places.findIndex((place) => columns.every((name) => place[name] === row[name]))] = row.n;
  }
  const seen: Seen[] = [];
  const shown = new Set<number>();
  for (let mask = 0; mask < 8; mask++) {
    const by = columns.filter((_, i) => mask & (1 << i));
    const rows = (await world.ask(by.length === 0 ? 'SELECT count(*) AS n FROM voorval' : `SELECT ${by.join(', ')}, count(*) AS n FROM voorval GROUP BY ${by.join(', ')}`)) ?? [];
    const told = rows.filter((row) => row['n'] !== null && by.every((name) => row[name] !== '(overig)'));
    for (const row of told) {
      const cells = places.flatMap((place, i) => (by.every((name) => place[name] === row[name]) ? [i] : []));
      seen.push({ cells, value: Number(row['n']) });
      if (by.length === 3) for (const cell of cells) shown.add(cell);
    }
  }
  return { size: places.length, seen, hidden: places.flatMap((_, i) => (shown.has(i) ? [] : [i])), truth };
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

/** Share of withheld cells that are told exactly, against always guessing the commonest value. */
export async function reconstruction(world: World, targets: number): Promise<Outcome[]> {
  const given = await puzzle(world);
  const { hidden, truth, seen, size } = given;
  const counts = new Map<number, number>();
  for (const cell of hidden) counts.set(truth[cell]!, (counts.get(truth[cell]!) ?? 0) + 1);
  const commonest = Math.max(0, ...counts.values()) / Math.max(1, hidden.length);
  const guess = leastSquares(given);
  const squares: Outcome = { attack: 'reconstruction by least squares, 1-3-way tables', trials: hidden.length, successes: hidden.filter((cell) => Math.round(guess[cell]!) === truth[cell]).length, chance: commonest, note: `${seen.length} answers, ${size} cells` };
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
  const bounds: Outcome = { attack: 'reconstruction with HiGHS: small withheld cells told', trials: small.length, successes: exact, chance: 0, note: `narrowest interval ${Number.isFinite(narrow) ? narrow.toFixed(1) : '-'}` };
  return [squares, bounds];
}


