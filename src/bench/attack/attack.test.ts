import { expect, test } from 'vitest';
import { arithmetic, forms, fuzz } from './channels.js';
import { averaging, differencing } from './guesses.js';
import { gained, told } from './outcome.js';
import { openWorld } from './world.js';

test('what counts as a gain: any success where none may be, else a rate above chance beyond chance itself', () => {
  const outcome = { attack: 'x', trials: 100, chance: 0.5 };
  expect([50, 60, 62, 63, 64, 65].map((successes) => gained({ ...outcome, successes }))).toEqual([false, false, false, true, true, true]);
  expect([gained({ ...outcome, successes: 1, chance: 0 }), gained({ ...outcome, successes: 0, chance: 0 }), gained({ ...outcome, trials: 0, successes: 0 })]).toEqual([true, false, false]);
  expect(told({ ...outcome, successes: 64 })).toContain('64.0 % (54.2-72.7)');
});

test('a small battery gains nothing of the real gate', async () => {
  const world = await openWorld({ rows: 1500, seed: 5 });
  try {
    const told_ = [await forms(world), await averaging(world, 30), await arithmetic(world), await differencing(world, 4, 1), await fuzz(world, 40, 2)];
    expect(told_.filter(gained).map(told)).toEqual([]);
    expect(told_[1]!.trials).toBeGreaterThan(10);
    expect(told_[2]!.trials).toBeGreaterThan(3);
  } finally {
    await world.close();
  }
}, 180_000);
