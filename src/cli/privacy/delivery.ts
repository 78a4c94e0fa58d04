/** The privacy officer's report of files before they leave the organisation. */
import type { Delivery, DeliveryPart } from '../../levering/delivery.js';
import { defaultK } from '../../organisation/deliver/classes.js';
import type { Detection } from '../../organisation/deliver/detections.js';
import { message, type MessageKey, type MessageParams } from '../../i18n/message.js';
import { becomesText, fates, partName, partSentences, validDays } from '../commands/prepare.js';
import { keysOf } from '../commands/key.js';
import type { Leaving, PersonalColumn } from '../deliver.js';
import type { Io } from '../io.js';
import { version } from '../version.js';
import { loweredThresholds } from '../workspace/config.js';
import type { Workspace } from '../workspace/workspace.js';
import type { Document, Section } from './document.js';

export interface OwnKey {
  kind: string;
  key: string;
  state: string;
}

export interface DeliveryReport {
  delivery: Delivery;
  leaving: readonly Leaving[];
  k: number;
  keys: OwnKey[];
  workspace: Workspace;
}

export type Translate = (key: MessageKey, params?: MessageParams) => string;

/** Keys by which this delivery would be signed and labelled: that of the signature, and those of the years of its periods. */
export async function keysInUse({ folder }: Workspace, delivery: Delivery): Promise<OwnKey[]> {
  const years = new Set(delivery.delen.flatMap((part) => (part.deel === 'voorval' ? [part.manifest.vanMaand.slice(0, 4), part.manifest.totMaand.slice(0, 4)] : [])));
  const own = await keysOf(folder, delivery.organisatie, true);
  return own.filter(({ kind, key }) => kind === 'signature' || [...years].some((year) => key.includes(`.${year}.`))).map(({ kind, key, state }) => ({ kind, key, state }));
}

/** The report as data. */
export function deliveryJson({ delivery, leaving, k, keys, workspace }: DeliveryReport): object {
  return {
    organisation: delivery.organisatie, delivered: delivery.geleverd, codebook: delivery.codeboek, version,
    files: delivery.delen.map((part, i) => ({
      ...leaving[i]!, kind: part.manifest.soort, counts: part.manifest.aantallen,
      ...(part.deel === 'voorval' ? { period: part.manifest.periode, incidents: part.manifest.incidenten, classes: part.klassen } : {}),
    })),
    overrides: { k: k < defaultK ? k : null, lowered: loweredThresholds(workspace.config), reason: workspace.config.verlaging ?? null },
    keys, retention: { levering_days: validDays, store_years: storeYears(workspace) },
  };
}

/** The report as a document in the reader's language. */
export function deliveryDocument(report: DeliveryReport, io: Io): Document {
  const { delivery, leaving, keys } = report;
  const t: Translate = (key, params) => message(io.lang, key, params);
  return {
    title: t('privacy.title', { organisation: delivery.organisatie }),
    about: [t('privacy.about', { delivered: delivery.geleverd, codebook: delivery.codeboek, version }), t('privacy.nature')],
    sections: [
      ...delivery.delen.flatMap((part, i) => fileSections(part, leaving[i]!, t, io)),
      { title: t('privacy.overrides'), sentences: overrides(report, t) },
      keySection(keys, t),
      { title: t('privacy.retention'), sentences: [t('privacy.retention.files'), t('privacy.retention.levering', { days: validDays }), t('privacy.retention.keys')] },
    ],
  };
}

function fileSections(part: DeliveryPart, { file, source, columns, detections, personal }: Leaving, t: Translate, io: Io): Section[] {
  const leaves = columns.filter(({ filled }) => filled > 0);
  const leavingSection: Section = {
    title: t('privacy.leaving', { file }),
    sentences: partSentences(part, io),
    table: { head: [t('levering.inspect.field'), t('levering.inspect.filled'), t('levering.inspect.different')], rows: leaves.map(({ column, filled, different }) => [column, filled, different]) },
  };
  if (part.deel === 'context') return [leavingSection];
  const counts = fates.map((fate) => [fate, source.filter((one) => one.fate === fate).length] as const).filter(([, n]) => n > 0);
  return [
    {
      title: t('privacy.columns', { file, period: partName(part) }),
      sentences: counts.map(([fate, count]) => t(`levering.inspect.sentence.${fate}`, { count }).trim()),
      table: {
        head: [t('privacy.column.column'), t('privacy.column.fate'), t('privacy.column.becomes')],
        rows: source.map(({ header, fate, becomes, how }) => [header, t(`levering.inspect.fate.${fate}`), becomesText(becomes, how, io)]),
      },
    },
    personalSection(file, personal, t),
    detectionSection(file, detections, t),
    leavingSection,
  ];
}

/** Columns that hold personal data as a whole; of a refused file also which of them stop it. */
export function personalSection(file: string, personal: readonly (PersonalColumn & { stops?: boolean })[], t: Translate): Section {
  const told = personal.some(({ stops }) => stops !== undefined);
  const place = ({ sheet, hidden }: PersonalColumn) => [...(sheet === null ? [] : [t('privacy.place.sheet', { sheet })]), ...(hidden ? [t('privacy.place.hidden')] : [])].join(', ');
  return {
    title: t('privacy.personal', { file }),
    sentences: [t(personal.length === 0 ? 'privacy.personal.none' : 'privacy.personal.some')],
    table: {
      head: [t('privacy.column.column'), t('privacy.column.kind'), t('privacy.column.place'), ...(told ? [t('privacy.column.stops')] : [])],
      rows: personal.map((one) => [one.name, t(`privacy.kind.${one.kind}`), place(one), ...(told ? [t(one.stops ? 'privacy.stops.yes' : 'privacy.stops.no')] : [])]),
    },
  };
}

/** What the scan met in free texts and in columns that are read. */
export function detectionSection(file: string, detections: readonly Detection[], t: Translate): Section {
  return {
    title: t('privacy.detections', { file }),
    sentences: [t(detections.length === 0 ? 'privacy.detections.none' : 'privacy.detections.some'), t('privacy.detections.quality')],
    table: {
      head: [t('privacy.column.kind'), t('privacy.column.place'), t('privacy.column.cells'), t('privacy.column.finds')],
      rows: detections.map(({ kind, column, cells, finds }) => [t(`privacy.kind.${kind}`), column ?? t('privacy.place.text'), cells, finds]),
    },
  };
}

function overrides({ k, workspace }: DeliveryReport, t: Translate): string[] {
  const found = [...(k < defaultK ? [t('privacy.overrides.k', { usual: defaultK, k })] : []), ...lowered(workspace, t)];
  return found.length === 0 ? [t('privacy.overrides.none')] : found;
}

/** What the settings lower, with the reason that stands there. */
export function lowered({ config }: Workspace, t: Translate): string[] {
  const names = loweredThresholds(config);
  return names.length === 0 ? [] : [t('privacy.overrides.lowered', { names: names.join(', '), reason: config.verlaging!.reden, by: config.verlaging!.door })];
}

export function keySection(keys: readonly OwnKey[], t: Translate): Section {
  return {
    title: t('privacy.keys'),
    sentences: keys.length === 0 ? [t('privacy.keys.none')] : [],
    table: { head: [t('privacy.column.kind'), t('privacy.column.key'), t('privacy.column.state')], rows: keys.map(({ kind, key, state }) => [t(`levering.key.kind.${kind}` as MessageKey), key, t(`levering.key.state.${state}` as MessageKey)]) },
  };
}

/** Years that the settings keep records; null when they do not say. */
export function storeYears({ config }: Workspace): number | null {
  const term = (config as { bewaartermijn?: { jaren?: unknown } }).bewaartermijn?.jaren;
  return typeof term === 'number' ? term : null;
}
