/** The columns of `voorval` that researchers may select and group by, taken from the codebook; what may not be published is not among them. */
import { loadCodebook } from '../../../codebook/codebook.js';
import type { Codebook } from '../../../codebook/schema.js';
import type { Relation, RelationColumn } from './guard.js';

/** Code of a field that was left empty in the record. */
export const blank = 'LEEG';
/** Label of the row that holds what could not be shown apart. */
export const rest = '(overig)';

/** A column whose values each stand for a set of codes of one axis; conditions on columns of one axis are conditions on that axis. */
export interface Dimension {
  readonly column: string;
  readonly type: 'VARCHAR' | 'INTEGER';
  readonly axis: string;
  /** Whether its values have an order that conditions may use. */
  readonly ordered: boolean;
  /** Values as a researcher writes them, and the codes of the axis that each covers. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly comment: { readonly nl: string; readonly en: string };
}

/** A column of small whole numbers that may be added up and averaged, read from the codes of a column of its own. */
export interface Measure {
  readonly column: string;
  readonly axis: string;
  /** The number of each code that has one; the others are left out. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly comment: { readonly nl: string; readonly en: string };
}

export interface Vocabulary {
  readonly dimensions: ReadonlyMap<string, Dimension>;
  readonly measures: ReadonlyMap<string, Measure>;
  /** All codes of an axis. */
  readonly axes: ReadonlyMap<string, readonly string[]>;
  /** Forms of level 1, each with its axis. */
  readonly forms: ReadonlyMap<string, string>;
}

/**
 * Columns of the national record that the gate offers. Left out on purpose: the organisation and the region (in many regions
 * one organisation works), prosecution and protective measures (never to be crossed), forms in detail (by year only).
 */
export const offered = [
  'dagdeel', 'meldvertraging', 'doorlopend', 'kanaal', 'locatie', 'relatie', 'aantal_medewerkers', 'herhaling_12m', 'functie', 'maatregel', 'aanleiding',
  'gericht_op', 'privesfeer', 'ernst', 'letsel', 'verzuim_klasse', 'politie_gevraagd', 'politie_uitkomst', 'politie_reden', 'aangifte_status', 'aangifte_door',
  'strafbaar_feit', 'platform', 'verwijderverzoek', 'verwijder_uitkomst', 'nazorg', 'huisbezoek_risico_info', 'gevolg_kind', 'gevolg_werk',
] as const;

/** Why a value is missing, as codes of the codebook. */
const missing = ['-7', '-8', '-9', blank];

/** The vocabulary of a codebook over the months that hold incidents, first to last without gaps. */
export function vocabulary(months: readonly string[], codebook: Codebook = loadCodebook()): Vocabulary {
  const list = (name: string): readonly string[] => codebook.codelijsten.find(({ lijst }) => lijst === name)!.codes.filter(({ niveau }) => niveau === 1).map(({ code }) => code);
  const dimensions: Dimension[] = time(months);
  for (const column of offered) {
    const field = codebook.velden.find((one) => one.tabel === 'voorval' && (one.klasse?.naar ?? one.landelijk) === column || (column === 'kanaal' && one.naam === 'kanaal'));
    if (!field || field.publicatie.nooit || field.publicatie.nietKruisen || field.publicatie.jaar) throw new Error(`guarded: ${column} may not be offered`);
    const codes = [...list(field.klasse?.lijst ?? field.lijst!), ...missing];
    dimensions.push({
      column, type: 'VARCHAR', axis: column, ordered: false, values: new Map(codes.map((code) => [code, [code]])),
      comment: { nl: `${field.label.nl}: ${codes.join(', ')}`, en: `${field.label.en}: ${codes.join(', ')}` },
    });
  }
  const forms = new Map(list('vorm').map((code) => [code, `vorm_${code.toLowerCase()}`]));
  const labels = codebook.codelijsten.find(({ lijst }) => lijst === 'vorm')!.codes;
  for (const [code, axis] of forms) {
    const label = labels.find((one) => one.code === code)!.label;
    dimensions.push(yesNo(axis, { nl: `Vorm ${code} (${label.nl}): J of N`, en: `Form ${code} (${label.en}): J or N` }));
  }
  const measures: Measure[] = [
    {
      column: 'ernst_schaal', axis: 'ernst', numbers: new Map([['1', 1], ['2', 2], ['3', 3], ['4', 4]]),
      comment: { nl: 'Ernst als getal 1-4, alleen voor sum en avg; onbekend telt niet mee', en: 'Severity as a number 1-4, for sum and avg only; unknown does not count' },
    },
    {
      column: 'medewerkers_minstens', axis: 'aantal_medewerkers', numbers: new Map([['1', 1], ['2', 2], ['3+', 3]]),
      comment: { nl: 'Getroffen medewerkers, 3 of meer als 3, alleen voor sum en avg', en: 'Professionals affected, 3 or more as 3, for sum and avg only' },
    },
  ];
  return {
    dimensions: new Map(dimensions.map((one) => [one.column, one])),
    measures: new Map(measures.map((one) => [one.column, one])),
    axes: new Map(dimensions.map(({ axis, values }) => [axis, [...new Set([...values.values()].flat())].sort()])),
    forms,
  };
}

function yesNo(axis: string, comment: Dimension['comment']): Dimension {
  return { column: axis, type: 'VARCHAR', axis, ordered: false, values: new Map([['J', ['J']], ['N', ['N']]]), comment };
}

function time(months: readonly string[]): Dimension[] {
  const by = (column: string, type: Dimension['type'], of: (month: string) => string, comment: Dimension['comment']): Dimension => {
    const values = new Map<string, string[]>();
    for (const month of months) values.set(of(month), [...(values.get(of(month)) ?? []), month]);
    return { column, type, axis: 'maand', ordered: true, values, comment };
  };
  return [
    by('jaar', 'INTEGER', (month) => month.slice(0, 4), { nl: 'Jaar van het voorval', en: 'Year of the incident' }),
    by('kwartaal', 'VARCHAR', quarterOf, { nl: 'Kwartaal van het voorval: 2024-K1', en: 'Quarter of the incident: 2024-K1' }),
    by('maand', 'VARCHAR', (month) => month, { nl: 'Maand van het voorval: 2024-06', en: 'Month of the incident: 2024-06' }),
  ];
}

/** Months by number (year × 12 + month − 1), both included, as YYYY-MM. */
export function monthsBetween(first: number, last: number): string[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => `${Math.floor((first + i) / 12)}-${String(((first + i) % 12) + 1).padStart(2, '0')}`);
}

export function quarterOf(month: string): string {
  return `${month.slice(0, 4)}-K${Math.ceil(Number(month.slice(5)) / 3)}`;
}

/** The relations as researchers see them; `noemer` and `codelijst` hold nothing but what may be published and are free to read. */
export function relations({ dimensions, measures, forms }: Vocabulary): Relation[] {
  const columns: RelationColumn[] = [...dimensions.values(), ...measures.values()].map((one) => ({
    name: one.column, type: 'type' in one ? one.type : 'INTEGER', comment: one.comment, ...('values' in one && one.type === 'VARCHAR' ? { codes: [...one.values.keys()] } : {}),
  }));
  const vorm: RelationColumn = { name: 'vorm', type: 'VARCHAR', codes: [...forms.keys()], comment: { nl: `Vorm: ${[...forms.keys()].join(', ')}`, en: `Form: ${[...forms.keys()].join(', ')}` } };
  const figure = (name: string, nl: string, en: string): RelationColumn => ({ name, type: 'INTEGER', comment: { nl, en } });
  return [
    {
      name: 'voorval', guarded: true, columns,
      comment: { nl: 'Eén rij een voorval van agressie (zonder die met alleen procedures, zoals de indicatoren); alleen beschermde aantallen, sommen en gemiddelden per groep', en: 'One row an incident of aggression (without those of procedures only, as the indicators); protected counts, sums and averages by group only' },
    },
    {
      name: 'voorval_vorm', guarded: true, columns: [vorm, ...columns],
      comment: { nl: 'Eén rij een voorval en vorm; groepeer op vorm of kies één vorm', en: 'One row an incident and form; group by vorm or choose one form' },
    },
    {
      name: 'noemer', guarded: false,
      columns: [
        { name: 'maand', type: 'VARCHAR', comment: { nl: 'Maand', en: 'Month' } },
        { name: 'jaar', type: 'INTEGER', comment: { nl: 'Jaar', en: 'Year' } },
        figure('fte', 'Fte van organisaties die leverden, op 5 afgerond', 'FTE of organisations that delivered, rounded to 5'),
        figure('fte_jb', 'Fte jeugdbescherming, op 5 afgerond', 'FTE child protection, rounded to 5'),
        figure('fte_jr', 'Fte jeugdreclassering, op 5 afgerond', 'FTE juvenile probation, rounded to 5'),
        figure('jeugdigen', 'Jeugdigen met een maatregel, op 5 afgerond', 'Young people with a measure, rounded to 5'),
        figure('huisbezoeken', 'Huisbezoeken, op 5 afgerond', 'Home visits, rounded to 5'),
      ],
      comment: { nl: 'Landelijke noemers per maand; leeg waar zij niet getoond mogen worden', en: 'National denominators by month; empty where they may not be shown' },
    },
    {
      name: 'codelijst', guarded: false,
      columns: ['lijst', 'code', 'label_nl', 'label_en', 'ouder'].map((name) => ({ name, type: 'VARCHAR', comment: codeListComments[name]! })),
      comment: { nl: 'Codes van het codeboek met hun betekenis', en: 'Codes of the codebook with their meaning' },
    },
  ];
}

const codeListComments: Readonly<Record<string, { nl: string; en: string }>> = {
  lijst: { nl: 'Codelijst', en: 'Code list' },
  code: { nl: 'Code', en: 'Code' },
  label_nl: { nl: 'Betekenis', en: 'Meaning in Dutch' },
  label_en: { nl: 'Betekenis in het Engels', en: 'Meaning in English' },
  ouder: { nl: 'Code van het niveau erboven', en: 'Code of the level above' },
};
