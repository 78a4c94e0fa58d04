/** The check on small classes before anything leaves: who is nearly alone in what a reader could know becomes coarser. */
import { partOfCountry } from '../../codebook/codebook.js';
import type { Codebook } from '../../codebook/schema.js';
import { type Database, literal } from '../../database/database.js';
import type { ClassCheck } from '../../levering/delivery.js';

/** What somebody who knows an incident is taken to know: month, region, forms, relation, role. */
export const classColumns = ['maand', 'regio', 'vormen', 'relatie', 'functie'] as const;

/** Incidents that a class holds at least, unless the organisation chooses otherwise. */
export const defaultK = 3;

const known = (column: string, ...coarsest: string[]) =>
  `${column} IS NOT NULL AND ${column} NOT IN ('-7', '-8', ${coarsest.map((one) => `'${one}'`).join(', ')})`;

const clients = `'OUDER', 'PARTNER', 'JEUGDIGE'`;

/** What may become coarser, in the order in which it does. */
export const coarsenable = ['regio', 'vormen2', 'relatie', 'functie'] as const;
export type Coarsenable = (typeof coarsenable)[number];

interface Step {
  naam: 'landsdeel' | Coarsenable;
  kolom: Coarsenable;
  wanneer: string;
  wordt: string;
}

/** In this order, each on the classes that are still small. A quarter is no code of the national record, so the month stays. */
function stepsOf({ jeugdregios }: Codebook): Step[] {
  const part = jeugdregios.map((region) => `WHEN ${literal(region.code)} THEN ${literal(partOfCountry(region))}`).join(' ');
  return [
    { naam: 'landsdeel', kolom: 'regio', wanneer: `regio IN (${jeugdregios.map(({ code }) => literal(code)).join(', ')})`, wordt: `CASE CAST(regio AS VARCHAR) ${part} END` },
    { naam: 'regio', kolom: 'regio', wanneer: known('regio', 'LANDELIJK', 'ONBEKEND'), wordt: `'LANDELIJK'` },
    { naam: 'vormen2', kolom: 'vormen2', wanneer: 'len(vormen2) > 0', wordt: '[]' },
    { naam: 'relatie', kolom: 'relatie', wanneer: known('relatie', 'CLIENT', 'DERDE', 'ONBEKEND'), wordt: `CASE WHEN relatie IN (${clients}) THEN 'CLIENT' ELSE 'DERDE' END` },
    { naam: 'functie', kolom: 'functie', wanneer: known('functie', 'ONBEKEND'), wordt: `'ONBEKEND'` },
  ];
}

const sized = `SELECT nr, count(*) OVER (PARTITION BY ${classColumns.join(', ')}) AS n FROM voorval`;

/**
 * Makes incidents of the table `voorval` (nr and the national record) coarser until every class holds k or nothing is left
 * to coarsen, and counts what was done. Classes only ever grow: whoever is in a class of k stays as precise as he was.
 * `columns` limits what may become coarser.
 */
export async function coarsenSmallClasses(db: Database, k: number, codebook: Codebook, columns: readonly Coarsenable[] = coarsenable): Promise<ClassCheck> {
  const done: Record<string, number> = {};
  const before = await small(db, k);
  for (const { naam, kolom, wanneer, wordt } of stepsOf(codebook).filter((step) => columns.includes(step.kolom))) {
    const target = `nr IN (SELECT nr FROM (${sized}) WHERE n < ${k}) AND ${wanneer}`;
    const [touched] = await db.rows<{ n: number }>(`SELECT count(*) AS n FROM voorval WHERE ${target}`);
    done[naam] = touched!.n;
    if (touched!.n > 0) await db.run(`UPDATE voorval SET ${kolom} = ${wordt} WHERE ${target}`);
  }
  const left = await small(db, k);
  return {
    k, klein: before.incidents, landsdeel: done['landsdeel'] ?? 0, regio: done['regio'] ?? 0, vormen2: done['vormen2'] ?? 0, relatie: done['relatie'] ?? 0, functie: done['functie'] ?? 0,
    resterendeKlassen: left.classes, resterend: left.incidents, kleinste: left.smallest,
  };
}

/** Classes below k of the table `voorval`, their incidents, and the size of the smallest class of all. */
async function small(db: Database, k: number): Promise<{ classes: number; incidents: number; smallest: number }> {
  const [row] = await db.rows<{ classes: number; incidents: number; smallest: number }>(
    `SELECT count(*) FILTER (n < ${k}) AS classes, CAST(coalesce(sum(n) FILTER (n < ${k}), 0) AS BIGINT) AS incidents, coalesce(min(n), 0) AS smallest
    FROM (SELECT count(*) AS n FROM voorval GROUP BY ${classColumns.join(', ')})`,
  );
  return row!;
}
