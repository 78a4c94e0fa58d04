/**
 * What a release does not tell anew because it cannot be told safely beside all that was told before. Each refusal of the gate holds back
 * more: the named lines, then their tables with all that adds up to them, in the end everything new. Nothing new adds no knowledge.
 */
import { UnsafeRelease } from '../release/audit/certificate.js';
import { loadProgramme, type Programme } from './aggregate/programme.js';
import { DisclosureError } from './protect/disclosure-error.js';

export interface Held {
  /** Lines (table|code) of which new counts are withheld and protected like sensitive ones. */
  readonly lines: ReadonlySet<string>;
  /** Tables that print nothing new. */
  readonly tables: ReadonlySet<string>;
  /** No table prints anything new. */
  readonly all: boolean;
  /** Sensitive counts (table|code|period) that earlier releases leave no way to protect; the gate judges whether more is told of them. */
  readonly given: ReadonlySet<string>;
}

export const nothingHeld: Held = { lines: new Set(), tables: new Set(), all: false, given: new Set() };

/** Whether a count may not be told anew. */
export function isHeld({ lines, tables, all }: Held, table: string, code: string): boolean {
  return all || tables.has(table) || lines.has(`${table}|${code}`);
}

/** What is held back, for readers: tables, with the codes where it is not a whole table; '*' for all. */
export function heldText({ lines, tables, all }: Held): string {
  if (all) return '*';
  const codes = new Map<string, string[]>([...tables].map((table) => [table, []]));
  for (const line of [...lines].sort()) {
    const [table, code] = line.split('|') as [string, string];
    if (!tables.has(table)) codes.set(table, [...(codes.get(table) ?? []), code]);
  }
  return [...codes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([table, some]) => (some.length > 0 ? `${table} (${some.join(', ')})` : table)).join('; ');
}

/** Holds back more because of the places (table|code|period) that the gate refused; undefined when there is no more. */
export function heldMore(held: Held, refused: readonly string[], programme: Programme): Held | undefined {
  if (held.all) return undefined;
  const lines = new Set(held.lines);
  const tables = new Set(held.tables);
  let all = false;
  for (const place of refused) {
    const [table, code] = place.split('|') as [string, string];
    const line = `${table}|${code}`;
    if (held.tables.has(table)) all = true;
    else if (held.lines.has(line)) for (const one of tiedTo(table, programme)) tables.add(one);
    else lines.add(line);
  }
  return { lines, tables, all, given: held.given };
}

/** A table and all others of which a count follows from its counts or gives a sum of them: what breaks it down and what is tied to it. */
function tiedTo(table: string, { tabellen, verbanden }: Programme): ReadonlySet<string> {
  const found = new Set([table]);
  for (const one of found) {
    for (const { id, van } of tabellen) if (van?.[0] === one) found.add(id);
    for (const { totaal, delen } of verbanden) {
      const tied = [totaal, ...delen].map(([id]) => id);
      if (tied.includes(one)) for (const id of tied) found.add(id);
    }
  }
  return found;
}

/**
 * Makes a release, and makes it again holding back more for as long as the gate or the engine refuses it. Throws what the last
 * attempt threw when nothing more can be held back.
 */
export async function untilSafe<Made>(make: (held: Held) => Promise<Made>, programme: Programme = loadProgramme()): Promise<{ readonly made: Made; readonly held: Held; readonly attempts: number }> {
  let held = nothingHeld;
  for (let attempts = 1; ; attempts++) {
    try {
      return { made: await make(held), held, attempts };
    } catch (error) {
      const more = heldAfter(error, held, programme);
      if (!more) throw error;
      held = more;
    }
  }
}

function heldAfter(error: unknown, held: Held, programme: Programme): Held | undefined {
  if (error instanceof UnsafeRelease) return heldMore(held, error.places, programme);
  if (!(error instanceof DisclosureError)) return undefined;
  const given = new Set([...held.given, ...error.places]);
  return given.size > held.given.size ? { ...held, given } : undefined;
}
