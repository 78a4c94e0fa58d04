/** The ledger: every figure that was ever published, as it was printed, in the order of approval. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { exitCodes, UserError } from '../error.js';
import { writeFileAtomic } from '../files/atomic.js';
import type { ReleaseText } from './audit/audit.js';
import { layoutSchema } from './layout.js';
import { sha256Hex } from './manifest.js';

const chainFile = 'grootboek.jsonl';
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const lineSchema = z.strictObject({ release: z.string().regex(/^\d{4}(-\d{2})?-[0-9a-f]{12}$/), goedgekeurd: z.iso.date(), cijfer: sha256, tabellen: sha256, vorige: z.string() });
type Line = z.infer<typeof lineSchema>;

export interface Ledger {
  /** SHA-256 of the last line, on which every earlier one hangs; empty when nothing was published. */
  readonly head: string;
  /** Oldest first, with the day of approval. */
  readonly releases: readonly (ReleaseText & { readonly release: string; readonly approved: string })[];
}

/** Reads a ledger; a line or file that was changed or is missing is a UserError (approval). */
export async function readLedger(folder: string): Promise<Ledger> {
  const lines = await readLines(folder);
  const releases = await Promise.all(
    lines.map(async ({ release, goedgekeurd, cijfer, tabellen }) => {
      const csv = await readFile(join(folder, `${release}.cijfer.csv`), 'utf8').catch(() => '');
      const layout = await readFile(join(folder, `${release}.tabellen.json`), 'utf8').catch(() => '');
      if (sha256Hex(csv) !== cijfer || sha256Hex(layout) !== tabellen) throw damaged(release);
      return { release, approved: goedgekeurd, csv, layout: layoutSchema.parse(JSON.parse(layout)) };
    }),
  );
  return { head: headOf(lines), releases };
}

/** Enters the printed figures of a release folder. A release that stands in the ledger is not entered again. */
export async function enterRelease(folder: string, release: string, from: string, approved: string): Promise<void> {
  const lines = await readLines(folder);
  if (lines.some((line) => line.release === release)) return;
  const csv = await readFile(join(from, 'cijfer.csv'), 'utf8');
  const layout = await readFile(join(from, 'tabellen.json'), 'utf8');
  await writeFileAtomic(join(folder, `${release}.cijfer.csv`), csv);
  await writeFileAtomic(join(folder, `${release}.tabellen.json`), layout);
  const line: Line = { release, goedgekeurd: approved, cijfer: sha256Hex(csv), tabellen: sha256Hex(layout), vorige: headOf(lines) };
  await writeFileAtomic(join(folder, chainFile), [...lines, line].map(textOf).join(''));
}

async function readLines(folder: string): Promise<Line[]> {
  const text = await readFile(join(folder, chainFile), 'utf8').catch(() => '');
  const lines: Line[] = [];
  for (const [i, one] of text.split('\n').entries()) {
    if (one === '') continue;
    let line: Line;
    try {
      line = lineSchema.parse(JSON.parse(one));
    } catch {
      throw damaged(`${chainFile}:${i + 1}`);
    }
    if (line.vorige !== headOf(lines)) throw damaged(line.release);
    lines.push(line);
  }
  return lines;
}

function textOf({ release, goedgekeurd, cijfer, tabellen, vorige }: Line): string {
  return `${JSON.stringify({ release, goedgekeurd, cijfer, tabellen, vorige })}\n`;
}

function headOf(lines: readonly Line[]): string {
  const last = lines.at(-1);
  return last ? sha256Hex(textOf(last)) : '';
}

function damaged(place: string): UserError {
  return new UserError('gate.ledgerDamaged', { place }, exitCodes.approval);
}
