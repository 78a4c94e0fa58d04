import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { UserError } from '../../error.js';
import { writeFileAtomic } from '../../files/atomic.js';

/** Throws when a file would land in the folder of the release, whose files are fixed by their hashes. */
export function assertOutside(output: string, release: string): void {
  const way = relative(resolve(dirname(release)), resolve(output));
  if (!way.startsWith('..') && !isAbsolute(way)) throw new UserError('query.insideRelease', { path: output });
}

/** Writes a file whole or not at all; a place that cannot be written is a UserError. */
export async function writeOutput(path: string, data: string | Uint8Array): Promise<void> {
  await writeFileAtomic(path, data).catch((error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new UserError('query.cannotWrite', { path, code });
  });
}
