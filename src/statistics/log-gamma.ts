/** The logarithm of the gamma function, and Loader's (2000) pieces for probabilities that do not cancel for large counts. */

const lanczos = [
  0.99999999999999709182, 57.156235665862923517, -59.597960355475491248, 14.136097974741747174, -0.49191381609762019978,
  0.33994649984811888699e-4, 0.46523628927048575665e-4, -0.98374475304879564677e-4, 0.15808870322491248884e-3,
  -0.21026444172410488319e-3, 0.2174396181152126432e-3, -0.16431810653676389022e-3, 0.84418223983852743293e-4,
  -0.2619083840158140867e-4, 0.36899182659531622704e-5,
];
const halfLogTwoPi = 0.91893853320467274178;

/** Natural logarithm of Γ(x) for x > 0 (Lanczos, g = 607/128, 15 terms). */
export function logGamma(x: number): number {
  let sum = lanczos[0]!;
  for (let i = 1; i < lanczos.length; i++) sum += lanczos[i]! / (x + i);
  const t = x + 671 / 128;
  return (x + 0.5) * Math.log(t) - t + halfLogTwoPi + Math.log(sum / x);
}

/** log Γ(a+1) - Stirling's approximation of it. */
export function stirlingError(a: number): number {
  if (a < 16) return logGamma(a + 1) - (a + 0.5) * Math.log(a) + a - halfLogTwoPi;
  const square = a * a;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / a;
}

/** a·log(a/x) + x - a without cancellation near x = a. */
export function deviance(a: number, x: number): number {
  if (Math.abs(a - x) > 0.1 * (a + x)) return a * Math.log(a / x) + x - a;
  const v = (a - x) / (a + x);
  let sum = (a - x) * v;
  let power = 2 * a * v;
  const square = v * v;
  for (let j = 1; j < 1000; j++) {
    power *= square;
    const next = sum + power / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}
