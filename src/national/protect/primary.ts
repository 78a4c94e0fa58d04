import type { LinkedCell, ProtectionRules } from './linked.js';

/**
 * Whether a cell says too much by itself: a count below the minimum, too few contributing organisations, or one that
 * dominates. Integers only (Handbook on Statistical Disclosure Control, table "Sensitivity rules"); zero is never sensitive.
 */
export function isSensitive(cell: LinkedCell, rules: ProtectionRules): boolean {
  if (cell.value === 0) return false;
  let contributors = 0;
  let largest = 0;
  for (const { value } of cell.contributions) {
    if (value > 0) contributors++;
    if (value > largest) largest = value;
  }
  return cell.value < cell.minimum || contributors < rules.organisaties || 100 * largest > rules.dominantie * cell.value;
}
