import { expect, test } from 'vitest';
import { loadCodebook } from '../../codebook/codebook.js';
import { mappableFields } from './check.js';
import { parseMapping } from './load.js';
import { unknownParts } from './unread.js';
import { valueCoder } from './values.js';

const codebook = loadCodebook();
const mapping = parseMapping(
  `organisatie: PROEF
meldingsnummer: { kolommen: [Nr] }
velden:
  incident_datum: { kolom: Datum, formaat: dd-mm-jjjj }
  vorm: { kolom: Vorm, scheiding: ",", codes: { Schelden: VERB, "Slaan, schoppen": FYS } }
  kanaal: { kolom: Waar, codes: { Kantoor: LIVE } }
  relatie: { kolommen: [Wie, Waar], codes: { "Ouder + *": OUDER } }
  letsel: { vinkjes: { Blauw: LICHT, Breuk: ERNSTIG }, aangevinkt: [x] }
  regio: { kolom: Gemeente }
`,
  'proef.yaml',
  codebook,
);

test.each<[string, string[], string[]]>([
  ['kanaal', ['Fax'], ['Fax']],
  ['vorm', ['Schelden,Fluiten'], ['Fluiten']],
  ['vorm', ['Fluiten, schelden, Spugen'], ['Fluiten', 'Spugen']],
  ['vorm', ['Slaan, schoppen,Fluiten'], ['Fluiten']],
  ['vorm', ['schoppen, slaan'], ['schoppen', 'slaan']],
  ['relatie', ['Buur', 'Kantoor'], ['Buur + Kantoor']],
  ['letsel', ['x', 'misschien'], ['misschien']],
  ['regio', ['Nergenshuizen'], ['Nergenshuizen']],
])('%s: of %j is unknown %j', (field, cells, parts) => {
  const mapped = mapping.velden[field]!;
  expect(unknownParts(mapped, valueCoder(mapped, mappableFields(codebook).get(field)!, codebook))(cells)).toEqual(parts);
});
