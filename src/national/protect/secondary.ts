/** Complementary suppression: withhold further cells until no suppressed cell can be computed, then give back what is not needed. */
import { DisclosureError } from './disclosure-error.js';
import { type Exposure, Proofs } from './proofs.js';
import { Suppression } from './suppression.js';
import type { System } from './system.js';

/** Up to so many cells the pattern is also sought from the other end, and the better one taken. */
const both = 3000;

/** 1 for every cell to withhold. Each is proven safe by another table of positive integers that agrees with all that is shown. */
export function suppressedCells(system: System, sensitive: Uint8Array): Uint8Array {
  const widened = widenedUntilSafe(system, sensitive);
  if (system.value.length > both) return widened;
  const narrowed = narrowedWhileSafe(system, sensitive);
  return compare(system, narrowed, widened) < 0 ? narrowed : widened;
}

/** Negative when the first pattern loses less: fewer cells of the highest importance, then of the next, and so on. */
function compare(system: System, first: Uint8Array, second: Uint8Array): number {
  const levels = [...new Set(system.importance)].sort((a, b) => b - a);
  const lost = (pattern: Uint8Array, level: number) => pattern.reduce((count, unknown, cell) => count + (unknown && system.importance[cell] === level && !system.cells[cell]!.hidden ? 1 : 0), 0);
  for (const level of levels) {
    const difference = lost(first, level) - lost(second, level);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * From nothing shown to as much as can be: cells are shown in order of importance and size, each as long as every
 * sensitive cell stays proven (the order of GaussSuppression, Langsrud 2024; here with proofs that know the bounds too).
 * What stays withheld is then made safe itself.
 */
function narrowedWhileSafe(system: System, sensitive: Uint8Array): Uint8Array {
  const suppression = new Suppression(system, sensitive);
  const shown = [...system.value.keys()].filter((cell) => system.value[cell]! > 0 && !sensitive[cell] && !system.cells[cell]!.hidden);
  for (const cell of shown) suppression.withhold(cell);
  const proofs = new Proofs(suppression);
  proofs.exposedCells();
  shown.sort((a, b) => system.importance[b]! - system.importance[a]! || system.value[b]! - system.value[a]! || a - b);
  for (const cell of shown) proofs.tryWithout(cell);
  for (const cell of shown) if (suppression.unknown[cell]) suppression.suppress(cell);
  return settle(suppression, sensitive);
}

function widenedUntilSafe(system: System, sensitive: Uint8Array): Uint8Array {
  return settle(new Suppression(system, sensitive), sensitive);
}

function settle(suppression: Suppression, sensitive: Uint8Array): Uint8Array {
  const proofs = new Proofs(suppression);
  for (;;) {
    suppression.closeRows();
    const exposed = proofs.exposedCells();
    if (exposed.size === 0) break;
    widen(suppression, exposed);
  }
  giveBack(suppression, proofs, sensitive);
  return suppression.unknown;
}

/** Suppresses the cheapest cell beside every exposed one, one for each group of rows that changes. */
function widen(suppression: Suppression, exposed: ReadonlyMap<number, Exposure>): void {
  const changed = new Set<number>();
  let widened = 0;
  for (const [cell, exposure] of exposed) {
    if (suppression.equationsOf(cell).some((row) => changed.has(row))) continue;
    const partner = exposure === 'bounded' ? (suppression.cheapest(suppression.tightBoundsOf(cell)) ?? partnerOf(suppression, cell)) : partnerOf(suppression, cell);
    if (partner === undefined) continue;
    suppression.suppress(partner);
    widened++;
    for (const row of suppression.equationsOf(partner)) changed.add(row);
  }
  if (widened === 0) throw new DisclosureError(exposed.size);
}

/** The cheapest cell in a row of the exposed cell; else in those of the cells it hangs together with, nearest first. */
function partnerOf(suppression: Suppression, exposed: number): number | undefined {
  const { system } = suppression;
  const seen = new Set([exposed]);
  const rowsSeen = new Set<number>();
  for (let layer = [exposed]; layer.length > 0; ) {
    const rows = layer.flatMap((cell) => suppression.equationsOf(cell)).filter((row) => !rowsSeen.has(row));
    for (const row of rows) rowsSeen.add(row);
    const partner = suppression.cheapest(rowsSeen);
    if (partner !== undefined) return partner;
    layer = [];
    for (const row of rows) {
      for (const cell of system.rowCell.subarray(system.rowStart[row]!, system.rowStart[row + 1]!)) {
        if (!seen.has(cell)) layer.push(cell);
        seen.add(cell);
      }
    }
  }
  return undefined;
}

/** Publishes again the secondary cells without which every other one stays proven, the most valuable first. */
function giveBack(suppression: Suppression, proofs: Proofs, sensitive: Uint8Array): void {
  const { system } = suppression;
  const secondary = suppression.guardedCells().filter((cell) => !sensitive[cell]);
  secondary.sort((a, b) => system.importance[b]! - system.importance[a]! || system.value[b]! - system.value[a]! || a - b);
  for (const cell of secondary) proofs.tryWithout(cell);
}
