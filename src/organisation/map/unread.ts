/** The texts behind findings of mapping, for the owner of the file only: they are never part of a finding. */
import type { Database } from '../../database/database.js';
import type { Codebook } from '../../codebook/schema.js';
import { mappableFields } from './check.js';
import type { ColumnPlace } from './map.js';
import { columnsOf, type FieldMapping, type Mapping } from './mapping.js';
import { textOf } from './texts.js';
import { valueCoder } from './values.js';

/** Findings about the text of a cell itself. */
const aboutText = `(b.regel IN ('R22', 'R23', 'L03') OR (b.regel = 'R02' AND json_extract_string(b.params, 'soort') = 'onmogelijk'))`;

export interface UnreadText {
  rule: string;
  field: string;
  /** Rows by their place in the raw table. */
  nrs: number[];
  /** The parts of the cells that the mapping does not know, as they stand in the file. */
  parts: string[];
}

/** Every different text that a finding points at, with its rows; call it on the private database in which a file was judged. */
export async function unreadTexts(db: Database, mapping: Mapping, codebook: Codebook, place: ColumnPlace): Promise<UnreadText[]> {
  const fields = mappableFields(codebook);
  const found = await db.rows<{ rule: string; field: string }>(
    `SELECT DISTINCT b.regel AS rule, b.veld AS field FROM bevinding b WHERE ${aboutText} AND b.veld IS NOT NULL ORDER BY ALL`,
  );
  const texts: UnreadText[] = [];
  for (const { rule, field } of found) {
    const [mapped, known] = [mapping.velden[field], fields.get(field)];
    const columns = mapped ? columnsOf(mapped).map(place) : [];
    if (!mapped || !known || !columns.some((column) => column !== undefined)) continue;
    const cells = columns.map((column) => (column === undefined ? "''" : textOf(column)));
    const rows = await db.rows<{ nrs: number[]; cells: string[] }>(
      `SELECT list(b.nr::INTEGER ORDER BY b.nr) AS nrs, cells FROM (
         SELECT b.nr, [${cells.join(', ')}] AS cells FROM bevinding b JOIN ruw r ON r.rowid = b.nr WHERE ${aboutText} AND b.regel = $rule AND b.veld = $field) b
       GROUP BY cells ORDER BY min(b.nr)`,
      { rule, field },
    );
    const isLabel = known.soort !== 'datum' && known.soort !== 'maand' && known.soort !== 'tijd' && known.soort !== 'getal' && known.soort !== 'decimaal';
    const parts = isLabel ? unknownParts(mapped, valueCoder(mapped, known, codebook)) : (texts: readonly string[]) => texts.slice(0, 1);
    for (const row of rows) {
      const unknown = parts(row.cells).map((part) => part.trim()).filter((part) => part !== '');
      if (unknown.length > 0) texts.push({ rule, field, nrs: row.nrs, parts: unknown });
    }
  }
  return texts;
}

/** A function from the cells of a field to those parts of them that its mapping does not know. */
export function unknownParts(field: FieldMapping, code: ReturnType<typeof valueCoder>): (cells: readonly string[]) => string[] {
  const unknown = (cells: readonly string[]) => ['onbekend', 'meerduidig'].includes(code(cells).problem ?? '');
  if (field.vinkjes) return (cells) => cells.filter((cell, i) => unknown(cells.map((_, j) => (i === j ? cell : ''))));
  if (field.kolommen) return (cells) => [cells.map((cell) => cell.trim()).join(' + ')];
  const separator = field.scheiding && (field.scheiding.trim() || field.scheiding);
  if (separator === undefined) return ([cell = '']) => [cell];
  const between = new RegExp(separator.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'giu');
  return ([cell = '']) => {
    const parts = cell.normalize('NFKC').split(between).map((part) => part.trim()).filter((part) => part !== '');
    const left: string[] = [];
    for (let at = 0; at < parts.length; ) {
      let end = parts.length;
      // A label may contain the separator, so the longest run that is known goes first.
      while (end > at && unknown([parts.slice(at, end).join(separator)])) end--;
      if (end === at) left.push(parts[at]!);
      at = Math.max(end, at + 1);
    }
    return left.length > 0 ? left : [cell];
  };
}
