/** The national record: every column that crosses the organisation wall, and nothing else does. */
import { literal } from '../database/database.js';
import { recordCodes, regionCodes } from './codes.js';

export interface RecordColumn {
  readonly naam: string;
  readonly type: 'VARCHAR' | 'VARCHAR[]';
  /** What a value may be: text checked against the manifest, a code of `recordCodes`, or one of `regionCodes`. */
  readonly waarde: 'tekst' | 'code' | 'regio';
}

const column = (type: RecordColumn['type'], waarde: RecordColumn['waarde']) => (...names: string[]): RecordColumn[] =>
  names.map((naam) => ({ naam, type, waarde }));
const text = column('VARCHAR', 'tekst');
const code = column('VARCHAR', 'code');
const codes = column('VARCHAR[]', 'code');
const region = column('VARCHAR', 'regio');

/** Columns of `voorval` in order. NULL is asked but empty, '-8' not asked, '-7' not applicable. */
export const recordColumns: readonly RecordColumn[] = [
  ...text('organisatie', 'codeboek', 'incident_id', 'maand'),
  ...code('dagdeel', 'meldvertraging', 'doorlopend'),
  ...codes('vormen', 'vormen2'),
  ...code('kanaal'),
  ...codes('kanalen'),
  ...code('locatie'),
  ...region('regio'),
  ...code(
    'relatie', 'aantal_veroorzakers', 'aantal_medewerkers', 'herhaling_12m', 'slachtoffer_herhaling', 'functie', 'maatregel',
    'aanleiding', 'gericht_op', 'privesfeer', 'ernst', 'letsel', 'verzuim_klasse', 'politie_gevraagd', 'politie_uitkomst',
    'politie_reden', 'aangifte_status', 'aangifte_door',
  ),
  ...codes('reden_geen_aangifte'),
  ...code(
    'vpt_code', 'strafbaar_feit', 'aangifte_doorlooptijd', 'strafvervolg', 'platform', 'verwijderverzoek', 'verwijder_uitkomst',
    'verwijder_doorlooptijd', 'nog_vindbaar_90d',
  ),
  ...codes('procedure_soort'),
  ...code('procedures_gelijktijdig', 'nazorg'),
  ...codes('werkgever_maatregel', 'beschermingsmaatregel'),
  ...code('huisbezoek_risico_info', 'gevolg_kind', 'gevolg_werk'),
];

/** Columns of the relation `herhaling`: how many units (gezin, medewerker) had f incidents in the period of the delivery. */
export const repetitionColumns = ['eenheid', 'f', 'aantal'] as const;

/** Whom a label stands for. */
export const personKinds = ['gezin', 'medewerker'] as const;
export type PersonKind = (typeof personKinds)[number];

/**
 * Columns of the relation `persoonslabel`, which exists only where an agreement lets labels of families or employees pass: one
 * row an incident and unit, under a key of the year in which the incident happened.
 */
export const personColumns = ['incident_id', 'eenheid', 'label'] as const;

const enumerations = {
  tekst: 'VARCHAR',
  code: `ENUM(${recordCodes.map(literal).join(', ')})`,
  regio: `ENUM(${regionCodes.map(literal).join(', ')})`,
};

/**
 * The SQL type in which the store keeps a column. Records delivered in these types enter it twice as fast as texts,
 * and no value can enter that is not a code.
 */
export function storedType({ type, waarde }: RecordColumn): string {
  return type === 'VARCHAR' ? enumerations[waarde] : `${enumerations[waarde]}[]`;
}
