/** Tables of a word processor: a header row that returns on every page, widths from what the columns hold. */
import { AlignmentType, BorderStyle, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import type { Cell, Line, Table as DataTable } from '../document.js';
import { plain } from '../name.js';
import { ink, line, soft, textWidth } from './look.js';
import { runs } from './text.js';

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const fine = { style: BorderStyle.SINGLE, size: 4, color: line } as const;
const firm = { style: BorderStyle.SINGLE, size: 8, color: ink } as const;

export interface GridCell {
  readonly content: Line;
  readonly right?: boolean;
  readonly strong?: boolean;
  readonly faint?: boolean;
}

/** Rows of cells under a header row; a row of one cell goes across, for groups. */
export function grid(heads: readonly GridCell[], rows: readonly (readonly GridCell[])[]): Table {
  const widths = shares(heads, rows);
  const row = (cells: readonly GridCell[], header: boolean): TableRow =>
    new TableRow({ tableHeader: header, cantSplit: true, children: cells.map((cell, i) => (cells.length === 1 && !header && widths.length > 1 ? across(cell, widths.length) : one(cell, widths[i]!, header))) });
  return new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    margins: { left: 60, right: 60 },
    borders: { top: none, bottom: firm, left: none, right: none, insideVertical: none, insideHorizontal: fine },
    rows: [row(heads, true), ...rows.map((cells) => row(cells, false))],
  });
}

/** A table of the document. */
export function dataTable({ columns, rows }: DataTable): Table {
  const right = columns.map(({ align }) => align === 'right');
  return grid(
    columns.map(({ label }, i) => ({ content: label, right: right[i]!, faint: true })),
    rows.map((cells) => cells.map((cell, i) => gridCell(cell, right[i]!))),
  );
}

export function gridCell(cell: Cell, right: boolean): GridCell {
  return { content: [{ text: cell.text }], right, faint: cell.state !== undefined };
}

function one(cell: GridCell, width: number, header: boolean): TableCell {
  return new TableCell({ width: { size: width, type: WidthType.DXA }, ...(header && { borders: { bottom: firm } }), children: [text(cell)] });
}

function across(cell: GridCell, columns: number): TableCell {
  return new TableCell({ columnSpan: columns, borders: { bottom: firm }, children: [text(cell)] });
}

function text({ content, right, strong, faint }: GridCell): Paragraph {
  const children = strong || faint ? content.map((span) => new TextRun({ text: span.text, bold: strong === true || span.style === 'strong', ...(faint && { color: soft }) })) : runs(content);
  return new Paragraph({ style: 'Cel', alignment: right ? AlignmentType.RIGHT : AlignmentType.LEFT, children });
}

/** Widths of the columns in twips: by their longest text, within the page. */
function shares(heads: readonly GridCell[], rows: readonly (readonly GridCell[])[]): number[] {
  const whole = rows.filter((cells) => cells.length === heads.length);
  const longest = heads.map((head, i) => Math.max(plain(head.content).length, ...whole.map((cells) => plain(cells[i]!.content).length)));
  const wanted = longest.map((length) => 240 + 100 * Math.min(Math.max(length, 4), 44));
  const sum = wanted.reduce((total, width) => total + width, 0);
  return sum <= textWidth ? wanted : wanted.map((width) => Math.floor((width * textWidth) / sum));
}
