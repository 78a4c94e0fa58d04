import { isBlank } from './clean.js';
import { type Merge, sheetRows } from './xlsx.js';

/** A row of a sheet with its 1-based number; `own` leaves out what merged cells spread over the row. */
export interface FilledRow {
  rij: number;
  cells: string[];
  own: string[];
}

/** More missing rows in a row than this are the empty rest of a sheet, not blank lines. */
const longestGap = 1000;

/** The rows of a sheet from the first to the last filled one, blank ones included, with merged cells filled in. */
export async function* filledRows(data: Uint8Array, index: number, ranges: readonly Merge[], dates: 1900 | 1904): AsyncGenerator<FilledRow> {
  const merges = new Merges(ranges);
  let next = 0;
  for await (const row of sheetRows(data, index, dates)) {
    const cells = trimmed(row.cells);
    const spread = merges.fill(row.index, cells);
    if (cells.length === 0) continue;
    if (row.index - next <= longestGap) {
      for (; next < row.index; next++) yield { rij: next + 1, cells: [], own: [] };
    }
    next = Math.max(next, row.index + 1);
    yield { rij: row.index + 1, ...spread };
  }
}

function trimmed(cells: readonly string[]): string[] {
  let end = cells.length;
  while (end > 0 && cells[end - 1] === '') end--;
  return cells.slice(0, end);
}

/** Merged ranges over the rows as they pass: the first cell of a range gives its text to all others. */
class Merges {
  readonly #waiting: Merge[];
  #active: { merge: Merge; text: string }[] = [];

  constructor(merges: readonly Merge[]) {
    this.#waiting = merges.filter((m) => m.bottom > m.top || m.right > m.left).sort((a, b) => b.top - a.top);
  }

  fill(row: number, cells: readonly string[]): { cells: string[]; own: string[] } {
    for (let merge = this.#waiting.at(-1); merge && merge.top <= row; merge = this.#waiting.at(-1)) {
      this.#waiting.pop();
      const text = merge.top === row ? (cells[merge.left] ?? '') : '';
      if (!isBlank(text)) this.#active.push({ merge, text });
    }
    this.#active = this.#active.filter(({ merge }) => merge.bottom >= row);
    const all = [...cells];
    const own = [...cells];
    for (const { merge, text } of this.#active) {
      for (let column = merge.left; column <= Math.min(merge.right, merge.left + 1023); column++) put(all, column, text);
      if (merge.top < row) put(own, merge.left, text);
    }
    return { cells: all, own };
  }
}

function put(cells: string[], column: number, text: string): void {
  while (cells.length <= column) cells.push('');
  cells[column] = text;
}
