/** What a product's export looks like, as data: columns, words, what it can and cannot express, and how it is mapped. */
import { formatDay } from '../calendar.js';
import type { Facts } from '../facts.js';

/** A real date in a workbook; text files only have strings and numbers. */
export interface DateCell { dag: number }
/** A cell in which a formula failed. */
export interface ErrorCell { fout: string }
export type Value = string | number | null | DateCell | ErrorCell;

export type Verdict = 'valid' | 'signal' | 'rejected' | 'excluded' | 'duplicate' | 'merged' | 'not_a_record';
export const verdicts: readonly Verdict[] = ['valid', 'signal', 'rejected', 'excluded', 'duplicate', 'merged', 'not_a_record'];

/** What a row says besides the incident itself. */
export interface RowSigns {
  jaar: number;
  volgnummer: number;
  /** State of handling: 0 submitted, 1 being handled, 2 done. */
  fase: 0 | 1 | 2;
  medewerker: string;
  /** 0 for the first row of an incident. */
  actie: number;
  behandelaar: string;
  geleverd: number;
}

export interface Column {
  kop: string;
  /** For dirt: what the column is about. */
  rol?: Role;
  verborgen?: boolean;
  cel: (facts: Facts, signs: RowSigns) => Value;
}

export type Role =
  | 'nummer' | 'status' | 'soort' | 'incident_datum' | 'meld_datum' | 'vorm' | 'relatie' | 'kanaal' | 'locatie' | 'kanaal_locatie'
  | 'ernst' | 'letsel' | 'regio' | 'platform' | 'verwijderverzoek' | 'politie_gevraagd' | 'politie_uitkomst' | 'aangifte' | 'reden_geen_aangifte'
  | 'vpt' | 'strafvervolg' | 'risico_info' | 'medewerker' | 'actie' | 'tekst' | 'wijziging';

/** A row of an export on its way to the file. */
export interface Row {
  facts: Facts;
  signs: RowSigns;
  oordeel: Verdict;
  /** Kind of dirt; absent for an ordinary row. */
  vuil?: string;
  /** Verdicts that a careful steward may give as well. */
  ook?: readonly Verdict[];
  /** Cells that say something else than the facts. */
  cellen: Map<string, Value>;
  /** Cut after so many cells, with so many cells too many, or with a stray quote in the text. */
  vorm?: { knip: string } | { extra: string } | { aanhaling: true };
}

/** A line that is not a record. */
export interface Noise { ruis: string; cellen: readonly Value[] }
export type Line = Row | Noise;

export function isNoise(line: Line): line is Noise {
  return 'ruis' in line;
}

export interface Sheet { naam: string | null; lines: Line[] }
export interface Written { bytes: Uint8Array; places: Map<Line, { blad: string | null; rij: number }> }

export interface Layout {
  product: string;
  /** File name without period: `meldingen` + `.csv`. */
  naam: string;
  extensie: 'csv' | 'txt' | 'xlsx';
  kolommen: readonly Column[];
  /** Several rows for one incident. */
  regels: 'een' | 'medewerker-en-actie' | 'vervolg';
  /** True when the number of affected employees can be read from the export. */
  teltMedewerkers: boolean;
  /** Words by which rows that do not count are known: reason to column and value. */
  filters: Readonly<Partial<Record<FilterReason, readonly [kop: string, waarde: string][]>>>;
  /** Kinds of dirt that this layout can show and its mapping judges clearly. */
  vuil: readonly string[];
  datum: (day: number) => Value;
  /** The mapping without organisation and version. */
  koppeling: () => Record<string, unknown>;
  /** Rows in the order of the product, with titles, sections and totals around them. */
  opmaak: (rows: readonly Row[], about: About) => Sheet[];
  schrijf: (sheets: readonly Sheet[], about: About) => Promise<Written> | Written;
}

export interface About { organisatie: string; naam: string; periode: string; maanden: readonly string[]; geleverd: number }

export type FilterReason = 'CONCEPT' | 'INGETROKKEN' | 'TEST' | 'NIET_AGRESSIE' | 'TUSSEN_CLIENTEN' | 'INTERN';

export type Labels = Readonly<Record<string, string>>;

/** The label of a code, or of its level 1 code when the product knows no detail. */
export function label(labels: Labels, code: string | null): string {
  if (code === null) return '';
  const found = labels[code] ?? labels[code.split('.')[0]!];
  if (found === undefined) throw new Error(`no label for ${code}`);
  return found;
}

/** Labels of several codes, each label once, in the order of the product's list. */
export function labelsOf(labels: Labels, codes: readonly string[], separator: string): string {
  const wanted = new Set(codes.map((code) => label(labels, code)));
  return Object.values(labels).filter((one, at, all) => wanted.has(one) && all.indexOf(one) === at).join(separator);
}

/** The `codes` of a mapping: label to code. */
export function codesOf(labels: Labels): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([code, text]) => [text, code]));
}

export function column(layout: Pick<Layout, 'kolommen'>, role: Role): Column | undefined {
  return layout.kolommen.find((one) => one.rol === role);
}

/** Cells of a row in the order of the columns, dirt included. */
export function cellsOf(layout: Pick<Layout, 'kolommen'>, row: Row): Value[] {
  return layout.kolommen.map((one) => (row.cellen.has(one.kop) ? row.cellen.get(one.kop)! : one.cel(row.facts, row.signs)));
}

/** Optional day by a pattern, empty when there is none. */
export function dayText(day: number | null, pattern: string): string {
  return day === null ? '' : formatDay(day, pattern);
}

/** A column that holds the label of one code; empty when there is none. */
export function coded(kop: string, labels: Labels, fact: (facts: Facts) => string | null, rol?: Role): Column {
  return { kop, ...(rol ? { rol } : {}), cel: (facts) => label(labels, fact(facts)) };
}

/** Every field of the coded table that a mapping can fill. */
const fields = [
  'incident_datum', 'incident_tijd', 'meld_datum', 'doorlopend', 'vorm', 'kanaal', 'locatie', 'regio', 'relatie', 'aantal_veroorzakers',
  'aantal_medewerkers', 'functie', 'ervaring_jaren', 'maatregel', 'aanleiding', 'gericht_op', 'privesfeer', 'ernst', 'letsel', 'verzuim_dagen',
  'politie_gevraagd', 'politie_uitkomst', 'politie_reden', 'aangifte_status', 'aangifte_door', 'reden_geen_aangifte', 'vpt_code', 'strafbaar_feit',
  'aangifte_datum', 'besluit_datum', 'strafvervolg', 'platform', 'verwijderverzoek', 'verwijder_uitkomst', 'verzoek_datum', 'uitkomst_datum',
  'verwijder_dagen', 'nog_vindbaar_90d', 'procedure_soort', 'procedures_gelijktijdig', 'nazorg', 'werkgever_maatregel', 'beschermingsmaatregel',
  'huisbezoek_risico_info', 'gevolg_kind', 'gevolg_werk', 'gezin_pseudo', 'medewerker_pseudo', 'veroorzaker_pseudo',
];

/** Fields that are not in the mapping: the export does not ask for them. */
export function absentFields(velden: Readonly<Record<string, unknown>>): string[] {
  return fields.filter((field) => !(field in velden));
}
