/** Exports that the association takes in itself get the check on small classes before they reach the store. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { expect, test } from 'vitest';
import { databaseContent, json, ownFolder, runInside } from './binary.test-support.js';
import { layPlainWorkspace, plainMapping, put, writeSettings } from './sector.test-support.js';

const folder = await ownFolder('small-classes');

/** Four incidents in Groningen, one in Friesland, one in Rotterdam; one of a kind by its relation. */
const rows = [
  ...Array.from({ length: 3 }, (_, i) => [`N${i}`, 'Schelden', 'Ouder', 'Groningen']),
  ['N3', 'Schelden', 'Jongere', 'Groningen'],
  ['N4', 'Schelden', 'Jongere', 'Leeuwarden'],
  ['N5', 'Schelden', 'Jongere', 'Assen'],
  ['N6', 'Schelden', 'Jongere', 'Rotterdam'],
];

async function taken(name: string, settings: object): Promise<{ records: [string, string, number][]; said: string; classes: Record<string, number> }> {
  const place = join(folder, name);
  await layPlainWorkspace(place, ['ALFA']);
  const mapping = parse(plainMapping('ALFA')) as { velden: object };
  await put(place, 'mappings/ALFA.yaml', stringify({ ...mapping, velden: { ...mapping.velden, regio: { kolom: 'Plaats' } } }));
  await writeSettings(place, { organisaties: { ALFA: { naam: 'Alfa', sinds: '2024-01' } }, ...settings });
  const lines = rows.map(([number, form, who, where]) => [number, '05-01-2024', form, 'Telefoon', who, where].join(';'));
  await put(place, 'lijst_2024-01.csv', `${['Nummer;Datum;Vorm;Hoe;Wie;Plaats', ...lines].join('\r\n')}\r\n`);
  const ran = await runInside(['ingest', 'lijst_2024-01.csv', '-o', 'ALFA', '-d', '2024-02-05', '--json'], 'nl', place);
  expect(ran.stderr).toBe('');
  const [one] = json<{ classes: Record<string, number> }[]>(ran);
  const counts = new Map<string, number>();
  for (const row of (await databaseContent(join(place, 'store.duckdb')))['voorval']!) {
    const { relatie, regio } = JSON.parse(row) as { relatie: string; regio: string };
    counts.set(`${relatie} ${regio}`, (counts.get(`${relatie} ${regio}`) ?? 0) + 1);
  }
  const records = [...counts].sort().map(([key, n]): [string, string, number] => [key.split(' ')[0]!, key.split(' ')[1]!, n]);
  return { records, said: await readFile(join(place, 'monitor.yaml'), 'utf8'), classes: one!.classes };
}

test('by default the region becomes coarser and nothing that a national figure rests on', async () => {
  const { records, classes } = await taken('default', {});
  expect(records).toEqual([['JEUGDIGE', 'LANDELIJK', 1], ['JEUGDIGE', 'NOORD', 3], ['OUDER', 'JZ01', 3]]);
  expect(classes).toEqual({ k: 3, klein: 4, landsdeel: 4, regio: 1, maand: 0, vormen2: 0, relatie: 0, functie: 0, resterendeKlassen: 1, resterend: 1, kleinste: 1 });
});

test('monitor.yaml says otherwise', async () => {
  const off = await taken('off', { kleineKlassen: { k: 1 } });
  expect(off.records).toHaveLength(5);
  expect(off.records.every(([, regio]) => regio.startsWith('JZ'))).toBe(true);
  expect((await taken('all', { kleineKlassen: { grover: ['regio', 'relatie'] } })).records).toEqual([['CLIENT', 'LANDELIJK', 1], ['JEUGDIGE', 'NOORD', 3], ['OUDER', 'JZ01', 3]]);
});
