/** The tables of a document as plain sheets: a title, one header row, rows of texts and numbers, and the notes that belong to it. */
import { message } from '../../../i18n/message.js';
import type { Lang } from '../../../i18n/message.js';
import type { Block, Cell, Line, ReportDocument, Shown } from '../document.js';
import { plain } from '../name.js';

export type SheetCell = string | Shown;

export interface TableSheet {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly SheetCell[])[];
  readonly notes: readonly string[];
}

/** Every table of the document in its order: key figures, tables under charts, tables, bars and scorecards. */
export function tableSheets({ sections, lang }: ReportDocument): TableSheet[] {
  return sections.flatMap(({ blocks }) => blocks.flatMap((block) => sheetOf(block, lang) ?? []));
}

function sheetOf(block: Block, lang: Lang): TableSheet | undefined {
  switch (block.kind) {
    case 'keyFigures': {
      const heads = [message(lang, 'report.sheet.subject'), message(lang, 'report.sheet.figure'), message(lang, 'report.sheet.about')];
      return { title: message(lang, 'report.sheet.keyFigures'), heads, rows: block.items.map((item) => [plain(item.label), item.number ?? item.value, item.detail ? plain(item.detail) : '']), notes: [] };
    }
    case 'figure':
      return { title: `${plain(block.title)}. ${plain(block.subtitle)}`, ...columnsOf(block.table.columns, block.table.rows, lang), notes: noted(block.note) };
    case 'table':
    case 'bars':
      return { title: plain(block.title), ...columnsOf(block.table.columns, block.table.rows, lang), notes: noted(block.note) };
    case 'scorecard': {
      const columns = [{ label: [{ text: message(lang, 'report.sheet.demand') }] }, ...Object.values(block.heads).map((label: Line) => ({ label }))];
      const rows = block.groups.flatMap(({ demand, rows: measures }) => measures.map((row) => [{ text: plain(demand) }, { text: plain(row.measure) }, row.figure, row.interval, { text: plain(row.base) }]));
      return { title: plain(block.title), ...columnsOf(columns, rows, lang), notes: noted(block.note) };
    }
    default:
      return undefined;
  }
}

/** A column of intervals becomes two columns of numbers. */
function columnsOf(columns: readonly { label: Line }[], rows: readonly (readonly Cell[])[], lang: Lang): Pick<TableSheet, 'heads' | 'rows'> {
  const intervals = new Set(columns.map((_, i) => i).filter((i) => rows.some((row) => row[i]!.limits)));
  const heads = columns.flatMap(({ label }, i) => {
    const column = plain(label);
    return intervals.has(i) ? [message(lang, 'report.sheet.lower', { column }), message(lang, 'report.sheet.upper', { column })] : [column];
  });
  return {
    heads: heads.map((head, i) => (heads.indexOf(head) === i ? head : `${head} (${i + 1})`)),
    rows: rows.map((row) => row.flatMap((cell, i) => (intervals.has(i) ? (cell.limits ?? [sign(cell, lang), sign(cell, lang)]) : [cell.number ?? sign(cell, lang)]))),
  };
}

function sign(cell: Cell, lang: Lang): string {
  if (cell.state === 'suppressed') return message(lang, 'report.sheet.suppressed');
  return cell.state === 'missing' ? message(lang, 'report.sheet.missing') : cell.text;
}

function noted(note: Line | undefined): string[] {
  return note && note.length > 0 ? [plain(note)] : [];
}
