/** Attacks on the real gate with an invented world behind it: `npm run attack`, options `only=differencing,fuzz fuzz=N average=N trials=N seed=N quick`. */
import { arithmetic, errors, forms, fuzz, timing } from './channels.js';
import { averaging, differencing, insider, membership, organisationPresence, tracker } from './guesses.js';
import { gained, type Outcome, told } from './outcome.js';
import { reconstruction } from './reconstruct.js';
import { releasedTables } from './released.js';
import { vintages } from './vintages.js';
import { openWorld } from './world.js';

export interface Battery {
  readonly rows: number;
  readonly trials: number;
  readonly average: number;
  readonly fuzz: number;
  readonly pairs: number;
  /** Invented sectors whose releases are attacked; none in the quick battery, where the tests of releases do it. */
  readonly sectors: number;
  readonly seed: number;
  /** Names of the attacks to run; all when not given. */
  readonly only?: readonly string[];
}

export const quick: Battery = { rows: 3000, trials: 12, average: 40, fuzz: 100, pairs: 6, sectors: 0, seed: 20241128 };
const whole: Battery = { rows: 20_000, trials: 400, average: 10_000, fuzz: 100_000, pairs: 200, sectors: 4, seed: 20241128 };

/** Runs every attack, each against a ledger of its own where earlier answers would stand in its way. */
export async function battery({ rows, trials, average, fuzz: statements, pairs, sectors, seed, only }: Battery, tell: (outcome: Outcome) => void = () => undefined): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const note = (outcome: Outcome): void => {
    outcomes.push(outcome);
    tell(outcome);
  };
  const against = async (attack: (world: Awaited<ReturnType<typeof openWorld>>) => Promise<Outcome | Outcome[]>): Promise<void> => {
    const world = await openWorld({ rows, seed });
    try {
      for (const outcome of [await attack(world)].flat()) note(outcome);
    } finally {
      await world.close();
    }
  };
  const attacks: Record<string, () => Promise<void>> = {
    differencing: async () => {
      await against((world) => differencing(world, trials, seed));
      await against((world) => differencing(world, Math.ceil(trials / 4), seed + 1, 5));
    },
    tracker: () => against((world) => tracker(world, Math.ceil(trials / 2), seed + 2)),
    averaging: () => against((world) => averaging(world, average)),
    vintages: async () => note(await vintages(rows, Math.ceil(trials / 4), seed + 3)),
    membership: async () => (await membership(rows, Math.ceil(trials / 4), seed + 4)).forEach(note),
    organisation: () => against((world) => organisationPresence(world, trials, seed + 5)),
    insider: () => against((world) => insider(world, trials, seed + 6)),
    reconstruction: () => against((world) => reconstruction(world, pairs)),
    arithmetic: () => against(arithmetic),
    errors: () => against((world) => errors(world, pairs, seed + 7)),
    timing: () => against((world) => timing(world, pairs, seed + 8)),
    forms: () => against(forms),
    released: async () => (sectors === 0 ? [] : await releasedTables(sectors, Math.ceil(trials / 10), seed + 10)).forEach(note),
    fuzz: () => against((world) => fuzz(world, statements, seed + 9)),
  };
  for (const name of only ?? Object.keys(attacks)) {
    const attack = attacks[name];
    if (!attack) throw new Error(`attack: there is no ${name}; there are ${Object.keys(attacks).join(', ')}`);
    await attack();
  }
  return outcomes;
}

if (process.argv[1]?.endsWith('attack.js')) {
  const given = new Map(process.argv.slice(2).map((word): [string, string] => [word.split('=')[0]!, word.split('=')[1] ?? '']));
  const base = given.has('quick') ? quick : whole;
  const number = (name: string, usual: number): number => Number(given.get(name) ?? usual);
  const outcomes = await battery({ ...base, trials: number('trials', base.trials), average: number('average', base.average), fuzz: number('fuzz', base.fuzz), pairs: number('pairs', base.pairs), sectors: number('sectors', base.sectors), rows: number('rows', base.rows), seed: number('seed', base.seed), ...(given.has('only') && { only: given.get('only')!.split(',') }) }, (outcome) => console.log(told(outcome)));
  const defects = outcomes.filter((outcome) => gained(outcome) && outcome.limit === undefined);
  const limits = outcomes.filter((outcome) => gained(outcome) && outcome.limit !== undefined);
  console.log(`attacks: ${outcomes.length - defects.length - limits.length} held, ${defects.length} gained more than chance, ${limits.length} known limits`);
  process.exitCode = defects.length > 0 ? 1 : 0;
}
