/** A large regular file is kept as the numbers of its words: every row must come out as it does when it is read patiently. */
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { delivered, mappingText, organisation, period, writeExport } from '../bench/sample/export.js';
import { loadCodebook } from '../codebook/codebook.js';
import type { Database } from '../database/database.js';
import { openDuckDB } from '../database/duckdb.js';
import { parsePeriod } from '../levering/period.js';
import { parseMapping } from './map/load.js';
import { unreadTexts } from './map/unread.js';
import { judgeExport } from './prepare.js';
import { survey } from './read/bytes.js';

const folder = mkdtempSync(join(tmpdir(), 'woorden-'));
const path = join(folder, 'export.csv');
const codebook = loadCodebook();
const mapping = parseMapping(mappingText(), 'koppeling.yaml', codebook);
let [fast, patient]: Database[] = [];

beforeAll(async () => {
  await writeExport(path, { rows: 13_500, seed: 7, quotes: 'minimal' });
  // Words that are met in none of the places that are looked at first.
  let place = 0;
  const lines = (await readFile(path, 'utf8')).split('\n').map((line) => {
    const before = place;
    place += Buffer.byteLength(line) + 1;
    return before > 135_000 && before < 260_000 ? changed(line) : line;
  });
  await writeFile(path, lines.join('\n'));
  [fast, patient] = [await openDuckDB(':memory:'), await openDuckDB(':memory:')];
});
afterAll(() => {
  fast?.close();
  patient?.close();
  rmSync(folder, { recursive: true, force: true });
});

function changed(line: string): string {
  return line
    .replace(/;Ouder;/, ';Oudertje;')
    .replace(/;\d\d-03-2024;/, ';31-02-2024;')
    .replace(/;Bedreiging;/, ';Bedreiging met iets;')
    .replace(/;(\d\d:\d\d);/, ';$1:30;')
    .replace(/;Utrecht;/, ';Bergen;');
}

async function judged(db: Database, patiently: boolean) {
  const surveyed = await survey(path);
  return judgeExport(db, { path, surveyed: { ...surveyed, nul: patiently }, organisation, mapping, codebook, period: parsePeriod(period), delivered, labelKey: () => new Uint8Array(32).fill(7) });
}

test('rows, verdicts, findings, records and the texts behind findings are the same', async () => {
  const [one, other] = [await judged(fast!, false), await judged(patient!, true)];
  expect([one.detected.weg, other.detected.weg]).toEqual(['regelmatig', 'onregelmatig']);
  const types = await fast!.rows<{ name: string; type: string }>("SELECT column_name AS name, column_type AS type FROM (DESCRIBE ruw) WHERE column_name LIKE 'k%'");
  expect(types.filter(({ type }) => type.startsWith('ENUM')).length).toBeGreaterThan(12);
  const { columns: columnsOne, detected: _, ...restOne } = one;
  const { columns: columnsOther, detected: __, ...restOther } = other;
  expect(restOne).toEqual(restOther);
  expect(columnsOne).toEqual(columnsOther);
  const texts = columnsOne.map(({ column }) => `CAST(${column} AS VARCHAR) AS ${column}`).join(', ');
  for (const query of [
    `SELECT rowid AS nr, blad, rij, soort, fout, cellen, ${texts} FROM ruw ORDER BY nr`,
    'SELECT nr, hoofd, oordeel FROM oordeel ORDER BY nr',
    'SELECT nr, regel, veld, kolom, ernst, params FROM bevinding ORDER BY ALL',
    'SELECT * FROM voorval ORDER BY nr',
    'SELECT * FROM herhaling ORDER BY ALL',
    'SELECT * FROM vondst ORDER BY ALL',
  ]) {
    expect(await fast!.rows(query), query).toEqual(await patient!.rows(query));
  }
  const place = (column: string) => columnsOne.find(({ header }) => header === column)?.column;
  const unread = await unreadTexts(fast!, mapping, codebook, place);
  expect(unread).toEqual(await unreadTexts(patient!, mapping, codebook, place));
  expect(new Set(unread.map(({ field }) => field))).toEqual(new Set(['relatie', 'incident_datum', 'vorm', 'regio']));
});
