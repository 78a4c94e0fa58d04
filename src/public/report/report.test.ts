import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRelease, type Release } from '../../release/read.js';
import { approveRelease } from '../../release/approval.js';
import { newSigningKey } from '../../files/signature.js';
import { sampleKind, sampleRelease } from '../../release/sample.test-support.js';
import type { ReleaseTables } from '../../release/tables.js';
import { writeRelease } from '../../release/write.js';
import type { Figure, ReportDocument } from './document.js';
import { composeReport, renderReport } from './report.js';

const definition = fileURLToPath(new URL('../../../reports/monthly/', import.meta.url));
let root: string;
let release: Release;
const opened: Release[] = [];

async function releaseOf(name: string, tables: ReleaseTables, approved = false): Promise<Release> {
  const { release: id } = await writeRelease(join(root, name), { tables, deliveries: ['a'.repeat(64)], configuration: 'c'.repeat(64) }, sampleKind);
  if (approved) await approveRelease(join(root, name), id, { naam: 'M. Jansen', rol: 'privacy officer', datum: '2024-07-20', privateKey: newSigningKey() });
  const made = await openRelease(join(root, name));
  opened.push(made);
  return made;
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'report-'));
  release = await releaseOf('concept', sampleRelease());
});
afterAll(async () => {
  for (const one of opened) one.close();
  await rm(root, { recursive: true, force: true });
});

/** A copy of the definition with one file changed. */
async function changed(name: string, file: string, change: (text: string) => string): Promise<string> {
  const folder = join(root, `def-${name}`);
  await cp(definition, folder, { recursive: true });
  const before = await readFile(join(folder, file), 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(join(folder, file), after);
  return folder;
}

const figures = (document: ReportDocument): Figure[] => document.sections.flatMap((section) => section.blocks.filter((block) => block.kind === 'figure'));
const visible = (html: string): string => html.replace(/<style>[\s\S]*?<\/style>/, '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe.each(['nl', 'en'] as const)('the page in %s', (lang) => {
  let html: string;
  beforeAll(async () => {
    ({ html } = await renderReport(release, definition, { lang }));
  });

  test('is one file without script or address', () => {
    expect(html).toMatch(new RegExp(`^<!doctype html>\\n<html lang="${lang}">`));
    expect(html).not.toMatch(/<script|\son\w+=|javascript:|https?:|\/\/|@import|<link|<iframe|src=/i);
    expect(html.replace(/url\(#[\w-]+\)/g, '')).not.toContain('url(');
    expect(Buffer.byteLength(html)).toBeLessThan(1_500_000);
  });

  test('has ids that occur once, and every reference finds one', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]!);
    expect(new Set(ids).size).toBe(ids.length);
    const references = [...html.matchAll(/(?:aria-labelledby|href)="#?([^"]+)"|url\(#([^)]+)\)/g)].flatMap((match) => (match[1] ?? match[2]!).split(' '));
    expect(references.length).toBeGreaterThan(10);
    for (const reference of references) expect(ids).toContain(reference);
  });

  test('gives every chart a name, a description and a table', () => {
    const parts = html.split('<figure ').slice(1).map((part) => part.split('</figure>')[0]!);
    expect(parts).toHaveLength(2);
    for (const part of parts) {
      const svgs = part.match(/<svg [^>]*>/g)!;
      expect(svgs).toHaveLength(2);
      for (const svg of svgs) expect(svg).toContain('role="img" aria-labelledby=');
      expect(part.match(/<title id="[^"]+">[^<]{10,}<\/title><desc id="[^"]+">[^<]{40,}<\/desc>/g)).toHaveLength(2);
      expect(part).toMatch(/<details>[\s\S]*<table[\s\S]*<th scope="row"/);
    }
    for (const svg of html.match(/<svg class="(?:bar|dot)"[^>]*>/g)!) expect(svg).toContain('aria-hidden="true"');
  });

  test('has one first heading and no jump in the levels', () => {
    const levels = [...html.matchAll(/<h(\d)/g)].map((match) => Number(match[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, i) => expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1));
  });

  test('says what may not be concluded', () => {
    const text = visible(html);
    const needed =
      lang === 'nl'
        ? ['nemen ook toe als er beter wordt gemeld', 'niet te vergelijken', 'meer dan 100%', 'Aantallen onder 10 worden niet getoond', '11 van de 13 organisaties, 86% van de fte', 'voorlopig']
        : ['also rise when reporting improves', 'cannot be compared', 'more than 100%', 'Numbers below 10 are not shown', '11 of 13 organisations, 86% of fte', 'provisional'];
    for (const words of needed) expect(text).toContain(words);
  });

  test('leaves no placeholder, guard or star behind', () => {
    expect(visible(html)).not.toMatch(/[{}]|undefined|NaN|null|\*\*[a-z]|\[object/i);
  });

  test('writes numbers and months in its own language', () => {
    const text = visible(html);
    if (lang === 'nl') {
      expect(text).toContain('14.412');
      expect(text).toContain('22,6');
      expect(text).not.toMatch(/\b(May|Oct|Mar) 20|\d\.\d%/);
      expect(html).toContain('>okt 2023<');
    } else {
      expect(text).toContain('14,412');
      expect(text).toContain('22.6');
      expect(text).not.toMatch(/\b(mei|okt|mrt) 20|\d,\d%/);
    }
  });
});

test('a figure reads the same in sentence, key figure, table and chart', async () => {
  const document = await composeReport(release, definition);
  const { html } = await renderReport(release, definition);
  const [course, forms] = figures(document);
  const last = course!.table.rows.at(-1)!;
  const [rate, interval, count] = [last[1]!.text, last[2]!.text, last[3]!.text];
  const row = (await release.rows<{ waarde: number; teller: number }>("SELECT waarde, teller FROM cijfer WHERE indicator = 'I02' AND periode = '2024-06'"))[0]!;
  expect(rate).toBe(row.waarde.toFixed(1).replace('.', ','));
  expect(count).toBe(String(row.teller));
  expect(visible(html)).toContain(`${count} voorvallen : ${rate} per 100 fte (95%-interval ${interval})`);
  expect(html).toContain(`<dd class="value">${rate}</dd>`);
  expect(html).toContain(`<dd class="value">${count}</dd>`);
  for (const drawing of course!.drawings) expect(drawing.svg).toContain(`>${rate}</text>`);
  for (const drawing of forms!.drawings) {
    for (const [label, , share, limits] of forms!.table.rows) {
      for (const cell of [label!, share!, limits!]) expect(drawing.svg).toContain(`>${cell.text}</text>`);
    }
  }
  const thirteen = document.sections.flatMap((section) => section.blocks).find((block) => block.kind === 'table')!;
  expect(thirteen.table.rows).toHaveLength(13);
  expect(thirteen.table.rows[0]!.map((cell) => cell.text)).toEqual(['jun 2024*', count, '3.896', rate, interval, '11/13', '86%', 'voorlopig']);
});

test('a month without a figure breaks the line and shows the sign', async () => {
  const [course] = figures(await composeReport(release, definition));
  expect(course!.table.rows).toHaveLength(36);
  expect(course!.table.rows.find((row) => row[0]!.text.startsWith('feb 2022'))!.slice(1, 4).map((cell) => cell.text)).toEqual(['.', '.', '.']);
  const line = /<g class="mark-line[\s\S]*?d="([^"]+)"/.exec(course!.drawings[0]!.svg)![1]!;
  expect(line.match(/M/g)).toHaveLength(2);
});

describe('suppressed figures', () => {
  const hide = (match: (row: ReleaseTables['cijfer'][number]) => boolean): ReleaseTables => {
    const tables = sampleRelease();
    return { ...tables, cijfer: tables.cijfer.map((row) => (match(row) ? { ...row, waarde: null, onder: null, boven: null, teller: null, conf_status: 'C' } : row)) };
  };

  test('in the sample: words in the scorecard, a sign in the tables, and the sentence is silent', async () => {
    const { html } = await renderReport(release, definition);
    expect(html).toMatch(/Verdachte veroordeeld<\/th><td role="cell" class="num figure none"><span>onderdrukt<\/span><\/td><td role="cell" class="num interval"><\/td>/);
    expect(html).toMatch(/Brief of pakket<\/th><td role="cell" class="\w+ none">\.<\/td><td role="cell" class="\w+ none">\.<\/td>/);
  });

  test('a suppressed headline never shows a number', async () => {
    const hidden = await releaseOf('hidden', hide((row) => row.periode === '2024-06'));
    const { html } = await renderReport(hidden, definition);
    expect(html).toContain('<dd class="value none">geen cijfer</dd>');
    expect(visible(html)).toContain('onderdrukt of te weinig gegevens');
    expect(visible(html)).toContain('Over juni 2024 is het aantal voorvallen onderdrukt');
    expect(visible(html)).not.toContain('22,6 (21,1');
    const document = await composeReport(hidden, definition);
    const [course] = figures(document);
    expect(course!.table.rows.at(-1)!.map((cell) => cell.text)).toEqual(['jun 2024*', '.', '.', '.', '86%']);
    for (const drawing of course!.drawings) expect(drawing.svg).not.toMatch(/font-weight="bold"/);
    const blocks = document.sections.flatMap((section) => section.blocks);
    expect(blocks.find((block) => block.kind === 'table')!.table.rows[0]!.map((cell) => cell.text)).toEqual(['jun 2024*', '.', '3.896', '.', '.', '11/13', '86%', 'onderdrukt']);
    expect(visible(html)).toMatch(/jun 2024\* ?\. /);
    expect(html).toContain('Geregistreerde voorvallen per maand</h3>');
  });

  test('nothing but suppressed figures still renders, without a digit from them', async () => {
    const hidden = await releaseOf('all-hidden', hide(() => true));
    const { html } = await renderReport(hidden, definition);
    const figuresOnly = [...html.matchAll(/<td role="cell" class="num figure[^"]*">([\s\S]*?)<\/td>/g)].map((match) => match[1]!.replace(/<[^>]+>/g, ''));
    expect(new Set(figuresOnly)).toEqual(new Set(['onderdrukt']));
    expect(html).not.toContain('class="dot"');
    expect(html).toMatch(/<figure id="vormen">(?:(?!<svg)[\s\S])*<details open>/);
  });

  test('a release without shares says that there is too little data', async () => {
    const tables = sampleRelease();
    const bare = await releaseOf('bare', { ...tables, cijfer: tables.cijfer.filter((row) => row.periode_soort === 'maand'), gebeurtenis: [] });
    const { html } = await renderReport(bare, definition, { lang: 'en' });
    expect(html).toContain('too little data');
    expect(html.match(/<figure /g)).toHaveLength(1);
  });
});

test('a comparison is only worded as far as the intervals go', async () => {
  const tables = sampleRelease();
  const changed = (waarde: number, onder: number, boven: number): ReleaseTables => ({
    ...tables,
    cijfer: tables.cijfer.map((row) => (row.reeks === 'verandering_jaar_eerder' ? { ...row, waarde, onder, boven } : row)),
  });
  const text = async (name: string, ...limits: [number, number, number]): Promise<string> => visible((await renderReport(await releaseOf(name, changed(...limits)), definition)).html);
  const same = await text('same', 4, -6, 15);
  expect(same).toMatch(/Dat is 4% meer dan in juni 2023 \([\d,]+ per 100 fte\), maar het verschil ligt binnen de marge \(−6 tot 15%\): vergelijkbaar met een jaar eerder\./);
  const higher = await text('higher', 30, 12, 50);
  expect(higher).toMatch(/Dat is 30% meer dan in juni 2023 .* het verschil is groter dan toeval, maar kan ook komen doordat er beter wordt gemeld/);
  expect(await text('lower', -30, -44, -12)).toMatch(/Dat is 30% minder dan in juni 2023 .* groter dan toeval, maar kan ook komen doordat er minder wordt gemeld/);
  for (const words of [higher, same]) expect(words).not.toMatch(/significant|overlap/i);
});

test('tells why figures moved and which month is not complete yet', async () => {
  const tables = sampleRelease();
  const causes = [
    { oorzaak: 'HERLEVERING', klasse: 'R1', label_nl: 'Herlevering', label_en: 'Redelivery', organisatiemaanden: 3, obs_status: '', conf_status: 'F' },
    { oorzaak: 'KOPPELING', klasse: 'C', label_nl: 'Verbeterde koppeling', label_en: 'Repaired mapping', organisatiemaanden: 5, obs_status: '', conf_status: 'F' },
  ] as const;
  const open = (maand: string) => ({ maand, aandeel: null, status: 'nog onvolledig', verwacht: null, onder: null, boven: null, vintages: 4, obs_status: 'u', conf_status: 'F' }) as const;
  const moved = await releaseOf('verschoven', { ...tables, wijziging: causes, volledigheid: [open('2023-06'), open('2024-06')] });
  const dutch = JSON.stringify(await composeReport(moved, definition, { lang: 'nl' }));
  expect(dutch).toContain('de gegevens van 8 organisatiemaanden nieuw of veranderd: verbeterde koppeling: 5; herlevering: 3.');
  expect(dutch).toContain('Een vergelijking met juni 2023 is niet te maken');
  expect(dutch).toContain('de maand is nog onvolledig');
  expect(dutch).toContain('jun 2024#');
  // a hatched month says so beside the figure too, and what is estimated is drawn with its interval
  expect(dutch).toContain('Gearceerd: nog onvolledig');
  expect(JSON.stringify(await composeReport(release, definition, { lang: 'nl' }))).not.toMatch(/organisatiemaanden nieuw|de maand is nog onvolledig/);
});

test('only a release that is not approved carries the mark', async () => {
  const approved = await releaseOf('approved', sampleRelease(), true);
  const [draft, final] = [await renderReport(release, definition), await renderReport(approved, definition)];
  expect(draft.html).toContain('<p class="mark"><strong>Concept</strong>');
  expect(draft.html).toContain('class="watermark"');
  expect(final.html).not.toMatch(/class="mark"|class="watermark"|oncept/);
});

describe('mistakes of an editor are told with file, line and column', () => {
  test('a placeholder that does not exist', async () => {
    const folder = await changed('placeholder', 'nl.md', (text) => text.replace('## kern.dekking\n{kop.aandeel_fte}', '## kern.dekking\nZie {kop.aandeel_ftee}'));
    const line = (await readFile(join(folder, 'nl.md'), 'utf8')).split('\n').findIndex((text) => text.includes('aandeel_ftee')) + 1;
    await expect(renderReport(release, folder)).rejects.toMatchObject({ key: 'report.unknownPlaceholder', exitCode: 2, params: { file: 'nl.md', line, column: 5, name: 'kop.aandeel_ftee' } });
  });
  test.each([
    ['unknown dataset', 'nl.md', [': {kop.nul}.', ': {kopp.nul}.'], 'report.unknownPlaceholder', { name: 'kopp.nul' }],
    ['unknown condition', 'nl.md', ['{als kop.nul} Nul', '{als kop.null} Nul'], 'report.unknownPlaceholder', { name: 'kop.null' }],
    ['stray brace', 'nl.md', ['Maandbulletin {kop.maand}', 'Maandbulletin {kop.maand'], 'report.syntax', { column: 15 }],
    ['passage twice', 'nl.md', ['## titel', '## bovenkop'], 'report.syntax', { line: 10, column: 1 }],
    ['missing passage', 'report.yaml', ['titel: verloop.titel', 'titel: verloop.titels'], 'report.unknownText', { name: 'verloop.titels', texts: 'nl.md' }],
    ['unknown dataset in a table', 'report.yaml', ['gegevens: dertien', 'gegevens: veertien'], 'report.syntax', {}],
    ['unknown column', 'report.yaml', ['kolom: fte, kop', 'kolom: ftes, kop'], 'report.syntax', {}],
    ['unknown key', 'report.yaml', ['vorm: klein', 'vormpje: klein'], 'report.syntax', {}],
    ['broken YAML', 'report.yaml', ['secties:', 'secties: ['], 'report.syntax', {}],
    ['text of a chart', 'verloop.json', ['{verloop.as_dekking}', '{verloop.as}'], 'report.unknownText', { file: 'verloop.json', name: 'verloop.as' }],
    ['chart that reads a file', 'vormen.json', ['"name": "vormen"', '"url": "/etc/hostname"'], 'report.syntax', { file: 'vormen.json' }],
    ['chart with an unknown mark', 'vormen.json', ['"type": "rule"', '"type": "rulee"'], 'report.syntax', { file: 'vormen.json' }],
    ['query with an unknown column', 'kop.sql', ['vorig.waarde AS', 'vorig.waardes AS'], 'report.sql', { file: 'kop.sql' }],
    ['query without a column that is used', 'kop.sql', ['AS jaar_voorvallen', 'AS jaar'], 'report.sql', { file: 'kop.sql' }],
  ] as const)('%s', async (name, file, [from, to], key, params) => {
    const folder = await changed(name.replaceAll(' ', '-'), file, (text) => text.replace(from, to));
    const error = await renderReport(release, folder).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ key, params });
    if (key !== 'report.sql') expect((error as { params: Record<string, unknown> }).params).toMatchObject({ line: expect.any(Number), column: expect.any(Number) });
  });
  test('a folder without a definition', async () => {
    await expect(renderReport(release, root)).rejects.toMatchObject({ key: 'report.noDefinition' });
  });
});

test('an editor changes wording without touching code', async () => {
  const folder = await changed('wording', 'nl.md', (text) => text.replace('Agressie tegen jeugdbeschermers', 'Geweld & dreiging <i>tegen</i> **professionals**'));
  expect((await renderReport(release, folder)).html).toContain('<h1>Geweld &amp; dreiging &lt;i&gt;tegen&lt;/i&gt; <strong>professionals</strong></h1>');
});

test('both languages have the same passages', async () => {
  const keys = async (file: string): Promise<string[]> => (await readFile(join(definition, file), 'utf8')).match(/^## .+$/gm)!;
  expect(await keys('en.md')).toEqual(await keys('nl.md'));
});

test('every passage is used', async () => {
  const used = (await Promise.all(['report.yaml', 'verloop.json', 'vormen.json'].map((file) => readFile(join(definition, file), 'utf8')))).join('\n');
  for (const heading of (await readFile(join(definition, 'nl.md'), 'utf8')).match(/^## .+$/gm)!) {
    expect(used).toMatch(new RegExp(`[ {"]${heading.slice(3).replaceAll('.', '\\.')}[ ,}"\\n]`));
  }
});

test('labels are never cut and stay inside the drawing', async () => {
  for (const figure of figures(await composeReport(release, definition))) {
    for (const { svg, width } of figure.drawings) {
      expect(svg).not.toContain('…');
      expect(width).toBeLessThanOrEqual(figure.drawings[0]!.width);
    }
    expect(figure.drawings[1]!.width).toBeLessThan(375);
    expect(figure.drawings[0]!.width).toBeGreaterThan(690);
    expect(figure.drawings[0]!.width).toBeLessThan(810);
  }
});

test('two renders, also at the same time, give the same bytes', async () => {
  const [first, second, english] = await Promise.all([renderReport(release, definition), renderReport(release, definition), renderReport(release, definition, { lang: 'en' })]);
  expect(second.html).toBe(first.html);
  expect(english.html).not.toBe(first.html);
  expect((await renderReport(release, definition)).html).toBe(first.html);
});

test('time zone and locale of the machine do not matter', async () => {
  const out = join(root, 'compiled');
  const project = fileURLToPath(new URL('../../../', import.meta.url));
  await writeFile(
    join(root, 'tsconfig.json'),
    JSON.stringify({
      extends: join(project, 'tsconfig.json'),
      compilerOptions: { rootDir: join(project, 'src'), outDir: out, noCheck: true, types: [], noEmit: false },
      files: [join(project, 'src/public/report/report.ts'), join(project, 'src/release/read.ts')],
      include: [],
    }),
  );
  await promisify(execFile)(process.execPath, [join(project, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.json')]);
  await cp(join(project, 'src/public/report/html/page.css'), join(out, 'public/report/html/page.css'));
  await cp(join(project, 'package.json'), join(root, 'package.json'));
  const script = `
    const { openRelease } = await import(process.argv[1] + '/release/read.js');
    const { renderReport } = await import(process.argv[1] + '/public/report/report.js');
    const release = await openRelease(process.argv[2]);
    process.stdout.write((await renderReport(release, process.argv[3])).html);`;
  await linkModules(project);
  const run = async (env: Record<string, string>): Promise<string> => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, `file://${out}`, join(root, 'concept'), definition], { env: { ...process.env, ...env }, maxBuffer: 1e8 });
    return stdout;
  };
  const here = (await renderReport(release, definition)).html;
  expect(await run({ TZ: 'America/New_York', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' })).toBe(here);
  expect(await run({ TZ: 'Asia/Tokyo', LANG: 'C' })).toBe(here);

  async function linkModules(from: string): Promise<void> {
    const { symlink } = await import('node:fs/promises');
    await symlink(join(from, 'node_modules'), join(root, 'node_modules'), 'junction');
  }
});

test('a month that is not complete is hatched by a pattern of the drawing itself, one that is estimated shows what is expected with its interval', async () => {
  const tables = sampleRelease();
  const marks = { obs_status: 'u', conf_status: 'F' } as const;
  const volledigheid = [
    { maand: '2024-05', aandeel: 88, status: 'geschat', verwacht: 1320, onder: 1270, boven: 1390, vintages: 24, ...marks },
    { maand: '2024-06', aandeel: 61, status: 'nog onvolledig', verwacht: null, onder: null, boven: null, vintages: 24, ...marks },
  ] as const;
  const document = await composeReport(await releaseOf('arcering', { ...tables, volledigheid }), definition, { lang: 'nl' });
  const chart = figures(document).find(({ id }) => id === 'verloop')!;
  for (const { svg, size } of chart.drawings) {
    const id = `verloop-${size === 'wide' ? 'breed' : 'smal'}-arcering`;
    expect(svg.match(new RegExp(`<pattern id="${id}"`, 'g'))).toHaveLength(1);
    expect(svg.match(new RegExp(`fill="url\\(#${id}\\)"`, 'g'))).toHaveLength(1);
    expect(svg).toContain('>nog onvolledig<');
  }
  const note = chart.note!.map(({ text }) => text).join('');
  expect(note).toContain('Naar verwachting komt mei 2024 uit op 1.320 voorvallen (1.270 tot 1.390); 88% daarvan is al bekend.');
  expect(figures(await composeReport(release, definition)).every(({ drawings }) => drawings.every(({ svg }) => !svg.includes('<pattern')))).toBe(true);
});
