/** The audit of a finished release: attacked from its own files, together with everything that was published before. */
import type { Layout } from '../layout.js';
import type { Bounds, Demand, Interval } from './attack.js';
import { Attackers } from './attackers.js';
import { unexplainedElsewhere } from './elsewhere.js';
import { givenBefore } from './given.js';
import { type Fact, factsOf, knowledgeOf, type Known, type PrintedRelease } from './knowledge.js';
import { places, printedFigures } from './printed.js';
import type { Solve } from './solver.js';
import { tenable } from './tenable.js';

export interface ReleaseText {
  readonly layout: Layout;
  /** The bytes of cijfer.csv as text. */
  readonly csv: string;
  /** The other tables by name, as text of their CSV; absent where only the figures are known, as of earlier releases. */
  readonly others?: ReadonlyMap<string, string>;
}

/** What only the maker of a release knows; without it the audit rests on the files alone. */
export interface Truth {
  /** True counts by place, with the part of each organisation. */
  readonly contributions: ReadonlyMap<string, readonly { readonly unit: string; readonly value: number }[]>;
  /** Places that are sensitive themselves, between which bounds no reader may place them, and how far apart these must be. */
  readonly sensitive: ReadonlyMap<string, Bounds & { readonly width: number }>;
}

export interface AuditResult {
  readonly cells: number;
  readonly withheld: number;
  readonly statements: number;
  readonly programs: number;
  readonly earlier: number;
  readonly insiders: number;
  /** Rows that the layout does not explain, printed counts that may not be printed, and numbers of other tables that follow from nothing printed. */
  readonly unexplained: readonly string[];
  /** Withheld counts that can be placed too closely, by whom: an outsider (null) or an organisation. */
  readonly unsafe: readonly (Interval & { readonly insider: string | null })[];
  /** Withheld counts that earlier releases give away already, and of which this one, that holds their line back, tells no more. */
  readonly given: readonly string[];
  /** Smallest distance between the possible values of a withheld count, as far as was needed. */
  readonly smallestWidth: number | null;
}

export function auditRelease(release: ReleaseText, earlier: readonly ReleaseText[], solve: Solve, truth?: Truth): AuditResult {
  const read = ({ layout, csv }: ReleaseText): PrintedRelease => ({ layout, printed: printedFigures(csv, layout) });
  const current = read(release);
  const former = earlier.map(read);
  const thresholds = thresholdsOf(release.layout);
  // With truth the attackers are given every earlier figure that still holds, as if someone told; from the files alone, those that were not
  // marked provisional and can hold together with today's. Who takes more for true draws conclusions from what was revised.
  const all = factsOf(current, former);
  const facts = truth ? all.filter((fact) => stillTrue(fact, truth)) : tenable(current, all.filter(({ firm }) => firm), solve);
  const known = knowledgeOf(current, facts);
  const attackers = new Attackers(known, current, solve, truth && ((place) => sumOf(truth.contributions.get(place) ?? [])));
  const lines = heldLines(current, former);
  try {
    const unsafe: (Interval & { insider: string | null })[] = [];
    const given = new Set<string>();
    const attack = (insider: string | null, demands: readonly Demand[], closer?: ReadonlyMap<string, Bounds>): Interval[] => {
      const seen = attackers.attack(demands, closer, (refused) => refused.some(({ place }) => !lines.has(lineOf(place))));
      const found = new Set(seen.flatMap(({ place, safe }) => (safe ? [] : [place])));
      const held = demands.filter(({ place }) => found.has(place) && former.length > 0 && lines.has(lineOf(place)));
      const before = held.length > 0 ? givenBefore(current, facts, held, attackers.exact(held, closer), closer, solve) : new Set<string>();
      for (const place of before) given.add(place);
      for (const interval of seen) if (!interval.safe && !before.has(interval.place)) unsafe.push({ ...interval, insider });
      return seen;
    };
    const outside = attack(null, demandsOf(current, former, known, thresholds, truth));
    const units = [...new Set([...(truth?.contributions.values() ?? [])].flatMap((all) => all.filter(({ value }) => value > 0).map(({ unit }) => unit)))].sort();
    // what is refused already need not be asked further
    for (const unit of unsafe.length > 0 && former.length > 0 ? [] : units) {
      const { demands, closer } = fromInside(unit, current, known, truth!);
      attack(unit, demands, closer);
    }
    const widths = outside.filter(({ place }) => current.printed.withheld.has(place) && !current.printed.hidden.has(place)).map(({ low, high }) => high - low);
    return {
      cells: current.printed.counts.size + current.printed.withheld.size,
      withheld: current.printed.withheld.size,
      statements: known.statements.length,
      programs: attackers.programs,
      earlier: earlier.length,
      insiders: units.length,
      unexplained: [...current.printed.unexplained, ...tooSmall(current, thresholds), ...(truth || former.length > 0 ? neverPrinted(current, former) : []), ...(release.others ? unexplainedElsewhere(release.others, release.csv, release.layout, current.printed, earlier.map(({ csv }) => csv)) : [])],
      unsafe,
      given: [...given].sort(),
      smallestWidth: widths.length > 0 ? widths.reduce((least, width) => Math.min(least, width)) : null,
    };
  } finally {
    attackers.close();
  }
}

/** Everything an outsider knows of a release, for asking between which values one count lies. */
export function outsiderKnowledge(release: ReleaseText, earlier: readonly ReleaseText[], solve: Solve): Known {
  const read = ({ layout, csv }: ReleaseText): PrintedRelease => ({ layout, printed: printedFigures(csv, layout) });
  const current = read(release);
  return knowledgeOf(current, tenable(current, factsOf(current, earlier.map(read)).filter(({ firm }) => firm), solve));
}

/** Lines of which the release prints nothing but what was printed before. */
function heldLines({ layout, printed }: PrintedRelease, former: readonly PrintedRelease[]): Set<string> {
  const lines = new Set(layout.achtergehouden.map(lineOf));
  for (const [place, count] of printed.counts) if (lines.has(lineOf(place)) && !former.some((release) => release.printed.counts.get(place) === count)) lines.delete(lineOf(place));
  return lines;
}

/** Table and code of a place. */
function lineOf(place: string): string {
  return place.slice(0, place.lastIndexOf('|'));
}

function stillTrue({ place, window, months, low, high }: Fact, { contributions }: Truth): boolean {
  let sum = 0;
  for (const one of window ? months : [place]) {
    const parts = contributions.get(one);
    if (!parts) return false;
    sum += sumOf(parts);
  }
  return sum >= low && sum <= high;
}

function sumOf(parts: readonly { readonly value: number }[]): number {
  return parts.reduce((sum, { value }) => sum + value, 0);
}

function demandsOf(current: PrintedRelease, former: readonly PrintedRelease[], known: Known, thresholds: ReadonlyMap<string, number>, truth?: Truth): Demand[] {
  const alreadyPublic = new Set(former.flatMap(({ printed }) => [...printed.counts.keys()]));
  // a count that is printed as it was and no longer is so, is withheld as it is now
  const changed = [...current.printed.carried].filter((place) => known.bounds.get(place)!.high === Infinity && truth?.sensitive.has(place));
  const untold = new Set(current.layout.achtergehouden);
  const demands = [...[...current.printed.withheld].filter((place) => !alreadyPublic.has(place)), ...changed].map((place): Demand => {
    const threshold = thresholds.get(place)!;
    const level = truth?.sensitive.get(place);
    // that a count is held back does not say that it is not zero
    if (current.printed.hidden.has(place) || (untold.has(place) && !level)) return neverSmall(place, threshold);
    const aim = { low: level?.low ?? Infinity, high: Math.max(threshold, level?.high ?? 0), width: Math.max(1, level?.width ?? 0) };
    return { place, aim, safe: ({ low, high }) => low <= aim.low && high >= aim.high && high - low >= aim.width };
  });
  const months = known.months.map((place) => neverSmall(place, thresholds.get(lineOf(place))!));
  return [...demands, ...months].sort((a, b) => (a.place < b.place ? -1 : 1));
}

/** A count that is never printed may be known to be zero, or to be large, but not to be small. */
function neverSmall(place: string, threshold: number): Demand {
  return { place, aim: { low: 0, high: threshold, width: 0 }, safe: ({ low, high }) => low <= 0 || high >= threshold };
}

/** An organisation knows its own part of every count, and a count that is all its own; what others contribute to a sensitive one may not follow. */
function fromInside(unit: string, current: PrintedRelease, { bounds }: Known, { contributions, sensitive }: Truth): { readonly demands: Demand[]; readonly closer: Map<string, Bounds> } {
  const closer = new Map<string, Bounds>();
  const demands: Demand[] = [];
  for (const [place, parts] of contributions) {
    const known = bounds.get(place);
    const own = parts.find((part) => part.unit === unit)?.value ?? 0;
    if (!known || own === 0) continue;
    const total = sumOf(parts);
    if (own === total) closer.set(place, { low: own, high: own });
    else if (own > known.low) closer.set(place, { low: own, high: known.high });
  }
  for (const place of current.printed.withheld) {
    const parts = contributions.get(place) ?? [];
    const own = parts.find((part) => part.unit === unit)?.value ?? 0;
    const { low, high } = bounds.get(place)!;
    if (sumOf(parts) > own && low < high && sensitive.has(place)) demands.push({ place, aim: { low: Infinity, high: 0, width: 1 }, safe: (seen) => seen.high - seen.low >= 1 });
  }
  demands.sort((a, b) => (a.place < b.place ? -1 : 1));
  return { demands, closer };
}

/** The threshold of every place, and of the months of every table and code. */
function thresholdsOf(layout: Layout): Map<string, number> {
  const thresholds = new Map<string, number>();
  for (const [place, table, period] of places(layout)) thresholds.set(place, table.drempel[period.soort] ?? 1);
  // also of tables that print no period of this release: earlier ones may have
  for (const { id, codes, sommen, drempel } of layout.tabellen) {
    for (const code of [...codes, ...Object.keys(sommen)]) thresholds.set(`${id}|${code}`, Math.max(1, ...Object.values(drempel).map((one) => one ?? 1)));
  }
  return thresholds;
}

/** Printed counts below their threshold; a rounded one may stand for a smaller number than it says. */
function tooSmall({ layout, printed }: PrintedRelease, thresholds: ReadonlyMap<string, number>): string[] {
  const half = Math.floor(layout.afronding / 2);
  return [...printed.counts].filter(([place, count]) => count > 0 && count + half < thresholds.get(place)!).map(([place]) => place).sort();
}

/** Counts that are said to be printed as they were before, and were not. */
function neverPrinted({ printed }: PrintedRelease, former: readonly PrintedRelease[]): string[] {
  return [...printed.carried].filter((place) => !former.some((release) => release.printed.counts.get(place) === printed.counts.get(place))).sort();
}
