/**
 * Suppression measured: secondary cells, what is lost, time with audit. `npm run bench:protect`, or some of it:
 * `npm run bench:protect -- only=tiny,mid`, `only=growth`, or with `all` the variants that no limit asks for. The shared cases are read from ../shared where they are there.
 */
import { audit } from '../national/protect/audit.js';
import { loadOptimiser } from '../national/protect/highs.js';
import { improvedPattern } from '../national/protect/improve.js';
import type { LinkedTables } from '../national/protect/linked.js';
import { optimalPattern } from '../national/protect/optimise.js';
import { needOf } from '../national/protect/primary.js';
import { suppressedCells } from '../national/protect/secondary.js';
import { buildSystem, type System } from '../national/protect/system.js';
import { inseeTable, largeTable, sharedTable, threshold } from './tables.js';

interface Case {
  name: string;
  tables: () => LinkedTables | undefined;
  /** What it costs to withhold a cell. */
  cost: 'count' | 'value';
  /** Sought to the optimum, or improved in so many places. */
  way: 'optimum' | number;
  limit: string;
}

const folder = new URL('../../../shared/cases/disclosure/', import.meta.url);
const cases: Case[] = [
  { name: 'tiny', tables: () => sharedTable('tiny', folder), cost: 'count', way: 'optimum', limit: '<= 19, 3 s' },
  { name: 'small', tables: () => sharedTable('small', folder), cost: 'count', way: 'optimum', limit: '<= 66, 15 s' },
  { name: 'insee', tables: () => inseeTable(folder), cost: 'count', way: 'optimum', limit: '<= 58, 10 s' },
  { name: 'insee-value', tables: () => inseeTable(folder), cost: 'value', way: 'optimum', limit: '<= 62 cells, 10 s' },
  { name: 'mid', tables: () => sharedTable('mid', folder), cost: 'count', way: 100, limit: '<= 660, 30 s' },
  { name: 'large', tables: largeTable, cost: 'count', way: 100, limit: '<= 1300, 120 s' },
];

const solve = await loadOptimiser();

/** Asks only what reference tools are asked: not provably below the threshold, with zero not excluded. */
function plain(tables: LinkedTables): LinkedTables {
  const rules = { organisaties: 0, dominantie: 100 };
  const cells = tables.cells.map((cell) => {
    const need = needOf({ ...cell, contributions: [] }, rules);
    return need && !cell.need ? { ...cell, need: { ...need, width: 0 } } : cell;
  });
  return { ...tables, cells };
}

/** How the cost of the greedy step and of the audit grows with the table. */
function growth(say: (text: string) => void): void {
  say('\nGrowth, tables of one shape (processor time)\ncells | equations | sensitive | greedy s | µs a cell | audit s | µs a cell | programs | recoverable | too narrow');
  for (const [places, kinds] of [[10, 10], [20, 15], [40, 15], [40, 30], [80, 30]] as const) {
    const tables = plain(largeTable(places, kinds));
    const system = buildSystem(tables, { organisaties: 0, dominantie: 100, lowest: 0 });
    const start = cpu();
    const { unknown } = suppressedCells(system);
    const middle = cpu();
    const found = audit(system, unknown);
    const [greedy, attack] = [middle - start, cpu() - middle];
    const each = (seconds: number): string => ((1e6 * seconds) / system.value.length).toFixed(0);
    say([system.value.length, tables.equations.length, system.needs.filter(Boolean).length, greedy.toFixed(2), each(greedy), attack.toFixed(2), each(attack), found.programs, found.recoverable, found.tooNarrow].join(' | '));
  }
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function line(one: Case, asked: string, system: System): string {
  const before = cpu();
  const start = performance.now();
  const cost = Float64Array.from(system.value, (value) => (one.cost === 'count' ? 1 : value));
  const greedy = suppressedCells(system);
  const optimum = one.way === 'optimum' ? optimalPattern(system, greedy, cost, solve) : undefined;
  const pattern = optimum ?? improvedPattern(system, greedy, cost, Number(one.way), new Map());
  const found = audit(system, pattern.unknown, system.soft ? pattern.proofs : undefined);
  const used = cpu() - before;
  const secondary = (unknown: Uint8Array): number => unknown.reduce((count, one, cell) => count + Number(one === 1 && !system.needs[cell]), 0);
  const sum = system.value.reduce((total, value, cell) => total + (pattern.unknown[cell] ? value : 0), 0);
  const gap = optimum ? `${(100 * (1 - optimum.bound / optimum.cost)).toFixed(1)} %` : '-';
  const seconds = `${used.toFixed(1)} cpu ${((performance.now() - start) / 1000).toFixed(1)} clock`;
  return [one.name, asked, system.value.length, system.needs.filter(Boolean).length, secondary(greedy.unknown), secondary(pattern.unknown), sum.toFixed(0), gap, seconds, found.programs, found.recoverable, found.tooNarrow, found.undecided, one.limit].join(' | ');
}

const words = process.argv.slice(2);
const only = words.find((word) => word.startsWith('only='))?.slice(5).split(',');
const all = words.includes('all');
const say = (text: string): void => void process.stdout.write(`${text}\n`);
say(`Secondary suppression. reach: what the limits ask, 0 exactly recoverable and 0 provably below ${threshold}. width: so many values as well.
rounded: shown counts in fives. Audit: outsiders; for rounded tables the engine's other tables, each checked in whole numbers, first.`);
say('table | asked | cells | sensitive | greedy | secondary | sum withheld | gap | seconds | programs | recoverable | too narrow | undecided | limit');
for (const one of cases) {
  if (only && !only.includes(one.name)) continue;
  const tables = one.tables();
  if (!tables) {
    say(`${one.name} | the shared cases are not there`);
    continue;
  }
  const rules = { organisaties: 0, dominantie: 100, lowest: 0 } as const;
  say(line(one, 'reach', buildSystem(plain(tables), rules)));
  if (!(tables.whole ?? true) || (one.name === 'large' && !all)) continue;
  const more = { ...one, way: 100, limit: '-' };
  say(line({ ...more, way: one.way }, 'width', buildSystem(tables, rules)));
  say(line(more, 'rounded, width', buildSystem(tables, { ...rules, rounding: 5 })));
  if (!all) continue;
  say(line({ ...more, way: one.way }, 'width, at least 1', buildSystem(tables, { ...rules, lowest: 1 })));
  say(line(more, 'rounded, width, at least 1', buildSystem(tables, { ...rules, lowest: 1, rounding: 5 })));
}
if (!only || only.includes('growth')) growth(say);
