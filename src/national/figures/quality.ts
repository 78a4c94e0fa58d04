/** Quality of the registration, over all organisations: rows by verdict, and what is unknown of each breakdown (I27). */
import { field } from '../../codebook/codebook.js';
import type { Codebook } from '../../codebook/schema.js';
import type { Database } from '../../database/database.js';
import { printedCount } from '../../release/cell.js';
import type { KwaliteitRow } from '../../release/statistical-rows.js';
import { proportion } from '../../statistics/proportions.js';
import { statement } from '../aggregate/count.js';
import { type Period, periodRange } from '../aggregate/period.js';
import type { Programme } from '../aggregate/programme.js';
import type { ProtectionConfig } from '../protect/config.js';
import type { ProtectionRules } from '../protect/linked.js';
import { isSensitive } from '../protect/primary.js';
import { type Figures, rounded } from './figure.js';

interface VerdictCount {
  readonly organisatie: string;
  readonly van: string;
  readonly maand: string;
  readonly code: string;
  readonly aantal: number;
}

const verdicts: Readonly<Record<string, readonly [nl: string, en: string]>> = {
  valid: ['Goed', 'Valid'],
  signal: ['Goed met signaal', 'Valid with a signal'],
  rejected: ['Afgekeurd', 'Rejected'],
  excluded: ['Uitgesloten (geen fout)', 'Excluded (no error)'],
  duplicate: ['Dubbel', 'Duplicate'],
  merged: ['Samengevoegd', 'Merged'],
  not_a_record: ['Geen record', 'Not a record'],
};

export async function qualityFigures(db: Database, periods: readonly Period[], reference: string, programme: Programme, figures: Figures, rules: ProtectionRules, config: ProtectionConfig, codebook: Codebook): Promise<KwaliteitRow[]> {
  const rows = await db.rows<VerdictCount>(statement('oordelen'), { tot: reference });
  return periods.filter(({ soort }) => soort !== 'maand').flatMap((period) => [...verdictRows(period, figures.notes.get(period.id)!.status, rows, rules, config), ...unknownRows(period, programme, figures, codebook)]);
}

function verdictRows(period: Period, obs_status: string, all: readonly VerdictCount[], rules: ProtectionRules, config: ProtectionConfig): KwaliteitRow[] {
  const [first, last] = periodRange(period.id);
  const rows = all.filter(({ van, maand }) => van >= first && maand <= last);
  const sum = (given: readonly VerdictCount[]): number => printedCount(given.reduce((total, { aantal }) => total + aantal, 0), config.afronding);
  const total = sum(rows);
  if (total === 0) return [];
  return [...new Set(rows.map(({ code }) => code))].sort().map((code): KwaliteitRow => {
    const own = rows.filter((row) => row.code === code);
    const units = new Map<string, number>();
    for (const { organisatie, aantal } of own) units.set(organisatie, (units.get(organisatie) ?? 0) + aantal);
    const contributions = [...units].map(([unit, value]) => ({ unit, value }));
    const value = contributions.reduce((all, one) => all + one.value, 0);
    const [label_nl, label_en] = verdicts[code] ?? [code, code];
    const key = { periode: period.id, soort: 'oordeel' as const, onderwerp: code, label_nl, label_en, obs_status };
    return isSensitive({ id: '', value, contributions, minimum: config.minimum, importance: 0 }, rules) ? withheld(key) : told(key, sum(own), total, 0);
  });
}

/** Of every breakdown: the part of which nothing is known, out of printed counts. */
function unknownRows(period: Period, programme: Programme, figures: Figures, codebook: Codebook): KwaliteitRow[] {
  return programme.tabellen.flatMap((table): KwaliteitRow[] => {
    if (!table.van || !('BEKEND' in table.sommen) || !table.perioden.includes(period.soort)) return [];
    const [whole, known] = [figures.value(...table.van, period), figures.value(table.id, 'BEKEND', period)];
    const { nl, en } = table.onderwerp ?? field(codebook, table.id).label;
    const key = { periode: period.id, soort: 'onbekend' as const, onderwerp: table.id, label_nl: nl, label_en: en, obs_status: figures.notes.get(period.id)!.status };
    if (whole === undefined || known === undefined) return [withheld(key)];
    return whole === 0 ? [] : [told(key, Math.max(0, whole - known), whole, 1)];
  });
}

type Key = Pick<KwaliteitRow, 'periode' | 'soort' | 'onderwerp' | 'label_nl' | 'label_en' | 'obs_status'>;

function withheld(key: Key): KwaliteitRow {
  return { ...key, aandeel: null, onder: null, boven: null, conf_status: 'C' };
}

function told(key: Key, count: number, total: number, digits: number): KwaliteitRow {
  const { waarde: aandeel, onder, boven } = rounded(proportion(Math.min(count, total), total, 100)!, digits);
  return { ...key, aandeel, onder, boven, conf_status: 'F' };
}
