/** The only way in which a published figure is rounded. */

/**
 * Rounds half away from zero as a reader would on paper: by the shortest decimal form of the number,
 * so that 1.005 becomes 1.01 although the double lies just below it.
 */
export function roundDecimal(value: number, digits: number): number {
  if (!Number.isFinite(value)) return value;
  const rounded = shift(Math.round(shift(Math.abs(value), digits)), -digits);
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}

function shift(value: number, digits: number): number {
  const [mantissa, exponent = '0'] = String(value).split('e');
  return Number(`${mantissa}e${Number(exponent) + digits}`);
}
