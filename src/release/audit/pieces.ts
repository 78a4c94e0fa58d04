/**
 * Cheap proofs that most places are safe and that some are not. With some wholes held at a possible truth, what is known falls apart into
 * pieces. What is possible within one piece, everything else being as in that truth, is possible altogether; what is impossible by what is
 * known of one piece and of the wholes alone is impossible altogether. What neither shows must be asked of everything at once.
 */
import { Attacker, type Bounds, type Demand, type Interval, type Knowledge } from './attack.js';
import type { Solve } from './solver.js';
import type { Statement } from './statements.js';

interface Piece {
  readonly places: readonly string[];
  readonly statements: readonly Statement[];
  attacker?: Attacker;
  outer?: Attacker;
}

export class Pieces {
  readonly #known: Knowledge;
  readonly #bounds: ReadonlyMap<string, Bounds>;
  /** How the wholes hang together. */
  readonly #between: readonly Statement[];
  readonly #start: (place: string) => number;
  readonly #solve: Solve;
  readonly #pieceOf = new Map<string, Piece>();
  readonly #pieces: Piece[];

  /**
   * @param start a solution of all that is known
   * @param held places that keep their value in it
   */
  constructor(known: Knowledge, start: (place: string) => number, held: ReadonlySet<string>, solve: Solve) {
    const { bounds, statements } = known;
    this.#known = known;
    this.#between = statements.filter(({ parts, whole }) => [...parts, ...(whole === undefined ? [] : [whole])].every((place) => held.has(place)));
    this.#bounds = new Map([...bounds].map(([place, range]) => [place, held.has(place) ? { low: start(place), high: start(place) } : range]));
    this.#start = start;
    this.#solve = solve;
    this.#pieces = fallenApart(this.#bounds, statements);
    for (const piece of this.#pieces) for (const place of piece.places) this.#pieceOf.set(place, piece);
  }

  get programs(): number {
    return this.#pieces.reduce((sum, { attacker, outer }) => sum + (attacker?.programs ?? 0) + (outer?.programs ?? 0), 0);
  }

  /** What was seen of the demanded places by who also knows closer bounds, of which the start is a solution too. */
  show(demands: readonly Demand[], closer: ReadonlyMap<string, Bounds> = new Map(), each = true): Interval[] {
    return this.#each(demands, (piece, some) => (piece ? this.#attackerOf(piece).show(some, closer, this.#start, each) : some.map((demand) => this.#still(demand))));
  }

  /** Bounds of places that are surely not safe; of others nothing. */
  refuse(demands: readonly Demand[], closer: ReadonlyMap<string, Bounds> = new Map()): Interval[] {
    return this.#each(demands, (piece, some) => (piece ? this.#outerOf(piece).attack(some, closer) : [])).filter(({ safe }) => !safe);
  }

  #each(demands: readonly Demand[], work: (piece: Piece | undefined, some: readonly Demand[]) => readonly Interval[]): Interval[] {
    const byPiece = new Map<Piece | undefined, Demand[]>();
    for (const demand of demands) {
      const piece = this.#pieceOf.get(demand.place);
      const list = byPiece.get(piece);
      if (list) list.push(demand);
      else byPiece.set(piece, [demand]);
    }
    return [...byPiece].flatMap(([piece, some]) => work(piece, some));
  }

  close(): void {
    for (const { attacker, outer } of this.#pieces) {
      attacker?.close();
      outer?.close();
    }
  }

  #attackerOf(piece: Piece): Attacker {
    return (piece.attacker ??= new Attacker({ bounds: this.#bounds, statements: piece.statements }, piece.places, this.#solve));
  }

  #outerOf(piece: Piece): Attacker {
    return (piece.outer ??= new Attacker({ bounds: this.#known.bounds, statements: [...piece.statements, ...this.#between] }, piece.places, this.#solve));
  }

  #still({ place, safe }: Demand): Interval {
    const value = this.#start(place);
    const bounds = { low: Math.ceil(value), high: Math.floor(value) };
    return { place, ...bounds, safe: safe(bounds) };
  }
}

/** Whether values are a solution of all that is known. */
export function isSolution({ bounds, statements }: Knowledge, value: (place: string) => number): boolean {
  for (const [place, { low, high }] of bounds) if (!(value(place) >= low && value(place) <= high)) return false;
  return statements.every(({ parts, whole, low, high }) => {
    const sum = parts.reduce((total, part) => total + value(part), whole === undefined ? 0 : -value(whole));
    return sum >= low && sum <= high;
  });
}

function fallenApart(bounds: ReadonlyMap<string, Bounds>, statements: readonly Statement[]): Piece[] {
  const parent = new Map<string, string>();
  const rootOf = (place: string): string => {
    let root = place;
    while (parent.has(root)) root = parent.get(root)!;
    for (let at = place; at !== root; ) [at] = [parent.get(at)!, parent.set(at, root)];
    return root;
  };
  const unknown = ({ parts, whole }: Statement): string[] => (whole === undefined ? parts : [...parts, whole]).filter((place) => bounds.get(place)!.low < bounds.get(place)!.high);
  const membersOf = statements.map(unknown);
  for (const [first, ...others] of membersOf) {
    for (const other of others) {
      const [a, b] = [rootOf(first!), rootOf(other)];
      if (a !== b) parent.set(b, a);
    }
  }
  const pieces = new Map<string, { places: string[]; statements: Statement[] }>();
  for (const [place, { low, high }] of bounds) {
    if (low === high) continue;
    const root = rootOf(place);
    const piece = pieces.get(root) ?? pieces.set(root, { places: [], statements: [] }).get(root)!;
    piece.places.push(place);
  }
  statements.forEach((statement, at) => membersOf[at]!.length > 0 && pieces.get(rootOf(membersOf[at]![0]!))!.statements.push(statement));
  return [...pieces.values()];
}
