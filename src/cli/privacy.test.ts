/** The privacy officer's report, of files before they leave and of the store. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { json, ownFolder, runInside } from './binary.test-support.js';
import { layPlainWorkspace, plainMapping, plainRows, put } from './sector.test-support.js';

const folder = await ownFolder('privacy');
const file = 'meldingen_2024-06.csv';
const header = ['Nummer', 'Datum', 'Vorm', 'Hoe', 'Wie', 'Toelichting', 'BSN', 'Kevin Jansen'];
const texts = ['Vader Kevin Jansen belt', 'bsn 111222333 en 06-12345678', 'niets', 'Dorpsstraat 12, 3511 AB'];
const rows = plainRows('2024-06', 24).map((cells, i) => [...cells, texts[i % 4]!, '111222333', 'x']);

beforeAll(async () => {
  await layPlainWorkspace(folder, ['ALFA']);
  await put(folder, 'mappings/ALFA.yaml', plainMapping('ALFA', { vrije_tekst: ['Toelichting'], weglaten: ['BSN'] }));
  await put(folder, file, [header, ...rows].map((cells) => cells.join(';')).join('\r\n'));
  expect((await runInside(['key', 'create', '-o', 'ALFA'], 'nl', folder)).code).toBe(0);
});

const secrets = /Kevin|Jansen|111222333|12345678|Dorpsstraat|3511/;
const privacy = (...args: string[]) => runInside(['privacy', ...args], 'nl', folder);

interface Report {
  files: { source: { header: string; fate: string }[]; detections: { kind: string; place: string; cells: number; finds: number }[]; personal: object[]; classes: { k: number; kleinste: number }; incidents: number }[];
  keys: { kind: string; key: string; state: string }[];
  overrides: { k: number | null };
  retention: { levering_days: number };
}

test('as data: columns, finds by kind, smallest class, overrides, keys, retention', async () => {
  const ran = await privacy(file, '-o', 'ALFA', '--json');
  expect(ran.code, ran.stderr).toBe(0);
  const { files: [one], keys, overrides, retention } = json<Report>(ran);
  expect(one!.source.map(({ header: name, fate }) => [name, fate])).toEqual([
    ['Nummer', 'coarsened'], ['Datum', 'coarsened'], ['Vorm', 'kept'], ['Hoe', 'kept'], ['Wie', 'kept'], ['Toelichting', 'scanned'], ['BSN', 'dropped'], ['8 (H)', 'unread'],
  ]);
  expect(one!.detections).toEqual([
    { kind: 'ADRES', cells: 6, finds: 6, place: 'text', column: null }, { kind: 'BSN', cells: 6, finds: 6, place: 'text', column: null }, { kind: 'NAAM', cells: 6, finds: 6, place: 'text', column: null },
    { kind: 'POSTCODE', cells: 6, finds: 6, place: 'text', column: null }, { kind: 'TELEFOON', cells: 6, finds: 6, place: 'text', column: null },
  ]);
  expect(one!.personal).toEqual([{ name: 'BSN', kind: 'BSN', sheet: null, hidden: false }]);
  expect([one!.incidents, one!.classes.k, one!.classes.kleinste]).toEqual([24, 3, 8]);
  expect(keys.map(({ kind, key }) => [kind, key.replace(/[0-9a-f]{16}$/, '')])).toEqual([['signature', 'ed25519-'], ['label', 'v1.voorval.2024.']]);
  expect([overrides.k, retention.levering_days]).toEqual([null, 90]);
  expect(ran.stdout).not.toMatch(secrets);
});

test('as text in two languages, with a lowered k and names in a code column told', async () => {
  const named = 'ander_2024-06.csv';
  await put(folder, named, [header, ...rows.map((cells, i) => (i < 5 ? cells.with(4, 'Kevin Jansen') : cells))].map((cells) => cells.join(';')).join('\r\n'));
  const nl = await privacy(named, '-o', 'ALFA', '--k', '2');
  expect(nl.stdout).toMatch(/De k-toets is verlaagd van 3 naar 2\./);
  expect(nl.stdout).toMatch(/naam +Wie +5 +5/);
  const en = await runInside(['privacy', named, '-o', 'ALFA'], 'en', folder);
  expect(en.stdout).toMatch(/None: all limits are at their default/);
  expect(nl.stdout + en.stdout).not.toMatch(secrets);
});

test('as one page that fetches nothing', async () => {
  expect((await privacy(file, '-o', 'ALFA', '--html', '--out', 'bijlage.html')).stdout).toBe('Het verslag staat in bijlage.html.\n');
  const page = await readFile(join(folder, 'bijlage.html'), 'utf8');
  expect(page).toMatch(/^<!doctype html>\n<html lang="nl">/);
  expect(page.match(/<h2>/g)).toHaveLength(7);
  expect(page).not.toMatch(/<script|https?:|src=|@import|url\(/);
  expect(page).not.toMatch(secrets);
});

test('of the store: deliveries, smallest classes, keys', async () => {
  expect((await privacy()).stdout).toMatch(/De opslag bevat nog geen leveringen/);
  expect((await runInside(['ingest', file, '-o', 'ALFA', '-d', '2024-07-01'], 'nl', folder)).code).toBe(0);
  const { deliveries, classes } = json<{ deliveries: object[]; classes: object[] }>(await privacy('--json'));
  expect(deliveries).toEqual([{ organisation: 'ALFA', kind: 'voorval', period: '2024-06', delivered: '2024-07-01', codebook: '0.1', mapping: 1, records: 24, texts: 30 }]);
  expect(classes).toEqual([{ organisation: 'ALFA', incidents: 24, smallest: 8, below: 0 }]);
  expect((await privacy()).stdout).toMatch(/ALFA +voorval +2024-06 +2024-07-01 +1 +24 +30/);
});

test('of a refused file: what stops it and what was found, by kind and column', async () => {
  await put(folder, 'open.yaml', plainMapping('ALFA', { vrije_tekst: ['Toelichting'] }));
  const ran = await privacy(file, '-o', 'ALFA', '-m', 'open.yaml');
  expect(ran.code).toBe(1);
  expect(ran.stdout).toMatch(/1\. Geweigerd\n\nGeweigerd: een kolom bevat direct herleidbare gegevens/);
  expect(ran.stdout).toMatch(/BSN +burgerservicenummer +ja/);
  expect(ran.stdout).toMatch(/telefoonnummer +vrije tekst +6 +6/);
  expect(ran.stderr).toMatch(/Geweigerd/);
  const data = await privacy(file, '-o', 'ALFA', '-m', 'open.yaml', '--json');
  expect(json(data)).toMatchObject({ refused: 'cli.take.blocked', files: [{ personal: [{ name: 'BSN', kind: 'BSN', sheet: null, hidden: false, stops: true }], detections: [{ kind: 'ADRES', cells: 6 }, {}, {}, {}, {}] }] });
  expect(ran.stdout + ran.stderr + data.stdout).not.toMatch(secrets);
});

test('of a file that the mapping does not fit: its columns with personal data', async () => {
  await put(folder, 'vreemd_2024-06.csv', 'Kop;BSN;Iets\r\n1;111222333;a\r\n2;111222333;b\r\n3;111222333;c\r\n');
  const ran = await privacy('vreemd_2024-06.csv', '-o', 'ALFA');
  expect(ran.code).toBe(3);
  expect(ran.stdout).toMatch(/BSN +burgerservicenummer +nee/);
  expect(ran.stdout).toMatch(/De rijen zijn niet doorzocht/);
});

test('files without an organisation, and a place that would be overwritten, are told apart', async () => {
  expect((await privacy(file)).code).toBe(2);
  await put(folder, 'open.yaml', plainMapping('ALFA', { vrije_tekst: ['Toelichting'] }));
  expect((await privacy(file, '-o', 'ALFA', '--html', '--out', file)).code).toBe(2);
});
