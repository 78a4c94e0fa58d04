/** First names, surnames and the words around them, as sets. Common knowledge, far from complete: patterns carry the rest. */
import { readFileSync } from 'node:fs';

type ListName = 'voornamen' | 'woordnamen' | 'achternamen' | 'woordachternamen' | 'tussenvoegsels' | 'titels' | 'rollen' | 'geenNaam';

const ascii = /^[ -~]*$/;
const lists = JSON.parse(readFileSync(new URL('./names.json', import.meta.url), 'utf8')) as Record<ListName, string[]>;

export function listOf(name: ListName): string[] {
  return lists[name].flatMap((line) => line.split(' '));
}

const setOf = (name: ListName): ReadonlySet<string> => new Set(listOf(name).map(plainForm));

/** Names that are hardly ever anything else. */
export const firstNames = setOf('voornamen');
export const surnames = setOf('achternamen');
/** Names that are also words: they count only beside another part of a name. */
export const wordFirstNames = setOf('woordnamen');
export const wordSurnames = setOf('woordachternamen');
/** Words between first name and surname. */
export const infixes = setOf('tussenvoegsels');
export const titles = setOf('titels');
/** Words after which a capital begins a name: moeder Fatima, collega Jan. */
export const roles = setOf('rollen');
/** Words with a capital that are no names: beginnings of sentences, institutions, months, places. */
export const noNames = setOf('geenNaam');

/** A word as the lists know it: lower case, without accents, straight apostrophes. */
export function plainForm(word: string): string {
  const low = word.toLowerCase();
  return ascii.test(low) ? low : low.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ı', 'i').replaceAll('’', "'");
}
