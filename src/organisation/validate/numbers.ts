/** Rows with the same incident number: which of them is the incident, and what the others are. */
import type { Database } from '../../database/database.js';
import { addFindings, addKind, type Findings } from './findings.js';

export interface Grouping {
  /** Several rows may tell one incident. */
  several: boolean;
  /** Column of `ruw` with the affected employee, when several rows may name several. */
  employees: string[];
  /** Columns of the coded table whose codes are taken together. */
  united: string[];
  /** Query giving (nr, rang) of a version order: the highest counts. */
  versions?: string | undefined;
  /** Header of the number, for findings. */
  column: string;
}

/** What may differ between the rows of two affected employees of one incident. */
const personal = new Set(['functie', 'ervaring_jaren', 'medewerker_pseudo', 'letsel', 'verzuim_dagen', 'nazorg', 'meld_datum']);

/** Rows that may be an incident at all. */
const countable = `fout IS DISTINCT FROM 'AANHALING' AND fout IS DISTINCT FROM 'LANG' AND filter IS NULL AND relatie IS DISTINCT FROM 'INTERN'`;

/**
 * Makes `rol` (nr, hoofd, soort): for every countable row its part among the rows of its number: `hoofd` (the incident),
 * `zelfde` (an exact second copy), `ouder` (an earlier version), `samengevoegd` (an extra row of the incident) or
 * `conflict` (same number, other content, nothing to choose by). Rows with a number of their own are not in it; those
 * that may not have are laid aside in `zelfde_nummer` first, by a hash of the number, so that only they are compared.
 */
export async function resolveNumbers(findings: Findings, columns: readonly string[], grouping: Grouping): Promise<void> {
  const { db } = findings;
  const compared = columns.filter(
    (column) => !grouping.united.includes(column) && !(grouping.several && personal.has(column)) && column !== 'incident_tijd',
  );
  await db.run(`CREATE OR REPLACE TABLE zelfde_nummer AS
    SELECT nr, sleutel, rijhash, ${countable} AS telt, hash(${compared.join(', ')}) AS inhoud FROM gecodeerd
    WHERE hash(sleutel) IN (SELECT hash(sleutel) AS h FROM gecodeerd GROUP BY h HAVING count(*) > 1)`);
  const rank = grouping.versions ? `SELECT nr, rang FROM (${grouping.versions}) WHERE nr IN (SELECT nr FROM zelfde_nummer)` : 'SELECT NULL::BIGINT AS nr, NULL::BIGINT AS rang WHERE false';
  await db.run(`CREATE OR REPLACE TABLE rol AS
    WITH kopie AS (
      SELECT nr, eerste FROM (SELECT nr, min(nr) OVER (PARTITION BY rijhash) AS eerste FROM zelfde_nummer WHERE telt) WHERE nr <> eerste),
    over AS (
      SELECT z.nr, z.sleutel, z.inhoud, coalesce(v.rang, -1) AS rang FROM zelfde_nummer z LEFT JOIN (${rank}) v ON v.nr = z.nr
      WHERE z.telt AND z.sleutel IS NOT NULL AND z.nr NOT IN (SELECT nr FROM kopie)
      QUALIFY count(*) OVER (PARTITION BY z.sleutel) > 1),
    nummer AS (
      SELECT sleutel, count(DISTINCT inhoud) AS inhouden, max(rang) AS hoogste FROM over GROUP BY sleutel),
    keuze AS (
      SELECT o.nr, o.sleutel, ${grouping.several ? 'n.inhouden = 1 OR o.rang = n.hoogste' : 'o.rang = n.hoogste'} AS blijft, o.inhoud
      FROM over o JOIN nummer n USING (sleutel)),
    blijvers AS (
      SELECT sleutel, min(nr) AS hoofd, count(DISTINCT inhoud) AS inhouden FROM keuze WHERE blijft GROUP BY sleutel)
    SELECT nr, eerste AS hoofd, 'zelfde' AS soort FROM kopie
    UNION ALL
    SELECT k.nr, b.hoofd,
      CASE WHEN b.inhouden > 1 THEN 'conflict'
           WHEN k.nr = b.hoofd THEN 'hoofd'
           WHEN NOT k.blijft THEN 'ouder'
           ELSE ${grouping.several ? `'samengevoegd'` : `'ouder'`} END
    FROM keuze k JOIN blijvers b USING (sleutel)`);
  const number = { regel: 'R01', veld: 'bron_meldingsnummer', kolom: grouping.column };
  const copy = addKind(findings, { regel: 'R26', ernst: 'info' });
  const conflict = addKind(findings, { ...number, ernst: 'error', params: { soort: 'conflict' } });
  const older = addKind(findings, { ...number, ernst: 'info', params: { soort: 'ouder' } });
  await db.run(`INSERT INTO treffer SELECT nr, CASE soort WHEN 'zelfde' THEN ${copy} WHEN 'conflict' THEN ${conflict} ELSE ${older} END
    FROM rol WHERE soort IN ('zelfde', 'conflict', 'ouder')`);
  await addFindings(findings, { ...number, ernst: 'error', params: { soort: 'leeg' } }, `SELECT nr FROM gecodeerd WHERE sleutel IS NULL AND ${countable} AND nr NOT IN (SELECT nr FROM rol)`);
  await countEmployees(findings, grouping);
  await unite(db, grouping);
}

/** `betrokken` (nr of the incident, aantal): distinct employees named over the rows of an incident. */
async function countEmployees(findings: Findings, grouping: Grouping): Promise<void> {
  const { db } = findings;
  if (!grouping.several) return db.run('CREATE OR REPLACE TABLE betrokken(nr BIGINT, aantal BIGINT)');
  const named = grouping.employees.map((column) => `nullif(lower(trim(r.${column})), '')`);
  const who = named.length === 0 ? 'NULL' : named.join(` || ' ' || `);
  await db.run(`CREATE OR REPLACE TABLE regel_medewerker AS
    SELECT o.nr, o.hoofd, ${who} AS wie FROM rol o JOIN ruw r ON r.rowid = o.nr WHERE o.soort IN ('hoofd', 'samengevoegd')`);
  await db.run(`CREATE OR REPLACE TABLE betrokken AS
    SELECT hoofd AS nr, greatest(count(DISTINCT wie), 1) AS aantal FROM regel_medewerker GROUP BY hoofd`);
  const extra = `SELECT m.nr FROM regel_medewerker m WHERE m.nr <> m.hoofd AND m.wie IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM regel_medewerker e WHERE e.hoofd = m.hoofd AND e.nr < m.nr AND e.wie = m.wie)`;
  await addFindings(findings, { regel: 'L06', ernst: 'info', params: { soort: 'betrokkene' } }, extra);
  await addFindings(findings, { regel: 'L06', ernst: 'info', params: { soort: 'actie' } }, `SELECT nr FROM rol WHERE soort = 'samengevoegd' AND nr NOT IN (${extra})`);
}

async function unite(db: Database, grouping: Grouping): Promise<void> {
  if (grouping.united.length === 0) return;
  const filled = await db.rows<{ naam: string }>('SELECT column_name AS naam FROM (DESCRIBE gecodeerd_gevuld)');
  for (const column of grouping.united.filter((one) => filled.some(({ naam }) => naam === one))) {
    await db.run(`UPDATE gecodeerd_gevuld SET ${column} = alle.codes FROM (
        SELECT o.hoofd, list_sort(list_distinct(flatten(list(g.${column})))) AS codes
        FROM rol o JOIN gecodeerd g ON g.nr = o.nr WHERE o.soort IN ('hoofd', 'samengevoegd') AND g.${column} IS NOT NULL GROUP BY o.hoofd) alle
      WHERE gecodeerd_gevuld.nr IN (SELECT nr FROM rol WHERE rol.hoofd = alle.hoofd AND rol.soort IN ('hoofd', 'samengevoegd'))`);
  }
}

/** Signals rows that equal another in everything but number and moment of entry (R27): probably entered twice. */
export async function signalTwins(findings: Findings, reported: string): Promise<void> {
  await addFindings(
    findings,
    { regel: 'R27', ernst: 'signal' },
    `SELECT nr FROM (
       SELECT nr, sleutel, ${reported} AS gemeld, first_value(${reported}) OVER tweeling AS eerder, first_value(sleutel) OVER tweeling AS andere, row_number() OVER tweeling AS volg
       FROM gecodeerd
       WHERE fout IS NULL AND filter IS NULL AND nr NOT IN (SELECT nr FROM rol) AND rijhash2 IN (
         SELECT rijhash2 FROM gecodeerd WHERE fout IS NULL AND filter IS NULL GROUP BY rijhash2 HAVING count(*) > 1)
       WINDOW tweeling AS (PARTITION BY rijhash2 ORDER BY ${reported}, nr))
     WHERE volg > 1 AND sleutel <> andere AND gemeld <= eerder + 1`,
  );
}
