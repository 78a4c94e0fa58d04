/** The document for a word processor: real headings, tables with header rows, pictures with a description, and the language set. */
import { Document, Footer, Header, Packer, PageNumber, Paragraph, TextRun, type FileChild } from 'docx';
import type { ReportDocument } from '../document.js';
import { coreProperties, languageTags, rezipped } from '../archive.js';
import { documentName, plain } from '../name.js';
import { renderBlock } from './blocks.js';
import { pageMargin, paragraphStyles, styleDefaults } from './look.js';
import { heading, paragraph, runs } from './text.js';

/** The bytes of the DOCX, the same for the same document. */
export async function renderDocx(document: ReportDocument): Promise<Uint8Array> {
  const language = languageTags[document.lang];
  const file = new Document({
    title: documentName(document),
    subject: plain(document.subtitle),
    creator: document.about.publisher || plain(document.kicker),
    lastModifiedBy: plain(document.kicker),
    styles: { default: styleDefaults(language), paragraphStyles },
    features: { updateFields: false },
    sections: [{ properties: { page: { margin: pageMargin, size: { width: 11906, height: 16838 } } }, headers: { default: header(document) }, footers: { default: footer(document) }, children: await body(document) }],
  });
  const bytes = await Packer.toBuffer(file);
  return rezipped(bytes, { 'docProps/core.xml': coreProperties(language, document.about.day), 'word/document.xml': renumbered });
}

/** The library numbers drawings for the whole process; here they count from one in each document. */
function renumbered(xml: string): string {
  let count = 0;
  return xml.replace(/(<wp:docPr id=")\d+(")/g, (_, before: string, after: string) => `${before}${(count += 1)}${after}`);
}

async function body(document: ReportDocument): Promise<FileChild[]> {
  const { kicker, title, subtitle, status, mark, sections, foot } = document;
  const children: FileChild[] = [];
  if (mark) children.push(paragraph([{ text: `${mark.short}: `, style: 'strong' }, { text: mark.long }], 'Merk'));
  children.push(paragraph(kicker, 'Bovenkop'), heading('title', title), paragraph(subtitle, 'Ondertitel'));
  children.push(...status.map((line) => paragraph(line, 'Noot')));
  for (const section of sections) {
    if (section.title) children.push(heading(1, section.title));
    for (const block of section.blocks) children.push(...(await renderBlock(block)));
  }
  children.push(paragraph(foot, 'Noot'));
  return children;
}

function header({ title, subtitle, mark }: ReportDocument): Header {
  const words = [new TextRun({ text: `${plain(title)} · ${plain(subtitle)}` })];
  if (mark) words.push(new TextRun({ text: `\t${mark.short.toUpperCase()}`, bold: true }));
  return new Header({ children: [new Paragraph({ style: 'Kopregel', children: words })] });
}

function footer({ kicker, about }: ReportDocument): Footer {
  const pages = new TextRun({ children: ['\t', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] });
  return new Footer({ children: [new Paragraph({ style: 'Kopregel', children: [...runs(kicker), new TextRun({ text: ` · ${about.release}` }), pages] })] });
}
