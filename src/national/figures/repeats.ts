/** Repeat events, from the delivered counts "units with f incidents": who met one, two, three or more, and how much wider that makes the intervals of rates. */
import type { Database } from '../../database/database.js';
import { printedCount } from '../../release/cell.js';
import type { HerhalingRow } from '../../release/statistical-rows.js';
import { proportion } from '../../statistics/proportions.js';
import { repeatSummary } from '../../statistics/repeat.js';
import { statement } from '../aggregate/count.js';
import { type Period, periodRange } from '../aggregate/period.js';
import type { ProtectionConfig } from '../protect/config.js';
import type { ProtectionRules } from '../protect/linked.js';
import { isSensitive } from '../protect/primary.js';
import { coarseSpread } from './coarse.js';
import { type Figures, rounded } from './figure.js';

export interface DeliveredFrequency {
  readonly organisatie: string;
  /** First and last month of the delivery. */
  readonly van: string;
  readonly tot: string;
  readonly termijn: HerhalingRow['termijn'];
  readonly eenheid: HerhalingRow['eenheid'];
  /** Number of incidents, and of units that had as many. */
  readonly f: number;
  readonly aantal: number;
}

const units = ['gezin', 'medewerker'] as const;
/** From short to long. */
const terms = ['maand', 'kwartaal', 'halfjaar', 'jaar'] as const;

export async function deliveredFrequencies(db: Database, reference: string): Promise<DeliveredFrequency[]> {
  return db.rows<DeliveredFrequency>(statement('herhaling'), { tot: reference });
}

/** Variance over mean of incidents that come by units, in tenths upwards: over a month, and over the longest term that enough organisations deliver. */
export interface RepeatSpread {
  readonly maand: number;
  readonly jaar: number;
}

/** The larger of families and employees; 1 where fewer organisations than may be shown deliver such counts. */
export function repeatSpread(rows: readonly DeliveredFrequency[], { organisaties }: Pick<ProtectionRules, 'organisaties'>): RepeatSpread {
  const over = (term: DeliveredFrequency['termijn'], unit: DeliveredFrequency['eenheid']): number | undefined => {
    const own = rows.filter(({ termijn, eenheid }) => termijn === term && eenheid === unit);
    if (new Set(own.map(({ organisatie }) => organisatie)).size < organisaties) return undefined;
    return coarseSpread(repeatSummary(own.map(({ f, aantal }) => ({ events: f, units: aantal }))).dispersion);
  };
  const factors = units.map((unit) => terms.map((term) => over(term, unit)));
  return {
    maand: Math.max(1, ...factors.map(([month]) => month ?? 1)),
    jaar: Math.max(1, ...factors.map((all) => all.findLast((one) => one !== undefined) ?? 1)),
  };
}

/** Every year or twelve months: units by one, two, three or more incidents within one delivery, by the length of that delivery. */
export function repeatFigures(periods: readonly Period[], all: readonly DeliveredFrequency[], figures: Pick<Figures, 'notes'>, rules: ProtectionRules, config: ProtectionConfig): HerhalingRow[] {
  return periods.filter(({ soort }) => soort !== 'maand').flatMap((period) => {
    const [first, last] = periodRange(period.id);
    const within = all.filter(({ van, tot }) => van >= first && tot <= last);
    const status = figures.notes.get(period.id)!.status;
    return units.flatMap((eenheid) => terms.flatMap((termijn) => classRows({ periode: period.id, eenheid, termijn, obs_status: status }, within.filter((row) => row.eenheid === eenheid && row.termijn === termijn), rules, config)));
  });
}

type Key = Pick<HerhalingRow, 'periode' | 'eenheid' | 'termijn' | 'obs_status'>;
interface Class {
  readonly klasse: HerhalingRow['klasse'];
  readonly of: (f: number) => boolean;
}

const fine: readonly Class[] = [{ klasse: '1', of: (f) => f === 1 }, { klasse: '2', of: (f) => f === 2 }, { klasse: '3+', of: (f) => f > 2 }];
const coarse: readonly Class[] = [fine[0]!, { klasse: '2+', of: (f) => f > 1 }];

/** All classes that the rules let pass together, three or else two; one that is left out would follow from the shares of the others. */
function classRows(key: Key, rows: readonly DeliveredFrequency[], rules: ProtectionRules, config: ProtectionConfig): HerhalingRow[] {
  if (rows.length === 0) return [];
  const parts = (one: Class): { unit: string; value: number }[] => byOrganisation(rows.filter(({ f }) => one.of(f)));
  const safe = (one: Class): boolean => !isSensitive({ id: '', value: total(parts(one)), contributions: parts(one), minimum: config.minimum, importance: 0 }, rules);
  const classes = [fine, coarse].find((some) => some.every((one) => total(parts(one)) > 0 && safe(one)));
  const organisaties = new Set(rows.map(({ organisatie }) => organisatie)).size;
  if (!classes) return [{ ...key, klasse: 'ALLE', aantal: null, aandeel: null, onder: null, boven: null, organisaties, factor: null, conf_status: 'C' }];
  const counts = classes.map((one) => printedCount(total(parts(one)), config.afronding));
  const whole = counts.reduce((sum, count) => sum + count, 0);
  const factor = coarseSpread(repeatSummary(rows.map(({ f, aantal }) => ({ events: f, units: aantal }))).dispersion);
  return classes.map(({ klasse }, i): HerhalingRow => {
    const { waarde: aandeel, onder, boven } = rounded(proportion(counts[i]!, whole, 100)!, 1);
    return { ...key, klasse, aantal: counts[i]!, aandeel, onder, boven, organisaties, factor, conf_status: 'F' };
  });
}

function byOrganisation(rows: readonly DeliveredFrequency[]): { unit: string; value: number }[] {
  const sums = new Map<string, number>();
  for (const { organisatie, aantal } of rows) sums.set(organisatie, (sums.get(organisatie) ?? 0) + aantal);
  return [...sums].map(([unit, value]) => ({ unit, value }));
}

function total(parts: readonly { readonly value: number }[]): number {
  return parts.reduce((sum, { value }) => sum + value, 0);
}
