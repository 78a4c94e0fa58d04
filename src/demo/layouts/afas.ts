/** AFAS-like: CSV with semicolons in Windows-1252, codes beside their descriptions, Waar/Onwaar, HTML in the memo, a BSN column, dates as date-times. */
import { isoDay } from '../calendar.js';
import { levelOne, type Facts } from '../facts.js';
import { testBsns } from '../people.js';
import { writeText } from './text-file.js';
import { coded, codesOf, label, type Column, type Labels, type Layout } from './layout.js';
import { causes, channels, measures, noReport, places, platforms, police, protection, relations, removals, reports } from './words.js';
import { labelsOf } from './layout.js';

const forms: Labels = {
  VERB: 'Verbale agressie', BEDR: 'Bedreiging of intimidatie', FYS: 'Fysieke agressie', SEKS: 'Seksuele intimidatie', DISC: 'Discriminatie', PEST: 'Pesten',
  VERN: 'Vernieling', ONLN: 'Online aantasting', OVR: 'Anders',
};
const formNumbers: Labels = Object.fromEntries(Object.keys(forms).map((code, at) => [code, `A${String(at + 1).padStart(2, '0')}`]));
const joined = (facts: Facts, labels: Labels) => levelOne(facts.vormen).map((code) => label(labels, code)).join(' / ');
const truth = (yes: boolean) => (yes ? 'Waar' : 'Onwaar');
const stamp = (day: number | null) => (day === null ? '' : `${isoDay(day)}T00:00:00Z`);
const relationCodes: Labels = Object.fromEntries(Object.keys(relations).map((code, at) => [code, String(at + 10)]));

/** Every combination of codes with the descriptions that belong to them; any other pair is a contradiction. */
function pairs(numbers: Labels, names: Labels): Record<string, string> {
  return Object.fromEntries(Object.keys(names).map((code) => [`${numbers[code]} + ${names[code]}`, code]));
}

const columns: Column[] = [
  { kop: 'Dossieritem', rol: 'nummer', cel: (_, signs) => String(signs.jaar * 1_000_000 + signs.volgnummer) },
  { kop: 'Type dossieritem', rol: 'soort', cel: () => 'Incident agressie' },
  { kop: 'Afgehandeld', rol: 'status', cel: (_, signs) => truth(signs.fase === 2) },
  { kop: 'Concept', cel: () => 'Onwaar' },
  { kop: 'Datum voorval', rol: 'incident_datum', cel: (facts) => stamp(facts.incident_datum) },
  { kop: 'Aanmaakdatum', rol: 'meld_datum', cel: (facts) => stamp(facts.meld_datum) },
  { kop: 'Medewerker', rol: 'medewerker', cel: (facts) => String(20_000 + facts.medewerkers[0]!) },
  { kop: 'BSN medewerker', cel: (facts) => testBsns[facts.medewerkers[0]! % testBsns.length]! },
  { kop: 'Aard (code)', rol: 'vorm', cel: (facts) => joined(facts, formNumbers) },
  { kop: 'Aard (omschrijving)', cel: (facts) => joined(facts, forms) },
  coded('Relatie (code)', relationCodes, (facts) => facts.relatie),
  coded('Relatie (omschrijving)', relations, (facts) => facts.relatie, 'relatie'),
  coded('Contactvorm', channels, (facts) => facts.kanaal, 'kanaal'),
  coded('Locatie', places, (facts) => facts.locatie, 'locatie'),
  { kop: 'Jeugdregio', rol: 'regio', cel: (facts) => facts.regio },
  { kop: 'Ernst', rol: 'ernst', cel: (facts) => facts.ernst },
  coded('Maatregel', measures, (facts) => facts.maatregel),
  coded('Aanleiding', causes, (facts) => facts.aanleiding),
  { kop: 'Reclassering', cel: (facts) => truth(facts.functie === 'JR') },
  { kop: 'Politie gebeld', rol: 'politie_gevraagd', cel: (facts) => truth(facts.politie_gevraagd === 'J') },
  coded('Politie', police, (facts) => facts.politie_uitkomst, 'politie_uitkomst'),
  coded('Aangifte', reports, (facts) => facts.aangifte_status, 'aangifte'),
  { kop: 'Geen aangifte omdat', rol: 'reden_geen_aangifte', cel: (facts) => labelsOf(noReport, facts.reden_geen_aangifte, ' / ') },
  { kop: 'Aangiftedatum', cel: (facts) => stamp(facts.aangifte_datum) },
  { kop: 'Besluitdatum', cel: (facts) => stamp(facts.besluit_datum) },
  coded('Platform', platforms, (facts) => facts.platform, 'platform'),
  { kop: 'Verwijderverzoek', rol: 'verwijderverzoek', cel: (facts) => (facts.verwijderverzoek === null ? '' : truth(facts.verwijderverzoek === 'J')) },
  coded('Uitkomst verwijdering', removals, (facts) => facts.verwijder_uitkomst),
  { kop: 'Beschermingsmaatregel', cel: (facts) => labelsOf(protection, facts.beschermingsmaatregel, ' / ') },
  { kop: 'Schadebedrag', cel: (facts) => `${facts.gezin % 90},${facts.gezin % 7}0` },
  { kop: 'Dossier', cel: (facts) => String(310_000 + facts.gezin) },
  { kop: 'Memo', rol: 'tekst', cel: (facts) => `<p>${facts.tekst}</p>` },
];
const flags = { Waar: 'J', Onwaar: 'N' };

export const afas: Layout = {
  product: 'AFAS Profit',
  naam: 'dossieritems',
  extensie: 'csv',
  regels: 'een',
  teltMedewerkers: false,
  kolommen: columns,
  filters: {
    CONCEPT: [['Concept', 'Waar']],
    NIET_AGRESSIE: [['Type dossieritem', 'Verzuimmelding'], ['Type dossieritem', 'Functioneringsgesprek']],
    TEST: [['Type dossieritem', 'Proefitem']],
    INTERN: [['Relatie (omschrijving)', 'Collega'], ['Relatie (code)', relationCodes['INTERN']!]],
  },
  vuil: [
    'CONCEPT', 'NIET_AGRESSIE', 'TEST', 'INTERN', 'DUBBEL_EXACT', 'SLEUTEL_CONFLICT', 'SLEUTEL_LEEG', 'DATUM_ONMOGELIJK', 'DATUM_TOEKOMST', 'DATUM_STANDAARD', 'DATUM_LEEG', 'MELD_VOOR_VOORVAL',
    'VORM_LEEG', 'VORM_ONBEKEND', 'RELATIE_LEEG', 'KANAAL_LEEG', 'CODE_OMSCHRIJVING', 'FYS_TELEFOON', 'LOCATIE_OP_AFSTAND', 'PLATFORM_ZONDER_ONLINE', 'POLITIE_TEGENSTRIJDIG',
    'AANGIFTE_EN_REDEN', 'NBSP', 'HOOFDLETTERS', 'REGELEINDE', 'SCHEIDING_TEKST', 'FORMULE', 'LOKCIJFERS', 'BSN_TEKST', 'EMAIL_TEKST', 'TELEFOON_TEKST', 'JZ40', 'ERNST_BUITEN_SCHAAL', 'PLATFORM_LEEG',
  ],
  datum: (day) => stamp(day),
  koppeling: () => ({
    lezen: { codering: 'windows-1252', scheiding: ';' },
    meldingsnummer: { kolommen: ['Dossieritem'] },
    filters: [
      { kolom: 'Concept', waarden: ['Waar'], reden: 'CONCEPT' },
      { kolom: 'Type dossieritem', waarden: ['Proefitem'], reden: 'TEST' },
      { kolom: 'Type dossieritem', behalve: ['Incident agressie'], reden: 'NIET_AGRESSIE' },
    ],
    velden: {
      incident_datum: { kolom: 'Datum voorval', formaat: 'iso' },
      meld_datum: { kolom: 'Aanmaakdatum', formaat: 'iso' },
      vorm: { kolom: 'Aard (code)', scheiding: '/', codes: codesOf(formNumbers) },
      relatie: { kolommen: ['Relatie (code)', 'Relatie (omschrijving)'], codes: pairs(relationCodes, relations) },
      kanaal: { kolom: 'Contactvorm', codes: codesOf(channels) },
      locatie: { kolom: 'Locatie', codes: codesOf(places) },
      regio: { kolom: 'Jeugdregio' },
      ernst: { kolom: 'Ernst', codes: { 1: '1', 2: '2', 3: '3', 4: '4', 9: '9' } },
      maatregel: { kolom: 'Maatregel', codes: codesOf(measures) },
      aanleiding: { kolom: 'Aanleiding', codes: codesOf(causes) },
      functie: { kolom: 'Reclassering', codes: { Waar: 'JR', Onwaar: 'JB' } },
      politie_gevraagd: { kolom: 'Politie gebeld', codes: flags },
      politie_uitkomst: { kolom: 'Politie', codes: codesOf(police) },
      aangifte_status: { kolom: 'Aangifte', codes: codesOf(reports) },
      reden_geen_aangifte: { kolom: 'Geen aangifte omdat', scheiding: '/', codes: codesOf(noReport) },
      aangifte_datum: { kolom: 'Aangiftedatum', formaat: 'iso' },
      besluit_datum: { kolom: 'Besluitdatum', formaat: 'iso' },
      platform: { kolom: 'Platform', codes: codesOf(platforms) },
      verwijderverzoek: { kolom: 'Verwijderverzoek', codes: flags },
      verwijder_uitkomst: { kolom: 'Uitkomst verwijdering', codes: codesOf(removals) },
      beschermingsmaatregel: { kolom: 'Beschermingsmaatregel', scheiding: '/', codes: codesOf(protection) },
      gezin_pseudo: { kolom: 'Dossier' },
      medewerker_pseudo: { kolom: 'Medewerker' },
    },
    vrije_tekst: ['Memo'],
    weglaten: ['BSN medewerker', 'Aard (omschrijving)', 'Schadebedrag', 'Afgehandeld'],
  }),
  opmaak: (rows) => [{ naam: null, lines: [...rows] }],
  schrijf: (sheets) => writeText(afas, sheets, { scheiding: ';', aanhaling: 'nodig', codering: 'win1252', regeleinde: '\r\n' }),
};
