/** A made-up but realistic release for tests: every table, suppressed cells, a strike, a missing month, provisional months. */
import type { Layout } from './layout.js';
import type { Audit, ReleaseKind } from './write.js';
import { type CijferRow, type CodelijstRow, type DekkingRow, type GebeurtenisRow, type IndicatorRow, releaseTables, type ReleaseTables } from './tables.js';

const last = '2024-06';
const months = Array.from({ length: 36 }, (_, i) => {
  const month = 2021 * 12 + 6 + i;
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
});
const missing = '2022-02';
const strike = ['2022-11', '2022-12'];
const year = '2023-07/2024-06';
const vintage = '2024-07-15';

/** Tests of the form of a release are not tests of its protection: no layout ties the made-up figures together. */
const layout: Layout = { versie: 1, afronding: 1, stand: '', perioden: [{ id: last, soort: 'maand', maanden: [last] }], tabellen: [], nul: [], achtergehouden: [], schattingen: [], verbanden: [] };
const audit: Audit = async () => ({
  formaat: 1,
  cellen: 0,
  onderdrukt: 0,
  verbanden: 0,
  lineaire_programmas: 0,
  eerdere_releases: 0,
  grootboek: '',
  insiders: 0,
  kleinste_breedte: null,
  herleidbaar: 0, eerder_prijsgegeven: 0,
  parameters: 'e'.repeat(64),
});

export const sampleKind: ReleaseKind = { tables: releaseTables, gate: { layout, audit } };

/** The sample. The same call gives the same tables, always. */
export function sampleRelease(): ReleaseTables {
  return {
    cijfer: [...monthly(), ...forms(), ...shares()],
    dekking: coverage(),
    organisatie_dekking: coverage().flatMap(({ maand, organisaties_verwacht, organisaties_geleverd, obs_status, conf_status }) => [
      { maand, organisatie: 'ANDERE', verwacht: organisaties_verwacht - 1, geleverd: Math.max(0, organisaties_geleverd - 1), obs_status, conf_status },
      { maand, organisatie: 'LINDEVELD', verwacht: 1, geleverd: Math.min(1, organisaties_geleverd), obs_status, conf_status },
    ]),
    codelijst,
    indicator: indicators,
    gebeurtenis: events,
    vintage: [
      { vintage: '2024-06-15', indicator: 'I01', reeks: 'voorvallen', periode: '2024-05', dimensie: 'totaal', code: 'ALLE', waarde: 1201, conf_status: 'F', release: '2024-05-4f0c1d92ab37', goedgekeurd: '2024-06-20' },
    ],
    kenmerk: Object.entries({
      maand: last,
      codeboek: '0.1',
      programma: 'agressiemonitor 0.1.0',
      drempel: '10',
      drempel_maand: '5',
      vintage,
      vorige: '2024-05-4f0c1d92ab37',
    }).map(([sleutel, waarde]) => ({ sleutel, waarde })),
  };
}

/** The sample with its twelve months called a calendar year, a year before it, a trend, and survey figures. */
export function sampleYears(): ReleaseTables {
  const tables = sampleRelease();
  const year = tables.cijfer.filter((row) => row.periode_soort === '12maanden').map((row) => ({ ...row, periode: '2023', periode_soort: 'jaar' }));
  const rate = { ...year[0]!, indicator: 'I02', reeks: 'per_100_fte', dimensie: 'totaal', code: 'ALLE', waarde: 321.4, onder: 310, boven: 333, teller: 14_412, noemer: 53_800, eenheid: 'per 100 fte per jaar' };
  const before = { ...rate, periode: '2022', waarde: 298.6, onder: 287, boven: 310 };
  const total = year.find((row) => row.dimensie === 'totaal')!;
  const trend = { maat: 'verandering', code: 'ALLE_LEVERAARS', periode: '2023', tegenover: '2022', waarde: 7.6, onder: 3.1, boven: 12.4, eenheid: 'procent', woord: 'MATIGE_TOENAME', obs_status: '', conf_status: 'F', vintage: '2024-07-15' } as const;
  const enquete = { bron: 'AZW', jaar: 2023, populatie: 'Jeugdzorg', vorm: 'totaal', label_nl: 'Agressie door cliënten', label_en: 'Aggression by clients', aandeel_pct: 57, vindplaats: null, obs_status: '', conf_status: 'F' as const };
  return { ...tables, cijfer: [...tables.cijfer.filter((row) => row.periode_soort === 'maand'), ...year, { ...total, periode: '2022', waarde: 13_200, teller: 13_200 }, rate, before], trend: [trend], enquete: [enquete] };
}

function coverage(): DekkingRow[] {
  return months.map((maand, i) => {
    const expected = 4380 + 4 * i;
    const share = maand === missing ? 0 : maand < '2022-07' ? 0.82 : maand < '2024-05' ? 0.95 : 0.862;
    const delivered = maand === missing ? 0 : maand < '2022-07' ? 10 : maand < '2024-05' ? 12 : 11;
    return {
      maand,
      organisaties_verwacht: 13,
      organisaties_geleverd: delivered,
      organisaties_nul: i % 7 === 3 && delivered > 0 ? 1 : 0,
      fte_verwacht: expected,
      fte_geleverd: round(expected * share, 1),
      aandeel_fte: share,
      status: maand >= '2024-04' ? 'voorlopig' : maand >= '2024-01' ? 'nader voorlopig' : 'definitief',
      obs_status: maand >= '2024-01' ? 'p' : '',
      conf_status: 'F',
    };
  });
}

function monthly(): CijferRow[] {
  const noise = randomly(20240601);
  return coverage().flatMap(({ maand, fte_geleverd, aandeel_fte, status }, i) => {
    const season = 1 + 0.11 * Math.cos(((Number(maand.slice(5)) - 11) / 12) * 2 * Math.PI);
    const rate = 23 * (1 + 0.0035 * i) * season * (strike.includes(maand) ? 0.78 : 1) * (0.965 + 0.07 * noise());
    const fte = fte_geleverd!;
    const count = maand === missing ? null : Math.round((rate * fte) / 100);
    const shared = {
      periode: maand,
      periode_soort: 'maand',
      dimensie: 'totaal',
      code: 'ALLE',
      dekking: aandeel_fte,
      obs_status: count === null ? 'n' : status === 'definitief' ? '' : 'p',
      conf_status: 'F',
      vintage,
    };
    const limits = count === null ? { onder: null, boven: null } : byar(count);
    return [
      { ...shared, indicator: 'I01', reeks: 'voorvallen', waarde: count, ...limits, teller: count, noemer: null, eenheid: 'voorvallen' },
      {
        ...shared,
        indicator: 'I02',
        reeks: 'per_100_fte',
        waarde: count === null ? null : (100 * count) / fte,
        onder: limits.onder === null ? null : (100 * limits.onder) / fte,
        boven: limits.boven === null ? null : (100 * limits.boven) / fte,
        teller: count,
        noemer: count === null ? null : fte,
        eenheid: 'per 100 fte',
      },
    ];
  });
}

function yearRow(indicator: string, reeks: string, dimensie: string, code: string, value: Pick<CijferRow, 'waarde' | 'onder' | 'boven' | 'teller' | 'noemer'>): CijferRow {
  const eenheid = reeks === 'aandeel' ? 'procent' : 'voorvallen';
  const conf_status = value.waarde === null ? 'C' : 'F';
  return { indicator, reeks, periode: year, periode_soort: '12maanden', dimensie, code, ...value, eenheid, dekking: 0.935, obs_status: 'p', conf_status, vintage };
}

const total = 14_412;

function share(indicator: string, dimensie: string, of: number, counts: Readonly<Record<string, number | null>>): CijferRow[] {
  return Object.entries(counts).flatMap(([code, count]) =>
    count === null
      ? [
          yearRow(indicator, 'aandeel', dimensie, code, { waarde: null, onder: null, boven: null, teller: null, noemer: of }),
          yearRow(indicator, 'voorvallen', dimensie, code, { waarde: null, onder: null, boven: null, teller: null, noemer: null }),
        ]
      : [
          yearRow(indicator, 'aandeel', dimensie, code, { waarde: (100 * count) / of, ...wilson(count, of), teller: count, noemer: of }),
          yearRow(indicator, 'voorvallen', dimensie, code, { waarde: count, ...byar(count), teller: count, noemer: null }),
        ],
  );
}

function forms(): CijferRow[] {
  const counts = { VERB: 9944, BEDR: 4756, FYS: 1196, SEKS: 216, DISC: 533, PEST: 692, VERN: 418, ONLN: 1052, OVR: 187, ONB: 74 };
  return share('I05', 'vorm', total, counts);
}

function shares(): CijferRow[] {
  return [
    yearRow('I01', 'voorvallen', 'totaal', 'ALLE', { waarde: total, ...byar(total), teller: total, noemer: null }),
    { ...yearRow('I30', 'verandering_jaar_eerder', 'totaal', 'ALLE', { waarde: 2, onder: -7, boven: 11, teller: null, noemer: null }), periode: last, periode_soort: 'maand', eenheid: 'procent' },
    ...share('I32', 'kanaal', total, { LIVE: 6341, TELEFOON: 3891, VIDEO: 288, EMAIL_APP: 2738, POST: null, ONLINE: 951, PROCEDURE: null, ONBEKEND: 129 }),
    ...share('I32', 'locatie', total, { KANTOOR: 2594, HUISBEZOEK: 2306, RECHTBANK: 432, OMGANG: 576, POLITIE: null, OPENBARE_RUIMTE: 346, WONING_MEDEW: null, NVT: 7494, ONBEKEND: 591 }),
    ...share('I22', 'relatie', total, { OUDER: 9656, PARTNER: 721, JEUGDIGE: 1873, FAMILIE: 865, PLEEG: 86, PROF: 101, GROEP: null, ONLINE_ONB: 461, DERDE: null, ONBEKEND: 547 }),
    ...share('I06', 'ernst', total, { '1': 5188, '2': 5477, '3': 1441, '4': 130, '9': 1988, '-8': 188 }),
    ...share('I06', 'ernst_som', total - 2176, { ERNSTIG: 1571 }),
    ...share('I11', 'politie_uitkomst', 1153, { VERLEEND: 773, TE_LAAT: 165, NIET_VERLEEND: 215 }),
    ...share('I11', 'politie_uitkomst_som', 1153, { NIET_OF_TE_LAAT: 380 }),
    ...share('I12', 'aangifte_status', 642, { GEDAAN: 431, GEWEIGERD: 150, INGETROKKEN: 61 }),
    ...share('I12', 'strafvervolg', 370, { LOPEND: 214, SEPOT: 103, DAGVAARDING: 38, VEROORDELING: null, VRIJSPRAAK: null }),
    ...share('I12', 'strafvervolg_som', 370, { VERVOLGD: 53 }),
    ...share('I12', 'vpt_code', 431, { J: 129, N: 302 }),
    ...share('I09', 'verwijderverzoek', 1052, { J: 388, N: 664 }),
    ...share('I09', 'verwijder_uitkomst', 388, { VERWIJDERD: 132, GEWEIGERD: 97, GEEN_REACTIE: 124, LOPEND: 35 }),
    ...share('I09', 'verwijder_doorlooptijd', 132, { '0-1': 14, '2-7': 31, '8-30': 52, '31-90': 35 }),
    yearRow('I09', 'mediaan_klasse', 'verwijder_doorlooptijd', '8-30', { waarde: 73.5, onder: null, boven: null, teller: null, noemer: null }),
    ...share('I21', 'huisbezoek_risico_info', 1787, { GEHAD: 1019, GEVRAAGD_NIET_GEKREGEN: 214, NIET_GEVRAAGD: 554 }),
    ...share('I17', 'nazorg', 11_530, { NIET_AANGEBODEN: 1729, AANGEBODEN_GEWEIGERD: 3344, GEKREGEN_3D: 4958, GEKREGEN_LATER: 1499 }),
  ];
}

const events: GebeurtenisRow[] = [
  { code: 'STAKING22', van: '2022-11', tot: '2022-12', soort: 'STAKING', label_nl: 'Acties en stakingen', label_en: 'Strikes' },
  { code: 'DOXING24', van: '2024-01', tot: null, soort: 'WET', label_nl: 'Doxing strafbaar', label_en: 'Doxing a crime' },
];

const codelijst: CodelijstRow[] = Object.entries({
  verwijder_doorlooptijd: { '8-30': ['8-30 dagen', '8-30 days'] },
  vorm: {
    VERB: ['Verbale agressie', 'Verbal aggression'],
    BEDR: ['Bedreiging of intimidatie', 'Threat or intimidation'],
    FYS: ['Fysieke agressie', 'Physical violence'],
    SEKS: ['Seksuele intimidatie of geweld', 'Sexual harassment or violence'],
    DISC: ['Discriminatie', 'Discrimination'],
    PEST: ['Pesten, treiteren, roddelen, buitensluiten', 'Bullying, harassment'],
    VERN: ['Vernieling of beschadiging', 'Damage to property'],
    ONLN: ['Online aantasting', 'Online attack'],
    OVR: ['Anders', 'Other'],
    ONB: ['Onbekend', 'Unknown'],
  },
  kanaal: {
    LIVE: ['In persoon', 'Face to face'],
    TELEFOON: ['Telefoon', 'Telephone'],
    VIDEO: ['Videogesprek', 'Video call'],
    EMAIL_APP: ['E-mail, app, sms', 'E-mail, messaging'],
    POST: ['Brief of pakket', 'Letter or parcel'],
    ONLINE: ['Openbaar online', 'Public online'],
    PROCEDURE: ['Formele procedure', 'Formal procedure'],
    ONBEKEND: ['Onbekend', 'Unknown'],
  },
  locatie: {
    KANTOOR: ['Kantoor', 'Office'],
    HUISBEZOEK: ['Bij gezin thuis', 'Home visit'],
    RECHTBANK: ['Rechtbank', 'Court'],
    OMGANG: ['Omgangs- of behandellocatie', 'Contact/treatment site'],
    POLITIE: ['Politiebureau', 'Police station'],
    OPENBARE_RUIMTE: ['Openbare ruimte', 'Public space'],
    WONING_MEDEW: ['Woning medewerker', "Professional's home"],
    NVT: ['Niet van toepassing (op afstand)', 'Not applicable'],
    ONBEKEND: ['Onbekend', 'Unknown'],
  },
  relatie: {
    OUDER: ['Ouder/verzorger', 'Parent'],
    PARTNER: ['Stiefouder of partner van ouder', 'Step-parent or partner'],
    JEUGDIGE: ['Jeugdige zelf', 'Young person'],
    FAMILIE: ['Familie of netwerk', 'Family/network'],
    PLEEG: ['Pleegouder of gezinshuis', 'Foster carer'],
    PROF: ['Advocaat, gemachtigde, belangenbehartiger', 'Lawyer, representative'],
    GROEP: ['Actiegroep of groep', 'Campaign group'],
    ONLINE_ONB: ['Onbekend, online', 'Unknown online'],
    DERDE: ['Andere derde', 'Other third party'],
    ONBEKEND: ['Onbekend', 'Unknown'],
  },
  ernst: {
    '1': ['Licht: hinderlijk, geen dreiging', 'Mild'],
    '2': ['Matig: grensoverschrijdend, werk onderbroken', 'Moderate'],
    '3': ['Ernstig: concrete dreiging, letsel, of in privésfeer', 'Severe'],
    '4': ['Zeer ernstig: levensbedreigend, wapen, onderduik, ziekenhuis', 'Very severe'],
    '9': ['Onbekend of andere schaal', 'Unknown or other scale'],
    '-8': ['Niet gevraagd', 'Not asked'],
  },
  ernst_som: { ERNSTIG: ['Ernstig of zeer ernstig (3-4)', 'Severe or very severe (3-4)'] },
}).flatMap(([lijst, codes]) => Object.entries(codes).map(([code, [nl, en]]) => ({ lijst, code, label_nl: nl!, label_en: en!, niveau: 1, ouder: null, soort: code === 'ONB' || code === 'ONBEKEND' || code === '9' ? 'onbekend' : code === '-8' ? 'niet gevraagd' : code === 'NVT' ? 'niet van toepassing' : 'inhoud' })));

const indicators: IndicatorRow[] = [
  ['I01', 'Voorvallen', 'Incidents', 'Aantal voorvallen, naar de maand waarin ze gebeurden', 'Number of incidents, by the month in which they happened'],
  ['I02', 'Per 100 fte', 'Per 100 fte', 'Voorvallen gedeeld door de fte van dezelfde organisaties, maal 100', 'Incidents divided by the fte of the same organisations, times 100'],
  ['I05', 'Naar vorm', 'By form', 'Aandeel voorvallen met deze vorm', 'Share of incidents with this form'],
  ['I06', 'Ernst', 'Severity', 'Aandeel per ernst', 'Share by severity'],
  ['I09', 'Verwijderverzoeken', 'Removal requests', 'Verzoeken om verwijdering en hun uitkomst', 'Removal requests and their outcome'],
  ['I11', 'Politie-assistentie', 'Police assistance', 'Uitkomst als om assistentie is gevraagd', 'Outcome when assistance was asked'],
  ['I12', 'Aangiftetrechter', 'Police report funnel', 'Van aangifte tot vervolging', 'From report to prosecution'],
  ['I17', 'Nazorg', 'Aftercare', 'Nazorg aan de medewerker', 'Aftercare for the professional'],
  ['I21', 'Risico-info huisbezoek', 'Home-visit risk information', 'Informatie vooraf bij huisbezoek', 'Information before a home visit'],
  ['I22', 'Relatie', 'Relation', 'Verdeling naar veroorzaker', 'By relation of the aggressor'],
  ['I32', 'Kanaal en locatie', 'Channel and location', 'Verdeling naar kanaal en locatie', 'By channel and location'],
].map(([indicator, naam_nl, naam_en, definitie_nl, definitie_en]) => ({
  indicator: indicator!,
  naam_nl: naam_nl!,
  naam_en: naam_en!,
  definitie_nl: definitie_nl!,
  definitie_en: definitie_en!,
  beperking_nl: null,
  beperking_en: null,
}));

const z = 1.959964;

function byar(x: number): { onder: number; boven: number } {
  const y = x + 1;
  return { onder: x === 0 ? 0 : x * (1 - 1 / (9 * x) - z / (3 * Math.sqrt(x))) ** 3, boven: y * (1 - 1 / (9 * y) + z / (3 * Math.sqrt(y))) ** 3 };
}

function wilson(x: number, n: number): { onder: number; boven: number } {
  const middle = 2 * x + z * z;
  const spread = z * Math.sqrt(z * z + 4 * x * (1 - x / n));
  const scale = 100 / (2 * (n + z * z));
  return { onder: (middle - spread) * scale, boven: (middle + spread) * scale };
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

/** Uniform numbers from a seed (mulberry32). */
function randomly(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
