import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { nationwide } from '../../levering/context.js';
import { type FileNameFacts, readFileName } from '../workspace/filename.js';
import { places, type Workspace } from '../workspace/workspace.js';

export interface InboxFile extends FileNameFacts {
  /** Code of the deliverer; LANDELIJK for files about the whole sector. */
  organisation: string;
  name: string;
  path: string;
}

const readable = new Set(['.csv', '.txt', '.tsv', '.xlsx', '.xls', '.xlsm']);

/**
 * Every delivered file of the inbox: context tables first, then exports, by date of delivery, so that a redelivery
 * follows what it replaces. `strangers` are folders of no known organisation, which are not read.
 */
export async function listInbox(workspace: Workspace): Promise<{ files: InboxFile[]; strangers: string[] }> {
  const root = join(workspace.folder, places.inbox);
  const known = new Set([...Object.keys(workspace.config.organisaties), nationwide]);
  const files: InboxFile[] = [];
  const strangers: string[] = [];
  for (const folder of (await readdir(root, { withFileTypes: true }).catch(() => [])).sort(byName)) {
    if (!folder.isDirectory() || folder.name.startsWith('.')) continue;
    const organisation = folder.name.toUpperCase() === nationwide ? nationwide : folder.name;
    if (!known.has(organisation)) {
      strangers.push(folder.name);
      continue;
    }
    for (const entry of (await readdir(join(root, folder.name), { withFileTypes: true })).sort(byName)) {
      if (!entry.isFile() || entry.name.startsWith('.') || entry.name.startsWith('~$') || !readable.has(extname(entry.name).toLowerCase())) continue;
      files.push({ ...readFileName(entry.name), organisation, name: entry.name, path: join(root, folder.name, entry.name) });
    }
  }
  const order = (file: InboxFile) => `${file.kind === 'voorval' ? 1 : 0} ${file.delivered ?? '9999'} ${file.organisation} ${file.name}`;
  return { files: files.sort((a, b) => (order(a) < order(b) ? -1 : 1)), strangers };
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}
