/** Lines of the document as paragraphs of a word processor. */
import { HeadingLevel, Paragraph, TextRun } from 'docx';
import type { Line } from '../document.js';

const headingLevels = { title: HeadingLevel.TITLE, 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;

export function runs(line: Line): TextRun[] {
  return line.map((span) => new TextRun({ text: span.text, ...(span.style === 'strong' && { bold: true }), ...(span.style === 'emphasis' && { italics: true }) }));
}

export function heading(level: keyof typeof headingLevels, line: Line): Paragraph {
  return new Paragraph({ heading: headingLevels[level], keepNext: level !== 'title', children: runs(line) });
}

export function paragraph(line: Line, style?: string): Paragraph {
  return new Paragraph({ ...(style && { style }), children: runs(line) });
}

export function bullet(line: Line): Paragraph {
  return new Paragraph({ bullet: { level: 0 }, children: runs(line) });
}
