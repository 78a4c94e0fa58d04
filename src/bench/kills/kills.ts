/** Pulls the plug: `npm run kills -- n=200 seed=1 commands=ingest,run,purge`. Ends with 1 when a store or a repeat was wrong. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildProgram } from '../../cli/program.js';
import { terminalIo } from '../../cli/io.js';
import { random } from '../../demo/random.js';
import { killScene } from './kill.js';
import { scenes } from './scenes.js';

const given = new Map(process.argv.slice(2).map((word) => word.split('=') as [string, string]));
const [n, seed] = [Number(given.get('n') ?? 30), Number(given.get('seed') ?? 1)];
const known = new Set(buildProgram(terminalIo('en'), () => undefined).commands.map((command) => command.name()));
const chosen = (given.get('commands') ?? scenes.map(({ name }) => name).filter((name) => known.has(name)).join(',')).split(',');
const say = (line: string) => void process.stdout.write(`${line}\n`);

const folder = await mkdtemp(join(tmpdir(), 'agressiemonitor-kills-'));
let failures = 0;
try {
  for (const [i, name] of chosen.entries()) {
    const scene = scenes.find((one) => one.name === name);
    if (!scene) throw new Error(`kills: there is no ${name}; there are ${scenes.map((one) => one.name).join(', ')}`);
    const times = Math.floor((n * (i + 1)) / chosen.length) - Math.floor((n * i) / chosen.length);
    const result = await killScene(scene, { folder: join(folder, name), times, random: random(seed, 'kills', name) });
    const held = new Map<number, number>();
    for (const count of result.deliveries) held.set(count, (held.get(count) ?? 0) + 1);
    say(`${name}: killed ${result.kills} times (${result.late} more came too late), ${result.failures.length} failures`);
    say(`  of ${result.whole} deliveries were in the store at the kill: ${[...held].sort(([a], [b]) => a - b).map(([count, times]) => `${count}: ${times}x`).join(', ')}`);
    for (const failure of result.failures) say(`  FAILED ${failure}`);
    failures += result.failures.length;
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = failures > 0 ? 1 : 0;
