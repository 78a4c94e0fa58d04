import { expect, test } from 'vitest';
import { loadCodebook } from '../../codebook/codebook.js';
import { parseMapping } from '../map/load.js';
import { sourceColumns } from './leaving.js';

const codebook = loadCodebook();
const mapping = parseMapping(
  `organisatie: ALFA
versie: 1
codeboek: "0.1"
bronsysteem: Lijst
meldingsnummer: { kolommen: [Nummer] }
filters: [{ kolom: Status, waarden: [Concept], reden: CONCEPT }]
velden:
  incident_datum: { kolom: Datum, formaat: dd-mm-jjjj }
  vorm: { kolom: Vorm, codes: { Schelden: VERB } }
  kanaal: { kolom: Waar, codes: { Kantoor: LIVE } }
  locatie: { kolom: Waar, codes: { Kantoor: KANTOOR } }
  relatie: { kolom: Wie, codes: { Ouder: OUDER } }
  regio: { kolom: Vestiging }
  gezin_pseudo: { kolom: Dossier }
  veroorzaker_pseudo: { kolom: Veroorzaker }
vrije_tekst: [Toelichting]
weglaten: [Naam]
`,
  'ALFA.yaml',
  codebook,
);

test.each([
  ['Nummer', 'coarsened', ['incident_id']],
  ['Datum', 'coarsened', ['maand']],
  ['Vorm', 'kept', ['vormen']],
  ['Waar', 'kept', ['kanalen', 'locatie']],
  ['Vestiging', 'coarsened', ['regio']],
  ['Dossier', 'coarsened', ['herhaling_12m']],
  ['Veroorzaker', 'inside', []],
  ['Status', 'inside', []],
  ['Toelichting', 'scanned', []],
  ['Naam', 'dropped', []],
  ['Kleur auto', 'unread', []],
  ['  datum ', 'coarsened', ['maand']],
])('%s: %s', (header, fate, becomes) => {
  const [one] = sourceColumns([header], mapping, codebook);
  expect([one!.fate, one!.becomes]).toEqual([fate, becomes]);
  expect(one!.how.length > 0).toBe(fate === 'coarsened');
});

test('no column of the file is left out of the account', () => {
  const headers = ['Nummer', 'Kleur auto', 'Naam', 'Wie', 'Jan de Boer'];
  expect(sourceColumns(headers, mapping, codebook).map(({ header }) => header)).toEqual(['Nummer', '2 (B)', 'Naam', 'Wie', '5 (E)']);
});
