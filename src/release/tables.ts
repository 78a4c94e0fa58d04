/** The tables of a release: the only form in which figures pass the release wall. */
import { real, type Table, text, whole } from './columns.js';
import type { StatisticalTables } from './statistical-rows.js';
import { statisticalTables } from './statistical-tables.js';

export type { Column, ColumnType, Table } from './columns.js';

export interface CijferRow {
  indicator: string;
  reeks: string;
  periode: string;
  periode_soort: string;
  dimensie: string;
  code: string;
  waarde: number | null;
  onder: number | null;
  boven: number | null;
  teller: number | null;
  noemer: number | null;
  eenheid: string;
  dekking: number | null;
  obs_status: string;
  conf_status: string;
  vintage: string;
}

export interface DekkingRow {
  maand: string;
  organisaties_verwacht: number;
  organisaties_geleverd: number;
  organisaties_nul: number;
  fte_verwacht: number | null;
  fte_geleverd: number | null;
  aandeel_fte: number | null;
  status: string;
  obs_status: string;
  conf_status: string;
}

export interface OrganisatieDekkingRow {
  maand: string;
  organisatie: string;
  verwacht: number;
  geleverd: number;
  obs_status: string;
  conf_status: string;
}

export interface CodelijstRow {
  lijst: string;
  code: string;
  label_nl: string;
  label_en: string;
  niveau: number;
  ouder: string | null;
  soort: CodeKind;
}

/** What a code says: something of the incident, or why it says nothing. */
export const codeKinds = ['inhoud', 'onbekend', 'niet gevraagd', 'niet van toepassing', 'leeg'] as const;
export type CodeKind = (typeof codeKinds)[number];

export interface VintageRow {
  vintage: string;
  indicator: string;
  reeks: string;
  periode: string;
  dimensie: string;
  code: string;
  waarde: number | null;
  conf_status: string;
  release: string;
  goedgekeurd: string;
}

export interface IndicatorRow {
  indicator: string;
  naam_nl: string;
  naam_en: string;
  definitie_nl: string;
  definitie_en: string;
  beperking_nl: string | null;
  beperking_en: string | null;
}

export interface GebeurtenisRow {
  code: string;
  van: string;
  tot: string | null;
  soort: string;
  label_nl: string;
  label_en: string;
}

export interface KenmerkRow {
  sleutel: string;
  waarde: string;
}

export interface ReleaseTables extends Partial<StatisticalTables> {
  cijfer: readonly CijferRow[];
  dekking: readonly DekkingRow[];
  organisatie_dekking: readonly OrganisatieDekkingRow[];
  codelijst: readonly CodelijstRow[];
  indicator: readonly IndicatorRow[];
  gebeurtenis: readonly GebeurtenisRow[];
  vintage: readonly VintageRow[];
  kenmerk: readonly KenmerkRow[];
}

export type TableRow = object;

const deliveryMarks = [
  text('obs_status', 'Leeg, of p zolang er voor de maand nog geleverd kan worden, en i als de fte van een organisatie van een eerdere periode is', 'Empty, or p while deliveries for the month may still come, and i where the FTE of an organisation is of an earlier period'),
  text('conf_status', 'F: wie leverde, is geen telling van voorvallen en wordt niet onderdrukt', 'F: who delivered is no count of incidents and is not suppressed', { values: ['F'] }),
];

/** The tables in the order in which they are written, with the meaning and unit of every column. */
export const releaseTables: readonly Table[] = [
  {
    name: 'cijfer',
    about: {
      nl: 'Alle gepubliceerde cijfers, één waarneming per rij. Onderdrukte cijfers staan erin zonder waarde, met conf_status C.',
      en: 'All published figures, one observation a row. Suppressed figures are present without a value, with conf_status C.',
    },
    key: ['indicator', 'reeks', 'periode', 'dimensie', 'code'],
    columns: [
      text('indicator', 'Indicator van het codeboek, zie tabel indicator', 'Indicator of the codebook, see table indicator'),
      text('reeks', 'Soort cijfer: voorvallen, aandeel, verandering, verandering_jaar_eerder (maand tegenover dezelfde maand een jaar eerder), of een verhouding: per_100_fte, per_100_medewerkers, per_1000_jeugdigen, per_1000_huisbezoeken', 'Kind of figure: voorvallen (count), aandeel (share), verandering (change), verandering_jaar_eerder (month against the same month a year earlier), or a rate: per_100_fte, per_100_medewerkers, per_1000_jeugdigen, per_1000_huisbezoeken'),
      text('periode', 'Periode van het voorval: maand 2024-06, twaalf maanden 2023-07/2024-06, of jaar 2023', 'Period of the incident: month 2024-06, twelve months 2023-07/2024-06, or year 2023'),
      text('periode_soort', 'Soort periode', 'Kind of period', { values: ['maand', '12maanden', 'kwartaal', 'jaar'] }),
      text('dimensie', 'Waarnaar is uitgesplitst; totaal als er niet is uitgesplitst', 'What the figure is broken down by; totaal when it is not'),
      text('code', 'Code binnen de dimensie, zie tabel codelijst', 'Code within the dimension, see table codelijst'),
      real('waarde', 'Het cijfer, een aantal afgerond op het veelvoud in kenmerk afronding (op vijftallen), een aandeel of verhouding berekend uit afgeronde aantallen; leeg als het onderdrukt is of ontbreekt', 'The figure: a count rounded to the multiple in property afronding (to fives), a share or rate computed from rounded counts; empty when suppressed or missing', { unit: 'zie kolom eenheid', empty: true }),
      real('onder', 'Ondergrens van het 95%-interval', 'Lower limit of the 95% interval', { unit: 'zie kolom eenheid', empty: true }),
      real('boven', 'Bovengrens van het 95%-interval', 'Upper limit of the 95% interval', { unit: 'zie kolom eenheid', empty: true }),
      whole('teller', 'Aantal voorvallen in de teller, afgerond op het veelvoud in kenmerk afronding (op vijftallen)', 'Number of incidents in the numerator, rounded to the multiple in property afronding (to fives)', { unit: 'voorvallen', empty: true }),
      real('noemer', 'Noemer: fte-maanden, medewerker-maanden, jeugdige-maanden of huisbezoeken bij een verhouding, afgeronde voorvallen bij aandeel', 'Denominator: fte-months, employee-months, child-months or home visits for a rate, rounded incidents for aandeel', { unit: 'fte-maanden, medewerker-maanden, jeugdige-maanden, huisbezoeken of voorvallen', empty: true }),
      text('eenheid', 'Eenheid van waarde, onder en boven', 'Unit of waarde, onder and boven'),
      real('dekking', 'Deel van de verwachte fte achter dit cijfer', 'Share of the expected fte behind this figure', { unit: 'aandeel 0-1', empty: true }),
      text('obs_status', 'Leeg, of een of meer van p (voorlopig), e (geschat), i (noemer doorgetrokken), u (onbetrouwbaar), b (trendbreuk), n (geen cijfer)', 'Empty, or one or more of p (provisional), e (estimated), i (denominator carried forward), u (unreliable), b (break), n (no figure)'),
      text('conf_status', 'F vrij, C onderdrukt', 'F free, C suppressed', { values: ['F', 'C'] }),
      text('vintage', 'Stand van de gegevens waarop het cijfer berust: een eerdere stand zolang het gedrukte cijfer hetzelfde blijft of een herziening wacht tot het verschil veilig is', 'State of the data on which the figure rests: an earlier one while the printed figure stays the same or a revision waits until the difference is safe'),
    ],
  },
  {
    name: 'dekking',
    about: { nl: 'Wie leverde: dekking per maand.', en: 'Who delivered: coverage by month.' },
    key: ['maand'],
    columns: [
      text('maand', 'Maand van het voorval', 'Month of the incident'),
      whole('organisaties_verwacht', 'Organisaties die zouden leveren', 'Organisations expected to deliver', { unit: 'organisaties' }),
      whole('organisaties_geleverd', 'Organisaties die leverden, nulverklaringen inbegrepen', 'Organisations that delivered, zero declarations included', { unit: 'organisaties' }),
      whole('organisaties_nul', 'Organisaties die verklaarden dat er geen voorvallen waren', 'Organisations that declared there were no incidents', { unit: 'organisaties' }),
      real('fte_verwacht', 'Fte van de verwachte organisaties', 'Fte of the organisations expected', { unit: 'fte', empty: true }),
      real('fte_geleverd', 'Fte van de organisaties die leverden', 'Fte of the organisations that delivered', { unit: 'fte', empty: true }),
      real('aandeel_fte', 'fte_geleverd gedeeld door fte_verwacht', 'fte_geleverd divided by fte_verwacht', { unit: 'aandeel 0-1', empty: true }),
      text('status', 'Hoe definitief de maand is', 'How final the month is', { values: ['voorlopig', 'nader voorlopig', 'definitief'] }),
      ...deliveryMarks,
    ],
  },
  ...statisticalTables,
  {
    name: 'organisatie_dekking',
    about: {
      nl: 'Wie leverde, per maand: organisaties die ermee instemden bij hun code, de andere samen als ANDERE.',
      en: 'Who delivered, by month: organisations that agreed to it by their code, the others together as ANDERE.',
    },
    key: ['maand', 'organisatie'],
    columns: [
      text('maand', 'Maand van het voorval', 'Month of the incident'),
      text('organisatie', 'Code van een organisatie die genoemd wil worden, of ANDERE', 'Code of an organisation that agreed to be named, or ANDERE (the others)'),
      whole('verwacht', 'Organisaties die zouden leveren', 'Organisations expected to deliver', { unit: 'organisaties' }),
      whole('geleverd', 'Organisaties die leverden, nulverklaringen inbegrepen', 'Organisations that delivered, zero declarations included', { unit: 'organisaties' }),
      ...deliveryMarks,
    ],
  },
  {
    name: 'codelijst',
    about: { nl: 'Betekenis van de codes in tabel cijfer.', en: 'Meaning of the codes in table cijfer.' },
    key: ['lijst', 'code'],
    columns: [
      text('lijst', 'Codelijst; gelijk aan de dimensie', 'Code list; equal to the dimension'),
      text('code', 'Code', 'Code'),
      text('label_nl', 'Nederlands label', 'Dutch label'),
      text('label_en', 'Engels label', 'English label'),
      whole('niveau', 'Niveau in de lijst', 'Level in the list'),
      text('ouder', 'Code van het niveau erboven', 'Code one level up', { empty: true }),
      text('soort', 'Wat de code zegt: inhoud, of waarom er niets over het voorval staat', 'What the code says: inhoud (content), or why it says nothing of the incident: unknown, not asked, not applicable, left empty', { values: codeKinds }),
    ],
  },
  {
    name: 'indicator',
    about: { nl: 'Definitie van elke indicator.', en: 'Definition of every indicator.' },
    key: ['indicator'],
    columns: [
      text('indicator', 'Indicator', 'Indicator'),
      text('naam_nl', 'Nederlandse naam', 'Dutch name'),
      text('naam_en', 'Engelse naam', 'English name'),
      text('definitie_nl', 'Definitie (Nederlands)', 'Definition (Dutch)'),
      text('definitie_en', 'Definitie (Engels)', 'Definition (English)'),
      text('beperking_nl', 'Waarvoor het cijfer niet geldt (Nederlands)', 'What the figure does not cover (Dutch)', { empty: true }),
      text('beperking_en', 'Waarvoor het cijfer niet geldt (Engels)', 'What the figure does not cover (English)', { empty: true }),
    ],
  },
  {
    name: 'gebeurtenis',
    about: { nl: 'Gebeurtenissen die een reeks kunnen verstoren.', en: 'Events that may disturb a series.' },
    key: ['code'],
    columns: [
      text('code', 'Code', 'Code'),
      text('van', 'Eerste maand of dag', 'First month or day'),
      text('tot', 'Laatste maand of dag', 'Last month or day', { empty: true }),
      text('soort', 'Soort gebeurtenis', 'Kind of event'),
      text('label_nl', 'Nederlands label', 'Dutch label'),
      text('label_en', 'Engels label', 'English label'),
    ],
  },
  {
    name: 'vintage',
    about: {
      nl: 'Wat eerdere gepubliceerde releases zeiden waar deze release nu iets anders zegt: de herzieningen.',
      en: 'What earlier published releases said where this release now says something else: the revisions.',
    },
    key: ['indicator', 'reeks', 'periode', 'dimensie', 'code', 'release'],
    columns: [
      text('vintage', 'Stand van de gegevens waarop het eerdere cijfer berustte', 'State of the data on which the earlier figure rested'),
      text('indicator', 'Indicator van het codeboek, zie tabel indicator', 'Indicator of the codebook, see table indicator'),
      text('reeks', 'Soort cijfer, als in tabel cijfer', 'Kind of figure, as in table cijfer'),
      text('periode', 'Periode van het voorval, als in tabel cijfer', 'Period of the incident, as in table cijfer'),
      text('dimensie', 'Waarnaar is uitgesplitst', 'What the figure is broken down by'),
      text('code', 'Code binnen de dimensie, zie tabel codelijst', 'Code within the dimension, see table codelijst'),
      real('waarde', 'Het cijfer zoals het toen is gepubliceerd; leeg als het onderdrukt was of ontbrak', 'The figure as it was then published; empty when it was suppressed or missing', { unit: 'als in tabel cijfer', empty: true }),
      text('conf_status', 'F vrij, C onderdrukt', 'F free, C suppressed', { values: ['F', 'C'] }),
      text('release', 'Release waarin het stond', 'Release that held it'),
      text('goedgekeurd', 'Dag waarop die release is goedgekeurd', 'Day on which that release was approved'),
    ],
  },
  {
    name: 'kenmerk',
    about: { nl: 'Kenmerken van de release zelf.', en: 'Properties of the release itself.' },
    key: ['sleutel'],
    columns: [text('sleutel', 'Naam van het kenmerk', 'Name of the property'), text('waarde', 'Waarde', 'Value')],
  },
];

/** What the table `kenmerk` must hold. */
export const requiredProperties = ['maand', 'codeboek', 'programma'] as const;
