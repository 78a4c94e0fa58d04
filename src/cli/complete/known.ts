/** The values that the workspace and the program know: organisations, months, reports, shells. Reads names of files, never their contents. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { codebookVersions } from '../../codebook/codebook.js';
import { forms } from '../../public/report/form.js';
import type { Io } from '../io.js';
import { readFileName } from '../workspace/filename.js';
import { findWorkspace, places, type Workspace } from '../workspace/workspace.js';
import type { Candidate, KnownValues } from './candidates.js';
import { shells } from './shells.js';

const contextKinds = ['noemer', 'nulverklaring', 'let', 'gebeurtenis', 'enquete', 'contextfactor'];

/** Known values for the commands of a program; an empty list where something must be typed that nobody can know. */
export function knownValues(program: Command, given: string | undefined, io: Io): KnownValues {
  const workspace = () => findWorkspace(given, io).catch(() => undefined);
  return async (command, name) => {
    switch (name) {
      case '--organisation':
        return organisations(await workspace());
      case 'month':
        return named(command === 'run' ? await months(await workspace()) : await releasedMonths(await workspace()));
      case 'period':
        return named(await releasedMonths(await workspace()));
      case '--form':
        return named([...forms, 'all']);
      case '--template':
        return [];
      case '--from':
      case '--to':
        return named(await months(await workspace()));
      case '--period':
        return named(await periods(await workspace()));
      case '--release':
        return named((await folders(await workspace(), places.releases)).map((one) => `${places.releases}/${one}`));
      case '--kind':
        return named(contextKinds);
      case '--codebook-version':
        return named(codebookVersions());
      case 'name':
        return named(await reports(await workspace()));
      case 'shell':
        return named(shells);
      case 'command':
        return program.commands.map((one) => ({ value: one.name(), description: one.description() }));
      case 'file':
      case 'folder':
      case '--workspace':
      case '--mapping':
      case '--base':
      case '--out':
        return undefined;
      default:
        return [];
    }
  };
}

function organisations(workspace: Workspace | undefined): Candidate[] {
  return Object.entries(workspace?.config.organisaties ?? {}).map(([value, { naam }]) => ({ value, description: naam }));
}

async function releasedMonths(workspace: Workspace | undefined): Promise<string[]> {
  return (await folders(workspace, places.releases)).flatMap((name) => /^\d{4}(?:-\d{2})?(?=-[1-9])/.exec(name)?.[0] ?? []);
}

/** Months that were released or that a file in the inbox names. */
async function months(workspace: Workspace | undefined): Promise<string[]> {
  const delivered = (await periods(workspace)).filter((period) => /^\d{4}-\d{2}$/.test(period));
  return [...(await releasedMonths(workspace)), ...delivered];
}

async function periods(workspace: Workspace | undefined): Promise<string[]> {
  if (!workspace) return [];
  const inbox = join(workspace.folder, places.inbox);
  const names = await Promise.all((await folders(workspace, places.inbox)).map((name) => readdir(join(inbox, name)).catch(() => [])));
  return names.flat().flatMap((name) => readFileName(name).period ?? []);
}

/** Report definitions of the workspace and those that come with the program. */
async function reports(workspace: Workspace | undefined): Promise<string[]> {
  const roots = [fileURLToPath(new URL('../../../reports/', import.meta.url)), ...(workspace ? [join(workspace.folder, 'rapportdefinities')] : [])];
  const found = await Promise.all(
    roots.map(async (root) => {
      const names = await readdir(root).catch(() => []);
      const complete = await Promise.all(names.map(async (name) => (await readdir(join(root, name)).catch((): string[] => [])).includes('report.yaml')));
      return names.filter((_, i) => complete[i]);
    }),
  );
  return found.flat();
}

async function folders(workspace: Workspace | undefined, place: string): Promise<string[]> {
  if (!workspace) return [];
  const entries = await readdir(join(workspace.folder, place), { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

function named(values: readonly string[]): Candidate[] {
  return [...new Set(values)].sort().map((value) => ({ value, description: '' }));
}
