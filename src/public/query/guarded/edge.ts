/**
 * The edge under which records tell too much, whether they are asked by themselves or left over between two answers. It lies a
 * little higher for some sets than for others, by the keys of their records, so that what is refused does not tell a number.
 */
import { type Noise, wobble } from './noise.js';
import { differences, type Part, type Rules, tooFew } from './record-set.js';

/** Whether a set is too small or too much one organisation's to be told. */
export type Few = (part: Part) => boolean;

export function fewOf({ rules, noise }: { readonly rules: Rules; readonly noise: Pick<Noise, 'above'> }): Few {
  return (part) => {
    if (tooFew(part.byOrganisation, rules)) return true;
    const count = part.byOrganisation.reduce((sum, n) => sum + n, 0);
    return count < rules.minimum + wobble - 1 && count < rules.minimum + noise.above(part);
  };
}

/** What one set has more than a part of it; of sets that differ both ways the sizes of the differences. */
export function between(a: Part, b: Part): Part {
  const apart = differences(a.byOrganisation, b.byOrganisation);
  const more = apart.reduce((sum, n) => sum + n, 0) >= 0;
  return { byOrganisation: apart.map(Math.abs), key: keyWithout(more ? a.key : b.key, more ? b.key : a.key) };
}

/** The key of what is left of a set when a part of it is taken away. */
export function keyWithout(whole: number, part: number): number {
  return (whole - part + 2 ** 32) % 2 ** 32;
}
