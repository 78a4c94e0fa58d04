import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import loadHighs, { type LegacyHighs } from 'highs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCodebook } from '../codebook/codebook.js';
import type { Database } from '../database/database.js';
import { openDuckDB } from '../database/duckdb.js';
import { auditRelease } from '../release/audit/audit.js';
import { loadSolver } from '../release/audit/solver.js';
import { checkedTables } from '../release/checked.js';
import { toCsv } from '../release/csv.js';
import { type CijferRow, releaseTables } from '../release/tables.js';
import { rate } from '../statistics/rates.js';
import { roundDecimal } from '../statistics/rounding.js';
import { countAll, coverage } from './aggregate/count.js';
import { publishedPeriods } from './aggregate/period.js';
import { loadProgramme } from './aggregate/programme.js';
import { fillStore, type Sector } from './aggregate/sector.test-support.js';
import { countTables } from './aggregate/tables.js';
import { estimatedSeries } from './figures/estimates.js';
import { recoverable, type Solve, type Statement } from './protect/attack.js';
import { protectionConfig } from './protect/config.js';
import { isSensitive } from './protect/primary.js';
import { type CompiledRelease, compileRelease } from './publish.js';
import { openStore } from './store/open.js';

const codebook = loadCodebook();
const config = protectionConfig.parse({});
const folder = mkdtempSync(join(tmpdir(), 'publish-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const settings = { maand: '2024-06', codebook, config, p: 15 };
/** Counts as they are, so that tests can add them up. */
const exact = { ...settings, config: protectionConfig.parse({ afronding: 1 }) };
const fives = (count: number): number => 5 * Math.round(count / 5);

/** A release from a store on disk, closed and opened again, so that its columns are read compressed as in real use. */
async function compiled(sector: Sector, how = settings): Promise<{ db: Database; release: CompiledRelease }> {
  const path = join(folder, `${sector.incidents}-${sector.organisations}.duckdb`);
  const filled = await openDuckDB(path);
  await fillStore(filled, sector);
  filled.close();
  const db = await openDuckDB(path);
  return { db, release: await compileRelease(db, how) };
}

const counts = (release: CompiledRelease): CijferRow[] => release.cijfer.filter((row) => row.reeks === 'voorvallen');
const find = (release: CompiledRelease, wanted: Partial<CijferRow>): CijferRow | undefined =>
  release.cijfer.find((row) => Object.entries(wanted).every(([column, value]) => row[column as keyof CijferRow] === value));

const window = '2023-07/2024-06';
/** Dimensions whose codes break down another count, as a reader of the published tables would gather from their labels. */
const breakdowns: Record<string, [string, string]> = {
  kanaal: ['totaal', 'ALLE'], relatie: ['totaal', 'ALLE'], locatie: ['totaal', 'ALLE'], ernst: ['totaal', 'ALLE'], prive: ['totaal', 'ALLE'], privesfeer: ['totaal', 'ALLE'],
  gericht_op: ['totaal', 'ALLE'], online: ['totaal', 'ALLE'], politie_uitkomst: ['totaal', 'ALLE'], strafbaar_feit: ['totaal', 'ALLE'], aangifte_status: ['totaal', 'ALLE'], nazorg: ['totaal', 'ALLE'],
  verwijderverzoek: ['vorm', 'ONLN'], nog_vindbaar_90d: ['vorm', 'ONLN'], verwijder_uitkomst: ['verwijderverzoek', 'J'], verwijder_doorlooptijd: ['verwijder_uitkomst', 'VERWIJDERD'],
  vpt_code: ['aangifte_status', 'GEDAAN'], strafvervolg: ['aangifte_status', 'GEDAAN'], huisbezoek_risico_info: ['locatie', 'HUISBEZOEK'],
  platform: ['vorm', 'ONLN'], politie_reden: ['politie_uitkomst_som', 'NIET_OF_TE_LAAT'], aangifte_doorlooptijd: ['aangifte_status', 'GEDAAN'], procedures_gelijktijdig: ['proc_som', 'PROC'],
  herhaling_12m: ['totaal', 'ALLE'], letsel: ['totaal', 'ALLE'], verzuim_klasse: ['totaal', 'ALLE'], aanleiding: ['totaal', 'ALLE'], maatregel: ['totaal', 'ALLE'],
  gevolg_kind: ['totaal', 'ALLE'], gevolg_werk: ['totaal', 'ALLE'], meldvertraging: ['totaal', 'ALLE'], functie: ['totaal', 'ALLE'],
};
/** Dimensions under which an incident may count more than once. */
const overlapping: Record<string, [string, string]> = { vorm: ['totaal', 'ALLE'], reden_geen_aangifte: ['aangifte_status', 'NEE'], beschermingsmaatregel: ['totaal', 'ALLE'] };
const missing = ['LEEG', '-8', '-7'];
const sums: [string, string, (code: string) => boolean][] = [
  ['ernst', 'ERNSTIG', (code) => ['3', '4'].includes(code)],
  ['prive', 'PRIVE_OF_NAASTE', (code) => /PRIVESFEER|ALLEEN_NAASTE/.test(code)],
  ['online', 'ONLINE', (code) => /VORM|KANAAL/.test(code)],
  ['politie_uitkomst', 'GEVRAAGD', (code) => ['VERLEEND', 'TE_LAAT', 'NIET_VERLEEND'].includes(code)],
  ['politie_uitkomst', 'NIET_OF_TE_LAAT', (code) => ['TE_LAAT', 'NIET_VERLEEND'].includes(code)],
  ['aangifte_status', 'GEPROBEERD', (code) => ['GEDAAN', 'GEWEIGERD', 'INGETROKKEN'].includes(code)],
  ['aangifte_doorlooptijd', 'BESLIST', (code) => code !== 'LOPEND' && !missing.includes(code)],
  ['proc', 'PROC', () => true],
  ['herhaling_12m', 'EERDER', (code) => ['1', '2-4', '5+'].includes(code)],
  ['letsel', 'MET_LETSEL', (code) => ['PSYCH', 'LICHT', 'ERNSTIG'].includes(code)],
  ['meldvertraging', 'LATER_DAN_14', (code) => ['15-90', '>90'].includes(code)],
  ['strafvervolg', 'VERVOLGD', (code) => ['OMAFDOENING', 'DAGVAARDING', 'VEROORDELING', 'VRIJSPRAAK'].includes(code)],
  ...Object.keys(breakdowns).map((dimension): [string, string, (code: string) => boolean] => [dimension, 'BEKEND', (code) => !['ONBEKEND', 'O', '9', ...missing].includes(code)]),
];

/** What an attacker takes the published rows to say, read from nothing but those rows; I01 and the numerator of I02 differ by a count of one or more, or by none. */
function published(rows: readonly CijferRow[], differing: ReadonlySet<string>): { printed: Map<string, number>; withheld: string[]; statements: Statement[] } {
  const id = (dimension: string, code: string, period: string): string => `${dimension}/${code}/${period}`;
  const printed = new Map<string, number>();
  const withheld: string[] = [];
  const codesOf = new Map<string, Set<string>>();
  const periods = new Set<string>();
  for (const row of rows) {
    if (['aandeel', 'verandering', 'landelijk_totaal', 'mediaan_klasse', 'per_100_fte_12m', 'verandering_jaar_eerder'].includes(row.reeks)) continue;
    const dimension = row.eenheid.startsWith('per ') ? `${row.reeks}/${row.dimensie}` : row.dimensie;
    const cell = id(dimension, row.code, row.periode);
    if (row.teller === null) withheld.push(cell);
    else printed.set(cell, row.teller);
    periods.add(row.periode);
    codesOf.set(`${dimension}/${row.periode}`, (codesOf.get(`${dimension}/${row.periode}`) ?? new Set()).add(row.code));
  }
  const statements: Statement[] = [];
  const months = [...periods].filter((period) => period >= '2023-07' && period.length === 7);
  for (const period of periods) {
    const codes = (dimension: string): string[] => [...(codesOf.get(`${dimension}/${period}`) ?? [])];
    for (const [dimension, [whole, part]] of Object.entries(breakdowns)) {
      if (codes(dimension).length > 0) statements.push({ total: id(whole, part, period), parts: codes(dimension).map((code) => id(dimension, code, period)), relation: '=' });
    }
    for (const [dimension, sum, belongs] of sums) {
      if (codes(`${dimension}_som`).includes(sum)) statements.push({ total: id(`${dimension}_som`, sum, period), parts: codes(dimension).filter(belongs).map((code) => id(dimension, code, period)), relation: '=' });
    }
    for (const [dimension, [whole, part]] of Object.entries(overlapping)) {
      const parts = codes(dimension).map((code) => id(dimension, code, period));
      if (parts.length > 0) statements.push({ total: id(whole, part, period), parts, relation: '>=' });
      for (const one of parts) statements.push({ total: id(whole, part, period), parts: [one], relation: '<=' });
    }
    for (const [reeks, dimension] of [['per_100_fte', 'totaal'], ['per_1000_jeugdigen', 'totaal'], ['per_1000_huisbezoeken', 'locatie'], ['per_100_fte', 'functie']] as const) {
      for (const code of codes(`${reeks}/${dimension}`)) {
        // five organisations know no home visits, and their incidents may be known
        if (reeks === 'per_1000_huisbezoeken') {
          statements.push({ total: id(dimension, code, period), parts: [id(`${reeks}/${dimension}`, code, period)], relation: '>=' });
          continue;
        }
        const rest = id(`zonder ${reeks}/${dimension}`, code, period);
        if (differing.has(period)) withheld.push(rest);
        else printed.set(rest, 0);
        statements.push({ total: id(dimension, code, period), parts: [id(`${reeks}/${dimension}`, code, period), rest], relation: '=' });
      }
    }
    if (codes('online').length === 0) continue;
    statements.push(
      { total: id('vorm', 'ONLN', period), parts: ['ALLEEN_VORM', 'VORM_EN_KANAAL'].map((code) => id('online', code, period)), relation: '=' },
      { total: id('kanaal', 'ONLINE', period), parts: ['ALLEEN_KANAAL', 'VORM_EN_KANAAL'].map((code) => id('online', code, period)), relation: '=' },
      { total: id('privesfeer', 'J', period), parts: ['ALLEEN_PRIVESFEER', 'PRIVESFEER_EN_NAASTE'].map((code) => id('prive', code, period)), relation: '=' },
      { total: id('procedures', 'ALLE', period), parts: [id('proc', 'ALLEEN', period)], relation: '=' },
      { total: id('vorm', 'PROC', period), parts: ['MET_ONLN', 'MET_ANDERE'].map((code) => id('proc', code, period)), relation: '=' },
      { total: id('gericht_op', 'NAASTE', period), parts: ['ALLEEN_NAASTE', 'PRIVESFEER_EN_NAASTE'].map((code) => id('prive', code, period)), relation: '=' },
    );
  }
  for (const cell of [...printed.keys(), ...withheld]) {
    if (!cell.endsWith(window)) continue;
    const parts = months.map((month) => cell.replace(window, month)).filter((part) => printed.has(part) || withheld.includes(part));
    if (parts.length === 12) statements.push({ total: cell, parts, relation: '=' });
  }
  return { printed, withheld, statements };
}

const open = await loadSolver();
const highs = await (loadHighs as unknown as () => Promise<LegacyHighs>)();
const solve: Solve = (problem) => {
  const solution = highs.solve(problem);
  if (solution.Status !== 'Optimal') return undefined;
  return new Map(Object.entries(solution.Columns).map(([name, column]) => [name, (column as { Primal: number }).Primal]));
};

describe('compileRelease', () => {
  let db: Database;
  let release: CompiledRelease;
  beforeAll(async () => {
    ({ db, release } = await compiled({ incidents: 6000, months: 36, organisations: 14, withoutFte: 6 }, exact));
  });
  afterAll(() => db.close());

  it('gives tables that pass the release wall', () => {
    const properties = ['maand', 'codeboek', 'programma', 'status'].map((sleutel) => ({ sleutel, waarde: 'x' }));
    const { protection, ...tables } = release;
    const checked = checkedTables({ ...tables, vintage: [], kenmerk: properties });
    const texts = (rows: readonly object[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
    for (const [table, rows] of checked) {
      const own = (tables[table.name as keyof typeof tables] ?? []) as readonly object[];
      if (!['kenmerk', 'vintage'].includes(table.name)) expect(texts(rows), table.name).toEqual(texts(own));
    }
    expect([...checked].find(([table]) => table.name === 'cijfer')![1]).toEqual(tables.cijfer);
    expect(protection).toEqual({
      cells: protection.cells,
      suppressed: counts(release).filter((row) => row.conf_status === 'C').length + release.cijfer.filter((row) => row.eenheid.startsWith('per ') && row.reeks !== 'per_100_fte_12m' && row.conf_status === 'C').length,
      primary: protection.primary,
      secondary: protection.suppressed - protection.primary,
      zero: protection.zero,
    });
    expect(protection.secondary).toBeGreaterThan(50);
  });

  it('prints no number of a suppressed figure anywhere', () => {
    const suppressed = release.cijfer.filter((row) => row.conf_status === 'C');
    expect(suppressed.length).toBeGreaterThan(500);
    for (const row of suppressed) expect([row.waarde, row.onder, row.boven, row.teller, row.noemer], JSON.stringify(row)).toEqual([null, null, null, null, null]);
    const hidden = new Set(suppressed.map((row) => `${row.dimensie}/${row.code}/${row.periode}`));
    for (const row of release.cijfer) if (row.reeks === 'aandeel' && hidden.has(`${row.dimensie}/${row.code}/${row.periode}`)) expect(row.conf_status).toBe('C');
  });

  it('counts what an independent query counts', async () => {
    const truth = await db.rows<{ maand: string; n: number; verb: number }>(
      `SELECT maand, count(*) FILTER (vormen <> ['PROC']) AS n, count(*) FILTER (list_contains(vormen, 'VERB')) AS verb FROM huidig_voorval GROUP BY maand ORDER BY maand`,
    );
    expect(truth).toHaveLength(36);
    for (const { maand, n, verb } of truth) {
      expect(find(release, { indicator: 'I01', dimensie: 'totaal', periode: maand })).toMatchObject({ waarde: n, teller: n, eenheid: 'voorvallen', periode_soort: 'maand' });
      const form = find(release, { reeks: 'voorvallen', dimensie: 'vorm', code: 'VERB', periode: maand })!;
      if (form.conf_status === 'F') expect(form.teller).toBe(verb);
    }
    const [proc] = await db.rows<{ n: number }>(`SELECT count(*) AS n FROM huidig_voorval WHERE vormen = ['PROC'] AND maand >= '2023-07'`);
    expect(find(release, { dimensie: 'procedures' })).toMatchObject({ indicator: 'I15', teller: proc!.n, periode: window });
    expect(release.cijfer.filter((row) => row.dimensie === 'procedures')).toHaveLength(1);
  });

  it('adds up wherever nothing is suppressed', () => {
    const { printed, statements } = published(release.cijfer, new Set());
    let checked = 0;
    for (const { total, parts, relation } of statements) {
      const values = [total, ...parts].map((cell) => printed.get(cell));
      if (relation !== '=' || total.includes('zonder') || parts.some((part) => part.includes('zonder')) || values.some((value) => value === undefined)) continue;
      expect(values.slice(1).reduce((sum, value) => sum! + value!, 0), total).toBe(values[0]);
      checked++;
    }
    expect(checked).toBeGreaterThan(60);
  });

  it('withstands the attack on the published rows', async () => {
    const rest = await db.rows<{ maand: string }>(`SELECT DISTINCT maand FROM huidig_voorval WHERE organisatie = 'ORG06' AND vormen <> ['PROC']`);
    const { printed, withheld, statements } = published(release.cijfer, new Set([...rest.map((row) => row.maand), window]));
    expect(withheld.length).toBeGreaterThan(400);
    expect(recoverable(printed, withheld, statements, solve)).toEqual([]);
  });

  it('would not withstand it without complementary suppression', async () => {
    const months = (await coverage(db, '2024-06')).map((month) => month.maand);
    const lists = new Map(codebook.codelijsten.map((list) => [list.lijst, list.codes.filter((code) => code.niveau === 1).map((code) => code.code)]));
    const { cells } = countTables(loadProgramme(), await countAll(db, loadProgramme(), '2024-06'), publishedPeriods(months, '2024-06'), lists, config);
    const harmless = new Map(cells.filter((cell) => !isSensitive(cell, config)).map((cell) => [`${cell.table.id}${cell.sum ? '_som' : ''}/${cell.code}/${cell.period.id}`, cell.value]));
    const rows = counts(release).map((row) => ({ ...row, teller: harmless.get(`${row.dimensie}/${row.code}/${row.periode}`) ?? null }));
    const { printed, withheld, statements } = published(rows, new Set());
    expect(recoverable(printed, withheld, statements, solve).length).toBeGreaterThan(20);
  });

  it('withholds the rate where the one organisation without FTE would follow from it', () => {
    for (const row of release.cijfer.filter((one) => one.indicator === 'I02')) expect(row.conf_status, row.periode).toBe('C');
  });

  it('says who delivered, and how final a month is', () => {
    expect(release.dekking).toHaveLength(36);
    expect(release.dekking.at(-1)).toMatchObject({ maand: '2024-06', organisaties_verwacht: 14, organisaties_geleverd: 14, organisaties_nul: 1, aandeel_fte: 1, status: 'voorlopig' });
    expect(release.dekking.at(-2)).toMatchObject({ maand: '2024-05', organisaties_geleverd: 12, organisaties_nul: 0, status: 'voorlopig' });
    expect(release.dekking.at(-4)).toMatchObject({ maand: '2024-03', organisaties_geleverd: 13, status: 'nader voorlopig' });
    expect(release.dekking.find((row) => row.maand === '2023-12')!.status).toBe('definitief');
    const may = release.dekking.at(-2)!;
    expect(may.aandeel_fte).toBe(roundDecimal(may.fte_geleverd! / may.fte_verwacht!, 4));
    expect(may.aandeel_fte).toBeLessThan(1);
  });

  it('marks provisional and broken months, names its events and the state of the store', () => {
    expect(find(release, { indicator: 'I01', periode: '2024-06' })).toMatchObject({ obs_status: 'p', vintage: '2024-07-06.1002', dekking: 1 });
    expect(find(release, { indicator: 'I01', periode: '2023-10' })!.obs_status).toBe('b');
    expect(find(release, { indicator: 'I01', reeks: 'voorvallen', periode: window })!.obs_status).toBe('pb');
    expect(find(release, { indicator: 'I01', periode: '2023-01' })!.obs_status).toBe('');
    expect(release.gebeurtenis.map((row) => row.code)).toEqual(['CAMPAGNE']);
  });

  it('prints no row that is not of a table of the programme, or of an estimate that is declared', () => {
    const { tabellen, trend } = loadProgramme();
    const ofTable = ({ indicator, reeks, periode_soort, dimensie, code }: CijferRow, table: (typeof tabellen)[number]): boolean => {
      if (table.indicator !== indicator || !table.perioden.some((kind) => kind === periode_soort)) return false;
      const rate = table.verhouding;
      if (rate && reeks === rate.reeks) return dimensie === rate.plaats[0] && code === rate.plaats[1];
      const codes = table.codes ? Object.keys(table.codes) : levelOne(table.lijst!);
      const known = dimensie === table.id ? [...codes, ...missing].includes(code) && !table.verborgen.includes(code) : dimensie === `${table.id}_som` && code in table.sommen;
      return known && (reeks === 'voorvallen' ? table.telling : reeks === 'aandeel' && table.aandelen.some((share) => share.codes === undefined ? dimensie === table.id : share.codes.includes(code)));
    };
    const levelOne = (list: string): string[] => codebook.codelijsten.find(({ lijst }) => lijst === list)!.codes.filter(({ niveau }) => niveau === 1).map(({ code }) => code);
    const declared = (row: CijferRow): boolean =>
      estimatedSeries.some(({ indicator, reeks, dimensie }) => row.indicator === indicator && row.reeks === reeks && row.dimensie === dimensie) ||
      (row.indicator === trend.indicator && row.reeks === trend.reeks && row.dimensie === trend.dimensie && row.code in trend.codes);
    const outside = release.cijfer.filter((row) => !tabellen.some((table) => ofTable(row, table)) && !declared(row));
    expect(outside.map(({ indicator, reeks, periode, dimensie, code }) => [indicator, reeks, periode, dimensie, code])).toEqual([]);
    expect(ofTable({ ...find(release, { dimensie: 'nazorg' })!, periode_soort: 'maand' }, tabellen.find(({ id }) => id === 'nazorg')!)).toBe(false);
  });

  it('names every code and indicator it prints', () => {
    const named = new Set(release.codelijst.map((row) => `${row.lijst}/${row.code}`));
    for (const row of release.cijfer) if (row.dimensie !== 'totaal' || row.code !== 'ALLE') expect(named.has(`${row.dimensie}/${row.code}`), `${row.dimensie}/${row.code}`).toBe(true);
    expect(release.codelijst.find((row) => row.lijst === 'locatie' && row.code === 'LEEG')).toMatchObject({ label_nl: 'Leeg gelaten', label_en: 'Left empty' });
    expect(release.indicator.map((row) => row.indicator)).toContain('I26');
    for (const row of release.cijfer) expect(release.indicator.some((one) => one.indicator === row.indicator)).toBe(true);
  });

  it('is the same every time', async () => {
    expect(JSON.stringify(await compileRelease(db, exact))).toBe(JSON.stringify(release));
  });
});

describe('a sector in which everybody delivers FTE', () => {
  let db: Database;
  let release: CompiledRelease;
  beforeAll(async () => {
    ({ db, release } = await compiled({ incidents: 40_000, months: 36, organisations: 14 }));
  });
  afterAll(() => db.close());

  it('shows rates of incidents to FTE-months of the same organisations', async () => {
    const [truth] = await db.rows<{ n: number; fte: number; jaar: number; fte_jaar: number }>(`
      SELECT count(*) FILTER (maand = '2024-05') AS n, count(*) AS jaar,
        (SELECT sum(fte) FROM noemer_maand JOIN levering_status USING (organisatie, maand) WHERE status IN ('geleverd', 'nul') AND maand = '2024-05') AS fte,
        (SELECT sum(fte) FROM noemer_maand JOIN levering_status USING (organisatie, maand) WHERE status IN ('geleverd', 'nul') AND maand BETWEEN '2023-07' AND '2024-06') AS fte_jaar
      FROM huidig_voorval WHERE vormen <> ['PROC'] AND maand BETWEEN '2023-07' AND '2024-06'`);
    const month = find(release, { indicator: 'I02', reeks: 'per_100_fte', periode: '2024-05' })!;
    expect(month).toMatchObject({ reeks: 'per_100_fte', dimensie: 'totaal', teller: fives(truth!.n), noemer: truth!.fte, waarde: roundDecimal((100 * fives(truth!.n)) / truth!.fte, 2), eenheid: 'per 100 fte', conf_status: 'F' });
    expect(month.onder! < month.waarde! && month.waarde! < month.boven!).toBe(true);
    expect(find(release, { indicator: 'I02', reeks: 'per_100_fte', periode: window })).toMatchObject({ teller: fives(truth!.jaar), noemer: truth!.fte_jaar, waarde: roundDecimal((1200 * fives(truth!.jaar)) / truth!.fte_jaar, 2) });
  });

  it('sets incidents against youths, home visits and the FTE of a function, each of organisations that know both', async () => {
    const [truth] = await db.rows<{ n: number; jeugdigen: number; thuis: number; bezoeken: number; jb: number; fte_jb: number }>(`
      WITH noemers AS (SELECT * FROM noemer_maand JOIN levering_status USING (organisatie, maand) WHERE status IN ('geleverd', 'nul') AND maand BETWEEN '2023-07' AND '2024-06')
      SELECT count(*) AS n, (SELECT sum(jeugdigen) FROM noemers) AS jeugdigen,
        count(*) FILTER (locatie = 'HUISBEZOEK' AND organisatie < 'ORG09') AS thuis, (SELECT sum(huisbezoeken) FROM noemers) AS bezoeken,
        count(*) FILTER (functie = 'JB') AS jb, (SELECT sum(fte_jb) FROM noemers) AS fte_jb
      FROM huidig_voorval WHERE vormen <> ['PROC'] AND maand BETWEEN '2023-07' AND '2024-06'`);
    const { jeugdigen, bezoeken, fte_jb } = truth!;
    const [n, thuis, jb] = [truth!.n, truth!.thuis, truth!.jb].map(fives) as [number, number, number];
    const year = { periode: window, conf_status: 'F' };
    expect(find(release, { indicator: 'I03' })).toMatchObject({ ...year, teller: n, noemer: jeugdigen, waarde: roundDecimal((12_000 * n) / jeugdigen, 2), eenheid: 'per 1.000 jeugdigen per jaar' });
    expect(find(release, { indicator: 'I04' })).toMatchObject({ ...year, dimensie: 'locatie', code: 'HUISBEZOEK', teller: thuis, noemer: bezoeken, waarde: roundDecimal((1000 * thuis) / bezoeken, 2), eenheid: 'per 1.000 huisbezoeken' });
    expect(find(release, { reeks: 'per_100_fte', dimensie: 'functie', code: 'JB' })).toMatchObject({ ...year, indicator: 'I31', teller: jb, noemer: fte_jb, waarde: roundDecimal((1200 * jb) / fte_jb, 2) });
  });

  it('says how much more or less there was than in the twelve months before, as an independent query does for the fixed panel', async () => {
    const [truth] = await db.rows<{ procent: number }>(`
      WITH maanden AS (
        SELECT s.organisatie, s.maand, s.maand >= '2023-07' AS nu, CAST(n.fte AS DOUBLE) AS fte, coalesce(v.aantal, 0) AS aantal
        FROM levering_status s JOIN noemer_maand n USING (organisatie, maand)
        LEFT JOIN (SELECT organisatie, maand, count(*) AS aantal FROM huidig_voorval WHERE vormen <> ['PROC'] GROUP BY ALL) v USING (organisatie, maand)
        WHERE s.status IN ('geleverd', 'nul') AND s.maand BETWEEN '2022-07' AND '2024-06'
        QUALIFY count(*) OVER (PARTITION BY s.organisatie) = 24)
      SELECT 100 * ((sum(aantal) FILTER (nu) / sum(fte) FILTER (nu)) / (sum(aantal) FILTER (NOT nu) / sum(fte) FILTER (NOT nu)) - 1) AS procent FROM maanden`);
    const [matched, all] = ['VAST_PANEL', 'ALLE_LEVERAARS'].map((code) => find(release, { indicator: 'I30', code })!);
    expect(matched).toMatchObject({ reeks: 'verandering', periode: window, dimensie: 'trend', waarde: roundDecimal(0.1 * Math.round(10 * truth!.procent), 1), eenheid: 'procent', teller: null, conf_status: 'F' });
    for (const row of [matched!, all!]) expect(row.onder! < row.waarde! && row.waarde! < row.boven!).toBe(true);
    expect(all!.conf_status).toBe('F');
  });

  it('gives the rate of a year and of a month the spread that months and organisations show', () => {
    const [year, month] = [window, '2024-05'].map((periode) => find(release, { indicator: 'I02', reeks: 'per_100_fte', periode })!);
    const chance = (row: CijferRow, multiplier: number) => rate(row.teller!, row.noemer!, multiplier)!;
    expect(month!.boven! - month!.waarde!).toBeGreaterThanOrEqual(roundDecimal(chance(month!, 100).upper, 2) - month!.waarde!);
    expect(year!.boven! - year!.waarde!).toBeGreaterThanOrEqual(roundDecimal(chance(year!, 1200).upper, 2) - year!.waarde!);
  });

  it('computes shares from printed counts only', () => {
    const shares = release.cijfer.filter((row) => row.reeks === 'aandeel' && row.conf_status === 'F' && row.noemer! > 0);
    expect(shares.length).toBeGreaterThan(500);
    const printed = new Map(counts(release).map((row) => [`${row.dimensie}/${row.code}/${row.periode}`, row.teller]));
    for (const row of shares) {
      expect(row.teller).toBe(printed.get(`${row.dimensie}/${row.code}/${row.periode}`));
      expect(row.waarde).toBe(roundDecimal((100 * row.teller!) / row.noemer!, 1));
      expect(row.onder! <= row.waarde! && row.waarde! <= row.boven!).toBe(true);
    }
    const asked = find(release, { reeks: 'voorvallen', dimensie: 'politie_uitkomst_som', code: 'GEVRAAGD' })!;
    expect(find(release, { reeks: 'aandeel', dimensie: 'politie_uitkomst', code: 'VERLEEND' })).toMatchObject({ noemer: asked.teller, indicator: 'I11' });
  });

  it('prints every count as a multiple of five, and a zero only where there is nothing', async () => {
    const shown = release.cijfer.filter((row) => row.teller !== null);
    expect(shown.length).toBeGreaterThan(1000);
    expect(shown.filter((row) => row.teller! % 5 !== 0 || (row.reeks === 'aandeel' && row.noemer! % 5 !== 0))).toEqual([]);
    expect(release.layout.afronding).toBe(5);
    const truth = await db.rows<{ maand: string; code: string; n: number }>(`SELECT maand, kanaal AS code, count(*) AS n FROM huidig_voorval WHERE vormen <> ['PROC'] AND kanaal IS NOT NULL GROUP BY ALL`);
    const printed = counts(release).filter((row) => row.dimensie === 'kanaal' && row.periode_soort === 'maand' && row.conf_status === 'F');
    expect(printed.length).toBeGreaterThan(100);
    for (const { periode, code, waarde } of printed) if (code !== 'LEEG') expect([periode, code, waarde]).toEqual([periode, code, fives(truth.find((row) => row.maand === periode && row.code === code)?.n ?? 0)]);
  });

  it('withstands the attack, rounded counts read as intervals', () => {
    const text = { csv: toCsv(releaseTables[0]!, release.cijfer), layout: release.layout };
    const { withheld, unsafe, unexplained } = auditRelease(text, [], open);
    expect(withheld).toBeGreaterThan(50);
    expect([unsafe, unexplained]).toEqual([[], []]);
  });

  it('gives nothing for a month before any delivery', async () => {
    const early = await compileRelease(db, { ...settings, maand: '2021-06' });
    expect(early).toMatchObject({ cijfer: [], dekking: [], gebeurtenis: [] });
  });
});

it('makes an empty release of an empty store', async () => {
  const db = await openDuckDB(':memory:');
  await openStore(db);
  const release = await compileRelease(db, settings);
  expect(release).toMatchObject({ cijfer: [], dekking: [], gebeurtenis: [], codelijst: [], protection: { cells: 0, suppressed: 0, primary: 0, secondary: 0, zero: 0 } });
  db.close();
});

it('marks what rests on too little: few organisations, few months, few incidents', async () => {
  const { db, release } = await compiled({ incidents: 60, months: 4, organisations: 5 });
  expect(find(release, { indicator: 'I01', reeks: 'voorvallen', periode: '2023-07/2024-06' })!.obs_status).toBe('pu');
  const thin = release.cijfer.filter((row) => row.reeks === 'per_100_fte' && row.conf_status === 'C');
  for (const row of thin) expect(row.obs_status).not.toMatch(/n/);
  await db.run("DELETE FROM noemer WHERE organisatie <> 'ORG00'");
  const may = (await compileRelease(db, settings)).dekking.find((row) => row.maand === '2024-05')!;
  expect(may).toMatchObject({ organisaties_verwacht: 5, fte_verwacht: 1000.75, aandeel_fte: 1 });
  db.close();
});
