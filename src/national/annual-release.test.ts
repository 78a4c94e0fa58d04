/** I24: yearly counts that organisations state themselves, in an annual release only. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCodebook } from '../codebook/codebook.js';
import type { Database } from '../database/database.js';
import { openDuckDB } from '../database/duckdb.js';
import { auditRelease } from '../release/audit/audit.js';
import { loadSolver } from '../release/audit/solver.js';
import { toCsv } from '../release/csv.js';
import { releaseTables } from '../release/tables.js';
import { roundDecimal } from '../statistics/rounding.js';
import { loadProgramme } from './aggregate/programme.js';
import { fillStore } from './aggregate/sector.test-support.js';
import { explained, movements } from './explain.js';
import { protectionConfig } from './protect/config.js';
import { type CompiledRelease, compileRelease } from './publish.js';

const codebook = loadCodebook();
const settings = { maand: '2023-12', scope: 'jaar' as const, codebook, config: protectionConfig.parse({}), p: 15 };
let db: Database;
let release: CompiledRelease;

beforeAll(async () => {
  db = await openDuckDB(':memory:');
  await fillStore(db, { incidents: 6000, months: 19, organisations: 8 });
  await db.run(`
    INSERT INTO levering SELECT 2000 + o, 'ORG0' || o, 'contextfactor', NULL, NULL, NULL, DATE '2024-02-12', '0.1', 0, 'c' || o, 'c' || o, 'test', NULL, NULL FROM range(5) r(o);
    INSERT INTO contextfactor SELECT 2000 + o, 'ORG0' || o, 2023, 'SCHEIDING', 20 + o FROM range(5) r(o);
    INSERT INTO contextfactor SELECT 2000 + o, 'ORG0' || o, 2023, 'CRIMINEEL', 1 FROM range(5) r(o);
    INSERT INTO contextfactor SELECT 2000 + o, 'ORG0' || o, 2023, 'SCHULDEN', 40 FROM range(2) r(o);
    INSERT INTO contextfactor SELECT 2000 + o, 'ORG0' || o, 2023, 'PSYCHISCH', NULL FROM range(5) r(o);
    INSERT INTO levering VALUES (2010, 'ORG00', 'contextfactor', NULL, NULL, NULL, DATE '2024-03-01', '0.1', 0, 'd', 'd', 'test', NULL, NULL);
    INSERT INTO contextfactor VALUES (2010, 'ORG00', 2023, 'SCHEIDING', 31)`);
  release = await compileRelease(db, settings);
});
afterAll(() => db.close());

const of = (code: string, year: string) => release.cijfer.find((row) => row.indicator === 'I24' && row.code === code && row.periode === year)!;

test('a factor is printed, rounded, where enough incidents of enough organisations stand behind it; the newest statement counts', () => {
  expect(of('SCHEIDING', '2023')).toMatchObject({ reeks: 'voorvallen', dimensie: 'contextfactor', waarde: 120, teller: 120, conf_status: 'F', eenheid: 'voorvallen' });
});

test('fewer than ten incidents, or fewer than three organisations, are withheld', () => {
  for (const code of ['CRIMINEEL', 'SCHULDEN']) expect(of(code, '2023')).toMatchObject({ waarde: null, teller: null, conf_status: 'C' });
});

test('a year that nobody stated has no figure, and not zero', () => {
  expect(of('SCHEIDING', '2022')).toMatchObject({ waarde: null, teller: null, conf_status: 'F' });
  expect(of('SCHEIDING', '2022').obs_status).toContain('n');
});

test('the gate reads it back and finds nothing', async () => {
  const { unsafe, unexplained } = auditRelease({ csv: toCsv(releaseTables[0]!, release.cijfer), layout: release.layout }, [], await loadSolver(), release.truth);
  expect([unsafe, unexplained]).toEqual([[], []]);
});

test('the rate per 100 employees is that of the printed count, over the months of those who said how many work for them', async () => {
  const rate = release.cijfer.find((row) => row.reeks === 'per_100_medewerkers' && row.periode === '2023')!;
  const [known] = await db.rows<{ n: number; maanden: number }>(`
    SELECT (SELECT count(*) FROM huidig_voorval JOIN noemer_maand USING (organisatie, maand) WHERE maand[:4] = '2023' AND medewerkers > 0 AND NOT (len(vormen) = 1 AND vormen[1] = 'PROC')) AS n,
      (SELECT CAST(sum(medewerkers) AS DOUBLE) FROM noemer_maand JOIN levering_status_tussen('2023-01', '2023-12') USING (organisatie, maand) WHERE maand[:4] = '2023' AND status IN ('geleverd', 'nul')) AS maanden`);
  expect(rate).toMatchObject({ indicator: 'I02', dimensie: 'totaal', code: 'ALLE', eenheid: 'per 100 medewerkers per jaar', noemer: roundDecimal(known!.maanden, 3) });
  expect(Math.abs(rate.teller! - known!.n)).toBeLessThan(5);
  expect(rate.waarde).toBe(roundDecimal((1200 * rate.teller!) / rate.noemer!, 2));
});

test('explain names its SQL, its deliveries and what moved it', async () => {
  const { sql, leveringen } = await explained(db, codebook, 'I24', '2023');
  expect(sql.map(({ bestand }) => bestand)).toEqual(['tables/contextfactor.sql']);
  expect(leveringen.map(({ levering, voorvallen }) => [levering, voorvallen])).toContainEqual([2010, 31]);
  const [moved] = await movements(db, codebook, 'I24', '2023', 2009);
  expect(moved).toMatchObject({ tabel: 'contextfactor', code: 'SCHEIDING', toen: 110, nu: 121, stappen: [{ stap: 'CONTEXTFACTOREN', verschil: 11 }] });
});

test('a monthly release has none: its periods are months and twelve months', () => {
  expect(loadProgramme().tabellen.find(({ id }) => id === 'contextfactor')!.perioden).toEqual(['jaar']);
});
