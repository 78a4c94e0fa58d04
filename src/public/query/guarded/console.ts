/** A console on the gate: statements over several lines until `;`, and commands for relations, budget and indicators. */
import { type ExitCode, UserError } from '../../../error.js';
import { type Lang, message } from '../../../i18n/message.js';
import { present } from '../answer.js';
import { isCommand } from '../commands.js';
import { startingWith } from '../completion.js';
import { runConsole, type Speaker } from '../console.js';
import { type Format, textFormats } from '../format.js';
import type { QueryIO } from '../query.js';
import { completeGuarded } from './completion.js';
import type { Guard, GuardAnswer, Researcher } from './guard.js';
import { indicatorIds, indicatorSql, publishedOnly } from './indicators.js';

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

const commandNames = ['?', 'd', 'f', 'q', 'budget', 'indicator', 'timing'] as const;
const aliases: Readonly<Record<string, (typeof commandNames)[number]>> = { help: '?', h: '?', quit: 'q', exit: 'q', tables: 'd', dt: 'd', mode: 'f', timer: 'timing' };
const formats: readonly Format[] = ['table', ...(Object.keys(textFormats) as Format[])];

/** A console on the gate, as `runConsole` makes them. */
export async function guardedConsole(asking: Asking, io: QueryIO, history?: string): Promise<ExitCode> {
  const { researcher, lang } = asking;
  const welcome = message(lang, 'guard.welcome', { name: researcher.name, project: researcher.project });
  return runConsole((say) => new GateSpeaker(asking, io.columns, say), { lang, welcome, ...(history === undefined ? {} : { history }) }, io);
}

class GateSpeaker implements Speaker {
  readonly name = 'poort';
  timing = false;
  readonly isCommand = isCommand;
  #asking: Asking;
  readonly #columns: () => number;
  readonly #say: (text: string) => void;

  constructor(asking: Asking, columns: () => number, say: (text: string) => void) {
    this.#asking = asking;
    this.#columns = columns;
    this.#say = say;
  }

  async answer(sql: string, signal: AbortSignal): Promise<{ text: string; notes: string[] }> {
    const { guard, researcher } = this.#asking;
    return presented(await guard.answer(researcher, sql, [], { signal }), this.#asking, this.#columns());
  }

  async complete(before: string, line: string): Promise<[string[], string]> {
    const relations = this.#asking.guard.relations();
    const command = before === '' ? /^\s*([\\.])(\S*)(?:\s+(\S*))?$/.exec(line) : null;
    if (!command) return completeGuarded(relations, before, line);
    const [, sign = '', name = '', argument] = command;
    if (argument === undefined) return [startingWith(commandNames.map((known) => sign + known), sign + name), sign + name];
    const choices = name === 'f' ? formats : name === 'd' ? relations.map((one) => one.name) : name === 'indicator' ? indicatorIds() : [];
    return [startingWith(choices, argument), argument];
  }

  async command(line: string): Promise<'quit' | undefined> {
    const { lang } = this.#asking;
    const [typed = '', argument = ''] = line.trim().replace(/^[\\.]/, '').split(/[\s;]+/);
    const name = commandNames.find((known) => known === typed) ?? aliases[typed.toLowerCase()];
    if (name === undefined) throw new UserError('query.unknownCommand', { name: typed });
    if (name === 'q') return 'quit';
    if (name === 'timing') {
      this.timing = !this.timing;
      this.#say(message(lang, this.timing ? 'query.timingOn' : 'query.timingOff'));
    } else if (name === 'f') this.#setFormat(argument);
    else if (name === '?') this.#say(message(lang, 'guard.help'));
    else if (name === 'budget') this.#say(await budgetText(this.#asking));
    else if (name === 'indicator') this.#say(indicatorText(argument.toUpperCase(), this.#asking));
    else this.#describe(argument);
    return undefined;
  }

  #setFormat(argument: string): void {
    const format = formats.find((known) => known === argument.toLowerCase());
    if (argument !== '' && format === undefined) throw new UserError('query.unknownFormat', { name: argument, known: formats.join(', ') });
    if (format !== undefined) this.#asking = { ...this.#asking, format };
    this.#say(message(this.#asking.lang, 'query.formatNow', { format: this.#asking.format }));
  }

  #describe(argument: string): void {
    const { guard, lang } = this.#asking;
    const relations = guard.relations();
    const table = (heads: readonly string[], rows: string[][]): string =>
      present({ columns: heads.map((head) => ({ name: head, type: 'VARCHAR' })), rows, truncated: false }, { format: 'table', lang, width: this.#columns() }).text;
    const found = relations.find((one) => one.name === argument.toLowerCase());
    if (argument !== '' && !found) throw new UserError('guard.unknownTable', { name: argument });
    this.#say(
      found
        ? table([message(lang, 'query.headColumn'), message(lang, 'query.headType'), message(lang, 'query.headComment')], found.columns.map((one) => [one.name, one.type, one.comment[lang]]))
        : table([message(lang, 'query.headTable'), message(lang, 'query.headComment')], relations.map((one) => [one.name, one.comment[lang]])),
    );
  }
}

async function budgetText({ guard, researcher, lang }: Asking): Promise<string> {
  const { researcher: own, project } = await guard.budget(researcher);
  return message(lang, 'guard.budgetText', { used: own.used, limit: own.limit, projectUsed: project.used, projectLimit: project.limit, until: researcher.until });
}

function indicatorText(id: string, { guard, lang }: Asking): string {
  const months = guard.months();
  const sql = months.length === 0 ? undefined : indicatorSql(id, months.at(-1)!);
  if (sql !== undefined) return `${sql};\n${message(lang, 'guard.indicator')}`;
  const open = publishedOnly(id);
  if (open) return message(lang, `guard.indicator.${open.why}`, { id, table: open.table });
  throw new UserError('guard.unknownIndicator', { id: id === '' ? '?' : id, known: indicatorIds().join(', ') });
}
