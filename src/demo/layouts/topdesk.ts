/** TOPdesk-like: CSV with commas, UTF-8 without BOM, a row for each employee and action, places instead of regions, priority instead of severity. */
import { clock, formatDay } from '../calendar.js';
import { writeText } from './text-file.js';
import { coded, codesOf, dayText, label, labelsOf, type Labels, type Layout, type RowSigns } from './layout.js';

const forms: Labels = {
  VERB: 'Schelden', BEDR: 'Bedreiging', 'BEDR.INTIM': 'Intimidatie', 'BEDR.STALK': 'Stalking', FYS: 'Fysieke agressie', SEKS: 'Seksueel', DISC: 'Discriminatie',
  PEST: 'Treiteren', VERN: 'Beschadiging', ONLN: 'Online smaad', 'ONLN.DOX': 'Doxing', OVR: 'Overig',
};
const relations: Labels = {
  OUDER: 'ouder', PARTNER: 'partner van ouder', JEUGDIGE: 'jongere', CLIENT: 'cliënt', FAMILIE: 'familie', PLEEG: 'pleegouder', PROF: 'advocaat', GROEP: 'groep',
};
const channels: Labels = {
  LIVE: 'Persoonlijk', TELEFOON: 'Telefoon', VIDEO: 'Beeldbellen', EMAIL_APP: 'Bericht', POST: 'Post', ONLINE: 'Internet', PROCEDURE: 'Procedure', ONBEKEND: 'Onbekend',
};
const places: Labels = {
  KANTOOR: 'kantoor', HUISBEZOEK: 'gezin thuis', RECHTBANK: 'rechtbank', OMGANG: 'omgangshuis', POLITIE: 'politiebureau', OPENBARE_RUIMTE: 'buiten',
  WONING_MEDEW: 'privéadres', NVT: 'n.v.t.',
};
const roles: Labels = { JB: 'jeugdbeschermer', JR: 'jeugdreclasseerder', OVERIG: 'overig' };
const reports: Labels = { GEDAAN: 'ja', NEE: 'nee', VOORNEMEN: 'in beraad', GEWEIGERD: 'geweigerd', INGETROKKEN: 'ingetrokken', NVT: 'n.v.t.', ONBEKEND: 'onbekend' };
const reasons: Labels = {
  NIET_ERNSTIG: 'viel wel mee', KAN_NIETS: 'politie kan niets', DOET_NIETS: 'helpt toch niet', TIJD: 'geen tijd', NIET_GEDACHT: 'niet aan gedacht',
  WERKGEVER: 'werkgever deed het', ANGST: 'bang voor gevolgen', WERKRELATIE: 'werkrelatie', OVERIG: 'anders',
};
const platforms: Labels = { FACEBOOK: 'Facebook', INSTAGRAM: 'Instagram', X: 'X', TIKTOK: 'TikTok', YOUTUBE: 'YouTube', ZOEKMACHINE: 'Google', KLACHTENSITE: 'klachtensite', OVERIG: 'overig' };
const outcomes: Labels = { VERWIJDERD: 'verwijderd', GEWEIGERD: 'geweigerd', GEEN_REACTIE: 'geen reactie', LOPEND: 'loopt' };
const yesNo: Labels = { J: 'ja', N: 'nee' };
const arrived: Record<string, string> = { VERLEEND: 'ja', TE_LAAT: 'te laat', NIET_VERLEEND: 'nee', ONBEKEND: 'weet niet' };
const actions = ['Melding aangemaakt', 'Opvanggesprek gepland', 'Afgesloten'];
const number = (signs: RowSigns) => `I ${String(signs.jaar).slice(2)} ${String(signs.volgnummer).padStart(5, '0')}`;

export const topdesk: Layout = {
  product: 'TOPdesk',
  naam: 'export_incidenten',
  extensie: 'csv',
  regels: 'medewerker-en-actie',
  teltMedewerkers: true,
  kolommen: [
    { kop: 'Incidentnummer', rol: 'nummer', cel: (_, signs) => number(signs) },
    { kop: 'Status', rol: 'status', cel: (_, signs) => ['Geregistreerd', 'In behandeling', 'Gesloten'][signs.fase]! },
    { kop: 'Categorie', rol: 'soort', cel: () => 'Agressie en geweld' },
    { kop: 'Subcategorie', rol: 'vorm', cel: (facts) => labelsOf(forms, facts.vormen, '; ') },
    { kop: 'Plaats', rol: 'regio', cel: (facts) => facts.plaats },
    { kop: 'Tijdstip incident', rol: 'incident_datum', cel: (facts) => `${formatDay(facts.incident_datum, 'dd/mm/jjjj')} ${clock(facts.incident_tijd)}` },
    { kop: 'Aangemaakt op', rol: 'meld_datum', cel: (facts) => `${formatDay(facts.meld_datum, 'dd/mm/jjjj')} ${clock(Math.max(facts.incident_tijd, 1_200))}` },
    { kop: 'Medewerker', rol: 'medewerker', cel: (_, signs) => signs.medewerker },
    coded('Rol medewerker', roles, (facts) => facts.functie),
    { kop: 'Agressor', rol: 'relatie', cel: (facts) => (facts.relatie === 'ONBEKEND' || facts.relatie === 'ONLINE_ONB' ? 'onbekend' : label(relations, facts.relatie)) },
    coded('Contactwijze', channels, (facts) => facts.kanaal, 'kanaal'),
    coded('Locatie', places, (facts) => facts.locatie, 'locatie'),
    { kop: 'Prioriteit', cel: (facts) => `P${(facts.gezin % 4) + 1}` },
    coded('Politie gebeld', yesNo, (facts) => facts.politie_gevraagd, 'politie_gevraagd'),
    { kop: 'Politie gekomen', rol: 'politie_uitkomst', cel: (facts) => arrived[facts.politie_uitkomst] ?? '' },
    coded('Aangifte', reports, (facts) => facts.aangifte_status, 'aangifte'),
    { kop: 'Reden geen aangifte', rol: 'reden_geen_aangifte', cel: (facts) => labelsOf(reasons, facts.reden_geen_aangifte, '; ') },
    coded('Platform', platforms, (facts) => facts.platform, 'platform'),
    coded('Verwijderverzoek', yesNo, (facts) => facts.verwijderverzoek, 'verwijderverzoek'),
    coded('Uitkomst verzoek', outcomes, (facts) => facts.verwijder_uitkomst),
    { kop: 'Dagen tot uitkomst', cel: (facts) => (facts.verzoek_datum === null || facts.uitkomst_datum === null ? '' : String(facts.uitkomst_datum - facts.verzoek_datum)) },
    { kop: 'Gezinsnummer', cel: (facts) => `G${40_000 + facts.gezin}` },
    { kop: 'Actie', rol: 'actie', cel: (_, signs) => actions[signs.actie]! },
    { kop: 'Actiedatum', cel: (facts, signs) => dayText(facts.meld_datum + signs.actie, 'dd/mm/jjjj') },
    { kop: 'Behandelaar', cel: (_, signs) => signs.behandelaar },
    { kop: 'Verzoek', rol: 'tekst', cel: (facts) => facts.tekst },
  ],
  filters: {
    CONCEPT: [['Status', 'Concept']],
    NIET_AGRESSIE: [['Categorie', 'ICT'], ['Categorie', 'Facilitair']],
    TUSSEN_CLIENTEN: [['Subcategorie', 'Cliënt tegen cliënt']],
    TEST: [['Categorie', 'Test']],
  },
  vuil: [
    'CONCEPT', 'NIET_AGRESSIE', 'TUSSEN_CLIENTEN', 'TEST', 'DUBBEL_EXACT', 'DATUM_ONMOGELIJK', 'DATUM_AMERIKAANS', 'DATUM_TOEKOMST', 'VORM_LEEG', 'VORM_ONBEKEND', 'RELATIE_LEEG',
    'KANAAL_LEEG', 'FYS_TELEFOON', 'LOCATIE_OP_AFSTAND', 'PLATFORM_ZONDER_ONLINE', 'AANGIFTE_EN_REDEN', 'AANHALING', 'NBSP', 'NULBREEDTE', 'HOOFDLETTERS', 'REGELEINDE',
    'SCHEIDING_TEKST', 'FORMULE', 'LOKCIJFERS', 'BSN_TEKST', 'EMAIL_TEKST', 'TELEFOON_TEKST', 'PLAATS_ONBEKEND', 'PLAATS_MEERDUIDIG', 'JZ40', 'PLATFORM_LEEG',
  ],
  datum: (day) => `${formatDay(day, 'dd/mm/jjjj')} 10:00`,
  koppeling: () => ({
    lezen: { codering: 'utf-8', scheiding: ',' },
    meldingsnummer: { kolommen: ['Incidentnummer'] },
    meerdere_regels: { medewerker: ['Medewerker'], acties: ['Actie', 'Actiedatum'] },
    filters: [
      { kolom: 'Status', waarden: ['Concept'], reden: 'CONCEPT' },
      { kolom: 'Categorie', waarden: ['Test'], reden: 'TEST' },
      { kolom: 'Categorie', behalve: ['Agressie en geweld'], reden: 'NIET_AGRESSIE' },
      { kolom: 'Subcategorie', waarden: ['Cliënt tegen cliënt'], reden: 'TUSSEN_CLIENTEN' },
    ],
    velden: {
      incident_datum: { kolom: 'Tijdstip incident', formaat: 'dd/mm/jjjj uu:mm' },
      meld_datum: { kolom: 'Aangemaakt op', formaat: 'dd/mm/jjjj uu:mm' },
      vorm: { kolom: 'Subcategorie', scheiding: ';', codes: codesOf(forms) },
      regio: { kolom: 'Plaats' },
      functie: { kolom: 'Rol medewerker', codes: codesOf(roles) },
      relatie: {
        kolommen: ['Agressor', 'Contactwijze'],
        codes: { 'onbekend + Internet': 'ONLINE_ONB', 'onbekend + *': 'ONBEKEND', ...Object.fromEntries(Object.entries(relations).map(([code, text]) => [`${text} + *`, code])) },
      },
      kanaal: { kolom: 'Contactwijze', codes: codesOf(channels) },
      locatie: { kolom: 'Locatie', codes: codesOf(places) },
      ernst: { kolom: 'Prioriteit', andere_schaal: true },
      politie_gevraagd: { kolom: 'Politie gebeld', codes: codesOf(yesNo) },
      politie_uitkomst: {
        kolommen: ['Politie gebeld', 'Politie gekomen'],
        codes: { 'nee + *': 'NIET_GEVRAAGD', 'ja + ja': 'VERLEEND', 'ja + te laat': 'TE_LAAT', 'ja + nee': 'NIET_VERLEEND', 'ja + weet niet': 'ONBEKEND' },
      },
      aangifte_status: { kolom: 'Aangifte', codes: codesOf(reports) },
      reden_geen_aangifte: { kolom: 'Reden geen aangifte', scheiding: ';', codes: codesOf(reasons) },
      platform: { kolom: 'Platform', codes: codesOf(platforms) },
      verwijderverzoek: { kolom: 'Verwijderverzoek', codes: codesOf(yesNo) },
      verwijder_uitkomst: { kolom: 'Uitkomst verzoek', codes: codesOf(outcomes) },
      verwijder_dagen: { kolom: 'Dagen tot uitkomst' },
      gezin_pseudo: { kolom: 'Gezinsnummer' },
      medewerker_pseudo: { kolom: 'Medewerker' },
    },
    vrije_tekst: ['Verzoek'],
    weglaten: ['Behandelaar'],
    controletotaal: 'nummers',
  }),
  opmaak: (rows) => {
    const unique = new Set(rows.map((row) => row.signs.volgnummer)).size;
    const total = topdesk.kolommen.map((_, at) => (at === 0 ? 'Totaal unieke incidenten' : at === 1 ? String(unique) : ''));
    return [{ naam: null, lines: [...rows, { ruis: 'TOTAAL', cellen: total }] }];
  },
  schrijf: (sheets) => writeText(topdesk, sheets, { scheiding: ',', aanhaling: 'alle', codering: 'utf8', regeleinde: '\r\n' }),
};
