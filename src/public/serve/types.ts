/** Values between the engine and PostgreSQL's clients: object ids of types, and their text and binary forms. */
import type { Parameter } from '../query/guarded/guard.js';
import { cellText, type Value } from '../query/value.js';
import { ProtocolError } from './wire.js';

export interface WireType {
  readonly oid: number;
  /** Bytes of a value, or -1 when they differ. */
  readonly size: number;
}

export const oids = { bool: 16, char: 18, name: 19, int8: 20, int2: 21, int4: 23, text: 25, oid: 26, json: 114, float4: 700, float8: 701, unknown: 705, bpchar: 1042, varchar: 1043, date: 1082, timestamp: 1114, timestamptz: 1184, numeric: 1700 } as const;

const plain: Readonly<Record<string, WireType>> = {
  BOOLEAN: { oid: oids.bool, size: 1 },
  TINYINT: { oid: oids.int2, size: 2 },
  SMALLINT: { oid: oids.int2, size: 2 },
  UTINYINT: { oid: oids.int2, size: 2 },
  INTEGER: { oid: oids.int4, size: 4 },
  USMALLINT: { oid: oids.int4, size: 4 },
  BIGINT: { oid: oids.int8, size: 8 },
  UINTEGER: { oid: oids.int8, size: 8 },
  HUGEINT: { oid: oids.numeric, size: -1 },
  UBIGINT: { oid: oids.numeric, size: -1 },
  UHUGEINT: { oid: oids.numeric, size: -1 },
  FLOAT: { oid: oids.float4, size: 4 },
  DOUBLE: { oid: oids.float8, size: 8 },
  DATE: { oid: oids.date, size: 4 },
  TIMESTAMP: { oid: oids.timestamp, size: 8 },
};

/** The type that clients are told for a type as SQL spells it; what PostgreSQL does not have is text. */
export function wireType(sql: string): WireType {
  return plain[sql] ?? (sql.startsWith('DECIMAL(') ? { oid: oids.numeric, size: -1 } : { oid: oids.text, size: -1 });
}

const integerOids: ReadonlySet<number> = new Set([oids.int2, oids.int4, oids.int8, oids.oid]);
const textOids: ReadonlySet<number> = new Set([oids.text, oids.varchar, oids.name, oids.bpchar, oids.unknown, oids.json, oids.char, 0]);

/** A value as a client reads it. */
export function encode(value: Value, type: WireType, format: number): Buffer | null {
  if (value === null) return null;
  const text = textOf(value);
  return format === 1 && !textOids.has(type.oid) ? binary(text, type.oid) : Buffer.from(text);
}

function textOf(value: Exclude<Value, null>): string {
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return cellText(value);
}

function binary(text: string, oid: number): Buffer {
  if (oid === oids.bool) return Buffer.from([text === 't' ? 1 : 0]);
  if (oid === oids.numeric) return numeric(text);
  if (oid === oids.date) return written(4, (bytes) => bytes.writeInt32BE(Math.round((Date.parse(`${text}T00:00:00Z`) - Date.UTC(2000, 0, 1)) / 86_400_000)));
  if (oid === oids.timestamp) return written(8, (bytes) => bytes.writeBigInt64BE(BigInt(Date.parse(`${text.replace(' ', 'T')}Z`) - Date.UTC(2000, 0, 1)) * 1000n));
  if (oid === oids.float4) return written(4, (bytes) => bytes.writeFloatBE(Number(text)));
  if (oid === oids.float8) return written(8, (bytes) => bytes.writeDoubleBE(Number(text)));
  if (oid === oids.int2) return written(2, (bytes) => bytes.writeInt16BE(Number(text)));
  if (oid === oids.int4) return written(4, (bytes) => bytes.writeInt32BE(Number(text)));
  return written(8, (bytes) => bytes.writeBigInt64BE(BigInt(text)));
}

function written(size: number, write: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.alloc(size);
  write(bytes);
  return bytes;
}

/** A decimal in groups of four digits, as numeric_send of PostgreSQL writes it. */
function numeric(text: string): Buffer {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const left = whole.replace(/^0+/, '');
  const padded = left.padStart(Math.ceil(left.length / 4) * 4, '0') + fraction.padEnd(Math.ceil(fraction.length / 4) * 4, '0');
  const groups = (padded.match(/\d{4}/g) ?? []).map(Number);
  let weight = Math.ceil(left.length / 4) - 1;
  while (groups.length > 0 && groups[0] === 0) {
    groups.shift();
    weight--;
  }
  while (groups.at(-1) === 0) groups.pop();
  const negative = sign !== '' && groups.length > 0;
  const head = [groups.length, groups.length === 0 ? 0 : weight, negative ? 0x4000 : 0, fraction.length];
  return written(8 + 2 * groups.length, (bytes) => [...head, ...groups].forEach((value, i) => bytes.writeUInt16BE(value & 0xffff, 2 * i)));
}

/** A parameter as a client sent it; the binary form only of types whose form is plain. */
export function decode(bytes: Buffer | null, oid: number, format: number): Parameter {
  if (bytes === null) return null;
  if (format === 0 || textOids.has(oid)) return typed(bytes.toString('utf8'), oid);
  const size = { [oids.bool]: 1, [oids.int2]: 2, [oids.int4]: 4, [oids.oid]: 4, [oids.float4]: 4, [oids.int8]: 8, [oids.float8]: 8 }[oid];
  if (size === undefined) throw new ProtocolError('binary parameter');
  if (bytes.length !== size) throw new ProtocolError('parameter length');
  if (oid === oids.bool) return bytes[0] !== 0;
  if (oid === oids.float4) return bytes.readFloatBE(0);
  if (oid === oids.float8) return bytes.readDoubleBE(0);
  if (oid === oids.oid) return bytes.readUInt32BE(0);
  return size === 8 ? bytes.readBigInt64BE(0) : size === 4 ? bytes.readInt32BE(0) : bytes.readInt16BE(0);
}

function typed(text: string, oid: number): Parameter {
  if (oid === oids.bool) return /^(t|true|1|on|yes)$/i.test(text);
  if (integerOids.has(oid) && /^-?\d{1,18}$/.test(text)) return BigInt(text);
  if ((oid === oids.float8 || oid === oids.float4 || oid === oids.numeric) && text !== '' && Number.isFinite(Number(text))) return Number(text);
  return text;
}

