/** What surrounds the incidents: denominators and zero declarations of each organisation, and tables of the whole sector. */
import { addMonths, dayOf, lastDay, monthOf, monthsFrom } from './calendar.js';
import { random } from './random.js';
import { events } from './scenario.js';
import { fteOf, isMember, type Organisation } from './sector.js';

export interface Table { path: string; geleverd: number; kop: readonly string[]; rijen: readonly (readonly string[])[] }

const measures = ['ots', 'vots', 'voogdij', 'tijdelijke_voogdij', 'jr'] as const;
const perFte = { ots: 4.3, vots: 0.12, voogdij: 1.75, tijdelijke_voogdij: 0.06, jr: 1.25 } as const;
const denominatorColumns = [
  'organisatie_code', 'regio', 'periode', 'fte_jb', 'fte_jr', 'medewerkers_jb', 'medewerkers_jr',
  ...measures.flatMap((one) => [`jeugdigen_${one}`, `jeugdigen_${one}_begin`, `jeugdigen_${one}_instroom`, `jeugdigen_${one}_uitstroom`, `jeugdigen_${one}_eind`]),
  'maatregelen_totaal', 'gezinnen', 'jeugdigen_muhp', 'huisbezoeken', 'verzuim_pct', 'vacatures_fte', 'meldsysteem', 'meldplicht_beleid', 'meldcampagne_maand',
];

/** Denominators by half-year: one table a year, delivered in the next January; those of 2024H1 in July 2024. */
export function denominators(organisation: Organisation, product: string, months: readonly string[], seed: number, scale: number): Table[] {
  const halves = [...new Set(months.filter((month) => isMember(organisation, month)).map((month) => `${month.slice(0, 4)}H${Number(month.slice(5)) <= 6 ? 1 : 2}`))];
  const years = [...new Set(halves.map((half) => half.slice(0, 4)))];
  return years.map((year) => {
    const own = halves.filter((half) => half.startsWith(year));
    const period = own.length === 1 ? own[0]! : year;
    const geleverd = year === '2024' ? dayOf(2024, 7, 4) : dayOf(Number(year) + 1, 1, 20);
    return {
      path: `${organisation.code}/noemers_${period}`, geleverd, kop: denominatorColumns,
      rijen: own.map((half) => denominatorRow(organisation, product, half, seed, scale)),
    };
  });
}

function denominatorRow(organisation: Organisation, product: string, half: string, seed: number, scale: number): string[] {
  const draw = random(seed, 'noemer', organisation.code, half);
  const { jb, jr } = fteOf(organisation, half, seed, scale);
  const fte = jb + jr;
  const about = (value: number) => Math.max(1, Math.round(value * (0.97 + 0.06 * draw.next())));
  const children = measures.map((one) => {
    const begin = about(perFte[one] * fte);
    const into = Math.round(begin * 0.17 * (0.8 + 0.4 * draw.next()));
    const out = Math.min(begin, Math.round(begin * 0.18 * (0.8 + 0.4 * draw.next())));
    return { mean: (begin + begin + into - out) / 2, flow: [begin, into, out, begin + into - out] };
  });
  const total = children.reduce((sum, one) => sum + one.mean, 0);
  const visits = about(fte * 175 * (half <= '2021H2' ? 0.7 : 1));
  return [
    organisation.code, organisation.plaatsen[0] === 'LANDELIJK' ? 'LANDELIJK' : '', half, decimal(jb), decimal(jr), decimal(Math.round(jb * 1.13)), decimal(Math.round(jr * 1.1)),
    ...children.flatMap((one) => [decimal(one.mean), ...one.flow.map(String)]),
    decimal(Math.round(total * 1.02)), decimal(about(fte * 5.2)), String(about(fte * 2.1)), String(visits),
    decimal(5 + draw.below(40) / 10), decimal(draw.below(30) * scale), product, organisation.slordig > 0.05 ? 'N' : 'J',
    half === '2023H2' ? events.campagne.van : '',
  ];
}

/** With a decimal comma, as Dutch spreadsheets write it. */
function decimal(value: number): string {
  return String(Math.round(value * 1_000) / 1_000).replace('.', ',');
}

export function zeroDeclarations(organisation: Organisation, months: readonly string[]): Table[] {
  return organisation.nul.filter((month) => months.includes(month)).map((month) => ({
    path: `${organisation.code}/nulverklaring_${month}`, geleverd: lastDay(month) + 4, kop: ['organisatie_code', 'periode'], rijen: [[organisation.code, month]],
  }));
}

/** Organisations that count context factors: those whose system asks for them. */
const countsFactors = new Set(['triasweb', 'zenya', 'topdesk', 'register']);
/** Part of the incidents in which each plays. */
const factorShares = { CRIMINEEL: 0.08, HUISELIJK_GEWELD: 0.19, PSYCHISCH: 0.23, SCHEIDING: 0.27, SCHULDEN: 0.14, MEERDERE: 0.31 } as const;

/** Yearly counts of context factors over the calendar years that were members' whole, delivered in the next February. */
export function contextFactors(organisation: Organisation, months: readonly string[], seed: number, scale: number): Table[] {
  if (!countsFactors.has(organisation.layout)) return [];
  const own = months.filter((month) => isMember(organisation, month));
  const years = [...new Set(own.map((month) => month.slice(0, 4)))].filter((year) => own.filter((month) => month.startsWith(year)).length === 12);
  return years.map((year) => {
    const draw = random(seed, 'contextfactor', organisation.code, year);
    const { jb, jr } = fteOf(organisation, `${year}H1`, seed, scale);
    const incidents = ((jb + jr) * organisation.ratio) / 100;
    return {
      path: `${organisation.code}/contextfactoren_${year}`, geleverd: dayOf(Number(year) + 1, 2, 12), kop: ['organisatie_code', 'jaar', 'contextfactor', 'aantal'],
      rijen: Object.entries(factorShares).map(([factor, share]) => [organisation.code, year, factor, String(Math.round(incidents * share * (0.85 + 0.3 * draw.next())))]),
    };
  });
}

const lastDelivered = dayOf(2024, 2, 15);

/** Marked events, survey figures and the yearly record of the teams for the heaviest cases. */
export function sectorTables(seed: number): Table[] {
  return [
    {
      path: 'landelijk/gebeurtenissen', geleverd: lastDelivered, kop: ['code', 'van', 'tot', 'soort', 'label_nl', 'label_en'],
      rijen: [
        ['CORONA', '2020-03', events.corona.tot, 'CORONA', 'Coronamaatregelen: minder huisbezoek', 'Corona measures: fewer home visits'],
        ['STAKING-2022', events.staking.maand, events.staking.maand, 'ACTIE', 'Staking in de jeugdbescherming', 'Strike in youth protection'],
        ['MELDEN-2023', events.campagne.van, events.campagne.tot, 'MELDCAMPAGNE', 'Campagne "Meld het"', 'Campaign "Report it"'],
        ['DOXING-WET', events.doxing.van, '', 'WET', 'Doxing strafbaar (art. 285d Sr)', 'Doxing made an offence (art. 285d)'],
      ],
    },
    {
      path: 'landelijk/enquete', geleverd: lastDelivered, kop: ['bron', 'jaar', 'populatie', 'vorm', 'aandeel_pct', 'vindplaats'],
      rijen: [
        ['AZW', '2019', 'werknemers branche jeugdzorg', 'totaal', '81', 'Tweede Kamer 2019D46292'],
        ...[['totaal', '57'], ['VERB', '48'], ['PEST', '25'], ['FYS', '21'], ['DISC', '16'], ['SEKS', '14'], ['BEDR', '10']]
          .map(([vorm, share]) => ['AZW', '2024', 'werknemers zorg en welzijn', vorm!, share!, 'CBS AZW-werknemersenquête 2024 (blikopnieuws.nl 308863)']),
        ['AZW', '2024', 'sociaal werkers en groepsbegeleiders', 'totaal', '79', 'CBS AZW-werknemersenquête 2024 (zorgjob.nl)'],
      ],
    },
    { path: 'landelijk/let', geleverd: lastDelivered, kop: ['let_team', 'startmaand', 'eindmaand', 'aantal_jeugdigen', 'aanmeldroute', 'uitkomst_aanmelding', 'politie_overleg', 'let_uitstroom'], rijen: letCases(seed) },
  ];
}

function letCases(seed: number): string[][] {
  const draw = random(seed, 'let');
  const last = monthOf(lastDelivered);
  return monthsFrom('2021-01', last).flatMap((month) => Array.from({ length: draw.poisson(5.5) }, () => {
    const team = draw.chance(0.8) ? 'LET' : 'HRT';
    const route = team === 'HRT' ? 'RVDK' : 'GI';
    const outcome = draw.weighted({ OVERGENOMEN: 62, ADVIES: 20, AFGEWEZEN_CAPACITEIT: 10, AFGEWEZEN_CRITERIUM: 8 });
    const children = String(1 + draw.below(4));
    const police = draw.chance(0.85) ? 'J' : 'N';
    if (outcome !== 'OVERGENOMEN') return [team, month, month, children, route, outcome, police, ''];
    const end = addMonths(month, 3 + draw.poisson(8));
    const leaving = draw.weighted({ BEHEERST: 60, MAATREGEL_EINDE: 25, MEERDERJARIG: 12, OVERIG: 3 });
    return end > last ? [team, month, '', children, route, outcome, police, ''] : [team, month, end, children, route, outcome, police, leaving];
  }));
}
