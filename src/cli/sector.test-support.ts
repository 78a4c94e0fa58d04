/** Workspaces for tests: a small invented sector, or a few organisations with one simple layout. */
import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { generateSector, type Sector, type SectorOptions } from '../demo/write.js';
import { createKey } from './workspace/keys.js';

export interface SectorChoice extends SectorOptions {
  /** Keep only these organisations. */
  only?: readonly string[];
}

/** Writes a sector with its settings and keys, ready for `run`. */
export async function laySector(choice: SectorChoice): Promise<Sector> {
  const { only, ...options } = choice;
  const { folder } = options;
  const sector = await generateSector(options);
  const kept = sector.organisaties.filter(({ code }) => only === undefined || only.includes(code));
  for (const { code } of sector.organisaties) if (!kept.some((one) => one.code === code)) await rm(join(folder, 'inbox', code), { recursive: true, force: true });
  await writeSettings(folder, { organisaties: Object.fromEntries(kept.map(({ code, naam, sinds, tot }) => [code, { naam, sinds, tot }])) });
  for (const { code } of kept) await createKey(folder, code, createHash('sha256').update(code).digest());
  return { ...sector, organisaties: kept };
}

export async function writeSettings(folder: string, settings: object): Promise<void> {
  await put(folder, 'monitor.yaml', stringify(settings));
}

/** Writes a file of a workspace and gives its path. */
export async function put(folder: string, place: string, data: string | Uint8Array): Promise<string> {
  const path = join(folder, place);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, data);
  return path;
}

/** The mapping of a plain export with the columns of `plainExport`. */
export function plainMapping(organisation: string, more: object = {}): string {
  return stringify({
    organisatie: organisation,
    versie: 1,
    codeboek: '0.1',
    bronsysteem: 'Eigen lijst',
    meldingsnummer: { kolommen: ['Nummer'] },
    velden: {
      incident_datum: { kolom: 'Datum', formaat: 'dd-mm-jjjj' },
      vorm: { kolom: 'Vorm', codes: { Schelden: 'VERB', Dreigen: 'BEDR', Slaan: 'FYS' } },
      kanaal: { kolom: 'Hoe', codes: { Telefoon: 'TELEFOON', Bezoek: 'LIVE' } },
      relatie: { kolom: 'Wie', codes: { Ouder: 'OUDER', Jongere: 'JEUGDIGE' } },
    },
    ...more,
  });
}

const header = ['Nummer', 'Datum', 'Vorm', 'Hoe', 'Wie'];

/** Rows of one month, all good: number, date, form, channel, relation. */
export function plainRows(month: string, count: number, prefix = 'N'): string[][] {
  const forms = [['Schelden', 'Telefoon', 'Ouder'], ['Dreigen', 'Telefoon', 'Ouder'], ['Slaan', 'Bezoek', 'Jongere']] as const;
  const [year, number] = month.split('-');
  return Array.from({ length: count }, (_, at) => [`${prefix}${at + 1}`, `${String(1 + (at % 28)).padStart(2, '0')}-${number}-${year}`, ...forms[at % forms.length]!]);
}

/** A CSV with the columns of `plainMapping`. */
export function plainExport(rows: readonly (readonly string[])[]): string {
  return `${[header, ...rows].map((cells) => cells.join(';')).join('\r\n')}\r\n`;
}

/** A workspace of three organisations with a plain mapping and a key each. */
export async function layPlainWorkspace(folder: string, organisations: readonly string[] = ['ALFA', 'BETA', 'GAMMA']): Promise<void> {
  await writeSettings(folder, { organisaties: Object.fromEntries(organisations.map((code) => [code, { naam: code, sinds: '2024-01' }])) });
  for (const code of organisations) {
    await put(folder, `mappings/${code}.yaml`, plainMapping(code));
    await createKey(folder, code, createHash('sha256').update(code).digest());
    await mkdir(join(folder, 'inbox', code), { recursive: true });
  }
}
