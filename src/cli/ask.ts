/** Asks the open questions of a proposal on a terminal, one at a time. */
import { message, type MessageKey, type MessageParams } from '../i18n/message.js';
import type { Lexicon } from '../organisation/map/propose/candidates.js';
import type { Proposal, Question } from '../organisation/map/propose/proposal.js';
import type { Io } from './io.js';

/** A question as a sentence; a label is shown only where it looks like one. */
export function questionText({ soort, header, veld, label, rows }: { soort: string; header: string; veld?: string | undefined; label?: string | undefined; rows: number }, io: Io): string {
  const shown = label === undefined ? message(io.lang, 'propose.masked') : `"${label}"`;
  return message(io.lang, `propose.question.${soort}` as MessageKey, { header, rows, veld: veld ?? '', label: shown } satisfies MessageParams);
}

/** Fills `answers` until nothing is open but what was put off; false when the person breaks off. */
export async function askQuestions(draft: (answers: ReadonlyMap<string, string>) => Proposal, answers: Map<string, string>, lexicon: Lexicon, io: Io): Promise<boolean> {
  const { isCancel, log, select } = await import('@clack/prompts');
  const later = new Set<string>();
  const streams = { input: io.stdin as NodeJS.ReadStream, output: io.stdout as NodeJS.WriteStream };
  let first = true;
  for (;;) {
    const { questions } = draft(answers);
    const next = questions.find(({ id }) => !later.has(id));
    if (!next) return true;
    if (first) log.info(message(io.lang, 'propose.intro', { open: questions.length }), streams);
    first = false;
    const options = [...next.answers.map((value) => option(value, next, lexicon, io)), { value: '', label: message(io.lang, 'propose.skip') }];
    const answer = await select({ message: questionText(next, io), options, maxItems: 12, ...streams });
    if (isCancel(answer)) return false;
    if (answer === '') later.add(next.id);
    else answers.set(next.id, answer);
  }
}

function option(value: string, question: Question, lexicon: Lexicon, io: Io): { value: string; label: string; hint?: string } {
  const likely = question.suggestions.find(({ answer }) => answer === value);
  const field = question.soort === 'kolom' ? lexicon.fields.get(value) : undefined;
  const known = question.veld === undefined ? undefined : lexicon.fields.get(question.veld);
  const list = known?.soort === 'janee' ? 'janee' : known?.lijst;
  const code = question.soort === 'label' ? lexicon.codebook.codelijsten.find((one) => one.lijst === list)?.codes.find((one) => one.code === value) : undefined;
  const meaning = (field ?? code)?.label[io.lang];
  return { value, label: meaning ? `${value}: ${meaning}` : value, ...(likely ? { hint: likely.confidence.toFixed(2) } : {}) };
}
