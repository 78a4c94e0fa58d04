import { readFile } from 'node:fs/promises';
import { writeFileAtomic } from '../../files/atomic.js';
import { oneLine } from './statement.js';

const kept = 1000;

/** Statements typed before, the newest first; one a line in the file, the newest last. An absent file is an empty history. */
export async function loadHistory(path: string | undefined): Promise<string[]> {
  const text = path === undefined ? '' : await readFile(path, 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line.trim() !== '').slice(-kept).reverse();
}

/** The history with a statement put first, an earlier copy left out. One that does not go on a line is not remembered. */
export function remember(history: readonly string[], statement: string): string[] {
  const line = oneLine(statement);
  if (line === undefined || line === '') return [...history];
  return [line, ...history.filter((earlier) => earlier !== line)].slice(0, kept);
}

/** Writes the history, readable by its owner only. */
export async function saveHistory(path: string, history: readonly string[]): Promise<void> {
  await writeFileAtomic(path, [...history].reverse().map((line) => `${line}\n`).join(''), 0o600);
}
