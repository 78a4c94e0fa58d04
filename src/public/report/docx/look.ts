/** Styles by name, so that who edits the file changes one style and not every paragraph. Arial, because every word processor has it. */
import type { IParagraphStyleOptions, IStylesOptions } from 'docx';
import { palette } from '../palette.js';

const bare = (colour: string): string => colour.slice(1);
export const ink = bare(palette.ink);
export const soft = bare(palette.soft);
export const line = bare(palette.line);
export const blue = bare(palette.blue);

/** In twips: 20 mm around, 170 mm of text. */
export const pageMargin = { top: 1134, bottom: 1134, left: 1134, right: 1134, header: 567, footer: 567 };
export const textWidth = 9638;

export function styleDefaults(language: string): NonNullable<IStylesOptions['default']> {
  const head = (size: number, before: number, after: number) => ({ run: { font: 'Georgia', size, bold: true, color: ink }, paragraph: { spacing: { before, after, line: 252, lineRule: 'auto' as const }, keepNext: true } });
  return {
    document: { run: { font: 'Arial', size: 20, color: ink, language: { value: language } }, paragraph: { spacing: { after: 120, line: 276, lineRule: 'auto' } } },
    title: head(48, 0, 60),
    heading1: head(30, 420, 120),
    heading2: head(23, 280, 80),
    heading3: head(20, 200, 60),
    listParagraph: { paragraph: { spacing: { after: 60 } } },
  };
}

const small = (id: string, more: Partial<IParagraphStyleOptions>): IParagraphStyleOptions => ({ id, name: id, basedOn: 'Normal', quickFormat: true, ...more });

export const paragraphStyles: IParagraphStyleOptions[] = [
  small('Merk', { run: { size: 20 }, paragraph: { spacing: { after: 200 }, border: box() } }),
  small('Bovenkop', { run: { size: 17, bold: true, color: blue, allCaps: true }, paragraph: { spacing: { after: 40 } } }),
  small('Ondertitel', { run: { font: 'Georgia', size: 28, color: soft }, paragraph: { spacing: { after: 160 } } }),
  small('Noot', { run: { size: 16, color: soft }, paragraph: { spacing: { before: 40, after: 80, line: 252, lineRule: 'auto' } } }),
  small('Figuurregel', { run: { size: 16, color: soft }, paragraph: { spacing: { before: 40, after: 80, line: 252, lineRule: 'auto' }, keepNext: true } }),
  small('Cel', { run: { size: 17 }, paragraph: { spacing: { before: 30, after: 30, line: 240, lineRule: 'auto' } } }),
  small('Kerncijfer', { run: { size: 52, bold: true, color: blue }, paragraph: { spacing: { before: 60, after: 0, line: 240, lineRule: 'auto' } } }),
  small('Kopregel', { run: { size: 15, color: soft }, paragraph: { rightTabStop: textWidth } }),
];

function box() {
  const side = { style: 'single' as const, size: 8, color: ink, space: 4 };
  return { top: side, bottom: side, left: side, right: side };
}
