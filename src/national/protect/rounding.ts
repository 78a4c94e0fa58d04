/** Rounding to a base: each count by itself, totals like parts, and one rounding of a figure wherever it is printed. */
import type { Bounds, LinkedCell } from './linked.js';

/** The nearest multiple of an odd base, as a shown count is printed. */
export function roundedTo(value: number, base: number): number {
  if (base === 1) return value;
  return base * Math.floor((value + (base - 1) / 2) / base);
}

/** What everybody knows of a count who sees it rounded: half a base to either side; a printed zero is taken for none. */
export function roundedBounds(printed: number, base: number): Bounds {
  const half = (base - 1) / 2;
  return printed === 0 ? { low: 0, high: 0 } : { low: Math.max(0, printed - half), high: printed + half };
}

/** The bounds of a shown cell. That it is shown also says that it is not below its minimum. */
export function boundsOf({ value, minimum }: LinkedCell, base: number): Bounds {
  const { low, high } = roundedBounds(roundedTo(value, base), base);
  return value < low || value > high ? { low: value, high: value } : { low: Math.min(value, Math.max(low, minimum)), high };
}

/** Throws when the base does not give every count one nearest multiple. */
export function checkBase(base: number, whole: boolean): void {
  if (!Number.isSafeInteger(base) || base < 1 || base % 2 === 0) throw new Error('protect: counts are rounded to an odd base');
  if (base > 1 && !whole) throw new Error('protect: only whole counts are rounded');
}
