/** Zenya-like: a workbook with a report header above the table, a tick-mark column for each form, hidden columns with names, a footer. */
import { clock } from '../calendar.js';
import { employeeName } from '../people.js';
import { levelOne, type Facts } from '../facts.js';
import { coded, codesOf, type Column, type Layout, type Labels } from './layout.js';
import { writeWorkbook } from './workbook.js';
import { aftercare, channels, functions, injuries, noReport, places, platforms, police, relations, removals, reports, risk, yesNo } from './words.js';
import { labelsOf } from './layout.js';

const ticks: Labels = {
  VERB: 'Verbaal', BEDR: 'Bedreiging/intimidatie', FYS: 'Fysiek', SEKS: 'Seksueel', DISC: 'Discriminerend', PEST: 'Pesten', VERN: 'Vernieling', ONLN: 'Online',
  OVR: 'Anders, namelijk',
};
const tickColumns: Column[] = Object.entries(ticks).map(([code, kop]) => ({
  kop, rol: 'vorm' as const, cel: (facts: Facts) => (levelOne(facts.vormen).includes(code) ? 'x' : ''),
}));
const phases = ['Nieuw', 'In onderzoek', 'Afgerond'];

export const zenya: Layout = {
  product: 'Zenya FLOW',
  naam: 'Rapportage incidenten',
  extensie: 'xlsx',
  regels: 'een',
  teltMedewerkers: true,
  kolommen: [
    { kop: 'Meldingsnr.', rol: 'nummer', cel: (_, signs) => signs.jaar * 100_000 + signs.volgnummer },
    { kop: 'Naam melder', verborgen: true, cel: (_, signs) => signs.medewerker },
    { kop: 'E-mail melder', verborgen: true, cel: (facts) => `medewerker${facts.medewerkers[0]}@post.example` },
    { kop: 'Fase', rol: 'status', cel: (_, signs) => phases[signs.fase]! },
    { kop: 'Type melding', rol: 'soort', cel: () => 'Agressie extern' },
    { kop: 'Datum voorval', rol: 'incident_datum', cel: (facts) => ({ dag: facts.incident_datum }) },
    { kop: 'Tijdstip', cel: (facts) => clock(facts.incident_tijd) },
    { kop: 'Gemeld op', rol: 'meld_datum', cel: (facts) => ({ dag: facts.meld_datum }) },
    ...tickColumns,
    coded('Agressor', relations, (facts) => facts.relatie, 'relatie'),
    coded('Manier van contact', channels, (facts) => facts.kanaal, 'kanaal'),
    coded('Plaats van handeling', places, (facts) => facts.locatie, 'locatie'),
    { kop: 'Vestiging', rol: 'regio', cel: (facts) => facts.plaats },
    coded('Functie', functions, (facts) => facts.functie),
    { kop: 'Aantal collega\'s', cel: (facts) => facts.medewerkers.length },
    { kop: 'Ernst', rol: 'ernst', cel: (facts) => (facts.ernst === '9' ? 'Weet ik niet' : Number(facts.ernst)) },
    coded('Letsel', injuries, (facts) => facts.letsel, 'letsel'),
    { kop: 'Verzuim (dagen)', cel: (facts) => facts.verzuim_dagen },
    coded('Politie gevraagd', yesNo, (facts) => facts.politie_gevraagd, 'politie_gevraagd'),
    coded('Politie', police, (facts) => facts.politie_uitkomst, 'politie_uitkomst'),
    coded('Aangifte', reports, (facts) => facts.aangifte_status, 'aangifte'),
    { kop: 'Reden geen aangifte', rol: 'reden_geen_aangifte', cel: (facts) => labelsOf(noReport, facts.reden_geen_aangifte, ', ') },
    coded('Platform', platforms, (facts) => facts.platform, 'platform'),
    coded('Verwijdering gevraagd', yesNo, (facts) => facts.verwijderverzoek, 'verwijderverzoek'),
    coded('Verwijdering', removals, (facts) => facts.verwijder_uitkomst),
    { kop: 'Verwijdering gevraagd op', cel: (facts) => (facts.verzoek_datum === null ? null : { dag: facts.verzoek_datum }) },
    { kop: 'Verwijdering uitkomst op', cel: (facts) => (facts.uitkomst_datum === null ? null : { dag: facts.uitkomst_datum }) },
    coded('Nazorg', aftercare, (facts) => facts.nazorg),
    coded('Risico-info', risk, (facts) => facts.huisbezoek_risico_info, 'risico_info'),
    { kop: 'Dossiernr.', cel: (facts) => 700_000 + facts.gezin },
    { kop: 'Wat is er gebeurd?', rol: 'tekst', cel: (facts) => facts.tekst },
  ],
  filters: {
    CONCEPT: [['Fase', 'Concept']],
    INGETROKKEN: [['Fase', 'Vervallen']],
    TEST: [['Type melding', 'Testformulier']],
    NIET_AGRESSIE: [['Type melding', 'Bijna-ongeval'], ['Type melding', 'Klacht']],
    INTERN: [['Agressor', 'Collega']],
  },
  vuil: [
    'CONCEPT', 'INGETROKKEN', 'TEST', 'NIET_AGRESSIE', 'INTERN', 'DUBBEL_EXACT', 'OUDERE_VERSIE', 'SLEUTEL_LEEG', 'DATUM_ONMOGELIJK', 'DATUM_TOEKOMST', 'DATUM_STANDAARD',
    'DATUM_LEEG', 'DATUM_MAAND', 'MELD_VOOR_VOORVAL', 'VORM_LEEG', 'RELATIE_LEEG', 'RELATIE_NAAM', 'KANAAL_LEEG', 'FYS_TELEFOON', 'LOCATIE_OP_AFSTAND', 'PLATFORM_ZONDER_ONLINE',
    'POLITIE_TEGENSTRIJDIG', 'AANGIFTE_EN_REDEN', 'RISICO_ZONDER_BEZOEK', 'FOUTCEL', 'NBSP', 'HOOFDLETTERS', 'FORMULE', 'LOKCIJFERS', 'BSN_TEKST', 'EMAIL_TEKST', 'TELEFOON_TEKST',
    'PLAATS_ONBEKEND', 'PLAATS_MEERDUIDIG', 'JZ40', 'ERNST_BUITEN_SCHAAL', 'PLATFORM_LEEG', 'ERNST_LETSEL',
  ],
  datum: (day) => ({ dag: day }),
  koppeling: () => ({
    meldingsnummer: { kolommen: ['Meldingsnr.'] },
    nieuwste: { kolom: 'Fase', volgorde: phases },
    filters: [
      { kolom: 'Fase', waarden: ['Concept'], reden: 'CONCEPT' },
      { kolom: 'Fase', waarden: ['Vervallen'], reden: 'INGETROKKEN' },
      { kolom: 'Type melding', waarden: ['Testformulier'], reden: 'TEST' },
      { kolom: 'Type melding', behalve: ['Agressie extern'], reden: 'NIET_AGRESSIE' },
    ],
    velden: {
      incident_datum: { kolom: 'Datum voorval', formaat: ['iso', 'dd-mm-jjjj'] },
      incident_tijd: { kolom: 'Tijdstip', formaat: 'uu:mm' },
      meld_datum: { kolom: 'Gemeld op', formaat: ['iso', 'dd-mm-jjjj'] },
      vorm: { vinkjes: codesOf(ticks), aangevinkt: ['x'] },
      relatie: { kolom: 'Agressor', codes: codesOf(relations) },
      kanaal: { kolom: 'Manier van contact', codes: codesOf(channels) },
      locatie: { kolom: 'Plaats van handeling', codes: codesOf(places) },
      regio: { kolom: 'Vestiging' },
      functie: { kolom: 'Functie', codes: codesOf(functions) },
      aantal_medewerkers: { kolom: 'Aantal collega\'s' },
      ernst: { kolom: 'Ernst', codes: { 1: '1', 2: '2', 3: '3', 4: '4', 'Weet ik niet': '9' } },
      letsel: { kolom: 'Letsel', codes: codesOf(injuries) },
      verzuim_dagen: { kolom: 'Verzuim (dagen)' },
      politie_gevraagd: { kolom: 'Politie gevraagd', codes: codesOf(yesNo) },
      politie_uitkomst: { kolom: 'Politie', codes: codesOf(police) },
      aangifte_status: { kolom: 'Aangifte', codes: codesOf(reports) },
      reden_geen_aangifte: { kolom: 'Reden geen aangifte', scheiding: ',', codes: codesOf(noReport) },
      platform: { kolom: 'Platform', codes: codesOf(platforms) },
      verwijderverzoek: { kolom: 'Verwijdering gevraagd', codes: codesOf(yesNo) },
      verwijder_uitkomst: { kolom: 'Verwijdering', codes: codesOf(removals) },
      verzoek_datum: { kolom: 'Verwijdering gevraagd op', formaat: ['iso', 'dd-mm-jjjj'] },
      uitkomst_datum: { kolom: 'Verwijdering uitkomst op', formaat: ['iso', 'dd-mm-jjjj'] },
      nazorg: { kolom: 'Nazorg', codes: codesOf(aftercare) },
      huisbezoek_risico_info: { kolom: 'Risico-info', codes: codesOf(risk) },
      gezin_pseudo: { kolom: 'Dossiernr.' },
    },
    vrije_tekst: ['Wat is er gebeurd?'],
    weglaten: ['Naam melder', 'E-mail melder'],
    controletotaal: 'regels',
  }),
  opmaak: (rows) => [{
    naam: 'Meldingen',
    lines: [
      ...rows,
      { ruis: 'LEEG', cellen: [] },
      { ruis: 'TOTAAL', cellen: ['Totaal', rows.length] },
      { ruis: 'VOET', cellen: ['Afgedrukt uit Zenya FLOW. Vertrouwelijk.'] },
    ],
  }],
  schrijf: (sheets, about) => writeWorkbook(zenya, sheets, {
    datumstelsel: 1900,
    vooraf: () => [[`Rapportage incidenten ${about.naam}`], [`Periode: ${about.periode}`], [`Opgemaakt door: ${employeeName(about.geleverd)}`], []],
  }),
};
