/** Row numbers as a person would write them: runs as a range, sheet by sheet. */

export interface Place {
  sheet: string | null;
  row: number;
}

export interface Range extends Place {
  /** The last row, the same as `row` for one alone. */
  to: number;
}

/** Rows in a sheet that follow each other, from this many on, are written as a range. */
const shortestRun = 3;

/** Rows in the order given by sheet, and by number inside it; a row counts once. */
export function ranges(places: readonly Place[]): Range[] {
  const sheets = new Map<string | null, Set<number>>();
  for (const { sheet, row } of places) {
    const rows = sheets.get(sheet) ?? new Set();
    sheets.set(sheet, rows.add(row));
  }
  return [...sheets].flatMap(([sheet, rows]) => runs([...rows].sort((a, b) => a - b)).map(([row, to]) => ({ sheet, row, to })));
}

function runs(rows: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  let start = 0;
  for (let at = 1; at <= rows.length; at++) {
    if (at < rows.length && rows[at] === rows[at - 1]! + 1) continue;
    if (at - start >= shortestRun) found.push([rows[start]!, rows[at - 1]!]);
    else for (let i = start; i < at; i++) found.push([rows[i]!, rows[i]!]);
    start = at;
  }
  return found;
}

/** The ranges as one text, `most` of them at the utmost, and how many rows are left out of it. */
export function rangesText(all: readonly Range[], most: number): { text: string; left: number } {
  let sheet: string | null = null;
  const parts = all.slice(0, most).map((range) => {
    const name = range.sheet !== null && range.sheet !== sheet ? `${range.sheet}!` : '';
    sheet = range.sheet;
    return `${name}${range.row}${range.to > range.row ? `–${range.to}` : ''}`;
  });
  return { text: parts.join(', '), left: all.slice(most).reduce((sum, { row, to }) => sum + to - row + 1, 0) };
}
