/** A disk that is full at any stage: said, nothing by halves, and the same command goes on where it stopped. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { json, ownFolder, run } from './binary.test-support.js';
import { laySector } from './sector.test-support.js';

const folder = await ownFolder('disk');
const isRoot = process.getuid?.() === 0;

describe.skipIf(process.platform !== 'linux' || !isRoot)('a disk that is full (needs root, for a small tmpfs)', () => {
  const disk = join(folder, 'schijf');
  const sh = promisify(execFile);

  test.for([
    ['while it takes in', '500k', 'run'],
    ['after all files', '900k', 'run'],
    ['while it releases', '30m', 'release'],
  ] as const)('%s: said, nothing by halves, and all is well with more room', { timeout: 120_000 }, async ([, size, stage], { skip }) => {
    await mkdir(disk, { recursive: true });
    const mounted = await sh('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk]).then(() => true, () => false);
    if (!mounted) skip('no tmpfs may be mounted here');
    try {
      await laySector({ folder: disk, seed: 11, scale: 0.05, months: 1, only: ['VEERHAVEN', 'DUINRAND', 'MERELHOF'] });
      if (stage === 'release') {
        expect((await run(['run', '2024-06', '-w', disk])).code).toBe(0);
        await rm(join(disk, 'releases'), { recursive: true });
        await fill(join(disk, 'vol'), 64 * 1024);
      }
      const full = await run([stage, '2024-06', '-w', disk]);
      expect([full.code, full.stderr]).toEqual([2, expect.stringContaining('De schijf is vol.')]);
      expect(existsSync(join(disk, 'releases', '2024-06-1'))).toBe(false);
      const stored = /Van de \d+ bestanden waren er (\d+) opgenomen; die blijven staan\./.exec(full.stderr)?.[1];
      expect(stored !== undefined).toBe(size === '500k');
      await rm(join(disk, 'vol'), { force: true });
      await sh('mount', ['-o', 'remount,size=200m', disk]);
      const after = await run(['run', '2024-06', '-w', disk, '--json']);
      const answer = json<{ taken: { outcome: string }[] }>(after);
      expect(answer).toMatchObject({ release: { name: '2024-06-1', same: false } });
      const kept = answer.taken.filter(({ outcome }) => outcome === 'unchanged').length;
      expect(kept).toBe(stored === undefined ? answer.taken.length : Number(stored));
      expect(after.code).toBe(0);
    } finally {
      await sh('umount', [disk]);
    }
  });

  /** Fills the disk until so many bytes are left. */
  async function fill(path: string, left: number): Promise<void> {
    await appendFile(path, Buffer.alloc(left));
    try {
      for (;;) await appendFile(`${path}.rest`, Buffer.alloc(16 * 1024));
    } catch {
      await rm(path);
      await rename(`${path}.rest`, path);
    }
  }
});
