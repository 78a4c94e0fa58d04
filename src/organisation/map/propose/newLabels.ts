/** Labels of a changed export that the stored mapping does not know: exactly known words are taken, everything else is asked. */
import { normaliseLabel } from '../label.js';
import { valueCoder } from '../values.js';
import type { Lexicon } from './candidates.js';
import { codesOfField, labelsIn } from './codes.js';
import { accepted } from './labels.js';
import type { ColumnProfile, ExportView, Value } from './profile.js';
import type { Answers, LabelDecision, Question } from './proposal.js';
import { looksLikeLabel } from './words.js';

type Plain = Record<string, unknown>;

export interface Change {
  view: ExportView;
  profiles: readonly ColumnProfile[];
  lexicon: Lexicon;
  answers: Answers;
}

export interface Found {
  header: string;
  labels: LabelDecision[];
  questions: Question[];
  /** Rows with a text that is new and is not shown, because it may be more than a label. */
  hiddenRows?: number;
}

/** Adds to the `codes` of a field what is new in its column or columns; undefined for a field without labels. */
export function addNewLabels(veld: string, field: Plain, filters: readonly Plain[], change: Change): Found | undefined {
  const codes = field['codes'] as Record<string, unknown> | undefined;
  if (!codes || !change.lexicon.finders.has(veld)) return undefined;
  const fresh = Array.isArray(field['kolommen']) ? newCombinations(veld, field, change) : newTexts(veld, field, filters, change);
  if (!fresh) return undefined;
  const found: Found = { header: fresh.header, labels: [], questions: [] };
  const added: Plain = {};
  for (const { text, label, count, known } of fresh.values) {
    const answer = change.answers.get(`label:${veld}:${label}`);
    const chosen = answer === undefined ? known?.codes : answer === 'overslaan' ? [] : answer.split('+');
    if (chosen && chosen.length > 0) {
      const key = answer === undefined ? (known!.key ?? text) : text;
      added[key] = chosen.length === 1 ? chosen[0] : chosen;
      found.labels.push({ text: key, codes: chosen, confidence: answer === undefined ? known!.confidence : 1, rows: count });
    } else if (answer === undefined && text.split(' + ').every((part) => part === '' || looksLikeLabel(part, count))) {
      const match = change.lexicon.finders.get(veld)!(text);
      const suggestions = match ? match.codes.map((code) => ({ answer: code, confidence: match.confidence })) : [];
      const answers = [...new Set([...suggestions.map((one) => one.answer), ...codesOfField(veld, change.lexicon), 'overslaan'])];
      found.questions.push({ id: `label:${veld}:${label}`, soort: 'label', header: fresh.header, veld, label: text, rows: count, suggestions, answers });
    } else if (answer === undefined) found.hiddenRows = (found.hiddenRows ?? 0) + count;
  }
  if (found.labels.length > 0) field['codes'] = { ...codes, ...added };
  return found;
}

interface Fresh {
  header: string;
  values: (Value & { known?: { codes: string[]; confidence: number; key?: string } | undefined })[];
}

function newTexts(veld: string, field: Plain, filters: readonly Plain[], { profiles, lexicon }: Change): Fresh | undefined {
  const find = lexicon.finders.get(veld)!;
  const profile = profileOf(field['kolom'], profiles);
  if (!profile) return undefined;
  const codes = new Set(Object.keys(field['codes'] as object).map(normaliseLabel));
  const filtered = new Set(filters.filter(({ kolom }) => kolom === field['kolom']).flatMap(({ waarden }) => (waarden as string[] | undefined) ?? []).map(normaliseLabel));
  const separator = field['scheiding'] as string | undefined;
  const split = (text: string) => (codes.has(normaliseLabel(text)) ? { codes: ['?'], confidence: 1, reason: 'code' as const } : find(text));
  const values = labelsIn({ ...profile, ...(separator ? { separator } : {}) }, split).filter(({ label }) => !codes.has(label) && !filtered.has(label));
  const sure = (text: string) => {
    const match = find(text);
    return match && match.confidence >= accepted ? match : undefined;
  };
  return { header: profile.header, values: values.map((value) => ({ ...value, known: sure(value.text) })) };
}

/** Combinations of texts that no line of the mapping fits. One known word decides where the mapping lets the others be anything. */
function newCombinations(veld: string, field: Plain, { view, profiles, lexicon }: Change): Fresh | undefined {
  const columns = (field['kolommen'] as string[]).map((column) => profileOf(column, profiles));
  if (columns.some((column) => !column)) return undefined;
  const lines = Object.entries(field['codes'] as Record<string, string | string[]>).map(([key, codes]) => [key, [codes].flat()] as const);
  const coder = valueCoder({ kolommen: field['kolommen'] as string[], codes: Object.fromEntries(lines) }, lexicon.fields.get(veld)!, lexicon.codebook);
  const open = (at: number) => lines.some(([key]) => key.split(' + ').every((part, i) => (part.trim() === '*') === (i !== at)));
  const find = lexicon.finders.get(veld)!;
  const found = new Map<string, Fresh['values'][number]>();
  for (const row of view.rows) {
    const cells = columns.map((column) => (row[column!.index] ?? '').normalize('NFKC').replace(/\s+/g, ' ').trim());
    if (coder(cells).problem !== 'onbekend') continue;
    const sure = cells.map((cell) => find(cell)).map((match) => (match && match.confidence >= accepted ? match : undefined));
    const at = sure.findIndex((match) => match !== undefined);
    const alone = at >= 0 && sure.every((match, i) => i === at || match === undefined) && open(at);
    const text = alone ? cells.map((cell, i) => (i === at ? cell : '*')).join(' + ') : cells.join(' + ');
    const label = text.split(' + ').map(normaliseLabel).join(' + ');
    const before = found.get(label);
    if (before) before.count++;
    else found.set(label, { text, label, count: 1, ...(alone ? { known: { ...sure[at]!, key: text } } : {}) });
  }
  return { header: columns.map((column) => column!.header).join(' + '), values: [...found.values()].sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1)) };
}

/** Adds new columns with ticks to a field that is ticked, when their header is exactly a known label. Gives the columns added. */
export function addNewTicks(veld: string, field: Plain, fresh: readonly ColumnProfile[], { lexicon }: Change): { profile: ColumnProfile; confidence: number }[] {
  const ticks = field['vinkjes'] as Record<string, string> | undefined;
  const find = lexicon.finders.get(veld);
  if (!ticks || !find) return [];
  const known = fresh.flatMap((profile) => {
    const match = profile.kind === 'vinkje' ? find(profile.header) : undefined;
    return match && match.confidence >= accepted && match.codes.length === 1 ? [{ profile, match }] : [];
  });
  if (known.length > 0) field['vinkjes'] = { ...ticks, ...Object.fromEntries(known.map(({ profile, match }) => [profile.header, match.codes[0]!])) };
  return known.map(({ profile, match }) => ({ profile, confidence: match.confidence }));
}

/** The column of this export that a mapping names. */
export function profileOf(column: unknown, profiles: readonly ColumnProfile[]): ColumnProfile | undefined {
  return profiles.find(({ header }) => typeof column === 'string' && normaliseLabel(header) === normaliseLabel(column));
}
