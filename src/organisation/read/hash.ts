/** Two 32-bit hashes (murmur3's mixing, different constants) over cells in their place; together 63 bits. */
const lanes = new Uint32Array(2);
const whole = new BigUint64Array(lanes.buffer);
let a = 0;
let b = 0;

/** Hash of the cells at the given positions and of those from `from` to `to`; a missing cell counts as an empty one. */
export function hashCells(cells: readonly string[], positions: readonly number[], from = 0, to = 0): bigint {
  a = 0x9747b28c;
  b = 0x3c6ef372;
  for (const position of positions) mix(cells[position] ?? '', position);
  for (let position = from; position < to; position++) mix(cells[position] ?? '', position);
  lanes[0] = finish(a);
  lanes[1] = finish(b) >>> 1;
  return whole[0]!;
}

function mix(cell: string, position: number): void {
  let x = a;
  let y = b;
  for (let i = 0; i < cell.length; i++) {
    const code = cell.charCodeAt(i);
    x = Math.imul(x ^ code, 0xcc9e2d51);
    x = (x << 15) | (x >>> 17);
    y = Math.imul(y ^ code, 0x85ebca77);
    y = (y << 13) | (y >>> 19);
  }
  a = Math.imul(x ^ (0x10000 + cell.length), 0x1b873593) ^ (y >>> 11);
  b = Math.imul(y ^ (0x20000 + position), 0xc2b2ae3d) ^ (a >>> 7);
}

function finish(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
