/** The organisation's side as one line: read → map → validate → pseudonymise, from an export to what may leave the building. */
import type { Codebook } from '../codebook/schema.js';
import type { Database } from '../database/database.js';
import type { PersonKind } from '../levering/columns.js';
import { exitCodes, UserError } from '../error.js';
import { requiredColumns } from './map/changes.js';
import { completeRows } from './map/several.js';
import { fieldColumns, mapTable, type MappedTable } from './map/map.js';
import { mappableFields } from './map/check.js';
import { normaliseLabel } from './map/label.js';
import { columnsOf, type Mapping, neededColumns } from './map/mapping.js';
import { versionRankQuery } from './map/versions.js';
import { coarsen } from './pseudonymise/coarsen.js';
import { headerLabel } from './personal/label.js';
import { personalSieve, scanText } from './personal/scan.js';
import { createRecordTypes } from './pseudonymise/types.js';
import type { LabelKey } from './pseudonymise/pseudonym.js';
import type { Survey } from './read/bytes.js';
import { inspectExport, loadExport } from './read/read.js';
import type { Detected, RawTable } from './read/raw.js';
import { refusedColumns } from './refused.js';
import { fileFindings } from './validate/file.js';
import { judge } from './validate/judge.js';
import type { Finding, Verdict } from './validate/verdict.js';
import { summarise, type Summary } from './validate/summary.js';

export interface ExportInput {
  path: string;
  /** What a first look at the whole file found, where that has been taken. */
  surveyed?: Survey | undefined;
  organisation: string;
  mapping: Mapping;
  codebook: Codebook;
  /** First and last day and name of the period that the export delivers. */
  period: { periode: string; van: string; tot: string };
  /** YYYY-MM-DD */
  delivered: string;
  /** Keys of the organisation for incident labels; without them nothing is labelled (a dry run). */
  labelKey?: LabelKey | undefined;
  /** Units whose labels the agreement lets pass. */
  labelled?: readonly PersonKind[] | undefined;
}

export interface JudgedExport extends Summary {
  detected: Detected;
  sha256: string;
  counts: Record<Verdict, number>;
  fileFindings: Finding[];
  /** A column would carry direct identifiers: nothing of the file may be delivered. */
  blocked: boolean;
  asked: ReadonlySet<string>;
  /** Headers of the columns that were kept, their place in the file, and in the raw table. */
  columns: RawTable['columns'];
}

/**
 * Judges an export in the given private database, which afterwards holds `oordeel`, `bevinding`, `voorval`,
 * `herhaling` and `persoonslabel`. Throws a UserError when the file cannot be read or the mapping does not fit it.
 */
export async function judgeExport(db: Database, input: ExportInput): Promise<JudgedExport> {
  const { mapping, codebook } = input;
  const inspection = await inspectExport(input.path, mapping.lezen, input.surveyed);
  const headers = new Map(inspection.headers.map((header) => [normaliseLabel(header), header]));
  const actual = (column: string) => headers.get(normaliseLabel(column));
  requireColumns(mapping, actual);

  const raw = await loadExport(db, input.path, inspection, readPlan(mapping, inspection.bytes, actual));
  const places = new Map(raw.columns.map(({ header, column }) => [normaliseLabel(header), column]));
  const place = (column: string) => places.get(normaliseLabel(column));
  await completeRows(db, mapping, place, raw.columns.map(({ column }) => column));
  const types = await createRecordTypes(db);
  const mapped = await mapTable(db, mapping, codebook, place, types, raw.words);
  await judge(db, {
    codebook,
    period: input.period,
    delivered: input.delivered,
    problems: mapped.problems,
    grouping: await grouping(db, mapping, place),
    content: contentColumns(mapping, codebook, mapped),
    columnOf: (field) => headerOf(mapping, field),
    dateColumn: place(columnsOf(mapping.velden['incident_datum']!)[0] ?? ''),
    asked: mapped.asked,
  });
  await coarsen(db, {
    codebook,
    organisation: input.organisation,
    asked: mapped.asked,
    derived: mapped.derived,
    types,
    key: input.labelKey,
    labelled: input.labelled,
  });
  const summary = await summarise(db);
  const refused = refusedColumns(raw.suspicious, mapping);
  const findings = fileFindings({ mapping, codebook, raw, summary, missing: missingColumns(mapping, actual), refused });
  return { ...summary, detected: raw.detected, sha256: inspection.sha256, fileFindings: findings, blocked: refused.length > 0, asked: mapped.asked, columns: raw.columns };
}

function requireColumns(mapping: Mapping, actual: (column: string) => string | undefined): void {
  const needed = neededColumns(mapping);
  const missing = needed.filter((column) => actual(column) === undefined);
  if (missing.length === needed.length || missing.length > needed.length / 2) {
    throw new UserError('map.fitsNothing', { organisatie: mapping.organisatie, missing: missing.length, needed: needed.length, columns: needed.map(headerLabel).join(', ') }, exitCodes.unreadable);
  }
  const required = requiredColumns(mapping, (column) => actual(column) !== undefined).filter((column) => actual(column) === undefined);
  if (required.length > 0) {
    throw new UserError('map.requiredColumnMissing', { columns: [...new Set(required)].map(headerLabel).join(', ') }, exitCodes.unreadable);
  }
}

function missingColumns(mapping: Mapping, actual: (column: string) => string | undefined): string[] {
  return [...neededColumns(mapping), ...mapping.vrije_tekst].filter((column) => actual(column) === undefined).map(headerLabel);
}

/** From so many bytes on, what it takes to find the words of columns first is less than what it saves. */
const manyBytes = 2 ** 22;

function readPlan(mapping: Mapping, bytes: number, actual: (column: string) => string | undefined) {
  const present = (columns: readonly string[]) => columns.map(actual).filter((header) => header !== undefined);
  const reported = mapping.velden['meld_datum'] ? present(columnsOf(mapping.velden['meld_datum'])) : [];
  return {
    keep: [...new Set(present(neededColumns(mapping)))],
    text: present(mapping.vrije_tekst),
    known: present([...mapping.weglaten, ...mapping.vrije_tekst]),
    scan: scanText,
    scanPrefilter: personalSieve,
    keyColumns: present(mapping.meldingsnummer.kolommen),
    ignoreInDuplicate: reported,
    words: bytes >= manyBytes && !mapping.meerdere_regels,
    continuation: mapping.meerdere_regels?.vervolgregels === true,
  };
}

async function grouping(db: Database, mapping: Mapping, place: (column: string) => string | undefined) {
  const several = mapping.meerdere_regels;
  return {
    several: several !== undefined,
    employees: (several?.medewerker ?? []).map(place).filter((one) => one !== undefined),
    united: (several?.verenigen ?? []).flatMap((field) => (field === 'vorm' ? ['vormen', 'vormen2'] : [field === 'kanaal' ? 'kanalen' : field])),
    versions: await versionRankQuery(db, mapping, place),
    column: mapping.meldingsnummer.kolommen.map(headerLabel).join(' + '),
  };
}

/** The coded columns whose equality makes two rows of one number the same incident. */
function contentColumns(mapping: Mapping, codebook: Codebook, mapped: MappedTable): string[] {
  const own = new Set([...(mapping.meerdere_regels?.medewerker ?? []), ...(mapping.meerdere_regels?.acties ?? [])].map(normaliseLabel));
  return [...mappableFields(codebook)]
    .filter(([name]) => mapped.asked.has(name) && !(mapping.velden[name] && columnsOf(mapping.velden[name]).some((column) => own.has(normaliseLabel(column)))))
    .flatMap(([name, field]) => fieldColumns(name, field.soort).map(([column]) => column));
}

function headerOf(mapping: Mapping, field: string): string | undefined {
  const mapped = mapping.velden[field];
  if (field === 'bron_meldingsnummer') return mapping.meldingsnummer.kolommen.map(headerLabel).join(' + ');
  return mapped && columnsOf(mapped).map(headerLabel).join(' + ');
}

