/**
 * Improves a safe pattern place by place: a few secondary cells and cells shown near them are put at stake, and narrowed
 * again in another order; what costs no more is kept. The order is drawn from fixed numbers.
 */
import { neededBy } from './certificate.js';
import { Narrowing } from './narrowing.js';
import type { Known } from './prover.js';
import { around } from './region.js';
import type { Pattern } from './secondary.js';
import { isCandidate, type System } from './system.js';

/** Cells at stake in one place, and at most so many that take part there. */
const stake = 60;
const place = 700;

/** A safe pattern of at most the same cost after that many places were tried. */
export function improvedPattern(system: System, start: Pattern, cost: Float64Array, rounds: number, insiders: ReadonlyMap<string, readonly Known[]>): Pattern {
  const unknown = start.unknown.slice();
  const proofs = new Map(start.proofs);
  const random = numbers();
  const using = usage(system, proofs);
  for (let round = 0; round < rounds; round++) {
    const secondary = [...unknown.keys()].filter((cell) => unknown[cell] && isCandidate(system, cell));
    if (secondary.length === 0) break;
    const seed = secondary[Math.floor(random() * secondary.length)]!;
    const reachable = around(system, [seed], 2, (cell) => system.open[cell] === 1);
    const near = reachable.filter((cell) => isCandidate(system, cell));
    const kept = near.filter((cell) => unknown[cell]);
    const chance = Math.min(1, (stake - kept.length) / Math.max(1, near.length - kept.length));
    const added = near.filter((cell) => !unknown[cell] && cost[cell]! < 8 * cost[seed]! && random() < chance);
    const concerned = [...new Set(kept.flatMap((cell) => [...(using.get(cell) ?? [])]))].sort((a, b) => a - b);
    const cells = new Set([...kept, ...added, ...concerned.flatMap((cell) => proofs.get(cell)!.flatMap((proof) => proof.cells))]);
    for (const cell of around(system, [seed], 4, (one) => unknown[one] === 1 || (system.soft && system.open[one] === 1), place)) if (cells.size < place) cells.add(cell);

    const key = new Map([...kept, ...added].map((cell) => [cell, Math.log(1 + cost[cell]!) + 0.2 * Math.log(1 + system.value[cell]!) + random()]));
    const order = [...key.keys()].sort((a, b) => key.get(b)! - key.get(a)! || a - b);
    const known = { proofs: new Map(concerned.map((cell) => [cell, proofs.get(cell)!])), needs: new Map(concerned.map((cell) => [cell, start.needs.get(cell)!])) };
    const narrowing = new Narrowing(system, [...cells].sort((a, b) => a - b), order, insiders, known, (cell) => unknown[cell] === 1 || key.has(cell));
    const left = narrowing.narrow();
    const price = (list: readonly number[]): number => list.reduce((sum, cell) => sum + cost[cell]!, 0);
    if (price(left) > price(kept)) continue;
    for (const cell of kept) unknown[cell] = 0;
    for (const cell of left) unknown[cell] = 1;
    for (const [cell, found] of narrowing.proofs) {
      for (const proof of proofs.get(cell)!) for (const one of proof.cells) using.get(one)?.delete(cell);
      proofs.set(cell, found);
      for (const one of found.flatMap((proof) => neededBy(system, proof))) using.set(one, (using.get(one) ?? new Set()).add(cell));
    }
  }
  return { unknown, proofs, needs: start.needs };
}

function usage(system: System, proofs: Pattern['proofs']): Map<number, Set<number>> {
  const using = new Map<number, Set<number>>();
  for (const [cell, found] of proofs) for (const one of found.flatMap((proof) => neededBy(system, proof))) using.set(one, (using.get(one) ?? new Set()).add(cell));
  return using;
}

/** Always the same numbers between 0 and 1. */
function numbers(): () => number {
  let state = 20_240_613;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
