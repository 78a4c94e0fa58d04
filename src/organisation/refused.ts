/** Columns that stop a delivery: those with citizen service numbers, names or dates of birth that the mapping does not drop. */
import { normaliseLabel } from './map/label.js';
import { columnsOf, type Mapping, neededColumns } from './map/mapping.js';
import { columnName } from './personal/label.js';
import type { PersonalKind } from './personal/patterns.js';
import type { Suspicious } from './read/raw.js';

export interface RefusedColumn {
  index: number;
  kind: PersonalKind;
  /** Header where it is a label, else number and letter. */
  name: string;
  /** Position of its sheet, when that is not read. */
  sheet?: number;
  hidden: boolean;
}

const identifying: ReadonlySet<string> = new Set(['BSN', 'NAAM', 'GEBOORTEDATUM']);

/**
 * The refused ones among the columns with personal data, on sheets that are not read too. A column is let through when its
 * header stands under `weglaten` or `vrije_tekst`; one with names also when it only tells people apart inside the organisation.
 */
export function refusedColumns(suspicious: readonly Suspicious[], mapping: Mapping): RefusedColumn[] {
  const listed = (columns: readonly string[]) => new Set(columns.map(normaliseLabel));
  const dropped = listed([...mapping.weglaten, ...mapping.vrije_tekst]);
  const inside = listed(innerColumns(mapping));
  const known = listed(neededColumns(mapping));
  return suspicious.flatMap(({ index, kind, header, sheet, hidden }) => {
    const label = normaliseLabel(header);
    if (!identifying.has(kind) || dropped.has(label) || (kind === 'NAAM' && sheet === undefined && inside.has(label))) return [];
    return [{ index, kind, name: columnName(header, index, known.has(label)), hidden, ...(sheet === undefined ? {} : { sheet }) }];
  });
}

/** Columns that only serve to tell people apart inside the organisation; of them nothing but counts is kept. */
function innerColumns(mapping: Mapping): string[] {
  const keys = ['gezin_pseudo', 'medewerker_pseudo', 'veroorzaker_pseudo'].flatMap((name) => (mapping.velden[name] ? columnsOf(mapping.velden[name]) : []));
  return [...(mapping.meerdere_regels?.medewerker ?? []), ...keys];
}
