/** Columns with few different texts, kept as numbers in a list of words: a million labels take a megabyte instead of fifty. */
import { open } from 'node:fs/promises';
import { type Database, identifier, literal } from '../../database/database.js';
import type { TextLayout } from './raw.js';
import { Segmenter } from './segment.js';

/** The words of a kept column, in the order of their numbers. */
export type Words = ReadonlyMap<string, readonly string[]>;

/** Places in the file that are looked at, and as many bytes at each. */
const places = 16;
const glance = 2 ** 17;
/** A column with more different texts is no list of labels. */
const mostWords = 1_000;
const longestWord = 250;

/** The texts met in a few places of a large file, of each of these columns (positions from 0) that seems to have few. */
export async function sampleWords(path: string, bytes: number, layout: TextLayout, columns: readonly number[]): Promise<Map<number, string[]>> {
  const found = new Map(columns.map((column) => [column, new Set<string>()]));
  const handle = await open(path);
  try {
    const buffer = Buffer.alloc(glance);
    for (let place = 0; place < places; place++) {
      const { bytesRead } = await handle.read(buffer, 0, glance, Math.floor((place * Math.max(0, bytes - glance)) / places));
      const text = buffer.subarray(buffer.indexOf(0x0a) + 1, buffer.subarray(0, bytesRead).lastIndexOf(0x0a) + 1).toString('utf8');
      const records = new Segmenter({ delimiter: layout.delimiter, newline: '\n', width: layout.width, file: '' }).push(text, true);
      for (const { cells, broken, lines } of records) {
        // What began within a quoted cell is no record; of the others no word is lost, for a word may be met later.
        if (broken || lines > 1 || cells.length !== layout.headerCells.length) continue;
        for (const [column, words] of found) if (cells[column] !== '' && words.size <= mostWords) words.add(cells[column]!);
      }
    }
  } finally {
    await handle.close();
  }
  const few = (words: ReadonlySet<string>) => words.size > 0 && words.size <= mostWords && [...words].every((word) => word.length <= longestWord);
  return new Map([...found].flatMap(([column, words]) => (few(words) ? [[column, [...words]] as const] : [])));
}

/** The type of a column whose texts are these words. */
export function wordType(words: readonly string[]): string {
  return `ENUM(${words.map(literal).join(', ')})`;
}

/**
 * Gives words that the sample lacked their number: every row that has one is laid apart. `columns` gives the place in the file,
 * from 0, of each column. A column of too many words becomes one of texts.
 */
export async function completeWords(db: Database, sampled: Words, columns: ReadonlyMap<string, number>): Promise<Words> {
  const text = (column: string) => `_apart[${columns.get(column)! + 1}]`;
  const [missed] = await db.rows<Record<string, (string | null)[] | null>>(
    `SELECT ${[...sampled.keys()].map((column) => `list(DISTINCT CASE WHEN ${identifier(column)} IS NULL THEN ${text(column)} END) AS ${identifier(column)}`).join(', ')} FROM ruw WHERE _apart IS NOT NULL`,
  );
  const words = new Map(sampled);
  for (const [column, known] of sampled) {
    const more = (missed![column] ?? []).filter((word) => word !== null).sort();
    if (more.length === 0) continue;
    const all = [...known, ...more];
    const few = all.length <= mostWords;
    const [name, type] = [identifier(column), few ? wordType(all) : 'VARCHAR'];
    await db.run(`ALTER TABLE ruw ALTER ${name} TYPE ${type} USING CAST(coalesce(CAST(${name} AS VARCHAR), ${text(column)}) AS ${type})`);
    if (few) words.set(column, all);
    else words.delete(column);
  }
  return words;
}
