import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../database/database.js';
import { openDuckDB } from '../../database/duckdb.js';
import { UserError } from '../../error.js';
import type { Inspection, RawTable, ReadPlan } from './raw.js';
import { inspectExport, loadExport } from './read.js';

const folder = mkdtempSync(join(tmpdir(), 'lezen-'));
const path = join(folder, 'export.csv');
let db: Database;
beforeAll(async () => {
  db = await openDuckDB(':memory:');
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** More runs with LEZEN_RUNS=20, say. */
const runs = (usual: number): number => usual * Number(process.env['LEZEN_RUNS'] ?? 1);

interface Dialect {
  delimiter: string;
  newline: string;
  quoting: 'all' | 'needed';
  encoding: string;
  bom: boolean;
  end: boolean;
}

const dialect: fc.Arbitrary<Dialect> = fc.record({
  delimiter: fc.constantFrom(';', ',', '\t', '|'),
  newline: fc.constantFrom('\n', '\r\n'),
  quoting: fc.constantFrom('all', 'needed'),
  encoding: fc.constantFrom('utf-8', 'utf-8', 'utf-16le', 'utf-16be', 'windows-1252'),
  bom: fc.boolean(),
  end: fc.boolean(),
});

const piece = fc.constantFrom('a', 'Ouder', 'é', '€', 'ë', '7', '1,5', ';', ',', '|', '\t', '"', ' ', '  ', '\u00a0', '\n', '\r\n', '=1+1', "'", 'x'.repeat(300));
const messy = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
const tidy = fc.array(fc.constantFrom('Vader', 'boos', 'ging; weg', 'en, toen', 'zei "ja" en', 'regel\neen', 'x'), { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));

function table(cell: fc.Arbitrary<string>): fc.Arbitrary<string[][]> {
  return fc.integer({ min: 2, max: 7 }).chain((width) =>
    fc
      .array(fc.array(cell, { minLength: width - 1, maxLength: width - 1 }), { minLength: 1, maxLength: 25 })
      .map((rows) => [
        ['Nummer', ...Array.from({ length: width - 1 }, (_, i) => `Kolom ${'ABCDEFG'[i]!}`)],
        ...rows.map((row, i) => [`K-${i + 1}`, ...row]),
      ]),
  );
}

function writeRow(row: readonly string[], d: Dialect): string {
  const cells = row.map((cell, i) => {
    const needed = /["\r\n\u00a0]|^ | $/.test(cell) || cell.includes(d.delimiter) || (i === 0 && cell === '');
    return d.quoting === 'all' || needed ? `"${cell.replaceAll('"', '""')}"` : cell;
  });
  return cells.join(d.delimiter);
}

/** The text of a table, and the line on which each row starts. */
function writeTable(rows: readonly (readonly string[])[], d: Dialect): { text: string; lines: number[] } {
  const written = rows.map((row) => writeRow(row, d));
  const lines: number[] = [];
  let line = 1;
  for (const row of written) {
    lines.push(line);
    line += row.split('\n').length;
  }
  return { text: written.join(d.newline) + (d.end ? d.newline : ''), lines };
}

const bytes = (text: string, d: Dialect): Buffer => iconv.encode(text, d.encoding, { addBOM: d.bom && d.encoding !== 'windows-1252' });

const planOf = (inspection: Inspection, over: Partial<ReadPlan> = {}): ReadPlan => ({
  keep: inspection.headers,
  text: inspection.headers.slice(1),
  scan: (text) => (text.match(/7/g) ?? []).map(() => 'ZEVEN'),
  scanPrefilter: '7',
  keyColumns: inspection.headers.slice(0, 1),
  ignoreInDuplicate: [],
  known: [],
  continuation: false,
  ...over,
});

interface Seen {
  table: Pick<RawTable, 'rows' | 'controlTotals'>;
  rows: Record<string, unknown>[];
  hits: Record<string, unknown>[];
  same: string[];
}

async function load(inspection: Inspection, plan: ReadPlan): Promise<Seen & { weg: string }> {
  const { rows, controlTotals, detected } = await loadExport(db, inspection.path, inspection, plan);
  const groups = (hash: string): string => `SELECT string_agg(rij::VARCHAR, ' ' ORDER BY rij) AS g FROM ruw GROUP BY ${hash} ORDER BY min(rij)`;
  return {
    weg: detected.weg,
    table: { rows, controlTotals },
    rows: await db.rows('SELECT * EXCLUDE (rijhash, rijhash2) FROM ruw ORDER BY rij'),
    hits: await db.rows('SELECT * FROM vondst ORDER BY rij, kolom'),
    same: [...(await db.rows<{ g: string }>(groups('rijhash'))), { g: '|' }, ...(await db.rows<{ g: string }>(groups('rijhash2')))].map((row) => row.g),
  };
}

async function loadBothWays(inspection: Inspection, plan: ReadPlan): Promise<Seen & { weg: string }> {
  const first = await load(inspection, plan);
  const patient = await load({ ...inspection, detected: { ...inspection.detected, weg: 'onregelmatig' } }, plan);
  expect({ ...patient, weg: '' }).toEqual({ ...first, weg: '' });
  return first;
}

describe('any table in any dialect', () => {
  it('comes out as it went in, with the lines on which its rows start, both ways alike', async () => {
    let regular = 0;
    await fc.assert(
      fc.asyncProperty(table(messy), dialect, async (rows, d) => {
        const { text, lines } = writeTable(rows, d);
        writeFileSync(path, bytes(text, d));
        const inspection = await inspectExport(path, { codering: d.encoding, scheiding: d.delimiter, kopregel: 1 });
        expect(inspection.headers).toEqual(rows[0]);
        const seen = await loadBothWays(inspection, planOf(inspection));
        if (seen.weg === 'regelmatig') regular++;
        const expected = rows.slice(1).map((row, i) => ({
          blad: null,
          rij: lines[i + 1],
          soort: 'record',
          fout: null,
          cellen: row.length,
          ...Object.fromEntries(row.map((cell, k) => [`k${k + 1}`, cell === '' ? null : cell])),
        }));
        expect(seen.rows).toEqual(expected);
        const sevens = rows.slice(1).flatMap((row, i) =>
          row.flatMap((cell, k) => (k > 0 && cell.includes('7') ? [{ blad: null, rij: lines[i + 1], kolom: k + 1, soort: 'ZEVEN', aantal: cell.split('7').length - 1 }] : [])),
        );
        expect(seen.hits).toEqual(sevens);
      }),
      { numRuns: runs(100), seed: 1 },
    );
    expect(regular).toBeGreaterThan(10);
  });

  it('is detected without help when its texts are words', async () => {
    await fc.assert(
      fc.asyncProperty(table(tidy), dialect, async (rows, d) => {
        fc.pre(rows.length > 3);
        const { text } = writeTable(rows, d);
        writeFileSync(path, bytes(text, d));
        const { detected, headers } = await inspectExport(path, {});
        expect(headers).toEqual(rows[0]);
        expect(detected).toMatchObject({ scheiding: d.delimiter, kopregel: 1 });
        expect(iconv.decode(bytes(text, d), detected.codering!)).toBe(text);
      }),
      { numRuns: runs(150), seed: 2 },
    );
  });

  it('reads what csv-parse reads', async () => {
    await fc.assert(
      fc.asyncProperty(table(messy), dialect, async (rows, d) => {
        const { text } = writeTable(rows, d);
        writeFileSync(path, text);
        const inspection = await inspectExport(path, { scheiding: d.delimiter, kopregel: 1 });
        const { rows: seen } = await load(inspection, planOf(inspection));
        const other = parse(text, { delimiter: d.delimiter, record_delimiter: ['\r\n', '\n'] }) as string[][];
        expect(seen.map((row) => rows[0]!.map((_, k) => row[`k${k + 1}`] ?? ''))).toEqual(other.slice(1));
      }),
      { numRuns: runs(60), seed: 3 },
    );
  });
});

describe('a row with stray quotes', () => {
  it('changes no other row', async () => {
    const damage = fc.record({ row: fc.nat(), at: fc.nat(), remove: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(table(tidy), dialect, damage, async (rows, d, { row, at, remove }) => {
        fc.pre(rows.length > 2 && rows[0]!.length > 2);
        const hit = 1 + (row % (rows.length - 1));
        const written = rows.map((cells) => writeRow(cells, d));
        const line = written[hit]!;
        const quotes = [...line.matchAll(/"/g)].map((match) => match.index);
        const place = remove && quotes.length > 0 ? quotes[at % quotes.length]! : at % (line.length + 1);
        written[hit] = remove && quotes.length > 0 ? line.slice(0, place) + line.slice(place + 1) : `${line.slice(0, place)}"${line.slice(place)}`;
        writeFileSync(path, written.join(d.newline));
        const inspection = await inspectExport(path, { scheiding: d.delimiter, kopregel: 1 });
        const seen = await load(inspection, planOf(inspection, { text: [] }));
        const others = rows.slice(1).filter((_, i) => i + 1 !== hit);
        const found = seen.rows.filter((found) => others.some((cells) => cells[0] === found['k1']) && found['fout'] === null);
        expect(found.map((row) => rows[0]!.map((_, k) => row[`k${k + 1}`]))).toEqual(others);
      }),
      { numRuns: runs(150), seed: 4 },
    );
  });
});

describe('damaged input', () => {
  it('gives a table or a clear error, never a crash, and both ways still agree', async () => {
    const base = writeTable(
      [
        ['Nummer', 'Datum', 'Vorm', 'Tekst', 'Plaats'],
        ...Array.from({ length: 12 }, (_, i) => [`TW-${100 + i}`, `0${1 + (i % 9)}-05-2024`, 'Verbaal (schelden)', i % 3 ? 'kort' : 'zei "ja";\nen ging', 'Kantoor']),
        ['Totaal', '12', '', '', ''],
      ],
      { delimiter: ';', newline: '\r\n', quoting: 'needed', encoding: 'utf-8', bom: false, end: true },
    ).text;
    const edit = fc.record({
      at: fc.nat(),
      remove: fc.integer({ min: 0, max: 12 }),
      insert: fc.constantFrom('', '"', '""', ';', ',', '\n', '\r\n', '\r', '\0', '\u00e9', '\ufffd', '\t', ' ', 'Totaal;3', '\n\n', 'sep=,\n', '"\n"', '\u2028', 'Nummer;Datum;Vorm;Tekst;Plaats\r\n'),
    });
    const damaged = fc.tuple(fc.array(edit, { minLength: 1, maxLength: 6 }), fc.constantFrom('utf-8', 'utf-16le', 'latin1')).map(([edits, encoding]) => {
      let text = base;
      for (const { at, remove, insert } of edits) {
        const place = at % (text.length + 1);
        text = text.slice(0, place) + insert + text.slice(place + remove);
      }
      return iconv.encode(text, encoding);
    });
    let errors = 0;
    const attempt = async (content: Buffer, work: (inspection: Inspection) => Promise<unknown>): Promise<void> => {
      writeFileSync(path, content);
      try {
        await work(await inspectExport(path, {}));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        errors++;
      }
    };
    await fc.assert(fc.asyncProperty(damaged, (content) => attempt(content, async () => undefined)), { numRuns: 1000, seed: 5 });
    await fc.assert(fc.asyncProperty(damaged, (content) => attempt(content, (inspection) => loadBothWays(inspection, planOf(inspection)))), { numRuns: runs(120), seed: 6 });
    expect(errors).toBeLessThan(200);
  });

  it('survives bytes that mean nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), fc.constantFrom('', 'PK\x03\x04', 'a;b\n1;2\n', '\xff\xfe', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), async (noise, prefix) => {
        writeFileSync(path, Buffer.concat([Buffer.from(prefix, 'latin1'), noise]));
        try {
          const inspection = await inspectExport(path, {});
          await load(inspection, planOf(inspection));
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      }),
      { numRuns: runs(150), seed: 7 },
    );
  });
});
