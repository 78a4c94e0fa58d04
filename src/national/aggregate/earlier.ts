/** Counts as the store stood after an earlier delivery. */
import type { Database } from '../../database/database.js';
import { type Count, countAll } from './count.js';
import type { Programme } from './programme.js';
import { viewIncidents } from './standing.js';

/** The number of the last delivery in a text that says how the store stood; undefined when it says none. */
export function deliveryOf(vintage: string): number | undefined {
  const number = /^\d{4}-\d{2}-\d{2}\.(\d+)/.exec(vintage)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** Counts by organisation and month, of the deliveries up to a number. Agreements and denominators are those of today. */
export async function countsThen(db: Database, programme: Programme, since: string, reference: string, delivery: number): Promise<Map<string, Count[]>> {
  await viewIncidents(
    db,
    `(SELECT m.organisatie, m.maand, m.levering_id FROM levering_maand m JOIN levering l USING (levering_id)
      JOIN organisatie o ON o.code = m.organisatie AND m.maand >= o.sinds AND (o.tot IS NULL OR m.maand <= o.tot)
      WHERE m.levering_id <= ${Math.trunc(delivery)}
      QUALIFY row_number() OVER (PARTITION BY m.organisatie, m.maand ORDER BY l.geleverd DESC, l.koppeling_versie DESC, m.levering_id DESC) = 1)`,
  );
  await db.run(`CREATE OR REPLACE TEMP VIEW huidig_contextfactor AS
    SELECT c.* FROM contextfactor c JOIN levering l USING (levering_id) WHERE c.levering_id <= ${Math.trunc(delivery)}
    QUALIFY row_number() OVER (PARTITION BY c.organisatie, c.jaar, c.contextfactor ORDER BY l.geleverd DESC, l.levering_id DESC) = 1`);
  try {
    return await countAll(db, programme, reference, since);
  } finally {
    await db.run('DROP VIEW IF EXISTS temp.huidig_contextfactor');
    await viewIncidents(db, 'huidig_deel');
  }
}
