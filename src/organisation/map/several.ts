import type { Database } from '../../database/database.js';
import type { ColumnPlace } from './map.js';
import { columnsOf, type Mapping } from './mapping.js';

/**
 * Where an export tells one incident in several rows, empty cells take what the incident's other rows say: rows without
 * number and date (`vervolgregels`) take it from the row above, rows with the same number from each other.
 */
export async function completeRows(db: Database, mapping: Mapping, place: ColumnPlace, columns: readonly string[]): Promise<void> {
  const several = mapping.meerdere_regels;
  if (!several) return;
  const own = new Set([...(several.medewerker ?? []), ...(several.acties ?? [])].map(place));
  const shared = columns.filter((column) => !own.has(column));
  const keys = mapping.meldingsnummer.kolommen.map(place).filter((one) => one !== undefined);
  const date = mapping.velden['incident_datum'] && columnsOf(mapping.velden['incident_datum']).map(place)[0];
  if (keys.length === 0) return;
  const others = columns.filter((column) => own.has(column));
  const fixed = ['blad', 'rij', 'soort', 'fout', 'cellen', 'rijhash', 'rijhash2'];
  if (several.vervolgregels && date) {
    const blank = [...keys, date].map((column) => `coalesce(trim(${column}), '') = ''`).join(' AND ');
    await db.run(`CREATE TABLE ruw_aangevuld AS SELECT ${fixed.join(', ')}, ${others.map((c) => `${c}, `).join('')}
      ${shared
        .map(
          (column) =>
            `CASE WHEN soort = 'record' AND ${blank} AND coalesce(trim(${column}), '') = '' THEN last_value(CASE WHEN soort = 'record' THEN nullif(trim(${column}), '') END IGNORE NULLS) OVER boven ELSE ${column} END AS ${column}`,
        )
        .join(',\n      ')}
      FROM ruw WINDOW boven AS (PARTITION BY blad ORDER BY rij ROWS UNBOUNDED PRECEDING) ORDER BY ruw.rowid`);
    await replaceRaw(db);
  }
  const number = keys.map((column) => `nullif(trim(${column}), '')`).join(` || '-' || `);
  await db.run(`CREATE TABLE gedeeld AS SELECT ${number} AS sleutel,
      ${shared.map((column) => `arg_min(nullif(trim(${column}), ''), rowid) AS ${column}`).join(',\n      ')}
    FROM ruw WHERE soort = 'record' AND fout IS DISTINCT FROM 'AANHALING' AND fout IS DISTINCT FROM 'LANG' AND ${number} IS NOT NULL
    GROUP BY 1 HAVING count(*) > 1`);
  await db.run(`UPDATE ruw SET ${shared.map((column) => `${column} = coalesce(nullif(trim(ruw.${column}), ''), gedeeld.${column})`).join(', ')}
    FROM gedeeld WHERE ruw.soort = 'record' AND gedeeld.sleutel = ${keys.map((column) => `nullif(trim(ruw.${column}), '')`).join(` || '-' || `)}`);
  await db.run('DROP TABLE gedeeld');
}

async function replaceRaw(db: Database): Promise<void> {
  await db.run('DROP TABLE ruw; ALTER TABLE ruw_aangevuld RENAME TO ruw');
}
