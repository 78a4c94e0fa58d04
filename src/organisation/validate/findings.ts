import { literal, type Database, type SqlParams } from '../../database/database.js';
import type { Codebook } from '../../codebook/schema.js';
import type { FindingParams, Severity } from './verdict.js';

/** Row findings gathered in the table `bevinding` (nr, regel, veld, kolom, ernst, params as JSON text). */
export async function openFindings(db: Database): Promise<void> {
  await db.run(`CREATE OR REPLACE TABLE bevinding(nr BIGINT, regel VARCHAR, veld VARCHAR, kolom VARCHAR, ernst VARCHAR, params VARCHAR)`);
}

export interface FindingKind {
  regel: string;
  veld?: string | undefined;
  kolom?: string | undefined;
  ernst: Severity;
  params?: FindingParams | undefined;
}

/** Adds one finding for every `nr` that the query gives. */
export async function addFindings(db: Database, kind: FindingKind, query: string, params?: SqlParams): Promise<void> {
  const text = (value: string | undefined) => (value === undefined ? 'NULL' : literal(value));
  await db.run(
    `INSERT INTO bevinding SELECT nr, ${text(kind.regel)}, ${text(kind.veld)}, ${text(kind.kolom)}, ${text(kind.ernst)}, ${text(
      JSON.stringify(kind.params ?? {}),
    )} FROM (${query})`,
    params,
  );
}

/** A rule of the codebook by its id. */
export function ruleOf(codebook: Codebook, id: string): Codebook['regels'][number] {
  const rule = codebook.regels.find((one) => one.id === id);
  if (!rule) throw new Error(`rule ${id} is not in the codebook`);
  return rule;
}
