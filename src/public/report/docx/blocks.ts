/** Each kind of block of the document for a word processor. */
import { type FileChild, ImageRun, Paragraph } from 'docx';
import type { Block, Figure, ScoreGroup } from '../document.js';
import { plain } from '../name.js';
import { pngOf } from '../picture.js';
import { dataTable, grid, gridCell } from './tables.js';
import { bullet, heading, paragraph } from './text.js';

/** Width of a chart on the page, in pixels of 1/96 inch: 170 mm. */
const pictureWidth = 642;

export async function renderBlock(block: Block): Promise<FileChild[]> {
  switch (block.kind) {
    case 'paragraph':
      return [paragraph(block.text)];
    case 'list':
      return block.items.map(bullet);
    case 'keyFigures':
      return block.items.flatMap((item) => [
        item.missing ? paragraph([{ text: item.value, style: 'emphasis' }]) : paragraph([{ text: item.value }], 'Kerncijfer'),
        paragraph(item.label.map((span) => ({ ...span, style: 'strong' as const }))),
        ...(item.detail ? [paragraph(item.detail, 'Noot')] : []),
      ]);
    case 'box':
      return [heading(2, block.title), ...block.parts.flatMap((part) => [heading(3, part.title), ...part.items.map(bullet)])];
    case 'figure':
      return renderFigure(block);
    case 'table':
    case 'bars':
      return [heading(2, block.title), dataTable(block.table), ...noted(block.note)];
    case 'scorecard': {
      const { measure, figure, interval, base } = block.heads;
      const heads = [measure, figure, interval, base].map((content, i) => ({ content, faint: true, right: i === 1 || i === 2 }));
      return [heading(2, block.title), grid(heads, block.groups.flatMap(scoreRows)), ...noted(block.note)];
    }
    case 'definitions':
      return block.items.map((item) => paragraph([...item.term.map((span) => ({ ...span, style: 'strong' as const })), { text: ' ' }, ...item.text]));
  }
}

function scoreRows({ demand, rows }: ScoreGroup) {
  return [
    [{ content: demand }],
    ...rows.map((row) => [{ content: row.measure }, { ...gridCell(row.figure, true), strong: row.figure.state === undefined }, { content: [{ text: row.interval.text }], right: true, faint: true }, { content: row.base, faint: true }]),
  ];
}

async function renderFigure(figure: Figure): Promise<FileChild[]> {
  const children: FileChild[] = [heading(2, figure.title), paragraph(figure.subtitle, 'Figuurregel')];
  const drawing = figure.drawings.find(({ size }) => size === 'wide');
  if (drawing) {
    const width = Math.min(pictureWidth, drawing.width);
    const altText = { name: figure.id, title: plain(figure.title), description: figure.alt };
    const picture = new ImageRun({
      type: 'svg',
      data: Buffer.from(drawing.svg),
      fallback: { type: 'png', data: Buffer.from(await pngOf(drawing)) },
      transformation: { width, height: Math.round((drawing.height * width) / drawing.width) },
      altText,
    });
    children.push(new Paragraph({ keepNext: true, children: [picture] }));
  }
  return [...children, ...noted(figure.note), heading(3, figure.tableTitle), dataTable(figure.table)];
}

function noted(note: Figure['note']): Paragraph[] {
  return note && note.length > 0 ? [paragraph(note, 'Noot')] : [];
}
