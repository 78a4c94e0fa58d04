import type { Line, ReportDocument } from './document.js';

/** A line without its styles. */
export function plain(line: Line): string {
  return line.map((span) => span.text).join('');
}

/** The title that a reader's program shows for the document: in a tab, a window, a list of files. */
export function documentName({ title, subtitle, mark }: ReportDocument): string {
  return `${plain(title)} – ${plain(subtitle)}${mark ? ` (${mark.short})` : ''}`;
}
