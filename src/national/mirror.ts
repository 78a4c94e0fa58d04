/** The tables of a mirror release: an organisation's own figures, and beside them what was published of all. */
import { field } from '../codebook/codebook.js';
import type { Codebook } from '../codebook/schema.js';
import type { Database } from '../database/database.js';
import { addMonths } from '../levering/period.js';
import type { MirrorMonth, MirrorShare, MirrorTables } from '../release/mirror.js';
import type { KwaliteitRow, SpreidingRow } from '../release/statistical-rows.js';
import type { CijferRow, CodelijstRow } from '../release/tables.js';
import { proportion } from '../statistics/proportions.js';
import { rate } from '../statistics/rates.js';
import { roundDecimal } from '../statistics/rounding.js';
import { type Count, countAll } from './aggregate/count.js';
import { countMirror, type MirrorCounts, type QualityField } from './aggregate/mirror.js';
import { loadProgramme, type Programme, type ProgrammeTable } from './aggregate/programme.js';
import { summedCodes } from './aggregate/tables.js';
import { comparable, type Contribution } from './comparable.js';
import type { ProtectionConfig } from './protect/config.js';
import { agreementOf } from './store/organisations.js';

export interface MirrorSettings {
  readonly organisatie: string;
  readonly maand: string;
  readonly codebook: Codebook;
  readonly config: ProtectionConfig;
  /** Figures and code lists of the public release of the month. */
  readonly cijfer: readonly CijferRow[];
  readonly codelijst: readonly CodelijstRow[];
  /** Shares unknown, and the joint rates of thirds, of that release. */
  readonly kwaliteit: readonly KwaliteitRow[];
  readonly spreiding: readonly SpreidingRow[];
}

/** Tables of the programme that the mirror shows, in order. */
const shown = ['vorm', 'kanaal', 'relatie', 'locatie', 'ernst', 'politie_uitkomst', 'aangifte_status', 'nazorg'] as const;

/** The fields whose unknowns are counted, by column of the record and field of the codebook. */
const quality: readonly (QualityField & { readonly veld: string })[] = [
  ...['dagdeel:incident_tijd', 'locatie:locatie', 'regio:regio', 'relatie:relatie', 'functie:functie', 'maatregel:maatregel', 'aanleiding:aanleiding', 'gericht_op:gericht_op',
    'politie_uitkomst:politie_uitkomst', 'aangifte_status:aangifte_status', 'nazorg:nazorg', 'letsel:letsel', 'aantal_medewerkers:aantal_medewerkers',
  ].map((pair) => ({ kolom: pair.split(':')[0]!, veld: pair.split(':')[1]!, lijst: false, onbekend: ['ONBEKEND', 'ONB', 'O', 'X'] })),
  { kolom: 'privesfeer', veld: 'privesfeer', lijst: false, onbekend: ['O'] },
  { kolom: 'ernst', veld: 'ernst', lijst: false, onbekend: ['9'] },
  { kolom: 'vormen', veld: 'vorm', lijst: true, onbekend: ['ONB'] },
  { kolom: 'kanalen', veld: 'kanaal', lijst: true, onbekend: ['ONB', 'ONBEKEND'] },
];

const delays = ['0', '1-3', '4-14', '15-90', '>90'] as const;

export type MirrorOwn = Pick<MirrorTables, 'spiegelmaand' | 'spiegeldeel' | 'derde'>;

/** The organisation's own tables. UserError when there is no agreement with it. */
export async function compileMirror(db: Database, settings: MirrorSettings): Promise<MirrorOwn> {
  const { organisatie, maand } = settings;
  await agreementOf(db, organisatie);
  const programme = loadProgramme();
  const jaarVan = addMonths(maand, -11);
  const counts = await countMirror(db, { organisatie, van: addMonths(maand, -35), jaarVan, tot: maand }, quality);
  const all = await countAll(db, programme, maand);
  const year = new Map([...all].map(([id, rows]) => [id, rows.filter((row) => row.maand >= jaarVan)]));
  return {
    spiegelmaand: counts.months.map((month) => monthRow(month, all.get('fte')!, settings)),
    spiegeldeel: [
      ...shown.flatMap((id) => shareRows(id, programme, year, settings)),
      ...delayRows(counts, settings),
      ...qualityRows(counts, settings),
    ],
    derde: publishedThirds(settings),
  };
}

/** The thirds of the public release, as it prints them; their groups are the same for every reader. */
function publishedThirds({ spreiding, maand }: MirrorSettings): MirrorTables['derde'] {
  const row = spreiding.find(({ periode }) => periode.endsWith(`/${maand}`));
  const rates = row ? [row.laagste_derde, row.middelste_derde, row.hoogste_derde] : [];
  return rates.includes(null) ? [] : rates.map((per_100, i) => ({ derde: i + 1, per_100: per_100! }));
}

function monthRow(month: MirrorCounts['months'][number], counts: readonly Count[], { organisatie, cijfer }: MirrorSettings): MirrorMonth {
  const figure = month.voorvallen === null || month.fte === null ? undefined : rate(month.voorvallen, month.fte, 100);
  const published = cijfer.find((row) => row.indicator === 'I02' && row.reeks === 'per_100_fte' && row.dimensie === 'totaal' && row.periode === month.maand);
  const others = contributions(counts.filter((row) => row.maand === month.maand && row.code === 'MET'));
  const compared = comparison(published, comparable(others, organisatie));
  return { ...month, per_100: rounded(figure?.value, 2), onder: rounded(figure?.lower, 2), boven: rounded(figure?.upper, 2), ...compared };
}

/** A published figure beside an own one: shown, withheld for everybody, or withheld for too few others. */
function comparison(published: Pick<CijferRow, 'waarde'> | undefined, enough: boolean): { vergelijking: 'F' | 'C' | 'W'; landelijk: number | null } {
  if (published === undefined || !enough) return { vergelijking: 'W', landelijk: null };
  return published.waarde === null ? { vergelijking: 'C', landelijk: null } : { vergelijking: 'F', landelijk: published.waarde };
}

function shareRows(id: string, programme: Programme, year: ReadonlyMap<string, readonly Count[]>, settings: MirrorSettings): MirrorShare[] {
  const { organisatie, maand, cijfer, codelijst } = settings;
  const table = programme.tabellen.find((one) => one.id === id)!;
  const own = (tableId: string, code: string): number => contributions(within(programme, year, tableId, code)).find(({ unit }) => unit === organisatie)?.value ?? 0;
  const published = cijfer.filter((row) => row.reeks === 'aandeel' && row.periode_soort === '12maanden' && row.periode.endsWith(`/${maand}`) && row.indicator === table.indicator);
  const rows: MirrorShare[] = [];
  for (const share of table.aandelen) {
    const wanted = published.filter(({ dimensie, code }) => (dimensie === id || dimensie === `${id}_som`) && (share.codes === undefined || share.codes.includes(code)));
    const whole = share.noemer === 'van' ? table.van! : ([id, share.noemer] as const);
    const noemer = own(...whole);
    for (const row of wanted) {
      if (share.codes === undefined && ['PROC', '-8', '-7'].includes(row.code)) continue;
      if (rows.some(({ code }) => code === row.code)) continue;
      const label = codelijst.find((one) => one.lijst === row.dimensie && one.code === row.code);
      const enough = comparable(contributions(within(programme, year, id, row.code)), organisatie);
      rows.push({ ...shareOf(id, row.code, rows.length + 1, { nl: label?.label_nl ?? row.code, en: label?.label_en ?? row.code }, own(id, row.code), noemer), ...comparison(row, enough) });
    }
  }
  return rows;
}

/** The counts behind a code or sum of a table. */
function within(programme: Programme, year: ReadonlyMap<string, readonly Count[]>, tableId: string, code: string): Count[] {
  const rows = year.get(tableId)!;
  const table: ProgrammeTable = programme.tabellen.find((one) => one.id === tableId)!;
  const codes = code in table.sommen ? summedCodes(table, code, [...new Set(rows.map((row) => row.code))]) : [code];
  return rows.filter((row) => codes.includes(row.code));
}

function contributions(rows: readonly { organisatie: string; aantal: number }[]): Contribution[] {
  const sums = new Map<string, number>();
  for (const { organisatie, aantal } of rows) sums.set(organisatie, (sums.get(organisatie) ?? 0) + aantal);
  return [...sums].map(([unit, value]) => ({ unit, value }));
}

const days = {
  '0': { nl: 'dezelfde dag', en: 'same day' },
  '1-3': { nl: '1 tot 3 dagen', en: '1 to 3 days' },
  '4-14': { nl: '4 tot 14 dagen', en: '4 to 14 days' },
  '15-90': { nl: '15 tot 90 dagen', en: '15 to 90 days' },
  '>90': { nl: 'meer dan 90 dagen', en: 'more than 90 days' },
} as const;

function delayRows({ delays: rows }: MirrorCounts, { organisatie, cijfer, maand }: MirrorSettings): MirrorShare[] {
  const known = rows.filter(({ code }) => delays.some((one) => one === code));
  const own = (code?: string): number => known.filter((row) => row.organisatie === organisatie && (code === undefined || row.code === code)).reduce((sum, { aantal }) => sum + aantal, 0);
  if (own() === 0) return [];
  return delays.map((code, i) => {
    const published = cijfer.find((row) => row.reeks === 'aandeel' && row.dimensie === 'meldvertraging' && row.code === code && row.periode.endsWith(`/${maand}`));
    const enough = comparable(contributions(known.filter((row) => row.code === code)), organisatie);
    return { ...shareOf('meldvertraging', code, i + 1, days[code], own(code), own()), ...comparison(published, enough) };
  });
}

function qualityRows({ unknowns }: MirrorCounts, { codebook, organisatie, kwaliteit, maand }: MirrorSettings): MirrorShare[] {
  return quality.flatMap(({ kolom, veld }) => {
    const rows = unknowns.filter((row) => row.veld === kolom);
    const own = rows.find((row) => row.organisatie === organisatie);
    if (!own || own.gevraagd === 0) return [];
    const published = kwaliteit.find((row) => row.soort === 'onbekend' && row.onderwerp === veld && row.periode.endsWith(`/${maand}`));
    const enough = comparable(rows.map((row) => ({ unit: row.organisatie, value: row.onbekend })), organisatie);
    return [{ ...shareOf('kwaliteit', kolom, 0, field(codebook, veld).label, own.onbekend, own.gevraagd), ...comparison(published && { waarde: published.aandeel }, enough) }];
  }).sort((a, b) => (b.waarde ?? 0) - (a.waarde ?? 0) || (a.code < b.code ? -1 : 1)).map((row, i) => ({ ...row, volgorde: i + 1 }));
}

function shareOf(dimensie: string, code: string, volgorde: number, label: { nl: string; en: string }, teller: number, noemer: number): Omit<MirrorShare, 'vergelijking' | 'landelijk'> {
  const figure = proportion(teller, noemer, 100);
  return { dimensie, code, volgorde, label_nl: label.nl, label_en: label.en, teller, noemer, waarde: rounded(figure?.value, 1), onder: rounded(figure?.lower, 1), boven: rounded(figure?.upper, 1) };
}

function rounded(value: number | undefined, digits: number): number | null {
  return value === undefined ? null : roundDecimal(value, digits);
}
