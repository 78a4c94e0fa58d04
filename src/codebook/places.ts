/** From the name of a municipality, place or region to youth regions. */
import type { Codebook } from './schema.js';

const indexes = new WeakMap<Codebook, Map<string, readonly string[]>>();

/**
 * Youth region codes a label can mean: one when it is certain, several when it is ambiguous, none when unknown.
 * Takes a JZ code, a municipality, a well-known place or a region name; case, accents and spacing do not matter.
 */
export function youthRegionsOf(codebook: Codebook, label: string): readonly string[] {
  let index = indexes.get(codebook);
  if (!index) {
    index = new Map(codebook.plaatsen.map((place) => [folded(place.naam), place.regios]));
    for (const region of codebook.jeugdregios) index.set(folded(region.code), [region.code]);
    indexes.set(codebook, index);
  }
  const name = folded(label);
  return index.get(name) ?? index.get(name.replace(/^gemeente /, '')) ?? [];
}

function folded(label: string): string {
  return label
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\p{Cc}]/gu, '')
    .replace(/[’‘`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
