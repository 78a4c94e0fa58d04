/** What leaves the building with an export, column by column: for the steward and the privacy officer, before it leaves. */
import { fieldsOf } from '../../codebook/codebook.js';
import type { Codebook, Field } from '../../codebook/schema.js';
import type { Database } from '../../database/database.js';
import { recordColumns } from '../../levering/columns.js';
import { normaliseLabel } from '../map/label.js';
import { columnName } from '../personal/label.js';
import { columnsOf, type Mapping, neededColumns } from '../map/mapping.js';

/** `inside` serves only within the organisation (to sort rows out, to count); `unread` is in no mapping and is not loaded. */
export type Fate = 'kept' | 'coarsened' | 'inside' | 'dropped' | 'scanned' | 'unread';

export interface SourceColumn {
  /** Header in the file where it is a label, else number and letter. */
  header: string;
  fate: Fate;
  /** Columns of the national record that it feeds. */
  becomes: string[];
  /** In which form, for those that become coarser. */
  how: { nl: string; en: string }[];
}

export interface LeavingColumn {
  column: string;
  /** Incidents with a value in it: neither empty, nor not asked, nor not applicable. */
  filled: number;
  /** How many different values leave. */
  different: number;
}

/** Every header of the file with what happens to it, in the order of the file. */
export function sourceColumns(headers: readonly string[], mapping: Mapping, codebook: Codebook): SourceColumn[] {
  const fields = new Map(fieldsOf(codebook, 'voorval').map((field) => [field.naam, field]));
  const uses = new Map<string, Field[]>();
  const use = (column: string, field: Field | undefined) => {
    const label = normaliseLabel(column);
    if (field) uses.set(label, [...(uses.get(label) ?? []), field]);
  };
  for (const [name, how] of Object.entries(mapping.velden)) for (const column of columnsOf(how)) use(column, fields.get(name));
  for (const column of mapping.meldingsnummer.kolommen) use(column, fields.get('bron_meldingsnummer'));
  const listed = (columns: readonly string[]) => new Set(columns.map(normaliseLabel));
  const text = listed(mapping.vrije_tekst);
  const dropped = listed(mapping.weglaten);
  const needed = listed(neededColumns(mapping));
  return headers.map((written, i) => {
    const label = normaliseLabel(written);
    const fed = (uses.get(label) ?? []).filter(({ landelijk }) => landelijk !== null);
    const used: Fate = fed.length === 0 ? 'inside' : fed.some(isCoarser) ? 'coarsened' : 'kept';
    const fate: Fate = text.has(label) ? 'scanned' : needed.has(label) ? used : dropped.has(label) ? 'dropped' : 'unread';
    const leaving = fate === 'kept' || fate === 'coarsened' ? fed : [];
    return { header: columnName(written, i + 1, fate !== 'unread'), fate, becomes: [...new Set(leaving.map(({ landelijk }) => landelijk!))], how: leaving.filter(isCoarser).map(({ generalisatie }) => generalisatie) };
  });
}

/** A date, a time, a number, a place or a key never leaves as it was written; a code does. */
function isCoarser({ soort, klasse }: Field): boolean {
  return klasse !== undefined || !['code', 'codes', 'janee'].includes(soort);
}

/** The columns of the table `voorval` as they will leave, in order. */
export async function leavingColumns(db: Database): Promise<LeavingColumn[]> {
  const said = recordColumns.flatMap(({ naam, type }) => {
    const text = type === 'VARCHAR' ? `CAST(${naam} AS VARCHAR)` : `array_to_string(CAST(${naam} AS VARCHAR[]), ' ')`;
    const value = `nullif(nullif(nullif(${text}, '-8'), '-7'), '')`;
    return [`count(${value}) AS ${naam}_n`, `count(DISTINCT ${value}) AS ${naam}_d`];
  });
  const [row] = await db.rows<Record<string, number>>(`SELECT ${said.join(', ')} FROM voorval`);
  return recordColumns.map(({ naam }) => ({ column: naam, filled: row![`${naam}_n`]!, different: row![`${naam}_d`]! }));
}
