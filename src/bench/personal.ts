/** How well personal data is found in annotated Dutch snippets: recall and precision by kind. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPersonal, type PersonalKind } from '../organisation/personal/scan.js';
import type { Settings } from './bench.js';

/** Snippets of DEDUCE's regression cases (vmenger/deduce, tests/data/regression_cases), laid beside the project, not in it. */
export const snippetFolder = fileURLToPath(new URL('../../../shared/cases/disclosure/dutch_pii', import.meta.url));
export const hasSnippets = existsSync(join(snippetFolder, 'names.json'));

interface Snippet {
  text: string;
  annotations: { start_char: number; end_char: number; tag: string; text: string }[];
}

interface Task {
  name: string;
  file: string;
  kinds: readonly PersonalKind[];
  /** Whether an annotation is what this program looks for. */
  wanted: (tag: string, text: string) => boolean;
  /** What is put before the snippet: a date is personal when it is one of birth. */
  before?: string;
}

const tasks: readonly Task[] = [
  { name: 'naam', file: 'names', kinds: ['NAAM'], wanted: (tag) => tag === 'persoon' },
  { name: 'telefoon', file: 'phone_numbers', kinds: ['TELEFOON'], wanted: (tag) => tag === 'telefoonnummer' },
  { name: 'e-mail', file: 'emails', kinds: ['EMAIL'], wanted: (tag) => tag === 'emailadres' },
  { name: 'bsn', file: 'identifiers', kinds: ['BSN'], wanted: (tag) => tag === 'bsn' },
  // A place by itself names nobody; a street with a number, a postcode and a post box do.
  { name: 'adres, postcode', file: 'locations', kinds: ['ADRES', 'POSTCODE'], wanted: (tag, text) => tag === 'locatie' && /\d/.test(text) },
  { name: 'url', file: 'urls', kinds: ['URL', 'EMAIL'], wanted: (tag) => tag === 'url' },
  { name: 'geboortedatum', file: 'dates', kinds: ['GEBOORTEDATUM'], wanted: (tag) => tag === 'datum', before: 'geboren op ' },
];
const files = ['names', 'phone_numbers', 'emails', 'identifiers', 'locations', 'urls', 'dates', 'institutions', 'ages'];

export interface Score {
  name: string;
  wanted: number;
  recalled: number;
  found: number;
  right: number;
  /** Finds of the kind in the snippets of all other files, where there is none of it. */
  strays: number;
  missed: string[];
  wrong: string[];
}

/** Spans that overlap an annotation are right; an annotation that overlaps a find is recalled. */
export function scores(): Score[] {
  return tasks.map((task) => {
    const score: Score = { name: task.name, wanted: 0, recalled: 0, found: 0, right: 0, strays: 0, missed: [], wrong: [] };
    const before = task.before ?? '';
    for (const { text, annotations } of snippets(task.file)) {
      const shift = before.length;
      const finds = findPersonal(before + text).filter(({ kind }) => task.kinds.includes(kind)).map(({ start, end }) => ({ start: start - shift, end: end - shift }));
      const asked = outermost(annotations.filter(({ tag, text: said }) => task.wanted(tag, said)));
      const overlap = (a: { start: number; end: number }, b: { start_char: number; end_char: number }) => a.start < b.end_char && b.start_char < a.end;
      const recalled = asked.filter((one) => finds.some((find) => overlap(find, one)));
      const right = finds.filter((find) => asked.some((one) => overlap(find, one)));
      score.wanted += asked.length;
      score.recalled += recalled.length;
      score.found += finds.length;
      score.right += right.length;
      if (recalled.length < asked.length) score.missed.push(text);
      if (right.length < finds.length) score.wrong.push(text);
    }
    for (const file of files.filter((name) => name !== task.file)) {
      for (const { text, annotations } of snippets(file)) {
        score.strays += annotations.some(({ tag, text: said }) => task.wanted(tag, said)) ? 0 : findPersonal(text).filter(({ kind }) => task.kinds.includes(kind) && kind !== 'EMAIL').length;
      }
    }
    return score;
  });
}

/** One thing annotated twice, as a whole and in part, is asked for once. */
function outermost(annotations: Snippet['annotations']): Snippet['annotations'] {
  return annotations.filter((one) => !annotations.some((other) => other !== one && other.start_char <= one.start_char && other.end_char >= one.end_char && other.end_char - other.start_char > one.end_char - one.start_char));
}

function snippets(file: string): Snippet[] {
  return (JSON.parse(readFileSync(join(snippetFolder, `${file}.json`), 'utf8')) as { examples: Snippet[] }).examples;
}

/** Prints recall and precision by kind. */
export async function personalScores({ say }: Settings): Promise<void> {
  if (!hasSnippets) return say('personal: the annotated snippets are not there');
  say('personal data in annotated Dutch snippets (DEDUCE): recall, precision, strays in the other files');
  const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`);
  for (const { name, wanted, recalled, found, right, strays } of scores()) {
    say(`  ${name.padEnd(16)} recall ${percent(recalled, wanted).padStart(5)} (${recalled}/${wanted})   precision ${percent(right, found).padStart(5)} (${right}/${found})   strays ${strays}`);
  }
}
