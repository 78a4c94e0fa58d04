import { describe, expect, test } from 'vitest';
import { loadCodebook } from '../../../codebook/codebook.js';
import { loadSynonyms } from '../../../codebook/synonyms.js';
import { parseMapping } from '../load.js';
import { lexicon } from './candidates.js';
import { proposeChange } from './changed.js';
import { dateForms } from './dateForms.js';
import { accepted, labelFinder } from './labels.js';
import { channelAndPlace } from './mixed.js';
import type { ExportView } from './profile.js';
import { missingOf, propose } from './propose.js';
import { looksLikeLabel } from './words.js';
import { proposalYaml } from './write.js';

const codebook = loadCodebook();
const lex = lexicon(codebook, loadSynonyms(codebook));
const find = (veld: string) => labelFinder(lex.fields.get(veld)!, codebook, loadSynonyms(codebook));

describe('labels', () => {
  test.each([
    ['vorm', 'Fysieke agressie', 'FYS'],
    ['vorm', 'Slaan of schoppen', 'FYS.ZWAAR'],
    ['vorm', 'Pesten/treiteren', 'PEST'],
    ['vorm', 'Verbaal (schelden, schreeuwen)', 'VERB'],
    ['vorm', 'duwen/slaan', 'FYS'],
    ['relatie', 'Stiefvader', 'PARTNER'],
    ['relatie', 'Onbekend (internet)', 'ONLINE_ONB'],
    ['kanaal', 'E-mail/WhatsApp', 'EMAIL_APP'],
    ['aangifte_status', 'Ja, niet opgenomen door politie', 'GEWEIGERD'],
    ['politie_gevraagd', 'Onwaar', 'N'],
    ['regio', 'JZ12', 'JZ12'],
  ])('%s: %s is known', (veld, label, code) => {
    const match = find(veld)(label)!;
    expect(match.confidence).toBeGreaterThanOrEqual(accepted);
    expect(match.codes).toEqual([code]);
  });

  test.each([
    ['kanaal', 'E-mail toestemming'],
    ['vorm', 'Bedreigign'],
    ['vorm', 'Geen fysiek geweld'],
    ['relatie', 'Geen ouder'],
    ['relatie', 'Ouder van klasgenoot'],
    ['aangifte_status', 'Niet ingetrokken'],
  ])('%s: %s resembles something, and is not accepted', (veld, label) => {
    expect(find(veld)(label)?.confidence ?? 0).toBeLessThan(accepted);
  });

  test('a column may mix channel and place', () => {
    expect(channelAndPlace('Fysiek - huisbezoek', lex)).toEqual({ kanaal: 'LIVE', locatie: 'HUISBEZOEK' });
    expect(channelAndPlace('Telefonisch', lex)).toEqual({ kanaal: 'TELEFOON', locatie: 'NVT' });
    expect(channelAndPlace('Kantoor', lex)).toEqual({ kanaal: 'LIVE', locatie: 'KANTOOR' });
    expect(channelAndPlace('Fysiek - ergens', lex)).toBeUndefined();
  });

  test.each([
    ['Ouder', 2, true], ['Ouder', 1, false], ['Jan Jansen', 5, false], ['J. de Vries', 5, false], ['mail van 3 mei', 5, false], ['a@b.nl', 5, false],
    ['moeder riep dat ze ons wel zou weten te vinden', 5, false], ['ouder / Karin Smit', 4, false],
  ])('%s seen %i times is shown: %s', (text, count, shown) => {
    expect(looksLikeLabel(text, count)).toBe(shown);
  });
});

describe('dates', () => {
  const formats = (cells: string[], workbook = false, system: 1900 | 1904 = 1900) => dateForms(cells, workbook, system);
  test.each([
    [['13-01-2024', '02-03-2024'], ['dd-mm-jjjj']],
    [['3-1-2024', '13-12-2024'], ['d-m-jjjj']],
    [['01/13/2024', '02/03/2024'], ['mm/dd/jjjj']],
    [['2024-01-13'], ['iso']],
    [['2024-01-13T00:00:00Z'], ['iso']],
    [['2024-01-13T23:00:00Z'], ['iso-utc']],
    [['20240113', '20240201'], ['jjjjmmdd']],
    [['3 jan 2024', '14 mrt 2024'], ['d mmm jjjj']],
    [['13/01/2024 10:45'], ['dd/mm/jjjj uu:mm']],
  ])('%j is written as %j', (cells, wanted) => {
    expect([...formats(cells).formats].sort()).toEqual([...wanted].sort());
    expect(formats(cells).either).toBeUndefined();
  });

  test('days and months that cannot be told apart are asked', () => {
    expect(formats(['01/02/2024', '03/04/2024']).either).toEqual(['dd/mm/jjjj', 'mm/dd/jjjj']);
  });

  test('a date that does not exist is not read with days and months swapped', () => {
    const many = Array.from({ length: 40 }, (_, at) => `${String((at % 28) + 1).padStart(2, '0')}-05-2024`);
    expect(formats([...many, '04-31-2024']).formats).toEqual(['dd-mm-jjjj']);
  });

  test('words and numbers are no dates', () => {
    for (const cells of [['Ouder', 'Jeugdige'], ['1', '2'], ['45366', '45367']]) expect(formats(cells).formats).toEqual([]);
  });
});

const rows = Array.from({ length: 30 }, (_, at) => [
  `M-${100 + at}`, `${String((at % 28) + 1).padStart(2, '0')}-05-2024`, at % 2 ? 'Bedreiging' : 'Schelden', at % 3 ? 'Ouder' : 'Jeugdige', at % 2 ? 'Telefoon' : 'Kantoor', 'ja',
  at === 7 ? 'Karin de Boer' : at % 5 ? 'laag risico' : 'verhoogd', `Moeder van Pietje Puk belde op dag ${at} en schold de medewerker uit.`,
]);
const headers = ['Meldnummer', 'Datum incident', 'Soort agressie', 'Veroorzaker', 'Waar vond het plaats?', 'E-mail toestemming', 'Inschatting', 'Verhaal'];
const view: ExportView = { soort: 'csv', headers, rows, personal: new Map(), codering: 'utf-8', scheiding: ';' };
const say = {
  head: 'head', decision: (sure: string, why: string) => `${sure} ${why}`, confirmed: 'bevestigd door T op 2024-07-01', answered: [], openHead: 'OPEN', missing: (all: string) => all,
  question: (soort: string, header: string, veld: string, label: string | undefined, count: number) => `${soort} ${header} ${veld} ${label ?? '***'} ${count}`, hidden: (header: string, count: number) => `${header} ${count}`,
};

describe('a proposal', () => {
  const proposal = propose({ view, organisation: 'ELZENHOF', lexicon: lex });

  test('maps what is sure and asks the rest', () => {
    expect(missingOf(proposal.mapping)).toEqual([]);
    expect(Object.keys(proposal.mapping['velden'] as object)).toEqual(['incident_datum', 'vorm', 'kanaal', 'locatie', 'relatie']);
    expect(proposal.questions.map(({ id }) => id).sort()).toEqual(['kolom:E-mail toestemming', 'kolom:Inschatting']);
    expect(proposal.mapping['vrije_tekst']).toEqual(['Verhaal']);
  });

  test('its YAML is a mapping that the codebook accepts, and holds no text that is not a label', () => {
    const answers = new Map([['kolom:Inschatting', 'aanleiding']]);
    const asked = propose({ view, organisation: 'ELZENHOF', lexicon: lex, answers });
    for (const text of [proposalYaml(proposal, new Map(), [], say), proposalYaml(asked, answers, [], say)]) {
      expect(() => parseMapping(text, 'ELZENHOF.yaml', codebook)).not.toThrow();
      expect(text).not.toMatch(/Karin|Pietje/);
    }
    expect(asked.questions.filter(({ soort }) => soort === 'label').map(({ label }) => label)).toEqual(['laag risico', 'verhoogd']);
    expect(proposalYaml(asked, answers, [], say)).toContain('bevestigd door T op 2024-07-01');
  });

  test('an answer to a label is laid down, and nothing else changes', () => {
    const answers = new Map([['kolom:Inschatting', 'aanleiding'], ['label:aanleiding:verhoogd', 'WACHTTIJD']]);
    const after = propose({ view, organisation: 'ELZENHOF', lexicon: lex, answers });
    expect((after.mapping['velden'] as Record<string, { codes?: object }>)['aanleiding']!.codes).toEqual({ verhoogd: 'WACHTTIJD' });
  });
});

describe('a changed export', () => {
  const first = propose({ view, organisation: 'ELZENHOF', lexicon: lex, answers: new Map([['kolom:Inschatting', 'weglaten'], ['kolom:E-mail toestemming', 'weglaten']]) });
  const base = parseMapping(proposalYaml(first, new Map(), [], say), 'ELZENHOF.yaml', codebook);
  const change = (over: Partial<ExportView>, answers = new Map<string, string>()) => proposeChange({ view: { ...view, ...over }, base, plain: first.mapping, lexicon: lex, answers });

  test('that only has another order changes nothing', () => {
    const turned = change({ headers: [...headers].reverse(), rows: rows.map((row) => [...row].reverse()) });
    expect([turned.decisions, turned.questions, turned.mapping['versie']]).toEqual([[], [], 1]);
  });

  test('with a renamed header asks, and takes the answer', () => {
    const renamed = headers.map((header) => (header === 'Veroorzaker' ? 'Wie deed het' : header));
    expect(change({ headers: renamed }).questions.map(({ id, suggestions }) => [id, suggestions[0]?.answer])).toEqual([['kolom:Wie deed het', '=Veroorzaker']]);
    const after = change({ headers: renamed }, new Map([['kolom:Wie deed het', '=Veroorzaker']]));
    expect((after.mapping['velden'] as Record<string, { kolom?: string }>)['relatie']!.kolom).toBe('Wie deed het');
    expect([after.questions, after.mapping['versie']]).toEqual([[], 2]);
  });

  test('with new labels takes the known one and asks the other', () => {
    const other = rows.map((row, at) => row.map((cell, i) => (i === 3 && at < 4 ? (at < 2 ? 'Pleegouder' : 'Huisbaas') : cell)));
    const after = change({ rows: other });
    expect((after.mapping['velden'] as Record<string, { codes?: Record<string, string> }>)['relatie']!.codes!['Pleegouder']).toBe('PLEEG');
    expect(after.questions.map(({ id }) => id)).toEqual(['label:relatie:huisbaas']);
  });

  test('with a new column asks or adds it', () => {
    const after = change({ headers: [...headers, 'Letsel', 'Raadsel'], rows: rows.map((row, at) => [...row, at % 2 ? 'Geen' : 'Psychisch', at % 2 ? 'blauw' : 'groen']) });
    expect((after.mapping['velden'] as Record<string, unknown>)['letsel']).toEqual({ kolom: 'Letsel', codes: { Psychisch: 'PSYCH', Geen: 'GEEN' } });
    expect(after.questions.map(({ id }) => id)).toEqual(['kolom:Raadsel']);
  });
});
