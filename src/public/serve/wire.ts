/** The messages of PostgreSQL's protocol 3.0 as bytes: cut out of a stream on the way in, built on the way out. */

/** A message of a client that cannot be one: the connection ends. */
export class ProtocolError extends Error {}

export interface Message {
  /** One letter; empty for the first message, which has none. */
  readonly type: string;
  readonly body: Buffer;
}

const codes = { ssl: 80877103, gss: 80877104, cancel: 80877102 } as const;

/** Cuts a stream of bytes into messages; a length over the limit is a ProtocolError before anything is stored. */
export class MessageReader {
  #rest: Buffer = Buffer.alloc(0);
  #started = false;
  readonly #longest: number;

  constructor(longest: number) {
    this.#longest = longest;
  }

  /** Bytes that wait for the rest of their message. */
  get waiting(): number {
    return this.#rest.length;
  }

  /** After this the first byte of a message is its type. */
  start(): void {
    this.#started = true;
  }

  push(bytes: Buffer): void {
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
  }

  /** The next whole message; undefined when its end has not come. */
  next(): Message | undefined {
    const head = this.#started ? 1 : 0;
    if (this.#rest.length < head + 4) return undefined;
    const length = this.#rest.readInt32BE(head);
    if (length < 4 || length > (this.#started ? this.#longest : 10_000)) throw new ProtocolError('length');
    if (this.#rest.length < head + length) return undefined;
    const type = this.#started ? String.fromCharCode(this.#rest[0]!) : '';
    const body = Buffer.from(this.#rest.subarray(head + 4, head + length));
    this.#rest = this.#rest.subarray(head + length);
    return { type, body };
  }
}

export type Opening =
  | { readonly kind: 'ssl' }
  | { readonly kind: 'gss' }
  | { readonly kind: 'cancel'; readonly process: number; readonly secret: number }
  | { readonly kind: 'start'; readonly minor: number; readonly parameters: ReadonlyMap<string, string> };

/** What the first message asks for. */
export function readOpening(body: Buffer): Opening {
  const fields = new Fields(body);
  const version = fields.int32();
  if (version === codes.ssl) return { kind: 'ssl' };
  if (version === codes.gss) return { kind: 'gss' };
  if (version === codes.cancel) return { kind: 'cancel', process: fields.int32(), secret: fields.int32() };
  if (version >> 16 !== 3) throw new ProtocolError('version');
  const parameters = new Map<string, string>();
  for (let name = fields.text(); name !== ''; name = fields.text()) parameters.set(name, fields.text());
  return { kind: 'start', minor: version & 0xffff, parameters };
}

/** Reads the fields of a message in order; beyond its end is a ProtocolError. */
export class Fields {
  #at = 0;
  readonly #body: Buffer;

  constructor(body: Buffer) {
    this.#body = body;
  }

  get left(): number {
    return this.#body.length - this.#at;
  }

  text(): string {
    const end = this.#body.indexOf(0, this.#at);
    if (end < 0) throw new ProtocolError('text');
    const text = this.#body.toString('utf8', this.#at, end);
    this.#at = end + 1;
    return text;
  }

  byte(): string {
    return String.fromCharCode(this.bytes(1)[0]!);
  }

  int16(): number {
    return this.bytes(2).readInt16BE(0);
  }

  int32(): number {
    return this.bytes(4).readInt32BE(0);
  }

  /** A number of things that follow, each of at least `size` bytes. */
  count(size: number): number {
    const count = this.bytes(2).readUInt16BE(0);
    if (count * size > this.left) throw new ProtocolError('count');
    return count;
  }

  bytes(length: number): Buffer {
    if (length < 0 || length > this.left) throw new ProtocolError('bytes');
    this.#at += length;
    return this.#body.subarray(this.#at - length, this.#at);
  }
}

export const int16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value & 0xffff);
  return bytes;
};
export const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value | 0);
  return bytes;
};
export const cstring = (text: string): Buffer => Buffer.from(`${text.replaceAll('\0', '')}\0`);

/** One message of the server. */
export function built(type: string, ...parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 4);
  return Buffer.concat([Buffer.from(type), int32(length), ...parts], length + 1);
}

export const authentication = (kind: number, ...parts: readonly Buffer[]): Buffer => built('R', int32(kind), ...parts);
export const readyForQuery = (status: 'I' | 'T' | 'E'): Buffer => built('Z', Buffer.from(status));
export const commandComplete = (tag: string): Buffer => built('C', cstring(tag));
export const parameterStatus = (name: string, value: string): Buffer => built('S', cstring(name), cstring(value));

/** An error or a notice: severity, SQLSTATE and a text. */
export function report(type: 'E' | 'N', severity: 'ERROR' | 'FATAL' | 'NOTICE', state: string, text: string): Buffer {
  const fields = { S: severity, V: severity, C: state, M: text };
  return built(type, ...Object.entries(fields).map(([code, value]) => Buffer.concat([Buffer.from(code), cstring(value)])), Buffer.from([0]));
}

export interface WireColumn {
  readonly name: string;
  readonly oid: number;
  readonly size: number;
}

/** Names, types and formats of the columns that follow. */
export function rowDescription(columns: readonly WireColumn[], formats: readonly number[]): Buffer {
  const fields = columns.map(({ name, oid, size }, i) => Buffer.concat([cstring(name), int32(0), int16(0), int32(oid), int16(size), int32(-1), int16(formats[i] ?? 0)]));
  return built('T', int16(columns.length), ...fields);
}

/** One row; null is a value that is not there. */
export function dataRow(cells: readonly (Buffer | null)[]): Buffer {
  return built('D', int16(cells.length), ...cells.flatMap((cell) => (cell === null ? [int32(-1)] : [int32(cell.length), cell])));
}
