/** Says in plain words what changed in an export since its mapping was made, and which command brings the mapping up to date. */
import { basename, relative, resolve } from 'node:path';
import { UserError } from '../error.js';
import { message, type MessageKey, type MessageParams } from '../i18n/message.js';
import { type ExportChanges, exportChanges } from '../organisation/map/changes.js';
import { columnsOf, type Mapping } from '../organisation/map/mapping.js';
import { fileLabel, headerLabel } from '../organisation/personal/label.js';
import { inspectExport } from '../organisation/read/read.js';
import type { FindingCount } from '../organisation/validate/summary.js';
import type { Io } from './io.js';

export interface Examined {
  path: string;
  mapping: Mapping;
  /** Where the mapping lies, as it was given. */
  mappingPath: string;
  /** Rows rejected for a value that the mapping does not know, by column; when the export was judged. */
  unknown?: readonly { column: string; rows: number }[];
}

/** The explanation, or nothing when the export still fits. Headers are read once more; nothing is kept. */
export async function changeText({ path, mapping, mappingPath, unknown = [] }: Examined, io: Io): Promise<string> {
  const { headers } = await inspectExport(path, mapping.lezen);
  const changes = exportChanges(mapping, headers);
  const t = (key: MessageKey, params: MessageParams = {}) => message(io.lang, key, params);
  const lines = [
    ...changes.gone.map(({ column, required, like }) => t(required ? 'map.change.goneRequired' : 'map.change.gone', { column: headerLabel(column) }) + (like === undefined ? '' : t('map.change.like', { like: headerLabel(like) }))),
    ...freshLines(changes, t),
    ...unknown.map(({ column, rows }) => t('map.change.labels', { column: headerLabel(column), rows })),
  ];
  if (lines.length === 0) return '';
  const command = `agressiemonitor mapping propose ${quoted(fileLabel(relative(io.cwd(), path) || basename(path)))} --organisation ${mapping.organisatie} --base ${quoted(mappingPath)}`;
  return [t('map.change.head', { version: mapping.versie }), ...lines.map((line) => `  - ${line}`), t('map.change.repair', { command, next: mapping.versie + 1 }), ''].join('\n');
}

/** Runs a judgement; where the mapping no longer fits at all, the change is explained before the refusal. */
export async function explainingChange<T>(examined: Omit<Examined, 'unknown'>, io: Io, judge: () => Promise<T>): Promise<T> {
  try {
    return await judge();
  } catch (error) {
    if (error instanceof UserError && error.key === 'map.requiredColumnMissing') io.err(await changeText(examined, io));
    throw error;
  }
}

function freshLines({ fresh }: ExportChanges, t: (key: MessageKey, params?: MessageParams) => string): string[] {
  return fresh.map(({ index, header }) => (header === undefined || headerLabel(header) !== header ? t('map.change.freshUnnamed', { index }) : t('map.change.fresh', { header, index })));
}

function quoted(text: string): string {
  return /^[\w./\\:-]+$/.test(text) ? text : `"${text}"`;
}

/** The mapping file of a command: the one given, else the workspace's. */
export function mappingPlace(given: string | undefined, folder: string | undefined, organisation: string, io: Io): string {
  if (given !== undefined) return given;
  return folder === undefined ? `${organisation}.yaml` : relative(io.cwd(), resolve(folder, 'mappings', `${organisation}.yaml`));
}

/** Rows with a label that the mapping does not know, by column (R22), where the mapping has labels at all. */
export function unknownLabels(findings: readonly FindingCount[], mapping: Mapping): { column: string; rows: number }[] {
  const labelled = new Set(Object.values(mapping.velden).flatMap((field) => (field.codes ? [columnsOf(field).join(' + ')] : [])));
  const rows = new Map<string, number>();
  for (const { rule, column, count } of findings) if (rule === 'R22' && column !== null && labelled.has(column)) rows.set(column, Math.max(count, rows.get(column) ?? 0));
  return [...rows].map(([column, count]) => ({ column, rows: count })).sort((a, b) => b.rows - a.rows || (a.column < b.column ? -1 : 1));
}
