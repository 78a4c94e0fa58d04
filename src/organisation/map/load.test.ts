import { describe, expect, test } from 'vitest';
import { loadCodebook } from '../../codebook/codebook.js';
import { UserError } from '../../error.js';
import { parseMapping } from './load.js';
import { mappingJsonSchema } from './mapping.js';

const codebook = loadCodebook();
const good = `organisatie: PROEF
meldingsnummer: { kolommen: [nr] }
velden:
  incident_datum: { kolom: datum, formaat: dd-mm-jjjj }
  vorm: { kolom: vorm, codes: { schelden: VERB } }
  kanaal: { kolom: kanaal, codes: { bellen: TELEFOON } }
  relatie: { kolom: wie, codes: { ouder: OUDER } }
`;

/** The places of the mistakes: line:column path. */
function mistakes(text: string): string[] {
  try {
    parseMapping(text, 'proef.yaml', codebook);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return String(error.params['list']).split('\n').map((line) => /proef\.yaml:(\d+:\d+ (?:[\w.]*(?=:))?)/.exec(line)?.[1] ?? line);
  }
  return [];
}

describe('a mapping', () => {
  test('is read with its defaults', () => {
    const mapping = parseMapping(good, 'proef.yaml', codebook);
    expect(mapping).toMatchObject({ organisatie: 'PROEF', versie: 1, afwezig: [], filters: [], meldingsnummer: { kolommen: ['nr'] } });
    expect(mapping.velden['vorm']!.codes).toEqual({ schelden: ['VERB'] });
  });

  test('may refer to what it said before', () => {
    const mapping = parseMapping(good.replace('[nr]', '&n [nr]').concat('vrije_tekst: *n\n'), 'proef.yaml', codebook);
    expect(mapping.vrije_tekst).toEqual(['nr']);
  });

  test('keeps lists as lists, and reads numbers and booleans as the text they stand for', () => {
    const mapping = parseMapping(good.replace('[nr]', '[jaar, nr]').replace('{ schelden: VERB }', '{ 1: VERB, true: [FYS, BEDR.DREIG] }'), 'proef.yaml', codebook);
    expect(mapping.meldingsnummer.kolommen).toEqual(['jaar', 'nr']);
    expect(mapping.velden['vorm']!.codes).toEqual({ '1': ['VERB'], true: ['FYS', 'BEDR.DREIG'] });
  });

  test.each([
    ['an unknown key', good.replace('velden:', 'vellden: {}\nvelden:'), ['3:1 vellden']],
    ['an unknown field', `${good}  ernstig: { kolom: x }\n`, ['8:12 velden.ernstig']],
    ['an unknown code', good.replace('VERB', 'VERBAAL'), ['5:43 velden.vorm.codes.schelden']],
    ['no format for a date', good.replace(', formaat: dd-mm-jjjj', ''), ['4:19 velden.incident_datum']],
    ['a wrong format', good.replace('dd-mm-jjjj', 'dd-xx-jjjj'), ['4:44 velden.incident_datum.formaat']],
    ['two ways at once', good.replace('kolom: vorm,', 'kolom: vorm, vast: VERB,'), ['5:9 velden.vorm']],
    ['a required field missing', good.replace(/ {2}relatie.*\n/, ''), ['4:3 velden']],
    ['a label with too few parts', good.replace('kolom: wie, codes: { ouder', 'kolommen: [wie, kanaal], codes: { ouder'), ['7:55 velden.relatie.codes.ouder']],
    ['a column that is mapped and dropped', `${good}weglaten: [vorm]\n`, ['5:9 velden.vorm']],
    ['a field both mapped and absent', `${good}afwezig: [kanaal]\n`, ['6:11 velden.kanaal']],
    ['a filter without a side', `${good}filters: [{ kolom: x, reden: TEST }]\n`, ['8:11 filters.0']],
    ['broken YAML', `${good}  - : [\n`, expect.anything()],
    ['a key twice', `${good}organisatie: ANDERS\n`, ['8:1 ']],
    ['a quote that is not closed', good.replace('[nr]', '["nr]'), expect.arrayContaining(['8:1 '])],
    ['a bracket that is not closed', good.replace('[nr] }', '[nr }'), ['2:33 ']],
    ['a tab', good.replace('  vorm:', '\tvorm:'), expect.arrayContaining(['5:1 '])],
    ['a line that stands too far left', good.replace('  kanaal:', ' kanaal:'), ['6:1 ', '7:1 ']],
    ['a colon without a space in a text', good.replace('kolom: datum,', 'kolom: datum: uur,'), expect.anything()],
    ['a text that starts with a special character', good.replace('[nr]', '[@nr]'), ['2:30 ']],
    ['a backslash between quotes', good.replace('[nr]', '["n\\q"]'), ['2:32 ']],
    ['two documents', `${good}---\norganisatie: ANDERS\n`, ['8:1 ']],
    ['a reference that leads nowhere', good.replace('kolom: vorm,', 'kolom: *a,'), ['5:18 ']],
    ['references that would grow without end', `a0: &a0 [x, x]\n${Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join('\n')}\n${good}`, ['2:10 ']],
  ])('says the place of %s', (_, text, expected) => {
    const found = mistakes(text);
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(expected);
  });

  test.each([
    [good.replace('[nr] }', '[nr }'), /er ontbreekt een teken\. Verwacht: .* Vul het aan/, /a character is missing\. Expected: .* Add it/],
    [good.replace('  vorm:', '\tvorm:'), /een tab waar spaties horen\. Vervang/, /a tab stands where spaces belong\. Replace/],
    [`${good}organisatie: ANDERS\n`, /deze naam staat er al/, /this name stands in the same place already/],
    [good.replace('meldingsnummer: { kolommen: [nr] }', 'versie: veel\nmeldingsnummer: { kolommen: [nr] }'), /proef\.yaml:2:9 versie: .*verwacht/, /proef\.yaml:2:9 versie: .*expected/],
  ])('says in both languages what was expected and what to do', (text, nl, en) => {
    const said = (lang: 'nl' | 'en') => {
      try {
        parseMapping(text, 'proef.yaml', codebook, lang);
      } catch (error) {
        return String((error as UserError).params['list']);
      }
      return '';
    };
    expect(said('nl')).toMatch(nl);
    expect(said('en')).toMatch(en);
    expect(said('nl') + said('en')).not.toMatch(/[A-Z]{4,}_[A-Z]/);
  });

  test('has a JSON Schema that names every key', () => {
    const schema = mappingJsonSchema() as { properties: Record<string, unknown>; additionalProperties: boolean };
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['organisatie', 'velden', 'filters', 'meerdere_regels', 'vrije_tekst']));
    expect(schema.additionalProperties).toBe(false);
  });
});
