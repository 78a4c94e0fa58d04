/** The labels of a column as codes of one field: what is exactly known stands, what is not is asked or left out. */
import { normaliseLabel } from '../label.js';
import type { Lexicon } from './candidates.js';
import { accepted, type LabelFinder, partsOf } from './labels.js';
import type { ColumnProfile, Value } from './profile.js';
import type { Answers, LabelDecision, Question } from './proposal.js';
import { looksLikeLabel } from './words.js';

export interface CodedLabels {
  codes: Record<string, string | string[]>;
  labels: LabelDecision[];
  questions: Question[];
  hiddenRows: number;
}

/** The parts that stand in a column's cells, each once, with the rows they stand in. */
export function labelsIn(profile: ColumnProfile, find: LabelFinder): Value[] {
  const found = new Map<string, Value>();
  for (const { text, count } of profile.values) {
    for (const part of new Set(partsOf(text, profile.separator, find))) {
      const label = normaliseLabel(part);
      const known = found.get(label);
      if (known) known.count += count;
      else found.set(label, { text: part, label, count });
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}

/**
 * Codes for every label of a column. `settled` names labels that another part of the mapping deals with;
 * `derive` may give codes from outside the field's own list of words.
 */
export function codedLabels(profile: ColumnProfile, veld: string, lex: Lexicon, answers: Answers, settled: ReadonlySet<string> = new Set(), derive?: (text: string) => string[] | undefined): CodedLabels {
  const find = lex.finders.get(veld)!;
  const result: CodedLabels = { codes: {}, labels: [], questions: [], hiddenRows: 0 };
  for (const { text, label, count } of labelsIn(profile, find)) {
    if (settled.has(label)) continue;
    const id = `label:${veld}:${label}`;
    const answer = answers.get(id);
    const match = find(text);
    const derived = derive?.(text);
    const codes = answer !== undefined ? (answer === 'overslaan' ? [] : answer.split('+')) : (derived ?? (match && match.confidence >= accepted ? match.codes : undefined));
    if (codes && codes.length > 0) {
      result.codes[text] = codes.length === 1 ? codes[0]! : codes;
      result.labels.push({ text, codes, confidence: answer !== undefined ? 1 : derived ? 0.88 : match!.confidence, rows: count });
    } else if (answer === undefined && (looksLikeLabel(text, count) || (match !== undefined && count >= 2))) {
      const suggestions = match ? match.codes.map((code) => ({ answer: code, confidence: match.confidence })) : [];
      const all = codesOfField(veld, lex);
      result.questions.push({
        id, soort: 'label', header: profile.header, veld, ...(looksLikeLabel(text, count) ? { label: text } : {}), rows: count, suggestions,
        answers: [...new Set([...suggestions.map((one) => one.answer), ...all, 'overslaan'])],
      });
    } else if (answer === undefined) result.hiddenRows += count;
  }
  return result;
}

/** Codes that a field may take. */
export function codesOfField(veld: string, lex: Lexicon): string[] {
  const field = lex.fields.get(veld)!;
  if (field.soort === 'regio') return [...lex.codebook.jeugdregios.map(({ code }) => code), 'LANDELIJK', 'ONBEKEND'];
  const list = field.soort === 'janee' ? 'janee' : field.lijst;
  return lex.codebook.codelijsten.find((one) => one.lijst === list)?.codes.map(({ code }) => code) ?? [];
}
