/** How the printed figures hang together, as it is published with them: what an attacker knows, and what a reader may add up. */
import { z } from 'zod';

const place = z.tuple([z.string(), z.string()]);
const periodKind = z.enum(['maand', '12maanden', 'jaar']);

export const layoutSchema = z.strictObject({
  versie: z.int(),
  /** Printed counts are multiples of this; 1 when they are not rounded. */
  afronding: z.int().min(1),
  /** State of the store on which the release rests; figures of another vintage are printed as they were before. */
  stand: z.string().default(''),
  /** The periods of the release, with the months of which they are made up. */
  perioden: z.array(z.strictObject({ id: z.string(), soort: periodKind, maanden: z.array(z.string()) })),
  tabellen: z.array(
    z.strictObject({
      id: z.string(),
      indicator: z.string(),
      codes: z.array(z.string()),
      sommen: z.record(z.string(), z.array(z.string())),
      /** The cell that the codes break down, as table and code; null for a whole of its own. */
      van: place.nullable(),
      /** An incident may count under several codes. */
      meervoudig: z.boolean(),
      perioden: z.array(periodKind),
      /** The rate of which its count is the numerator, as series, dimension and code; null when its counts are a series of their own. */
      verhouding: z.strictObject({ reeks: z.string(), dimensie: z.string(), code: z.string() }).nullable(),
      /** Codes that are never printed. */
      verborgen: z.array(z.string()),
      /** Smallest number that may be printed, by kind of period. */
      drempel: z.partialRecord(periodKind, z.int()),
    }),
  ),
  /** Counts that are never printed and that everybody knows to be zero, because nobody lacks the denominator. */
  nul: z.array(z.string()),
  /** Counts that the release does not tell anew, whatever they are: that they are withheld says nothing of them, not even that they are not zero. */
  achtergehouden: z.array(z.string()).default([]),
  /** Series of estimates that count nothing. */
  schattingen: z.array(z.strictObject({ indicator: z.string(), reeks: z.string(), dimensie: z.string() })),
  /** Cells of one table that are sums of cells of another. */
  verbanden: z.array(z.strictObject({ totaal: place, delen: z.array(place) })),
});

export type Layout = z.infer<typeof layoutSchema>;
export type LayoutTable = Layout['tabellen'][number];
export type LayoutPeriod = Layout['perioden'][number];

/** One count of a layout: table, code or sum, and period. */
export function placeOf(table: string, code: string, period: string): string {
  return `${table}|${code}|${period}`;
}
