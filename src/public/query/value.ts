import { DuckDBDecimalValue, DuckDBMapValue, DuckDBStructValue, DuckDBUnionValue, type DuckDBValue } from '@duckdb/node-api';

/** A DECIMAL with its exact digits, which a JavaScript number may not hold. */
export class Decimal {
  constructor(readonly text: string) {}
}

/** A value of a result: integers beyond 32 bits as bigint, dates, times and other scalars as text. */
export type Value = null | boolean | number | bigint | string | Decimal | readonly Value[] | { readonly [name: string]: Value };

/** A value of the engine as plain data: lists as arrays, structs as objects, maps as lists of {key, value}. */
export function plainValue(value: DuckDBValue): Value {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof DuckDBDecimalValue) return new Decimal(value.toString());
  if (value instanceof DuckDBUnionValue) return plainValue(value.value);
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(Object.entries(value.entries).map(([name, part]) => [name, plainValue(part)]));
  }
  if (value instanceof DuckDBMapValue) {
    return value.entries.map((entry) => ({ key: plainValue(entry.key), value: plainValue(entry.value) }));
  }
  if ('items' in value && Array.isArray(value.items)) return value.items.map(plainValue);
  return String(value);
}

/** Whether a column type is a plain number, to be set flush right. */
export function isNumeric(type: string): boolean {
  return /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|BIGNUM|DECIMAL\(\d+,\d+\))$/.test(type);
}

/** JSON text of a value: integers and decimals as numbers when a JavaScript number holds them exactly, else as text. */
export function jsonText(value: Value): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : `"${value}"`;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? String(value) : `"${value}"`;
  if (value instanceof Decimal) return exact(value) ? value.text : `"${value.text}"`;
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  return `{${Object.entries(value)
    .map(([name, part]) => `${JSON.stringify(name)}:${jsonText(part as Value)}`)
    .join(',')}}`;
}

/** A double keeps 15 significant digits whatever they are. */
function exact(value: Decimal): boolean {
  return value.text.replace(/[^0-9]/g, '').replace(/^0+/, '').length <= 15;
}

/** Text of a value as it stands in a cell, lists and structs as JSON; NULL is left to the caller. */
export function cellText(value: Exclude<Value, null>): string {
  if (typeof value === 'string') return value;
  if (value instanceof Decimal) return value.text;
  return typeof value === 'object' ? jsonText(value) : String(value);
}
