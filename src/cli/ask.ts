/** Asks the open questions of a proposal on a terminal, one at a time. */
import { isMessageKey, message, type MessageKey, type MessageParams } from '../i18n/message.js';
import type { Lexicon } from '../organisation/map/propose/candidates.js';
import type { Proposal, Question } from '../organisation/map/propose/proposal.js';
import { columnName, headerLabel } from '../organisation/personal/label.js';
import type { Io } from './io.js';

/** How columns may be said aloud: a header as it is, one that names somebody by number and letter. The file that is written holds the headers themselves. */
export function shownHeaders({ profiles }: Pick<Proposal, 'profiles'>): (header: string) => string {
  const at = new Map(profiles.map(({ header, index }) => [header, index + 1]));
  return (header) => (at.has(header) ? columnName(header, at.get(header)!, true) : headerLabel(header));
}

/** A question as a sentence; a label is shown only where it looks like one. */
export function questionText({ soort, header, veld, label, rows }: { soort: string; header: string; veld?: string | undefined; label?: string | undefined; rows: number }, io: Io): string {
  const shown = label === undefined ? message(io.lang, 'propose.masked') : `"${label}"`;
  return message(io.lang, `propose.question.${soort}` as MessageKey, { header, rows, veld: veld ?? '', label: shown } satisfies MessageParams);
}

/** Who confirms; undefined when the person breaks off. */
export async function askName(io: Io): Promise<string | undefined> {
  const { isCancel, text } = await import('@clack/prompts');
  const name = await text({ message: message(io.lang, 'propose.who'), defaultValue: message(io.lang, 'propose.unnamed'), input: io.stdin as NodeJS.ReadStream, output: io.stdout as NodeJS.WriteStream });
  return isCancel(name) ? undefined : name;
}

/** Fills `answers` until nothing is open but what was put off, and gives what was answered as sentences; undefined when the person breaks off. */
export async function askQuestions(draft: (answers: ReadonlyMap<string, string>) => Proposal, answers: Map<string, string>, lexicon: Lexicon, io: Io): Promise<string[] | undefined> {
  const { isCancel, log, select } = await import('@clack/prompts');
  const asked = new Set<string>();
  const streams = { input: io.stdin as NodeJS.ReadStream, output: io.stdout as NodeJS.WriteStream };
  const answered: string[] = [];
  let first = true;
  for (;;) {
    const proposal = draft(answers);
    const { questions } = proposal;
    const shown = shownHeaders(proposal);
    const next = questions.find(({ id }) => !asked.has(id));
    if (!next) return answered;
    if (first) log.info(broken(message(io.lang, 'propose.intro', { open: questions.length }), (streams.output.columns ?? 80) - 4), streams);
    first = false;
    const all = next.answers.map((value) => option(value, next, lexicon, io));
    const sure = next.suggestions.length;
    // Without a likely answer Enter puts the question off; it never picks a code by chance.
    const options = [...all.slice(0, sure), { value: '', label: message(io.lang, 'propose.skip') }, ...all.slice(sure)];
    const answer = await select({ message: questionText({ ...next, header: shown(next.header) }, io), options, maxItems: 14, showInstructions: false, ...streams });
    if (isCancel(answer)) return undefined;
    asked.add(next.id);
    if (answer === '') continue;
    answers.set(next.id, answer);
    answered.push(`${questionText(next, io)} → ${meaningOf(answer, next, lexicon, io)}`);
  }
}

/** The text in lines no longer than the terminal is wide, broken between words. */
function broken(text: string, width: number): string {
  return text.replace(new RegExp(`(?=.{${width + 1}})(.{1,${Math.max(10, width)}}) `, 'g'), '$1\n');
}

function option(value: string, question: Question, lexicon: Lexicon, io: Io): { value: string; label: string; hint?: string } {
  const likely = question.suggestions.find(({ answer }) => answer === value);
  const meaning = meaningOf(value, question, lexicon, io);
  const hint = likely && message(io.lang, 'propose.likely', { percent: Math.round(100 * likely.confidence) });
  return { value, label: meaning, ...(hint ? { hint } : {}) };
}

function meaningOf(value: string, question: Question, lexicon: Lexicon, io: Io): string {
  if (question.soort === 'datum') return value;
  if (value.startsWith('=')) return message(io.lang, 'propose.renamed', { old: headerLabel(value.slice(1)) });
  const known = question.veld === undefined ? undefined : lexicon.fields.get(question.veld);
  const list = known?.soort === 'janee' ? 'janee' : known?.soort === 'regio' ? 'regio' : known?.lijst;
  const code = question.soort === 'label' ? lexicon.codebook.codelijsten.find((one) => one.lijst === list)?.codes.find((one) => one.code === value) : undefined;
  const field = question.soort === 'kolom' ? lexicon.fields.get(value) : undefined;
  const label = (field ?? code)?.label[io.lang];
  if (label !== undefined) return `${value}: ${label}`;
  const key = `propose.answer.${value}`;
  return isMessageKey(key) ? message(io.lang, key) : value;
}
