/** Renders a report: a release and a definition folder in, one HTML page out. Nothing else is read. */
import type { Lang } from '../../i18n/message.js';
import { UserError } from '../../error.js';
import type { Release } from '../../release/read.js';
import { composeDocument } from './compose.js';
import { loadData } from './data.js';
import { type Definition, type Located, readDefinition, readText } from './definition.js';
import type { ReportDocument } from './document.js';
import { renderPage } from './html/page.js';
import { checkTexts, parseTexts, type Texts } from './texts.js';

export interface ReportOptions {
  /** Default Dutch. */
  readonly lang?: Lang;
  /** Marked as a draft on every page; default when the release was not approved. */
  readonly concept?: boolean;
}

/** The report as a document: plain data from which each output form is written. */
export async function composeReport(release: Release, folder: string, { lang = 'nl', concept = release.approval === undefined }: ReportOptions = {}): Promise<ReportDocument> {
  const { definition, located } = await readDefinition(folder);
  const file = `${lang}.md`;
  const texts = parseTexts(file, await readText(folder, file));
  checkNames(definition, located, texts);
  const data = await loadData(release, folder, definition, lang);
  checkTexts(texts, data);
  return composeDocument({ folder, definition, located, texts, data, lang, concept });
}

/** The report as one self-contained HTML page, without script, address or clock: the same release gives the same bytes. */
export async function renderReport(release: Release, folder: string, options: ReportOptions = {}): Promise<{ html: string }> {
  return { html: renderPage(await composeReport(release, folder, options)) };
}

const textFields = new Set(['bovenkop', 'titel', 'ondertitel', 'status', 'voet', 'tekst', 'waarde', 'label', 'toelichting', 'alt', 'noot', 'tabeltitel', 'kop', 'eis', 'noemer', 'maat', 'cijfer', 'interval', 'begrippen']);

/** Every text key and dataset that the definition names exists; else an error with the place in report.yaml. */
function checkNames(definition: Definition, located: Located, texts: Texts): void {
  const visit = (value: unknown, path: readonly PropertyKey[]): void => {
    const field = path.at(-1);
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
  const { gegevens: _, ...rest } = definition;
  visit(rest, []);
}
