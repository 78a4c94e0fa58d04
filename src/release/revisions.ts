/** What was published earlier, held against what is published now. */
import { parse } from 'csv-parse/sync';
import type { Ledger } from './ledger.js';
import type { CijferRow, VintageRow } from './tables.js';

type Key = Pick<CijferRow, 'indicator' | 'reeks' | 'periode' | 'dimensie' | 'code'>;

const placeOf = ({ indicator, reeks, periode, dimensie, code }: Key): string => [indicator, reeks, periode, dimensie, code].join('\u0001');

/** The figures of earlier releases that differ from those of today, as they were printed; nothing that was not published already. */
export function revisions(today: readonly CijferRow[], published: Ledger['releases']): VintageRow[] {
  const now = new Map(today.map((row) => [placeOf(row), row]));
  return published.flatMap(({ release, approved, csv }) =>
    (parse(csv, { columns: true, skip_empty_lines: true }) as Record<keyof CijferRow, string>[]).flatMap((printed) => {
      const { vintage, indicator, reeks, periode, dimensie, code, conf_status } = printed;
      const row = now.get(placeOf(printed));
      const waarde = printed.waarde === '' ? null : Number(printed.waarde);
      if (!row || (row.waarde === waarde && row.conf_status === conf_status)) return [];
      return [{ vintage, indicator, reeks, periode, dimensie, code, waarde, conf_status, release, goedgekeurd: approved }];
    }),
  );
}
