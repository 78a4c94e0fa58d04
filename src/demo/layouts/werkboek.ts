/** A list kept by hand in Excel: a sheet for each quarter or month, titles, month headings, subtotals, dates of every kind, merged cells, a scale of its own. */
import { formatDay, lastDay, dayOf } from '../calendar.js';
import { employeeName } from '../people.js';
import { codesOf, coded, isNoise, label, type Labels, type Layout, type Line, type Row, type Sheet, type Value } from './layout.js';
import { writeWorkbook } from './workbook.js';

const forms: Labels = {
  VERB: 'schelden', BEDR: 'dreigen', FYS: 'fysiek', SEKS: 'seksueel', DISC: 'discriminatie', PEST: 'pesten', VERN: 'vernieling', ONLN: 'internet', OVR: 'anders',
};
const relations: Labels = {
  OUDER: 'ouder', PARTNER: 'stiefouder', JEUGDIGE: 'jeugdige', CLIENT: 'cliënt', FAMILIE: 'familie', PLEEG: 'pleegouder', PROF: 'advocaat', GROEP: 'groep', ONLINE_ONB: 'onbekend (internet)', ONBEKEND: 'onbekend',
};
const ways: Labels = { LIVE: 'gesprek', TELEFOON: 'tel', VIDEO: 'teams', EMAIL_APP: 'mail/app', POST: 'brief', ONLINE: 'internet', ONBEKEND: '?' };
const scale: Labels = { 1: 'laag', 2: 'midden', 3: 'hoog', 4: 'hoog', 9: 'midden' };
const police: Labels = { NIET_GEVRAAGD: 'nee', VERLEEND: 'ja, gekomen', TE_LAAT: 'ja, te laat', NIET_VERLEEND: 'ja, niet gekomen', ONBEKEND: 'ja, ?' };
const reports: Labels = { NEE: 'nee', VOORNEMEN: 'misschien', GEDAAN: 'ja', GEWEIGERD: 'geweigerd', INGETROKKEN: 'ingetrokken', NVT: 'nvt', ONBEKEND: '?' };
const headings = ['Nr', 'Datum', 'Wat', 'Wie', 'Hoe', 'Medewerker', 'Hoe erg', 'Politie', 'Aangifte', 'Opmerking'];

/** The same day as a real date, as text or as a bare serial number, whatever the typist did. */
function handDate(day: number, at: number, system: 1900 | 1904): Value {
  if (at % 5 === 1) return formatDay(day, 'd-m-jjjj');
  if (at % 5 === 2) return formatDay(day, 'd mmmm jjjj');
  if (at % 11 === 3) return day - dayOf(1899, 12, 30) - (system === 1904 ? 1_462 : 0);
  return { dag: day };
}

/** Two organisations keep such a list: one by quarter with dates since 1900, one by month on an old Mac with dates since 1904. */
export function werkboek(kind: { datumstelsel: 1900 | 1904; per: 'kwartaal' | 'maand' }): Layout {
  const { datumstelsel: system } = kind;
  const layout: Layout = {
    product: 'Excel',
    naam: 'Agressielijst',
    extensie: 'xlsx',
    regels: 'vervolg',
    teltMedewerkers: true,
    kolommen: [
      { kop: 'Nr', rol: 'nummer', cel: (_, signs) => (signs.actie > 0 ? null : signs.jaar * 100_000 + signs.volgnummer) },
      { kop: 'Datum', rol: 'incident_datum', cel: (facts, signs) => (signs.actie > 0 ? null : handDate(facts.incident_datum, signs.volgnummer, system)) },
      { kop: 'Wat', rol: 'vorm', cel: (facts, signs) => (signs.actie > 0 ? null : [...new Set(facts.vormen.map((code) => label(forms, code)))].join(' + ')) },
      blankOn(coded('Wie', relations, (facts) => facts.relatie, 'relatie')),
      blankOn(coded('Hoe', ways, (facts) => facts.kanaal, 'kanaal')),
      { kop: 'Medewerker', rol: 'medewerker', cel: (_, signs) => signs.medewerker },
      blankOn(coded('Hoe erg', scale, (facts) => facts.ernst)),
      blankOn(coded('Politie', police, (facts) => facts.politie_uitkomst)),
      blankOn(coded('Aangifte', reports, (facts) => facts.aangifte_status, 'aangifte')),
      { kop: 'Opmerking', rol: 'tekst', cel: (facts, signs) => (signs.actie > 0 ? null : facts.tekst) },
    ],
    filters: {
      CONCEPT: [['Wat', 'nog invullen']],
      TEST: [['Wat', 'test']],
      NIET_AGRESSIE: [['Wat', 'diefstal fiets'], ['Wat', 'inbraak']],
      TUSSEN_CLIENTEN: [['Wat', 'jongeren onderling']],
    },
    vuil: [
      'CONCEPT', 'TEST', 'NIET_AGRESSIE', 'TUSSEN_CLIENTEN', 'DATUM_TEKST', 'DATUM_ONMOGELIJK', 'DATUM_LEEG', 'VORM_LEEG', 'VORM_ONBEKEND', 'RELATIE_LEEG', 'RELATIE_NAAM', 'KANAAL_LEEG', 'FYS_TELEFOON',
      'FOUTCEL', 'NBSP', 'HOOFDLETTERS', 'FORMULE', 'LOKCIJFERS', 'BSN_TEKST', 'EMAIL_TEKST', 'TELEFOON_TEKST',
    ],
    datum: (day) => ({ dag: day }),
    koppeling: () => ({
      lezen: { datumstelsel: system },
      meldingsnummer: { kolommen: ['Nr'] },
      meerdere_regels: { medewerker: ['Medewerker'], vervolgregels: true },
      filters: [
        { kolom: 'Wat', waarden: ['nog invullen'], reden: 'CONCEPT' },
        { kolom: 'Wat', waarden: ['test'], reden: 'TEST' },
        { kolom: 'Wat', waarden: ['diefstal fiets', 'inbraak'], reden: 'NIET_AGRESSIE' },
        { kolom: 'Wat', waarden: ['jongeren onderling'], reden: 'TUSSEN_CLIENTEN' },
      ],
      velden: {
        incident_datum: { kolom: 'Datum', formaat: ['iso', 'd-m-jjjj', 'd mmmm jjjj', system === 1904 ? 'serie-1904' : 'serie'] },
        vorm: { kolom: 'Wat', scheiding: '+', codes: codesOf(forms) },
        relatie: { kolom: 'Wie', codes: codesOf(relations) },
        kanaal: { kolom: 'Hoe', codes: codesOf(ways) },
        ernst: { kolom: 'Hoe erg', andere_schaal: true },
        politie_gevraagd: { kolom: 'Politie', codes: Object.fromEntries(Object.values(police).map((text) => [text, text === 'nee' ? 'N' : 'J'])) },
        politie_uitkomst: { kolom: 'Politie', codes: codesOf(police) },
        aangifte_status: { kolom: 'Aangifte', codes: codesOf(reports) },
        medewerker_pseudo: { kolom: 'Medewerker' },
      },
      vrije_tekst: ['Opmerking'],
      // The hidden sheet with the names of the team.
      weglaten: ['Naam', 'Afdeling'],
    }),
    opmaak: (rows, about) => sheetsOf(rows, about.maanden, kind.per),
    schrijf: (sheets, about) => writeWorkbook(layout, sheets, {
      datumstelsel: system,
      vooraf: (sheet) => [[`Agressieregistratie ${about.naam}, ${sheet.naam}`], []],
      samenvoegen: 'Nr',
      verborgenBlad: { naam: 'Namen', rijen: [['Naam', 'Afdeling'], ...Array.from({ length: 6 }, (_, at) => [employeeName(at), 'Team 1'])] },
    }),
  };
  return layout;
}

/** Cells of a further row of one incident are empty, because they are merged with the row above. */
function blankOn(column: Layout['kolommen'][number]): Layout['kolommen'][number] {
  return { ...column, cel: (facts, signs) => (signs.actie > 0 ? null : column.cel(facts, signs)) };
}

function sheetsOf(rows: readonly Row[], months: readonly string[], per: 'kwartaal' | 'maand'): Sheet[] {
  const sheets = new Map<string, Line[]>();
  for (const month of months) {
    const quarter = `Q${Math.ceil(Number(month.slice(5)) / 3)} ${month.slice(0, 4)}`;
    const name = per === 'kwartaal' ? quarter : formatDay(lastDay(month), 'mmmm jjjj');
    const lines = sheets.get(name) ?? [];
    sheets.set(name, lines);
    const own = rows.filter((row) => row.facts.maand === month);
    if (per === 'kwartaal') lines.push({ ruis: 'TUSSEN', cellen: [formatDay(lastDay(month), 'mmmm jjjj')] });
    lines.push(...own);
    if (per === 'kwartaal') lines.push({ ruis: 'SUBTOTAAL', cellen: ['Subtotaal', numbers(own)] }, { ruis: 'LEEG', cellen: [] });
  }
  return [...sheets].map(([naam, lines]) => {
    const all = lines.filter((line): line is Row => !isNoise(line));
    const half = Math.ceil(lines.length / 2);
    const repeated = lines.length > 40 && !isContinuation(lines[half]) ? [...lines.slice(0, half), { ruis: 'KOP_HERHAALD', cellen: headings }, ...lines.slice(half)] : lines;
    return { naam, lines: [...repeated, { ruis: 'TOTAAL', cellen: ['Totaal', numbers(all)] }, { ruis: 'VOET', cellen: ['Bijgewerkt door secretariaat'] }] };
  });
}

function isContinuation(line: Line | undefined): boolean {
  return line !== undefined && !isNoise(line) && line.signs.actie > 0;
}

function numbers(rows: readonly Row[]): number {
  return rows.filter((row) => row.signs.actie === 0).length;
}
