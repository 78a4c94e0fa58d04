/** A small seeded generator of numbers (sfc32), so that the same seed gives the same sector on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer from 0 up to, not including, `below`. */
  below(below: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** A key of the table, in proportion to its weight. */
  weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K;
  poisson(mean: number): number;
  /** Negative binomial: Poisson with a gamma mean of shape `size`; variance = mean + mean²/size. */
  negativeBinomial(mean: number, size: number): number;
}

/** A stream of its own for each name, so that a change in one place leaves all other streams as they were. */
export function random(seed: number, ...names: readonly (string | number)[]): Random {
  const next = sfc32(hash(`${seed}/${names.join('/')}`));
  const stream: Random = {
    next,
    below: (below) => Math.floor(next() * below),
    chance: (probability) => next() < probability,
    pick: (from) => from[Math.floor(next() * from.length)]!,
    weighted: (weights) => weighted(next(), weights),
    poisson: (mean) => poisson(next, mean),
    negativeBinomial: (mean, size) => poisson(next, (gamma(next, size) * mean) / size),
  };
  return stream;
}

function weighted<K extends string>(u: number, weights: Readonly<Partial<Record<K, number>>>): K {
  let total = 0;
  for (const key in weights) total += weights[key]!;
  let left = u * total;
  let last: K | undefined;
  for (const key in weights) {
    last = key;
    left -= weights[key]!;
    if (left < 0) break;
  }
  return last!;
}

/** Knuth's product method, in steps of 30 so that exp() cannot underflow. */
function poisson(next: () => number, mean: number): number {
  let count = 0;
  for (let left = mean; left > 0; left -= 30) {
    const limit = Math.exp(-Math.min(left, 30));
    for (let product = next(); product > limit; product *= next()) count += 1;
  }
  return count;
}

/** Marsaglia and Tsang (2000), for shape >= 1. */
function gamma(next: () => number, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    const v = (1 + c * normal) ** 3;
    if (v > 0 && Math.log(1 - next()) < 0.5 * normal * normal + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Four 32-bit words from a text (FNV-1a, then mixed). */
function hash(text: string): [number, number, number, number] {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  const word = () => {
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    h = (h + 0x9e3779b9) | 0;
    return h ^ (h >>> 16);
  };
  return [word(), word(), word(), word()];
}

function sfc32([a, b, c, d]: [number, number, number, number]): () => number {
  const next = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i += 1) next();
  return next;
}
