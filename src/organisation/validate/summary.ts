import type { Database } from '../../database/database.js';
import { type Finding, type Severity, type Verdict, verdicts } from './verdict.js';

export interface FindingCount {
  rule: string;
  field: string | null;
  column: string | null;
  severity: Severity;
  count: number;
}

export interface Summary {
  counts: Record<Verdict, number>;
  incidents: number;
  /** Affected employees over all countable incidents. */
  affected: number;
  byMonth: Record<string, number>;
  /** Countable incidents by form of level 1; an incident may have several. */
  byForm: Record<string, number>;
  findings: FindingCount[];
  /** Record rows, and distinct incident numbers among them: what a total row may count. */
  records: number;
  numbers: number;
  /** The same by sheet of a workbook. */
  sheets: { sheet: string; records: number; numbers: number }[];
  /** Required fields that are unknown in more than 30 % of the countable incidents. */
  unknown: { field: string; percent: number }[];
}

export interface JudgedRow {
  sheet: string | null;
  row: number;
  verdict: Verdict;
  findings: Finding[];
  record?: Record<string, unknown>;
}

/** Counts over the judged file; verdicts add up to its rows. */
export async function summarise(db: Database): Promise<Summary> {
  const perVerdict = await db.rows<{ oordeel: Verdict; n: number }>('SELECT oordeel, count(*) AS n FROM oordeel GROUP BY ALL');
  const counts = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  for (const { oordeel, n } of perVerdict) counts[oordeel] = n;
  const months = await db.rows<{ maand: string; n: number }>('SELECT maand, count(*) AS n FROM voorval GROUP BY maand ORDER BY maand');
  const forms = await db.rows<{ vorm: string; n: number }>('SELECT vorm, count(*) AS n FROM (SELECT unnest(vormen) AS vorm FROM voorval) GROUP BY vorm ORDER BY vorm');
  const [totals] = await db.rows<{ affected: number; records: number; numbers: number }>(
    `SELECT (SELECT coalesce(sum(medewerkers), 0)::BIGINT FROM voorval) AS affected,
       (SELECT count(*) FROM ruw WHERE soort = 'record') AS records, (SELECT count(sleutel) FROM gecodeerd) - (SELECT count(sleutel) - count(DISTINCT sleutel) FROM zelfde_nummer) AS numbers`,
  );
  const findings = await db.rows<FindingCount>(
    `SELECT regel AS rule, veld AS field, kolom AS column, ernst AS severity, count(*) AS count FROM bevinding GROUP BY ALL ORDER BY ALL`,
  );
  const sheets = await db.rows<{ sheet: string; records: number; numbers: number }>(
    'SELECT blad AS sheet, count(*) AS records, count(DISTINCT sleutel) AS numbers FROM gecodeerd WHERE blad IS NOT NULL GROUP BY blad ORDER BY blad',
  );
  const unknown = await db.rows<{ field: string; percent: number }>(
    `SELECT field, floor(100 * n / greatest(alle, 1))::INTEGER AS percent FROM (
       SELECT unnest(['vorm', 'kanaal', 'relatie']) AS field,
         unnest([count(*) FILTER (vormen = ['ONB']), count(*) FILTER (kanaal = 'ONBEKEND'), count(*) FILTER (relatie = 'ONBEKEND')]) AS n, count(*) AS alle
       FROM voorval) WHERE 100 * n > 30 * alle ORDER BY field`,
  );
  return {
    counts,
    incidents: counts.valid + counts.signal,
    affected: totals!.affected,
    byMonth: Object.fromEntries(months.map(({ maand, n }) => [maand, n])),
    byForm: Object.fromEntries(forms.map(({ vorm, n }) => [vorm, n])),
    findings,
    records: totals!.records,
    numbers: totals!.numbers,
    sheets,
    unknown,
  };
}

/** Every row of the file, in its order, with its verdict and findings; countable ones with their coarsened record, empty values left out. */
export async function judgedRows(db: Database): Promise<JudgedRow[]> {
  const rows = await db.rows<{ nr: number; sheet: string | null; row: number; verdict: Verdict }>(
    `SELECT r.rowid AS nr, r.blad AS sheet, r.rij AS row, o.oordeel AS verdict FROM ruw r JOIN oordeel o ON o.nr = r.rowid
    ORDER BY min(r.rowid) OVER (PARTITION BY r.blad), r.rij, r.rowid`,
  );
  const findings = new Map<number, Finding[]>();
  for (const one of await db.rows<{ nr: number; rule: string; column: string | null; severity: Severity; params: string }>(
    `SELECT nr, regel AS rule, kolom AS column, ernst AS severity, params FROM bevinding ORDER BY nr, regel, kolom, params`,
  )) {
    const list = findings.get(one.nr) ?? [];
    list.push({ rule: one.rule, column: one.column, severity: one.severity, params: JSON.parse(one.params) as Record<string, string> });
    findings.set(one.nr, list);
  }
  const records = new Map(
    (await db.rows<Record<string, unknown> & { nr: number }>('SELECT * FROM voorval ORDER BY nr')).map((record) => [record.nr, shownRecord(record)]),
  );
  return rows.map(({ nr, sheet, row, verdict }) => {
    const record = records.get(nr);
    return { sheet, row, verdict, findings: findings.get(nr) ?? [], ...(record ? { record } : {}) };
  });
}

const unshown = new Set(['nr', 'medewerkers', 'organisatie', 'codeboek', 'incident_id']);
const shortNames: Record<string, string> = { politie_uitkomst: 'politie', aangifte_status: 'aangifte', aantal_medewerkers: 'medewerkers' };

function shownRecord(record: Record<string, unknown>): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record)) {
    const none = value === null || value === '-8' || value === '-7' || (Array.isArray(value) && (value.length === 0 || value[0] === '-8' || value[0] === '-7'));
    if (!unshown.has(name) && !none) shown[shortNames[name] ?? name] = value;
  }
  return shown;
}
