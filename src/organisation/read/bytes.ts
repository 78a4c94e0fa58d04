import { createHash } from 'node:crypto';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { exitCodes, UserError } from '../../error.js';
import { Utf8Check } from './encoding.js';
import { maxLine } from './segment.js';

export type FileKind = 'text' | 'zip' | 'ole' | 'binary';

export interface Survey {
  bytes: number;
  sha256: string;
  utf8: boolean;
  nul: boolean;
  /** Physical lines by the byte 0x0A, a last one without line break included. */
  lines: number;
  /** Longest line in bytes. */
  longest: number;
}

const chunkSize = 2 ** 20;

/** Size of a file that can be read and has something in it, else a UserError. */
export async function fileSize(path: string): Promise<number> {
  const file = basename(path);
  const info = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(error.code === 'ENOENT' || error.code === 'ENOTDIR' ? 'read.notFound' : 'read.noAccess', { file }, exitCodes.unreadable);
  });
  if (info.isDirectory()) throw new UserError('read.isFolder', { file }, exitCodes.unreadable);
  if (info.size === 0) throw new UserError('read.empty', { file }, exitCodes.unreadable);
  return info.size;
}

/** The first bytes of a file. */
export async function firstBytes(path: string, length: number): Promise<Buffer> {
  const handle = await open(path).catch(() => {
    throw new UserError('read.noAccess', { file: basename(path) }, exitCodes.unreadable);
  });
  try {
    const buffer = Buffer.alloc(await room(handle, length));
    let filled = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, filled);
      filled += bytesRead;
      if (bytesRead === 0 || filled === buffer.length) return buffer.subarray(0, filled);
    }
  } finally {
    await handle.close();
  }
}

/** The kind of file by its first bytes; the extension says nothing. */
export function fileKind(start: Buffer): FileKind {
  if (start[0] === 0x50 && start[1] === 0x4b && start[2]! <= 0x08 && start[3]! <= 0x08) return 'zip';
  if (start.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))) return 'ole';
  const signatures = ['25504446', '1f8b', '377abcaf', '52617221', '89504e47', 'ffd8ff', '504152', '7b5c727466'];
  return signatures.some((hex) => start.subarray(0, hex.length / 2).equals(Buffer.from(hex, 'hex'))) ? 'binary' : 'text';
}

/** Reads the file once from end to end, keeping nothing but its hash and its measures. UserError when it cannot, or when a text has an endless line. */
export async function survey(path: string): Promise<Survey> {
  await fileSize(path);
  const hash = createHash('sha256');
  const utf8 = new Utf8Check();
  let bytes = 0;
  let lines = 0;
  let longest = 0;
  let lineStart = 0;
  let nul = false;
  let limitLines = false;
  for await (const chunk of chunks(path)) {
    if (bytes === 0) limitLines = fileKind(chunk) === 'text';
    hash.update(chunk);
    utf8.add(chunk);
    nul ||= chunk.includes(0);
    for (let i = chunk.indexOf(0x0a); i >= 0; i = chunk.indexOf(0x0a, i + 1)) {
      lines++;
      longest = Math.max(longest, bytes + i - lineStart);
      lineStart = bytes + i + 1;
    }
    bytes += chunk.length;
    longest = Math.max(longest, bytes - lineStart);
    // Four bytes is the widest a character gets, so no encoding makes a legal line of this.
    if (limitLines && longest > 4 * maxLine) {
      throw new UserError('read.lineTooLong', { file: basename(path), row: lines + 1, limit: maxLine }, exitCodes.unreadable);
    }
  }
  if (bytes > lineStart) lines++;
  return { bytes, sha256: hash.digest('hex'), utf8: utf8.end(), nul, lines, longest };
}

/** The bytes of a file in chunks of a megabyte, all in the same buffer: a chunk lasts until the next one is asked for. */
export async function* chunks(path: string): AsyncGenerator<Buffer> {
  const noAccess = () => new UserError('read.noAccess', { file: basename(path) }, exitCodes.unreadable);
  const handle = await open(path).catch(() => {
    throw noAccess();
  });
  try {
    const buffer = Buffer.allocUnsafe(await room(handle, chunkSize));
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length).catch(() => {
        throw noAccess();
      });
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

/** No more than the file needs: a megabyte for every small file keeps the garbage collector busy. */
async function room(handle: FileHandle, most: number): Promise<number> {
  const { size } = await handle.stat();
  return Math.max(1, Math.min(most, size));
}
