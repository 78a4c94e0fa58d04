/** How an attack fared: successes against what chance gives, with Wilson's interval. */
import { proportion } from '../../statistics/proportions.js';

export interface Outcome {
  readonly attack: string;
  readonly trials: number;
  readonly successes: number;
  /** Rate of successes that guessing gives; 0 where any success is a defect. */
  readonly chance: number;
  readonly note?: string;
  /** Why the gate cannot do better against this attacker: a limit that is told, not a defect that is mended. */
  readonly limit?: string;
}

/** Whether the attacker did better than chance, beyond what chance itself explains: the lower bound of the 99 % interval lies above it. */
export function gained({ trials, successes, chance }: Outcome): boolean {
  if (chance === 0) return successes > 0;
  const rate = proportion(successes, trials, 1, 0.99);
  return rate !== undefined && rate.lower > chance;
}

export function told(outcome: Outcome): string {
  const { attack, trials, successes, chance, note, limit } = outcome;
  const rate = proportion(successes, trials, 100);
  const interval = rate ? `${rate.value.toFixed(1)} % (${rate.lower.toFixed(1)}-${rate.upper.toFixed(1)})` : 'not possible';
  return `${gained(outcome) ? (limit ? 'LIMIT ' : 'DEFECT') : 'held  '} ${attack.padEnd(52)} ${String(successes).padStart(6)} of ${String(trials).padEnd(6)} ${interval.padEnd(22)} chance ${(100 * chance).toFixed(1)} %${[note, limit].map((text) => (text ? `; ${text}` : '')).join('')}`;
}
