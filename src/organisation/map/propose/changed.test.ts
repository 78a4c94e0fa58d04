/** A steward's changed export: renamed headers, new columns, labels, kinds and ticks, and the YAML that keeps what people wrote. */
import { describe, expect, test } from 'vitest';
import { loadCodebook } from '../../../codebook/codebook.js';
import { loadSynonyms } from '../../../codebook/synonyms.js';
import { exportChanges } from '../changes.js';
import { parseMapping } from '../load.js';
import { lexicon } from './candidates.js';
import { proposeChange } from './changed.js';
import type { ExportView } from './profile.js';
import { updatedYaml } from './rewrite.js';
import { parse } from 'yaml';

const codebook = loadCodebook();
const lex = lexicon(codebook, loadSynonyms(codebook));
const say = {
  head: 'head', decision: (sure: string, why: string) => `${sure} ${why}`, confirmed: 'bevestigd door T', answered: [], openHead: 'OPEN: dit', missing: (all: string) => all,
  question: (soort: string, header: string, _veld: string, label: string | undefined, count: number) => `${soort} ${header} ${label ?? '***'} ${count}`, hidden: (header: string, count: number) => `hidden ${header} ${count}`,
  version: (version: number) => `versie ${version}`, renamed: (old: string) => `heette ${old}`,
};

const yaml = `# Zo leest Elzenhof zijn export.
organisatie: ELZENHOF
versie: 3
meldingsnummer: { kolommen: [Nummer] } # het nummer dat de teamleider ziet
filters:
  - { kolom: Soort, behalve: [Agressie], reden: NIET_AGRESSIE }
  - { kolom: Status, waarden: [Concept], reden: CONCEPT } # nog niet ingediend
velden:
  incident_datum: { kolom: Datum, formaat: dd-mm-jjjj }
  vorm: { kolom: Vorm, scheiding: "|", codes: { Schelden: VERB, Dreigen: BEDR } } # afgestemd met HR
  kanaal: { kolom: Kanaal, codes: { Telefoon: TELEFOON } }
  relatie: { kolommen: [Wie, Kanaal], codes: { "Ouder + *": OUDER, "Onbekend + Telefoon": ONBEKEND } }
# vertrekt nooit
vrije_tekst: [Verhaal]
weglaten: [Naam]
`;
const headers = ['Nummer', 'Soort', 'Status', 'Datum', 'Vorm', 'Kanaal', 'Wie', 'Verhaal', 'Naam'];
const row = (at: number) => [`M-${at}`, 'Agressie', at % 2 ? 'Ingediend' : 'Afgehandeld', `${String((at % 28) + 1).padStart(2, '0')}-05-2024`, 'Schelden|Dreigen', 'Telefoon', 'Ouder', `Verhaal ${at}`, 'Jan Jansen'];
const rows = Array.from({ length: 20 }, (_, at) => row(at));
const base = parseMapping(yaml, 'ELZENHOF.yaml', codebook);

function change(over: Partial<ExportView>, answers = new Map<string, string>()) {
  const view: ExportView = { soort: 'csv', headers, rows, personal: new Map(), codering: 'utf-8', scheiding: ';', ...over };
  const proposal = proposeChange({ view, base, plain: parse(yaml) as Record<string, unknown>, lexicon: lex, answers });
  const text = updatedYaml(yaml, proposal, answers, [], say, ['OPEN']);
  return { proposal, text, mapping: parseMapping(text, 'ELZENHOF.yaml', codebook) };
}

const put = (column: string, values: Record<number, string>) => rows.map((cells, at) => (values[at] === undefined ? cells : cells.map((cell, i) => (headers[i] === column ? values[at]! : cell))));

describe('the labels of a changed export', () => {
  test('of combined columns: one known word decides, another combination is asked', () => {
    const { proposal, mapping } = change({ rows: put('Wie', { 0: 'Pleegouder', 1: 'Pleegouder', 2: 'Huisbaas', 3: 'Huisbaas' }) });
    expect(mapping.velden['relatie']!.codes).toMatchObject({ 'Pleegouder + *': ['PLEEG'], 'Ouder + *': ['OUDER'] });
    expect(proposal.questions.map(({ id, rows: count }) => [id, count])).toEqual([['label:relatie:huisbaas + telefoon', 2]]);
    const answered = change({ rows: put('Wie', { 2: 'Huisbaas', 3: 'Huisbaas' }) }, new Map([['label:relatie:huisbaas + telefoon', 'DERDE']]));
    expect(answered.mapping.velden['relatie']!.codes!['Huisbaas + Telefoon']).toEqual(['DERDE']);
    expect([answered.proposal.questions, answered.mapping.versie]).toEqual([[], 4]);
  });

  test('of a filter: a kind that may be aggression is asked, a known state is taken, one that counts is asked once', () => {
    const changed = put('Soort', { 0: 'Agressie online', 1: 'Agressie online', 2: 'Valincident', 3: 'Valincident' }).map((cells, at) => cells.map((cell, i) => (i === 2 && at < 4 ? (at < 2 ? 'Geannuleerd' : 'Goedgekeurd') : cell)));
    const { proposal, mapping } = change({ rows: changed });
    expect(proposal.questions.map(({ id }) => id).sort()).toEqual(['rij:Soort:agressie online', 'rij:Status:goedgekeurd']);
    expect(mapping.filters).toContainEqual({ kolom: 'Status', waarden: ['Geannuleerd'], reden: 'INGETROKKEN' });
    const answers = new Map([['rij:Soort:agressie online', 'telt'], ['rij:Status:goedgekeurd', 'telt']]);
    const after = change({ rows: changed }, answers);
    expect(after.proposal.questions).toEqual([]);
    expect(after.mapping.filters.slice(0, 2)).toEqual([
      { kolom: 'Soort', behalve: ['Agressie', 'Agressie online'], reden: 'NIET_AGRESSIE' },
      { kolom: 'Status', waarden: ['Concept'], telt: ['Goedgekeurd'], reden: 'CONCEPT' },
    ]);
    expect(proposeChange({ view: { soort: 'csv', headers, rows: changed, personal: new Map() }, base: after.mapping, plain: parse(after.text) as Record<string, unknown>, lexicon: lex }).questions).toEqual([]);
  });

  test('that may be more than a label are counted, never shown', () => {
    const { proposal, text } = change({ rows: put('Vorm', { 0: 'Karin Smit werd geslagen' }) });
    expect(proposal.hidden).toEqual([{ header: 'Vorm', rows: 1 }]);
    expect(text).toContain('hidden Vorm 1');
    expect(text).not.toContain('Karin');
  });
});

describe('the columns of a changed export', () => {
  const renamed = headers.map((header) => (header === 'Vorm' ? 'Soort gedrag' : header === 'Nummer' ? 'nummer.' : header));

  test('a field that is chosen for the new name of its old column is that column', () => {
    const { mapping, text } = change({ headers: renamed }, new Map([['kolom:Soort gedrag', 'vorm']]));
    expect(mapping.velden['vorm']).toMatchObject({ kolom: 'Soort gedrag', codes: { Schelden: ['VERB'] } });
    expect(text).toContain('# heette Vorm\n  vorm:');
  });

  test('a new column that says which rows count becomes a filter', () => {
    const { mapping, proposal } = change({ headers: [...headers, 'Testregel'], rows: rows.map((cells, at) => [...cells, at < 3 ? 'Testmelding' : 'Nieuw']) }, new Map([['kolom:Testregel', 'status']]));
    expect(proposal.questions).toEqual([]);
    expect(mapping.filters).toContainEqual({ kolom: 'Testregel', waarden: ['Testmelding'], reden: 'TEST' });
  });

  test('answers that a mapping cannot take are not offered', () => {
    const { proposal } = change({ headers: [...headers, 'Raadsel'], rows: rows.map((cells, at) => [...cells, at % 2 ? 'blauw' : 'groen']) });
    const [question] = proposal.questions;
    expect(question!.id).toBe('kolom:Raadsel');
    for (const taken of ['kanaal', 'incident_datum', 'meldingsnummer', 'actie']) expect(question!.answers).not.toContain(taken);
  });

  test('headers alone tell what is gone, what is new, and what looks like it', () => {
    expect(exportChanges(base, [...headers].reverse())).toEqual({ gone: [], fresh: [] });
    expect(exportChanges(base, ['Nummer', 'Soort', 'Status', 'Datum', 'Vorm van agressie', 'Kanaal', 'Wie', '12-05-2024', 'kolom 9'])).toEqual({
      gone: [{ column: 'Vorm', required: true, like: 'Vorm van agressie' }, { column: 'Verhaal', required: false }],
      fresh: [{ index: 5, header: 'Vorm van agressie' }, { index: 8 }],
    });
  });
});

describe('the file of a changed mapping', () => {
  test('is the same text when nothing changed', () => {
    const { proposal, text } = change({});
    expect([proposal.decisions, proposal.questions]).toEqual([[], []]);
    expect(parse(text)).toEqual(parse(yaml));
    for (const comment of yaml.match(/#.*/g)!) expect(text).toContain(comment);
  });

  test('keeps every comment, says who confirmed what, and replaces the open questions of before', () => {
    const answers = new Map([['label:vorm:treiteren', 'PEST']]);
    const changed = put('Vorm', { 0: 'Treiteren', 1: 'Treiteren', 2: 'Grijs', 3: 'Grijs' });
    const { text, proposal, mapping } = change({ rows: changed }, answers);
    for (const comment of yaml.match(/#.*/g)!) expect(text).toContain(comment);
    expect(mapping.velden['vorm']!.codes).toEqual({ Schelden: ['VERB'], Dreigen: ['BEDR'], Treiteren: ['PEST'] });
    expect(text).toContain('# Treiteren: bevestigd door T');
    expect(text).toContain('# versie 4');
    expect(text).toContain('# OPEN: dit\n# - label Vorm Grijs 2');
    const again = updatedYaml(text, { ...proposal, questions: [] }, new Map(), [], say, ['OPEN']);
    expect(again).not.toContain('OPEN');
    expect(again).toContain('# vertrekt nooit');
  });

  test('a new column with ticks joins the ticked ones', () => {
    const ticked = yaml.replace(/  vorm: .*/, '  vorm: { vinkjes: { Schelden: VERB, Dreigen: BEDR } }');
    const view: ExportView = { soort: 'csv', headers: ['Nummer', 'Soort', 'Status', 'Datum', 'Schelden', 'Dreigen', 'Fysiek', 'Kanaal', 'Wie', 'Verhaal', 'Naam'], rows: rows.map((cells, at) => [...cells.slice(0, 4), 'x', '', at % 3 ? '' : 'x', ...cells.slice(5)]), personal: new Map() };
    const proposal = proposeChange({ view, base: parseMapping(ticked, 'E.yaml', codebook), plain: parse(ticked) as Record<string, unknown>, lexicon: lex });
    expect(parseMapping(updatedYaml(ticked, proposal, new Map(), [], say, ['OPEN']), 'E.yaml', codebook).velden['vorm']!.vinkjes).toEqual({ Schelden: 'VERB', Dreigen: 'BEDR', Fysiek: 'FYS' });
  });
});
