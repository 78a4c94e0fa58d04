import { message } from '../../i18n/message.js';
import type { Io } from '../io.js';
import type { Intake } from './take-inbox.js';

/** What the check on small classes made coarser in all these exports together; nothing when it had nothing to do. */
export function classesText(taken: readonly Intake[], io: Io): string {
  const checks = taken.flatMap(({ classes }) => (classes === undefined ? [] : [classes]));
  const sum = (name: 'klein' | 'landsdeel' | 'regio' | 'maand' | 'vormen2' | 'relatie' | 'functie' | 'resterend') => checks.reduce((total, check) => total + check[name], 0);
  if (sum('klein') === 0) return '';
  return message(io.lang, 'receipt.classes', {
    k: checks[0]!.k, small: sum('klein'), part: sum('landsdeel'), regio: sum('regio'), maand: sum('maand'), vormen2: sum('vormen2'), relatie: sum('relatie'), functie: sum('functie'), left: sum('resterend'),
  });
}
