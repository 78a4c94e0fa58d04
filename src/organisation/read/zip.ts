/** The directory of a zip archive, read before anything is unpacked. */
export interface ZipDirectory {
  names: Set<string>;
  /** Bytes that all entries say they unpack to. */
  unpacked: number;
  /** An entry unpacks to far more than anything that was once written cell by cell: `swollenBy` times, beyond `swollenFrom` bytes. */
  swollen: boolean;
  encrypted: boolean;
}

/** Sheets of equal cells reach 80 times; a stream of one letter a thousand. */
export const swollenBy = 200;
const swollenFrom = 16 * 2 ** 20;
/** No list of sheets, styles or properties is larger; only rows and their texts are. */
const largestOther = 64 * 2 ** 20;

const endSignature = 0x06054b50;
const end64Locator = 0x07064b50;
const entrySignature = 0x02014b50;

/** Undefined when the directory is missing or does not add up: the archive is truncated or damaged. */
export function zipDirectory(data: Buffer): ZipDirectory | undefined {
  const end = findEnd(data);
  if (end < 0) return undefined;
  let count = data.readUInt16LE(end + 10);
  let at = data.readUInt32LE(end + 16);
  if ((at === 0xffffffff || count === 0xffff) && end >= 20 && data.readUInt32LE(end - 20) === end64Locator) {
    const record = Number(data.readBigUInt64LE(end - 12));
    if (record + 56 > data.length) return undefined;
    count = Number(data.readBigUInt64LE(record + 32));
    at = Number(data.readBigUInt64LE(record + 48));
  }
  const names = new Set<string>();
  let unpacked = 0;
  let swollen = false;
  let encrypted = false;
  for (let i = 0; i < count; i++) {
    if (at + 46 > data.length || data.readUInt32LE(at) !== entrySignature) return undefined;
    encrypted ||= (data.readUInt16LE(at + 8) & 1) === 1;
    const nameLength = data.readUInt16LE(at + 28);
    const extraLength = data.readUInt16LE(at + 30);
    const name = data.toString('utf8', at + 46, at + 46 + nameLength);
    names.add(name);
    const size = unpackedSize(data, at, data.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength));
    unpacked += size;
    swollen ||= size > swollenFrom && size > swollenBy * data.readUInt32LE(at + 20);
    swollen ||= size > largestOther && /^(\[Content_Types\]|docProps\/|_rels\/|xl\/(_rels|theme|workbook|styles))/i.test(name);
    at += 46 + nameLength + extraLength + data.readUInt16LE(at + 32);
  }
  return { names, unpacked, swollen, encrypted };
}

function findEnd(data: Buffer): number {
  for (let i = data.length - 22; i >= Math.max(0, data.length - 65_557); i--) if (data.readUInt32LE(i) === endSignature) return i;
  return -1;
}

/** What an entry says it unpacks to; one that says nothing though it holds bytes could unpack to anything. */
function unpackedSize(data: Buffer, at: number, extra: Buffer): number {
  const packed = data.readUInt32LE(at + 20);
  const size = data.readUInt32LE(at + 24);
  if (size === 0xffffffff) {
    for (let i = 0; i + 12 <= extra.length; i += 4 + extra.readUInt16LE(i + 2)) {
      if (extra.readUInt16LE(i) === 1) return Number(extra.readBigUInt64LE(i + 4));
    }
    return Infinity;
  }
  return size === 0 && packed > 2 ? Infinity : size;
}
