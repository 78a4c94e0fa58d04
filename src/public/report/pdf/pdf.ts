/** The document as a tagged PDF (PDF/UA-1) by Typst. The same document gives the same bytes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Lang } from '../../../i18n/message.js';
import { message } from '../../../i18n/message.js';
import type { ReportDocument } from '../document.js';
import { fontData, sans, serif } from '../fonts.js';
import { documentName } from '../name.js';

const folder = fileURLToPath(new URL('.', import.meta.url));
const template = readFileSync(join(folder, 'report.typ'), 'utf8');
let compiler: NodeCompiler | undefined;

/** The bytes of the PDF. What Typst complains about, a missing description for one, is a bug of the template and thrown. */
export async function renderPdf(document: ReportDocument): Promise<Uint8Array> {
  const { NodeCompiler, PdfStandard } = await import('@myriaddreamin/typst-ts-node-compiler');
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontBlobs: fontData() }], workspace: folder });
  const typst = compiler;
  typst.mapShadow(join(folder, 'document.json'), Buffer.from(JSON.stringify(input(document))));
  typst.addSource(join(folder, 'main.typ'), template);
  const result = typst.compile({ mainFilePath: join(folder, 'main.typ') });
  const compiled = result.result;
  if (!compiled) throw new Error(`Typst: ${explained(typst, result.takeDiagnostics())}`);
  const [year, month, day] = dayOf(document);
  const creationTimestamp = Date.UTC(year, month - 1, day) / 1000;
  return typst.pdf(compiled, { pdfStandard: PdfStandard.UA_1, pdfTags: true, creationTimestamp });
}

function explained(typst: NodeCompiler, error: Parameters<NodeCompiler['fetchDiagnostics']>[0] | null): string {
  return error ? typst.fetchDiagnostics(error).map((one: { message?: string }) => one.message ?? '').join('; ') : 'no result';
}

function dayOf(document: ReportDocument): [number, number, number] {
  const [year, month, day] = document.about.day.split('-').map(Number);
  return [year!, month!, day!];
}

/** What the template reads: the document with the drawings meant for a wide place. */
function input(document: ReportDocument): object {
  const sections = document.sections.map((section) => ({
    ...section,
    blocks: section.blocks.map((block) => (block.kind === 'figure' ? { ...block, drawings: block.drawings.filter(({ size }) => size === 'wide') } : block)),
  }));
  return { ...document, sections, name: documentName(document), day: dayOf(document), fonts: { sans, serif }, words: words(document.lang) };
}

function words(lang: Lang): object {
  return { tables: message(lang, 'report.tables') };
}
