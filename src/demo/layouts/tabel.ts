/** A tidy export made for this purpose: CSV with commas, UTF-8, columns named as the fields of the codebook, codes instead of labels. */
import { clock, isoDay } from '../calendar.js';
import { writeText } from './text-file.js';
import type { Column, Layout } from './layout.js';
import type { Facts } from '../facts.js';

const day = (value: number | null) => (value === null ? '' : isoDay(value));
const plain = (kop: keyof Facts & string, rol?: Column['rol']): Column => ({
  kop, ...(rol ? { rol } : {}), cel: (facts) => { const value = facts[kop]; return value === null ? '' : Array.isArray(value) ? value.join('|') : String(value); },
});

const columns: Column[] = [
  { kop: 'meldingsnummer', rol: 'nummer', cel: (_, signs) => `${signs.jaar}-${signs.volgnummer}` },
  { kop: 'soort', rol: 'soort', cel: () => 'agressie' },
  { kop: 'incident_datum', rol: 'incident_datum', cel: (facts) => isoDay(facts.incident_datum) },
  { kop: 'incident_tijd', cel: (facts) => clock(facts.incident_tijd) },
  { kop: 'meld_datum', rol: 'meld_datum', cel: (facts) => isoDay(facts.meld_datum) },
  plain('doorlopend'),
  { kop: 'vorm', rol: 'vorm', cel: (facts) => facts.vormen.join('|') },
  plain('kanaal', 'kanaal'), plain('locatie', 'locatie'), plain('regio', 'regio'), plain('relatie', 'relatie'), plain('aantal_veroorzakers'),
  { kop: 'aantal_medewerkers', cel: (facts) => String(facts.medewerkers.length) },
  plain('functie'), plain('ervaring_jaren'), plain('maatregel'), plain('aanleiding'), plain('gericht_op'), plain('privesfeer'), plain('ernst', 'ernst'), plain('letsel', 'letsel'), plain('verzuim_dagen'),
  plain('politie_gevraagd', 'politie_gevraagd'), plain('politie_uitkomst', 'politie_uitkomst'), plain('politie_reden'), plain('strafbaar_feit'), plain('aangifte_status', 'aangifte'),
  plain('aangifte_door'), plain('reden_geen_aangifte', 'reden_geen_aangifte'), plain('vpt_code', 'vpt'),
  { kop: 'aangifte_datum', cel: (facts) => day(facts.aangifte_datum) }, { kop: 'besluit_datum', cel: (facts) => day(facts.besluit_datum) },
  plain('strafvervolg', 'strafvervolg'), plain('platform', 'platform'), plain('verwijderverzoek', 'verwijderverzoek'), plain('verwijder_uitkomst'),
  { kop: 'verzoek_datum', cel: (facts) => day(facts.verzoek_datum) }, { kop: 'uitkomst_datum', cel: (facts) => day(facts.uitkomst_datum) },
  plain('nog_vindbaar_90d'), plain('procedure_soort'), plain('procedures_gelijktijdig'), plain('nazorg'), plain('werkgever_maatregel'), plain('beschermingsmaatregel'),
  plain('huisbezoek_risico_info', 'risico_info'), plain('gevolg_kind'), plain('gevolg_werk'),
  { kop: 'gezin', cel: (facts) => `gz${facts.gezin}` },
  { kop: 'medewerker', cel: (facts) => `mw${facts.medewerkers[0]}` },
];

const own: Readonly<Record<string, string[]>> = {
  vorm: ['VERB', 'VERB.SCHELD', 'VERB.BELED', 'BEDR', 'BEDR.DREIG', 'BEDR.NAASTE', 'BEDR.INTIM', 'BEDR.STALK', 'BEDR.CHANT', 'FYS', 'FYS.LICHT', 'FYS.ZWAAR', 'FYS.WAPEN', 'FYS.VRIJH', 'SEKS', 'DISC', 'PEST', 'VERN', 'VERN.ORG', 'VERN.PRIVE', 'ONLN', 'ONLN.SMAAD', 'ONLN.DOX', 'ONLN.BEELD', 'PROC', 'OVR'],
  relatie: ['OUDER', 'PARTNER', 'JEUGDIGE', 'CLIENT', 'FAMILIE', 'PLEEG', 'PROF', 'GROEP', 'ONLINE_ONB', 'DERDE', 'ONBEKEND', 'INTERN'],
  kanaal: ['LIVE', 'TELEFOON', 'VIDEO', 'EMAIL_APP', 'POST', 'ONLINE', 'PROCEDURE', 'ONBEKEND'],
  locatie: ['KANTOOR', 'HUISBEZOEK', 'RECHTBANK', 'OMGANG', 'POLITIE', 'OPENBARE_RUIMTE', 'WONING_MEDEW', 'NVT', 'ONBEKEND'],
  functie: ['JB', 'JR', 'OVERIG', 'ONBEKEND'],
  maatregel: ['OTS', 'VOTS', 'VOOGDIJ', 'VTVOOGDIJ', 'JR_GEDW', 'JR_VRIJW', 'JR_OVERIG', 'DRANG', 'GEEN', 'ONBEKEND'],
  aanleiding: ['OTS_UITSPRAAK', 'UHP', 'OMGANG', 'RAPPORTAGE', 'WACHTTIJD', 'NIET_GEHOORD', 'WISSEL', 'GEEN_ZICHTBARE', 'OVERIG', 'ONBEKEND'],
  gericht_op: ['PERSOON', 'ORGANISATIE', 'NAASTE', 'ONBEKEND'],
  ernst: ['1', '2', '3', '4', '9'],
  letsel: ['GEEN', 'PSYCH', 'LICHT', 'ERNSTIG', 'ONBEKEND'],
  politie_uitkomst: ['NIET_GEVRAAGD', 'VERLEEND', 'TE_LAAT', 'NIET_VERLEEND', 'ONBEKEND'],
  politie_reden: ['CAPACITEIT', 'PRIORITEIT', 'OVERIG', 'ONBEKEND'],
  aangifte_status: ['NEE', 'VOORNEMEN', 'GEDAAN', 'GEWEIGERD', 'INGETROKKEN', 'NVT', 'ONBEKEND'],
  aangifte_door: ['MEDEWERKER', 'WERKGEVER', 'NUMMER'],
  reden_geen_aangifte: ['NIET_ERNSTIG', 'KAN_NIETS', 'DOET_NIETS', 'TIJD', 'NIET_GEDACHT', 'WERKGEVER', 'ANGST', 'WERKRELATIE', 'OVERIG'],
  strafvervolg: ['LOPEND', 'SEPOT', 'OMAFDOENING', 'DAGVAARDING', 'VEROORDELING', 'VRIJSPRAAK', 'ONBEKEND'],
  platform: ['FACEBOOK', 'INSTAGRAM', 'X', 'TIKTOK', 'YOUTUBE', 'ZOEKMACHINE', 'KLACHTENSITE', 'OVERIG'],
  verwijder_uitkomst: ['VERWIJDERD', 'GEWEIGERD', 'GEEN_REACTIE', 'LOPEND'],
  procedure_soort: ['KLACHT_GI', 'TUCHT_SKJ', 'OMBUDSMAN', 'CIVIEL', 'AANGIFTE_PROF', 'AVG_WOO', 'AP_INSPECTIE'],
  nazorg: ['NIET_AANGEBODEN', 'AANGEBODEN_GEWEIGERD', 'GEKREGEN_3D', 'GEKREGEN_LATER', 'ONBEKEND'],
  werkgever_maatregel: ['WAARSCHUWING', 'ORDEGESPREK', 'CONTACT_BEPERKT', 'PANDVERBOD', 'SCHADEVERHAAL'],
  beschermingsmaatregel: ['ANONIEM', 'KENTEKEN', 'POLITIEBUREAU', 'ONDERDUIK', 'TWEETAL', 'OVERDRACHT', 'GEEN'],
  huisbezoek_risico_info: ['GEHAD', 'GEVRAAGD_NIET_GEKREGEN', 'NIET_GEVRAAGD', 'ONBEKEND'],
  gevolg_kind: ['GEEN', 'BEZOEK_VERVALLEN', 'HULP_VERTRAAGD', 'WISSEL', 'ONBEKEND'],
  gevolg_werk: ['GEEN', 'STILGELEGD', 'CASUS_OVERGEDRAGEN', 'ONBEKEND'],
};
const yesNo = ['doorlopend', 'privesfeer', 'politie_gevraagd', 'strafbaar_feit', 'vpt_code', 'verwijderverzoek', 'nog_vindbaar_90d'];
const numbers = ['aantal_veroorzakers', 'aantal_medewerkers', 'ervaring_jaren', 'verzuim_dagen', 'procedures_gelijktijdig'];
const lists = ['vorm', 'reden_geen_aangifte', 'procedure_soort', 'werkgever_maatregel', 'beschermingsmaatregel'];
const dates = ['incident_datum', 'meld_datum', 'aangifte_datum', 'besluit_datum', 'verzoek_datum', 'uitkomst_datum'];

function fields(): Record<string, unknown> {
  const itself = (codes: readonly string[]) => Object.fromEntries(codes.map((code) => [code, code]));
  return {
    ...Object.fromEntries(dates.map((field) => [field, { kolom: field, formaat: 'jjjj-mm-dd' }])),
    incident_tijd: { kolom: 'incident_tijd', formaat: 'uu:mm' },
    ...Object.fromEntries(Object.entries(own).map(([field, codes]) => [field, { kolom: field, ...(lists.includes(field) ? { scheiding: '|' } : {}), codes: itself(codes) }])),
    ...Object.fromEntries(yesNo.map((field) => [field, { kolom: field, codes: itself(['J', 'N', 'O']) }])),
    ...Object.fromEntries(numbers.map((field) => [field, { kolom: field }])),
    regio: { kolom: 'regio' },
    gezin_pseudo: { kolom: 'gezin' },
    medewerker_pseudo: { kolom: 'medewerker' },
  };
}

export const tabel: Layout = {
  product: 'Datawarehouse',
  naam: 'voorvallen',
  extensie: 'csv',
  regels: 'een',
  teltMedewerkers: true,
  kolommen: columns,
  filters: { NIET_AGRESSIE: [['soort', 'overig']], TEST: [['soort', 'test']], INTERN: [['relatie', 'INTERN']] },
  vuil: [
    'NIET_AGRESSIE', 'TEST', 'INTERN', 'DUBBEL_EXACT', 'SLEUTEL_CONFLICT', 'SLEUTEL_LEEG', 'DATUM_ONMOGELIJK', 'DATUM_TOEKOMST', 'DATUM_STANDAARD', 'DATUM_LEEG', 'MELD_VOOR_VOORVAL', 'VORM_LEEG',
    'VORM_ONBEKEND', 'RELATIE_LEEG', 'KANAAL_LEEG', 'FYS_TELEFOON', 'LOCATIE_OP_AFSTAND', 'PLATFORM_ZONDER_ONLINE', 'POLITIE_TEGENSTRIJDIG', 'STRAFVERVOLG_ZONDER_AANGIFTE', 'AANGIFTE_EN_REDEN',
    'RISICO_ZONDER_BEZOEK', 'HOOFDLETTERS', 'JZ40', 'ERNST_BUITEN_SCHAAL', 'PLATFORM_LEEG', 'VPT_ZONDER_AANGIFTE', 'ERNST_LETSEL', 'VERMOEDELIJK_DUBBEL',
  ],
  datum: (value) => isoDay(value),
  koppeling: () => ({
    meldingsnummer: { kolommen: ['meldingsnummer'] },
    filters: [
      { kolom: 'soort', waarden: ['test'], reden: 'TEST' },
      { kolom: 'soort', behalve: ['agressie'], reden: 'NIET_AGRESSIE' },
    ],
    velden: fields(),
  }),
  opmaak: (rows) => [{ naam: null, lines: [...rows] }],
  schrijf: (sheets) => writeText(tabel, sheets, { scheiding: ',', aanhaling: 'nodig', codering: 'utf8', regeleinde: '\n' }),
};
