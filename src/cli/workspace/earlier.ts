import { mkdir, readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { writeFileAtomic } from '../../files/atomic.js';

/** Lays the text of an earlier version of a mapping beside it, as `<name>/v<version>.yaml`, and gives its path. Never overwrites another text. */
export async function keepEarlier(mapping: string, version: number, text: string): Promise<string> {
  const folder = join(dirname(mapping), basename(mapping, extname(mapping)));
  await mkdir(folder, { recursive: true });
  for (let nth = 1; ; nth++) {
    const path = join(folder, `v${version}${nth === 1 ? '' : `-${nth}`}.yaml`);
    const there = await readFile(path, 'utf8').catch(() => undefined);
    if (there === text) return path;
    if (there === undefined) {
      await writeFileAtomic(path, text);
      return path;
    }
  }
}
