/** Pulling the plug: commands are killed over the whole of their length; the store opens each time, and the same command ends as if nothing had happened. `npm run kills` does it hundreds of times. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { killScene } from '../bench/kills/kill.js';
import { scenes } from '../bench/kills/scenes.js';
import { random } from '../demo/random.js';
import { ownFolder } from './binary.test-support.js';

const folder = await ownFolder('kill');

test.for([
  ['ingest', 5],
  ['run', 8],
] as const)('%s, killed %i times', { timeout: 600_000 }, async ([name, times]) => {
  const scene = scenes.find((one) => one.name === name)!;
  const { kills, failures, deliveries } = await killScene(scene, { folder: join(folder, name), times, random: random(1, name) });
  expect(failures, failures.join('\n')).toEqual([]);
  expect([kills, deliveries.length]).toEqual([times, times]);
});
