/** What is known of words and names without any list of people: the words of the codebook and the mapping, and how names are written. */
import type { Codebook } from '../../codebook/schema.js';
import { type Knowledge, wordsOf } from './label.js';

const particle = String.raw`(?:van|von|de|der|den|el|al|ten|ter|te|'t|op|in|aan|bij|la|le|du|da|di)`;
const written: readonly RegExp[] = [
  // J. de Vries, J.P. Vries
  /(?<!\p{L})\p{Lu}\.(?:[ -]?\p{Lu}\.)*/u,
  // Anne de Vries, Sociale Media: two words or more that all begin with a capital
  new RegExp(String.raw`^\p{Lu}[\p{L}'’-]+(?: ${particle})*(?: \p{Lu}[\p{L}'’-]+)+$`, 'u'),
  // de Vries, Van der Berg; a particle before a capital
  new RegExp(String.raw`(?<!\p{L})(?:${particle}|Van|De|Den|Der|El|Al|Ten|Ter) (?:${particle} )*\p{Lu}\p{Ll}`, 'u'),
  // Vries, Anne de
  /^\p{Lu}[\p{L}'’ -]+, ?\p{Lu}/u,
  // mevrouw Vries, fam. Vries
  /(?<!\p{L})(?:dhr|hr|heer|meneer|mevr|mw|mevrouw|fam|familie|gezin|mr|mrs|ms)\.? \p{Lu}/iu,
];

/** Whether a text is written as names are: initials, particles, titles, capitals on every word. */
export function writtenAsName(text: string): boolean {
  return !/^[\p{Lu} /-]+$/u.test(text) && written.some((pattern) => pattern.test(text));
}

/** The words of a codebook; places are left out, for people are named after them. */
export function codebookWords(codebook: Codebook): Set<string> {
  const { plaatsen: _, jeugdregios: __, ...texts } = codebook;
  const words = new Set<string>();
  gather(texts, (text) => wordsOf(text).forEach((word) => words.add(folded(word))));
  return words;
}

/** Whether a word tells nothing about a person, because it, a word it is made of or another form of it is among these words and labels. */
export function vocabulary(words: ReadonlySet<string>, labels: Iterable<string>): Knowledge['ordinary'] {
  const said = new Set([...labels].flatMap(wordsOf).map(folded));
  const known = (word: string) => words.has(word) || said.has(word);
  const simple = (word: string) => known(word) || stems(word).some(known);
  return (word) => {
    const plain = folded(word);
    if (plain.length < 2) return false;
    if (simple(plain) || plain.split('-').every((part) => part.length > 1 && simple(part))) return true;
    return compound(plain, simple);
  };
}

/** Every text in a tree of data. */
function gather(data: unknown, add: (text: string) => void): void {
  if (typeof data === 'string') add(data);
  else if (data !== null && typeof data === 'object') for (const one of Object.values(data)) gather(one, add);
}

function folded(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
}

const endings = ['en', 'e', 's', 'n', 't', 'd', "'s"];

/** The word without an ending, and with the endings that its kind has; short words have none. */
function stems(word: string): string[] {
  if (word.length < 5) return [];
  const bare = endings.flatMap((ending) => (word.endsWith(ending) && word.length - ending.length >= 4 ? [word.slice(0, -ending.length)] : []));
  return [...bare, `${word}en`, `${word}s`, `${word}e`, ...bare.map((stem) => `${stem}en`)];
}

/** Two ordinary words written as one, with or without an s between them. */
function compound(word: string, simple: (part: string) => boolean): boolean {
  for (let at = 4; at <= word.length - 4; at++) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    if (simple(tail) && (simple(head) || (head.endsWith('s') && head.length > 4 && simple(head.slice(0, -1))))) return true;
  }
  return false;
}
