/** Hierarchical tables to protect: the shared cases, read where they lie, and a large one made here. */
import { existsSync, readFileSync } from 'node:fs';
import type { Contribution, Equation, LinkedCell, LinkedTables } from '../national/protect/linked.js';

/** One dimension: every code with those above it, and the codes right under it. */
interface Hierarchy {
  readonly above: ReadonlyMap<string, readonly string[]>;
  readonly under: ReadonlyMap<string, readonly string[]>;
}

type Line = readonly string[];

export const threshold = 5;

/** A table of `cases/disclosure/tables` with its contributions by organisation; undefined when the cases are not there. */
export function sharedTable(tag: 'tiny' | 'small' | 'mid', folder: URL): LinkedTables | undefined {
  const file = (name: string): URL => new URL(`tables/${tag}_${name}.csv`, folder);
  if (!existsSync(file('micro'))) return undefined;
  const dimensions = ['region', 'type', 'month'].map((name) => hierarchy(lines(file(`hier_${name}`))));
  return crossed(dimensions, lines(file('micro')).map((line) => ({ codes: line.slice(0, 3), unit: line[3]!, value: Number(line[4]) })));
}

/** INSEE's turnover by activity and size: 77 cells are sensitive, to within 10 percent on both sides; undefined when absent. */
export function inseeTable(folder: URL): LinkedTables | undefined {
  const file = new URL('insee/turnover_act_size.csv', folder);
  if (!existsSync(file)) return undefined;
  const rows = lines(file);
  const present = new Map(rows.map(([activity, size]) => [`${activity}|${size}`, true]));
  const cells = rows.map(([activity, size, count, total, largest]): LinkedCell => {
    const value = Number(total);
    const sensitive = (Number(count) > 0 && Number(count) < 3) || Number(largest) > 0.85 * value;
    return { id: `${activity}|${size}`, value, minimum: 0, ...(sensitive ? { need: { up: value / 10, down: value / 10, width: 0 } } : {}) };
  });
  const sizes = [...new Set(rows.map((row) => row[1]!))];
  const equations: Equation[] = [];
  const add = (total: string, parts: readonly string[]): void => {
    const there = parts.filter((part) => present.has(part));
    if (present.has(total) && there.length > 0) equations.push({ total, parts: there });
  };
  const under = new Map<string, Set<string>>();
  for (const chain of lines(new URL('insee/activity_corr_table.csv', folder))) {
    ['Total', ...chain].forEach((code, i, all) => {
      const next = all[i + 1];
      if (next && next !== code) under.set(code, (under.get(code) ?? new Set()).add(next));
    });
  }
  for (const [code, parts] of under) for (const size of sizes) add(`${code}|${size}`, [...parts].map((part) => `${part}|${size}`));
  for (const activity of new Set(rows.map((row) => row[0]!))) add(`${activity}|Total`, sizes.filter((size) => size !== 'Total').map((size) => `${activity}|${size}`));
  return { cells, equations, whole: false };
}

/**
 * Regions × types × 12 months in groups of 5, 5 and 3; with 40 regions and 30 types (the default) a million incidents and about
 * 1,100 cells of 1 to 4, otherwise as many incidents a cell.
 */
export function largeTable(places = 40, kinds = 30): LinkedTables {
  const grouped = (letter: string, count: number, size: number): Hierarchy => {
    const codes = Array.from({ length: count }, (_, i) => [`${letter}${i}`, `${letter.toUpperCase()}${Math.floor(i / size)}`, 'Total']);
    return hierarchyOf(codes);
  };
  let state = 20_240_613;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const weights = (count: number, steep: number): number[] => Array.from({ length: count }, (_, i) => (i + 1) ** -steep * (0.7 + 0.6 * random()));
  const [regions, types, months] = [weights(places, 0.87), weights(kinds, 1.06), weights(12, 0)];
  const whole = [regions, types, months].map((list) => list.reduce((a, b) => a + b, 0)).reduce((a, b) => a * b, 1);
  const incidents = (1_000_000 * places * kinds) / 1200;
  const records: Entry[] = [];
  regions.forEach((region, r) =>
    types.forEach((type, t) =>
      months.forEach((month, m) => {
        const expected = (incidents * region * type * month) / whole;
        const value = Math.round(Math.max(0, expected + Math.sqrt(expected) * (random() + random() + random() + random() - 2) * 1.7));
        records.push({ codes: [`r${r}`, `t${t}`, `m${m}`], unit: '', value });
      }),
    ),
  );
  return crossed([grouped('r', places, 5), grouped('t', kinds, 5), grouped('m', 12, 3)], records);
}

interface Entry {
  readonly codes: readonly string[];
  /** Who contributes; empty when that is not known. */
  readonly unit: string;
  readonly value: number;
}

/** All crossings of the codes of the dimensions, with an equation wherever a code has others under it. */
function crossed(dimensions: readonly Hierarchy[], entries: readonly Entry[]): LinkedTables {
  const sums = new Map<string, Map<string, number>>();
  const codes = dimensions.map((dimension) => [...dimension.above.keys()]);
  for (const id of products(codes)) sums.set(id, new Map());
  for (const { codes: at, unit, value } of entries) {
    for (const id of products(at.map((code, d) => dimensions[d]!.above.get(code)!))) {
      const units = sums.get(id)!;
      units.set(unit, (units.get(unit) ?? 0) + value);
    }
  }
  const cells = [...sums].map(([id, units]): LinkedCell => {
    const contributions = [...units].map(([unit, value]): Contribution => ({ unit, value }));
    const value = contributions.reduce((sum, one) => sum + one.value, 0);
    return { id, value, minimum: threshold, ...(units.has('') ? {} : { contributions }) };
  });
  const equations = cells.flatMap(({ id }) => {
    const at = id.split('|');
    return at.flatMap((code, d): Equation[] => {
      const under = dimensions[d]!.under.get(code);
      return under ? [{ total: id, parts: under.map((part) => at.with(d, part).join('|')) }] : [];
    });
  });
  return { cells, equations };
}

function products(lists: readonly (readonly string[])[]): string[] {
  return lists.reduce<string[]>((found, list) => found.flatMap((start) => list.map((code) => (start === '' ? code : `${start}|${code}`))), ['']);
}

/** From lines of a level, as so many '@', and a code. */
function hierarchy(levels: readonly Line[]): Hierarchy {
  const chain: string[] = [];
  return hierarchyOf(
    levels.map(([level, code]) => {
      chain.length = level!.length - 1;
      chain.push(code!);
      return [...chain].reverse();
    }),
  );
}

function hierarchyOf(chains: readonly (readonly string[])[]): Hierarchy {
  const above = new Map<string, string[]>();
  const under = new Map<string, string[]>();
  for (const chain of chains) {
    chain.forEach((code, i) => {
      if (above.has(code)) return;
      above.set(code, chain.slice(i));
      if (i + 1 < chain.length) under.set(chain[i + 1]!, [...(under.get(chain[i + 1]!) ?? []), code]);
    });
  }
  return { above, under };
}

function lines(file: URL): Line[] {
  const [, ...rest] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  return rest.map((line) => line.replaceAll('"', '').split(','));
}
