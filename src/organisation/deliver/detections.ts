/** What the scan met in an export, by kind and place, without a value: for the privacy officer. */
import { type Database, identifier } from '../../database/database.js';
import { normaliseLabel } from '../map/label.js';
import { type Mapping, neededColumns } from '../map/mapping.js';
import { columnName } from '../personal/label.js';
import { personalSieve, scanText, type PersonalKind } from '../personal/scan.js';

export interface Detection {
  kind: PersonalKind;
  /** `text`: free text, scanned and dropped; `column`: a column that is read, of which only codes leave. */
  place: 'text' | 'column';
  /** Column where it is one that is read. */
  column: string | null;
  cells: number;
  finds: number;
}

/** Different values of one column that are looked at. */
const mostValues = 5_000;

/** Finds in the free texts and in the columns that were read, of the export in `ruw` and `vondst`. */
export async function detections(db: Database, headers: readonly string[], mapping: Mapping): Promise<Detection[]> {
  const texts = await db.rows<{ kind: PersonalKind; cells: number; finds: number }>(
    'SELECT soort AS kind, count(*)::INTEGER AS cells, sum(aantal)::INTEGER AS finds FROM vondst GROUP BY soort ORDER BY soort',
  );
  const found = texts.map((one): Detection => ({ ...one, place: 'text', column: null }));
  const places = new Map(headers.map((header, i) => [normaliseLabel(header), { header, index: i + 1 }]));
  const kept = [...new Map(neededColumns(mapping).map((column) => [normaliseLabel(column), places.get(normaliseLabel(column))])).values()].filter((one) => one !== undefined);
  for (const [i, { header, index }] of kept.entries()) {
    const column = `CAST(${identifier(`k${i + 1}`)} AS VARCHAR)`;
    const values = await db.rows<{ text: string; n: number }>(
      `SELECT ${column} AS text, count(*)::INTEGER AS n FROM ruw WHERE soort = 'record' AND regexp_matches(${column}, $sieve) GROUP BY 1 ORDER BY 1 LIMIT ${mostValues}`,
      { sieve: personalSieve },
    );
    const kinds = new Map<PersonalKind, { cells: number; finds: number }>();
    for (const { text, n } of values) {
      for (const kind of new Set(scanText(text))) {
        const sum = kinds.get(kind) ?? { cells: 0, finds: 0 };
        kinds.set(kind, { cells: sum.cells + n, finds: sum.finds + n * scanText(text).filter((one) => one === kind).length });
      }
    }
    for (const [kind, sum] of [...kinds].sort(([a], [b]) => (a < b ? -1 : 1))) found.push({ kind, place: 'column', column: columnName(header, index, true), ...sum });
  }
  return found;
}
