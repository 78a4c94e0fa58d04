import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from '../../error.js';
import type { Lang } from '../../i18n/message.js';
import type { Io } from '../io.js';
import { type Config, parseConfig } from './config.js';

export interface Workspace {
  folder: string;
  config: Config;
  configText: string;
}

export const places = {
  config: 'monitor.yaml',
  mappings: 'mappings',
  keys: 'keys',
  inbox: 'inbox',
  store: 'store.duckdb',
  releases: 'releases',
  reports: 'reports',
  ledger: 'grootboek',
  receipts: 'ontvangstbewijzen',
  proofs: 'bewijzen',
  research: 'onderzoek',
} as const;

/** The workspace named by `--workspace`, or the nearest folder upwards with a monitor.yaml; undefined when there is none. */
export async function findWorkspace(given: string | undefined, io: Io): Promise<Workspace | undefined> {
  if (given !== undefined) {
    const folder = resolve(io.cwd(), given);
    if (!existsSync(join(folder, places.config))) throw new UserError('cli.workspace.none', { folder: given });
    return open(folder, io.lang);
  }
  for (let folder = resolve(io.cwd()); ; folder = dirname(folder)) {
    if (existsSync(join(folder, places.config))) return open(folder, io.lang);
    if (dirname(folder) === folder) return undefined;
  }
}

/** As findWorkspace, but without one is an error that says how to make it. */
export async function requireWorkspace(given: string | undefined, io: Io): Promise<Workspace> {
  const found = await findWorkspace(given, io);
  if (!found) throw new UserError('cli.workspace.none', { folder: basename(io.cwd()) });
  return found;
}

export function unknownOrganisation(organisation: string, workspace: Workspace): UserError {
  return new UserError('cli.organisation.unknown', { organisation, known: Object.keys(workspace.config.organisaties).join(', ') });
}

async function open(folder: string, lang: Lang): Promise<Workspace> {
  const path = join(folder, places.config);
  const configText = await readFile(path, 'utf8');
  return { folder, config: parseConfig(configText, places.config, lang), configText };
}
