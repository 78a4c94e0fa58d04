import type { Database } from '../../database/database.js';
import type { Codebook } from '../../codebook/schema.js';
import { addFindings } from './findings.js';
import type { Severity } from './verdict.js';

export interface Period {
  van: string;
  tot: string;
}

const severityOf: Record<string, Severity> = { fout: 'error', signaal: 'signal', uitsluiten: 'info' };

/**
 * Confronts the coded table with every predicate rule of the codebook. A predicate is three-valued: TRUE is a finding,
 * FALSE and NULL (not checkable) are none.
 */
export async function confront(
  db: Database,
  codebook: Codebook,
  period: Period,
  delivered: string,
  columnOf: (field: string) => string | undefined,
  asked: ReadonlySet<string>,
): Promise<void> {
  const values: Record<string, string> = { geleverd: delivered, van: period.van, tot: period.tot };
  for (const rule of codebook.regels) {
    if (rule.wijze !== 'predicaat' || !rule.voorwaarde || !rule.nodig.every((field) => asked.has(field))) continue;
    const severity = severityOf[rule.gevolg];
    if (!severity) continue;
    const used = Object.entries(values).filter(([name]) => rule.voorwaarde!.includes(`$${name}`));
    const predicate = rule.voorwaarde.replaceAll(/\$(geleverd|van|tot)\b/g, 'CAST($$$1 AS DATE)');
    await addFindings(
      db,
      { regel: rule.id, veld: rule.veld, kolom: columnOf(rule.veld), ernst: severity },
      `SELECT nr FROM gecodeerd WHERE fout IS DISTINCT FROM 'AANHALING' AND fout IS DISTINCT FROM 'LANG' AND (${predicate})`,
      Object.fromEntries(used),
    );
  }
}
