import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { type WriteSheet, writeXlsx } from 'hucre/xlsx';
import readSheet from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../database/database.js';
import { openDuckDB } from '../../database/duckdb.js';
import type { ReadPlan, ReadSettings } from './raw.js';
import { inspectExport, loadExport } from './read.js';
import { cellText, listSheets, sheetRows } from './xlsx.js';

const folder = mkdtempSync(join(tmpdir(), 'werkmap-'));
const path = join(folder, 'export.xlsx');
let db: Database;
beforeAll(async () => {
  db = await openDuckDB(':memory:');
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const day = (iso: string): Date => new Date(`${iso}Z`);
const header = ['Nummer', 'Datum', 'Vorm', 'Plaats', 'Toelichting'];
const incident = (n: number, sheetDay = 5): (string | Date)[] => [`A-${n}`, day(`2024-0${sheetDay}-0${1 + (n % 9)}T00:00:00`), 'Verbaal', 'Kantoor', 'Vader scheldt.'];

async function write(sheets: WriteSheet[], dateSystem?: '1904'): Promise<void> {
  writeFileSync(path, await writeXlsx({ sheets, ...(dateSystem ? { dateSystem } : {}) }));
}

const plan = (headers: string[], over: Partial<ReadPlan> = {}): ReadPlan => ({
  keep: headers,
  text: [],
  scan: () => [],
  scanPrefilter: 'x',
  keyColumns: ['Nummer'],
  ignoreInDuplicate: [],
  known: [],
  continuation: false,
  ...over,
});

async function read(settings: ReadSettings = {}, over: Partial<ReadPlan> = {}) {
  const inspection = await inspectExport(path, settings);
  const table = await loadExport(db, path, inspection, plan(inspection.headers, over));
  const rows = await db.rows<Record<string, string | number | null>>('SELECT blad, rij, soort, fout, cellen, * EXCLUDE (blad, rij, soort, fout, cellen, rijhash, rijhash2) FROM ruw ORDER BY blad, rij');
  return { inspection, table, rows, kinds: rows.map((row) => [row['rij'], row['soort']]) };
}

describe('sheets', () => {
  it('joins data sheets under the union of their headers and leaves a cover, a legend and a hidden sheet unread', async () => {
    await write([
      { name: 'Voorblad', rows: [['Rapportage agressie'], [], ['Gemaakt door het kwaliteitsbureau']] },
      { name: 'Januari', rows: [header, incident(1, 1), incident(2, 1)], columns: [{}, {}, { hidden: true }] },
      { name: 'Februari', rows: [['Meldingen februari'], [], [...header, 'Platform'], [...incident(3, 2), 'X'], ['Totaal', 1]], rowDefs: new Map([[3, { hidden: true }]]) },
      { name: 'Legenda', rows: [['Code', 'Betekenis'], ['VERB', 'Verbaal'], ['FYS', 'Fysiek'], ['BEDR', 'Bedreiging']] },
      { name: 'Oud', rows: [header, incident(9)], hidden: true },
    ]);
    const { inspection, table, rows } = await read();
    expect(inspection.headers).toEqual([...header, 'Platform']);
    expect(inspection.detected.tabbladen).toEqual([
      { naam: 'Voorblad', kopregel: 0, rijen: 3, gelezen: false, verborgen: false, verborgenKolommen: 0, verborgenRijen: 0 },
      { naam: 'Januari', kopregel: 1, rijen: 2, gelezen: true, verborgen: false, verborgenKolommen: 1, verborgenRijen: 0 },
      { naam: 'Februari', kopregel: 3, rijen: 2, gelezen: true, verborgen: false, verborgenKolommen: 0, verborgenRijen: 1 },
      { naam: 'Legenda', kopregel: 0, rijen: 4, gelezen: false, verborgen: false, verborgenKolommen: 0, verborgenRijen: 0 },
      { naam: 'Oud', kopregel: 0, rijen: 0, gelezen: false, verborgen: true, verborgenKolommen: 0, verborgenRijen: 0 },
    ]);
    expect(rows.map((row) => [row['blad'], row['rij'], row['soort'], row['k1'], row['k6']])).toEqual([
      ['Februari', 1, 'titel', 'Meldingen februari', null],
      ['Februari', 2, 'leeg', null, null],
      ['Februari', 4, 'record', 'A-3', 'X'],
      ['Februari', 5, 'totaal', 'Totaal', null],
      ['Januari', 2, 'record', 'A-1', null],
      ['Januari', 3, 'record', 'A-2', null],
    ]);
    expect(table.controlTotals).toEqual([{ label: 'totaal', value: 1, blad: 'Februari', rij: 5 }]);
  });

  it('reads the sheets that the settings name, hidden ones too, and no others', async () => {
    await write([{ name: 'Nieuw', rows: [header, incident(1)] }, { name: 'Oud', rows: [header, incident(9)], hidden: true }]);
    const { rows } = await read({ tabbladen: ['Oud'] });
    expect(rows.map((row) => row['k1'])).toEqual(['A-9']);
    await expect(inspectExport(path, { tabbladen: ['Anders'] })).rejects.toMatchObject({ key: 'read.sheetNotFound', params: { position: 1 }, exitCode: 3 });
  });

  it('tells blank, section, repeated header, subtotal, total and footer rows from records', async () => {
    await write([
      {
        name: 'Blad1',
        rows: [
          ['Overzicht', null, null, null, null],
          header,
          ['Januari 2024'],
          incident(1),
          ['Subtotaal', null, null, null, 1],
          [],
          header,
          ['Team Noord'],
          incident(2),
          [null, day('2024-05-01T00:00:00'), 'Verbaal', 'Kantoor', 'zonder nummer'],
          ['Totaal', null, null, null, 3],
          ['Afgedrukt op 5 juli'],
        ],
        merges: [{ startRow: 2, startCol: 0, endRow: 2, endCol: 4 }],
      },
    ]);
    const { kinds } = await read();
    expect(kinds).toEqual([
      [1, 'titel'], [3, 'tussen'], [4, 'record'], [5, 'subtotaal'], [6, 'leeg'], [7, 'kop'], [8, 'tussen'], [9, 'record'], [10, 'record'], [11, 'totaal'], [12, 'voet'],
    ]);
  });
});

describe('cells', () => {
  it('fills merged cells into all rows they cover, and still sees what is a record', async () => {
    await write([
      {
        name: 'Blad1',
        rows: [header, incident(1), [null, null, null, null, 'tweede medewerker'], incident(2)],
        merges: [0, 1, 2, 3].map((column) => ({ startRow: 1, startCol: column, endRow: 2, endCol: column })),
      },
    ]);
    const { rows } = await read();
    expect(rows.map((row) => [row['rij'], row['soort'], row['k1'], row['k2'], row['k5']])).toEqual([
      [2, 'record', 'A-1', '2024-05-02', 'Vader scheldt.'],
      [3, 'record', 'A-1', '2024-05-02', 'tweede medewerker'],
      [4, 'record', 'A-2', '2024-05-03', 'Vader scheldt.'],
    ]);
  });

  it.each([
    ['a date', new Date('2024-05-12T00:00:00Z'), '2024-05-12'],
    ['a moment', new Date('2024-05-12T14:30:00Z'), '2024-05-12 14:30'],
    ['a moment with seconds', new Date('2024-05-12T14:30:05Z'), '2024-05-12 14:30:05'],
    ['a moment that floating point put a millisecond early', new Date('2024-05-12T14:29:59.999Z'), '2024-05-12 14:30'],
    ['a time', new Date('1899-12-31T09:05:00Z'), '09:05'],
    ['an ISO date cell', '2024-05-12T00:00:00', '2024-05-12'],
    ['a serial number', 45424, '45424'],
    ['floating noise', 0.1 + 0.2, '0.3'],
    ['a long number', 202400000123456, '202400000123456'],
    ['true', true, 'WAAR'],
    ['false', false, 'ONWAAR'],
    ['an error', '#N/A', '#N/A'],
    ['no date', new Date(Number.NaN), '#NUM!'],
    ['nothing', null, ''],
  ])('%s', (_, value, text) => {
    expect(cellText(value, 1900)).toBe(text);
  });

  it('reads dates of the 1904 system, detected or set', async () => {
    await write([{ name: 'Blad1', rows: [[...header.slice(0, 4), 'Tijd'], ['A-1', day('2024-05-12T00:00:00'), 'Verbaal', 'Kantoor', day('1904-01-01T09:30:00')]] }], '1904');
    const { inspection, rows } = await read();
    expect(inspection.detected.datumstelsel).toBe(1904);
    expect([rows[0]!['k2'], rows[0]!['k5']]).toEqual(['2024-05-12', '09:30']);
    const other = await read({ datumstelsel: 1900 });
    expect(other.rows[0]!['k2']).toBe('2020-05-11');
  });

  it('keeps error cells, cached formula results, inline strings, rich text and truth values', async () => {
    writeFileSync(
      path,
      workbook(`<row r="1">${['Nummer', 'Fout', 'Formule', 'Rijk', 'Waar'].map((text, i) => inline('ABCDE'[i]! + '1', text)).join('')}</row>
        <row r="4">${inline('A4', 'A-1')}<c r="B4" t="e"><v>#N/A</v></c><c r="C4" t="str"><f>A4&amp;"x"</f><v>A-1x</v></c>
          <c r="D4" t="inlineStr"><is><r><t>Ver</t></r><r><rPr><b/></rPr><t>baal</t></r></is></c><c r="E4" t="b"><v>1</v></c></row>
        <row r="5" hidden="1">${inline('A5', 'A-2')}<c r="B5" t="e"><v>#DEEL/0!</v></c><c r="C5"><f>1+1</f><v>2</v></c><c r="D5"/><c r="E5" t="b"><v>0</v></c><c r="H5"><v>7</v></c></row>`),
    );
    const { inspection, rows } = await read();
    expect(inspection.detected.tabbladen![0]).toMatchObject({ verborgenRijen: 1, rijen: 4 });
    expect(rows.map(({ blad, ...row }) => Object.values(row))).toEqual([
      [2, 'leeg', null, 5, null, null, null, null, null],
      [3, 'leeg', null, 5, null, null, null, null, null],
      [4, 'record', null, 5, 'A-1', '#N/A', 'A-1x', 'Verbaal', 'WAAR'],
      [5, 'record', 'LANG', 8, 'A-2', '#DEEL/0!', '2', null, 'ONWAAR'],
    ]);
  });

  it('reads what read-excel-file reads', async () => {
    await write([{ name: 'Blad1', rows: [header, ...Array.from({ length: 40 }, (_, i) => [`A-${i}`, day(`2024-05-${String(1 + (i % 28)).padStart(2, '0')}T00:00:00`), i % 3 ? 'é, "x"; <y> & z' : ' spatie ', i * 1.5, i % 2 === 0])] }]);
    const data = readFileSync(path);
    const ours: string[][] = [];
    for await (const row of sheetRows(data, 0, 1900)) ours.push(row.cells);
    const theirs = (await readSheet(path, { trim: false } as object)) as unknown as unknown[];
    const grid = (Array.isArray((theirs[0] as { data?: unknown }).data) ? (theirs[0] as { data: unknown[][] }).data : theirs) as unknown[][];
    expect(ours).toEqual(grid.map((row) => row.map((value) => cellText(value, 1900))));
    expect((await listSheets(data)).sheets).toEqual([{ index: 0, naam: 'Blad1', hidden: false }]);
  });
});

describe('a workbook that cannot be read', () => {
  const refused = (bytes: Uint8Array, key: string): Promise<void> => {
    writeFileSync(path, bytes);
    return expect(inspectExport(path, {})).rejects.toMatchObject({ key, exitCode: 3 });
  };

  it('is truncated', async () => {
    await write([{ name: 'Blad1', rows: [header, incident(1)] }]);
    const whole = readFileSync(path);
    await refused(whole.subarray(0, whole.length - 400), 'read.truncated');
  });

  it('is damaged inside', async () => {
    await write([{ name: 'Blad1', rows: [header, ...Array.from({ length: 50 }, (_, i) => incident(i))] }]);
    const bytes = readFileSync(path);
    const at = bytes.indexOf('xl/worksheets/sheet1.xml') + 60;
    bytes.fill(0xaa, at, at + 40);
    await refused(bytes, 'read.damaged');
  });

  it('is encrypted or an old .xls', async () => {
    const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    await refused(ole, 'read.oldExcel');
    await refused(Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]), 'read.encrypted');
  });

  it('is a zip with something else in it', () => refused(zip([['notities.txt', Buffer.from('hallo')]]), 'read.notWorkbook'));

  it('has no table of incidents', async () => {
    await write([{ name: 'Voorblad', rows: [['Alleen tekst']] }, { name: 'Leeg', rows: [] }]);
    await refused(readFileSync(path), 'read.noDataSheet');
    await write([{ name: 'Blad1', rows: [header] }]);
    await refused(readFileSync(path), 'read.onlyHeader');
  });

  it('unpacks to more than it may: honest, silent or repeated', async () => {
    const zeros = deflateRawSync(Buffer.alloc(50 * 2 ** 20));
    const parts = (size: number, copies: number): Buffer =>
      zip([['xl/workbook.xml', Buffer.from('<x/>')], ...Array.from({ length: copies }, (_, i): Part => [`xl/worksheets/sheet${i}.xml`, zeros, size])]);
    await refused(parts(50 * 2 ** 20, 9), 'read.zipBomb');
    await refused(parts(0, 1), 'read.zipBomb');
    await refused(parts(3 * 2 ** 30, 1), 'read.zipBomb');
  });

  it('has a part that swells as nothing does that was written cell by cell, in whatever part of it', async () => {
    const blanks = deflateRawSync(Buffer.alloc(20 * 2 ** 20, ' '));
    for (const name of ['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml', 'docProps/app.xml', 'xl/media/image1.png']) {
      await refused(zip([['xl/workbook.xml', Buffer.from('<x/>')], [name, blanks, 20 * 2 ** 20]]), 'read.swollen');
    }
  });

  it('lies about its size', async () => {
    const sheet = Buffer.from(`<worksheet><sheetData>${' '.repeat(40 * 2 ** 20)}</sheetData></worksheet>`);
    await refused(workbook('', [deflateRawSync(sheet), 1000]), 'read.damaged');
  });

  it('plays tricks with XML entities', async () => {
    const laughs = '<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY e SYSTEM "file:///etc/hostname">]>';
    const rows = `<row r="1">${header.map((text, i) => inline('ABCDE'[i]! + '1', text)).join('')}</row><row r="2">${inline('A2', 'A-1')}${inline('B2', '&c;')}${inline('C2', '&e;')}${inline('D2', 'x')}${inline('E2', 'y')}</row>`;
    writeFileSync(path, workbook(rows, undefined, laughs));
    const { rows: seen } = await read();
    expect([seen[0]!['k2'], seen[0]!['k3']]).toEqual(['&c;', '&e;']);
  });

  it.each(['1048577', '2147483649', '99999999999999999999', '3.5'])('numbers a row as no row of any sheet: %s', async (number) => {
    const row = (n: string): string => `<row r="${n}">${header.map((text, i) => inline(`${'ABCDE'[i]!}${n}`, text)).join('')}</row>`;
    await refused(workbook(`${row('1')}${row('2').replaceAll('Nummer', 'A-1')}${row(number)}`), 'read.damaged');
  });

  it('has one cell in the far corner of a sheet, which costs nothing', async () => {
    const rows = `<row r="1">${header.map((text, i) => inline('ABCDE'[i]! + '1', text)).join('')}</row><row r="2">${header.map((_, i) => inline('ABCDE'[i]! + '2', `w${i}`)).join('')}</row><row r="1048576"><c r="XFD1048576"/></row>`;
    writeFileSync(path, workbook(rows));
    const { rows: seen } = await read();
    expect(seen.map((row) => row['rij'])).toEqual([2]);
  });
});

type Part = [name: string, packed: Buffer, size?: number];

const inline = (ref: string, text: string): string => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;

/** A bare workbook around the rows of one sheet. */
function workbook(rows: string, packed?: [Buffer, number], prolog = ''): Buffer {
  const xml = (body: string): Buffer => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${body}`);
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const sheet = xml(`${prolog}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`);
  return zip([
    ['[Content_Types].xml', xml('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')],
    ['_rels/.rels', xml(`<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`)],
    ['xl/workbook.xml', xml(`<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>`)],
    ['xl/_rels/workbook.xml.rels', xml(`<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`)],
    packed ? ['xl/worksheets/sheet1.xml', packed[0], packed[1]] : ['xl/worksheets/sheet1.xml', sheet],
  ]);
}

/** A zip archive; a part with a size of its own is taken as packed already and declared to unpack to that. */
function zip(parts: Part[]): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, content, size] of parts) {
    const packed = size === undefined ? deflateRawSync(content) : content;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(size === undefined ? crc32(content) : 0, 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(size ?? content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), fields, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    entries.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), fields, place, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
