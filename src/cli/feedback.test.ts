/** `check` for a steward: what to do first, the page and the workbook beside the export, and nothing personal in any of them. */
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { beforeAll, describe, expect, test } from 'vitest';
import { json, ownFolder, type Ran, run, runInside } from './binary.test-support.js';
import { listInbox } from './intake/inbox.js';
import { layPlainWorkspace, plainExport, plainMapping, plainRows, put } from './sector.test-support.js';
import { requireWorkspace } from './workspace/workspace.js';
import { terminalIo } from './io.js';

const folder = await ownFolder('feedback');
const fixtures = fileURLToPath(new URL('../../fixtures/', import.meta.url));
const names = { name: 'Vreedewaard', person: 'Anouk Vreedewaard', bsn: '999910013', phrase: 'weet je fietsenstalling te vinden' };

/** Every byte of the two files, the workbook unpacked, as text. */
async function bytesOf(stem: string): Promise<string> {
  const parts = unzipSync(await readFile(`${stem}.terugkoppeling.xlsx`));
  return [await readFile(`${stem}.terugkoppeling.html`, 'utf8'), ...Object.entries(parts).map(([name, bytes]) => `${name}\n${strFromU8(bytes)}`)].join('\n');
}

describe('golden answers', () => {
  test.each([
    ['regels-in-codes', ['voorvallen.csv', '-o', 'WIEKSLAG', '-m', 'mapping.yaml', '-p', '2024-02', '-d', '2024-08-29'], 'nl'],
    ['excel-kwartalen-1904', ['agressielijst.xlsx', '-o', 'SLUISKOLK', '-m', 'mapping.yaml', '-p', '2024H1', '-d', '2024-07-03'], 'en'],
  ] as const)('%s, as text and as page', async (name, args, lang) => {
    const place = join(folder, name);
    await cp(join(fixtures, 'exports', name), place, { recursive: true });
    const ran = await runInside(['check', ...args, '--feedback'], lang, place);
    expect(ran.code).toBe(1);
    const page = (await readFile(join(place, `${args[0].split('.')[0]}.terugkoppeling.html`), 'utf8')).replace(/<style>[\s\S]*<\/style>/, '<style></style>');
    await golden(`${name}.${lang}.txt`, ran.stdout);
    await golden(`${name}.${lang}.html`, page);
  });

  async function golden(name: string, text: string): Promise<void> {
    const path = join(fixtures, 'feedback', name);
    if (!existsSync(path) && process.env['CI'] === undefined) await put(fixtures, join('feedback', name), text);
    expect(text).toBe(await readFile(path, 'utf8'));
  }
});

describe('the workbook', () => {
  const place = join(folder, 'werkmap');
  const args = ['check', 'lijst 1.xlsx', '-o', 'SLUISKOLK', '-m', 'mapping.yaml', '-p', '2024H1', '-d', '2024-07-03', '--feedback'];
  const path = join(place, 'lijst 1.terugkoppeling.xlsx');
  let ran: Ran;
  beforeAll(async () => {
    await cp(join(fixtures, 'exports', 'excel-kwartalen-1904', 'agressielijst.xlsx'), join(place, 'lijst 1.xlsx'));
    await cp(join(fixtures, 'exports', 'excel-kwartalen-1904', 'mapping.yaml'), join(place, 'mapping.yaml'));
    ran = await run(args, { cwd: place });
  });

  test('lies beside the export with the page, and nothing else does', async () => {
    expect([ran.code, ran.stderr.split('\n')[0]]).toEqual([1, 'Terugkoppeling naast de export: lijst 1.terugkoppeling.html, lijst 1.terugkoppeling.xlsx']);
    expect((await readdir(place)).sort()).toEqual(['lijst 1.terugkoppeling.html', 'lijst 1.terugkoppeling.xlsx', 'lijst 1.xlsx', 'mapping.yaml']);
  });

  test('has a summary first, a sheet a rule, a header that stays, widths, and no merged cells or formulas', async () => {
    const parts = unzipSync(await readFile(path));
    const workbook = strFromU8(parts['xl/workbook.xml']!);
    const titles = [...workbook.matchAll(/<sheet name="([^"]+)"/g)].map(([, title]) => title!);
    expect(titles.slice(0, 2)).toEqual(['Overzicht', 'Oordelen']);
    for (const title of titles.slice(2)) expect(title).toMatch(/^[RL]\d\d /);
    expect(titles.length).toBeGreaterThan(4);
    const sheets = Object.keys(parts).filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name));
    expect(sheets.length).toBe(titles.length);
    for (const name of sheets) {
      const xml = strFromU8(parts[name]!);
      expect(xml, name).toMatch(/<pane ySplit="1"[^>]*state="frozen"/);
      expect(xml, name).toMatch(/<col min="1" max="1" width="\d+"/);
      expect(xml, name).not.toMatch(/<mergeCell|<f>/);
    }
    const [header, first] = await readSheet(path);
    expect(header!.slice(0, 5)).toEqual(['Nr', 'Wanneer', 'Kolom', 'Wat is er', 'Aantal regels']);
    expect(first!.slice(0, 2)).toEqual([1, 'eerst']);
  });

  test('every row number is a link to that row, on its sheet, in the column it is about', async () => {
    const parts = unzipSync(await readFile(path));
    const targets = Object.entries(parts).filter(([name]) => name.endsWith('.xml.rels') && name.includes('worksheets')).flatMap(([, bytes]) => [...strFromU8(bytes).matchAll(/Target="([^"]+)" TargetMode="External"/g)].map(([, target]) => target!.replaceAll('&apos;', "'")));
    const answer = json<{ rows: { sheet: string; row: number; findings: unknown[] }[] }>(await runInside([...args.slice(0, -1), '--json'], 'nl', place));
    const rows = answer.rows.filter(({ findings }) => findings.length > 0).map(({ sheet, row }) => `${sheet} ${row}`);
    expect(targets.length).toBeGreaterThanOrEqual(rows.length);
    expect([...new Set(targets.map((target) => /^lijst%201\.xlsx#'([^']+)'![A-Z]+(\d+)$/.exec(target)?.slice(1).join(' ')))].sort()).toEqual([...new Set(rows)].sort());
  });

  test('is the same to the byte a second time', async () => {
    const before = [await readFile(path), await readFile(join(place, 'lijst 1.terugkoppeling.html'))];
    await runInside(args, 'nl', place);
    expect([await readFile(path), await readFile(join(place, 'lijst 1.terugkoppeling.html'))]).toEqual(before);
  });
});

describe('planted names, numbers and phrases in labels that the mapping does not know', () => {
  const place = join(folder, 'kanarie');
  const args = ['check', 'lijst.csv', '-o', 'ALFA', '-m', 'ALFA.yaml', '-p', '2024-06', '-d', '2024-07-05'];
  const planted = Object.values(names);
  beforeAll(async () => {
    const rows = plainRows('2024-06', 60).map((row, at) => {
      const [number, date, form, how, who] = row as [string, string, string, string, string];
      const secret = planted[at % planted.length]!;
      if (at < 16) return [number, date, form, how, secret];
      if (at < 32) return [number, date, secret, how, who];
      if (at < 36) return [number, date, `Schelden|${names.person}`, how, who];
      if (at < 40) return [number, `${names.bsn}`, form, how, who];
      if (at < 45) return [number, date, form, 'Sociale media', who];
      if (at < 47) return [number, date, form, '=1+1', who];
      return row;
    });
    await put(place, 'lijst.csv', plainExport(rows).replace('Hoe', '=Hoe'));
    await put(place, 'ALFA.yaml', plainMapping('ALFA').replace('kolom: Hoe', 'kolom: "=Hoe"').replace('kolom: Vorm', 'kolom: Vorm\n    scheiding: "|"'));
  });

  test('stand in nothing that is said or written; a label does', async () => {
    const text = await run([...args, '--feedback'], { cwd: place });
    const data = await run([...args, '--json'], { cwd: place });
    const english = await runInside([...args, '--feedback'], 'en', place);
    const written = await bytesOf(join(place, 'lijst'));
    const all = [text, data, english].flatMap(({ stdout, stderr }) => [stdout, stderr]).concat(written).join('\n');
    expect(text.code).toBe(1);
    const leaks = [...planted, 'fietsenstalling', 'Anouk'].filter((secret) => all.toLowerCase().includes(secret.toLowerCase()));
    expect(leaks).toEqual([]);
    expect(text.stdout).toContain('Er staat: "Sociale media" (5×), ‹waarde van 4 tekens› (2×)');
    expect(text.stdout).toContain('‹waarde van 11 tekens›');
    expect(text.stdout).toContain('‹vorm 999999999›');
    expect(data.stdout).not.toContain('Sociale media');
    const cells = [...written.matchAll(/<t(?: [^>]*)?>([^<]*)<\/t>/g)].map(([, cell]) => cell!.replaceAll('&apos;', "'"));
    expect(cells.some((cell) => cell.startsWith('"Sociale media"') || cell === '&quot;Sociale media&quot;')).toBe(true);
    expect(cells).toContain("'=Hoe");
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(cells.length).toBeGreaterThan(30);
  });

  test('--json prints the same with and without --feedback', async () => {
    const [plain, both] = [await runInside([...args, '--json'], 'nl', place), await runInside([...args, '--json', '--feedback'], 'nl', place)];
    expect(both.stdout).toBe(plain.stdout);
    expect(plain.stderr).toBe('');
    expect(both.stderr).toContain('lijst.terugkoppeling.html');
  });
});

describe('beside the export only', () => {
  test('in an inbox it is no delivery; the workspace gets nothing', async () => {
    const place = join(folder, 'werkplek');
    await layPlainWorkspace(place);
    await put(place, 'inbox/ALFA/lijst_2024-06.csv', plainExport(plainRows('2024-06', 4)));
    const before = await readdir(place);
    expect((await runInside(['check', 'inbox/ALFA/lijst_2024-06.csv', '-o', 'ALFA', '--feedback'], 'nl', place)).code).toBe(0);
    expect(await readdir(place)).toEqual(before);
    expect((await readdir(join(place, 'inbox', 'ALFA'))).sort()).toEqual(['lijst_2024-06.csv', 'lijst_2024-06.terugkoppeling.html', 'lijst_2024-06.terugkoppeling.xlsx']);
    const { files, skipped } = await listInbox(await requireWorkspace(place, terminalIo('nl')));
    expect([files.map(({ name }) => name), skipped]).toEqual([['lijst_2024-06.csv'], []]);
  });

  test('where it cannot be written, that is said after the answer', async () => {
    const place = join(folder, 'dicht');
    await put(place, 'lijst.csv', plainExport(plainRows('2024-06', 4)));
    await put(place, 'ALFA.yaml', plainMapping('ALFA'));
    await mkdir(join(place, 'lijst.terugkoppeling.html', 'bezet'), { recursive: true });
    const args = ['check', 'lijst.csv', '-o', 'ALFA', '-m', 'ALFA.yaml', '-p', '2024-06', '-d', '2024-07-05', '--feedback'];
    const [nl, en] = [await run(args, { cwd: place }), await runInside(args, 'en', place)];
    expect([nl.code, nl.stdout.includes('● GROEN: dit bestand kan geleverd worden.')]).toEqual([2, true]);
    expect(nl.stderr).toMatch(/^De terugkoppeling lijst\.terugkoppeling\.html kan niet naast de export worden geschreven\./);
    expect(en.stderr).toMatch(/^The feedback lijst\.terugkoppeling\.html cannot be written/);
    expect((await readdir(place)).sort()).toEqual(['ALFA.yaml', 'lijst.csv', 'lijst.terugkoppeling.html']);
  });
});

describe('against the previous delivery', () => {
  const place = join(folder, 'vorige');
  const args = ['check', 'nu.csv', '-o', 'ALFA', '-m', 'ALFA.yaml', '-p', '2024H1', '-d', '2024-07-05', '--previous', join('toen', 'oud_geleverd-2024-06-20.csv')];
  beforeAll(async () => {
    const [may, june] = [plainRows('2024-05', 8, 'M'), plainRows('2024-06', 8, 'J')];
    const swap = (rows: string[][], at: number, cell: number, text: string) => rows.map((row, i) => (i === at ? row.map((one, j) => (j === cell ? text : one)) : row));
    await put(place, join('toen', 'oud_geleverd-2024-06-20.csv'), plainExport([...swap(may, 2, 4, 'Buurman'), ...june.slice(0, 5)]));
    const changed = swap(swap(may, 0, 2, 'Slaan'), 0, 3, 'Bezoek');
    await put(place, 'nu.csv', plainExport([...swap(changed, 4, 4, 'Buurvrouw').filter((_, at) => at !== 6), ...swap(june, 1, 1, '02-05-2024')]));
    await put(place, 'ALFA.yaml', plainMapping('ALFA'));
  });

  test('months and verdicts before and after, and incidents that are new, repaired, changed, dropped and gone', async () => {
    const ran = await run([...args, '--json'], { cwd: place });
    const { change } = json<{ change: Record<string, unknown> }>(ran);
    expect(change).toMatchObject({
      file: 'oud_geleverd-2024-06-20.csv',
      delivered: '2024-06-20',
      incidents: { nieuw: 3, hersteld: 1, gewijzigd: 2, afgevallen: 1, verdwenen: 1 },
      months: [
        { month: '2024-05', verdicts: { valid: { before: 7, after: 7 }, rejected: { before: 1, after: 1 } }, incidents: { hersteld: 1, gewijzigd: 2, afgevallen: 1, verdwenen: 1 } },
        { month: '2024-06', verdicts: { valid: { before: 5, after: 7 } }, incidents: { nieuw: 3 } },
      ],
    });
    expect((change['fields'] as { field: string }[]).map(({ field }) => field).sort()).toEqual(['kanaal', 'kanalen', 'locatie', 'maand', 'vormen']);
    expect(change['rows']).toContainEqual({ kind: 'verdwenen', month: '2024-05', sheet: null, row: 8, of: 'earlier' });
    expect(change['rows']).toContainEqual({ kind: 'afgevallen', month: '2024-05', sheet: null, row: 6, of: 'now' });
  });

  test('stands in text, page and workbook, with links into both files', async () => {
    const ran = await runInside([...args, '--feedback'], 'nl', place);
    expect(ran.stdout).toContain('Veranderd ten opzichte van oud_geleverd-2024-06-20.csv (geleverd 2024-06-20)\n');
    expect(ran.stdout).toMatch(/^2024-06 +5 → 7 +0 +3 nieuw$/m);
    expect(ran.stdout).toContain('1 stond erin en telt nu mee, 2 gewijzigd, 1 telt niet meer mee, 1 staat er niet meer in');
    const written = await bytesOf(join(place, 'nu'));
    const shown = ['<td class="num moved">5 → 7</td>', '<sheet name="Verschil per voorval"', 'Target="toen/oud_geleverd-2024-06-20.csv"'];
    expect(shown.filter((part) => !written.includes(part))).toEqual([]);
    expect(/Buurman|Buurvrouw|>[MJ]\d</.exec(written)).toBeNull();
  });

  test('the same file has not changed; the very file and a file that does not fit are refused', async () => {
    await cp(join(place, 'nu.csv'), join(place, 'kopie.csv'));
    const to = (file: string) => runInside([...args.slice(0, -1), file], 'nl', place);
    expect((await to('kopie.csv')).stdout).toContain('  Niets: dezelfde meldingen, met dezelfde oordelen.\n');
    expect(await to('nu.csv')).toMatchObject({ code: 2, stderr: expect.stringContaining('hetzelfde bestand') });
    await writeFile(join(place, 'vreemd.csv'), 'a;b;c\n1;2;3\n4;5;6\n');
    expect(await to('vreemd.csv')).toMatchObject({ code: 3, stdout: '', stderr: expect.stringMatching(/^De vorige levering \(vreemd\.csv\): De koppeling van ALFA past niet op dit bestand/) });
  });
});
