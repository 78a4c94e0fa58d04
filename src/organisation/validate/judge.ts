/** The coded table → one verdict a row and its findings. */
import type { Database } from '../../database/database.js';
import type { Codebook } from '../../codebook/schema.js';
import { addKind, type Check, confront, type Findings, brokenRow, kindRows, openFindings } from './findings.js';
import { type Grouping, resolveNumbers, signalTwins } from './numbers.js';
import { type Period, ruleChecks, ruleParams } from './rules.js';

/** A problem that mapping met: the rows of the coded table for which the condition holds. */
export interface CellProblem {
  veld: string;
  kolom: string;
  soort: 'leeg' | 'onbekend' | 'meerduidig' | 'afwijkend';
  condition: string;
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
  const findings = await openFindings(db);
  // A row may stop being an incident of its own here, and codes of its other rows may be added, so before the rules.
  await resolveNumbers(findings, input.content, input.grouping);
  if (input.asked.has('meld_datum')) await signalTwins(findings, 'meld_datum');
  const checks: Check[] = [
    { kind: { regel: 'L01', ernst: 'signal' }, condition: `fout = 'KORT'`, always: true },
    { kind: { regel: 'L02', ernst: 'error' }, condition: brokenRow, always: true },
    ...(await filterReasons(db)),
    ...cellProblems(input),
    ...ruleChecks(input.codebook, input.columnOf, input.asked),
  ];
  await confront(findings, checks, ruleParams(input.period, input.delivered));
  await nameDateProblems(findings, input.dateColumn);
  await identifiersInText(findings);
  await decide(findings);
}

async function filterReasons(db: Database): Promise<Check[]> {
  const reasons = await db.rows<{ reden: string }>('SELECT DISTINCT filter AS reden FROM gecodeerd WHERE filter IS NOT NULL ORDER BY filter');
  return reasons.map(({ reden }) => ({ kind: { regel: 'R21', ernst: 'info', params: { reden } }, condition: `filter = '${reden}'`, always: true }));
}

function cellProblems({ codebook, problems }: JudgeInput): Check[] {
  return problems.flatMap(({ veld, kolom, soort, condition }): Check[] => {
    const field = codebook.velden.find((one) => one.naam === veld && one.tabel === 'voorval')!;
    const kind = { veld, kolom };
    if (soort === 'afwijkend') return [{ kind: { ...kind, regel: 'L03', ernst: 'signal' }, condition }];
    if (soort === 'leeg') {
      const needed = field.eis === 'verplicht' && field.soort !== 'datum' && field.naam !== 'vorm';
      return needed ? [{ kind: { ...kind, regel: 'L05', ernst: 'error' }, condition }] : [];
    }
    if (field.soort === 'regio') return [{ kind: { ...kind, regel: 'R23', ernst: 'signal', params: { soort } }, condition }];
    const stops = field.onbekendLabel === 'fout' && field.soort !== 'getal' && field.soort !== 'decimaal' && field.soort !== 'tijd';
    return [{ kind: { ...kind, regel: 'R22', ernst: stops ? 'error' : 'signal' }, condition }];
  });
}

/** Where a date is missing but text stands in its cell, the text is no date. */
async function nameDateProblems(findings: Findings, column: string | undefined): Promise<void> {
  const empty = findings.kinds.findIndex(({ regel, params }) => regel === 'R02' && params?.['soort'] === 'leeg');
  if (empty < 0 || column === undefined) return;
  const impossible = addKind(findings, { ...findings.kinds[empty]!, params: { soort: 'onmogelijk' } });
  await findings.db.run(`UPDATE treffer SET soort = ${impossible} WHERE soort = ${empty} AND nr IN (
    SELECT t.nr FROM treffer t JOIN ruw r ON r.rowid = t.nr WHERE t.soort = ${empty} AND trim(coalesce(CAST(r.${column} AS VARCHAR), '')) <> '')`);
}

/** Identifiers with a form of their own; a name or a place in a text is told, but no signal that somebody must act on. */
const telling = new Set(['BSN', 'EMAIL', 'TELEFOON', 'IBAN', 'KENTEKEN', 'GEBOORTEDATUM']);

/** Identifiers that the reader met in free text: kind and number only (R25). */
async function identifiersInText(findings: Findings): Promise<void> {
  const kinds = await findings.db.rows<{ soort: string; aantal: number }>('SELECT DISTINCT soort, aantal FROM vondst ORDER BY soort, aantal');
  if (kinds.length === 0) return;
  const numbers = kinds.map((params) => addKind(findings, { regel: 'R25', ernst: telling.has(params.soort) ? 'signal' : 'info', params: { soort: params.soort, aantal: params.aantal } }));
  await findings.db.run(
    `INSERT INTO treffer SELECT r.rowid, ${numbers[0]} - 1 + list_position($kinds, v.soort || v.aantal)
    FROM vondst v JOIN ruw r ON r.rij = v.rij AND r.blad IS NOT DISTINCT FROM v.blad WHERE r.soort = 'record'`,
    { kinds: kinds.map(({ soort, aantal }) => `${soort}${aantal}`) },
  );
}

/** The verdict on a row by itself: of `fout` as read, and of all that was found in it. */
const ownVerdict = (fout: string, found: string) => `CASE
        WHEN ${fout} IN ('AANHALING', 'LANG') THEN 'rejected'
        WHEN ${found} & 1 <> 0 THEN 'excluded'
        WHEN ${found} & 2 <> 0 THEN 'rejected'
        WHEN ${found} & 4 <> 0 THEN 'excluded'
        WHEN ${found} & 8 <> 0 THEN 'rejected'
        WHEN ${found} & 16 <> 0 THEN 'signal'
        ELSE 'valid' END`;

async function decide(findings: Findings): Promise<void> {
  const { db, kinds } = findings;
  const weight = kinds.map(({ regel, ernst }) => (regel === 'R21' ? 1 : 0) | (regel === 'R02' ? 2 : 0) | (regel === 'R03' ? 4 : 0) | (ernst === 'error' ? 8 : 0) | (ernst === 'signal' ? 16 : 0));
  await db.run(`CREATE OR REPLACE TABLE oordeel AS
    WITH gevonden AS (SELECT nr, bit_or([${weight.join(', ')}][soort + 1]) AS wat FROM treffer GROUP BY nr),
    bij_hoofd AS (
      SELECT rol.nr, rol.hoofd, rol.soort, ${ownVerdict('h.fout', 'g.wat')} AS hoofdoordeel
      FROM rol JOIN ruw h ON h.rowid = rol.hoofd LEFT JOIN gevonden g ON g.nr = rol.hoofd)
    SELECT r.rowid AS nr, coalesce(b.hoofd, r.rowid) AS hoofd,
      CASE
        WHEN r.soort <> 'record' THEN 'not_a_record'
        WHEN b.soort IN ('zelfde', 'ouder') THEN CASE WHEN b.hoofdoordeel = 'excluded' OR ${ownVerdict('r.fout', 'g.wat')} = 'excluded' THEN 'excluded' ELSE 'duplicate' END
        WHEN b.soort = 'samengevoegd' THEN CASE WHEN b.hoofdoordeel IN ('valid', 'signal') THEN 'merged' ELSE b.hoofdoordeel END
        ELSE ${ownVerdict('r.fout', 'g.wat')} END AS oordeel
    FROM ruw r LEFT JOIN gevonden g ON g.nr = r.rowid LEFT JOIN bij_hoofd b ON b.nr = r.rowid`);
  const which = (some: (kind: Findings['kinds'][number]) => boolean) => `[${kinds.flatMap((kind, soort) => (some(kind) ? [soort] : [])).join(', ')}]::INTEGER[]`;
  await db.run(`DELETE FROM treffer USING oordeel o WHERE o.nr = treffer.nr AND (
      (o.oordeel IN ('excluded', 'duplicate', 'merged') AND list_contains(${which(({ ernst, regel }) => ernst !== 'info' && regel !== 'R25')}, soort))
      OR (o.oordeel <> 'excluded' AND list_contains(${which(({ regel }) => regel === 'R03')}, soort)))`);
  await db.run(`CREATE OR REPLACE VIEW bevinding AS SELECT nr, regel, veld, kolom, ernst, params FROM treffer JOIN ${kindRows(findings)} USING (soort)`);
}
