import { literal, type Database, type SqlParams } from '../../database/database.js';
import type { FindingParams, Severity } from './verdict.js';

export interface FindingKind {
  regel: string;
  veld?: string | undefined;
  kolom?: string | undefined;
  ernst: Severity;
  params?: FindingParams | undefined;
}

/**
 * Row findings of a file: the table `treffer` (nr, soort), where soort is the place of a kind in `kinds`. A file has few
 * kinds and may have a million findings.
 */
export interface Findings {
  db: Database;
  kinds: FindingKind[];
}

/** A condition over a row of the coded table. TRUE is a finding; FALSE and NULL (not checkable) are none. */
export interface Check {
  kind: FindingKind;
  condition: string;
  /** Asked of rows that could not be cut into cells too; all other checks leave those alone. */
  always?: boolean;
}

/** A row that the reader could not cut into its cells: nothing in it can be relied on. */
export const brokenRow = `fout IN ('AANHALING', 'LANG')`;

export async function openFindings(db: Database): Promise<Findings> {
  await db.run('CREATE OR REPLACE TABLE treffer(nr BIGINT, soort INTEGER)');
  return { db, kinds: [] };
}

/** The number of a kind in `treffer`. */
export function addKind(findings: Findings, kind: FindingKind): number {
  return findings.kinds.push(kind) - 1;
}

/** Adds one finding for every `nr` that the query gives. */
export async function addFindings(findings: Findings, kind: FindingKind, query: string, params?: SqlParams): Promise<void> {
  await findings.db.run(`INSERT INTO treffer SELECT nr, ${addKind(findings, kind)} FROM (${query})`, params);
}

/** A signed 64-bit number has room for so many answers. */
const perPass = 62;

/** Asks every check of every row of `gecodeerd` in one pass over the table: a bit an answer. */
export async function confront(findings: Findings, checks: readonly Check[], params: SqlParams): Promise<void> {
  for (let from = 0; from < checks.length; from += perPass) {
    const part = checks.slice(from, from + perPass);
    const first = findings.kinds.length;
    const bits = part.map(({ kind, condition, always }) => ({ always, sql: `CASE WHEN ${condition} THEN ${2n ** BigInt(addKind(findings, kind) - first)} ELSE 0 END` }));
    const sum = (some: readonly { sql: string }[]) => ['0::BIGINT', ...some.map(({ sql }) => sql)].join('\n      | ');
    const used = Object.entries(params).filter(([name]) => part.some(({ condition }) => new RegExp(`\\$${name}\\b`).test(condition)));
    await findings.db.run(
      `INSERT INTO treffer SELECT nr, CAST(${first} + bit AS INTEGER)
      FROM (SELECT nr, CASE WHEN ${brokenRow} THEN ${sum(bits.filter(({ always }) => always))} ELSE ${sum(bits)} END AS bits FROM gecodeerd) JOIN range(${part.length}) soorten(bit) ON (bits >> bit) & 1 = 1
      WHERE bits <> 0`,
      Object.fromEntries(used),
    );
  }
}

/** The kinds as rows of a subquery: (soort, regel, veld, kolom, ernst, params as JSON text). */
export function kindRows({ kinds }: Findings): string {
  const text = (value: string | undefined) => (value === undefined ? 'NULL::VARCHAR' : literal(value));
  const rows = kinds.map(({ regel, veld, kolom, ernst, params }, soort) => `(${soort}, ${literal(regel)}, ${text(veld)}, ${text(kolom)}, ${literal(ernst)}, ${literal(JSON.stringify(params ?? {}))})`);
  return `(VALUES ${rows.join(', ')}) kinds(soort, regel, veld, kolom, ernst, params)`;
}
