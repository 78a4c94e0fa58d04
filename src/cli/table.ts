/** Narrower than this a text is not broken into lines. */
const narrowest = 24;

/** A plain text table: columns as wide as their cells, numbers to the right. Where it would be wider than `width`, the texts of the last column go on below. */
export function textTable(head: readonly string[], rows: readonly (readonly (string | number)[])[], width = Infinity): string {
  const cells = rows.map((row) => row.map(String));
  const widths = head.map((title, i) => Math.max(title.length, ...cells.map((row) => (row[i] ?? '').length)));
  const right = head.map((_, i) => rows.length > 0 && rows.every((row) => typeof row[i] === 'number' || row[i] === '' || /^[\d.,%−+-]+$/.test(String(row[i]))));
  const before = widths.slice(0, -1).reduce((sum, one) => sum + one + 2, 0);
  const last = widths.length - 1;
  if (!right[last]) widths[last] = Math.min(widths[last]!, Math.max(narrowest, head[last]!.length, width - before));
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (right[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join('  ').trimEnd();
  const lines = (row: readonly string[]) => {
    const [first = '', ...more] = broken(row[last] ?? '', widths[last]!);
    return [line([...row.slice(0, last), first]), ...more.map((part) => `${' '.repeat(before)}${part}`)];
  };
  return [line(head), line(widths.map((one) => '─'.repeat(one))), ...cells.flatMap(lines)].join('\n') + '\n';
}

/** The text in lines of at most `width`, broken between words where there are any. */
export function broken(text: string, width: number): string[] {
  const lines: string[] = [];
  for (let rest = text; ; ) {
    if (rest.length <= width) return [...lines, rest];
    const space = rest.lastIndexOf(' ', width);
    const at = space > 0 ? space : width;
    lines.push(rest.slice(0, at));
    rest = rest.slice(space > 0 ? at + 1 : at);
  }
}
