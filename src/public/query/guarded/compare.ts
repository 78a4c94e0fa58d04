/** Whether an answer would tell, beside earlier ones, about too few records: sets of records compared in pairs and along one column. */
import { axisTexts, type Box, boxFrom, boxText } from './box.js';
import { between, type Few, keyWithout } from './edge.js';
import { differences, type Part } from './record-set.js';

/** A set of records as a union of boxes that do not overlap, with its key and how many records each organisation has in it. */
export interface Known extends Part {
  readonly id: string;
  readonly boxes: readonly Box[];
}

/** Records in each of two unions of boxes, and in both. */
export type Overlap = (a: readonly Box[], b: readonly Box[]) => Promise<{ a: number; b: number; both: number }>;

const ids = new WeakMap<readonly Box[], string>();

export function idOf(boxes: readonly Box[]): string {
  let id = ids.get(boxes);
  if (id === undefined) ids.set(boxes, (id = boxes.map(boxText).sort().join(' | ')));
  return id;
}

export function boxesOf(id: string): Box[] {
  return id.split(' | ').map(boxFrom);
}

/** What a project's answers are compared with: cells, and apart from them the known records under sums and averages of a column. */
export interface Comparisons {
  readonly cells: Comparison;
  measured(column: string): Comparison;
}

/** Known sets of a project, found again by what they may be compared along. */
export class Comparison {
  readonly #few: Few;
  readonly #overlap: Overlap;
  readonly #known = new Map<string, Known>();
  /** Sets of one box that differ along one axis only, by that axis and what they share. */
  readonly #lines = new Map<string, Map<string, Known>>();
  /** Axes along which known sets differ, by what those share. */
  readonly #axes = new Map<string, Set<string>>();

  constructor(few: Few, overlap: Overlap, known: Iterable<Known> = []) {
    this.#few = few;
    this.#overlap = overlap;
    for (const one of known) this.add(one);
  }

  add(known: Known): void {
    this.#known.set(known.id, known);
    if (known.boxes.length !== 1) return;
    for (const [axis, shared] of sharedAlong(known.boxes[0]!)) {
      const line = lineOf(axis, shared);
      let others = this.#lines.get(line);
      if (!others) this.#lines.set(line, (others = new Map()));
      others.set(known.id, known);
      let axes = this.#axes.get(shared);
      if (!axes) this.#axes.set(shared, (axes = new Set()));
      axes.add(axis);
    }
  }

  /** The id of an earlier set from which this one differs by none or too few records or organisations; undefined when there is none. */
  async tooClose(set: Part, boxes: readonly Box[]): Promise<string | undefined> {
    const id = idOf(boxes);
    for (const known of this.#known.values()) {
      if (known.id === id || !this.#near(set, known)) continue;
      if (await this.#nested(boxes, known.boxes)) return known.id;
    }
    return boxes.length === 1 ? this.#alongLines({ id, boxes, key: set.key, byOrganisation: set.byOrganisation }) : undefined;
  }

  /** Whether one may be part of the other with a remainder that tells too much. */
  #near(a: Part, b: Part): boolean {
    let [more, less] = [false, false];
    for (let i = 0; i < Math.max(a.byOrganisation.length, b.byOrganisation.length); i++) {
      const d = (a.byOrganisation[i] ?? 0) - (b.byOrganisation[i] ?? 0);
      if (d > 0) more = true;
      if (d < 0) less = true;
      if (more && less) return false;
    }
    return this.#few(between(a, b));
  }

  async #nested(a: readonly Box[], b: readonly Box[]): Promise<boolean> {
    if (covers(a, b) || covers(b, a)) return true;
    if (a.every((one) => b.every((other) => disjoint(one, other)))) return false;
    const counted = await this.#overlap(a, b);
    return counted.both === counted.a || counted.both === counted.b;
  }

  /** What is left of a whole when its known parts along one axis are taken away, with the new set as the whole or as one of the parts. */
  #alongLines(fresh: Known): string | undefined {
    const box = fresh.boxes[0]!;
    const along = new Map([...[...(this.#axes.get(fresh.id) ?? [])].map((axis) => [axis, fresh.id] as const), ...sharedAlong(box)]);
    for (const [axis, shared] of along) {
      const line = [...(this.#lines.get(lineOf(axis, shared))?.values() ?? [])];
      const own = box.get(axis);
      // Known sets on the same line, the one that is free on the axis included.
      const free = this.#known.get(shared);
      const wholes = (free ? [...line, free] : line).filter(({ boxes }) => isPart(own, boxes[0]!.get(axis)));
      for (const whole of [fresh, ...wholes]) {
        if (whole !== fresh && whole.id === fresh.id) continue;
        const all = whole.boxes[0]!.get(axis);
        const inside = line.filter(({ id, boxes }) => id !== whole.id && id !== fresh.id && isPart(boxes[0]!.get(axis), all));
        const taken = whole === fresh ? apart(inside, axis, undefined) : [fresh, ...apart(inside, axis, own)];
        if (taken.length < 2) continue;
        const left = taken.reduce((rest, { byOrganisation }) => differences(rest, byOrganisation), [...whole.byOrganisation]);
        const key = taken.reduce((rest, part) => keyWithout(rest, part.key), whole.key);
        if (left.some((n) => n !== 0) && left.every((n) => n >= 0) && this.#few({ byOrganisation: left, key })) return whole === fresh ? taken[0]!.id : whole.id;
      }
    }
    return undefined;
  }
}

/** For each axis of a box the text of the box without it. */
function sharedAlong(box: Box): [string, string][] {
  const texts = axisTexts(box);
  return [...box.keys()].map((axis, i) => [axis, texts.filter((_, at) => at !== i).join(' ')]);
}

function lineOf(axis: string, shared: string): string {
  return `${axis}\u0000${shared}`;
}

/** Sets along one axis that have no code in common with each other or with `besides`, the finest first. */
function apart(inside: readonly Known[], axis: string, besides: ReadonlySet<string> | undefined): Known[] {
  const used = new Set(besides);
  const codes = (known: Known): string[] => [...(known.boxes[0]!.get(axis) ?? [])];
  const chosen: Known[] = [];
  for (const known of [...inside].sort((a, b) => codes(a).length - codes(b).length || (a.id < b.id ? -1 : 1))) {
    const own = codes(known);
    if (own.length === 0 || own.some((code) => used.has(code))) continue;
    for (const code of own) used.add(code);
    chosen.push(known);
  }
  return chosen;
}

/** Whether codes are among others; undefined is every code. */
function isPart(part: ReadonlySet<string> | undefined, whole: ReadonlySet<string> | undefined): boolean {
  if (whole === undefined) return true;
  return part !== undefined && [...part].every((code) => whole.has(code));
}

function covers(whole: readonly Box[], part: readonly Box[]): boolean {
  return part.every((one) => whole.some((other) => [...other].every(([axis, codes]) => isPart(one.get(axis), codes))));
}

function disjoint(a: Box, b: Box): boolean {
  return [...a].some(([axis, codes]) => {
    const other = b.get(axis);
    return other !== undefined && ![...codes].some((code) => other.has(code));
  });
}
