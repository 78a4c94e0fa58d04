/** What an attacker can compute of the sensitive cells of a finished pattern, by linear programs started afresh. */
import { Region } from './region.js';
import type { System } from './system.js';

export interface Audit {
  readonly programs: number;
  /** Sensitive cells with only one possible value. */
  readonly recoverable: number;
  /** Sensitive cells that cannot be as far from their true value as their protection levels ask. */
  readonly tooNarrow: number;
  /** The smallest width of an interval; widths are followed up to the levels asked. */
  readonly narrowest: number;
}

const same = 1e-6;

/** Attacks every sensitive cell as an outsider who knows the layout, the signs and all that is shown. */
export function audit(system: System, unknown: Uint8Array): Audit {
  const region = new Region(system, [...unknown.keys()].filter((cell) => unknown[cell] && system.open[cell]));
  const { tableau, column } = region;
  let programs = 0;
  let recoverable = 0;
  let tooNarrow = 0;
  let narrowest = Number.POSITIVE_INFINITY;
  for (const [cell, need] of system.needs.entries()) {
    if (!need) continue;
    if (column[cell]! < 0) throw new Error('protect: a sensitive cell is shown');
    if (Math.max(need.up, need.down, need.width) <= 0) continue;
    const reach = (direction: 1 | -1, goal: number): number => {
      programs++;
      tableau.reset();
      return tableau.push(column[cell]!, direction, goal);
    };
    const up = reach(1, Math.max(need.up, need.width));
    const below = Math.min(need.down, system.value[cell]! - system.lowest[cell]!);
    const down = below > 0 || up < need.width - same ? reach(-1, Math.max(below, need.width - up)) : 0;
    narrowest = Math.min(narrowest, up + down);
    if (up + down < same) recoverable++;
    if (up < need.up - same || down < below - same || up + down < need.width - same) tooNarrow++;
  }
  return { programs, recoverable, tooNarrow, narrowest: Number.isFinite(narrowest) ? narrowest : 0 };
}
