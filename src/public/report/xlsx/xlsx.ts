/** The document as a workbook after the checklist of the Government Statistical Service: cover, contents, notes, one real table a sheet. */
import { type Cell, type CellStyle, writeXlsx, type WriteSheet } from 'hucre/xlsx';
import { safeCell } from '../../../files/spreadsheet.js';
import { message, type MessageKey } from '../../../i18n/message.js';
import { coreProperties, languageTags, rezipped } from '../archive.js';
import type { ReportDocument } from '../document.js';
import { documentName, plain } from '../name.js';
import { type SheetCell, type TableSheet, tableSheets } from './sheets.js';

const font = { name: 'Arial', size: 11 };
const bold: CellStyle = { font: { ...font, bold: true }, alignment: { vertical: 'top', wrapText: true } };
const title: CellStyle = { font: { ...font, size: 16, bold: true } };
const plainStyle: CellStyle = { font, alignment: { vertical: 'top', wrapText: true, horizontal: 'left', indent: 1 } };
const link: CellStyle = { font: { ...font, underline: true, color: { rgb: '0B5C8A' } }, alignment: { vertical: 'top' } };
const onePageWide = { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 } as const;

/** The bytes of the XLSX, the same for the same document. */
export async function renderXlsx(document: ReportDocument): Promise<Uint8Array> {
  const say = (key: MessageKey, params = {}): string => message(document.lang, key, params);
  const tables = tableSheets(document);
  const notes = numbered(tables, document);
  const names = tables.map((_, i) => say('report.sheet.table', { number: i + 1 }));
  const contents: TableSheet = {
    title: '',
    heads: [say('report.sheet.sheet'), say('report.sheet.title'), say('report.sheet.note')],
    rows: tables.map((table, i) => [names[i]!, table.title, table.notes.map((note) => `[${notes.indexOf(note) + 1}]`).join(' ')]),
    notes: [],
  };
  const explained: TableSheet = {
    title: '',
    heads: [say('report.sheet.note'), say('report.sheet.text')],
    rows: [
      [say('report.sheet.suppressed'), say('report.sheet.suppressedMeans')],
      [say('report.sheet.missing'), say('report.sheet.missingMeans')],
      ...notes.map((note, i) => [`[${i + 1}]`, note]),
    ],
    notes: [],
  };
  const day = new Date(`${document.about.day}T00:00:00Z`);
  const bytes = await writeXlsx({
    sheets: [
      cover(document, tables.length),
      tableSheet(say('report.sheet.contents'), 'Inhoud', contents, (row) => ({ target: '', location: `'${names[row]!}'!A1` })),
      tableSheet(say('report.sheet.notes'), 'Noten', explained),
      ...tables.map((table, i) => tableSheet(names[i]!, `Tabel_${i + 1}`, table)),
    ],
    properties: { title: documentName(document), subject: plain(document.subtitle), creator: document.about.publisher || plain(document.kicker), created: day, modified: day },
    defaultFont: font,
  });
  return rezipped(bytes, { 'docProps/core.xml': coreProperties(languageTags[document.lang], document.about.day) });
}

/** Notes of the tables once each, then the definitions of the report. */
function numbered(tables: readonly TableSheet[], { sections }: ReportDocument): string[] {
  const terms = sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'definitions' ? block.items.map(({ term, text }) => `${plain(term)}: ${plain(text).trim()}`) : [])));
  return [...new Set([...tables.flatMap((table) => table.notes), ...terms])];
}

function cover(document: ReportDocument, count: number): WriteSheet {
  const { title: name, subtitle, mark, status, foot, kicker, lang } = document;
  const lines = [
    plain(name),
    plain(subtitle),
    ...(mark ? [`${mark.short}: ${mark.long}`] : []),
    plain(kicker),
    ...status.map(plain),
    message(lang, 'report.sheet.tablesAre', { count }),
    plain(foot),
  ].filter((line) => line !== '');
  const cells = new Map<string, Partial<Cell>>(lines.map((_, i) => [`${i},0`, { style: i === 0 ? title : mark && i === 2 ? bold : plainStyle }]));
  return { name: message(lang, 'report.sheet.cover'), rowDefs: new Map(lines.map((line, i): [number, { height: number }] => [i, { height: i === 0 ? 24 : 15 * Math.ceil(line.length / 95) }])), rows: lines.map((line) => [safeCell(line)]), columns: [{ width: 100 }], cells, view: { showGridLines: false }, pageSetup: onePageWide };
}

function tableSheet(name: string, id: string, { heads, rows }: TableSheet, linkOf?: (row: number) => { target: string; location: string }): WriteSheet {
  const cells = new Map<string, Partial<Cell>>(heads.map((_, c) => [`0,${c}`, { style: bold }]));
  for (const [r, row] of rows.entries()) {
    for (const [c, cell] of row.entries()) cells.set(`${r + 1},${c}`, linkOf && c === 0 ? { style: link, hyperlink: linkOf(r) } : { style: styleOf(cell) });
  }
  const widths = heads.map((head, c) => Math.min(70, 3 + Math.max(Math.min(head.length, 18), ...rows.map((row) => textOf(row[c]!).length))));
  const lines = (texts: readonly string[]): number => Math.max(...texts.map((text, c) => Math.ceil(text.length / (widths[c]! - 2))));
  const heights = [heads, ...rows.map((row) => row.map(textOf))].map((texts, r): [number, { height: number }] => [r, { height: 15 * lines(texts) }]);
  return {
    name,
    rowDefs: new Map(heights),
    rows: [heads.map(safeCell), ...rows.map((row) => row.map((cell) => (typeof cell === 'string' ? safeCell(cell) : cell.value)))],
    columns: widths.map((width) => ({ width })),
    cells,
    tables: [{ name: id, columns: heads.map((head) => ({ name: safeCell(head) })), style: 'TableStyleLight1', showRowStripes: false, showAutoFilter: false, range: `A1:${String.fromCharCode(64 + heads.length)}${rows.length + 1}` }],
    freezePane: { rows: 1 },
    pageSetup: onePageWide,
  };
}

function textOf(cell: SheetCell): string {
  return typeof cell === 'string' ? cell : cell.value.toFixed(cell.digits) + (cell.unit ?? '');
}

/** A number shows as it does in the report, in the separators of who opens the file. */
function styleOf(cell: SheetCell): CellStyle {
  if (typeof cell === 'string') return /^\[\w\]$/.test(cell) ? { ...plainStyle, alignment: { vertical: 'top', horizontal: 'right' } } : plainStyle;
  const decimals = cell.digits > 0 ? `.${'0'.repeat(cell.digits)}` : '';
  return { font, alignment: { vertical: 'top' }, numFmt: `#,##0${decimals}${cell.unit ? '"%"' : ''}` };
}
