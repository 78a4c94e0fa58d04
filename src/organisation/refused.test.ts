/** Columns with direct identifiers are refused by name until the mapping drops them, hidden ones and unread sheets too. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, describe, expect, test } from 'vitest';
import { loadCodebook } from '../codebook/codebook.js';
import { openDuckDB } from '../database/duckdb.js';
import { parsePeriod } from '../levering/period.js';
import { parseMapping } from './map/load.js';
import { judgeExport } from './prepare.js';

const folder = await mkdtemp(join(tmpdir(), 'refused-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const codebook = loadCodebook();

const mapping = (more: string) => `organisatie: PROEF
versie: 1
codeboek: "0.1"
bronsysteem: Eigen
meldingsnummer: { kolommen: [Nummer] }
velden:
  incident_datum: { kolom: Datum, formaat: [iso, dd-mm-jjjj] }
  vorm: { kolom: Vorm, codes: { Schelden: VERB } }
  kanaal: { kolom: Hoe, codes: { Bezoek: LIVE } }
  relatie: { kolom: Wie, codes: { Ouder: OUDER } }
${more}`;
const header = ['Nummer', 'Datum', 'Vorm', 'Hoe', 'Wie'];
const row = (i: number) => [`N${i}`, `${String(1 + (i % 28)).padStart(2, '0')}-06-2024`, 'Schelden', 'Bezoek', 'Ouder'];
const bsns = ['111222333', '123456782', '999990019', '999.990.019', '12345 6782'];
const names = ['Kevin Jansen', 'Fatima El Amrani', 'Sanne de Boer', 'J.P. Bakker', 'Ilse Visser'];
const many = Array.from({ length: 20 }, (_, i) => i);

async function judged(bytes: string | Uint8Array, name: string, more: string) {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const db = await openDuckDB(':memory:');
  try {
    const { blocked, fileFindings } = await judgeExport(db, { path, organisation: 'PROEF', mapping: parseMapping(mapping(more), 'PROEF.yaml', codebook), codebook, period: parsePeriod('2024-06'), delivered: '2024-07-01' });
    return { blocked, refused: fileFindings.filter(({ rule }) => rule === 'R24').map(({ params }) => params) };
  } finally {
    db.close();
  }
}

const csv = (extra: string, cells: readonly string[]) => [[...header, extra], ...many.map((i) => [...row(i), cells[i % cells.length]!])].map((line) => line.join(';')).join('\r\n');

describe('a column of a text file', () => {
  test.each<[string, string, readonly string[], string, object[]]>([
    ['BSNs under a plain header', 'Extra', bsns, '', [{ soort: 'BSN', kolomnummer: 6, kolomnaam: 'Extra' }]],
    ['names under a name', 'Jan de Boer', names, '', [{ soort: 'NAAM', kolomnummer: 6, kolomnaam: '6 (F)' }]],
    ['names, dropped', 'Wat', names, 'weglaten: [Wat]\n', []],
    ['names that only tell people apart', 'Wat', names, 'meerdere_regels: { medewerker: [Wat] }\n', []],
    ['BSNs that only tell people apart', 'Wat', bsns, 'meerdere_regels: { medewerker: [Wat] }\n', [{ soort: 'BSN', kolomnummer: 6, kolomnaam: 'Wat' }]],
    ['dates of birth without a word for it', 'Xyz', many.map((i) => `0${1 + (i % 9)}-05-${2005 + (i % 17)}`), '', [{ soort: 'GEBOORTEDATUM', kolomnummer: 6, kolomnaam: '6 (F)' }]],
    ['dates a few weeks off', 'Xyz', many.map((i) => `0${1 + (i % 9)}-07-2024`), '', []],
    ['order numbers', 'Xyz', ['123456789', '202400123', '202400124'], '', []],
  ])('%s', async (_, extra, cells, more, refused) => {
    expect(await judged(csv(extra, cells), 'a.csv', more)).toEqual({ blocked: refused.length > 0, refused });
  });

  test('mapped to a field', async () => {
    const born = many.map((i) => `0${1 + (i % 9)}-05-${1960 + 2 * i}`);
    const wrong = mapping('').replace('kolom: Datum,', 'kolom: Geboren,');
    const path = join(folder, 'b.csv');
    await writeFile(path, csv('Geboren', born));
    const db = await openDuckDB(':memory:');
    const { fileFindings } = await judgeExport(db, { path, organisation: 'PROEF', mapping: parseMapping(wrong, 'PROEF.yaml', codebook), codebook, period: parsePeriod('2024-06'), delivered: '2024-07-01' });
    db.close();
    expect(fileFindings.filter(({ rule }) => rule === 'R24').map(({ params }) => params)).toEqual([{ soort: 'GEBOORTEDATUM', kolomnummer: 6, kolomnaam: 'Geboren' }]);
  });
});

describe('a workbook', () => {
  const book = (columns: { hidden?: boolean }[]) =>
    writeXlsx({
      sheets: [
        { name: 'Meldingen', columns, rows: [[...header, 'Extra'], ...many.map((i) => [...row(i), bsns[i % bsns.length]!])] },
        { name: 'Fam. Oosterbeemd', hidden: true, rows: [['Naam', 'Team'], ...names.map((name) => [name, 'Noord'])] },
        { name: 'Blad3', rows: [['Burger', 'Aantal'], ...bsns.map((bsn) => [bsn, 1])] },
      ],
    });
  const hidden = Array.from({ length: 6 }, (_, i) => (i === 5 ? { hidden: true } : {}));

  test('hidden column, hidden sheet, unread sheet', async () => {
    const { blocked, refused } = await judged(await book(hidden), 'c.xlsx', '');
    expect(blocked).toBe(true);
    expect(refused).toEqual([
      { soort: 'BSN', kolomnummer: 6, kolomnaam: 'Extra', plaats: 'verborgen' },
      { soort: 'NAAM', kolomnummer: 1, kolomnaam: 'Naam', plaats: 'verborgen_tabblad', tabblad: 2 },
      { soort: 'BSN', kolomnummer: 1, kolomnaam: 'Burger', plaats: 'tabblad', tabblad: 3 },
    ]);
  });

  test('all dropped by name', async () => {
    expect(await judged(await book([]), 'd.xlsx', 'weglaten: [Extra, naam, Burger]\n')).toEqual({ blocked: false, refused: [] });
  });
});
