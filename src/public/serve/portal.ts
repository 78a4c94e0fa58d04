/** Statements and portals that a client named, and the rows of a portal on their way out. */
import type { Column } from '../query/run.js';
import type { Description, GuardAnswer, Parameter } from '../query/guarded/guard.js';
import { SessionError } from './asking.js';
import type { Command } from './settings.js';
import { encode, wireType } from './types.js';
import { dataRow, rowDescription } from './wire.js';

export interface Statement {
  readonly sql: string;
  readonly command: Command;
  /** Types that the client declared; 0 leaves it to us. */
  readonly types: readonly number[];
  description?: Description;
}

export interface Portal {
  readonly statement: Statement;
  readonly parameters: readonly Parameter[];
  readonly formats: readonly number[];
  answer?: GuardAnswer;
  given: number;
}

const most = 200;

/** Things of a session by the names that its client gave them. */
export class Named<T> {
  readonly #all = new Map<string, T>();
  readonly #missing: SessionError;

  /** `missing` is what a client is told that names what is not there. */
  constructor(missing: SessionError) {
    this.#missing = missing;
  }

  has(name: string): boolean {
    return this.#all.has(name);
  }

  get(name: string): T {
    const found = this.#all.get(name);
    if (!found) throw this.#missing;
    return found;
  }

  set(name: string, one: T): void {
    if (this.#all.size >= most && !this.#all.has(name)) throw new SessionError('53400', 'serve.tooManyStatements', { most });
    this.#all.set(name, one);
  }

  /** Forgets one, or all of them. */
  forget(name?: string): void {
    if (name === undefined) this.#all.clear();
    else this.#all.delete(name);
  }
}

/** The format of each column: one for all, or each its own; text where none is asked. */
function formatsOf(columns: readonly Column[], formats: readonly number[]): number[] {
  return columns.map((_, i) => (formats.length === 1 ? formats[0]! : (formats[i] ?? 0)));
}

export function head(columns: readonly Column[], formats: readonly number[]): Buffer {
  return rowDescription(columns.map(({ name, type }) => ({ name, ...wireType(type) })), formatsOf(columns, formats));
}

/** Rows from one up to another, in pieces. */
export function* pieces({ columns, rows }: GuardAnswer, formats: readonly number[], from: number, end: number): Generator<Buffer> {
  const types = columns.map(({ type }) => wireType(type));
  const asked = formatsOf(columns, formats);
  for (let at = from; at < end; at += 500) {
    yield Buffer.concat(rows.slice(at, Math.min(end, at + 500)).map((row) => dataRow(types.map((type, i) => encode(row[i] ?? null, type, asked[i]!)))));
  }
}
