/** The mirror report: an organisation's own figures are right, and nobody else is in it. */
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { hashes, ownFolder, runInside } from './binary.test-support.js';
import { layPlainWorkspace, plainExport, plainRows, put, writeSettings } from './sector.test-support.js';

const folder = await ownFolder('mirror');
const month = '2024-02';
const header = 'organisatie_code;periode;fte_jb;fte_jr;medewerkers_jb;medewerkers_jr;jeugdigen_ots;jeugdigen_vots;jeugdigen_voogdij;jeugdigen_tijdelijke_voogdij;jeugdigen_jr;gezinnen';

/** Organisation number i has 30 + 3 × i incidents a month and 100 FTE; names and codes are such that no other text holds them. */
async function lay(place: string, count: number): Promise<string[]> {
  const codes = Array.from({ length: count }, (_, i) => `QZORG${String(i).padStart(2, '0')}`);
  await layPlainWorkspace(place, codes);
  await writeSettings(place, { organisaties: Object.fromEntries(codes.map((code) => [code, { naam: `Naam van ${code}`, sinds: '2024-01' }])) });
  for (const [i, code] of codes.entries()) {
    for (const one of ['2024-01', month]) await put(place, `inbox/${code}/meldingen_${one}_geleverd-2024-03-05.csv`, plainExport(plainRows(one, 30 + 3 * i, `${code}${one}`)));
    await put(place, `inbox/${code}/noemers_2024H1_geleverd-2024-03-01.csv`, [header, `${code};2024H1;100;0;140;12;900;50;300;20;150;1000`, ''].join('\r\n'));
  }
  const ran = await runInside(['run', month], 'nl', place);
  if (ran.code !== 0) throw new Error(ran.stdout + ran.stderr);
  return codes;
}

const mirror = async (place: string, organisation: string, ...more: string[]) => {
  const ran = await runInside(['report', 'mirror', '--organisation', organisation, '--concept', ...more], 'nl', place);
  return { ...ran, path: ran.stdout.trim() };
};
const rows = async (place: string, table: string): Promise<Record<string, string>[]> => parse(await readFile(join(place, 'release', `${table}.csv`), 'utf8'), { columns: true }) as Record<string, string>[];

describe('with enough organisations', () => {
  const place = join(folder, 'many');
  let codes: string[] = [];
  beforeAll(async () => {
    codes = await lay(place, 8);
  }, 120_000);

  test('shows the own series and shares beside the published ones', async () => {
    const { path, code, stderr } = await mirror(place, 'QZORG02');
    expect([code, stderr]).toEqual([0, '']);
    expect(path).toBe(join(place, 'reports', 'mirror', 'QZORG02', month, `spiegel-QZORG02-${month}.nl.html`));
    const own = await rows(dirname(path), 'spiegelmaand');
    expect(own.map(({ maand, voorvallen, fte, per_100, status, geleverd }) => [maand, voorvallen, fte, per_100, status, geleverd])).toEqual([
      ['2024-01', '36', '100', '36', 'geleverd', '2024-03-05'], [month, '36', '100', '36', 'geleverd', '2024-03-05'],
    ]);
    const total = codes.reduce((sum, _, i) => sum + 30 + 3 * i, 0);
    expect(own[1]).toMatchObject({ vergelijking: 'F', landelijk: String(Math.round((100 * 5 * Math.round(total / 5)) / codes.length) / 100) });
    const forms = (await rows(dirname(path), 'spiegeldeel')).filter(({ dimensie }) => dimensie === 'vorm');
    expect(forms.find(({ code: one }) => one === 'VERB')).toMatchObject({ teller: '24', noemer: '72', waarde: '33.3', vergelijking: 'F' });
    const published = (parse(await readFile(join(place, 'releases', `${month}-1`, 'cijfer.csv'), 'utf8'), { columns: true }) as Record<string, string>[]).filter(
      (row) => row['reeks'] === 'aandeel' && row['dimensie'] === 'vorm' && row['periode_soort'] === '12maanden',
    );
    for (const { code: one, landelijk, vergelijking } of forms) expect([one, landelijk]).toEqual([one, vergelijking === 'F' ? published.find((row) => row['code'] === one)!['waarde'] : '']);
    const html = await readFile(path, 'utf8');
    expect(html).toContain('Alleen voor QZORG02');
    expect(html).toContain('niet verspreiden');
    expect(html).not.toMatch(/<script|https?:\/\//);
  });

  test('names no other organisation in any byte, and gives the same bytes again', async () => {
    const { path } = await mirror(place, 'QZORG05', '--lang', 'en');
    const place5 = dirname(path);
    const found = (await readdir(place5, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    expect(found.length).toBeGreaterThan(15);
    for (const entry of found) {
      const bytes = (await readFile(join(entry.parentPath, entry.name))).toString('latin1');
      for (const other of codes.filter((one) => one !== 'QZORG05')) expect([entry.name, bytes.includes(other)]).toEqual([entry.name, false]);
    }
    const { 'released.duckdb': _, ...first } = await hashes(join(place5, 'release'));
    await mirror(place, 'QZORG05');
    const { 'released.duckdb': __, ...again } = await hashes(join(place5, 'release'));
    expect(again).toEqual(first);
  });

  test('holds of all others nothing but the public release and shares in fives', async () => {
    const released = join(place, 'releases', `${month}-1`);
    const one = join(place, 'reports', 'mirror', 'QZORG02', month, 'release');
    for (const table of ['cijfer', 'dekking', 'codelijst', 'indicator', 'gebeurtenis']) {
      expect(await readFile(join(one, `${table}.csv`), 'utf8')).toBe(await readFile(join(released, `${table}.csv`), 'utf8'));
    }
    const quality = (await rows(dirname(one), 'spiegeldeel')).filter(({ dimensie }) => dimensie === 'kwaliteit');
    const published = await rows(dirname(one), 'kwaliteit');
    expect(quality.length).toBeGreaterThan(0);
    for (const { code, landelijk } of quality) if (landelijk !== '') expect([code, landelijk]).toEqual([code, published.find(({ soort, onderwerp }) => soort === 'onbekend' && onderwerp === code)!['aandeel']]);
    const figures = await rows(dirname(one), 'cijfer');
    const beside = [
      ...(await rows(dirname(one), 'spiegelmaand')).map((row) => ({ ...row, from: figures.find(({ indicator, reeks, dimensie, periode }) => indicator === 'I02' && reeks === 'per_100_fte' && dimensie === 'totaal' && periode === row['maand']) })),
      ...(await rows(dirname(one), 'spiegeldeel')).filter((row) => row['dimensie'] !== 'kwaliteit').map((row) => ({
        ...row,
        from: figures.find(({ reeks, dimensie, code, periode_soort }) => reeks === 'aandeel' && periode_soort === '12maanden' && code === row['code'] && [row['dimensie'], `${row['dimensie']}_som`].includes(dimensie)),
      })),
    ] as (Record<string, string> & { from?: Record<string, string> })[];
    expect(beside.filter(({ vergelijking }) => vergelijking === 'F').length).toBeGreaterThan(3);
    for (const { landelijk, vergelijking, from, ...row } of beside) expect([row, landelijk]).toEqual([row, vergelijking === 'F' ? from!['waarde'] : '']);
    expect(await rows(dirname(one), 'derde')).toEqual([]);
  });

  test.each([
    [['report', 'mirror'], 2, /--organisation/],
    [['report', 'mirror', '-o', 'NIEMAND'], 2, /NIEMAND/],
    [['report', 'mirror', '-o', 'QZORG01', '--month', '2023-01'], 2, /2023-01/],
    [['report', 'monthly', month, '-o', 'QZORG01'], 2, /Alleen het rapport mirror/],
    [['report', 'monthly'], 2, /./],
  ])('%j', async (args, code, reason) => {
    expect(await runInside(args, 'nl', place)).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(reason) });
  });
});

test('with four others no national figure stands beside the own ones', async () => {
  const place = join(folder, 'few');
  await lay(place, 5);
  const { path } = await mirror(place, 'QZORG01');
  const compared = [...(await rows(dirname(path), 'spiegelmaand')), ...(await rows(dirname(path), 'spiegeldeel'))];
  expect(compared.length).toBeGreaterThan(10);
  expect(compared.filter(({ landelijk, vergelijking }) => landelijk !== '' || vergelijking === 'F')).toEqual([]);
  expect(await readFile(path, 'utf8')).toContain('geen landelijk cijfer dat ernaast mag staan');
}, 120_000);
