import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clearUnfinished, writeFileAtomic, writeFolderAtomic } from './atomic.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atomic-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('what a killed process left is cleared; nothing else is', async () => {
  const mark = '0123456789ab';
  for (const name of ['2024-06-1', `.2024-06-2.${mark}.tmp`, `.2024-05-1.${mark}.old`, `.2024-06-1.${mark}.old`, '.mine.tmp', 'x.tmp']) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'inhoud'), name);
  }
  await writeFile(join(folder, `.bericht.html.${mark}.tmp`), 'half');
  await clearUnfinished(folder);
  expect((await readdir(folder)).sort()).toEqual(['.mine.tmp', '2024-05-1', '2024-06-1', 'x.tmp']);
  expect(await readFile(join(folder, '2024-05-1', 'inhoud'), 'utf8')).toBe(`.2024-05-1.${mark}.old`);
  await clearUnfinished(join(folder, 'nergens'));
});

test('a folder or file that cannot be finished leaves what was there', async () => {
  const place = join(folder, 'heel');
  await writeFolderAtomic(place, (temporary) => writeFile(join(temporary, 'a'), 'eerst'));
  await expect(writeFolderAtomic(place, () => Promise.reject(new Error('half')))).rejects.toThrow('half');
  await writeFileAtomic(join(place, 'b'), 'tekst');
  expect(await readdir(place)).toEqual(['a', 'b']);
  expect((await readdir(folder)).filter((name) => name.startsWith('.heel'))).toEqual([]);
});
