import { join } from 'node:path';
import { listReleases } from '../../release/list.js';
import { readManifest } from '../../release/read.js';
import { places, type Workspace } from '../workspace/workspace.js';

/** Names of the releases whose figures rest on one of these deliveries, by their content hashes. */
export async function releasesOn(workspace: Workspace, content: readonly string[]): Promise<string[]> {
  const gone = new Set(content);
  const names: string[] = [];
  for (const { name, folder } of await listReleases(join(workspace.folder, places.releases))) {
    if ((await readManifest(folder)).leveringen.some((hash) => gone.has(hash))) names.push(name);
  }
  return names;
}
