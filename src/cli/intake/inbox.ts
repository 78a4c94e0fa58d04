import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { nationwide } from '../../levering/context.js';
import { isFeedback } from '../feedback-files.js';
import { type FileNameFacts, readFileName } from '../workspace/filename.js';
import { places, type Workspace } from '../workspace/workspace.js';

export interface InboxFile extends FileNameFacts {
  /** Code of the deliverer; LANDELIJK for files about the whole sector. */
  organisation: string;
  name: string;
  path: string;
}

const readable = new Set(['.csv', '.txt', '.tsv', '.xlsx', '.xls', '.xlsm', '.levering']);

export interface Inbox {
  /** Context tables first, then exports, by date of delivery, so that a redelivery follows what it replaces. */
  files: InboxFile[];
  /** Folders of no known organisation, which are not read. */
  strangers: string[];
  /** Exports that lie in no folder of an organisation. */
  loose: string[];
  /** Other files, by their place in the inbox: letters, archives. */
  skipped: string[];
}

/** Every file of the inbox. */
export async function listInbox(workspace: Workspace): Promise<Inbox> {
  const root = join(workspace.folder, places.inbox);
  const known = new Set([...Object.keys(workspace.config.organisaties), nationwide]);
  const files: InboxFile[] = [];
  const [strangers, loose, skipped]: [string[], string[], string[]] = [[], [], []];
  for (const folder of (await readdir(root, { withFileTypes: true }).catch(() => [])).sort(byName)) {
    if (isHidden(folder.name)) continue;
    if (!folder.isDirectory()) {
      (isReadable(folder.name) ? loose : skipped).push(folder.name);
      continue;
    }
    const organisation = folder.name.toUpperCase() === nationwide ? nationwide : folder.name;
    if (!known.has(organisation)) {
      strangers.push(folder.name);
      continue;
    }
    for (const entry of (await readdir(join(root, folder.name), { withFileTypes: true })).sort(byName)) {
      if (isHidden(entry.name)) continue;
      if (!entry.isFile() || !isReadable(entry.name)) skipped.push(`${folder.name}/${entry.name}`);
      else files.push({ ...readFileName(entry.name), organisation, name: entry.name, path: join(root, folder.name, entry.name) });
    }
  }
  const order = (file: InboxFile) => `${file.kind === 'voorval' ? 1 : 0} ${file.delivered ?? '9999'} ${file.organisation} ${file.name}`;
  return { files: files.sort((a, b) => (order(a) < order(b) ? -1 : 1)), strangers, loose, skipped };
}

/** Files of the system, of an Excel that has the workbook open, and our own feedback on an export. */
function isHidden(name: string): boolean {
  return isFeedback(name) || name.startsWith('.') || name.startsWith('~$') || /^(thumbs\.db|desktop\.ini)$/i.test(name);
}

function isReadable(name: string): boolean {
  return readable.has(extname(name).toLowerCase());
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}
