/** A console on the gate: statements over several lines until `;`, and commands for relations, budget and indicators. */
import { createInterface } from 'node:readline';
import { type ExitCode, exitCodes, UserError } from '../../../error.js';
import { type Lang, message } from '../../../i18n/message.js';
import { present } from '../answer.js';
import type { Format } from '../format.js';
import type { QueryIO } from '../query.js';
import { splitStatements } from '../statement.js';
import type { Guard, GuardAnswer, Researcher } from './guard.js';
import { askableIndicators, indicatorSql } from './indicators.js';

export interface Asking {
  readonly guard: Guard;
  readonly researcher: Researcher;
  /** Remarks beside every answer. */
  readonly format: Format;
  readonly lang: Lang;
}

/** An answer as text, and its remarks. */
export function presented(answer: GuardAnswer, { format, lang }: Asking, width: number): { text: string; notes: string[] } {
  const shown = present({ columns: [...answer.columns], rows: answer.rows.map((row) => [...row]), truncated: false }, { format, lang, width });
  return { text: shown.text, notes: [...shown.notes, ...answer.notes.map(({ key, params }) => message(lang, key, params))] };
}

/** Answers lines until the input ends. On a terminal a mistake is shown and Ctrl-C stops a question; from a pipe the first mistake ends it. */
export async function guardedConsole(asking: Asking, io: QueryIO): Promise<ExitCode> {
  const { lang } = asking;
  const say = (text: string): void => void (io.terminal ? io.output : io.error).write(text.endsWith('\n') ? text : `${text}\n`);
  const lines = createInterface({ input: io.input, ...(io.terminal ? { output: io.output } : {}), terminal: io.terminal, crlfDelay: Number.POSITIVE_INFINITY });
  let running: AbortController | undefined;
  let begun = '';
  const prompt = (): void => {
    if (!io.terminal) return;
    lines.setPrompt(begun === '' ? 'poort> ' : '  ...> ');
    lines.prompt();
  };
  lines.on('SIGINT', () => {
    if (running) running.abort();
    else begun = '';
    prompt();
  });
  const ask = async (sql: string): Promise<void> => {
    running = new AbortController();
    try {
      const { text, notes } = presented(await asking.guard.answer(asking.researcher, sql, [], { signal: running.signal }), asking, io.columns());
      io.output.write(text);
      for (const note of notes) say(note);
    } finally {
      running = undefined;
    }
  };
  if (io.terminal) say(message(lang, 'guard.welcome', { name: asking.researcher.name, project: asking.researcher.project }));
  prompt();
  for await (const line of lines) {
    try {
      if (begun === '' && /^\s*\\/.test(line)) {
        const text = await command(line, asking, io);
        if (text === undefined) break;
        say(text);
      } else {
        const { complete, rest } = splitStatements(`${begun}${line}\n`);
        begun = rest;
        for (const sql of complete) await ask(sql);
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      say(message(lang, error.key, error.params));
      if (!io.terminal) return error.exitCode;
    }
    prompt();
  }
  lines.close();
  if (!io.terminal && begun.trim() !== '') {
    try {
      await ask(begun);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      say(message(lang, error.key, error.params));
      return error.exitCode;
    }
  }
  return exitCodes.done;
}

/** What a command says; undefined to end. */
async function command(line: string, asking: Asking, io: QueryIO): Promise<string | undefined> {
  const [name = '', argument = ''] = line.trim().replace(/^\\/, '').split(/[\s;]+/);
  const { guard, lang } = asking;
  if (name === 'q') return undefined;
  if (name === '?') return message(lang, 'guard.help');
  if (name === 'budget') return budgetText(asking);
  if (name === 'indicator') return indicatorText(argument.toUpperCase(), asking);
  if (name !== 'd' && name !== 'dt') throw new UserError('query.unknownCommand', { name });
  const relations = guard.relations();
  const table = (heads: readonly string[], rows: string[][]): string =>
    present({ columns: heads.map((head) => ({ name: head, type: 'VARCHAR' })), rows, truncated: false }, { format: 'table', lang, width: io.columns() }).text;
  if (argument === '') return table([message(lang, 'query.headTable'), message(lang, 'query.headComment')], relations.map((one) => [one.name, one.comment[lang]]));
  const found = relations.find((one) => one.name === argument.toLowerCase());
  if (!found) throw new UserError('guard.unknownTable', { name: argument });
  return table(
    [message(lang, 'query.headColumn'), message(lang, 'query.headType'), message(lang, 'query.headComment')],
    found.columns.map((one) => [one.name, one.type, one.comment[lang]]),
  );
}

async function budgetText({ guard, researcher, lang }: Asking): Promise<string> {
  const { researcher: own, project } = await guard.budget(researcher);
  return message(lang, 'guard.budgetText', { used: own.used, limit: own.limit, projectUsed: project.used, projectLimit: project.limit, until: researcher.until });
}

function indicatorText(id: string, { guard, lang }: Asking): string {
  const months = guard.months();
  const sql = months.length === 0 ? undefined : indicatorSql(id, months.at(-1)!);
  if (sql === undefined) throw new UserError('guard.unknownIndicator', { id: id === '' ? '?' : id, known: askableIndicators().join(', ') });
  return `${sql};\n${message(lang, 'guard.indicator')}`;
}
