/** What a reader of this release and of all earlier ones knows: bounds of every count, and how counts add up over both. */
import { type Layout, placeOf } from '../layout.js';
import { type Bounds, Contradiction, type Knowledge } from './attack.js';
import { places, type Printed } from './printed.js';
import { type Statement, statementsOf } from './statements.js';

export interface PrintedRelease {
  readonly layout: Layout;
  readonly printed: Printed;
}

export interface Known extends Knowledge {
  /** Months of tables that print only longer periods; they can be narrowed by the windows of several releases. */
  readonly months: readonly string[];
  /** Counts that the release withholds, those included that are never printed. */
  readonly withheld: readonly string[];
}

/** What was printed from another state of the store than the release rests on: true then, and perhaps still. */
export interface Fact extends Bounds {
  readonly place: string;
  /** A period that the release does not print, as the places of its months. */
  readonly window: boolean;
  readonly months: readonly string[];
  /** It was printed as final, so that a reader may rely on it. */
  readonly firm: boolean;
}

/** Everything printed before, and what the release itself prints as it was before. */
export function factsOf(current: PrintedRelease, earlier: readonly PrintedRelease[]): Fact[] {
  const now = new Set([...places(current.layout)].map(([place]) => place));
  const own = factsIn(current, now).filter(({ place }) => current.printed.carried.has(place));
  const former = earlier.flatMap((release) => factsIn(release, now).filter(({ place }) => !release.printed.carried.has(place)));
  const seen = new Set<string>();
  return [...own, ...former].filter(({ place, low, high }) => {
    const key = `${place} ${low} ${high}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Knowledge from what the release says of today, and of what was printed before the facts that are taken to be still true. */
export function knowledgeOf(current: PrintedRelease, facts: readonly Fact[] = []): Known {
  const layout = facts.some(({ window }) => window) ? withMonths(current.layout, facts) : current.layout;
  const bounds = new Map<string, Bounds>();
  const months: string[] = [];
  const untold = new Set(current.layout.achtergehouden);
  for (const [place, table, period] of places(layout)) {
    const count = current.printed.counts.get(place);
    if (count !== undefined && !current.printed.carried.has(place)) bounds.set(place, shownBounds(count, current.layout, table.drempel[period.soort]));
    else if (current.printed.withheld.has(place)) bounds.set(place, { low: current.printed.hidden.has(place) || untold.has(place) ? 0 : 1, high: Infinity });
    else {
      bounds.set(place, { low: 0, high: Infinity });
      if (count === undefined && period.soort === 'maand') months.push(place);
    }
  }
  for (const place of current.layout.nul) bounds.set(place, { low: 0, high: 0 });
  const statements = statementsOf(layout);
  for (const fact of facts) {
    const own = bounds.get(fact.place);
    if (own && !fact.window) {
      const both = { low: Math.max(own.low, fact.low), high: Math.min(own.high, fact.high) };
      if (both.low > both.high) throw new Contradiction(`audit: ${fact.place} was printed in ways that exclude each other`);
      bounds.set(fact.place, both);
    } else if (fact.months.every((month) => bounds.has(month))) statements.push({ whole: undefined, parts: fact.months, low: fact.low, high: fact.high } satisfies Statement);
  }
  return { bounds, statements, months, withheld: [...current.printed.withheld].sort() };
}

function factsIn({ layout, printed }: PrintedRelease, now: ReadonlySet<string>): Fact[] {
  return [...places(layout)].flatMap(([place, table, period]): Fact[] => {
    const count = printed.counts.get(place);
    if (count === undefined) return [];
    const code = place.split('|')[1]!;
    const window = !now.has(place);
    return [{ place, ...shownBounds(count, layout, table.drempel[period.soort]), firm: !printed.provisional.has(place), window, months: period.maanden.map((month) => placeOf(table.id, code, month)) }];
  });
}

/** The layout with every month of the windows, also for tables that print no months. */
function withMonths(layout: Layout, facts: readonly Fact[]): Layout {
  const months = new Set([...layout.perioden.flatMap(({ maanden }) => maanden), ...facts.flatMap(({ window, months: some }) => (window ? some.map((month) => month.split('|')[2]!) : []))]);
  const known = new Set(layout.perioden.map(({ id }) => id));
  const added = [...months].filter((month) => !known.has(month)).sort().map((id) => ({ id, soort: 'maand' as const, maanden: [id] }));
  return { ...layout, perioden: [...layout.perioden, ...added], tabellen: layout.tabellen.map((table) => (table.perioden.includes('maand') ? table : { ...table, perioden: [...table.perioden, 'maand' as const] })) };
}

/** A printed count is its rounded self: half a step to either side, but not below what may be printed; a printed zero is a zero. */
function shownBounds(count: number, { afronding }: Layout, threshold = 1): Bounds {
  const half = Math.floor(afronding / 2);
  return count === 0 ? { low: 0, high: 0 } : { low: Math.min(Math.max(threshold, count - half), count + half), high: count + half };
}
