import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../database/database.js';
import { openDuckDB } from '../../database/duckdb.js';
import { message } from '../../i18n/message.js';
import { decoder } from './encoding.js';
import type { ReadPlan, ReadSettings } from './raw.js';
import { inspectExport, loadExport } from './read.js';

const folder = mkdtempSync(join(tmpdir(), 'inspectie-'));
const path = join(folder, 'export.csv');
let db: Database;
beforeAll(async () => {
  db = await openDuckDB(':memory:');
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const body = 'Nummer;Datum;Vorm;Plaats\nA-1;01-05-2024;Verbaal;Café\nA-2;02-05-2024;Bedreiging;Zoë\nA-3;03-05-2024;Verbaal;Kantoor\n';
const inspect = (content: string | Uint8Array, settings: ReadSettings = {}) => {
  writeFileSync(path, content);
  return inspectExport(path, settings);
};
const plan = (headers: string[], over: Partial<ReadPlan> = {}): ReadPlan => ({
  keep: headers, text: [], scan: () => [], scanPrefilter: 'x', keyColumns: headers.slice(0, 1), ignoreInDuplicate: [], known: [], continuation: false, ...over,
});
const load = async (content: string | Uint8Array, settings: ReadSettings = {}, over: Partial<ReadPlan> = {}) => {
  const inspection = await inspect(content, settings);
  const table = await loadExport(db, path, inspection, plan(inspection.headers, over));
  return { inspection, table, rows: await db.rows<Record<string, string | number | null>>('SELECT * EXCLUDE (blad, rijhash, rijhash2) FROM ruw ORDER BY rij') };
};

describe('the encoding', () => {
  it.each([
    ['utf-8', 'utf-8', false, true],
    ['utf-8', 'utf-8', true, true],
    ['utf-16le', 'utf-16le', true, true],
    ['utf-16be', 'utf-16be', true, true],
    ['utf-16le', 'utf-16le', false, true],
    ['utf-16be', 'utf-16be', false, true],
    ['windows-1252', 'windows-1252', false, false],
  ])('%s is found as %s (byte order mark: %s, sure: %s)', async (written, found, addBOM, zeker) => {
    const { inspection, rows } = await load(iconv.encode(body, written, { addBOM }));
    expect(inspection.detected).toMatchObject({ codering: found, bom: addBOM, zeker });
    expect(rows.map((row) => row['k4'])).toEqual(['Café', 'Zoë', 'Kantoor']);
  });

  it('can be set', async () => {
    const { inspection, rows } = await load(iconv.encode(body, 'cp850'), { codering: 'CP850' });
    expect(inspection.detected).toMatchObject({ codering: 'cp850', zeker: true });
    expect(rows[0]!['k4']).toBe('Café');
    await expect(inspect(body, { codering: 'klingon' })).rejects.toMatchObject({ key: 'read.unknownEncoding', exitCode: 2 });
  });

  it('decodes the C1 range of Windows-1252', async () => {
    const { rows } = await load(Buffer.concat([Buffer.from('Nummer;Vorm;Plaats\nA-1;Verbaal;'), Buffer.from([0x80, 0x92, 0xe9, 0x0a])]));
    expect(rows[0]!['k3']).toBe('€’é');
  });

  it('decodes every byte of Windows-1252 as its table says', () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    expect(decoder('windows-1252').write(bytes)).toBe(iconv.decode(bytes, 'windows-1252'));
  });

  it('keeps control characters of a cell, also those that part cells and records on the patient way', async () => {
    const odd = ['a\u001fb', '\u001d0\u001e', '\u001d', '\u001d2\u001f1', ...Array.from({ length: 30 }, () => 'Verbaal')];
    const rows = odd.map((cell, i) => `A-${i};01-05-2024;"${cell}";Zoë\n`).join('');
    const { table, rows: loaded } = await load(iconv.encode(`Nummer;Datum;Vorm;Plaats\n${rows}`, 'windows-1252'));
    expect(table.detected.weg).toBe('onregelmatig');
    expect(loaded.map((row) => row['k3'])).toEqual(odd);
  });

  it('stays UTF-8 when a few bytes of it are damaged', async () => {
    const { inspection, rows } = await load(Buffer.concat([Buffer.from(body.repeat(1) + 'A-4;04-05-2024;Verbaal;Zoë\n'.repeat(20)), Buffer.from([0xe9])]));
    expect(inspection.detected).toMatchObject({ codering: 'utf-8', zeker: false });
    expect(rows[1]!['k4']).toBe('Zoë');
  });
});

describe('the layout', () => {
  it.each([';', ',', '\t', '|'])('finds delimiter %j', async (delimiter) => {
    const { detected, headers } = await inspect(body.replaceAll(';', delimiter));
    expect(detected).toMatchObject({ scheiding: delimiter, kopregel: 1, zeker: true });
    expect(headers).toEqual(['Nummer', 'Datum', 'Vorm', 'Plaats']);
  });

  it('is not fooled by decimal commas', async () => {
    expect((await inspect('naam;fte\nAlfa;1,5\nBeta;2,5\nGamma;3,0\n')).detected.scheiding).toBe(';');
  });

  it('obeys a sep= line and counts it as a row', async () => {
    const { inspection, rows } = await load(`sep=|\n${body.replaceAll(';', '|')}`);
    expect(inspection.detected).toMatchObject({ scheiding: '|', kopregel: 2 });
    expect(rows.map((row) => [row['rij'], row['soort']])).toEqual([[1, 'titel'], [3, 'record'], [4, 'record'], [5, 'record']]);
  });

  it('finds the header below titles, and reads a count that stands there', async () => {
    const { inspection, table, rows } = await load(`Overzicht meldingen\nPeriode;01-01-2024;t/m;30-06-2024\nAantal meldingen: 3\n\n${body}`);
    expect(inspection.detected.kopregel).toBe(5);
    expect(rows.map((row) => [row['rij'], row['soort']])).toEqual([[1, 'titel'], [2, 'titel'], [3, 'titel'], [4, 'leeg'], [6, 'record'], [7, 'record'], [8, 'record']]);
    expect(table.controlTotals).toEqual([{ label: 'totaal', value: 3, blad: null, rij: 3 }]);
  });

  it('obeys the header row that is set', async () => {
    const twice = `Groep A;Groep B;Groep C;Groep D\n${body}`;
    expect((await inspect(twice, { kopregel: 2 })).headers[0]).toBe('Nummer');
    await expect(inspect(twice, { kopregel: 99 })).rejects.toMatchObject({ key: 'read.headerNotAt', exitCode: 3 });
  });

  it('cleans header texts, and names empty and double ones', async () => {
    const { headers } = await inspect('\u00a0Nummer ;Vorm\u200b;Vorm;;Waar\u00a0 vond;\nA-1;a;b;c;d;\nA-2;e;f;g;h;\n');
    expect(headers).toEqual(['Nummer', 'Vorm', 'Vorm (2)', 'kolom 4', 'Waar vond']);
  });

  it('faults rows that are too short or too long, but not for empty cells', async () => {
    const { rows } = await load('Nummer;Vorm;Plaats;\nA-1;a;b;\nA-2;a\nA-3;a;b\nA-4;a;b;;;\nA-5;a;b;c;d\nTotaal;5\n');
    expect(rows.map((row) => [row['rij'], row['soort'], row['fout'], row['cellen']])).toEqual([
      [2, 'record', null, 4], [3, 'record', 'KORT', 2], [4, 'record', null, 3], [5, 'record', null, 6], [6, 'record', 'LANG', 5], [7, 'totaal', null, 2],
    ]);
  });

  it('settles lone texts and totals by the records around them, the same in both ways', async () => {
    const rows = 'A;B;C;D;E\nK-1;a;b;c;d\nTeam Zuid;;;;\nK-2;a;b;c;d\nTotaal;2;;;\nK-3;a;b;c;d\nA;B;C;D;E\nTotaal;3;;;\nEinde overzicht;;;;\nopmerkingen van de beheerder;;;;\n';
    const { inspection, table, rows: fast } = await load(rows);
    expect(table.detected.weg).toBe('regelmatig');
    expect(fast.map((row) => row['soort'])).toEqual(['record', 'tussen', 'record', 'subtotaal', 'record', 'kop', 'totaal', 'voet', 'voet']);
    expect(table.controlTotals).toEqual([{ label: 'totaal', value: 3, blad: null, rij: 8 }]);
    await loadExport(db, path, { ...inspection, detected: { ...inspection.detected, weg: 'onregelmatig' } }, plan(inspection.headers));
    expect(await db.rows('SELECT * EXCLUDE (blad, rijhash, rijhash2) FROM ruw ORDER BY rij')).toEqual(fast);
  });

  it('falls back when a file that looked regular is not', async () => {
    const many = `Nummer;Vorm;Plaats\n${Array.from({ length: 30_000 }, (_, i) => `A-${i};Verbaal;"Kantoor; ${i}"`).join('\n')}`;
    for (const [extra, soort, fout] of [['\nX-1;a;"b', 'record', 'AANHALING'], ['\n\nX-1;a;b', 'record', null], ['\nX-1;a', 'record', 'KORT']] as const) {
      const { inspection, table, rows } = await load(many + extra);
      expect([inspection.detected.weg, table.detected.weg]).toEqual(['regelmatig', 'onregelmatig']);
      expect(rows.at(-1)).toMatchObject({ k1: 'X-1', soort, fout, rij: 30_000 + extra.split('\n').length });
    }
  });

  it('is that of the file itself when its name looks like a pattern', async () => {
    writeFileSync(join(folder, 'export1.csv'), body.replaceAll('A-', 'B-'));
    const named = join(folder, 'export[1].csv');
    writeFileSync(named, body);
    const inspection = await inspectExport(named, {});
    await loadExport(db, named, inspection, plan(inspection.headers));
    expect(await db.rows('SELECT k1 FROM ruw ORDER BY rij')).toEqual([{ k1: 'A-1' }, { k1: 'A-2' }, { k1: 'A-3' }]);
  });

  it('reports columns that nobody asked for and those with personal data, by position', async () => {
    const { table } = await load('Nummer;Naam cliënt;BSN;Vorm;Extra\nA-1;J. Jansen;111222333;x;1\nA-2;P. de Vries;123456782;y;2\nA-3;K. Bos;999990019;z;3\n', {}, { keep: ['Nummer', 'Vorm'], known: ['BSN'] });
    expect(table.unknownHeaders.map((unknown) => unknown.index)).toEqual([2, 5]);
    expect(table.suspicious).toEqual([{ index: 2, kind: 'NAAM', header: 'Naam cliënt', hidden: false }, { index: 3, kind: 'BSN', header: 'BSN', hidden: false }]);
  });

  it('gives rows with the same content but another key or ignored column the same second hash', async () => {
    const text = 'Nummer;Vorm;Status\nA-1;x;Open\nA-1;x;Open\nA-1;x;Dicht\nA-2;x;Open\nA-2;y;Open\n';
    for (const weg of ['regelmatig', 'onregelmatig'] as const) {
      const inspection = await inspect(text);
      await loadExport(db, path, { ...inspection, detected: { ...inspection.detected, weg } }, plan(inspection.headers, { ignoreInDuplicate: ['Status'] }));
      const [counts] = await db.rows('SELECT count(DISTINCT rijhash) AS een, count(DISTINCT rijhash2) AS twee FROM ruw');
      expect(counts).toEqual({ een: 4, twee: 2 });
    }
  });
});

describe('a file that cannot be read', () => {
  const refused = (key: string, content: string | Uint8Array, settings: ReadSettings = {}) => expect(inspect(content, settings)).rejects.toMatchObject({ key, exitCode: 3 });

  it('is not there or is a folder', async () => {
    await expect(inspectExport(join(folder, 'weg.csv'), {})).rejects.toMatchObject({ key: 'read.notFound', params: { file: 'weg.csv' }, exitCode: 3 });
    mkdirSync(join(folder, 'map.csv'));
    await expect(inspectExport(join(folder, 'map.csv'), {})).rejects.toMatchObject({ key: 'read.isFolder', exitCode: 3 });
  });

  it('is empty, blank or only a header', async () => {
    await refused('read.empty', '');
    await refused('read.empty', '\ufeff\r\n \r\n');
    await refused('read.onlyHeader', 'Nummer;Vorm;Plaats\n');
    await refused('read.onlyHeader', 'Nummer;Vorm;Plaats\nTotaal;0;\n');
  });

  it('has no header', () => refused('read.headerNotFound', 'A-1;01-05-2024;Verbaal;Kantoor\nA-2;02-05-2024;Verbaal;Kantoor\nA-3;03-05-2024;Bedreiging;Kantoor\n'));

  it('is binary', async () => {
    await refused('read.binary', '%PDF-1.7 enzovoort');
    await refused('read.binary', Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7) % 31)));
  });

  it('has a line of five gigabytes', async () => {
    writeFileSync(path, 'Nummer;Vorm\nA-1;');
    truncateSync(path, 5 * 2 ** 30);
    await expect(inspectExport(path, {})).rejects.toMatchObject({ key: 'read.lineTooLong', params: { row: 2 }, exitCode: 3 });
  });

  it('has a long line beyond the sample', async () => {
    writeFileSync(path, body + 'A-9;01-05-2024;Verbaal;Kantoor\n'.repeat(50_000) + `A-8;01-05-2024;"${'x'.repeat(3 * 2 ** 20)}";y\n`);
    const inspection = await inspectExport(path, {});
    await expect(loadExport(db, path, inspection, plan(inspection.headers))).rejects.toMatchObject({ key: 'read.lineTooLong', params: { row: 50_005 }, exitCode: 3 });
  });

  it('changed since it was inspected', async () => {
    const inspection = await inspect(body);
    writeFileSync(path, `${body}A-4;04-05-2024;Verbaal;x\n`);
    await expect(loadExport(db, path, inspection, plan(inspection.headers))).rejects.toMatchObject({ key: 'read.changed' });
  });

  it('is explained in both languages', () => {
    expect(message('nl', 'read.lineTooLong', { file: 'x.csv', row: 2, limit: 9 })).toContain('regel 2');
    expect(message('en', 'read.onlyHeader', { file: 'x.csv', row: 1 })).toContain('zero declaration');
  });
});

describe('a header', () => {
  it('with one name again and again is numbered at once', async () => {
    const { headers } = await inspect(`${'naam;'.repeat(12_000)}naam (2)\n${'1;'.repeat(12_000)}2\n`);
    expect([headers.length, new Set(headers).size, headers[1], headers.at(-1)]).toEqual([12_001, 12_001, 'naam (2)', 'naam (2) (2)']);
  });

  it.each(['', '"x\n'])('of thousands of columns is read row by row (after %j)', async (spoil) => {
    const names = Array.from({ length: 3000 }, (_, i) => `kop ${i}`).join(';');
    const cells = Array.from({ length: 3000 }, (_, i) => `w${i}`).join(';');
    const { rows, table } = await load(`${names}\n${cells}\n${spoil}${';'.repeat(2999)}\n${cells.replace('w0', '"a\nb"')}\n`, {}, { keep: ['kop 0', 'kop 2999'], keyColumns: ['kop 0'] });
    expect(table.detected.weg).toBe('onregelmatig');
    expect(rows.filter((row) => row['soort'] === 'record' && row['fout'] === null).map((row) => [row['k1'], row['k2']])).toEqual([['w0', 'w2999'], ['a\nb', 'w2999']]);
  });

  it('gives the same rows just below and just above the width from which it is read row by row', async () => {
    const lines = ['Export;;\n;;\n', 'nr;vorm;tekst', 'T-1;slaan;bel 06-12345678', '"T-2";"a\nb";x', 'T-3;kort', ';;', 'nr;vorm;tekst', 'januari 2024', 'T-4;"los;y', 'Totaal;3'];
    const padded = (width: number) => lines.map((line, i) => (i === 0 || i === 7 || i === 4 ? line : line + (i === 1 || i === 6 ? Array.from({ length: width - 3 }, (_, n) => `;k${n}`).join('') : ';'.repeat(width - 3)))).join('\n');
    const plan = { keep: ['nr', 'vorm'], text: ['tekst'], keyColumns: ['nr'] };
    const [below, above] = [await load(padded(249), {}, plan), await load(padded(250), {}, plan)];
    const shown = ({ rows }: typeof below) => rows.map(({ rij, soort, fout, k1, k2 }) => ({ rij, soort, fout, k1, k2 }));
    expect(shown(above)).toEqual(shown(below));
    expect(above.table.controlTotals).toEqual(below.table.controlTotals);
    expect(shown(above).map(({ soort }) => soort)).toEqual(['titel', 'leeg', 'leeg', 'record', 'record', 'record', 'leeg', 'kop', 'tussen', 'record', 'totaal']);
  });

  it('wider than any sheet is refused with its width', async () => {
    await expect(inspect(`${Array.from({ length: 20_000 }, (_, i) => `kop ${i}`).join(';')}\n${'1;'.repeat(20_000)}\n`)).rejects.toMatchObject({
      key: 'read.tooManyColumns', params: { columns: 20_000, limit: 16_384, row: 1 }, exitCode: 3,
    });
  });
});
