/** Damage to bytes, whatever they mean. */
import type { Random } from '../../demo/random.js';

/** Some bits, bytes or stretches are changed, lost, doubled, swapped or added; or the end is missing. */
export function damaged(bytes: Buffer, random: Random): Buffer {
  let result = Buffer.from(bytes);
  for (let times = 1 + random.below(4); times > 0; times--) result = Buffer.from(random.pick(kinds)(result, random));
  return result;
}

const stretch = (random: Random, bytes: Buffer): [number, number] => {
  const from = random.below(bytes.length + 1);
  return [from, Math.min(bytes.length, from + random.below(1 + Math.min(bytes.length, 400)))];
};

const kinds: readonly ((bytes: Buffer, random: Random) => Uint8Array)[] = [
  (bytes, random) => {
    for (let n = 1 + random.below(20); n > 0 && bytes.length > 0; n--) bytes[random.below(bytes.length)]! ^= 1 << random.below(8);
    return bytes;
  },
  (bytes, random) => {
    for (let n = 1 + random.below(10); n > 0 && bytes.length > 0; n--) bytes[random.below(bytes.length)] = random.pick([0, 0x0a, 0x0d, 0x22, 0x3b, 0x80, 0xa0, 0xc3, 0xe2, 0xf4, 0xfe, 0xff, random.below(256)]);
    return bytes;
  },
  (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  (bytes, random) => bytes.subarray(random.below(Math.min(64, bytes.length + 1))),
  (bytes, random) => {
    const [from, to] = stretch(random, bytes);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  (bytes, random) => {
    const [from, to] = stretch(random, bytes);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  (bytes, random) => {
    const [from, to] = stretch(random, bytes);
    return Buffer.concat([bytes.subarray(0, from), Buffer.from(bytes.subarray(from, to)).reverse(), bytes.subarray(to)]);
  },
  (bytes, random) => {
    const [from] = stretch(random, bytes);
    const noise = Buffer.from(Array.from({ length: 1 + random.below(64) }, () => random.below(256)));
    return Buffer.concat([bytes.subarray(0, from), noise, bytes.subarray(from)]);
  },
];
