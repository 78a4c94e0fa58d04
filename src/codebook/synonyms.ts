/** Words that organisations use for the fields and codes of the codebook: data for proposing a mapping, never for applying one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Codebook } from './schema.js';

const words = z.array(z.string().min(1));
/** `sterk` names one thing only; `zwak` may mean more, so that the values have to bear it out. */
const names = z.strictObject({ sterk: words, zwak: words });

export const roles = ['meldingsnummer', 'jaar', 'volgnummer', 'status', 'soort', 'concept', 'gewijzigd', 'actie', 'tekst', 'weglaten'] as const;
export type Role = (typeof roles)[number];

const reasons = ['CONCEPT', 'INGETROKKEN', 'TEST', 'NIET_AGRESSIE', 'TUSSEN_CLIENTEN', 'INTERN'] as const;

const synonyms = z.strictObject({
  /** Headers by field. */
  velden: z.record(z.string(), names),
  /** Headers of columns that are no field but have a part to play. */
  rollen: z.record(z.enum(roles), names),
  /** Labels by code list and code. */
  labels: z.record(z.string(), z.record(z.string(), words)),
  /** Labels of rows that do not count, by reason. */
  filters: z.record(z.enum(reasons), words),
  /** Labels of a kind of report that is about aggression. */
  agressie: words,
  /** States of handling, from first to last. */
  stappen: z.array(words).min(2),
});

export type Synonyms = z.infer<typeof synonyms>;

const ownRoot = fileURLToPath(new URL('.', import.meta.url));

/** The synonyms that belong to a codebook, checked against it. A name it does not know is a bug in shipped data. */
export function loadSynonyms(codebook: Codebook, root: string = ownRoot): Synonyms {
  const found = synonyms.parse(JSON.parse(readFileSync(join(root, codebook.versie, 'synoniemen.json'), 'utf8')));
  const fields = new Set(codebook.velden.map((field) => field.naam));
  const faults = [
    ...Object.keys(found.velden).filter((name) => !fields.has(name)),
    ...Object.entries(found.labels).flatMap(([list, codes]) => {
      const known = new Set(codebook.codelijsten.find((one) => one.lijst === list)?.codes.map(({ code }) => code));
      return Object.keys(codes).filter((code) => !known.has(code)).map((code) => `${list}.${code}`);
    }),
  ];
  if (faults.length > 0) throw new Error(`synonyms of codebook ${codebook.versie} name ${faults.join(', ')}`);
  return found;
}
