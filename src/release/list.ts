/** The releases in a folder: `<month>-<n>` or `<year>-<n>`, n counting up within the month or year. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readManifest } from './read.js';

export interface ListedRelease {
  readonly folder: string;
  /** Folder name, for example `2024-06-2`. */
  readonly name: string;
  /** '2024-06', or '2023' of an annual release. */
  readonly month: string;
  readonly number: number;
  readonly id: string;
}

/** All releases below a folder, oldest month first, within a month in order of number. A folder that does not exist has none. */
export async function listReleases(root: string): Promise<ListedRelease[]> {
  const found = (await numbered(root)).map(async (entry) => {
    const folder = join(root, entry.name);
    return { folder, ...entry, id: (await readManifest(folder)).release };
  });
  return Promise.all(found);
}

/** The newest release of a month or year, or of all months. */
export async function latestRelease(root: string, month?: string): Promise<ListedRelease | undefined> {
  return (await listReleases(root)).filter((release) => month === undefined || release.month === month).at(-1);
}

/** The folder in which the next release of a month belongs. */
export async function nextReleaseFolder(root: string, month: string): Promise<string> {
  const last = (await numbered(root)).filter((entry) => entry.month === month).at(-1);
  return join(root, `${month}-${(last?.number ?? 0) + 1}`);
}

async function numbered(root: string): Promise<{ name: string; month: string; number: number }[]> {
  const names = await readdir(root).catch(() => []);
  return names
    .map((name) => /^(\d{4}(?:-\d{2})?)-([1-9]\d*)$/.exec(name))
    .filter((match) => match !== null)
    .map((match) => ({ name: match[0], month: match[1]!, number: Number(match[2]) }))
    .sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : a.number - b.number));
}
