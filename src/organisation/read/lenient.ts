/** Cells of a line whose quotes are broken: a quote closes only before a delimiter or the end, one that never closes is dropped. */
export function splitLenient(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  for (let i = 0; ; ) {
    const close = line[i] === '"' ? closingQuote(line, i, delimiter) : -1;
    if (close >= 0) {
      cells.push(line.slice(i + 1, close).replaceAll('""', '"'));
      i = close + 1;
    } else {
      const next = line.indexOf(delimiter, i);
      const end = next < 0 ? line.length : next;
      cells.push(line.slice(line[i] === '"' ? i + 1 : i, end));
      i = end;
    }
    if (i >= line.length) return cells;
    i++;
  }
}

function closingQuote(line: string, open: number, delimiter: string): number {
  for (let i = line.indexOf('"', open + 1); i >= 0; i = line.indexOf('"', i + 1)) {
    const next = line[i + 1];
    if (next === undefined || next === delimiter) return i;
    if (next === '"') i++;
  }
  return -1;
}
