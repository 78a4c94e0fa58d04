/** What changed since an earlier delivery, as rows of a table and lines of text. */
import type { Verdict } from '../validate/verdict.js';
import { type Change, type ChangedMonth, changeKinds, type Pair } from './change.js';
import type { Sentences } from './sentences.js';

/** A month as it is called: itself, or why it has none. */
export function monthName(month: string, { t }: Sentences): string {
  return month === 'buiten' ? t('feedback.change.buiten') : month === 'zonder' ? t('feedback.change.zonder') : month;
}

/** Incidents of a month that counted and count. */
export function countedIn({ verdicts }: ChangedMonth): Pair {
  const of = (verdict: Verdict) => verdicts[verdict] ?? { before: 0, after: 0 };
  return { before: of('valid').before + of('signal').before, after: of('valid').after + of('signal').after };
}

/** '3 nieuw, 1 gewijzigd'; empty when nothing moved. */
export function movesText(incidents: ChangedMonth['incidents'], { t }: Sentences): string {
  return changeKinds.flatMap((kind) => (incidents[kind] ? [`${incidents[kind]} ${t(`feedback.change.${kind}`)}`] : [])).join(', ');
}

/** Months and verdicts in which anything differs, with every verdict that occurs in them. */
export function changedMonths(change: Change): ChangedMonth[] {
  return change.months.filter(({ verdicts, incidents }) => Object.keys(incidents).length > 0 || Object.values(verdicts).some((pair) => pair !== undefined && pair.before !== pair.after));
}

/** '12 → 14', or the number alone when it is the same. */
export function pairText({ before, after }: Pair): string {
  return before === after ? String(after) : `${before} → ${after}`;
}
