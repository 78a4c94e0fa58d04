/** The four forms of one document are read back by others' programs and compared with the document: the same figures everywhere. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import readExcel from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRelease, type Release } from '../../release/read.js';
import { sampleKind, sampleRelease, sampleYears } from '../../release/sample.test-support.js';
import type { ReleaseTables } from '../../release/tables.js';
import { writeRelease } from '../../release/write.js';
import { findDefinition } from './definition.js';
import type { Block, Cell, ReportDocument } from './document.js';
import { plain } from './name.js';
import { type Form, forms } from './form.js';
import { composeReport, renderForm } from './report.js';
import { type TableSheet, tableSheets } from './xlsx/sheets.js';

const run = promisify(execFile);
const has = (program: string): boolean => (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
const told = (program: string, what: string): string => (has(program) ? what : `skipped: no ${program} on this machine`);

const reason = 'Een bestand van mei was dubbel geteld.';
/** One release for both reports: months, and a calendar year, corrected. */
const tables = (): ReleaseTables => {
  const years = sampleYears();
  const twelve = sampleRelease().cijfer.filter(({ periode_soort }) => periode_soort === '12maanden');
  return { ...years, cijfer: [...years.cijfer, ...twelve], kenmerk: [...years.kenmerk, { sleutel: 'correctie', waarde: reason }, { sleutel: 'corrigeert', waarde: '2024-06-0a1b' }] };
};

interface Made {
  readonly document: ReportDocument;
  readonly files: Record<Form, Uint8Array>;
  readonly path: (form: Form) => string;
}

let root: string;
let release: Release;
let document: ReportDocument;
let made: Record<Form, Uint8Array>;
const reports = ['monthly', 'annual'] as const;
const rendered = {} as Record<(typeof reports)[number], Made>;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'forms-'));
  await writeRelease(join(root, 'release'), { tables: tables(), deliveries: ['a'.repeat(64)], configuration: 'c'.repeat(64) }, sampleKind);
  release = await openRelease(join(root, 'release'));
  for (const name of reports) {
    const folders = (await findDefinition(name, [fileURLToPath(new URL('../../../reports/', import.meta.url))]))!;
    const composed = await composeReport(release, folders, name === 'annual' ? { year: '2023' } : {});
    const files = {} as Record<Form, Uint8Array>;
    const path = (form: Form): string => join(root, `${name}.${form}`);
    for (const form of forms) {
      const content = await renderForm(composed, form);
      files[form] = typeof content === 'string' ? Buffer.from(content) : content;
      await writeFile(path(form), files[form]);
    }
    rendered[name] = { document: composed, files, path };
  }
  ({ document, files: made } = rendered.monthly);
}, 240_000);
afterAll(async () => {
  release.close();
  await rm(root, { recursive: true, force: true });
});

/** The rows of every table of the document, as text. */
function tablesOf({ sections }: ReportDocument): string[][][] {
  const texts = (rows: readonly (readonly Cell[])[]): string[][] => rows.map((row) => row.map(({ text }) => text));
  const rowsOf = (block: Block): string[][][] => {
    if (block.kind === 'figure' || block.kind === 'table' || block.kind === 'bars') return [texts(block.table.rows)];
    if (block.kind === 'scorecard') return [block.groups.flatMap(({ rows }) => rows.map((row) => [plain(row.measure), row.figure.text, row.interval.text, plain(row.base)]))];
    return [];
  };
  return sections.flatMap(({ blocks }) => blocks.flatMap(rowsOf));
}

const unescaped = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&apos;', "'").replaceAll('&amp;', '&');
const stripped = (markup: string): string => unescaped(markup.replace(/<[^>]+>/g, '')).trim();

describe.each(reports)('figures of the %s report read back', (name) => {
  let document: ReportDocument;
  let made: Made['files'];
  beforeAll(() => {
    ({ document, files: made } = rendered[name]);
  });

  test('from the page', () => {
    const page = Buffer.from(made.html).toString();
    const tables = page.match(/<table[\s\S]*?<\/table>/g)!.map((table) =>
      table.match(/<tr[\s\S]*?<\/tr>/g)!.slice(1).map((row) => row.match(/<t[hd][ >][\s\S]*?<\/t[hd]>/g)!.map((cell) => stripped(cell.replace(/<svg[\s\S]*?<\/svg>|<span class="said">[^<]*<\/span>/g, '')))).filter((cells) => cells.length > 1),
    );
    expect(tables).toEqual(tablesOf(document));
  });

  test('from the DOCX', () => {
    const xml = strFromU8(unzipSync(made.docx)['word/document.xml']!);
    const tables = xml.match(/<w:tbl>[\s\S]*?<\/w:tbl>/g)!.map((table) =>
      table.match(/<w:tr[ >][\s\S]*?<\/w:tr>/g)!.slice(1).map((row) => row.match(/<w:tc>[\s\S]*?<\/w:tc>/g)!.map((cell) => (cell.match(/<w:t[ >][\s\S]*?<\/w:t>/g) ?? []).map(stripped).join(''))).filter((cells) => cells.length > 1),
    );
    expect(tables).toEqual(tablesOf(document).map((rows) => rows.map((row) => row.map((text) => text.trim()))));
  });

  test.skipIf(!has('pdftotext'))(told('pdftotext', 'from the PDF'), async () => {
    const { stdout } = await run('pdftotext', ['-raw', rendered[name].path('pdf'), '-']);
    const text = stdout.replace(/\s+/g, ' ');
    for (const row of tablesOf(document).flat()) expect(text).toContain(row.filter((cell) => cell !== '').join(' ').replace(/\s+/g, ' ').trim());
  });

  const expected = (table: TableSheet): unknown[][] => [[...table.heads], ...table.rows.map((row) => row.map((cell) => (typeof cell === 'string' ? (cell === '' ? null : cell) : cell.value)))];

  test('from the XLSX, as numbers', async () => {
    const sheets = await readExcel(Buffer.from(made.xlsx));
    expect(sheets.map(({ sheet }) => sheet).slice(0, 3)).toEqual(['Omslag', 'Inhoud', 'Noten']);
    expect(sheets.slice(3).map(({ data }) => data)).toEqual(tableSheets(document).map(expected));
    const numbers = tablesOf(document).flat(2).filter((text) => /^[\d.]+(,\d+)?%?$/.test(text) && text !== '.').length;
    const held = tableSheets(document).flatMap(({ rows }) => rows.flat()).filter((cell) => typeof cell !== 'string').length;
    expect(held).toBeGreaterThanOrEqual(numbers);
  });

  test.skipIf(!has('soffice'))(told('soffice', 'from the XLSX as LibreOffice reads it'), async () => {
    const filter = 'csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,false,false,false,false,-1';
    await run('soffice', ['--headless', `-env:UserInstallation=file://${root}/office`, '--convert-to', filter, '--outdir', root, rendered[name].path('xlsx')]);
    for (const [i, table] of tableSheets(document).entries()) {
      const csv = await readFile(join(root, `${name}-Tabel ${i + 1}.csv`), 'utf8');
      const rows = csv.replace(/\n+$/, '').split('\n').map((line) => line.split('\t').map((cell) => cell.replace(/^"([\d.]+)"$/, '$1')));
      const wanted = expected(table).map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
      expect(rows.map((row) => row.map((cell) => (/^-?[\d.]+$/.test(cell) && Number.isFinite(Number(cell)) ? String(Number(cell)) : cell)))).toEqual(wanted.map((row) => row.map((cell) => (/^-?[\d.]+$/.test(cell) && Number.isFinite(Number(cell)) ? String(Number(cell)) : cell))));
    }
  }, 120_000);
});

test('the reason of a correction stands in every form of every report', async () => {
  for (const name of reports) {
    const { files, path } = rendered[name];
    const workbook = Object.entries(unzipSync(files.xlsx)).filter(([part]) => part.endsWith('.xml')).map(([, bytes]) => strFromU8(bytes)).join('');
    const found = { html: Buffer.from(files.html).toString(), docx: strFromU8(unzipSync(files.docx)['word/document.xml']!), xlsx: workbook, pdf: has('pdftotext') ? (await run('pdftotext', ['-raw', path('pdf'), '-'])).stdout : reason };
    for (const [form, text] of Object.entries(found)) expect([name, form, stripped(text).replace(/\s+/g, ' ').includes(reason)]).toEqual([name, form, true]);
  }
});

test('the same document gives the same bytes', async () => {
  for (const form of forms) expect(Buffer.from((await renderForm(document, form)) as string).equals(Buffer.from(made[form])), form).toBe(true);
});

describe('the PDF', () => {
  const text = (): string => Buffer.from(made.pdf).toString('latin1');
  test('says that it is PDF/UA-1, tagged, and in which language; has bookmarks and the day of the data', () => {
    expect(text()).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(text()).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
    expect(text()).toMatch(/\/Lang ?\(nl/);
    expect(text()).toMatch(/\/Outlines \d+ 0 R/);
    expect(text()).toContain("CreationDate (D:20240715");
  });

  test.skipIf(!has('pdffonts'))(told('pdffonts', 'holds the typefaces that come along, and no other'), async () => {
    const { stdout } = await run('pdffonts', [rendered.monthly.path('pdf')]);
    const names = stdout.trim().split('\n').slice(2).map((line) => line.split(/\s+/)[0]!.replace(/^[A-Z]{6}\+/, ''));
    expect(names.length).toBeGreaterThan(2);
    for (const name of names) expect(name).toMatch(/^(Arimo|SourceSerif4)-/);
  });

  test.skipIf(!has('pdftotext'))(told('pdftotext', 'carries the mark on every page'), async () => {
    const { stdout } = await run('pdftotext', [rendered.monthly.path('pdf'), '-']);
    const pages = stdout.split('\f').filter((page) => page.trim() !== '');
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page).toContain('CONCEPT');
  });
});

describe('the DOCX', () => {
  const part = (name: string): string => strFromU8(unzipSync(made.docx)[name]!);
  test('has real headings, a header row in every table, and a description with every picture', () => {
    const xml = part('word/document.xml');
    expect(xml.match(/<w:pStyle w:val="Title"\/>/g)).toHaveLength(1);
    expect(xml.match(/<w:pStyle w:val="Heading1"\/>/g)!.length).toBe(document.sections.filter(({ title }) => title).length);
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(tablesOf(document).length);
    const pictures = xml.match(/<wp:docPr [^>]*>/g)!;
    expect(pictures).toHaveLength(2);
    for (const picture of pictures) expect(picture).toMatch(/descr="[^"]{40,}"/);
    expect(part('word/styles.xml')).toContain('<w:lang w:val="nl-NL"');
    expect(part('docProps/core.xml')).toContain('<dc:language>nl-NL</dc:language>');
    expect(part('word/header1.xml')).toContain('CONCEPT');
  });

  test('holds charts as PNG with letters in them', () => {
    const files = Object.entries(unzipSync(made.docx)).filter(([name]) => name.endsWith('.png'));
    expect(files).toHaveLength(2);
    for (const [, bytes] of files) expect(bytes.length).toBeGreaterThan(15_000);
  });
});

test('the workbook follows the checklist: one real table a sheet from A1, nothing merged or run, title and language set', () => {
  const parts = unzipSync(made.xlsx);
  const sheets = Object.keys(parts).filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name));
  const tables = Object.entries(parts).filter(([name]) => /^xl\/tables\/table\d+\.xml$/.test(name));
  expect(sheets).toHaveLength(3 + tableSheets(document).length);
  expect(tables).toHaveLength(sheets.length - 1);
  for (const [, bytes] of tables) expect(strFromU8(bytes)).toMatch(/ ref="A1:[A-Z]\d+"/);
  for (const name of sheets) expect(strFromU8(parts[name]!)).not.toMatch(/<mergeCell|<f>|<f |hidden="1"/);
  expect(strFromU8(parts['docProps/core.xml']!)).toMatch(/<dc:title>[^<]+<\/dc:title>[\s\S]*<dc:language>nl-NL<\/dc:language>/);
  const texts = tableSheets(document).flatMap(({ rows }) => rows.flat()).filter((cell) => cell === '[g]');
  expect(texts.length).toBeGreaterThan(0);
});
