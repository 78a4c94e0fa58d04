import { cleanText, isBlank, isDate, isNumeric } from './clean.js';

export interface HeaderPlace {
  /** Position among the rows given. */
  index: number;
  /** Labels in it. */
  labels: number;
  /** Cells up to the last one that a column needs. */
  width: number;
}

const searchDepth = 60;

/**
 * The header: the first row with nearly the most filled cells that are no numbers, as wide as the rows below it. Undefined when there is none, or when the row found repeats in its columns and so is data.
 */
export function findHeader(rows: readonly (readonly string[])[]): HeaderPlace | undefined {
  const usual = usualWidth(rows);
  const labels = rows.slice(0, searchDepth).map((row) => Math.min(usual, countLabels(row)));
  const most = Math.max(0, ...labels);
  if (most === 0) return undefined;
  const index = labels.findIndex((count, i) => count >= 0.7 * most && lastFilled(rows[i]!) >= 0.5 * usual);
  if (index < 0 || isData(rows, index)) return undefined;
  return { index, labels: labels[index]!, width: headerWidth(rows, index) };
}

/** The columns a header names, and those without a name in which rows below have something. */
export function headerWidth(rows: readonly (readonly string[])[], index: number): number {
  const header = rows[index]!;
  const named = lastFilled(header);
  const below = rows.slice(index + 1, index + 1001);
  let width = named;
  for (let column = named; column < header.length; column++) {
    if (below.some((row) => !isBlank(row[column] ?? ''))) width = column + 1;
  }
  return width;
}

/** Names of columns: cleaned, 'kolom 7' where empty, ' (2)' after the second of a name. */
export function headerNames(cells: readonly string[]): string[] {
  const seen = new Set<string>();
  const times = new Map<string, number>();
  return cells.map((cell, i) => {
    const name = cleanText(cell) || `kolom ${i + 1}`;
    let n = times.get(name) ?? 1;
    let unique = n === 1 ? name : `${name} (${n})`;
    for (; seen.has(unique); unique = `${name} (${n})`) n++;
    times.set(name, n + 1);
    seen.add(unique);
    return unique;
  });
}

/** Cells that could name a column; a name that comes back counts, but not more often than the different ones. */
function countLabels(row: readonly string[]): number {
  const texts = row.map((cell) => cleanText(cell).toLowerCase()).filter((text) => text !== '' && text.length <= 250 && !isNumeric(text));
  return Math.min(texts.length, 2 * new Set(texts).size);
}

/** Number of cells up to and including the last filled one. */
export function lastFilled(row: readonly string[]): number {
  for (let i = row.length; i > 0; i--) if (!isBlank(row[i - 1]!)) return i;
  return 0;
}

function usualWidth(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const width = lastFilled(row);
    if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 1;
}

/** A row whose values come back below in the same columns is no header, unless it comes back as a whole. */
function isData(rows: readonly (readonly string[])[], index: number): boolean {
  const header = rows[index]!.map(cleanText);
  const below = rows.slice(index + 1, index + 51).filter((row) => !row.every((cell, i) => cleanText(cell) === (header[i] ?? '')));
  const filled = header.filter((cell) => cell !== '').length;
  const recurring = header.filter((cell, i) => cell !== '' && below.some((row) => cleanText(row[i] ?? '') === cell)).length;
  return (recurring > 0 && header.some(isDate)) || recurring >= Math.max(2, 0.3 * filled);
}
