/** What to repair first: the repair that makes most incidents count, then the next given that one, then what takes away most signals. */
import type { Group, LocatedFinding } from './groups.js';
import { kindOf } from './groups.js';

/** What a repair brings when the ones before it in the list are done. */
export interface Gain {
  /** Incidents that start to count. */
  counts: number;
  /** Incidents that lose their last signal. */
  signals: number;
  /** Rejected incidents that it touches but does not free by itself. */
  touched: number;
}

export interface Repair {
  group: Group;
  gain: Gain;
}

/** All groups of errors and signals in the order in which they pay. Gains add up: no incident is counted twice. */
export function planRepairs(groups: readonly Group[]): Repair[] {
  const open = groups.filter(({ severity, rows }) => severity !== 'info' && rows.length > 0);
  const errors = burdens(open, 'rejected');
  const signals = burdens(open, 'signalled');
  const done = new Set<number>();
  const plan: Repair[] = [];
  while (plan.length < open.length) {
    const candidates = open.flatMap((group, at) => (done.has(at) ? [] : [{ at, group, gain: gainOf(at, done, errors, signals) }]));
    candidates.sort(
      (a, b) => b.gain.counts - a.gain.counts || b.gain.touched - a.gain.touched || b.gain.signals - a.gain.signals || ease(a.group) - ease(b.group) || b.group.rows.length - a.group.rows.length || (order(a.group) < order(b.group) ? -1 : 1),
    );
    const { at, group, gain } = candidates[0]!;
    done.add(at);
    plan.push({ group, gain });
  }
  return plan;
}

/** What is repaired in the mapping is done at once for all its rows, and for every delivery to come. */
function ease({ rule }: Group): number {
  return rule === 'R22' || rule === 'R23' ? 0 : 1;
}

function order({ severity, rule, column, params }: Pick<LocatedFinding, 'severity' | 'rule' | 'column' | 'params'>): string {
  return [severity, rule, column ?? '', kindOf(params) ?? ''].join('\u0000');
}

interface Burden {
  groups: number[];
  incidents: number;
}

/** Which groups together hold incidents back, and how many; an incident with several rows is held by all that is wrong in them. */
function burdens(groups: readonly Group[], what: 'rejected' | 'signalled'): Burden[] {
  const held = new Map<number, number[]>();
  groups.forEach((group, at) => {
    if (group.severity !== (what === 'rejected' ? 'error' : 'signal')) return;
    for (const incident of group[what]) {
      const known = held.get(incident);
      if (known) known.push(at);
      else held.set(incident, [at]);
    }
  });
  const sets = new Map<string, Burden>();
  for (const by of held.values()) {
    const key = by.join(' ');
    const known = sets.get(key);
    if (known) known.incidents++;
    else sets.set(key, { groups: by, incidents: 1 });
  }
  return [...sets.values()];
}

function gainOf(at: number, done: ReadonlySet<number>, errors: readonly Burden[], signals: readonly Burden[]): Gain {
  const gain = { counts: 0, signals: 0, touched: 0 };
  const rest = ({ groups }: Burden) => (groups.includes(at) ? groups.filter((one) => one !== at && !done.has(one)).length : undefined);
  for (const burden of errors) {
    const left = rest(burden);
    if (left === 0) gain.counts += burden.incidents;
    else if (left !== undefined) gain.touched += burden.incidents;
  }
  for (const burden of signals) if (rest(burden) === 0) gain.signals += burden.incidents;
  return gain;
}
