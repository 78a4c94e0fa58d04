/** What an organisation or the sector delivers beside incidents, as typed rows. */
import { z } from 'zod';
import { findingCounts } from './levering.js';

export const contextKinds = ['noemer', 'nulverklaring', 'let', 'gebeurtenis', 'enquete', 'contextfactor'] as const;
export type ContextKind = (typeof contextKinds)[number];

/** A duplicate says the same as an earlier row of the file; a row without any text is not a record. */
export const contextVerdicts = ['valid', 'signal', 'rejected', 'duplicate', 'not_a_record'] as const;
export type ContextVerdict = (typeof contextVerdicts)[number];

/** Deliverer of files that are about the whole sector. */
export const nationwide = 'LANDELIJK';

/** A row by field name of the codebook; null is unknown, 0 is zero. Rows about a period also hold van_maand and tot_maand. */
export type ContextRow = Readonly<Record<string, string | number | null>>;

export const contextManifestSchema = z.strictObject({
  /** Code of the deliverer, or LANDELIJK. */
  organisatie: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
  soort: z.enum(contextKinds),
  geleverd: z.iso.date(),
  codeboek: z.string().regex(/^\d+\.\d+$/),
  bestandSha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Rows of the file by verdict. */
  aantallen: z.strictObject(Object.fromEntries(contextVerdicts.map((verdict) => [verdict, z.int().nonnegative()])) as Record<ContextVerdict, z.ZodInt>),
  bevindingen: findingCounts,
});

export interface ContextLevering {
  manifest: z.infer<typeof contextManifestSchema>;
  rows: readonly ContextRow[];
}
