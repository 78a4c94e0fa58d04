/** The exports of the demo and the golden fixtures, judged by the organisation's side: every row gets the verdict that a steward would give. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCodebook } from '../codebook/codebook.js';
import { openDuckDB } from '../database/duckdb.js';
import { parsePeriod } from '../levering/period.js';
import { parseMapping } from '../organisation/map/load.js';
import { judgeExport } from '../organisation/prepare.js';
import { judgedRows } from '../organisation/validate/summary.js';
import { organisations } from './sector.js';
import { generateSector, plantedSecrets, type Sector } from './write.js';

const codebook = loadCodebook();

async function judge(path: string, mappingPath: string, organisation: string, periode: string, delivered: string) {
  const db = await openDuckDB(':memory:');
  try {
    const mapping = parseMapping(readFileSync(mappingPath, 'utf8'), mappingPath, codebook);
    const judged = await judgeExport(db, { path, organisation, mapping, codebook, period: parsePeriod(periode), delivered });
    return { judged, rows: await judgedRows(db) };
  } finally {
    db.close();
  }
}

interface Golden {
  file: string; organisation: string; period: string; delivered: string; counts: Record<string, number>; incidents: number; affected: number;
  by_month: Record<string, number>; by_form: Record<string, number>;
  rows: { sheet: string | null; row: number; verdict: string; why?: string; record?: Record<string, unknown> }[];
}

const fixtures = fileURLToPath(new URL('../../fixtures/exports/', import.meta.url));

describe.each(readdirSync(fixtures).filter((name) => existsSync(join(fixtures, name, 'expected.json'))).sort())('fixture %s', (name) => {
  test('is judged as expected', async () => {
    const golden = JSON.parse(readFileSync(join(fixtures, name, 'expected.json'), 'utf8')) as Golden;
    const { judged, rows } = await judge(join(fixtures, name, golden.file), join(fixtures, name, 'mapping.yaml'), golden.organisation, golden.period, golden.delivered);
    const wanted = golden.rows.map(({ sheet, row, verdict, record }) => ({ sheet, row, verdict, ...record }));
    const seen = rows.map(({ sheet, row, verdict, record }, at) => {
      const asked = Object.keys(golden.rows[at]?.record ?? {});
      return { sheet, row, verdict, ...Object.fromEntries(asked.map((field) => [field, record?.[field]])) };
    });
    expect(seen).toEqual(wanted);
    expect({ counts: judged.counts, incidents: judged.incidents, affected: judged.affected, by_month: judged.byMonth, by_form: judged.byForm }).toEqual(
      { counts: golden.counts, incidents: golden.incidents, affected: golden.affected, by_month: golden.by_month, by_form: golden.by_form });
    expect(judged.blocked).toBe(false);
  });
});

describe('the demo', () => {
  let folder: string;
  let sector: Sector;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'judged-'));
    sector = await generateSector({ seed: 5, folder, scale: 0.25, months: 12 });
  });
  afterAll(async () => { await rm(folder, { recursive: true, force: true }); });

  // The largest file of each organisation: the half-year, or a month where there is none.
  test.each(organisations.map(({ code }) => code))('export of %s gets the known verdicts', async (code) => {
    const file = sector.truth.bestanden.filter((one) => one.organisatie === code).sort((a, b) => b.voorvallen - a.voorvallen)[0]!;
    const { judged, rows } = await judge(join(folder, file.bestand), join(folder, 'mappings', `${code}.yaml`), code, file.periode, file.geleverd);
    const known = new Map(sector.truth.regels.filter((one) => one.bestand === file.bestand).map((one) => [`${one.blad} ${one.rij}`, one]));
    const wrong = rows.flatMap(({ sheet, row, verdict, findings }) => {
      const truth = known.get(`${sheet} ${row}`);
      const wanted = truth?.oordeel ?? 'valid';
      return verdict === wanted || truth?.ook?.includes(verdict) ? [] : [`${row} ${truth?.soort ?? ''}: ${verdict} instead of ${wanted} (${findings.map(({ rule }) => rule).join(' ')})`];
    });
    expect(wrong).toEqual([]);
    expect(rows.length).toBe(Object.values(file.oordelen).reduce((sum, n) => sum + n, 0));
    expect([judged.incidents, judged.affected, judged.blocked]).toEqual([file.voorvallen, file.medewerkers, false]);
    const told = JSON.stringify({ judged, rows });
    expect(plantedSecrets.filter((secret) => told.includes(secret))).toEqual([]);
  });
});
