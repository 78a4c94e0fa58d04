/** The words of this room: what was detected, what is asked for, and the raw table that comes out. */
import type { PersonalKind } from '../personal/patterns.js';

/** Choices fixed in the mapping; what is absent is detected. */
export interface ReadSettings {
  codering?: string | undefined;
  scheiding?: string | undefined;
  /** 1-based physical line or sheet row of the header. */
  kopregel?: number | undefined;
  tabbladen?: readonly string[] | undefined;
  datumstelsel?: 1900 | 1904 | undefined;
}

export interface DetectedSheet {
  naam: string;
  /** 0 when the sheet is not read. */
  kopregel: number;
  rijen: number;
  gelezen: boolean;
  verborgen: boolean;
  verborgenKolommen: number;
  verborgenRijen: number;
}

/** What the reader found out by itself, or was told. `zeker` is false where it is a guess. */
export interface Detected {
  soort: 'csv' | 'xlsx';
  codering?: string;
  bom?: boolean;
  scheiding?: string;
  kopregel: number;
  tabbladen?: DetectedSheet[];
  datumstelsel?: 1900 | 1904;
  weg: 'regelmatig' | 'onregelmatig';
  zeker: boolean;
}

export interface TextLayout {
  soort: 'csv';
  delimiter: string;
  newline: '\n' | '\r' | '\r\n';
  /** Cells of the header line as they stand, empty trailing ones included. */
  headerCells: string[];
  /** Columns of the table: the header without the empty columns at its end in which no row has anything. */
  width: number;
  /** Columns up to the last one with a name; a row with fewer cells is too short. */
  named: number;
  /** The rows above the header. */
  preamble: { rij: number; cells: string[] }[];
  /** Physical lines taken by the preamble and the header together. */
  skip: number;
  /** Physical lines of the whole file; 0 when not counted (UTF-16). */
  lines: number;
  /** Columns, from 0, in which cells with line breaks were seen. */
  breaks: number[];
}

export interface SheetLayout {
  /** Position in the workbook, from 0. */
  index: number;
  naam: string;
  kopregel: number;
  headerCells: string[];
  width: number;
  /** For each column of the sheet its place in `Inspection.headers`. */
  place: number[];
  /** Merged ranges, counted from 0, last row and column included. */
  merges: { top: number; left: number; bottom: number; right: number }[];
}

export interface Inspection {
  path: string;
  detected: Detected;
  /** Cleaned and made unique: 'kolom 7' for an empty one, ' (2)' after a second one; over all sheets. */
  headers: string[];
  /** The first records (at most 1000), in the order of `headers`. */
  sample: string[][];
  bytes: number;
  sha256: string;
  /** Columns with personal data; see `RawTable`. */
  suspicious: Suspicious[];
  layout: TextLayout | { soort: 'xlsx'; sheets: SheetLayout[] };
}

export interface ReadPlan {
  /** Headers whose text is loaded, as k1..kn. */
  keep: readonly string[];
  /** Free-text headers: scanned, never kept. */
  text: readonly string[];
  /** The kinds of personal data in a text, one entry a hit. */
  scan: (text: string) => readonly string[];
  /** RE2 pattern; only a cell that matches is handed to `scan` (regular way). */
  scanPrefilter: string;
  /** Headers of the incident number. */
  keyColumns: readonly string[];
  /** Headers left out of rijhash2, besides the key. */
  ignoreInDuplicate: readonly string[];
  /** Headers the caller has dealt with otherwise (dropped on purpose). */
  known: readonly string[];
  /** Rows with an empty key and some filled cells continue the record above. */
  continuation: boolean;
  /** Columns with few texts are kept as the numbers of their words (regular way): what reads `ruw` casts them to text. */
  words?: boolean;
  /** A text so small that the engine would take longer to plan than to read it: row by row. */
  rowByRow?: boolean;
}

export type RowKind = 'record' | 'leeg' | 'kop' | 'titel' | 'tussen' | 'subtotaal' | 'totaal' | 'voet';
export type RowFault = 'KORT' | 'LANG' | 'AANHALING';

/** A column that holds personal data as a whole. */
export interface Suspicious {
  /** 1-based; on a sheet that is not read, its place there. */
  index: number;
  kind: PersonalKind;
  /** As it stands in the file: never shown before the label test. */
  header: string;
  /** Position of the sheet, from 1, when it is one that is not read. */
  sheet?: number;
  /** The column or its sheet is hidden. */
  hidden: boolean;
}

export interface ControlTotal {
  label: 'totaal' | 'uniek';
  value: number;
  blad: string | null;
  rij: number;
}

/** The tables `ruw` and `vondst` are in the database; this is what is known about them. Indexes are 1-based positions in the file. */
export interface RawTable {
  detected: Detected;
  columns: { header: string; index: number; column: string }[];
  /** By column of `ruw` that is kept as numbers its words. */
  words: ReadonlyMap<string, readonly string[]>;
  rows: number;
  controlTotals: ControlTotal[];
  unknownHeaders: { index: number; header: string }[];
  /** Columns with personal data, those of hidden and other unread sheets included. */
  suspicious: Suspicious[];
}

/** One row as it stands in the source, before it is judged. */
export interface SourceRow {
  blad: string | null;
  rij: number;
  cells: readonly string[];
  fault: RowFault | null;
  /** The cells by which the row is judged, where merged cells make these differ from `cells`. */
  own?: readonly string[];
}
