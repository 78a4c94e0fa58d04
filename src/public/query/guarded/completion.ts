/** What may follow in the gate's console: its relations, their columns and codes, what it can count, and SQL's own words. */
import { keywords, startingWith } from '../completion.js';
import { tokens } from '../statement.js';
import type { Relation } from './guard.js';

const counts = ['count(*)', 'count(*) FILTER (WHERE ', 'count_if(', 'sum(', 'avg(', 'marge('];
const most = 40;

/** Suggestions, and the end of the line that each of them replaces. */
export function completeGuarded(relations: readonly Relation[], before: string, line: string): [string[], string] {
  const begin = before + line;
  const named = new Set(tokens(begin).filter(({ kind }) => kind === 'word' || kind === 'quoted').map(({ text }) => text.replaceAll('"', '').toLowerCase()));
  const read = relations.filter(({ name }) => named.has(name));
  const columns = (read.length > 0 ? read : relations).flatMap((relation) => relation.columns);
  const value = /([a-z_0-9]+)"?\s*(?:=|<>|!=|(?:not\s+)?in\s*\([^()]*)\s*'([^']*)$/i.exec(begin);
  if (value) {
    const codes = columns.find(({ name }) => name === value[1]!.toLowerCase())?.codes ?? [];
    return [startingWith([...codes], value[2]!).map((code) => `${code}'`), value[2]!];
  }
  const typed = /[\p{L}\p{N}_]*$/u.exec(line)![0];
  if (/\b(from|join)\s+[\p{L}\p{N}_]*$/iu.test(begin)) return [startingWith(relations.map(({ name }) => name), typed), typed];
  if (typed === '') return [[], ''];
  const words = [...columns.map(({ name }) => name), ...relations.map(({ name }) => name), ...counts, ...[...keywords].map((word) => word.toUpperCase())];
  return [[...new Set(startingWith(words, typed))].slice(0, most), typed];
}
