/**
 * Which cells say too much by themselves, and how wide the interval of such a cell must be. Integers only, as in the
 * Handbook on Statistical Disclosure Control, tables "Sensitivity rules" and "Upper protection levels".
 */
import { dominanceLevel, percentLevel } from '../../statistics/sensitivity.js';
import type { LinkedCell, Need, ProtectionRules } from './linked.js';

/** Whether a cell may not be shown for its own sake. */
export function isSensitive(cell: LinkedCell, rules: ProtectionRules): boolean {
  return needOf(cell, rules) !== undefined;
}

/** The protection levels of a sensitive cell: the largest that any rule asks; undefined when no rule fires. */
export function needOf(cell: LinkedCell, rules: ProtectionRules): Need | undefined {
  const { value, minimum } = cell;
  if (cell.printed || cell.structural) return undefined;
  if (cell.need) return cell.need;
  if (value === 0 && rules.zeros !== 'structural') return undefined;
  let need: Need | undefined;
  const ask = (up: number, down: number, width: number): void => {
    need = { up: Math.max(need?.up ?? 1, up), down: Math.max(need?.down ?? 0, down), width: Math.max(need?.width ?? 1, width) };
  };
  if (value < minimum) ask(minimum - value, 0, minimum - 1);
  for (const persons of cell.persons ?? []) if (persons.value > 0 && persons.value < persons.minimum) ask(persons.minimum - persons.value, 0, persons.minimum - 1);
  if (!cell.contributions || value === 0) return need;

  const largest = cell.contributions.map((contribution) => contribution.value).filter((one) => one > 0).sort((a, b) => b - a);
  const levels = [dominanceLevel(value, largest, 1, rules.dominantie), ...(rules.nk ?? []).map(({ n, k }) => dominanceLevel(value, largest, n, k))];
  if (rules.p !== undefined) levels.push(percentLevel(value, largest, rules.p, 100));
  if (rules.pq) levels.push(percentLevel(value, largest, rules.pq.p, rules.pq.q));
  if (largest.length < rules.organisaties) levels.push(Math.max(1, Math.ceil(((rules.p ?? 100 - rules.dominantie) * largest[0]!) / 100)));
  for (const level of levels) if (level > 0) ask(level, level, 0);
  return need;
}
