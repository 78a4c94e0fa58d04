/**
 * Recall and precision of the detection on annotated Dutch snippets: the regression cases of DEDUCE (vmenger/deduce,
 * tests/data/regression_cases), skipped where they do not lie beside the repository. The bounds are what was reached.
 */
import { describe, expect, test } from 'vitest';
import { message } from '../i18n/message.js';
import { hasSnippets, scores } from './personal.js';

describe.skipIf(!hasSnippets)('personal data in annotated snippets', () => {
  const found = new Map(hasSnippets ? scores().map((score) => [score.name, score]) : []);
  test.each([
    ['naam', 73, 0.95, 0.92, 8],
    ['telefoon', 45, 1, 1, 0],
    ['e-mail', 11, 1, 1, 0],
    ['bsn', 2, 1, 1, 0],
    ['adres, postcode', 62, 1, 1, 0],
    ['url', 13, 1, 1, 0],
    ['geboortedatum', 41, 1, 0.97, 0],
  ])('%s: %d annotated, recall at least %d, precision at least %d, at most %d elsewhere', (name, wanted, recall, precision, strays) => {
    const score = found.get(name)!;
    expect(score.wanted).toBe(wanted);
    expect(score.recalled / score.wanted, score.missed.join(' | ')).toBeGreaterThanOrEqual(recall);
    expect(score.right / score.found, score.wrong.join(' | ')).toBeGreaterThanOrEqual(precision);
    expect(score.strays).toBeLessThanOrEqual(strays);
  });

  test('the privacy report states what is measured', () => {
    const [name, kinds] = [found.get('naam')!, ['telefoon', 'e-mail', 'adres, postcode', 'url', 'geboortedatum'].map((one) => found.get(one)!)];
    for (const lang of ['nl', 'en'] as const) {
      const said = message(lang, 'privacy.detections.quality');
      expect(said.match(/\d+/g)!.map(Number)).toEqual([463, name.wanted, name.recalled, Math.round((100 * name.recalled) / name.wanted), Math.round((100 * name.right) / name.found), ...kinds.map(({ recalled }) => recalled), 1]);
    }
    expect(kinds.every(({ recalled, wanted }) => recalled === wanted)).toBe(true);
    expect(found.get('geboortedatum')!.found - found.get('geboortedatum')!.right).toBe(1);
  });
});
