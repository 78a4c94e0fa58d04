/** The annual report and the press sheet: their definitions hold on a release with yearly figures and fall silent on one without. */
import { readFile } from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRelease, type Release } from '../../release/read.js';
import { sampleKind, sampleRelease, sampleYears as yearly } from '../../release/sample.test-support.js';
import type { ReleaseTables } from '../../release/tables.js';
import { writeRelease } from '../../release/write.js';
import { findDefinition } from './definition.js';
import type { Block, ReportDocument } from './document.js';
import { plain } from './name.js';
import { composeReport } from './report.js';

const reports = fileURLToPath(new URL('../../../reports/', import.meta.url));
const opened: Release[] = [];
let root: string;
let whole: Release;
let empty: Release;

async function releaseOf(name: string, tables: ReleaseTables): Promise<Release> {
  await writeRelease(join(root, name), { tables, deliveries: ['a'.repeat(64)], configuration: 'c'.repeat(64) }, sampleKind);
  const release = await openRelease(join(root, name));
  opened.push(release);
  return release;
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'annual-'));
  whole = await releaseOf('jaar', yearly());
  const tables = sampleRelease();
  empty = await releaseOf('leeg', { ...tables, cijfer: tables.cijfer.filter((row) => row.periode_soort === 'maand'), gebeurtenis: [] });
}, 240_000);
afterAll(async () => {
  for (const one of opened) one.close();
  await rm(root, { recursive: true, force: true });
});

const made = async (name: string, release: Release, lang: 'nl' | 'en'): Promise<ReportDocument> => composeReport(release, (await findDefinition(name, [reports]))!, { lang, year: '2023' });
const blocks = ({ sections }: ReportDocument): Block[] => sections.flatMap((section) => section.blocks);
const said = (document: ReportDocument): string => JSON.stringify(document.sections);
const summary = (document: ReportDocument): string[] => (blocks(document).find((block) => block.kind === 'list')! as Extract<Block, { kind: 'list' }>).items.map(plain);

test('the summary says five findings, each with its interval and the trend in the words of Statistics Netherlands', async () => {
  const findings = summary(await made('annual', whole, 'nl'));
  expect(findings).toHaveLength(4);
  expect(findings[0]).toContain('321 per 100 fte in het jaar (95%-interval 310 tot 333)');
  expect(findings[1]).toContain('7,6% meer dan in 2022 per fte, na correctie voor wie leverde (3,1 tot 12,4 procent): volgens de woorden van het CBS een matige toename');
  expect(findings[1]).toContain('Dat kan ook betekenen dat er beter wordt gemeld');
  for (const finding of findings) expect(finding).toMatch(/\(.*\d+(,\d+)? tot \d+(,\d+)?.*\)/);
});

describe.each(['annual', 'press'])('%s', (name) => {
  test('speaks both languages with the same parts', async () => {
    const [dutch, english] = [await made(name, whole, 'nl'), await made(name, whole, 'en')];
    expect(english.sections.map(({ id, blocks: parts }) => [id, parts.length])).toEqual(dutch.sections.map(({ id, blocks: parts }) => [id, parts.length]));
    for (const document of [dutch, english]) expect(said(document)).not.toMatch(/[{}]als|\{kop|undefined|NaN|\[object/);
  });

  test('falls silent where the release has no figures', async () => {
    const document = await made(name, empty, 'nl');
    expect(said(document)).not.toMatch(/null|undefined|NaN/);
    expect(blocks(document).filter((block) => block.kind === 'bars')).toEqual([]);
    const figures = blocks(document).flatMap((block) => (block.kind === 'keyFigures' ? block.items : []));
    expect(figures[0]).toMatchObject({ value: 'geen cijfer', missing: true });
  });

  test('has no passage that nothing uses, and the same ones in both languages', async () => {
    const texts = await Promise.all(['nl', 'en'].map((lang) => readFile(join(reports, name, `${lang}.md`), 'utf8')));
    const [dutch, english] = texts.map((text) => text.match(/^## .+$/gm)!);
    expect(english).toEqual(dutch);
    const files = await Promise.all(['report.yaml', 'grenzen.json', 'grenzen-smal.json'].map((file) => readFile(join(reports, name, file), 'utf8').catch(() => '')));
    for (const heading of dutch!) expect(files.join('\n')).toMatch(new RegExp(`[ {"]${heading.slice(3).replaceAll('.', '\\.')}[ ,}"\\n]`));
  });
});

test('holds the national total, the control chart, durations and revisions of the release, and the reason of a correction on top', async () => {
  const tables = yearly();
  const total = { ...tables.cijfer.find(({ periode, dimensie, indicator }) => periode === '2023' && dimensie === 'totaal' && indicator === 'I01')!, reeks: 'landelijk_totaal', waarde: 15_120, onder: 14_980, boven: 15_260, teller: null };
  const rolling = { ...tables.cijfer.find(({ reeks, periode }) => reeks === 'per_100_fte' && periode === '2023-03')!, reeks: 'per_100_fte_12m', waarde: 317.2, onder: 306, boven: 329, teller: null, noemer: null };
  const chart = { indicator: 'I02', maand: '2023-03', waarde: 37.7, midden: 28.4, onder: 19.5, boven: 37.3, nabij_onder: 22.4, nabij_boven: 34.3, signaal: 'BOVEN_GRENS', basis: 'J', proef: 'N', obs_status: '', conf_status: 'F' } as const;
  const duration = { meting: 'verwijdering', periode: '2023', dagen: 7, gevolgd: 475, beeindigd: 40, lopend: 355, waarde: 48, onder: 44, boven: 52, mediaan: 'J', obs_status: '', conf_status: 'F' } as const;
  const revision = { indicator: 'I02', reeks: 'per_100_fte', vertraging: 1, perioden: 12, gemiddeld: 0.31, onder: 0.12, boven: 0.5, absoluut: 0.44, relatief: 1.6, obs_status: '', conf_status: 'F' as const };
  const about = [{ sleutel: 'correctie', waarde: 'Een **bestand** was dubbel {kop.jaar} geteld.' }, { sleutel: 'corrigeert', waarde: '2023-0a1b' }];
  const release = await releaseOf('statistiek', { ...tables, cijfer: [...tables.cijfer, total, rolling], regelkaart: [chart], duur: [duration], revisie: [revision], kenmerk: [...tables.kenmerk, ...about] });
  const dutch = await made('annual', release, 'nl');
  expect(plain(dutch.status[0]!)).toBe('Correctie van release 2023-0a1b: Een **bestand** was dubbel {kop.jaar} geteld.');
  const text = said(dutch);
  for (const sentence of ['ongeveer 15.120 voorvallen (95%-interval 14.980 tot 15.260)', 'In 1 van de 1 maanden ging een regel', 'boven de grens', '317', 'lopende zaken (355)', 'De helft was weg binnen 7 dagen', '0,31']) expect(text).toContain(sentence);
  expect(said(await made('annual', release, 'en'))).toContain('about 15,120 incidents (95% interval 14,980 to 15,260)');
  expect(plain((await made('press', release, 'en')).status[0]!)).toMatch(/^Correction of release 2023-0a1b: /);
  expect(said(await made('annual', whole, 'nl'))).not.toMatch(/Voor heel Nederland|ging een regel|Kaplan-Meier: lopende zaken \(/);
});

test('surveys and incidents never stand in one chart', async () => {
  const document = await made('annual', whole, 'nl');
  const section = document.sections.find(({ id }) => id === 'enquete')!;
  expect(section.blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'table']);
  expect(JSON.stringify(section)).toContain('niet te vergelijken met de voorvallen');
  for (const block of blocks(document)) if (block.kind === 'figure') expect(JSON.stringify(block)).not.toContain('Agressie door cliënten');
});

test('coverage that is too low gives no national rate', async () => {
  const tables = yearly();
  const low = await releaseOf('laag', { ...tables, dekking: tables.dekking.map((row) => ({ ...row, fte_geleverd: row.fte_verwacht! * 0.5, aandeel_fte: 0.5 })) });
  const document = await made('annual', low, 'nl');
  expect(summary(document)[0]).toContain('dat is te weinig voor een landelijk cijfer');
  expect(blocks(document).flatMap((block) => (block.kind === 'keyFigures' ? block.items : []))[0]).toMatchObject({ missing: true });
});
