import type { Database } from '../../database/database.js';
import { message, type Lang } from '../../i18n/message.js';
import { textTable } from '../table.js';
import type { Intake } from './take-inbox.js';

export interface MonthFigures {
  organisation: string;
  status: string;
  /** Countable incidents of the month; null while nothing was delivered. */
  incidents: number | null;
}

/** Per expected organisation what the store holds of a month. */
export async function monthFigures(db: Database, month: string): Promise<MonthFigures[]> {
  return db.rows<MonthFigures>(
    `SELECT s.organisatie AS organisation, s.status,
       CASE WHEN s.status = 'ontbreekt' THEN NULL ELSE (SELECT count(*) FROM huidig_voorval v WHERE v.organisatie = s.organisatie AND v.maand = s.maand) END AS incidents
     FROM levering_status_tussen($month, $month) s WHERE s.status <> 'niet_verwacht' ORDER BY s.organisatie`,
    { month },
  );
}

/** Organisations whose figure of the month differs. */
export function changes(before: readonly MonthFigures[], after: readonly MonthFigures[]): { organisation: string; before: number | null; after: number | null }[] {
  const earlier = new Map(before.map(({ organisation, incidents }) => [organisation, incidents]));
  return after
    .map(({ organisation, incidents }) => ({ organisation, before: earlier.get(organisation) ?? null, after: incidents }))
    .filter((one) => one.before !== one.after);
}

/** Per organisation what the new files brought; unchanged files are only counted. */
export function intakeTable(taken: readonly Intake[], lang: Lang): string {
  const t = (key: Parameters<typeof message>[1], params = {}) => message(lang, key, params);
  const rows = new Map<string, { files: number; refused: number; context: number; counts: number[]; incidents: number }>();
  let unchanged = 0;
  for (const one of taken) {
    if (one.outcome === 'unchanged') {
      unchanged++;
      continue;
    }
    if (one.organisation === '') continue;
    const row = rows.get(one.organisation) ?? { files: 0, refused: 0, context: 0, counts: [0, 0, 0, 0], incidents: 0 };
    if (one.outcome === 'refused') row.refused++;
    else if (one.kind === 'voorval') row.files++;
    else row.context++;
    if (one.counts && one.kind === 'voorval') {
      const { valid, signal, rejected, excluded, duplicate, merged, not_a_record } = one.counts;
      [valid + signal, rejected, excluded, duplicate + merged + not_a_record].forEach((n, i) => (row.counts[i]! += n));
    }
    row.incidents += one.incidents ?? 0;
    rows.set(one.organisation, row);
  }
  const head = ['organisation', 'files', 'context', 'refused', 'counted', 'rejected', 'excluded', 'other'] as const;
  const table = textTable(
    head.map((name) => t(`cli.run.column.${name}`)),
    [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([organisation, { files, context, refused, counts }]) => [organisation, files, context, refused, ...counts]),
  );
  return `${rows.size > 0 ? table : ''}${t('cli.run.known', { count: unchanged })}`;
}
