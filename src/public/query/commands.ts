import { readFileSync } from 'node:fs';
import { UserError } from '../../error.js';
import { message } from '../../i18n/message.js';
import { present, type Target } from './answer.js';
import { type Format, textFormats } from './format.js';
import type { Released } from './released.js';
import type { Column } from './run.js';

/** What the commands of the console look at and change. */
export interface Session {
  db: Released;
  target: Target;
  timing: boolean;
  /** Writes lines for the reader. */
  say(text: string): void;
}

/** Commands by name; each stands after a backslash or a dot. */
export const commandNames = ['?', 'd', 'f', 'l', 'o', 'q', 'timing'] as const;

type CommandName = (typeof commandNames)[number];

/** Names that users of other consoles have in their fingers. */
const aliases: Readonly<Record<string, CommandName>> = {
  help: '?', h: '?', quit: 'q', exit: 'q', tables: 'd', dt: 'd', schema: 'd', mode: 'f', output: 'o', once: 'o', timer: 'timing',
};

const tablesSql = readFileSync(new URL('./tables.sql', import.meta.url), 'utf8');
const columnsSql = readFileSync(new URL('./columns.sql', import.meta.url), 'utf8');
const indicatorsSql = { nl: './indicators_nl.sql', en: './indicators_en.sql' } as const;

/** Whether a line is a command rather than SQL. */
export function isCommand(line: string): boolean {
  return /^\s*([\\.]\S|(help|quit|exit)\s*;?\s*$)/i.test(line);
}

/** Carries out one command line; gives 'quit' when the console should end. */
export async function runCommand(line: string, session: Session): Promise<'quit' | undefined> {
  const [, typed = '', rest = ''] = /^\s*[\\.]?([^\s;]+)\s*(.*?)[\s;]*$/s.exec(line) ?? [];
  const argument = rest.replace(/^(['"])(.*)\1$/s, '$2');
  const name = commandNames.find((known) => known === typed) ?? aliases[typed.toLowerCase()];
  if (name === undefined) throw new UserError('query.unknownCommand', { name: typed });
  if (name === 'q') return 'quit';
  if (name === '?') session.say(message(session.target.lang, 'query.help'));
  else if (name === 'd') await describe(session, argument);
  else if (name === 'l') await listIndicators(session);
  else if (name === 'f') setFormat(session, argument);
  else if (name === 'o') setOutput(session, argument);
  else setTiming(session);
  return undefined;
}

async function describe(session: Session, table: string): Promise<void> {
  const { db, target } = session;
  const rows = table === '' ? await db.rows(tablesSql) : await db.rows(columnsSql, { tabel: table });
  if (table !== '' && rows.length === 0) throw new UserError('query.unknownTable', { name: table });
  const heads = table === '' ? (['query.headTable', 'query.headComment'] as const) : (['query.headColumn', 'query.headType', 'query.headComment'] as const);
  show(session, heads.map((key) => message(target.lang, key)), rows.map((row) => row.map((cell) => cell ?? '')));
}

async function listIndicators(session: Session): Promise<void> {
  const { db, target } = session;
  const tables = await db.rows(tablesSql);
  if (!tables.some((row) => row[0] === 'indicator')) throw new UserError('query.unknownTable', { name: 'indicator' });
  const sql = readFileSync(new URL(indicatorsSql[target.lang], import.meta.url), 'utf8');
  const heads = [message(target.lang, 'query.headIndicator'), message(target.lang, 'query.headName')];
  show(session, heads, await db.rows(sql));
}

function show(session: Session, heads: readonly string[], rows: Awaited<ReturnType<Released['rows']>>): void {
  const columns: Column[] = heads.map((name) => ({ name, type: 'VARCHAR' }));
  session.say(present({ columns, rows, truncated: false }, { ...session.target, format: 'table' }).text);
}

function setFormat(session: Session, argument: string): void {
  const formats: readonly Format[] = ['table', ...(Object.keys(textFormats) as Format[])];
  const format = formats.find((known) => known === argument.toLowerCase());
  if (argument !== '' && format === undefined) throw new UserError('query.unknownFormat', { name: argument, known: formats.join(', ') });
  if (format !== undefined) session.target = { ...session.target, format };
  session.say(message(session.target.lang, 'query.formatNow', { format: session.target.format }));
}

function setOutput(session: Session, argument: string): void {
  const { output: _, ...rest } = session.target;
  session.target = argument === '' ? rest : { ...rest, output: argument };
  const { lang } = session.target;
  session.say(argument === '' ? message(lang, 'query.outputScreen') : message(lang, 'query.outputNext', { path: argument }));
}

function setTiming(session: Session): void {
  session.timing = !session.timing;
  session.say(message(session.target.lang, session.timing ? 'query.timingOn' : 'query.timingOff'));
}
