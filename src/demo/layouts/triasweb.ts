/** TriasWeb-like: CSV with semicolons, UTF-8 with BOM, every cell quoted, a total row, several report types in one export. */
import { clock, formatDay } from '../calendar.js';
import { writeText } from './text-file.js';
import { coded, codesOf, dayText, label, labelsOf, type Labels, type Layout, type RowSigns } from './layout.js';

const forms: Labels = {
  VERB: 'Verbaal (schelden, schreeuwen, beledigen)', BEDR: 'Bedreiging/intimidatie', 'BEDR.STALK': 'Stalking', FYS: 'Fysiek geweld',
  'FYS.WAPEN': 'Fysiek geweld met wapen', SEKS: 'Seksuele intimidatie', DISC: 'Discriminatie', PEST: 'Pesten, treiteren', VERN: 'Vernieling',
  ONLN: 'Online (smaad, laster)', 'ONLN.DOX': 'Doxing', PROC: 'Stapeling van procedures', OVR: 'Anders',
};
const relations: Labels = {
  OUDER: 'Ouder/verzorger', PARTNER: 'Stiefouder/partner', JEUGDIGE: 'Jeugdige', CLIENT: 'Cliënt', FAMILIE: 'Familie/netwerk', PLEEG: 'Pleegouder',
  PROF: 'Advocaat/gemachtigde', GROEP: 'Actiegroep', ONLINE_ONB: 'Onbekend (online)', ONBEKEND: 'Onbekend', INTERN: 'Collega',
};
const places: Labels = {
  KANTOOR: 'Op kantoor', HUISBEZOEK: 'Tijdens huisbezoek', RECHTBANK: 'Bij de rechtbank', OMGANG: 'Omgangs-/behandellocatie', POLITIE: 'Politiebureau',
  OPENBARE_RUIMTE: 'Op straat', WONING_MEDEW: 'Bij mij thuis',
};
const remote: Labels = {
  TELEFOON: 'Telefonisch', VIDEO: 'Videobellen', EMAIL_APP: 'E-mail/WhatsApp/sms', POST: 'Per post', ONLINE: 'Social media/internet',
  PROCEDURE: 'Via een procedure', ONBEKEND: 'Niet bekend',
};
const functions: Labels = { JB: 'Jeugdbeschermer', JR: 'Jeugdreclasseerder', OVERIG: 'Overig' };
const injuries: Labels = { GEEN: 'Geen', PSYCH: 'Psychisch', LICHT: 'Licht lichamelijk', ERNSTIG: 'Behandeling nodig', ONBEKEND: 'Onbekend' };
const police: Labels = { NIET_GEVRAAGD: 'Nee', VERLEEND: 'Ja, gekomen', TE_LAAT: 'Ja, te laat gekomen', NIET_VERLEEND: 'Ja, niet gekomen', ONBEKEND: 'Ja, afloop onbekend' };
const refusals: Labels = { CAPACITEIT: 'Geen capaciteit', PRIORITEIT: 'Geen prioriteit', OVERIG: 'Andere reden', ONBEKEND: 'Reden onbekend' };
const reports: Labels = {
  NEE: 'Nee', VOORNEMEN: 'Nog niet', GEDAAN: 'Ja', GEWEIGERD: 'Ja, niet opgenomen door politie', INGETROKKEN: 'Ja, weer ingetrokken',
  NVT: 'Niet strafbaar', ONBEKEND: 'Onbekend',
};
const reporters: Labels = { MEDEWERKER: 'Medewerker zelf', WERKGEVER: 'Organisatie', NUMMER: 'Onder nummer' };
const reasons: Labels = {
  NIET_ERNSTIG: 'Niet ernstig genoeg', KAN_NIETS: 'Politie kan er niets mee', DOET_NIETS: 'Politie doet er niets mee', TIJD: 'Kost te veel tijd',
  NIET_GEDACHT: 'Niet aan gedacht', WERKGEVER: 'Organisatie deed het al', ANGST: 'Bang voor gevolgen', WERKRELATIE: 'Werkrelatie met gezin', OVERIG: 'Anders',
};
const yesNo: Labels = { J: 'Ja', N: 'Nee', O: 'Onbekend' };
const platforms: Labels = {
  FACEBOOK: 'Facebook', INSTAGRAM: 'Instagram', X: 'X/Twitter', TIKTOK: 'TikTok', YOUTUBE: 'YouTube', ZOEKMACHINE: 'Google', KLACHTENSITE: 'Klachtensite', OVERIG: 'Anders',
};
const outcomes: Labels = { VERWIJDERD: 'Verwijderd', GEWEIGERD: 'Geweigerd', GEEN_REACTIE: 'Geen reactie', LOPEND: 'Loopt nog' };
const aftercare: Labels = {
  NIET_AANGEBODEN: 'Niet aangeboden', AANGEBODEN_GEWEIGERD: 'Aangeboden, niet gewild', GEKREGEN_3D: 'Gesprek binnen 3 dagen', GEKREGEN_LATER: 'Gesprek later', ONBEKEND: 'Onbekend',
};
const employer: Labels = {
  WAARSCHUWING: 'Waarschuwingsbrief', ORDEGESPREK: 'Ordegesprek', CONTACT_BEPERKT: 'Contact alleen op kantoor', PANDVERBOD: 'Pandverbod', SCHADEVERHAAL: 'Schade verhaald',
};
const risk: Labels = { GEHAD: 'Ja', GEVRAAGD_NIET_GEKREGEN: 'Gevraagd, niet gekregen', NIET_GEVRAAGD: 'Niet gevraagd', ONBEKEND: 'Onbekend' };
const states = ['Ingediend', 'In behandeling', 'Afgehandeld'] as const;
const where = (kanaal: string, locatie: string) => label(kanaal === 'LIVE' ? places : remote, kanaal === 'LIVE' ? locatie : kanaal);
const number = (signs: RowSigns) => `TW${String(signs.jaar).slice(2)}-${String(signs.volgnummer).padStart(6, '0')}`;
const fixed = (labels: Labels, code: string) => Object.fromEntries(Object.values(labels).map((text) => [text, code]));

export const triasweb: Layout = {
  product: 'TriasWeb',
  naam: 'agressiemeldingen',
  extensie: 'csv',
  regels: 'een',
  teltMedewerkers: true,
  kolommen: [
    { kop: 'Nummer', rol: 'nummer', cel: (_, signs) => number(signs) },
    { kop: 'Status', rol: 'status', cel: (_, signs) => states[signs.fase] },
    { kop: 'Meldingstype', rol: 'soort', cel: () => 'Agressie tegen medewerker' },
    { kop: 'Datum incident', rol: 'incident_datum', cel: (facts) => formatDay(facts.incident_datum, 'dd-mm-jjjj') },
    { kop: 'Tijd incident', cel: (facts) => clock(facts.incident_tijd) },
    { kop: 'Datum melding', rol: 'meld_datum', cel: (facts) => formatDay(facts.meld_datum, 'dd-mm-jjjj') },
    coded('Functie', functions, (facts) => facts.functie),
    { kop: 'Soort agressie', rol: 'vorm', cel: (facts) => labelsOf(forms, facts.vormen, ' | ') },
    coded('Door wie', relations, (facts) => facts.relatie, 'relatie'),
    { kop: 'Waar en hoe', rol: 'kanaal_locatie', cel: (facts) => where(facts.kanaal, facts.locatie) },
    { kop: 'Ernst (1-4)', rol: 'ernst', cel: (facts) => (facts.ernst === '9' ? 'onbekend' : facts.ernst) },
    coded('Letsel', injuries, (facts) => facts.letsel, 'letsel'),
    { kop: 'Aantal betrokken medewerkers', cel: (facts) => String(facts.medewerkers.length) },
    coded('Politie gebeld', police, (facts) => facts.politie_uitkomst, 'politie_uitkomst'),
    coded('Waarom kwam politie niet', refusals, (facts) => facts.politie_reden),
    coded('Aangifte', reports, (facts) => facts.aangifte_status, 'aangifte'),
    coded('Aangifte door', reporters, (facts) => facts.aangifte_door),
    { kop: 'Waarom geen aangifte', rol: 'reden_geen_aangifte', cel: (facts) => labelsOf(reasons, facts.reden_geen_aangifte, ' | ') },
    coded('VPT-code', yesNo, (facts) => facts.vpt_code, 'vpt'),
    coded('Platform', platforms, (facts) => facts.platform, 'platform'),
    coded('Verwijderverzoek', yesNo, (facts) => facts.verwijderverzoek, 'verwijderverzoek'),
    { kop: 'Datum verzoek', cel: (facts) => dayText(facts.verzoek_datum, 'dd-mm-jjjj') },
    coded('Resultaat verzoek', outcomes, (facts) => facts.verwijder_uitkomst),
    { kop: 'Datum resultaat', cel: (facts) => dayText(facts.uitkomst_datum, 'dd-mm-jjjj') },
    { kop: 'Procedures tegelijk', cel: (facts) => (facts.procedures_gelijktijdig === null ? '' : String(facts.procedures_gelijktijdig)) },
    coded('Nazorg', aftercare, (facts) => facts.nazorg),
    { kop: 'Maatregelen', cel: (facts) => labelsOf(employer, facts.werkgever_maatregel, ' | ') },
    coded('Risico-informatie vooraf', risk, (facts) => facts.huisbezoek_risico_info, 'risico_info'),
    { kop: 'Dossier', cel: (facts) => `D-${100_000 + facts.gezin}` },
    { kop: 'Toelichting', rol: 'tekst', cel: (facts) => facts.tekst },
    { kop: 'Behandelaar', cel: (_, signs) => signs.behandelaar },
  ],
  filters: {
    CONCEPT: [['Status', 'Concept'], ['Status', 'Open/Concept']],
    INGETROKKEN: [['Status', 'Ingetrokken']],
    TEST: [['Meldingstype', 'TEST - niet gebruiken']],
    NIET_AGRESSIE: [['Meldingstype', 'Datalek'], ['Meldingstype', 'Val-/struikelincident'], ['Meldingstype', 'Medicatiefout']],
    INTERN: [['Door wie', 'Collega']],
  },
  vuil: [
    'CONCEPT', 'INGETROKKEN', 'TEST', 'NIET_AGRESSIE', 'INTERN', 'DUBBEL_EXACT', 'OUDERE_VERSIE', 'SLEUTEL_LEEG', 'DATUM_ONMOGELIJK', 'DATUM_TOEKOMST',
    'DATUM_STANDAARD', 'DATUM_LEEG', 'MELD_VOOR_VOORVAL', 'VORM_LEEG', 'VORM_ONBEKEND', 'RELATIE_LEEG', 'RELATIE_NAAM', 'FYS_TELEFOON',
    'PLATFORM_ZONDER_ONLINE', 'AANGIFTE_EN_REDEN', 'RISICO_ZONDER_BEZOEK', 'AANHALING', 'NBSP', 'HOOFDLETTERS', 'REGELEINDE', 'SCHEIDING_TEKST', 'FORMULE', 'LOKCIJFERS',
    'BSN_TEKST', 'EMAIL_TEKST', 'TELEFOON_TEKST', 'ISO_DATUM', 'TE_KORT', 'ERNST_BUITEN_SCHAAL', 'PLATFORM_LEEG', 'VPT_ZONDER_AANGIFTE', 'ERNST_LETSEL', 'VERMOEDELIJK_DUBBEL',
  ],
  datum: (day) => formatDay(day, 'dd-mm-jjjj'),
  koppeling: () => ({
    lezen: { codering: 'utf-8', scheiding: ';' },
    meldingsnummer: { kolommen: ['Nummer'] },
    nieuwste: { kolom: 'Status', volgorde: [...states] },
    filters: [
      { kolom: 'Status', waarden: ['Concept', 'Open/Concept'], reden: 'CONCEPT' },
      { kolom: 'Status', waarden: ['Ingetrokken'], reden: 'INGETROKKEN' },
      { kolom: 'Meldingstype', waarden: ['TEST - niet gebruiken'], reden: 'TEST' },
      { kolom: 'Meldingstype', behalve: ['Agressie tegen medewerker'], reden: 'NIET_AGRESSIE' },
    ],
    velden: {
      incident_datum: { kolom: 'Datum incident', formaat: 'dd-mm-jjjj' },
      incident_tijd: { kolom: 'Tijd incident', formaat: 'uu:mm' },
      meld_datum: { kolom: 'Datum melding', formaat: 'dd-mm-jjjj' },
      functie: { kolom: 'Functie', codes: codesOf(functions) },
      vorm: { kolom: 'Soort agressie', scheiding: '|', codes: codesOf(forms) },
      relatie: { kolom: 'Door wie', codes: codesOf(relations) },
      kanaal: { kolom: 'Waar en hoe', codes: { ...fixed(places, 'LIVE'), ...codesOf(remote) } },
      locatie: { kolom: 'Waar en hoe', codes: { ...codesOf(places), ...fixed(remote, 'NVT') } },
      ernst: { kolom: 'Ernst (1-4)', codes: { 1: '1', 2: '2', 3: '3', 4: '4', onbekend: '9' } },
      letsel: { kolom: 'Letsel', codes: codesOf(injuries) },
      aantal_medewerkers: { kolom: 'Aantal betrokken medewerkers' },
      politie_gevraagd: { kolom: 'Politie gebeld', codes: { ...fixed(police, 'J'), Nee: 'N' } },
      politie_uitkomst: { kolom: 'Politie gebeld', codes: codesOf(police) },
      politie_reden: { kolom: 'Waarom kwam politie niet', codes: codesOf(refusals) },
      aangifte_status: { kolom: 'Aangifte', codes: codesOf(reports) },
      aangifte_door: { kolom: 'Aangifte door', codes: codesOf(reporters) },
      reden_geen_aangifte: { kolom: 'Waarom geen aangifte', scheiding: '|', codes: codesOf(reasons) },
      vpt_code: { kolom: 'VPT-code', codes: codesOf(yesNo) },
      platform: { kolom: 'Platform', codes: codesOf(platforms) },
      verwijderverzoek: { kolom: 'Verwijderverzoek', codes: codesOf(yesNo) },
      verwijder_uitkomst: { kolom: 'Resultaat verzoek', codes: codesOf(outcomes) },
      verzoek_datum: { kolom: 'Datum verzoek', formaat: 'dd-mm-jjjj' },
      uitkomst_datum: { kolom: 'Datum resultaat', formaat: 'dd-mm-jjjj' },
      procedures_gelijktijdig: { kolom: 'Procedures tegelijk' },
      nazorg: { kolom: 'Nazorg', codes: codesOf(aftercare) },
      werkgever_maatregel: { kolom: 'Maatregelen', scheiding: '|', codes: codesOf(employer) },
      huisbezoek_risico_info: { kolom: 'Risico-informatie vooraf', codes: codesOf(risk) },
      gezin_pseudo: { kolom: 'Dossier' },
    },
    vrije_tekst: ['Toelichting'],
    weglaten: ['Behandelaar'],
    controletotaal: 'regels',
  }),
  opmaak: (rows) => [{ naam: null, lines: [...rows, { ruis: 'TOTAAL', cellen: ['Totaal', String(rows.length)] }] }],
  schrijf: (sheets) => writeText(triasweb, sheets, { scheiding: ';', aanhaling: 'alle', codering: 'utf8', bom: true, regeleinde: '\r\n' }),
};
