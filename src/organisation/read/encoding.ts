import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { exitCodes, UserError } from '../../error.js';

export interface DetectedEncoding {
  codering: string;
  bom: boolean;
  zeker: boolean;
}

const boms: readonly [string, readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * The encoding of a text: the one set, else by byte order mark, by the pattern of NUL bytes (UTF-16), by being valid
 * UTF-8 as a whole, and else Windows-1252, which is a guess.
 */
export function detectEncoding(start: Buffer, wholeIsUtf8: boolean, setting?: string): DetectedEncoding {
  const bom = boms.find(([, bytes]) => bytes.every((byte, i) => start[i] === byte))?.[0];
  if (setting !== undefined) {
    if (!iconv.encodingExists(setting)) throw new UserError('read.unknownEncoding', { encoding: setting }, exitCodes.usage);
    const codering = setting.toLowerCase().replace(/^utf[-_ ]?(8|16)/, 'utf-$1');
    return { codering: codering === 'utf-16' ? (bom ?? utf16(start) ?? 'utf-16le') : codering, bom: bom !== undefined, zeker: true };
  }
  if (bom) return { codering: bom, bom: true, zeker: bom !== 'utf-8' || wholeIsUtf8 };
  const wide = utf16(start);
  if (wide) return { codering: wide, bom: false, zeker: true };
  if (wholeIsUtf8) return { codering: 'utf-8', bom: false, zeker: true };
  return { codering: mostlyUtf8(start) ? 'utf-8' : 'windows-1252', bom: false, zeker: false };
}

/** Whether the bytes are no text in the encoding: too many NUL and control characters. */
export function isBinary(start: Buffer, codering: string): boolean {
  if (codering.startsWith('utf-16')) return false;
  let control = 0;
  for (const byte of start) if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) control++;
  return control > 4 && control > start.length / 50;
}

export interface TextDecoding {
  write(bytes: Buffer): string;
  end(): string;
}

/** The characters in which Windows-1252 differs from Latin-1: those of the bytes 80 to 9F. */
const unlikeLatin1 = iconv.decode(Buffer.from(Array.from({ length: 32 }, (_, i) => 0x80 + i)), 'windows-1252');

/** Decodes chunk by chunk; a byte order mark is dropped. */
export function decoder(codering: string): TextDecoding {
  // Eight times as fast as a table of characters.
  if (codering === 'windows-1252') return { write: (bytes) => bytes.toString('latin1').replace(/[\x80-\x9f]/g, (sign) => unlikeLatin1[sign.charCodeAt(0) - 0x80]!), end: () => '' };
  const stream = iconv.getDecoder(codering, { stripBOM: true });
  return { write: (bytes) => stream.write(bytes), end: () => stream.end() ?? '' };
}

/** Checks that bytes coming in chunks are valid UTF-8; a character may lie across two chunks. */
export class Utf8Check {
  #valid = true;
  #rest = Buffer.alloc(0);

  add(chunk: Buffer): void {
    if (!this.#valid) return;
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const cut = bytes.length - unfinished(bytes);
    this.#valid = isUtf8(bytes.subarray(0, cut));
    this.#rest = Buffer.from(bytes.subarray(cut));
  }

  end(): boolean {
    return this.#valid && this.#rest.length === 0;
  }
}

/** Bytes at the end that begin a character but do not finish it. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

function utf16(start: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const pairs = Math.min(start.length, 4096) >> 1;
  if (pairs < 4) return undefined;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < pairs * 2; i += 2) {
    if (start[i] === 0) even++;
    if (start[i + 1] === 0) odd++;
  }
  if (odd > pairs * 0.7 && even < pairs * 0.05) return 'utf-16le';
  if (even > pairs * 0.7 && odd < pairs * 0.05) return 'utf-16be';
  return undefined;
}

/** UTF-8 with a few damaged bytes reads better as UTF-8 than as Windows-1252. */
function mostlyUtf8(start: Buffer): boolean {
  const text = start.toString('utf8');
  const damaged = text.match(/\ufffd/g)?.length ?? 0;
  const good = text.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  return good > 10 * damaged && good > 0;
}
