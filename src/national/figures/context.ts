/** What stands beside the incidents and is never mixed with them: surveys of others, and the cases of the expert teams. */
import { findCode } from '../../codebook/codebook.js';
import type { Codebook } from '../../codebook/schema.js';
import type { Database } from '../../database/database.js';
import { printedCount } from '../../release/cell.js';
import type { EnqueteRow, LetRow } from '../../release/statistical-rows.js';
import { roundDecimal } from '../../statistics/rounding.js';
import { type Case, stockAndFlow } from '../../statistics/stock.js';
import { statement } from '../aggregate/count.js';
import { monthNumber } from '../aggregate/period.js';
import type { ProtectionConfig } from '../protect/config.js';

/** Shares as others published them, with year, population and place (I29). */
export async function surveys(db: Database, reference: string, codebook: Codebook): Promise<EnqueteRow[]> {
  const rows = await db.rows<Omit<EnqueteRow, 'label_nl' | 'label_en' | 'obs_status' | 'conf_status'>>(statement('enquete'), { tot: reference });
  return rows.map((row) => {
    const label = findCode(codebook, 'vorm', row.vorm)?.label ?? { nl: row.vorm === 'totaal' ? 'Enige vorm' : row.vorm, en: row.vorm === 'totaal' ? 'Any form' : row.vorm };
    return { ...row, label_nl: label.nl, label_en: label.en, obs_status: row.aandeel_pct === null ? 'n' : '', conf_status: 'F' };
  });
}

/** Numbers of cases are rounded to fives whatever the release does: the cases are few and known to those around them. */
const base = 5;

/**
 * Stock, inflow, outflow and duration of the cases of both teams together, by calendar year up to the reference month (I20). A number
 * below the minimum is withheld, and so is the duration of a year in which fewer cases ended.
 */
export async function teamCases(db: Database, reference: string, { minimum }: ProtectionConfig): Promise<LetRow[]> {
  const cases = await db.rows<{ van: string; tot: string | null; gevolgd: string }>(statement('let'));
  if (cases.length === 0) return [];
  const until = cases.map(({ gevolgd }) => gevolgd).concat(reference).sort()[0]!;
  const [first, last] = [Number(cases[0]!.van.slice(0, 4)), Number(until.slice(0, 4))];
  const known = cases.filter(({ van }) => van <= until).map(({ van, tot }): Case => ({ from: monthNumber(van), to: tot === null || tot > until ? undefined : monthNumber(tot) }));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i): LetRow => {
    const jaar = String(first + i);
    const end = `${jaar}-12` < until ? `${jaar}-12` : until;
    const flow = stockAndFlow(known, monthNumber(`${jaar}-01`), monthNumber(end));
    const number = (value: number): number | null => (value >= minimum || value === 0 ? printedCount(Math.round(value), base) : null);
    const [stand, instroom, uitstroom] = [flow.average, flow.inflow, flow.outflow].map(number) as [number | null, number | null, number | null];
    const ended = flow.duration.cases - flow.duration.running;
    const told = ended >= minimum && flow.outflow >= minimum;
    return {
      jaar,
      volledig: end.endsWith('-12') ? 'J' : 'N',
      stand_gemiddeld: stand, instroom, uitstroom,
      duur_gemiddeld: told ? roundDecimal(flow.duration.restrictedMean, 1) : null,
      duur_mediaan: told ? (flow.duration.median.value ?? null) : null,
      duur_mediaan_onder: told ? (flow.duration.median.lower ?? null) : null,
      duur_mediaan_boven: told ? (flow.duration.median.upper ?? null) : null,
      obs_status: end.endsWith('-12') ? '' : 'pu',
      conf_status: stand === null && instroom === null && uitstroom === null ? 'C' : 'F',
    };
  });
}
