/** Workload beside the incidents, never as their cause: families, youths and vacancies per FTE, and the rate by class of caseload. */
import type { Database } from '../../database/database.js';
import { printedCount } from '../../release/cell.js';
import type { WerkdrukRow } from '../../release/statistical-rows.js';
import { rateOn } from '../../statistics/rate-bases.js';
import { roundDecimal } from '../../statistics/rounding.js';
import { type Count, statement } from '../aggregate/count.js';
import { type Period, periodRange } from '../aggregate/period.js';
import type { ProtectionConfig } from '../protect/config.js';
import type { ProtectionRules } from '../protect/linked.js';
import { isSensitive } from '../protect/primary.js';
import { type Figures, rounded } from './figure.js';

export interface WorkloadMonth {
  readonly organisatie: string;
  readonly maand: string;
  readonly fte: number | null;
  readonly fte_jb: number;
  readonly gezinnen: number | null;
  readonly jeugdigen: number | null;
  readonly vacatures: number | null;
}

export async function workload(db: Database, reference: string): Promise<WorkloadMonth[]> {
  return db.rows<WorkloadMonth>(statement('werkdruk'), { tot: reference });
}

/** Families per FTE of youth protection that the sector holds to. */
const norm = { low: 8, high: 9 };
/** Fewest organisations in a class of caseload. */
const fewestInClass = 4;
type Parts = readonly { readonly unit: string; readonly value: number }[];

interface Measure {
  readonly maat: string;
  readonly eenheid: string;
  readonly per: number;
  readonly above: (month: WorkloadMonth) => number | null;
  readonly below: (month: WorkloadMonth) => number | null;
}

const measures: readonly Measure[] = [
  { maat: 'gezinnen_per_fte', eenheid: 'gezinnen per fte jeugdbescherming', per: 1, above: ({ gezinnen }) => gezinnen, below: ({ fte_jb }) => fte_jb },
  { maat: 'jeugdigen_per_fte', eenheid: 'jeugdigen per fte', per: 1, above: ({ jeugdigen }) => jeugdigen, below: ({ fte }) => fte },
  { maat: 'vacatures_per_100_fte', eenheid: 'vacatures per 100 fte', per: 100, above: ({ vacatures }) => vacatures, below: ({ fte }) => fte },
];

/** Every year or twelve months. */
export function workloadFigures(periods: readonly Period[], months: readonly WorkloadMonth[], counts: readonly Count[], figures: Figures, rules: ProtectionRules, config: ProtectionConfig): WerkdrukRow[] {
  return periods.filter(({ soort }) => soort !== 'maand').flatMap((period) => {
    const [first, last] = periodRange(period.id);
    const within = months.filter(({ maand }) => maand >= first && maand <= last);
    return [...measures.map((measure) => ratioRow(measure, period, within, figures, rules)), ...classRows(period, within, counts, figures, rules, config)];
  });
}

function ratioRow({ maat, eenheid, per, above, below }: Measure, period: Period, months: readonly WorkloadMonth[], figures: Figures, rules: ProtectionRules): WerkdrukRow {
  const both = months.filter((month) => above(month) !== null && (below(month) ?? 0) > 0);
  const [upper, lower] = [above, below].map((of) => byUnit(both, (month) => of(month)!)) as [Parts, Parts];
  const about = { periode: period.id, maat, klasse: 'ALLE', onder: null, boven: null, eenheid, obs_status: figures.notes.get(period.id)!.status };
  const safe = [upper, lower].every((parts) => total(parts) > 0 && !sensitive(parts, 1, rules));
  return safe ? { ...about, waarde: roundDecimal((per * total(upper)) / total(lower), 1), organisaties: lower.length, conf_status: 'F' } : { ...about, waarde: null, organisaties: null, conf_status: 'C' };
}

/** The rate by class: all classes that hold anybody, or none, because one that is left out would follow from the others. */
function classRows(period: Period, months: readonly WorkloadMonth[], counts: readonly Count[], figures: Figures, rules: ProtectionRules, config: ProtectionConfig): WerkdrukRow[] {
  const counted = new Map(counts.map(({ organisatie, maand, aantal }) => [`${organisatie} ${maand}`, aantal]));
  const caseload = new Map([...new Set(months.map(({ organisatie }) => organisatie))].map((unit) => [unit, classOf(months.filter(({ organisatie, gezinnen }) => organisatie === unit && gezinnen !== null))]));
  const classes = ['<8', '8-9', '>9', undefined].map((klasse) => {
    const own = months.filter(({ organisatie, fte }) => caseload.get(organisatie) === klasse && (fte ?? 0) > 0);
    return { klasse, events: byUnit(own, ({ organisatie, maand }) => counted.get(`${organisatie} ${maand}`) ?? 0), exposure: byUnit(own, ({ fte }) => fte!) };
  });
  const held = classes.filter(({ exposure }) => exposure.length > 0);
  const safe = figures.value('fte', 'MET', period) !== undefined && held.every(({ events, exposure }) => exposure.length >= fewestInClass && !sensitive(events, config.minimum, rules) && !sensitive(exposure, 1, rules));
  return held.flatMap(({ klasse, events, exposure }): WerkdrukRow[] => {
    if (klasse === undefined) return [];
    const estimate = safe ? rateOn('fte', 'jaar', printedCount(total(events), config.afronding), total(exposure), 0.95, figures.spread('fte', 'jaar')) : undefined;
    const about = { periode: period.id, maat: 'voorvallen_per_100_fte', klasse, eenheid: 'per 100 fte per jaar', obs_status: figures.notes.get(period.id)!.status };
    return [estimate ? { ...about, ...rounded(estimate, 1), organisaties: exposure.length, conf_status: 'F' } : { ...about, waarde: null, onder: null, boven: null, organisaties: null, conf_status: 'C' }];
  });
}

function classOf(months: readonly WorkloadMonth[]): string | undefined {
  const fte = months.reduce((sum, { fte_jb }) => sum + fte_jb, 0);
  if (!(fte > 0)) return undefined;
  const families = months.reduce((sum, { gezinnen }) => sum + gezinnen!, 0) / fte;
  return families < norm.low ? '<8' : families > norm.high ? '>9' : '8-9';
}

function byUnit(months: readonly WorkloadMonth[], of: (month: WorkloadMonth) => number): Parts {
  const sums = new Map<string, number>();
  for (const month of months) sums.set(month.organisatie, (sums.get(month.organisatie) ?? 0) + of(month));
  return [...sums].map(([unit, value]) => ({ unit, value: Math.round(value) }));
}

function sensitive(parts: Parts, minimum: number, rules: ProtectionRules): boolean {
  return isSensitive({ id: '', value: total(parts), contributions: parts, minimum, importance: 0 }, rules);
}

function total(parts: Parts): number {
  return parts.reduce((sum, { value }) => sum + value, 0);
}
