/**
 * Perturbation tables for the cell-key method, by maximum entropy (Marley and Leaver 2011, Giessing 2016): the noise of a
 * count is unbiased, bounded and of limited variance, and never gives a small or negative count.
 */
export interface PtableRules {
  /** Largest noise D. */
  readonly largest: number;
  /** Largest variance V of the noise. */
  readonly variance: number;
  /** Counts 1 to js never occur after perturbation. */
  readonly threshold: number;
  /** Least probability that a count stays as it is. */
  readonly stay: number;
  /** Whether a larger loss is never likelier than a smaller one; default true. */
  readonly monotone?: boolean;
}

export interface PtableEntry {
  readonly noise: number;
  readonly probability: number;
  /** Cell keys up to here, and not in an entry before, get this noise. */
  readonly upTo: number;
}

/** Row i holds the noise of count i; the last row that of all larger counts. Throws when no distribution fits the rules. */
export function ptable(rules: PtableRules): PtableEntry[][] {
  const { largest, threshold } = rules;
  const rows: PtableEntry[][] = [[{ noise: 0, probability: 1, upTo: 1 }]];
  for (let count = 1; count <= largest + threshold + 1; count++) {
    const noises: number[] = [];
    for (let target = Math.max(0, count - largest); target <= count + largest; target++) if (target === 0 || target > threshold) noises.push(target - count);
    let upTo = 0;
    const probabilities = distribution(noises, rules);
    rows.push(noises.map((noise, i) => ({ noise, probability: probabilities[i]!, upTo: i === noises.length - 1 ? 1 : (upTo += probabilities[i]!) })));
  }
  return rows;
}

/** Atoms of equal probability: where larger losses may not be likelier than smaller ones, neighbours are taken together. */
interface Block {
  noises: number[];
  fixed?: number;
}

function distribution(noises: readonly number[], { variance, stay, monotone = true }: PtableRules): number[] {
  const blocks: Block[] = noises.map((noise) => ({ noises: [noise] }));
  for (;;) {
    const probabilities = mostEven(blocks, variance);
    const zero = blocks.findIndex((block) => block.noises.includes(0));
    if (zero >= 0 && blocks[zero]!.fixed === undefined && probabilities[zero]! < stay) {
      blocks[zero]!.fixed = stay;
      continue;
    }
    const at = blocks.findIndex((_, i) => monotone && i < zero && probabilities[i]! > probabilities[i + 1]! + 1e-12);
    if (at < 0) return blocks.flatMap((block, i) => block.noises.map(() => probabilities[i]!));
    blocks.splice(at, 2, { noises: [...blocks[at]!.noises, ...blocks[at + 1]!.noises] });
  }
}

/** Probabilities of one atom of each block: p = exp(-a·v - b·v²), with mean 0 and, where that binds, the largest variance. */
function mostEven(blocks: readonly Block[], variance: number): number[] {
  const first = blocks.map(({ noises }) => noises.reduce((sum, noise) => sum + noise, 0) / noises.length);
  const second = blocks.map(({ noises }) => noises.reduce((sum, noise) => sum + noise * noise, 0) / noises.length);
  const moment = (p: readonly number[], of: readonly number[]): number => blocks.reduce((sum, block, i) => sum + block.noises.length * p[i]! * of[i]!, 0);
  const taken = blocks.reduce((sum, { noises, fixed = 0 }) => sum + noises.length * fixed, 0);
  const free = (a: number, b: number): number[] => {
    const exponents = blocks.map(({ fixed }, i) => (fixed === undefined ? -a * first[i]! - b * second[i]! : Number.NEGATIVE_INFINITY));
    const top = Math.max(...exponents);
    const weights = exponents.map((exponent) => Math.exp(exponent - top));
    const sum = blocks.reduce((total, block, i) => total + block.noises.length * weights[i]!, 0);
    return blocks.map((block, i) => block.fixed ?? ((1 - taken) * weights[i]!) / sum);
  };
  const centred = (b: number): number[] => free(root(-400, 400, (a) => moment(free(a, b), first)), b);
  const even = centred(0);
  if (Math.abs(moment(even, first)) > 1e-6) throw new Error('protect: no noise without bias fits these rules');
  if (moment(even, second) <= variance) return even;
  if (moment(centred(60), second) > variance - 1e-6) throw new Error('protect: no noise of so small a variance fits these rules');
  const b = root(0, 60, (one) => moment(centred(one), second) - variance);
  return centred(b);
}

/** Where a falling function crosses zero. */
function root(low: number, high: number, falling: (x: number) => number): number {
  for (let i = 0; i < 70; i++) {
    const middle = (low + high) / 2;
    if (falling(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
