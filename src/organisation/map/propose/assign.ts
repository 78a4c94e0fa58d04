/** One part for every column: the surest pairs first, each field once, and what stays open becomes a question. */
import { accepted } from './labels.js';
import { candidatesOf, isCodeOf, type Lexicon } from './candidates.js';
import type { ColumnProfile } from './profile.js';
import { type Answers, type Candidate, type Question, type Reason, type Target, targetName } from './proposal.js';

export interface Assigned {
  target: Target;
  confidence: number;
  reason: Reason;
}

const manifold = new Set(['tekst', 'weglaten', 'actie', 'vinkje', 'code', 'negeren']);
const roleAnswers = ['meldingsnummer', 'status', 'soort', 'concept', 'gewijzigd', 'actie', 'tekst', 'weglaten'];

/** The part of each column by its position, and a question for each column that has none. */
export function assignColumns(profiles: readonly ColumnProfile[], lex: Lexicon, answers: Answers): { parts: Map<number, Assigned>; questions: Question[] } {
  const parts = new Map<number, Assigned>();
  const taken = new Set<string>();
  const give = (column: number, target: Target, confidence: number, reason: Reason) => {
    parts.set(column, { target, confidence, reason });
    if (!manifold.has(targetName(target))) taken.add(targetName(target));
  };
  const candidates = candidatesOf(profiles, lex);
  for (const profile of profiles) {
    const answer = answers.get(`kolom:${profile.header}`);
    if (answer !== undefined) give(profile.index, lex.fields.has(answer) ? { veld: answer } : { rol: answer as 'weglaten' }, 1, 'bevestigd');
    else if (profile.personal && (profile.personal !== 'NAAM' || !namesAllowed(profile, candidates))) give(profile.index, { rol: 'weglaten' }, 0.98, 'persoonsgegevens');
    else if (profile.kind === 'tekst' && !candidates.some(({ column, target, confidence }) => column === profile.index && 'veld' in target && confidence >= accepted)) give(profile.index, { rol: 'tekst' }, 0.95, 'tekst');
    else if (profile.kind === 'leeg' && /^kolom \d+$/.test(profile.header)) give(profile.index, { rol: 'weglaten' }, 1, 'leeg');
  }
  giveTicks(profiles, lex, candidates, parts, give);
  for (const profile of profiles) {
    const partner = profiles.find((other) => other !== profile && isCodeOf(profile.header, other.header));
    if (partner && !parts.has(profile.index) && candidates.some(({ column, target, confidence }) => column === partner.index && 'veld' in target && confidence >= accepted)) {
      give(profile.index, { rol: 'code' }, 0.9, 'code_naast_omschrijving');
    }
  }
  for (const { column, target, confidence, reason } of candidates) {
    const name = targetName(target);
    if (confidence < accepted || parts.has(column) || taken.has(name)) continue;
    const rival = confidence < 0.91 && !manifold.has(name) && candidates.some((other) => other.column !== column && !parts.has(other.column) && targetName(other.target) === name && other.confidence >= accepted && other.confidence > confidence - 0.02);
    if (!rival) give(column, target, confidence, reason);
  }
  const questions: Question[] = [];
  for (const profile of profiles) {
    if (parts.has(profile.index)) continue;
    const own = candidates.filter(({ column, target }) => column === profile.index && !taken.has(targetName(target)));
    if (own.length === 0 && (profile.kind === 'leeg' || (profile.distinct === 1 && profile.filled > 0.9 && profile.filledRows >= 5))) {
      give(profile.index, { rol: 'weglaten' }, 0.9, profile.kind === 'leeg' ? 'leeg' : 'constant');
      continue;
    }
    const suggestions = own.slice(0, 3).map(({ target, confidence }) => ({ answer: targetName(target), confidence: Math.min(confidence, 0.8) }));
    const free = [...lex.fields.keys()].filter((name) => !taken.has(name));
    const all = [...new Set([...suggestions.map(({ answer }) => answer), 'weglaten', 'tekst', ...free, ...roleAnswers.filter((role) => !taken.has(role))])];
    questions.push({ id: `kolom:${profile.header}`, soort: 'kolom', header: profile.header, rows: profile.filledRows, suggestions, answers: all });
  }
  return { parts, questions };
}

/** Names may stand in a column only where they serve as a key inside, or where most of its texts are known labels. */
function namesAllowed(profile: ColumnProfile, candidates: readonly Candidate[]): boolean {
  return candidates.some(({ column, target, confidence, reason }) => column === profile.index && 'veld' in target && confidence >= accepted && (target.veld === 'medewerker_pseudo' || reason === 'kop_en_waarden'));
}

/** A column for each form of aggression, ticked or not. */
function giveTicks(profiles: readonly ColumnProfile[], lex: Lexicon, candidates: readonly Candidate[], parts: ReadonlyMap<number, Assigned>, give: (column: number, target: Target, confidence: number, reason: Reason) => void): void {
  const sure = (column: number | undefined, field?: string) =>
    candidates.some((one) => (column === undefined || one.column === column) && one.confidence >= accepted && (field === undefined || targetName(one.target) === field));
  if (sure(undefined, 'vorm')) return;
  const find = lex.finders.get('vorm')!;
  const named = profiles.filter(({ index, header, kind }) => !parts.has(index) && (kind === 'vinkje' || kind === 'leeg') && !sure(index) && (find(header)?.confidence ?? 0) >= accepted);
  if (named.filter(({ kind }) => kind === 'vinkje').length < 2) return;
  for (const { index } of named) give(index, { rol: 'vinkje' }, 0.93, 'vinkjes');
}
