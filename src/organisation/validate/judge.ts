/** The coded table → one verdict a row and its findings. */
import type { Database, SqlParams } from '../../database/database.js';
import type { Codebook } from '../../codebook/schema.js';
import { addFindings, type FindingKind, openFindings } from './findings.js';
import { type Grouping, resolveNumbers, signalTwins } from './numbers.js';
import { confront, type Period } from './rules.js';

/** A problem that mapping met in the rows of a query. */
export interface CellProblem {
  veld: string;
  kolom: string;
  soort: 'leeg' | 'onbekend' | 'meerduidig' | 'afwijkend';
  rows: string;
  params?: SqlParams;
}

export interface JudgeInput {
  codebook: Codebook;
  period: Period;
  /** YYYY-MM-DD */
  delivered: string;
  problems: readonly CellProblem[];
  grouping: Grouping;
  /** Columns of the coded table that make up an incident's content. */
  content: readonly string[];
  columnOf: (field: string) => string | undefined;
  /** Column of `ruw` with the text of the incident date. */
  dateColumn: string | undefined;
  /** Fields that the export has. */
  asked: ReadonlySet<string>;
}

/**
 * Fills `bevinding` (nr, regel, veld, kolom, ernst, params) and `oordeel` (nr, oordeel, hoofd) for every row of `ruw`.
 * What a verdict makes irrelevant (the errors of a draft, the signals of a second copy) is not kept.
 */
export async function judge(db: Database, input: JudgeInput): Promise<void> {
  await openFindings(db);
  await addFindings(db, { regel: 'L01', ernst: 'signal' }, `SELECT nr FROM gecodeerd WHERE fout = 'KORT'`);
  await addFindings(db, { regel: 'L02', ernst: 'error' }, `SELECT nr FROM gecodeerd WHERE fout IN ('AANHALING', 'LANG')`);
  await cellProblems(db, input);
  await resolveNumbers(db, input.content, input.grouping);
  if (input.asked.has('meld_datum')) await signalTwins(db, 'meld_datum');
  await confront(db, input.codebook, input.period, input.delivered, input.columnOf, input.asked);
  await nameDateProblems(db, input.dateColumn);
  await db.run(`INSERT INTO bevinding SELECT nr, 'R21', NULL, NULL, 'info', '{"reden":"' || filter || '"}' FROM gecodeerd WHERE filter IS NOT NULL`);
  await db.run(`INSERT INTO bevinding
    SELECT r.rowid, 'R25', NULL, NULL, 'signal', '{"soort":"' || v.soort || '","aantal":' || v.aantal || '}'
    FROM vondst v JOIN ruw r ON r.rij = v.rij AND r.blad IS NOT DISTINCT FROM v.blad WHERE r.soort = 'record' ORDER BY r.rowid, v.kolom, v.soort`);
  await decide(db);
}

async function cellProblems(db: Database, { codebook, problems }: JudgeInput): Promise<void> {
  for (const problem of problems) {
    const field = codebook.velden.find((one) => one.naam === problem.veld && one.tabel === 'voorval')!;
    const kind = { veld: problem.veld, kolom: problem.kolom };
    const ignored = `EXISTS (SELECT 1 FROM gecodeerd g WHERE g.nr = rijen.nr AND g.fout IN ('AANHALING', 'LANG'))`;
    const rows = `SELECT nr FROM (${problem.rows}) rijen WHERE NOT ${ignored}`;
    const add = (finding: FindingKind) => addFindings(db, finding, rows, problem.params);
    if (problem.soort === 'afwijkend') await add({ ...kind, regel: 'L03', ernst: 'signal' });
    else if (problem.soort === 'leeg') {
      if (field.eis === 'verplicht' && field.soort !== 'datum' && field.naam !== 'vorm') {
        await add({ ...kind, regel: 'L05', ernst: 'error' });
      }
    } else if (field.soort === 'regio') {
      await add({ ...kind, regel: 'R23', ernst: 'signal', params: { soort: problem.soort } });
    } else {
      const stops = field.onbekendLabel === 'fout' && field.soort !== 'getal' && field.soort !== 'decimaal' && field.soort !== 'tijd';
      await add({ ...kind, regel: 'R22', ernst: stops ? 'error' : 'signal' });
    }
  }
}

/** Says of each wrong date whether it is empty, no date at all, a default value or later than the delivery. */
async function nameDateProblems(db: Database, column: string | undefined): Promise<void> {
  const blank = column === undefined ? 'true' : `coalesce(trim(r.${column}), '') = ''`;
  await db.run(`UPDATE bevinding SET params = '{"soort":"' || p.soort || '"}' FROM (
      SELECT g.nr, CASE WHEN g.incident_datum IS NULL AND ${blank} THEN 'leeg' WHEN g.incident_datum IS NULL THEN 'onmogelijk'
        WHEN g.incident_datum <= DATE '1900-01-01' THEN 'standaard' ELSE 'toekomst' END AS soort
      FROM gecodeerd g JOIN ruw r ON r.rowid = g.nr) p
    WHERE bevinding.nr = p.nr AND bevinding.regel = 'R02'`);
}

async function decide(db: Database): Promise<void> {
  await db.run(`CREATE OR REPLACE TABLE oordeel AS
    WITH zwaarste AS (
      SELECT nr, bool_or(regel = 'R02') AS datum, bool_or(regel = 'R03') AS buiten, bool_or(regel = 'R21') AS uitgesloten,
        bool_or(ernst = 'error') AS fout, bool_or(ernst = 'signal') AS signaal
      FROM bevinding GROUP BY nr),
    eigen AS (
      SELECT g.nr, CASE
        WHEN g.fout IN ('AANHALING', 'LANG') THEN 'rejected'
        WHEN z.uitgesloten THEN 'excluded'
        WHEN z.datum THEN 'rejected'
        WHEN z.buiten THEN 'excluded'
        WHEN z.fout THEN 'rejected'
        WHEN z.signaal THEN 'signal'
        ELSE 'valid' END AS oordeel
      FROM gecodeerd g LEFT JOIN zwaarste z USING (nr))
    SELECT r.rowid AS nr, coalesce(rol.hoofd, r.rowid) AS hoofd,
      CASE
        WHEN r.soort <> 'record' THEN 'not_a_record'
        WHEN rol.soort IN ('zelfde', 'ouder') THEN CASE WHEN h.oordeel = 'excluded' OR e.oordeel = 'excluded' THEN 'excluded' ELSE 'duplicate' END
        WHEN rol.soort = 'samengevoegd' THEN CASE WHEN h.oordeel IN ('valid', 'signal') THEN 'merged' ELSE h.oordeel END
        ELSE e.oordeel END AS oordeel
    FROM ruw r LEFT JOIN eigen e ON e.nr = r.rowid LEFT JOIN rol ON rol.nr = r.rowid LEFT JOIN eigen h ON h.nr = rol.hoofd`);
  await db.run(`DELETE FROM bevinding WHERE ernst <> 'info' AND regel <> 'R25'
    AND nr IN (SELECT nr FROM oordeel WHERE oordeel IN ('excluded', 'duplicate', 'merged'))`);
  await db.run(`DELETE FROM bevinding WHERE regel = 'R03' AND nr IN (SELECT nr FROM oordeel WHERE oordeel <> 'excluded')`);
}
