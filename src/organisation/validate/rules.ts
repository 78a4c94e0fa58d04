import type { SqlParams } from '../../database/database.js';
import type { Codebook } from '../../codebook/schema.js';
import type { Check } from './findings.js';
import type { Severity } from './verdict.js';

export interface Period {
  van: string;
  tot: string;
}

const severityOf: Record<string, Severity> = { fout: 'error', signaal: 'signal', uitsluiten: 'info' };

/** Every predicate rule of the codebook that the fields of the export let it check. */
export function ruleChecks(codebook: Codebook, columnOf: (field: string) => string | undefined, asked: ReadonlySet<string>): Check[] {
  return codebook.regels.flatMap((rule) => {
    const ernst = severityOf[rule.gevolg];
    if (rule.wijze !== 'predicaat' || !rule.voorwaarde || !ernst || !rule.nodig.every((field) => asked.has(field))) return [];
    const condition = `(${rule.voorwaarde.replaceAll(/\$(geleverd|van|tot)\b/g, 'CAST($$$1 AS DATE)')})`;
    const kind = { regel: rule.id, veld: rule.veld, kolom: columnOf(rule.veld), ernst };
    return rule.id === 'R02' ? wrongDates.map(([soort, when]) => ({ kind: { ...kind, params: { soort } }, condition: `${condition} AND ${when}` })) : [{ kind, condition }];
  });
}

/** What the predicates call by name. */
export function ruleParams(period: Period, delivered: string): SqlParams {
  return { geleverd: delivered, van: period.van, tot: period.tot };
}

/** A wrong date is empty or no date at all, which only the text tells, or a default value, or later than the delivery. */
const wrongDates: readonly [string, string][] = [
  ['leeg', 'incident_datum IS NULL'],
  ['standaard', `incident_datum <= DATE '1900-01-01'`],
  ['toekomst', `incident_datum > DATE '1900-01-01'`],
];
