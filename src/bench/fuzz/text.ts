/** Bad text files, made from good ones. */
import iconv from 'iconv-lite';
import type { Random } from '../../demo/random.js';
import { damaged } from './bytes.js';

type Change = (lines: string[], random: Random, delimiter: string) => string[];

const encodings = ['utf-8', 'utf-8', 'utf-8', 'windows-1252', 'utf-16le', 'utf-16be', 'utf-32le', 'iso-8859-15', 'cp437', 'shift_jis', 'utf-7'] as const;
const delimiters = [';', ',', '\t', '|', ':', '^', ' ', '"', "'", '\u00a0', '\u0001', '§'];
const newlines = ['\n', '\r\n', '\r', '\n\r', '\u2028', '\u0085', '\r\r\n'];
const odd = [
  '"', '""', '"""', '\\"', "'", '\0', '\ufeff', '\u00a0', '\u200b', '\u202e', '\ud800', '😀', '\u0000\u0000', '=1+1', '@cmd', '-', '+', '#N/A', 'NaN', 'null', '1e999', '-0', '9'.repeat(40),
  '00-00-0000', '31-02-2024', '2024-06-31T99:99', '01-01-0001', '29-02-2023', 'Totaal', 'Totaal: 12', 'Subtotaal 5', 'Aantal meldingen 99', 'Gegenereerd op', 'sep=;', 'sep=', '<b>', '&amp;', '${x}', "'; DROP TABLE ruw; --", '\x1b[2J', '%s%n',
];

const place = (lines: readonly string[], random: Random) => random.below(lines.length + 1);
const cellChange = (lines: string[], random: Random, delimiter: string, change: (cell: string) => string): string[] => {
  const at = random.below(lines.length);
  const cells = (lines[at] ?? '').split(delimiter);
  const which = random.below(cells.length);
  cells[which] = change(cells[which] ?? '');
  return lines.with(at, cells.join(delimiter));
};

const changes: readonly Change[] = [
  (lines, random, delimiter) => cellChange(lines, random, delimiter, () => random.pick(odd)),
  (lines, random, delimiter) => cellChange(lines, random, delimiter, (cell) => cell.slice(0, random.below(cell.length + 1)) + random.pick(odd) + cell.slice(random.below(cell.length + 1))),
  (lines, random, delimiter) => cellChange(lines, random, delimiter, (cell) => `"${cell}`),
  (lines, random, delimiter) => cellChange(lines, random, delimiter, (cell) => `"${cell}${random.pick(newlines)}${cell}"`),
  (lines, random, delimiter) => cellChange(lines, random, delimiter, (cell) => cell.repeat(random.below(200))),
  (lines, random) => lines.toSpliced(place(lines, random), 0, ...Array.from({ length: 1 + random.below(5) }, () => random.pick(['', '   ', ';;;;', random.pick(odd)]))),
  (lines, random) => lines.toSpliced(random.below(lines.length), 1 + random.below(3)),
  (lines, random) => lines.toSpliced(place(lines, random), 0, random.pick(lines)),
  (lines, random) => lines.toSpliced(place(lines, random), 0, lines[0]!),
  (lines, random) => [...lines].sort(() => random.next() - 0.5),
  (lines, random, delimiter) => lines.map((line) => (random.chance(0.2) ? line + delimiter.repeat(random.below(4)) : line)),
  (lines, random, delimiter) => lines.map((line) => (random.chance(0.2) ? line.split(delimiter).slice(0, -1 - random.below(3)).join(delimiter) : line)),
  (lines, random, delimiter) => [lines[0]!.split(delimiter).sort(() => random.next() - 0.5).join(delimiter), ...lines.slice(1)],
  (lines, random, delimiter) => [lines[0]!.split(delimiter).map((name) => (random.chance(0.2) ? random.pick(['', name.toUpperCase(), 'Datum', ' ', name + name, random.pick(odd)]) : name)).join(delimiter), ...lines.slice(1)],
  (lines, random) => [...Array.from({ length: 1 + random.below(70) }, (_, i) => random.pick(['', `Rapportage ${i}`, random.pick(odd)])), ...lines],
  (lines, random, delimiter) => lines.map((line) => line.split(delimiter).map((cell) => (random.chance(0.5) ? `"${cell}"` : cell)).join(delimiter)),
  (lines, random, delimiter) => [lines[0]! + delimiter + Array.from({ length: random.below(2000) }, (_, i) => `k${i}`).join(delimiter), ...lines.slice(1)],
];

/** Work for a reader that looks back or ahead too often; large, and so only now and then. */
const burdens: readonly ((random: Random, delimiter: string) => string)[] = [
  (random, delimiter) => `a${delimiter}b${delimiter}c\n${`"x${delimiter}y${delimiter}z\n`.repeat(2000 + random.below(30_000))}`,
  (random, delimiter) => `a${delimiter}b\n1${delimiter}"${'""'.repeat(random.below(400_000))}\n2${delimiter}x\n`,
  (random, delimiter) => `a${delimiter}b\n${`1${delimiter}"\n`.repeat(random.below(40_000))}`,
  (random, delimiter) => `a${delimiter}b\n1${delimiter}2\n${delimiter.repeat(random.below(1_500_000))}\n`,
  (random, delimiter) => `a${delimiter}b\n1${delimiter}2\n3${delimiter}${'x'.repeat(random.below(3_000_000))}\n`,
  (random) => '\n'.repeat(random.below(300_000)),
  (random, delimiter) => `a${delimiter}b\n1${delimiter}${' '.repeat(random.below(1_000_000))}\n`,
  (random, delimiter) => `a${delimiter}b\n${`"1"${delimiter}"\u00a0"\r`.repeat(random.below(30_000))}`,
  (random) => `${'"'.repeat(random.below(600_000))}\na;b\n1;2`,
  (random, delimiter) => `${`a${delimiter}`.repeat(random.below(800_000))}\n${`1${delimiter}`.repeat(20)}\n`,
  (random, delimiter) => `a${delimiter}b\n1${delimiter}${'a.'.repeat(random.below(500_000))}@\n`,
  (random, delimiter) => `a${delimiter}b\n1${delimiter}x@${'a.'.repeat(random.below(500_000))} x\n`,
  (random, delimiter) => `${Array.from({ length: random.below(60_000) }, (_, i) => `kop ${i % 1000}`).join(delimiter)}\n${`1${delimiter}`.repeat(20)}\n`,
  (random, delimiter) => `a${delimiter}b\n1${delimiter}${'Totaal 1 '.repeat(random.below(100_000))}\n`,
];

/** A bad text file: changed lines, another delimiter, newline or encoding, damaged bytes. */
export function badText(text: string, random: Random): Buffer {
  const own = [';', ',', '\t', '|'].map((mark) => [mark, text.split('\n', 1)[0]!.split(mark).length] as const).sort((a, b) => b[1] - a[1])[0]![0];
  const rare = random.next();
  if (rare < 0.002) return Buffer.from(random.pick(burdens)(random, random.pick(delimiters.slice(0, 4))));
  if (rare < 0.01) return Buffer.from(Array.from({ length: random.below(3000) }, () => random.below(256)));
  const all = text.split(/\r?\n/);
  let lines = [...all.slice(0, 1 + random.below(3)), ...all.slice(3).filter(() => random.chance(0.5))].slice(0, 50);
  for (let times = random.below(5); times > 0 && lines.length > 0; times--) lines = random.pick(changes)(lines, random, own);
  const delimiter = random.chance(0.25) ? random.pick(delimiters) : own;
  if (delimiter !== own) lines = lines.map((line) => (random.chance(0.97) ? line.replaceAll(own, delimiter) : line));
  const newline = random.chance(0.2) ? random.pick(newlines) : '\r\n';
  const joined = lines.map((line, i) => (i === lines.length - 1 && random.chance(0.3) ? line : line + (random.chance(0.01) ? random.pick(newlines) : newline))).join('');
  const encoding = random.chance(0.4) ? random.pick(encodings) : 'utf-8';
  const bytes = iconv.encode(joined, encoding, { addBOM: random.chance(0.3) });
  return random.chance(0.5) ? damaged(bytes, random) : bytes;
}
