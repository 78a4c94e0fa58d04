/** What a redelivery changed, beside what was taken in: for the analyst only, never for publication. */
import type { Database } from '../../database/database.js';
import { isMessageKey, type Lang, message } from '../../i18n/message.js';
import type { Ingested } from '../../national/store/ingest.js';
import { redelivered, type Redelivery } from '../../national/store/redelivery.js';

/** The change of a delivery that took the place of an earlier one, to be laid beside its intake; nothing for any other. */
export async function changeOf(store: Database, { outcome, leveringId }: Ingested): Promise<{ change?: Redelivery }> {
  const change = outcome === 'herlevering' ? await redelivered(store, leveringId) : undefined;
  return change ? { change } : {};
}

/** The change as indented lines; months in which nothing moved are left out. */
export function changeLines(change: Redelivery | undefined, lang: Lang): string {
  if (!change) return '';
  const moved = change.months.filter((month) => month.new + month.gone + month.changed > 0 || month.before !== month.after);
  const moves = (month: Redelivery['months'][number]) =>
    ([['nieuw', month.new], ['gewijzigd', month.changed], ['verdwenen', month.gone]] as const).filter(([, n]) => n > 0).map(([kind, n]) => `${n} ${message(lang, `feedback.change.${kind}`)}`).join(', ');
  const verdict = (name: string) => {
    const key = `cli.verdict.${name}`;
    return isMessageKey(key) ? message(lang, key) : name;
  };
  const verdicts = (change.verdicts ?? []).filter(({ before, after }) => before !== after).map(({ verdict: name, before, after }) => `${verdict(name)} ${before} → ${after}`);
  const lines = [
    message(lang, 'feedback.change.since', { day: change.since.join(', ') }),
    ...moved.map((month) => message(lang, 'feedback.change.line', { month: month.month, before: month.before, after: month.after, moves: moves(month) })),
    ...(moved.length === 0 ? [message(lang, 'feedback.change.same')] : []),
    ...(verdicts.length > 0 ? [message(lang, 'feedback.change.verdictLine', { verdicts: verdicts.join(', ') })] : []),
  ];
  return lines.map((line, at) => `${at === 0 ? '    ↻ ' : '      '}${line}\n`).join('');
}
