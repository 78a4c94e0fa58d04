import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCodebook } from '../../codebook/codebook.js';
import { loadSynonyms } from '../../codebook/synonyms.js';
import { plantedSecrets } from '../../demo/people.js';
import { parseMapping } from '../map/load.js';
import { buildOf, type Knowledge, looksLikeLabel, wordsOf } from './label.js';
import { codebookWords, vocabulary, writtenAsName } from './vocabulary.js';

const codebook = loadCodebook();
const words = codebookWords(codebook);
const synonyms = Object.values(loadSynonyms(codebook).labels).flatMap((codes) => Object.values(codes).flat());
const knows: Knowledge = { name: writtenAsName, ordinary: vocabulary(words, [...synonyms, 'Stiefouder', 'Online']) };

test.each<[string, number, boolean, string]>([
  ['Stiefouder', 2, true, 'a word of the mapping'],
  ['Stiefouder', 1, false, 'only once'],
  ['stiefouders', 2, true, 'with an ending'],
  ['Online bedreiging', 3, true, 'two ordinary words'],
  ['Ouder/verzorger', 3, true, 'a slash'],
  ['Online-bedreiging', 3, true, 'a hyphen'],
  ['ONLINE', 9, true, 'capitals'],
  ['Vreedewaard', 50, false, 'a name alone, however often'],
  ['Ouder Vreedewaard', 9, false, 'a name after a label'],
  ['vreedewaard', 9, false, 'a name in small letters'],
  ['Mevr. Ouder', 9, false, 'a title'],
  ['J. Ouder', 9, false, 'an initial'],
  ['Ouder, Jeugdige', 9, false, 'surname first'],
  ['van Online', 9, false, 'a particle before a capital'],
  ['Ouder Partner', 9, false, 'capitals on every word'],
  ['Ouder 2', 9, false, 'a digit'],
  ['Ouder ²', 9, false, 'a digit that is written small'],
  ['Bedreiging in maart', 9, false, 'a month'],
  ['ouder@online', 9, false, 'an address'],
  ['www.online', 9, false, 'a site'],
  ['online.ouder', 9, false, 'a domain'],
  ['bedreiging van de ouder in de', 9, true, 'six words'],
  ['bedreiging van de ouder in de woning', 9, false, 'seven words'],
  ['bedreiging '.repeat(4).trim(), 9, false, 'longer than 40'],
  ['weet je fietsenstalling te vinden', 9, false, 'a turn of somebody’s own'],
  ['', 9, false, 'nothing'],
  ['?', 9, false, 'no word'],
  ['a', 9, false, 'one letter'],
  ['Stief\u200bouder Vreede\u00adwaard', 9, false, 'a name with invisible signs in it'],
])('%s seen %d times: %s (%s)', (text, rows, shown) => {
  expect(looksLikeLabel(text, rows, knows)).toBe(shown);
});

test('what is known of names elsewhere is asked too', () => {
  expect(looksLikeLabel('Partner', 2, { ...knows, name: (text) => text === 'Partner' })).toBe(false);
  expect(looksLikeLabel('Partner', 2, knows)).toBe(true);
});

test.each([
  ['12-03-2024', '99-99-9999'], ['12 mrt. 2024', '99 a. 9999'], ['Anne de Vries 06-123', 'a a a 99-999'], ['٣٤', '99'], ['een hele lange tekst zonder einde', 'a a a a a'],
])('the build of %s is %s', (text, build) => {
  expect(buildOf(text)).toBe(build);
});

describe('measured', () => {
  const root = fileURLToPath(new URL('../../../fixtures/exports/', import.meta.url));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml')).sort();
  const secret = (text: string) => looksLikeLabel(text, 9, { name: writtenAsName, ordinary: vocabulary(words, synonyms) });

  test('nine in ten labels of the fixtures would be shown if the mapping missed them', () => {
    let [shown, all] = [0, 0];
    for (const file of files) {
      const labels = Object.values(parseMapping(readFileSync(join(root, file), 'utf8'), file, codebook).velden).flatMap((field) => (field.kolommen ? [] : Object.keys(field.codes ?? {})));
      for (const label of new Set(labels.filter((one) => !/^[A-Z\d_.]+$/.test(one)))) {
        all++;
        if (looksLikeLabel(label, 2, { name: writtenAsName, ordinary: vocabulary(words, [...synonyms, ...labels.filter((one) => one !== label)]) })) shown++;
      }
    }
    expect(all).toBeGreaterThan(150);
    expect(shown / all).toBeGreaterThan(0.9);
  });

  test('none of the planted names, numbers and phrases is, nor a word of a name by itself', () => {
    expect(plantedSecrets.filter(secret)).toEqual([]);
    expect([...new Set(plantedSecrets.flatMap(wordsOf))].filter((word) => /^\p{Lu}/u.test(word) && word.length > 3).filter(secret)).toEqual([]);
  });
});
