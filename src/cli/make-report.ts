import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exitCodes, UserError } from '../error.js';
import { writeFileAtomic } from '../files/atomic.js';
import type { Lang } from '../i18n/message.js';
import { renderReport } from '../public/report/report.js';
import { latestRelease } from '../release/list.js';
import { openRelease } from '../release/read.js';
import { places, type Workspace } from './workspace/workspace.js';

/** The folder of a report definition: the workspace's own, else the one that comes with the program. */
export function reportDefinition(name: string, workspace: Workspace | undefined): string {
  const shipped = fileURLToPath(new URL('../../reports/', import.meta.url));
  const own = workspace && join(workspace.folder, 'rapportdefinities', name);
  const found = [own, join(shipped, name)].find((folder) => folder !== undefined && existsSync(join(folder, 'report.yaml')));
  if (!/^[a-z0-9-]+$/.test(name) || found === undefined) throw new UserError('cli.report.unknown', { name });
  return found;
}

export interface ReportChoice {
  workspace: Workspace;
  lang: Lang;
  /** Folder of the release; default the newest of the month. */
  folder?: string;
  out?: string;
  /** Also from a release that was not approved; such a report says so on every page. */
  concept: boolean;
}

/** Renders a report from a release and gives the path of the file. */
export async function makeReport(name: string, month: string, { workspace, lang, folder, out, concept }: ReportChoice): Promise<string> {
  const definition = reportDefinition(name, workspace);
  const root = join(workspace.folder, places.releases);
  const from = folder ?? (await latestRelease(root, month))?.folder;
  if (from === undefined) throw new UserError('cli.release.none', { month });
  const release = await openRelease(from, workspace.config.goedkeurders);
  try {
    if (!release.approval && !concept) throw new UserError('gate.notApproved', { release: basename(from) }, exitCodes.approval);
    const { html } = await renderReport(release, definition, { lang });
    const path = out ? resolve(out) : join(workspace.folder, places.reports, month, `${name}.${lang}.html`);
    await writeFileAtomic(path, html);
    return path;
  } finally {
    release.close();
  }
}
