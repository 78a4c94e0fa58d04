import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { createKey } from '../cli/workspace/keys.js';
import { generateSector } from '../demo/write.js';
import type { Settings } from './bench.js';
import { measured } from './measured.js';

/** Start-up: `--help` against a Node that does nothing, medians of alternating runs. */
export async function helpStart({ say }: Settings): Promise<void> {
  const bin = fileURLToPath(new URL('../../bin/agressiemonitor.js', import.meta.url));
  const time = (args: string[]) => {
    const started = performance.now();
    execFileSync(process.execPath, args, { stdio: 'ignore' });
    return performance.now() - started;
  };
  const [bare, help]: [number[], number[]] = [[], []];
  for (let i = 0; i < 15; i++) {
    bare.push(time(['-e', '0']));
    help.push(time([bin, '--help']));
  }
  const median = (all: number[]) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)]!;
  const [none, full] = [median(bare), median(help)];
  say(`\nStart-up, medians of 15: node -e 0 ${none.toFixed(0)} ms, --help ${full.toFixed(0)} ms, ratio ${(full / none).toFixed(2)} (limit 2.5)`);
}

/** The demo sector: everything at once, and a month's new files on a store that has the rest. */
export async function demoMonth({ folder, say }: Settings): Promise<void> {
  const workspace = join(folder, 'demo');
  const seed = 2024;
  const lay = async (deliveredUntil: string) => {
    const started = performance.now();
    const sector = await generateSector({ folder: workspace, seed, deliveredUntil });
    const organisaties = Object.fromEntries(sector.organisaties.map(({ code, naam, sinds, tot }) => [code, { naam, sinds, tot }]));
    await writeFile(join(workspace, 'monitor.yaml'), stringify({ organisaties }));
    for (const { code } of sector.organisaties) await createKey(workspace, code, createHash('sha256').update(code).digest());
    return { seconds: (performance.now() - started) / 1000, files: sector.files.length };
  };
  const before = await lay('2024-06-30');
  const all = await measured('command', ['run', '2024-05', '--workspace', workspace]);
  const after = await lay('2024-07-17');
  const month = await measured('command', ['run', '2024-06', '--workspace', workspace]);
  const again = await measured('command', ['run', '2024-06', '--workspace', workspace]);
  say(`\nThe demo sector (14 organisations, 36 months)`);
  say(`  writing ${before.files} files            ${before.seconds.toFixed(1)} s`);
  say(`  run on an empty store         ${all.seconds.toFixed(1)} s (cpu ${all.cpu.toFixed(1)}; with the writing under 60)`);
  say(`  run with ${after.files - before.files} new files         ${month.seconds.toFixed(1)} s (cpu ${month.cpu.toFixed(1)}; under 10)`);
  say(`  run with nothing new          ${again.seconds.toFixed(1)} s`);
}
