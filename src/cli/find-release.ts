import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../error.js';
import { latestRelease, listReleases } from '../release/list.js';
import type { Io } from './io.js';
import { places, type Workspace } from './workspace/workspace.js';

/** The folder of a release by its path or its name in the workspace; without either the newest of the workspace. */
export async function releaseFolder(given: string | undefined, workspace: Workspace | undefined, io: Io): Promise<string> {
  if (given !== undefined && existsSync(join(resolve(io.cwd(), given), 'manifest.json'))) return resolve(io.cwd(), given);
  const root = workspace && join(workspace.folder, places.releases);
  const known = root === undefined ? [] : await listReleases(root);
  const found = given === undefined ? root && (await latestRelease(root)) : known.find(({ name, id }) => name === given || id === given);
  if (!found) throw new UserError('gate.noRelease', { release: given ?? '', known: known.map(({ name }) => name).join(', ') || '–' });
  return found.folder;
}
