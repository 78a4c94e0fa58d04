import { existsSync } from 'node:fs';
import { cp, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exitCodes, UserError } from '../error.js';
import { writeFileAtomic, writeFolderAtomic } from '../files/atomic.js';
import type { Lang } from '../i18n/message.js';
import { findDefinition, readDefinition } from '../public/report/definition.js';
import type { ReportDocument } from '../public/report/document.js';
import type { Form } from '../public/report/form.js';
import { composeReport, renderForm } from '../public/report/report.js';
import { latestRelease } from '../release/list.js';
import { openRelease } from '../release/read.js';
import { places, type Workspace } from './workspace/workspace.js';

const shipped = fileURLToPath(new URL('../../reports/', import.meta.url));
/** Definitions of the workspace: a file there takes the place of the shipped one, a passage of nl.md that of the shipped passage. */
export const ownDefinitions = 'rapportdefinities';

/** The folders of a report definition: the workspace's own before the one that comes with the program. */
export async function reportDefinition(name: string, workspace: Workspace | undefined): Promise<string[]> {
  const found = await findDefinition(name, [...(workspace ? [join(workspace.folder, ownDefinitions)] : []), shipped]);
  if (found === undefined) throw new UserError('cli.report.unknown', { name });
  return found;
}

export interface ReportChoice {
  workspace: Workspace;
  /** One report in each. */
  langs: readonly Lang[];
  /** Folder of the release; default the newest of the month, or the newest that holds the year whole. */
  folder?: string;
  /** A file for one form; a folder for several, or when it is one already. */
  out?: string;
  /** Also from a release that was not approved; such a report says so on every page. */
  concept: boolean;
  /** Default HTML. */
  forms?: readonly Form[];
}

/** Renders a report of a month or a year from a release and gives the paths of the files, in the order of the languages and forms. */
export async function makeReport(name: string, period: string, { workspace, langs, folder, out, concept, forms = ['html'] }: ReportChoice): Promise<string[]> {
  const folders = await reportDefinition(name, workspace);
  const { definition } = await readDefinition(folders);
  const yearly = /^\d{4}$/.test(period);
  if (yearly !== (definition.periode === 'jaar')) throw new UserError(definition.periode === 'jaar' ? 'report.wantsYear' : 'cli.month.bad', { name, month: period });
  const root = join(workspace.folder, places.releases);
  const from = folder ?? (yearly ? await releaseOfYear(root, period) : (await latestRelease(root, period))?.folder);
  if (from === undefined) throw new UserError('cli.release.none', { month: period });
  const release = await openRelease(from, workspace.config.goedkeurders);
  try {
    if (!release.approval && !concept) throw new UserError('gate.notApproved', { release: basename(from) }, exitCodes.approval);
    const paths: string[] = [];
    for (const lang of langs) {
      const document = await composeReport(release, folders, { lang, ...(yearly && { year: period }) });
      paths.push(...(await writeForms(document, forms, out, (form) => join(workspace.folder, places.reports, period, `${name}.${lang}.${form}`))));
    }
    return paths;
  } finally {
    release.close();
  }
}

/** Writes a document in each form, one file after the other, and gives their paths. */
export async function writeForms(document: ReportDocument, forms: readonly Form[], out: string | undefined, place: (form: Form) => string): Promise<string[]> {
  const paths: string[] = [];
  const intoFolder = out !== undefined && (forms.length > 1 || (await stat(out).then((found) => found.isDirectory(), () => false)));
  for (const form of forms) {
    const path = out === undefined ? place(form) : intoFolder ? join(resolve(out), basename(place(form))) : resolve(out);
    await writeFileAtomic(path, await renderForm(document, form));
    paths.push(path);
  }
  return paths;
}

/** The newest release of the year; without one an error that says how to make it. */
async function releaseOfYear(root: string, year: string): Promise<string> {
  const found = await latestRelease(root, year);
  if (found === undefined) throw new UserError('report.noYear', { year });
  return found.folder;
}

/** Lays down a new report definition in the workspace, which works at once, and gives its folder; an existing one is left alone. */
export async function newDefinition(name: string, workspace: Workspace): Promise<string> {
  if (!/^[a-z0-9-]+$/.test(name)) throw new UserError('report.badName', { name });
  const folder = join(workspace.folder, ownDefinitions, name);
  if (existsSync(folder)) throw new UserError('report.exists', { folder });
  await writeFolderAtomic(folder, (temporary) => cp(join(shipped, 'sjabloon'), temporary, { recursive: true }));
  return folder;
}
