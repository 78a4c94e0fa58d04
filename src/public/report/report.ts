/** Renders a report: a release and a definition in, one document out, and from it each form. Nothing else is read. */
import type { Lang } from '../../i18n/message.js';
import { UserError } from '../../error.js';
import type { Release } from '../../release/read.js';
import { composeDocument } from './compose.js';
import { loadData } from './data.js';
import { type Definition, type Folders, type Located, readDefinition, readTexts } from './definition.js';
import type { ReportDocument } from './document.js';
import type { Form } from './form.js';
import { renderPage } from './html/page.js';
import { checkTexts, mergedTexts, parseTexts, type Texts } from './texts.js';

export interface ReportOptions {
  /** Default Dutch. */
  readonly lang?: Lang;
  /** Marked as a draft on every page; default when the release was not approved. */
  readonly concept?: boolean;
  /** The calendar year that the report is about, for $jaar; default the last whole year of the release. */
  readonly year?: string;
}

/** The report as a document: plain data from which each output form is written. */
export async function composeReport(release: Release, folders: Folders, options: ReportOptions = {}): Promise<ReportDocument> {
  const { lang = 'nl', concept = release.approval === undefined, year = lastYear(release.kenmerk['maand']!) } = options;
  const { definition, located } = await readDefinition(folders);
  const file = `${lang}.md`;
  const own = (await readTexts(folders, file)).map((text) => parseTexts(file, text));
  const texts = mergedTexts(own);
  const used = checkNames(definition, located, texts);
  const data = await loadData(release, folders, definition, lang, year);
  checkTexts(texts, data, (key) => own[0]!.passages.has(key) || used.has(key));
  return composeDocument({ folders, definition, located, texts, data, lang, concept });
}

function lastYear(month: string): string {
  const year = Number(month.slice(0, 4));
  return String(month.endsWith('-12') ? year : year - 1);
}

/** A document in one form; the same document gives the same bytes, whatever the machine and its clock. */
export async function renderForm(document: ReportDocument, form: Form): Promise<string | Uint8Array> {
  if (form === 'html') return renderPage(document);
  if (form === 'pdf') return (await import('./pdf/pdf.js')).renderPdf(document);
  if (form === 'docx') return (await import('./docx/docx.js')).renderDocx(document);
  return (await import('./xlsx/xlsx.js')).renderXlsx(document);
}

/** The report as one self-contained HTML page, without script, address or clock: the same release gives the same bytes. */
export async function renderReport(release: Release, folders: Folders, options: ReportOptions = {}): Promise<{ html: string }> {
  return { html: renderPage(await composeReport(release, folders, options)) };
}

const textFields = new Set(['bovenkop', 'titel', 'ondertitel', 'status', 'voet', 'tekst', 'waarde', 'label', 'toelichting', 'alt', 'noot', 'tabeltitel', 'kop', 'eis', 'noemer', 'maat', 'cijfer', 'interval', 'begrippen']);

/** Every text key and dataset that the definition names exists, else an error with the place in report.yaml; gives the keys. */
function checkNames(definition: Definition, located: Located, texts: Texts): Set<string> {
  const used = new Set<string>();
  const visit = (value: unknown, path: readonly PropertyKey[]): void => {
    const field = path.at(-1);
    if (typeof value === 'string' && textFields.has(String(field))) used.add(value);
    if (typeof value === 'string' && textFields.has(String(field)) && !texts.passages.has(value)) {
      throw new UserError('report.unknownText', { ...located.at(path), name: value, texts: texts.file });
    }
    const datasets = field === 'gegevens' && path.length > 1 ? [value].flat() : [];
    for (const name of datasets) {
      if (typeof name === 'string' && !(name in definition.gegevens)) {
        throw new UserError('report.syntax', { ...located.at(path), problem: `gegevens "${name}" bestaat niet / does not exist` });
      }
    }
    const columns = definition.gegevens[String((value as { gegevens?: unknown } | null)?.gegevens)]?.kolommen;
    for (const [i, { kolom }] of ((columns && (value as { kolommen?: { kolom: string }[] }).kolommen) || []).entries()) {
      if (!(kolom in columns!)) throw new UserError('report.syntax', { ...located.at([...path, 'kolommen', i, 'kolom']), problem: `kolom "${kolom}" bestaat niet / does not exist` });
    }
    if (value !== null && typeof value === 'object') for (const [key, entry] of Object.entries(value)) visit(entry, [...path, Array.isArray(value) ? Number(key) : key]);
  };
  const { gegevens: _, basis: _basis, periode: _periode, ...rest } = definition;
  visit(rest, []);
  return used;
}
