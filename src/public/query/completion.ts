import { readFileSync } from 'node:fs';
import { commandNames } from './commands.js';
import { textFormats } from './format.js';
import type { Released } from './released.js';

const suggestionsSql = readFileSync(new URL('./suggestions.sql', import.meta.url), 'utf8');
const tablesSql = readFileSync(new URL('./tables.sql', import.meta.url), 'utf8');

const most = 40;

/** Of the many keywords of the engine, those of a query that reads. */
export const keywords: ReadonlySet<string> = new Set(
  `all and any as asc between by case cast count cross current row desc describe distinct else end except exclude exists explain
  extract false filter first following from full group having in inner intersect interval is join last lateral left like ilike limit natural not null
  nulls offset on or order outer over partition pivot preceding qualify range recursive replace right rows sample select semi show summarize table
  then true try_cast unbounded union unnest unpivot using values when where window with within`.split(/\s+/),
);

/** What may follow `line` (after the lines of `before`): the suggestions, and the end of the line that each of them replaces. */
export async function complete(db: Released, before: string, line: string): Promise<[string[], string]> {
  const command = before === '' ? /^\s*([\\.])(\S*)(?:\s+(\S*))?$/.exec(line) : null;
  if (!command) return completeSql(db, before, line);
  const [, sign = '', name = '', argument] = command;
  if (argument === undefined) return [startingWith(commandNames.map((known) => sign + known), sign + name), sign + name];
  const choices = name === 'f' ? ['table', ...Object.keys(textFormats)] : name === 'd' ? (await db.rows(tablesSql)).map((row) => String(row[0])) : [];
  return [startingWith(choices, argument), argument];
}

/** Choices that begin as what was typed, upper or lower case alike. */
export function startingWith(choices: readonly string[], begin: string): string[] {
  return choices.filter((choice) => choice.toLowerCase().startsWith(begin.toLowerCase()));
}

async function completeSql(db: Released, before: string, line: string): Promise<[string[], string]> {
  const begin = before + line;
  const own: string[] = [];
  const other: string[] = [];
  let typed = '';
  for (const [suggestion, start, kind, ours] of await db.rows(suggestionsSql, { begin })) {
    const part = Buffer.from(begin).subarray(Number(start)).toString();
    const word = String(suggestion);
    if ((part === '' && ours !== true) || part.includes('\n') || !word.toLowerCase().startsWith(part.toLowerCase())) continue;
    typed = part;
    if (ours === true) own.push(word);
    else if (kind !== 'keyword') other.push(word);
    else if (keywords.has(word.trim().toLowerCase())) own.push(word);
  }
  return [[...new Set(own.length > 0 ? own : other)].slice(0, most), typed];
}
