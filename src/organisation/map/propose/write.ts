/** A proposal as YAML that a person can read: every decision with its certainty, every open question as a comment. */
import { Document, isMap, isScalar } from 'yaml';
import { normaliseLabel } from '../label.js';
import type { Answers, Proposal } from './proposal.js';

/** The sentences that a file needs, in the steward's language. */
export interface Phrases {
  head: string;
  decision(confidence: string, reason: string): string;
  confirmed: string;
  /** Who answered when, and each question with its answer; none when nobody did. */
  answered: readonly string[];
  openHead: string;
  question(soort: string, header: string, veld: string, label: string | undefined, rows: number, suggestions: string): string;
  hidden(header: string, rows: number): string;
  missing(fields: string): string;
}

/** YAML text of a proposal. Open labels and columns are left out, so that `check` refuses the rows that have them. */
export function proposalYaml(proposal: Proposal, answers: Answers, missing: readonly string[], say: Phrases): string {
  const document = new Document(proposal.mapping);
  document.commentBefore = ` ${say.head}`;
  const fields = document.get('velden');
  if (isMap(fields)) {
    for (const { key, value } of fields.items) {
      if (!isScalar(key)) continue;
      const veld = String(key.value);
      const decision = proposal.decisions.find(({ targets }) => targets.includes(veld));
      if (decision) key.commentBefore = ` ${decision.reason === 'bevestigd' ? say.confirmed : say.decision(decision.confidence.toFixed(2), decision.reason)}`;
      const codes = isMap(value) ? value.get('codes') : undefined;
      if (!isMap(codes)) continue;
      for (const label of codes.items) {
        if (isScalar(label.key) && answers.has(`label:${veld}:${normaliseLabel(String(label.key.value))}`) && isScalar(label.value)) label.value.comment = ` ${say.confirmed}`;
      }
    }
  }
  document.comment = endNotes(null, proposal, missing, say);
  return document.toString({ lineWidth: 0 });
}

/** The comment at the end: what stood there, what was answered, and last what is open. */
export function endNotes(before: string | null | undefined, proposal: Proposal, missing: readonly string[], say: Phrases): string | null {
  const blocks = [before ? [before] : [], say.answered.map((line) => ` ${line}`), proposalNotes(proposal, missing, say)].filter((lines) => lines.length > 0);
  return blocks.length === 0 ? null : blocks.map((lines) => lines.join('\n')).join('\n\n');
}

/** What is still open, as the lines of a comment; none when nothing is. */
function proposalNotes(proposal: Proposal, missing: readonly string[], say: Phrases): string[] {
  const open = proposal.questions.map(({ soort, header, veld, label, rows, suggestions }) => ` - ${say.question(soort, header, veld ?? '', label, rows, suggestions.map(({ answer }) => answer).join(', '))}`);
  const hidden = hiddenOf(proposal).map(({ header, rows }) => ` - ${say.hidden(header, rows)}`);
  const lacking = missing.length > 0 ? [` - ${say.missing(missing.join(', '))}`] : [];
  const notes = [...lacking, ...open, ...hidden];
  return notes.length > 0 ? [` ${say.openHead}`, ...notes] : [];
}

/** Rows with a text that is not shown, because it may be more than a label, by column. */
export function hiddenOf({ decisions, hidden = [] }: Proposal): { header: string; rows: number }[] {
  return [...decisions.filter(({ hiddenRows }) => hiddenRows > 0).map(({ header, hiddenRows }) => ({ header, rows: hiddenRows })), ...hidden];
}
