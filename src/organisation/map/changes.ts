/** What changed in an export since its mapping was made, from the headers alone. */
import { normaliseLabel } from './label.js';
import { columnsOf, type Mapping, neededColumns } from './mapping.js';
import { core, looksLikeLabel, nearly, words } from './propose/words.js';

export interface ExportChanges {
  /** Columns that the mapping names and the export lacks; `required` when nothing can be judged without it. */
  gone: { column: string; required: boolean; like?: string }[];
  /** Columns that the mapping does not name, by their place; the header only when it looks like one. */
  fresh: { index: number; header?: string }[];
}

/** Columns without which no row can be judged; of columns with ticks one that is there is enough. */
export function requiredColumns(mapping: Mapping, has: (column: string) => boolean): string[] {
  const fields = ['incident_datum', 'vorm', 'kanaal', 'relatie'].flatMap((name) => {
    const field = mapping.velden[name];
    const columns = field ? columnsOf(field) : [];
    return field?.vinkjes && columns.some(has) ? [] : columns;
  });
  return [...new Set([...mapping.meldingsnummer.kolommen, ...fields, ...mapping.filters.map(({ kolom }) => kolom)])];
}

/** Compares the headers of an export with the columns of its mapping; their order does not matter. */
export function exportChanges(mapping: Mapping, headers: readonly string[]): ExportChanges {
  const known = [...new Set([...neededColumns(mapping), ...mapping.vrije_tekst, ...mapping.weglaten])];
  const here = new Set(headers.map(normaliseLabel));
  const named = new Set(known.map(normaliseLabel));
  const required = new Set(requiredColumns(mapping, (column) => here.has(normaliseLabel(column))));
  const fresh = headers.flatMap((header, at) => {
    if (named.has(normaliseLabel(header)) || /^kolom \d+$/.test(header)) return [];
    return [{ index: at + 1, ...(looksLikeLabel(header, 2) ? { header } : {}) }];
  });
  const dropped = new Set(mapping.weglaten);
  const gone = known
    .filter((column) => !here.has(normaliseLabel(column)) && !dropped.has(column))
    .map((column) => {
      const like = fresh.map(({ header }) => header).filter((header) => header !== undefined).filter((header) => alike(column, header));
      return { column, required: required.has(column), ...(like.length === 1 ? { like: like[0]! } : {}) };
    });
  return { gone, fresh };
}

function alike(old: string, header: string): boolean {
  const [a, b] = [words(old), words(header)];
  const shared = a.split(' ').some((word) => word.length > 3 && b.split(' ').includes(word));
  return a === b || core(a) === core(b) || nearly(a, b) || shared;
}
