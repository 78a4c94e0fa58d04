/** The document that crosses the organisation wall: coarsened records and a manifest that accounts for every row. */
import { z } from 'zod';
import { isMonth, parsePeriod } from './period.js';

export const verdicts = ['valid', 'signal', 'rejected', 'excluded', 'duplicate', 'merged', 'not_a_record'] as const;
export const severities = ['error', 'signal', 'info'] as const;

const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const day = z.iso.date();
const month = z.string().refine(isMonth, 'YYYY-MM');
const code = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/);

/** Findings by rule: how often, never where or what. */
export const findingCounts = z.array(
  z.strictObject({
    regel: z.string().regex(/^[A-Z]\d\d$/),
    /** Field of the codebook, never a header of the file. */
    veld: z.string().regex(/^[a-z][a-z0-9_.]{0,59}$/).nullable(),
    ernst: z.enum(severities),
    aantal: z.int().positive(),
  }),
);

export const manifestSchema = z
  .strictObject({
    organisatie: code,
    soort: z.literal('voorval'),
    periode: z.string(),
    vanMaand: month,
    totMaand: month,
    geleverd: day,
    codeboek: z.string().regex(/^\d+\.\d+$/),
    koppelingVersie: z.int().positive(),
    bronsysteem: z.string().max(60).nullable(),
    /** What the reader detected; no name of a sheet, no header. */
    herkend: z
      .strictObject({
        soort: z.enum(['csv', 'xlsx']),
        codering: z.string().max(20).optional(),
        scheiding: z.string().max(1).optional(),
        kopregel: count,
        tabbladen: count.optional(),
        zeker: z.boolean(),
      })
      .optional(),
    bestandSha256: sha256,
    /** Rows of the file by verdict. */
    aantallen: z.strictObject(Object.fromEntries(verdicts.map((verdict) => [verdict, count])) as Record<Verdict, typeof count>),
    /** Records in the relation `voorval`. */
    incidenten: count,
    /** Affected employees of those incidents. */
    medewerkers: count,
    bevindingen: findingCounts,
  })
  .superRefine((manifest, context) => {
    const { periode, vanMaand, totMaand } = manifest;
    try {
      const named = parsePeriod(periode);
      if (named.periode === periode && named.vanMaand === vanMaand && named.totMaand === totMaand) return;
    } catch {
      // Reported below, like months that do not belong to the period.
    }
    context.addIssue({ code: 'custom', path: ['periode'], message: 'period' });
  });

export type Verdict = (typeof verdicts)[number];
export type Severity = (typeof severities)[number];
export type Manifest = z.infer<typeof manifestSchema>;

/** The relations of a delivery, or the files that hold them; labels of persons only where an agreement lets them pass. */
export interface Relations {
  voorval: string;
  herhaling: string;
  persoonslabel?: string | undefined;
}

export interface Levering {
  manifest: Manifest;
  /** Names of relations in the store's own connection, such as 'werk.voorval', with `recordColumns`, `repetitionColumns` and `personColumns`. */
  relations: Relations;
  /** SHA-256 of the bytes of the export, when it was read on this side of the wall. */
  bronSha256?: string;
}
