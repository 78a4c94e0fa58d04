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
    suspicious: readonly { index: number; kind: string }[];
  };
  summary: Summary;
  /** Columns that the mapping names and the file lacks. */
  missing: readonly string[];
  /** Positions of columns that the mapping drops or only scans. */
  refused: ReadonlySet<number>;
  /** Positions of columns that only tell people apart inside the organisation: names may stand there, a BSN may not. */
  inside: ReadonlySet<number>;
}

/** Share of rows that may be rejected, and of a required field that may be unknown, before the file gets a finding (R28). */
const rejectedLimit = 10;
const identifying = new Set(['BSN', 'NAAM', 'GEBOORTEDATUM']);

/** File findings of R24, R28 and R29. `blocked` when a column with direct identifiers was not refused by the mapping. */
export function fileFindings(facts: FileFacts): { findings: Finding[]; blocked: boolean } {
  const { raw, summary, mapping } = facts;
  const findings: Finding[] = [];
  const add = (rule: string, severity: Finding['severity'], params: Finding['params'], column: string | null = null) =>
    findings.push({ rule, column, severity, params });
  const refused = raw.suspicious.filter(
    ({ index, kind }) => identifying.has(kind) && !facts.refused.has(index) && !(kind === 'NAAM' && facts.inside.has(index)),
  );
  for (const { index, kind } of refused) add('R24', 'error', { soort: kind, kolomnummer: index });
  if (!raw.detected.zeker) add('R28', 'signal', { soort: 'codering' });
  for (const column of facts.missing) add('R28', 'signal', { soort: 'kolom_ontbreekt' }, column);
  for (const { index } of raw.unknownHeaders) {
    if (!refused.some((one) => one.index === index)) add('R28', 'signal', { soort: 'kolom_nieuw', kolomnummer: index });
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
  return { findings, blocked: refused.length > 0 };
}
