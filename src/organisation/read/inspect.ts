import { basename } from 'node:path';
import { exitCodes, UserError } from '../../error.js';
import { fileKind, fileSize, firstBytes, type Survey, survey } from './bytes.js';
import { glimpse } from './clean.js';
import { type Dialect, detectDialect, namedDelimiter } from './dialect.js';
import { decoder, detectEncoding, isBinary } from './encoding.js';
import { headerNames, headerWidth, lastFilled } from './header.js';
import type { Inspection, ReadSettings, TextLayout } from './raw.js';
import { judgeRow, keyShapes } from './rows.js';
import { maxLine, type TextRecord } from './segment.js';
import { suspiciousColumns } from './suspicious.js';
import { inspectWorkbook } from './workbook.js';

const startLength = 2 ** 20;
const sampleRows = 1000;
/** As many as a sheet of Excel can have. */
const mostColumns = 2 ** 14;

/**
 * What a file is, how it is laid out, its columns and its first records. Nothing is kept of the rest but hash and size,
 * which the caller may have measured already.
 */
export async function inspectExport(path: string, settings: ReadSettings, surveyed?: Survey): Promise<Inspection> {
  const file = basename(path);
  const bytes = await fileSize(path);
  const start = await firstBytes(path, startLength);
  const kind = fileKind(start);
  if (kind === 'binary') throw new UserError('read.binary', { file }, exitCodes.unreadable);
  if (kind === 'ole') throw new UserError(isEncrypted(start) ? 'read.encrypted' : 'read.oldExcel', { file }, exitCodes.unreadable);
  const measured = surveyed ?? (await survey(path));
  if (kind === 'zip') return inspectWorkbook(path, settings, measured);
  return inspectText(path, settings, start, start.length === bytes, measured);
}

function inspectText(path: string, settings: ReadSettings, start: Buffer, whole: boolean, measured: Survey): Inspection {
  const file = basename(path);
  const encoding = detectEncoding(start, measured.utf8, settings.codering);
  if (isBinary(start, encoding.codering)) throw new UserError('read.binary', { file }, exitCodes.unreadable);
  const decoding = decoder(encoding.codering);
  const text = decoding.write(start) + (whole ? decoding.end() : '');
  if (text.trim() === '') throw new UserError('read.empty', { file }, exitCodes.unreadable);
  const dialect = detectDialect(text, whole, file, delimiterSetting(settings));
  const header = headerRecord(dialect, settings, file);
  const headerCells = header.record.cells;
  if (headerCells.length > mostColumns) {
    throw new UserError('read.tooManyColumns', { file, row: header.record.rij, columns: headerCells.length, limit: mostColumns }, exitCodes.unreadable);
  }
  const width = headerWidth(dialect.records.map((record) => record.cells), header.index);
  const below = dialect.records.slice(header.index + 1);
  const records = recordRows(below.map((record) => record.cells), headerCells.slice(0, width));
  if (whole && records.length === 0) throw new UserError('read.onlyHeader', { file, row: header.record.rij }, exitCodes.unreadable);
  const layout: TextLayout = {
    soort: 'csv',
    delimiter: dialect.delimiter,
    newline: dialect.newline,
    headerCells,
    width,
    named: lastFilled(headerCells),
    preamble: dialect.records.slice(0, header.index).map(({ rij, cells }) => ({ rij, cells })),
    skip: header.record.rij + header.record.lines - 1,
    lines: measured.lines,
    breaks: headerCells.flatMap((_, i) => (below.some((record) => record.lines > 1 && record.cells[i]?.includes('\n')) ? [i] : [])),
  };
  const upTo = dialect.records.slice(0, header.index + 1);
  const headers = headerNames(headerCells.slice(0, width));
  const sample = records.slice(0, sampleRows).map((cells) => Array.from({ length: width }, (_, i) => glimpse(cells[i] ?? '')));
  return {
    path,
    detected: {
      soort: 'csv',
      codering: encoding.codering,
      bom: encoding.bom,
      scheiding: dialect.delimiter,
      kopregel: header.record.rij,
      weg: isRegular(layout, encoding.codering, measured, upTo, below) ? 'regelmatig' : 'onregelmatig',
      zeker: encoding.zeker && dialect.zeker,
    },
    headers,
    sample,
    bytes: measured.bytes,
    sha256: measured.sha256,
    suspicious: suspiciousColumns(headers, sample).map((found) => ({ ...found, header: headers[found.index - 1]!, hidden: false })),
    layout,
  };
}

function delimiterSetting(settings: ReadSettings): string | undefined {
  if (settings.scheiding === undefined) return undefined;
  const delimiter = namedDelimiter(settings.scheiding);
  if (delimiter === undefined) throw new UserError('read.unknownDelimiter', {}, exitCodes.usage);
  return delimiter;
}

function headerRecord(dialect: Dialect, settings: ReadSettings, file: string): { index: number; record: TextRecord } {
  const { kopregel } = settings;
  const index = kopregel === undefined ? (dialect.header?.index ?? -1) : dialect.records.findIndex((record) => record.rij === kopregel);
  const record = dialect.records[index];
  if (record === undefined || record.cells.every((cell) => cell.trim() === '')) {
    if (kopregel !== undefined) throw new UserError('read.headerNotAt', { file, row: kopregel }, exitCodes.unreadable);
    throw new UserError('read.headerNotFound', { file }, exitCodes.unreadable);
  }
  return { index, record };
}

/** The records among rows below a header, judged without knowing the key: the first column stands in for it. */
function recordRows(rows: readonly (readonly string[])[], header: readonly string[]): (readonly string[])[] {
  const context = { header, keys: [0], keyShapes: keyShapes(rows, [0], header.length), continuation: false };
  return rows.filter((cells) => judgeRow(cells, context).kind === 'record');
}

/** Whether DuckDB's strict reader may be trusted with the file; it falls back by itself when the rest disappoints. */
function isRegular(layout: TextLayout, codering: string, measured: Survey, upTo: readonly TextRecord[], below: readonly TextRecord[]): boolean {
  return (
    codering === 'utf-8' &&
    measured.utf8 &&
    !measured.nul &&
    measured.longest < maxLine &&
    layout.newline !== '\r' &&
    layout.headerCells.length > 1 &&
    upTo.every((record) => record.lines === 1 && !record.broken) &&
    below.every((record) => !record.broken && record.cells.length === layout.headerCells.length)
  );
}

/** An encrypted workbook is an OLE container with a stream of this name; an old .xls has not. */
function isEncrypted(start: Buffer): boolean {
  return start.includes(Buffer.from('EncryptedPackage', 'utf16le')) || start.includes(Buffer.from('EncryptionInfo', 'utf16le'));
}
