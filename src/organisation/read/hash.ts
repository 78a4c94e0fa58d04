/** Hashes of a row, two lanes of 32 bits (murmur3's mixing with different constants) of which 63 bits are used. */
const lanes = new Uint32Array(2);
const joined = new BigUint64Array(lanes.buffer);

/**
 * Hash over all cells of a row and hash over those whose position is in `content`; every cell counts in its place and a
 * missing one as an empty one. Positions from `content.length` on always count.
 */
export function hashRow(cells: readonly string[], length: number, content: readonly boolean[]): { all: bigint; content: bigint } {
  let a1 = 0x9747b28c;
  let b1 = 0x3c6ef372;
  let a2 = a1;
  let b2 = b1;
  for (let position = 0; position < length; position++) {
    const cell = cells[position] ?? '';
    let x = 0x2f0b4c47 ^ position;
    let y = 0x6f4a9d15 ^ cell.length;
    for (let i = 0; i < cell.length; i++) {
      const code = cell.charCodeAt(i);
      x = Math.imul(x ^ code, 0xcc9e2d51);
      x = (x << 15) | (x >>> 17);
      y = Math.imul(y ^ code, 0x85ebca77);
      y = (y << 13) | (y >>> 19);
    }
    a1 = Math.imul(a1 ^ x, 0x1b873593) ^ (y >>> 11);
    b1 = Math.imul(b1 ^ y, 0xc2b2ae3d) ^ (a1 >>> 7);
    if (content[position] === false) continue;
    a2 = Math.imul(a2 ^ x, 0x1b873593) ^ (y >>> 11);
    b2 = Math.imul(b2 ^ y, 0xc2b2ae3d) ^ (a2 >>> 7);
  }
  return { all: join(a1, b1), content: join(a2, b2) };
}

function join(a: number, b: number): bigint {
  lanes[0] = finish(a);
  lanes[1] = finish(b) >>> 1;
  return joined[0]!;
}

function finish(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
