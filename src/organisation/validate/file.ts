/** What is to be said of a file as a whole: its columns, totals, and how much of it could be used. */
import type { Codebook } from '../../codebook/schema.js';
import type { Summary } from './summary.js';
import type { Finding } from './verdict.js';

export interface FileFacts {
  mapping: { velden: Record<string, { andere_schaal?: boolean | undefined }>; controletotaal?: 'regels' | 'nummers' | undefined };
  codebook: Codebook;
  raw: {
    detected: { zeker: boolean };
    controlTotals: readonly { label: 'totaal' | 'uniek'; value: number; blad: string | null; rij: number }[];
    unknownHeaders: readonly { index: number }[];
  };
  summary: Summary;
  /** Columns that the mapping names and the file lacks. */
  missing: readonly string[];
  /** Columns with direct identifiers that the mapping does not drop: position, kind, how to name them, the sheet when it is not read. */
  refused: readonly { index: number; kind: string; name: string; sheet?: number; hidden: boolean }[];
}

/** Share of rows that may be rejected, and of a required field that may be unknown, before the file gets a finding (R28). */
const rejectedLimit = 10;

/** File findings of R24, R28 and R29. One of R24 means that nothing of the file may be delivered. */
export function fileFindings(facts: FileFacts): Finding[] {
  const { raw, summary, mapping, refused } = facts;
  const findings: Finding[] = [];
  const add = (rule: string, severity: Finding['severity'], params: Finding['params'], column: string | null = null) =>
    findings.push({ rule, column, severity, params });
  for (const { index, kind, name, sheet, hidden } of refused) {
    const plaats = sheet === undefined ? (hidden ? { plaats: 'verborgen' } : {}) : { plaats: hidden ? 'verborgen_tabblad' : 'tabblad', tabblad: sheet };
    add('R24', 'error', { soort: kind, kolomnummer: index, kolomnaam: name, ...plaats });
  }
  if (!raw.detected.zeker) add('R28', 'signal', { soort: 'codering' });
  for (const column of facts.missing) add('R28', 'signal', { soort: 'kolom_ontbreekt' }, column);
  for (const { index } of raw.unknownHeaders) {
    if (!refused.some((one) => one.index === index && one.sheet === undefined)) add('R28', 'signal', { soort: 'kolom_nieuw', kolomnummer: index });
  }
  for (const [field, { andere_schaal }] of Object.entries(mapping.velden)) if (andere_schaal) add('R28', 'info', { soort: 'andere_schaal', veld: field });
  for (const total of raw.controlTotals) {
    const counts = mapping.controletotaal ?? (total.label === 'uniek' ? 'nummers' : 'regels');
    const sheet = summary.sheets.find((one) => one.sheet === total.blad);
    const [counted, whole] = [sheet ?? summary, summary].map((one) => (counts === 'nummers' ? one.numbers : one.records)) as [number, number];
    if (counted !== total.value && whole !== total.value) add('R28', 'signal', { soort: 'controletotaal', rij: total.rij, verwacht: total.value, geteld: counted });
  }
  const judged = summary.records;
  const percent = judged === 0 ? 0 : Math.floor((100 * summary.counts.rejected) / judged);
  if (summary.counts.rejected * 100 > rejectedLimit * judged) add('R28', 'signal', { soort: 'afgekeurd', procent: percent });
  for (const { field, percent: unknown } of summary.unknown) add('R28', 'signal', { soort: 'onbekend', veld: field, procent: unknown });
  if (judged === 0) add('R29', 'signal', { soort: 'leeg' });
  return findings;
}
