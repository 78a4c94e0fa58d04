/** Nothing but the release's tables is published: every figure of a report, its charts and its sentences comes from their rows. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRelease, type Release } from '../../release/read.js';
import { sampleKind, sampleRelease } from '../../release/sample.test-support.js';
import type { CijferRow, ReleaseTables } from '../../release/tables.js';
import { writeRelease } from '../../release/write.js';
import { loadData } from './data.js';
import { findDefinition, readDefinition, readTexts } from './definition.js';
import type { Cell, ReportDocument, Shown } from './document.js';
import { rounded } from './format.js';
import { composeReport } from './report.js';

const reports = fileURLToPath(new URL('../../../reports/', import.meta.url));
const names = ['monthly', 'annual', 'press'] as const;
const opened: Release[] = [];
let root: string;
let whole: Release;
let withheld: Release;

/** The sample with its twelve months a second time, as a calendar year, so that each report has figures to show. */
function sample(): ReleaseTables {
  const tables = sampleRelease();
  const year = tables.cijfer.filter((row) => row.periode_soort === '12maanden').map((row): CijferRow => ({ ...row, periode: '2023', periode_soort: 'jaar' }));
  const rate: CijferRow = { ...year[0]!, indicator: 'I02', reeks: 'per_100_fte', dimensie: 'totaal', code: 'ALLE', waarde: 321.4, onder: 310.2, boven: 333.3, teller: 14_412, noemer: 53_811, eenheid: 'per 100 fte per jaar' };
  return { ...tables, cijfer: [...tables.cijfer, ...year, rate, { ...rate, periode: '2022', waarde: 298.6, onder: 287.1, boven: 310.9, teller: 13_207, noemer: 44_229 }] };
}

/** Every figure withheld, as disclosure control writes it. */
const silent = (row: CijferRow): CijferRow => ({ ...row, waarde: null, onder: null, boven: null, teller: null, noemer: null, conf_status: 'C' });

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'nothing-else-'));
  const open = async (name: string, tables: ReleaseTables): Promise<Release> => {
    await writeRelease(join(root, name), { tables, deliveries: ['a'.repeat(64)], configuration: 'c'.repeat(64) }, sampleKind);
    const release = await openRelease(join(root, name));
    opened.push(release);
    return release;
  };
  const tables = sample();
  whole = await open('heel', tables);
  withheld = await open('stil', { ...tables, cijfer: tables.cijfer.map(silent) });
}, 240_000);
afterAll(async () => {
  for (const one of opened) one.close();
  await rm(root, { recursive: true, force: true });
});

async function datasets(name: string, release: Release): Promise<{ name: string; column: string; raw: number }[]> {
  const folders = (await findDefinition(name, [reports]))!;
  const data = await loadData(release, folders, (await readDefinition(folders)).definition, 'nl', '2023');
  return [...data].flatMap(([dataset, { rows }]) =>
    rows.flatMap(({ values }) => Object.entries(values).flatMap(([column, { raw }]) => (typeof raw === 'number' ? [{ name: dataset, column, raw }] : []))),
  );
}

/** Every number that a reader finds in the parts of a document that carry their number, wherever it is nested. */
function numbersIn(part: unknown): Shown[] {
  if (Array.isArray(part)) return part.flatMap(numbersIn);
  if (part === null || typeof part !== 'object') return [];
  const { number, limits } = part as Cell;
  return [...(number ? [number] : []), ...(limits ?? []), ...Object.entries(part).flatMap(([key, value]) => (key === 'number' || key === 'limits' ? [] : numbersIn(value)))];
}

/** What a report may work out itself: who delivered, from the rows of `dekking`, which says nothing about incidents. */
const aboutDelivery = ['kop.verwacht', 'kop.geleverd', 'kop.ontbreekt', 'kop.minst_geleverd', 'kop.meest_geleverd', 'kop.maanden', 'kop.aandeel_fte', 'kop.vorig_aandeel_fte', 'maanden.aandeel_fte', 'dertien.aandeel_fte', 'gebeurtenissen.rij', 'gebeurtenissen.rij_smal'];

/** Numbers as they stand in text: "14.412", "86", "1,8". */
const tokens = (text: string): string[] => text.match(/\d+(?:[.,]\d+)*/g) ?? [];

/** The words of a chart but for the round numbers along its axes. */
const chartWords = (svg: string): string => [...svg.replace(/<g class="mark-text role-axis-label"[\s\S]*?<\/g>/g, '').matchAll(/<text[^>]*>([\s\S]*?)<\/text>/g)].map(([, words]) => words!.replace(/<[^>]+>/g, '')).join(' ');

describe.each(names)('%s', (name) => {
  let document: ReportDocument;
  beforeAll(async () => {
    document = await composeReport(whole, (await findDefinition(name, [reports]))!, { year: '2023' });
  }, 60_000);

  test('every figure of its sentences, tables and charts is one of a row of the release', async () => {
    const rows = Object.values(sample()).flatMap((table) => table as readonly object[]);
    const released = new Set(rows.flatMap((row) => Object.values(row)).filter((value) => typeof value === 'number'));
    const shown = await datasets(name, whole);
    expect(shown.length).toBeGreaterThan(500);
    const strange = shown.filter(({ raw, name: dataset, column }) => !released.has(raw) && !aboutDelivery.includes(`${dataset}.${column}`));
    expect(strange).toEqual([]);

    const numbers = numbersIn(document.sections);
    expect(numbers.length).toBeGreaterThan(name === 'press' ? 1 : 300);
    const known = (number: Shown): boolean => shown.some(({ raw }) => rounded(raw, number.digits) === number.value || (number.unit === '%' && rounded(100 * raw, number.digits) === number.value));
    expect(numbers.filter((number) => !known(number))).toEqual([]);
  });

  test('no number stands in a sentence, an alt text or a chart but those of its figures and its own wording', async () => {
    const folders = (await findDefinition(name, [reports]))!;
    const data = await loadData(whole, folders, (await readDefinition(folders)).definition, 'nl', '2023');
    const said = [...data.values()].flatMap(({ rows }) => rows.flatMap(({ values }) => Object.values(values).flatMap(({ text }) => (text === undefined ? [] : tokens(text)))));
    const wording = (await readTexts(folders, 'nl.md')).flatMap(tokens);
    const allowed = new Set([...said, ...wording]);
    const texts: string[] = [];
    const collect = (part: unknown): void => {
      if (Array.isArray(part)) return part.forEach(collect);
      if (part === null || typeof part !== 'object') return;
      for (const [key, value] of Object.entries(part)) {
        if (typeof value !== 'string') collect(value);
        else if (key === 'svg') texts.push(chartWords(value));
        else if (key === 'text' || key === 'alt' || key === 'value') texts.push(value);
      }
    };
    collect(document.sections);
    const found = texts.flatMap(tokens);
    expect(found.length).toBeGreaterThan(20);
    expect([...new Set(found.filter((token) => !allowed.has(token)))]).toEqual([]);
  });

  test('nothing but who delivered is left where every figure is withheld', async () => {
    const left = await datasets(name, withheld);
    expect([...new Set(left.map(({ name: dataset, column }) => `${dataset}.${column}`))].filter((column) => !aboutDelivery.includes(column))).toEqual([]);
  });
});

test('no chart brings data of its own', async () => {
  const files = (await readdir(reports, { recursive: true })).filter((file) => file.endsWith('.json'));
  expect(files.length).toBeGreaterThan(10);
  for (const file of files) {
    const visit = (part: unknown): void => {
      if (part === null || typeof part !== 'object') return;
      for (const [key, value] of Object.entries(part)) {
        if (key === 'data') expect([file, value]).toEqual([file, { name: expect.any(String) }]);
        else expect([file, key]).not.toEqual([file, 'datasets']);
        visit(value);
      }
    };
    visit(JSON.parse(await readFile(join(reports, file), 'utf8')));
  }
});
