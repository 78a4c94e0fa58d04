import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, basename } from 'node:path';
import { exitCodes, UserError } from '../error.js';

/** Writes a file whole or not at all: a temporary file beside it, flushed, then renamed. */
export async function writeFileAtomic(path: string, data: string | Uint8Array, mode = 0o644): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'w', mode);
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new UserError('store.diskFull', {}, exitCodes.usage);
    throw error;
  }
}

/** Fills a folder beside its place, then puts it there in one rename; an earlier folder is replaced. */
export async function writeFolderAtomic(path: string, fill: (temporary: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const mark = randomBytes(6).toString('hex');
  const temporary = join(dirname(path), `.${basename(path)}.${mark}.tmp`);
  const earlier = join(dirname(path), `.${basename(path)}.${mark}.old`);
  try {
    await mkdir(temporary);
    await fill(temporary);
    const replaced = await rename(path, earlier).then(() => true, () => false);
    try {
      await rename(temporary, path);
    } catch (error) {
      if (replaced) await rename(earlier, path);
      throw error;
    }
    await rm(earlier, { recursive: true, force: true });
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Clears a folder of what a killed process left of `writeFolderAtomic` and `writeFileAtomic`: unfinished ones go, and a
 * folder that was set aside comes back when its successor never came. Only for a caller that nobody writes beside.
 */
export async function clearUnfinished(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  for (const name of names) {
    const [, place, kind] = /^\.(.+)\.[0-9a-f]{12}\.(tmp|old)$/.exec(name) ?? [];
    if (place === undefined) continue;
    if (kind === 'old' && !names.includes(place)) await rename(join(folder, name), join(folder, place));
    else await rm(join(folder, name), { recursive: true, force: true, maxRetries: 3 });
  }
}
