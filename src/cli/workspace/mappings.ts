import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Codebook } from '../../codebook/schema.js';
import { UserError } from '../../error.js';
import { parseMapping } from '../../organisation/map/load.js';
import type { Mapping } from '../../organisation/map/mapping.js';
import type { Io } from '../io.js';
import { places, type Workspace } from './workspace.js';

/** The mapping of an organisation: the file given, else mappings/<organisation>.yaml of the workspace. */
export async function loadMapping(
  organisation: string,
  given: string | undefined,
  workspace: Workspace | undefined,
  codebook: Codebook,
  io: Io,
): Promise<Mapping> {
  const standard = `${places.mappings}/${organisation}.yaml`;
  const path = given !== undefined ? resolve(io.cwd(), given) : workspace && join(workspace.folder, places.mappings, `${organisation}.yaml`);
  const text = path === undefined ? undefined : await readFile(path, 'utf8').catch(() => undefined);
  if (path === undefined || text === undefined) throw new UserError('cli.mapping.missing', { organisation, place: given ?? standard });
  const mapping = parseMapping(text, basename(path), codebook, io.lang);
  if (mapping.organisatie !== organisation) {
    throw new UserError('cli.mapping.other', { file: basename(path), mapped: mapping.organisatie, organisation });
  }
  return mapping;
}
