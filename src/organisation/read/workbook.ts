import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { exitCodes, UserError } from '../../error.js';
import type { Survey } from './bytes.js';
import { cleanText, glimpse, isBlank } from './clean.js';
import { findHeader, headerNames, headerWidth } from './header.js';
import { isLabel, namesSomebody } from '../personal/label.js';
import type { DetectedSheet, Inspection, ReadSettings, SheetLayout, Suspicious } from './raw.js';
import { judgeRow, keyShapes } from './rows.js';
import { type FilledRow, filledRows } from './sheet.js';
import { suspiciousColumns } from './suspicious.js';
import type { RowSink } from './table.js';
import { DamagedWorkbook, listSheets, sheetStructure, type SheetStructure } from './xlsx.js';
import { swollenBy, zipDirectory } from './zip.js';

const largestFile = 256 * 2 ** 20;
/** What a workbook may unpack to. Above this it is a zip bomb or belongs in a CSV file. */
const largestUnpacked = 300 * 2 ** 20;
const sampleRows = 1000;

interface LookedAt {
  index: number;
  naam: string;
  hidden: boolean;
  structure: SheetStructure;
  top: FilledRow[];
  rows: number;
  header: number;
  width: number;
  names: string[];
}

/** What a workbook is, which of its sheets hold records, their columns together and the first records. */
export async function inspectWorkbook(path: string, settings: ReadSettings, measured: Survey): Promise<Inspection> {
  const file = basename(path);
  const data = await openWorkbook(path);
  const list = await reading(file, listSheets(data));
  const dates = settings.datumstelsel ?? list.dates;
  const wanted = chooseSheets(list.sheets, settings, file);
  const looked: LookedAt[] = [];
  for (const sheet of wanted) looked.push(await reading(file, lookAt(data, sheet, settings, dates)));
  const chosen = settings.tabbladen === undefined ? dataSheets(looked) : looked.filter((sheet) => sheet.header >= 0);
  const main = chosen[0];
  if (main === undefined) throw noData(file, list.sheets.length, looked);
  const missing = settings.tabbladen && looked.find((sheet) => sheet.header < 0);
  if (missing) throw new UserError('read.headerNotInSheet', { file, sheet: missing.index + 1 }, exitCodes.unreadable);
  const headers = [...new Set(chosen.flatMap((sheet) => sheet.names))];
  const sheets = chosen.map((sheet): SheetLayout => ({
    index: sheet.index,
    naam: sheetLabel(sheet, settings),
    kopregel: sheet.top[sheet.header]!.rij,
    headerCells: sheet.top[sheet.header]!.cells.slice(0, sheet.width),
    width: sheet.width,
    place: sheet.names.map((name) => headers.indexOf(name)),
    merges: sheet.structure.merges,
  }));
  const sample = chosen.flatMap((sheet, i) => sampleOf(sheet, sheets[i]!, headers.length)).slice(0, sampleRows);
  if (sample.length === 0) throw new UserError('read.onlyHeader', { file, row: sheets[0]!.kopregel }, exitCodes.unreadable);
  const unread: LookedAt[] = looked.filter((sheet) => !chosen.includes(sheet));
  for (const sheet of list.sheets.filter((one) => !looked.some(({ index }) => index === one.index))) unread.push(await reading(file, lookAt(data, sheet, {}, dates, sampleRows)));
  return {
    path,
    detected: {
      soort: 'xlsx',
      kopregel: sheets[0]!.kopregel,
      tabbladen: list.sheets.map((sheet) => describe({ ...sheet, naam: sheetLabel(sheet, settings) }, looked, sheets)),
      datumstelsel: dates,
      weg: 'onregelmatig',
      zeker: true,
    },
    headers,
    sample,
    bytes: measured.bytes,
    sha256: measured.sha256,
    suspicious: [...readColumns(headers, sample, chosen), ...unread.sort((a, b) => a.index - b.index).flatMap(unreadColumns)],
    layout: { soort: 'xlsx', sheets },
  };
}

function noData(file: string, sheets: number, looked: readonly LookedAt[]): UserError {
  const bare = looked.find((sheet) => sheet.width > 2);
  return bare
    ? new UserError('read.onlyHeader', { file, row: bare.top[bare.header]!.rij }, exitCodes.unreadable)
    : new UserError('read.noDataSheet', { file, sheets }, exitCodes.unreadable);
}

/** Every row of the chosen sheets into the sink, cells in the order of the common headers. */
export async function loadWorkbook(inspection: Inspection, sink: RowSink): Promise<void> {
  if (inspection.layout.soort !== 'xlsx') throw new Error('not a workbook');
  const file = basename(inspection.path);
  const data = await openWorkbook(inspection.path);
  const dates = inspection.detected.datumstelsel ?? 1900;
  for (const layout of inspection.layout.sheets) {
    await reading(file, loadSheet(data, layout, dates, inspection.headers.length, sink));
  }
}

async function loadSheet(data: Buffer, layout: SheetLayout, dates: 1900 | 1904, width: number, sink: RowSink): Promise<void> {
  for await (const row of filledRows(data, layout.index, layout.merges, dates)) {
    if (row.rij === layout.kopregel) continue;
    const beyond = row.cells.slice(layout.width);
    const fault = beyond.some((cell) => !isBlank(cell)) ? 'LANG' : null;
    const source = { blad: layout.naam, rij: row.rij, cells: [...place(row.cells, layout, width), ...beyond], own: place(row.own, layout, width), fault } as const;
    if (row.rij < layout.kopregel) sink.addPreamble({ ...source, own: row.own });
    else sink.add(source);
    if (sink.full) await sink.flush();
  }
  await sink.flush();
}

function place(cells: readonly string[], layout: SheetLayout, width: number): string[] {
  const placed = new Array<string>(width).fill('');
  for (let i = 0; i < layout.width; i++) placed[layout.place[i]!] = cells[i] ?? '';
  return placed;
}

async function openWorkbook(path: string): Promise<Buffer> {
  const file = basename(path);
  const data = await readFile(path);
  const directory = zipDirectory(data);
  if (directory === undefined) throw new UserError('read.truncated', { file }, exitCodes.unreadable);
  if (directory.encrypted) throw new UserError('read.encrypted', { file }, exitCodes.unreadable);
  if (![...directory.names].some((name) => /^xl\/workbook\w*\.xml$/i.test(name))) throw new UserError('read.notWorkbook', { file }, exitCodes.unreadable);
  if (directory.unpacked > largestUnpacked || data.length > largestFile) {
    throw new UserError('read.zipBomb', { file, limit: largestUnpacked / 2 ** 20 }, exitCodes.unreadable);
  }
  if (directory.swollen) throw new UserError('read.swollen', { file, times: swollenBy }, exitCodes.unreadable);
  return data;
}

async function reading<T>(file: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DamagedWorkbook) throw new UserError('read.damaged', { file }, exitCodes.unreadable);
    throw error;
  }
}

function chooseSheets(sheets: readonly { index: number; naam: string; hidden: boolean }[], settings: ReadSettings, file: string): typeof sheets {
  if (settings.tabbladen === undefined) return sheets.filter((sheet) => !sheet.hidden);
  return settings.tabbladen.map((naam, i) => {
    const sheet = sheets.find((candidate) => sameName(candidate.naam, naam));
    if (sheet === undefined) throw new UserError('read.sheetNotFound', { file, position: i + 1 }, exitCodes.unreadable);
    return sheet;
  });
}

function sameName(a: string, b: string): boolean {
  return cleanText(a).toLowerCase() === cleanText(b).toLowerCase();
}

/** The name of a sheet where it is a label or the mapping asks for it by name; else its position, since people name sheets after people. */
function sheetLabel({ naam, index }: { naam: string; index: number }, settings: ReadSettings): string {
  const asked = settings.tabbladen?.some((wanted) => sameName(wanted, naam)) === true && !namesSomebody(naam);
  return asked || isLabel(naam) ? naam : `${index + 1}e tabblad`;
}

/** Columns with personal data among those that are read. */
function readColumns(headers: readonly string[], sample: readonly (readonly string[])[], sheets: readonly LookedAt[]): Suspicious[] {
  return suspiciousColumns(headers, sample).map(({ index, kind }) => {
    const header = headers[index - 1]!;
    return { index, kind, header, hidden: sheets.some(({ names, structure }) => structure.hiddenColumns.includes(names.indexOf(header))) };
  });
}

/** Those of a sheet that is not read: hidden, or with something else than records. */
function unreadColumns({ index: at, hidden, top, header, names, structure }: LookedAt): Suspicious[] {
  const rows = (header < 0 ? top : top.slice(header + 1)).map((row) => row.cells);
  const width = Math.max(names.length, ...rows.map((row) => row.length));
  const headers = headerNames(Array.from({ length: width }, (_, i) => names[i] ?? ''));
  return suspiciousColumns(headers, rows).map(({ index, kind }) => ({
    index, kind, header: headers[index - 1]!, sheet: at + 1, hidden: hidden || structure.hiddenColumns.includes(index - 1),
  }));
}

async function lookAt(data: Buffer, sheet: { index: number; naam: string; hidden: boolean }, settings: ReadSettings, dates: 1900 | 1904, most = Infinity): Promise<LookedAt> {
  const structure = await sheetStructure(data, sheet.index);
  const top: FilledRow[] = [];
  let rows = 0;
  for await (const row of filledRows(data, sheet.index, structure.merges, dates)) {
    rows++;
    if (top.length < sampleRows + 100) top.push(row);
    if (rows >= most) break;
  }
  const found = settings.kopregel === undefined ? findHeader(top.map((row) => row.own)) : undefined;
  const header = settings.kopregel === undefined ? (found?.index ?? -1) : top.findIndex((row) => row.rij === settings.kopregel && row.own.length > 0);
  const width = header < 0 ? 0 : headerWidth(top.map((row) => row.cells), header);
  const names = header < 0 ? [] : headerNames(Array.from({ length: width }, (_, i) => top[header]!.cells[i] ?? ''));
  return { ...sheet, structure, top, rows, header, width, names };
}

/** The sheets that hold the records: the widest table, and every sheet that has half of its headers. */
function dataSheets(looked: readonly LookedAt[]): LookedAt[] {
  const candidates = looked.filter((sheet) => sheet.header >= 0 && sheet.width > 1 && sheet.rows > sheet.header + 1);
  const weight = (sheet: LookedAt): number => sheet.width * Math.log2(1 + Math.min(50, sheet.rows - sheet.header));
  const main = [...candidates].sort((a, b) => weight(b) - weight(a))[0];
  if (main === undefined) return [];
  const lower = (names: readonly string[]): string[] => names.map((name) => name.toLowerCase());
  const known = new Set(lower(main.names));
  const shares = (sheet: LookedAt): boolean => lower(sheet.names).filter((name) => known.has(name)).length >= Math.max(2, sheet.width / 2);
  return candidates.filter((sheet) => sheet === main || shares(sheet));
}

function sampleOf(sheet: LookedAt, layout: SheetLayout, width: number): string[][] {
  const below = sheet.top.slice(sheet.header + 1);
  const shapes = keyShapes(below.map((row) => row.own), [0], sheet.width);
  const context = { header: layout.headerCells, keys: [0], keyShapes: shapes, continuation: false };
  return below.filter((row) => judgeRow(row.own, context).kind === 'record').map((row) => place(row.cells, layout, width).map(glimpse));
}

function describe(sheet: { index: number; naam: string; hidden: boolean }, looked: readonly LookedAt[], layouts: readonly SheetLayout[]): DetectedSheet {
  const seen = looked.find((candidate) => candidate.index === sheet.index);
  const layout = layouts.find((candidate) => candidate.index === sheet.index);
  return {
    naam: sheet.naam,
    kopregel: layout?.kopregel ?? 0,
    rijen: seen === undefined ? 0 : layout ? seen.rows - seen.header - 1 : seen.rows,
    gelezen: layout !== undefined,
    verborgen: sheet.hidden,
    verborgenKolommen: seen?.structure.hiddenColumns.filter((column) => layout === undefined || column < layout.width).length ?? 0,
    verborgenRijen: seen?.structure.hiddenRows ?? 0,
  };
}
