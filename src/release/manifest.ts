/** What a release is made of and what it contains, in hashes; its id follows from these and from nothing else. */
import { createHash } from 'node:crypto';
import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const manifestSchema = z.strictObject({
  formaat: z.literal(1),
  release: z.string(),
  /** Month, or year of an annual release. */
  maand: z.string().regex(/^\d{4}(-\d{2})?$/),
  leveringen: z.array(z.string()),
  configuratie: z.string(),
  codeboek: z.string(),
  programma: z.string(),
  bestanden: z.record(z.string().regex(/^[a-z_]+\.(csv|parquet|json|jsonld)$/), sha256),
  released_duckdb: sha256,
});

export type Manifest = z.infer<typeof manifestSchema>;

/** The manifest with the release id its contents give: the month and the first twelve hex digits of their hash. */
export function identified(contents: Omit<Manifest, 'release' | 'formaat'>): Manifest {
  const { maand, leveringen, configuratie, codeboek, programma, bestanden, released_duckdb } = contents;
  const files = Object.fromEntries(Object.keys(bestanden).sort().map((name) => [name, bestanden[name]!]));
  const body = { formaat: 1 as const, maand, leveringen: [...leveringen].sort(), configuratie, codeboek, programma, bestanden: files, released_duckdb };
  return { release: `${maand}-${sha256Hex(JSON.stringify(body)).slice(0, 12)}`, ...body };
}

export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
