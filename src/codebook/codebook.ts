/** Loads a version of the codebook and looks things up in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { UserError } from '../error.js';
import { checkIntegrity } from './integrity.js';
import * as schema from './schema.js';
import type { Claim, Code, Codebook, CodeList, Field, Indicator, Rule, Table, Text, YouthRegion } from './schema.js';

const ownRoot = fileURLToPath(new URL('.', import.meta.url));
const loaded = new Map<string, Codebook>();

/** Versions of the codebook, oldest first; each is a folder of JSON files under the root. */
export function codebookVersions(root: string = ownRoot): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d+\.\d+$/.test(entry.name))
    .map((entry) => entry.name)
    .sort(byVersion);
}

/** A whole codebook, checked; the newest version unless one is asked for. Throws `codebook.unknownVersion`. */
export function loadCodebook(version?: string, root: string = ownRoot): Codebook {
  const versions = codebookVersions(root);
  const wanted = version ?? versions.at(-1) ?? '';
  if (!versions.includes(wanted)) {
    throw new UserError('codebook.unknownVersion', { version: wanted, known: versions.join(', ') });
  }
  const folder = join(root, wanted);
  const earlier = loaded.get(folder);
  if (earlier) return earlier;
  const codebook = read(folder, wanted);
  loaded.set(folder, codebook);
  return codebook;
}

function read(folder: string, version: string): Codebook {
  const file = <T>(name: string, type: z.ZodType<T>): T => {
    const result = type.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    if (!result.success) throw new Error(`codebook ${version}, ${name}: ${z.prettifyError(result.error)}`);
    return result.data;
  };
  const about = file('codeboek.json', schema.about);
  if (about.versie !== version) throw new Error(`codebook ${version}: codeboek.json says version ${about.versie}`);
  const claims = file('claims.json', z.array(schema.claim));
  const answers = answeredBy(claims);
  const regions = file('jeugdregios.json', schema.youthRegions);
  const codebook: Codebook = {
    ...about,
    velden: file('velden.json', z.array(schema.field)).map((field) => ({
      ...field,
      claims: answers.get(reference(field)) ?? [],
    })),
    codelijsten: [...file('codelijsten.json', z.array(schema.codeList)), regionList(regions.regios)],
    regels: file('regels.json', z.array(schema.rule)),
    afleidingen: file('afleidingen.json', z.array(schema.derivation)),
    indicatoren: file('indicatoren.json', z.array(schema.indicator)),
    claims,
    regiojaar: regions.jaar,
    jeugdregios: regions.regios,
    plaatsen: file('plaatsen.json', z.array(schema.place)),
    vergelijking: file('vergelijking.json', z.array(schema.crosswalk)),
  };
  checkIntegrity(codebook);
  return codebook;
}

/** A field by name; the incident record's unless another table is given. Throws on an unknown name (a bug). */
export function field(codebook: Codebook, name: string, table: Table = 'voorval'): Field {
  return need(codebook.velden.find((f) => f.naam === name && f.tabel === table), `field ${table}.${name}`);
}

/** The fields of a table in the codebook's order. */
export function fieldsOf(codebook: Codebook, table: Table): Field[] {
  return codebook.velden.filter((f) => f.tabel === table);
}

/** A code list by name. Throws on an unknown name (a bug). */
export function codeList(codebook: Codebook, name: string): CodeList {
  return need(codebook.codelijsten.find((list) => list.lijst === name), `code list ${name}`);
}

/** A code of a list, or undefined when the list has no such code. */
export function findCode(codebook: Codebook, list: string, code: string): Code | undefined {
  return codeList(codebook, list).codes.find((c) => c.code === code);
}

/** The label of a code; the code itself when the list does not know it. */
export function codeLabel(codebook: Codebook, list: string, code: string, lang: keyof Text): string {
  return findCode(codebook, list, code)?.label[lang] ?? code;
}

/** A rule by id, such as `R07`. Throws on an unknown id (a bug). */
export function rule(codebook: Codebook, id: string): Rule {
  return need(codebook.regels.find((r) => r.id === id), `rule ${id}`);
}

/** An indicator by id, such as `I02`. Throws on an unknown id (a bug). */
export function indicator(codebook: Codebook, id: string): Indicator {
  return need(codebook.indicatoren.find((i) => i.id === id), `indicator ${id}`);
}

/** Name of a field as claims and rules write it: bare for the incident record, else `table.name`. */
export function reference(field: Pick<Field, 'naam' | 'tabel'>): string {
  return field.tabel === 'voorval' ? field.naam : `${field.tabel}.${field.naam}`;
}

function answeredBy(claims: readonly Claim[]): Map<string, string[]> {
  const answers = new Map<string, string[]>();
  for (const claim of claims) {
    for (const name of claim.antwoord.velden) answers.set(name, [...(answers.get(name) ?? []), claim.id]);
  }
  return answers;
}

/** The part of the country of a youth region, as the code that takes the region's place in a small class. */
export function partOfCountry({ landsdeel }: YouthRegion): string {
  return landsdeel.toUpperCase();
}

const parts: readonly Code[] = [
  { code: 'NOORD', label: { nl: 'Landsdeel Noord', en: 'Northern part of the country' }, niveau: 1 },
  { code: 'OOST', label: { nl: 'Landsdeel Oost', en: 'Eastern part of the country' }, niveau: 1 },
  { code: 'WEST', label: { nl: 'Landsdeel West', en: 'Western part of the country' }, niveau: 1 },
  { code: 'ZUID', label: { nl: 'Landsdeel Zuid', en: 'Southern part of the country' }, niveau: 1 },
];

function regionList(regions: readonly YouthRegion[]): CodeList {
  const extra: Code[] = [
    { code: 'LANDELIJK', label: { nl: 'Landelijk werkend', en: 'Working nationally' }, niveau: 1 },
    { code: 'ONBEKEND', label: { nl: 'Onbekend', en: 'Unknown' }, niveau: 1 },
  ];
  const codes = regions.map((r): Code => ({ code: r.code, label: { nl: r.naam, en: r.naam }, niveau: 1 }));
  return { lijst: 'regio', label: { nl: 'Jeugdregio', en: 'Youth region' }, codes: [...codes, ...parts, ...extra] };
}

function byVersion(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA - majorB || minorA - minorB;
}

function need<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`codebook: no ${what}`);
  return found;
}
