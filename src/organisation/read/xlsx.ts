/** The only door to the XLSX library: what is in a workbook, and the rows of a sheet as text. Rows and columns count from 0. */
import { type ReadOptions, readXlsx, streamXlsxRows, type Workbook } from 'hucre/xlsx';

export interface Merge {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export interface SheetStructure {
  hiddenColumns: number[];
  hiddenRows: number;
  merges: Merge[];
}

export interface SheetRow {
  index: number;
  cells: string[];
}

export interface WorkbookList {
  dates: 1900 | 1904;
  sheets: { index: number; naam: string; hidden: boolean }[];
}

/** No sheet has more rows; a number beyond it was never written by a spreadsheet. */
const lastRow = 2 ** 20;

/** Whatever the library throws means that the workbook is damaged. */
export class DamagedWorkbook extends Error {}

/** Name and visibility of all sheets, without reading them. */
export async function listSheets(data: Uint8Array): Promise<WorkbookList> {
  const sheets: WorkbookList['sheets'] = [];
  const workbook = await open(data, {
    sheets: (info, index) => {
      sheets.push({ index, naam: info.name, hidden: Boolean(info.hidden || info.veryHidden) });
      return false;
    },
  });
  return { dates: workbook.dateSystem === '1904' ? 1904 : 1900, sheets };
}

/** Merged ranges and what is hidden on a sheet. */
export async function sheetStructure(data: Uint8Array, index: number): Promise<SheetStructure> {
  // A range of one cell keeps the library from laying out the whole sheet; the structure is read all the same.
  const { sheets } = await open(data, { sheets: [index], range: 'A1:A1' });
  const sheet = sheets[0];
  return {
    hiddenColumns: (sheet?.columns ?? []).flatMap((column, i) => (column.hidden ? [i] : [])),
    hiddenRows: [...(sheet?.rowDefs?.values() ?? [])].filter((row) => row.hidden).length,
    merges: (sheet?.merges ?? []).map((m) => ({ top: m.startRow, left: m.startCol, bottom: m.endRow, right: m.endCol })),
  };
}

/** The rows of a sheet that the file holds, in order, every cell as text: see `cellText`. */
export async function* sheetRows(data: Uint8Array, index: number, dates: 1900 | 1904): AsyncGenerator<SheetRow> {
  try {
    for await (const row of streamXlsxRows(data, { sheet: index, dateSystem: `${dates}` })) {
      if (!(Number.isInteger(row.index) && row.index >= 0 && row.index < lastRow)) throw new DamagedWorkbook();
      yield { index: row.index, cells: row.values.map((value) => cellText(value, dates)) };
    }
  } catch {
    throw new DamagedWorkbook();
  }
}

function open(data: Uint8Array, options: ReadOptions): Promise<Workbook> {
  return readXlsx(data, options).catch(() => {
    throw new DamagedWorkbook();
  });
}

/**
 * Numbers with at most 15 digits as Excel shows them, dates as 'JJJJ-MM-DD' with ' UU:MM' or ' UU:MM:SS' when there is
 * a time, times alone as 'UU:MM', truth values as WAAR and ONWAAR; errors keep their text, such as '#N/A'.
 */
export function cellText(value: unknown, dates: 1900 | 1904): string {
  if (typeof value === 'string') {
    const isDateCell = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?$/.test(value);
    return isDateCell ? dateText(new Date(value.replace(/Z?$/, 'Z')), dates) : value;
  }
  if (typeof value === 'number') return String(Number.isInteger(value) ? value : Number(value.toPrecision(15)));
  if (typeof value === 'boolean') return value ? 'WAAR' : 'ONWAAR';
  return value instanceof Date ? dateText(value, dates) : '';
}

function dateText(value: Date, dates: 1900 | 1904): string {
  if (Number.isNaN(value.getTime())) return '#NUM!';
  const iso = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString();
  const day = iso.slice(0, 10);
  const time = iso.slice(17, 19) === '00' ? iso.slice(11, 16) : iso.slice(11, 19);
  if (day === (dates === 1904 ? '1904-01-01' : '1899-12-31')) return time;
  return time === '00:00' ? day : `${day} ${time}`;
}
