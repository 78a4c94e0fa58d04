/** How much of a known mapping is proposed from the export alone: the share of columns and labels, questions, and what was wrong. */
import { mappableFields } from '../organisation/map/check.js';
import { normaliseLabel } from '../organisation/map/label.js';
import { columnsOf, type FieldMapping, type Mapping, mappingSchema } from '../organisation/map/mapping.js';
import { valueCoder } from '../organisation/map/values.js';
import { isCodeOf, type Lexicon } from '../organisation/map/propose/candidates.js';
import type { ExportView } from '../organisation/map/propose/profile.js';
import { propose } from '../organisation/map/propose/propose.js';
import { compileDateFormat, parseIso } from '../organisation/map/dates.js';

export interface Score {
  columns: number;
  columnsRight: number;
  labels: number;
  labelsRight: number;
  questions: number;
  /** Accepted without a question, and not what the known mapping says. */
  wrong: string[];
  /** What was left open although the known mapping has it. */
  open: string[];
}

/** Compares a proposal without any answer with the mapping that a person made of the same export. */
export function scoreProposal(view: ExportView, truth: Mapping, lex: Lexicon): Score {
  const { mapping, questions } = propose({ view, organisation: truth.organisatie, lexicon: lex });
  const made = mappingSchema.parse({ ...mapping, meldingsnummer: (mapping['meldingsnummer'] as { kolommen: string[] }).kolommen.length > 0 ? mapping['meldingsnummer'] : { kolommen: ['?'] } });
  const score: Score = { columns: 0, columnsRight: 0, labels: 0, labelsRight: 0, questions: questions.length, wrong: [], open: [] };
  const asked = new Set(questions.map(({ soort, header }) => (soort === 'kolom' || soort === 'datum' ? header : '')));
  const [known, proposed] = [partsOf(truth), partsOf(made)];
  for (const header of view.headers) {
    const want = [...(known.get(normaliseLabel(header)) ?? [])].sort().join('+');
    const have = [...(proposed.get(normaliseLabel(header)) ?? [])].sort().join('+');
    if (/^kolom \d+$/.test(header)) continue;
    score.columns++;
    if (asked.has(header)) score.open.push(`${header} = ${want}`);
    // Codes and descriptions of one thing: either of the two columns tells it.
    else if (same(want, have) || view.headers.some((other) => (isCodeOf(header, other) || isCodeOf(other, header)) && [...(proposed.get(normaliseLabel(other)) ?? []), ...(known.get(normaliseLabel(other)) ?? [])].includes('vorm'))) score.columnsRight++;
    else score.wrong.push(`${header}: ${have} instead of ${want}`);
  }
  scoreLabels(view, truth, made, lex, score);
  return score;
}

/** Being used for more or fewer of the fields that one column decides is not another use, and dropping is dropping. */
function same(want: string, have: string): boolean {
  const [a, b] = [want || 'weg', have || 'weg'].map((one) => new Set(one.split('+')));
  return [...a!].some((part) => b!.has(part));
}

function partsOf(mapping: Mapping): Map<string, Set<string>> {
  const parts = new Map<string, Set<string>>();
  const put = (column: string, part: string) => parts.set(normaliseLabel(column), (parts.get(normaliseLabel(column)) ?? new Set()).add(part));
  mapping.meldingsnummer.kolommen.forEach((column) => put(column, 'meldingsnummer'));
  if (mapping.nieuwste) put(mapping.nieuwste.kolom, 'nieuwste');
  mapping.meerdere_regels?.medewerker?.forEach((column) => put(column, 'medewerker_pseudo'));
  mapping.meerdere_regels?.acties?.forEach((column) => put(column, 'actie'));
  mapping.filters.forEach(({ kolom }) => put(kolom, 'filter'));
  for (const [veld, field] of Object.entries(mapping.velden)) columnsOf(field).forEach((column) => put(column, veld));
  [...mapping.vrije_tekst, ...mapping.weglaten].forEach((column) => put(column, 'weg'));
  return parts;
}

/** Every distinct text of the columns of a field, coded by both mappings; a text that the known mapping does not code is no label. */
function scoreLabels(view: ExportView, truth: Mapping, made: Mapping, lex: Lexicon, score: Score): void {
  const fields = mappableFields(lex.codebook);
  for (const [veld, wanted] of Object.entries(truth.velden)) {
    const field = fields.get(veld)!;
    const got = made.velden[veld];
    if (['sleutel', 'getal', 'tekst', 'tijd'].includes(field.soort)) continue;
    const seen = new Map<string, { want: string; have: string }>();
    for (const row of view.rows) {
      const want = codesIn(view, row, wanted, veld, lex);
      if (want === undefined && field.soort !== 'datum') continue;
      const key = normaliseLabel(cellsOf(view, row, wanted).join(' + '));
      if (!seen.has(key)) seen.set(key, { want: want ?? '', have: (got && codesIn(view, row, got, veld, lex)) ?? '' });
    }
    if (field.soort === 'datum') {
      const other = [...seen].filter(([, { want, have }]) => have !== '' && want !== have);
      if (other.length > 0) score.wrong.push(`${veld}: ${other.length} dates read otherwise`);
      continue;
    }
    for (const [label, { want, have }] of seen) {
      score.labels++;
      if (agree(want, have)) score.labelsRight++;
      else if (have === '') score.open.push(`${veld}: ${label}`);
      else score.wrong.push(`${veld}: ${label} = ${have} instead of ${want}`);
    }
  }
}

function cellsOf(view: ExportView, row: readonly string[], field: FieldMapping): string[] {
  return columnsOf(field).map((column) => row[view.headers.findIndex((header) => normaliseLabel(header) === normaliseLabel(column))] ?? '');
}

function codesIn(view: ExportView, row: readonly string[], field: FieldMapping, veld: string, lex: Lexicon): string | undefined {
  const known = lex.fields.get(veld)!;
  const cells = cellsOf(view, row, field);
  if (cells.every((cell) => normaliseLabel(cell) === '')) return undefined;
  if (known.soort === 'datum') {
    const text = normaliseLabel(cells[0]!);
    const formats = [...(field.formaat ?? []), ...(view.soort === 'xlsx' ? ['iso'] : [])];
    const read = formats.map((format) => compileDateFormat(format)!.parse(text)).find((one) => one !== undefined && one !== 'impossible') ?? parseIso(text.toUpperCase());
    return typeof read === 'object' ? read.date : undefined;
  }
  const { codes, problem } = valueCoder(field, known, lex.codebook)(cells);
  return problem !== undefined || codes.length === 0 ? undefined : [...new Set(codes)].sort().join('+');
}

/** The same codes, or a code and its own detail: how fine a form is told is for people to decide. */
function agree(want: string, have: string): boolean {
  const [a, b] = [want.split('+'), have.split('+')];
  const fits = (one: string, others: readonly string[]) => others.some((other) => one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`));
  return have !== '' && a.every((code) => fits(code, b)) && b.every((code) => fits(code, a));
}
