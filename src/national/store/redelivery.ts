/** What a delivery changed against the one that it took the place of, by month and by verdict. */
import { readFileSync } from 'node:fs';
import { type Database, identifier } from '../../database/database.js';
import { recordColumns } from '../../levering/columns.js';

export interface Redelivery {
  /** Days on which the earlier deliveries of these months were delivered. */
  since: string[];
  /** Rows of the file by verdict; null when the earlier deliveries cover other months than this one, so that they cannot be compared. */
  verdicts: { verdict: string; before: number; after: number }[] | null;
  /** Incidents by month: how many counted and count, and by their keyed ids which are new, gone, or told differently. */
  months: { month: string; before: number; after: number; new: number; gone: number; changed: number }[];
}

const earlier = readFileSync(new URL('./redelivery.sql', import.meta.url), 'utf8');

/** What the delivery as a whole gives a record, so that other incidents change it too. */
const derived = new Set(['organisatie', 'codeboek', 'incident_id', 'herhaling_12m', 'slachtoffer_herhaling']);

/** The change that a delivery made; undefined when none of its months had been delivered before. */
export async function redelivered(db: Database, id: number): Promise<Redelivery | undefined> {
  const months = await db.rows<{ maand: string; vorige: number }>(earlier, { id });
  if (months.length === 0) return undefined;
  const previous = [...new Set(months.map(({ vorige }) => vorige))];
  const dates = await db.rows<{ day: string }>(`SELECT DISTINCT strftime(geleverd, '%Y-%m-%d') AS day FROM levering WHERE levering_id IN (${previous.join(', ')}) ORDER BY day`);
  return { since: dates.map(({ day }) => day), verdicts: await verdictChange(db, id, previous), months: await monthChange(db, id, months) };
}

async function verdictChange(db: Database, id: number, previous: readonly number[]): Promise<Redelivery['verdicts']> {
  const covered = (ids: readonly number[]) =>
    `(SELECT string_agg(maand, ' ' ORDER BY maand) FROM (SELECT maand FROM levering_maand WHERE levering_id IN (${ids.join(', ')})))`;
  const [same] = await db.rows<{ same: boolean }>(`SELECT ${covered([id])} = ${covered(previous)} AS same`);
  if (!same!.same) return null;
  return db.rows(
    `SELECT oordeel AS verdict, sum(aantal) FILTER (levering_id <> ${id})::INTEGER AS before, sum(aantal) FILTER (levering_id = ${id})::INTEGER AS after
    FROM oordeel WHERE levering_id IN (${[id, ...previous].join(', ')}) GROUP BY oordeel ORDER BY oordeel`,
  );
}

async function monthChange(db: Database, id: number, months: readonly { maand: string; vorige: number }[]): Promise<Redelivery['months']> {
  const columns = recordColumns.map(({ naam }) => naam).filter((naam) => !derived.has(naam));
  const differs = columns.map((name) => `n.${identifier(name)} IS DISTINCT FROM v.${identifier(name)}`).join(' OR ');
  return db.rows(
    `WITH
      paar AS (SELECT unnest($months) AS maand, unnest($previous::INTEGER[]) AS vorige),
      nu AS (SELECT r.* FROM voorval r JOIN paar p ON p.maand = r.maand WHERE r.levering_id = ${id}),
      toen AS (SELECT r.* FROM voorval r JOIN paar p ON p.maand = r.maand AND p.vorige = r.levering_id),
      lot AS (
        SELECT n.maand AS na, v.maand AS voor, n.incident_id IS NOT NULL AND v.incident_id IS NOT NULL AND (${differs}) AS anders
        FROM nu n FULL JOIN toen v ON v.incident_id = n.incident_id)
    SELECT p.maand AS month,
      count(*) FILTER (l.voor = p.maand)::INTEGER AS before, count(*) FILTER (l.na = p.maand)::INTEGER AS after,
      count(*) FILTER (l.voor IS NULL AND l.na = p.maand)::INTEGER AS new, count(*) FILTER (l.na IS NULL AND l.voor = p.maand)::INTEGER AS gone,
      count(*) FILTER (l.anders AND l.na = p.maand)::INTEGER AS changed
    FROM paar p LEFT JOIN lot l ON l.na = p.maand OR l.voor = p.maand
    GROUP BY p.maand ORDER BY p.maand`,
    { months: months.map(({ maand }) => maand), previous: months.map(({ vorige }) => String(vorige)) },
  );
}
