/**
 * Suppression measured: secondary cells, what is lost, time with audit. `npm run bench:protect`, or some of it:
 * `npm run bench:protect -- only=tiny,mid`. The shared cases are read from ../shared where they are there.
 */
import { audit } from '../national/protect/audit.js';
import { loadOptimiser } from '../national/protect/highs.js';
import { improvedPattern } from '../national/protect/improve.js';
import type { LinkedTables } from '../national/protect/linked.js';
import { optimalPattern } from '../national/protect/optimise.js';
import { needOf } from '../national/protect/primary.js';
import { suppressedCells } from '../national/protect/secondary.js';
import { buildSystem, type System } from '../national/protect/system.js';
import { inseeTable, largeTable, sharedTable } from './tables.js';

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

function line(one: Case, asked: string, system: System): string {
  const before = process.cpuUsage();
  const start = performance.now();
  const cost = Float64Array.from(system.value, (value) => (one.cost === 'count' ? 1 : value));
  const greedy = suppressedCells(system);
  const optimum = one.way === 'optimum' ? optimalPattern(system, greedy, cost, solve) : undefined;
  const pattern = optimum ?? improvedPattern(system, greedy, cost, Number(one.way), new Map());
  const found = audit(system, pattern.unknown);
  const used = process.cpuUsage(before);
  const secondary = (unknown: Uint8Array): number => unknown.reduce((count, one, cell) => count + Number(one === 1 && !system.needs[cell]), 0);
  const sum = system.value.reduce((total, value, cell) => total + (pattern.unknown[cell] ? value : 0), 0);
  const gap = optimum ? `${(100 * (1 - optimum.bound / optimum.cost)).toFixed(1)} %` : '-';
  const seconds = `${((used.user + used.system) / 1e6).toFixed(1)} cpu ${((performance.now() - start) / 1000).toFixed(1)} clock`;
  return [one.name, asked, system.value.length, system.needs.filter(Boolean).length, secondary(greedy.unknown), secondary(pattern.unknown), sum.toFixed(0), gap, seconds, found.programs, found.recoverable, found.tooNarrow, one.limit].join(' | ');
}

const only = process.argv.find((word) => word.startsWith('only='))?.slice(5).split(',');
process.stdout.write('table | asked | cells | sensitive | greedy | secondary | sum withheld | gap | seconds | programs | recoverable | too narrow | limit\n');
for (const one of cases) {
  if (only && !only.includes(one.name)) continue;
  const tables = one.tables();
  if (!tables) {
    process.stdout.write(`${one.name} | the shared cases are not there\n`);
    continue;
  }
  const rules = { organisaties: 0, dominantie: 100, lowest: 0 } as const;
  process.stdout.write(`${line(one, 'reach', buildSystem(plain(tables), rules))}\n`);
  if (!(tables.whole ?? true)) continue;
  process.stdout.write(`${line(one, 'width', buildSystem(tables, rules))}\n${line({ ...one, limit: '-' }, 'width, at least 1', buildSystem(tables, { ...rules, lowest: 1 }))}\n`);
  for (const lowest of [0, 1] as const) process.stdout.write(`${line({ ...one, way: 100, limit: '-' }, `rounded to 5, width${lowest ? ', at least 1' : ''}`, buildSystem(tables, { ...rules, lowest, rounding: 5 }))}\n`);
}
