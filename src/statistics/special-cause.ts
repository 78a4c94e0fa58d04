/** The four rules of Making Data Count, in their order of precedence (NHSRplotthedots; NHS England 2019). */

export type SpecialCause =
  | 'GEEN'
  | 'BOVEN_GRENS'
  | 'ONDER_GRENS'
  | 'STIJGING_VAN_7'
  | 'DALING_VAN_7'
  | 'TWEE_VAN_DRIE_BOVEN'
  | 'TWEE_VAN_DRIE_ONDER'
  | 'ZEVEN_BOVEN'
  | 'ZEVEN_ONDER';

interface Limits {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly nearLower: number;
  readonly nearUpper: number;
}

const runLength = 7;

/**
 * The rule each point falls under, if any: outside the limits; part of seven points that rise or fall without a pause; beyond two
 * sigma with another such point among three successive ones on one side of the centre; part of seven on one side of it. All
 * comparisons are strict: an equal value breaks a rise, a value on the centre breaks a run.
 */
export function specialCauses(points: readonly Limits[], centre: number, oldTwoInThree = false): SpecialCause[] {
  const side = points.map(({ value }) => Math.sign(value - centre));
  const outside = points.map(({ value, lower, upper }) => value > upper || value < lower);
  const far = points.map(({ value, nearLower, nearUpper }, i) => (value > nearUpper || value < nearLower) && !(oldTwoInThree && outside[i]));
  const moves = points.slice(1).map(({ value }, i) => Math.sign(value - points[i]!.value));
  const trends = partOfTrend(moves);
  const runs = partOfRun(side);
  return points.map((_, i): SpecialCause => {
    if (outside[i]) return side[i]! > 0 ? 'BOVEN_GRENS' : 'ONDER_GRENS';
    if (trends[i] !== 0) return trends[i]! > 0 ? 'STIJGING_VAN_7' : 'DALING_VAN_7';
    if (far[i] && twoInThree(i, far, side)) return side[i]! > 0 ? 'TWEE_VAN_DRIE_BOVEN' : 'TWEE_VAN_DRIE_ONDER';
    if (runs[i]) return side[i]! > 0 ? 'ZEVEN_BOVEN' : 'ZEVEN_ONDER';
    return 'GEEN';
  });
}

/** +1 or -1 where a point is part of seven in a row that rise or fall; where two meet, the later one. */
function partOfTrend(moves: readonly number[]): number[] {
  const part = new Array<number>(moves.length + 1).fill(0);
  for (let start = 0; start + runLength - 1 <= moves.length; start++) {
    const direction = moves[start]!;
    if (direction !== 0 && moves.slice(start, start + runLength - 1).every((move) => move === direction)) part.fill(direction, start, start + runLength);
  }
  return part;
}

function partOfRun(side: readonly number[]): boolean[] {
  const part = new Array<boolean>(side.length).fill(false);
  for (let start = 0; start + runLength <= side.length; start++) {
    if (side[start] !== 0 && side.slice(start, start + runLength).every((one) => one === side[start])) part.fill(true, start, start + runLength);
  }
  return part;
}

function twoInThree(i: number, far: readonly boolean[], side: readonly number[]): boolean {
  return [i - 2, i - 1, i].some((start) => {
    const three = [start, start + 1, start + 2];
    return three.every((at) => side[at] === side[i]) && three.filter((at) => far[at]).length >= 2;
  });
}
