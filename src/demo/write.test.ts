import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadCodebook } from '../codebook/codebook.js';
import { dirts } from './dirt.js';
import { organisations } from './sector.js';
import { dimensions } from './truth.js';
import { generateSector, layoutOf, plantedSecrets, type Sector } from './write.js';

let folder: string;
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'sector-')); });
afterAll(async () => { await rm(folder, { recursive: true, force: true }); });

async function digest(place: string, sector: Sector): Promise<string> {
  const hash = createHash('sha256');
  for (const path of sector.files) hash.update(path).update(await readFile(join(place, path)));
  return hash.digest('hex');
}

describe('a small sector', () => {
  test('has the same bytes in any time zone', async () => {
    const zone = process.env['TZ'];
    const digests: string[] = [];
    for (const [at, place] of ['UTC', 'Pacific/Auckland', 'America/St_Johns'].entries()) {
      process.env['TZ'] = place;
      const own = join(folder, `zone${at}`);
      digests.push(await digest(own, await generateSector({ seed: 3, folder: own, scale: 0.04, months: 8 })));
    }
    process.env['TZ'] = zone;
    expect(new Set(digests).size).toBe(1);
    const other = join(folder, 'other');
    expect(await digest(other, await generateSector({ seed: 4, folder: other, scale: 0.04, months: 8 }))).not.toBe(digests[0]);
  });

  test('grows delivery by delivery: what was there stays as it was', async () => {
    const [early, late] = [join(folder, 'early'), join(folder, 'late')];
    const first = await generateSector({ seed: 3, folder: early, scale: 0.04, months: 8, deliveredUntil: '2024-05-06' });
    const all = await generateSector({ seed: 3, folder: late, scale: 0.04, months: 8 });
    const exports = first.files.filter((path) => path.startsWith('inbox/') && !path.startsWith('inbox/landelijk'));
    expect(exports.length).toBeGreaterThan(60);
    for (const path of exports) expect(await readFile(join(early, path))).toEqual(await readFile(join(late, path)));
    expect(exports.filter((path) => path.slice(-14, -4) > '2024-05-06' && !path.endsWith('.xlsx'))).toEqual([]);
    expect(all.files.length).toBeGreaterThan(first.files.length + 20);
    const may = first.truth.maanden.filter((one) => one.maand === '2024-05');
    expect(may.every((one) => one.status === 'ontbreekt' || one.status === 'niet_verwacht')).toBe(true);
  });
});

describe('the whole sector', () => {
  let sector: Sector;
  beforeAll(async () => { sector = await generateSector({ seed: 1, folder: join(folder, 'whole') }); }, 180_000);

  test('has the size and the shape of the real one', () => {
    const { maanden, cellen } = sector.truth;
    for (const year of ['2021-07', '2022-07', '2023-07']) {
      const own = maanden.filter((one) => one.maand >= year && one.maand < `${Number(year.slice(0, 4)) + 1}-07`);
      const incidents = own.reduce((sum, one) => sum + one.voorvallen, 0);
      expect(incidents, year).toBeGreaterThan(13_500);
      expect(incidents, year).toBeLessThan(16_500);
    }
    for (const maand of new Set(maanden.map((one) => one.maand))) {
      const fte = maanden.filter((one) => one.maand === maand).reduce((sum, one) => sum + one.fte, 0);
      expect(fte).toBeGreaterThan(4_100);
      expect(fte).toBeLessThan(4_800);
    }
    const total = maanden.reduce((sum, one) => sum + one.voorvallen, 0);
    const share = (code: string) => cellen.filter((one) => one.dimensie === 'vorm' && one.code === code).reduce((sum, one) => sum + one.voorvallen, 0) / total;
    expect(share('VERB')).toBeGreaterThan(0.5);
    expect(share('BEDR')).toBeGreaterThan(0.2);
    expect(share('FYS')).toBeGreaterThan(0.03);
    expect(share('SEKS')).toBeLessThan(0.05);
    const monthly = (maand: string) => maanden.filter((one) => one.maand === maand).reduce((sum, one) => sum + one.voorvallen, 0);
    expect(monthly('2022-11')).toBeLessThan(0.85 * monthly('2022-10'));
    expect(monthly('2023-11')).toBeGreaterThan(1.1 * monthly('2022-10'));
  });

  test('has members that join, drop out, miss a month and declare zero', () => {
    const status = (code: string, maand: string) => sector.truth.maanden.find((one) => one.organisatie === code && one.maand === maand)!.status;
    expect([status('ZILVERSCHOON', '2023-02'), status('ZILVERSCHOON', '2023-03')]).toEqual(['niet_verwacht', 'geleverd']);
    expect([status('KLAVERBOS', '2023-12'), status('KLAVERBOS', '2024-01')]).toEqual(['geleverd', 'niet_verwacht']);
    expect(status('BERKENDAL', '2024-04')).toBe('ontbreekt');
    expect(status('WADPAREL', '2024-02')).toBe('nul');
    expect(sector.organisaties).toHaveLength(14);
    expect(new Set(organisations.map((one) => one.layout)).size).toBe(8);
  });

  test('has a truth that adds up', () => {
    const { maanden, cellen, bestanden } = sector.truth;
    const sums = new Map<string, number>();
    for (const cell of cellen) {
      const key = `${cell.organisatie} ${cell.maand} ${cell.dimensie}`;
      sums.set(key, (sums.get(key) ?? 0) + cell.voorvallen + cell.alleen_procedure);
    }
    for (const month of maanden) {
      const all = month.voorvallen + month.alleen_procedure;
      const sum = (dimension: string) => sums.get(`${month.organisatie} ${month.maand} ${dimension}`) ?? 0;
      for (const dimension of ['kanaal', 'relatie', 'locatie', 'ernst', 'regio']) expect(sum(dimension)).toBe(all);
      expect(sum('vorm')).toBeGreaterThanOrEqual(all);
      expect(month.medewerkers).toBeGreaterThanOrEqual(all);
    }
    expect(new Set(cellen.map((one) => one.dimensie))).toEqual(new Set(dimensions));
    for (const file of bestanden) expect(file.oordelen.valid + file.oordelen.signal).toBe(file.voorvallen);
    const again = bestanden.filter((one) => one.geleverd === '2024-07-18');
    expect(again.length).toBeGreaterThan(10);
    for (const late of again) {
      const first = bestanden.find((one) => one.organisatie === late.organisatie && one.periode === late.periode)!;
      expect(late.voorvallen).toBeGreaterThan(0.95 * first.voorvallen);
    }
    expect(again.reduce((sum, one) => sum + one.voorvallen, 0)).toBeGreaterThan(
      bestanden.filter((one) => again.some((late) => late !== one && late.organisatie === one.organisatie && late.periode === one.periode)).reduce((sum, one) => sum + one.voorvallen, 0),
    );
  });

  test('shows every kind of dirt, in every layout that can show it', () => {
    const seen = new Map<string, Set<string>>();
    for (const row of sector.truth.regels) {
      const product = layoutOf(organisations.find((one) => row.bestand.startsWith(`inbox/${one.code}/`))!).product;
      seen.set(product, (seen.get(product) ?? new Set()).add(row.soort));
    }
    for (const kind of Object.keys(dirts)) expect([...seen.values()].some((kinds) => kinds.has(kind)), kind).toBe(true);
    for (const organisation of organisations.filter((one) => one.fteJb > 90)) {
      const layout = layoutOf(organisation);
      expect(layout.vuil.filter((kind) => !seen.get(layout.product)!.has(kind)), layout.product).toEqual([]);
    }
    const kinds = new Set(sector.truth.regels.map((row) => row.soort));
    for (const kind of ['TITEL', 'LEEG', 'KOP_HERHAALD', 'TUSSEN', 'SUBTOTAAL', 'TOTAAL', 'VOET', 'EXTRA_BETROKKENE', 'ACTIEREGEL', 'VERVOLGREGEL', 'LAAT_GEMELD', 'BUITEN_PERIODE']) {
      expect(kinds).toContain(kind);
    }
  });

  test('plants secrets in the exports and nowhere in mappings or truth', async () => {
    const text = await readFile(join(folder, 'whole', sector.files.find((path) => path.includes('export_incidenten_2023H2'))!), 'utf8');
    expect(plantedSecrets.filter((secret) => text.includes(secret)).length).toBeGreaterThan(45);
    for (const path of sector.files.filter((one) => one.startsWith('mappings/') || one === 'truth.json')) {
      const own = await readFile(join(folder, 'whole', path), 'utf8');
      expect(plantedSecrets.filter((secret) => own.includes(secret)), path).toEqual([]);
    }
  });

  test('has mappings with fields and codes of the codebook only', async () => {
    const codebook = loadCodebook();
    const fields = new Map(codebook.velden.filter((one) => one.tabel === 'voorval').map((one) => [one.naam, one]));
    for (const { code } of organisations) {
      const mapping = parse(await readFile(join(folder, 'whole', 'mappings', `${code}.yaml`), 'utf8')) as {
        organisatie: string; afwezig?: string[]; velden: Record<string, { codes?: Record<string, string>; vinkjes?: Record<string, string> }>;
      };
      expect(mapping.organisatie).toBe(code);
      for (const name of mapping.afwezig ?? []) expect(fields.has(name), name).toBe(true);
      for (const [name, field] of Object.entries(mapping.velden)) {
        const known = fields.get(name)!;
        expect(known, name).toBeDefined();
        const list = codebook.codelijsten.find((one) => one.lijst === (known.soort === 'janee' ? 'janee' : known.lijst));
        const codes = new Set(list?.codes.map((one) => one.code));
        for (const used of Object.values(field.codes ?? field.vinkjes ?? {})) expect(codes.has(used), `${code} ${name} ${used}`).toBe(true);
      }
    }
  });
});
