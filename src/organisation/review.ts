/** The steward's side of a judged export as one line: what was found → what to do first. Everything here stays in the building. */
import { distance } from 'fastest-levenshtein';
import type { Codebook } from '../codebook/schema.js';
import { loadSynonyms } from '../codebook/synonyms.js';
import type { Database } from '../database/database.js';
import type { Change } from './feedback/change.js';
import { composeFeedback, type Expected, type Feedback } from './feedback/feedback.js';
import type { Group, LocatedFinding } from './feedback/groups.js';
import { buildOf, type Knowledge, looksLikeLabel, type ShownValue, tidy } from './feedback/label.js';
import { codebookWords, vocabulary, writtenAsName } from './feedback/vocabulary.js';
import { mappableFields } from './map/check.js';
import { normaliseLabel } from './map/label.js';
import type { Mapping } from './map/mapping.js';
import { words } from './map/propose/words.js';
import { type UnreadText, unreadTexts } from './map/unread.js';
import type { JudgedExport } from './prepare.js';
import type { FindingParams, Severity, Verdict } from './validate/verdict.js';

export interface Review {
  file: string;
  organisation: string;
  period: string;
  delivered: string;
  mapping: Mapping;
  codebook: Codebook;
  judged: JudgedExport;
  change?: Change | undefined;
}

/** The feedback on the export that `db` holds. A text of a cell is in it only where it is shown to be a label. */
export async function reviewExport(db: Database, review: Review): Promise<Feedback> {
  const { mapping, codebook, judged } = review;
  const place = (column: string) => judged.columns.find(({ header }) => normaliseLabel(header) === normaliseLabel(column))?.column;
  const unread = await unreadTexts(db, mapping, codebook, place);
  const values = shownValues(unread, mapping, codebook);
  const { file, organisation, period, delivered, change } = review;
  const findings = await locatedFindings(db, values);
  return composeFeedback({ file, organisation, period, delivered, positions: positionsOf(judged) }, judged, findings, (group) => expectedOf(group, mapping, codebook), change);
}

/** Where a column stands in the file, from 1. Sheets of one workbook may differ in that, so only when one was read. */
function positionsOf({ detected, columns }: JudgedExport): Record<string, number> {
  const several = (detected.tabbladen ?? []).filter(({ gelezen }) => gelezen).length > 1;
  return several ? {} : Object.fromEntries(columns.map(({ header, index }) => [normaliseLabel(header), index]));
}

async function locatedFindings(db: Database, values: ReadonlyMap<string, ShownValue>): Promise<LocatedFinding[]> {
  const rows = await db.rows<{ nr: number; incident: number; sheet: string | null; row: number; verdict: Verdict; rule: string; field: string | null; column: string | null; severity: Severity; params: string }>(
    `SELECT b.nr, o.hoofd AS incident, r.blad AS sheet, r.rij AS row, o.oordeel AS verdict, b.regel AS rule, b.veld AS field, b.kolom AS column, b.ernst AS severity, b.params
    FROM bevinding b JOIN ruw r ON r.rowid = b.nr JOIN oordeel o ON o.nr = b.nr ORDER BY b.nr, b.regel, b.veld, b.kolom, b.params`,
  );
  const parsed = new Map<string, FindingParams>();
  return rows.map(({ nr, params, ...row }) => {
    if (!parsed.has(params)) parsed.set(params, JSON.parse(params) as FindingParams);
    return { ...row, params: parsed.get(params)!, value: values.get(placeOf(row.rule, row.field, nr)) };
  });
}

function placeOf(rule: string, field: string | null, nr: number): string {
  return `${rule} ${field} ${nr}`;
}

/** What may be shown of the unread texts, by rule, field and row. Of a cell with several unknown parts the first that is shown counts. */
function shownValues(unread: readonly UnreadText[], mapping: Mapping, codebook: Codebook): Map<string, ShownValue> {
  const fields = mappableFields(codebook);
  const knows: Knowledge = { name: writtenAsName, ordinary: vocabulary(codebookWords(codebook), knownTexts(mapping, codebook)) };
  const rows = new Map<string, number>();
  const at = (one: UnreadText, part: string) => `${one.rule} ${one.field} ${normaliseLabel(part)}`;
  for (const one of unread) for (const part of one.parts) rows.set(at(one, part), (rows.get(at(one, part)) ?? 0) + one.nrs.length);
  const shown = new Map<string, ShownValue>();
  for (const one of unread) {
    const kind = fields.get(one.field)!.soort;
    const isLabel = kind !== 'datum' && kind !== 'maand' && kind !== 'tijd' && kind !== 'getal' && kind !== 'decimaal';
    const known = isLabel ? knownLabels(one.field, mapping, codebook) : [];
    const values = one.parts.map((part): ShownValue => {
      if (!isLabel) return { build: buildOf(part) };
      if (part.split(' + ').every((piece) => piece === '' || looksLikeLabel(piece, rows.get(at(one, part))!, knows))) return { label: tidy(part) };
      const like = known.find((label) => isSlip(words(label), words(part)));
      return { length: [...tidy(part)].length, ...(like === undefined ? {} : { like }) };
    });
    const value = values.find((one) => 'label' in one) ?? values.find((one) => 'like' in one) ?? values[0]!;
    for (const nr of one.nrs) shown.set(placeOf(one.rule, one.field, nr), value);
  }
  return shown;
}

/** Texts that the mapping itself holds, and the words that organisations use. */
function knownTexts(mapping: Mapping, codebook: Codebook): string[] {
  const labels = Object.values(mapping.velden).flatMap((field) => Object.keys(field.codes ?? {}));
  const filters = mapping.filters.flatMap(({ waarden, behalve }) => waarden ?? behalve ?? []);
  const { labels: said, filters: left, agressie } = loadSynonyms(codebook);
  return [...labels, ...filters, ...Object.values(said).flatMap((codes) => Object.values(codes).flat()), ...Object.values(left).flat(), ...agressie];
}

/** Labels that a field's cells may hold: those of the mapping, or names of places where the field is a region. */
function knownLabels(field: string, mapping: Mapping, codebook: Codebook): string[] {
  const labels = Object.keys(mapping.velden[field]?.codes ?? {});
  return mappableFields(codebook).get(field)?.soort === 'regio' ? [...labels, ...codebook.plaatsen.map(({ naam }) => naam)] : labels;
}

/** Whether a text is a known label with a slip of the pen: one sign in six, two (letters swapped) in nine. */
function isSlip(known: string, text: string): boolean {
  const longest = Math.max(known.length, text.length);
  return longest >= 6 && distance(known, text) <= (longest >= 9 ? 2 : 1);
}

const mostLabels = 8;

function expectedOf({ rule, fields, params }: Group, mapping: Mapping, codebook: Codebook): Expected | undefined {
  const field = fields[0];
  const mapped = field === undefined ? undefined : mapping.velden[field];
  const known = field === undefined ? undefined : mappableFields(codebook).get(field);
  if (rule === 'R02' || rule === 'L03') return mapped?.formaat && params['soort'] !== 'toekomst' ? { kind: 'dates', formats: mapped.formaat } : undefined;
  if (!['R22', 'R23', 'R06', 'R09', 'L05'].includes(rule) || !mapped || !known) return rule === 'R01' && params['soort'] === 'leeg' ? { kind: 'filled' } : undefined;
  if (known.soort === 'regio') return { kind: 'region' };
  if (known.soort === 'getal' || known.soort === 'decimaal') return { kind: 'number' };
  if (known.soort === 'tijd') return { kind: 'times', formats: mapped.formaat ?? ['uu:mm'] };
  const labels = mapped.vinkjes ? (mapped.aangevinkt ?? ['x', 'ja']) : Object.keys(mapped.codes ?? {});
  return labels.length === 0 ? undefined : { kind: 'labels', labels: labels.slice(0, mostLabels), left: Math.max(0, labels.length - mostLabels) };
}
