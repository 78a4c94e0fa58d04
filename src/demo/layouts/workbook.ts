/** Writes an export as a workbook: the same bytes whenever and wherever it is written. */
import { writeXlsx, type CellValue, type MergeRange, type WriteSheet } from 'hucre/xlsx';
import { cellsOf, isNoise, type Column, type Layout, type Line, type Sheet, type Value, type Written } from './layout.js';

export interface WorkbookFormat {
  datumstelsel: 1900 | 1904;
  /** Lines above the header of each sheet. */
  vooraf: (sheet: Sheet) => readonly (readonly Value[])[];
  /** A hidden sheet with names, as hand-kept lists have. */
  verborgenBlad?: { naam: string; rijen: readonly (readonly string[])[] };
  /** Column whose cells are merged over the rows of one incident. */
  samenvoegen?: string;
}

export async function writeWorkbook(layout: Pick<Layout, 'kolommen'>, sheets: readonly Sheet[], format: WorkbookFormat): Promise<Written> {
  const places: Written['places'] = new Map();
  const written = sheets.map((sheet) => writeSheet(layout, sheet, format, places));
  if (format.verborgenBlad) {
    written.push({ name: format.verborgenBlad.naam, rows: format.verborgenBlad.rijen.map((row) => [...row]), hidden: true });
  }
  const then = new Date(0);
  const bytes = await writeXlsx({
    sheets: written,
    dateSystem: String(format.datumstelsel) as '1900' | '1904',
    properties: { creator: 'Rapportage', created: then, modified: then },
  });
  return { bytes, places };
}

function writeSheet(layout: Pick<Layout, 'kolommen'>, sheet: Sheet, format: WorkbookFormat, places: Written['places']): WriteSheet {
  const rows: CellValue[][] = [];
  for (const cellen of format.vooraf(sheet)) {
    places.set({ ruis: 'TITEL', cellen }, { blad: sheet.naam, rij: rows.length + 1 });
    rows.push(cellen.map(cellValue));
  }
  rows.push(layout.kolommen.map((one) => one.kop));
  const merges: MergeRange[] = [];
  const errors: NonNullable<WriteSheet['cells']> = new Map();
  const mergeAt = layout.kolommen.findIndex((one) => one.kop === format.samenvoegen);
  let first: Line | undefined;
  for (const line of sheet.lines) {
    places.set(line, { blad: sheet.naam, rij: rows.length + 1 });
    if (mergeAt >= 0 && !isNoise(line) && line.oordeel === 'merged' && line.vuil === 'VERVOLGREGEL' && first) {
      extend(merges, places.get(first)!.rij - 1, rows.length, mergeAt);
    } else {
      first = line;
    }
    const cells = isNoise(line) ? line.cellen : cellsOf(layout, line);
    cells.forEach((cell, at) => {
      if (cell !== null && typeof cell === 'object' && 'fout' in cell) errors.set(`${rows.length},${at}`, { value: cell.fout, type: 'error' });
    });
    rows.push(cells.map(cellValue));
  }
  return { name: sheet.naam ?? 'Blad1', rows, columns: layout.kolommen.map(columnOf), cells: errors, ...(merges.length > 0 ? { merges } : {}) };
}

function extend(merges: MergeRange[], startRow: number, endRow: number, column: number): void {
  const last = merges[merges.length - 1];
  if (last && last.startRow === startRow) last.endRow = endRow;
  else merges.push({ startRow, startCol: column, endRow, endCol: column });
}

function columnOf(column: Column): { hidden?: boolean } {
  return column.verborgen ? { hidden: true } : {};
}

function cellValue(value: Value): CellValue {
  if (value !== null && typeof value === 'object') return 'fout' in value ? null : new Date(value.dag * 86_400_000);
  return value === '' ? null : value;
}
