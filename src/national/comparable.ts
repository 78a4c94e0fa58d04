/** When an organisation, which knows its own contribution, may see a figure about all of them. */

/** Other organisations that stand behind a figure at least, and the largest share that one of them may have among them. */
export const fewestOthers = 5;
const largestShare = 0.8;

/** Fewest organisations in a third, so that its own contribution taken away leaves three. */
export const smallestThird = 4;

export interface Contribution {
  readonly unit: string;
  readonly value: number;
}

/** Whether enough others contribute, none of them nearly alone. */
export function comparable(contributions: readonly Contribution[], own: string): boolean {
  const others = contributions.filter(({ unit, value }) => unit !== own && value > 0).map(({ value }) => value);
  const total = others.reduce((sum, value) => sum + value, 0);
  return others.length >= fewestOthers && Math.max(...others) <= largestShare * total;
}

export interface Rated {
  readonly organisatie: string;
  readonly aantal: number;
  readonly fte_maanden: number;
}

/**
 * The organisations in three groups by their rate, and the joint rate of each per 100 FTE a year, to one decimal; none when
 * a group would hold fewer than four, fewer than `minimum` incidents, or one that makes up most of it. The groups are the
 * same for every reader, so that two readers who compare learn nothing more.
 */
export function thirds(rated: readonly Rated[], minimum: number): number[] {
  const rateOf = ({ aantal, fte_maanden }: Rated): number => (1200 * aantal) / fte_maanden;
  const sorted = [...rated].sort((a, b) => rateOf(a) - rateOf(b) || (a.organisatie < b.organisatie ? -1 : 1));
  if (sorted.length < 3 * smallestThird) return [];
  const bounds = [0, 1, 2, 3].map((third) => Math.round((third * sorted.length) / 3));
  const groups = bounds.slice(1).map((end, i) => sorted.slice(bounds[i], end));
  const safe = groups.every((group) => {
    const count = group.reduce((sum, { aantal }) => sum + aantal, 0);
    const exposure = group.reduce((sum, { fte_maanden }) => sum + fte_maanden, 0);
    return group.length >= smallestThird && count >= minimum && group.every(({ aantal, fte_maanden }) => aantal <= largestShare * count && fte_maanden <= largestShare * exposure);
  });
  if (!safe) return [];
  return groups.map((group) => Math.round(10 * rateOf({ organisatie: '', aantal: group.reduce((sum, { aantal }) => sum + aantal, 0), fte_maanden: group.reduce((sum, { fte_maanden }) => sum + fte_maanden, 0) })) / 10);
}
