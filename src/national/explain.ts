/** Where a figure comes from, for the analyst: definition, SQL, deliveries, and what moved it since an earlier delivery. */
import { codeList, indicator } from '../codebook/codebook.js';
import type { Codebook, Indicator, Rule } from '../codebook/schema.js';
import type { Database } from '../database/database.js';
import { roundDecimal } from '../statistics/rounding.js';
import { type Count, countAll, statement } from './aggregate/count.js';
import { exposures, periodExposure } from './aggregate/exposure.js';
import { type Period, periodRange } from './aggregate/period.js';
import { loadProgramme, type ProgrammeTable } from './aggregate/programme.js';
import { summedCodes } from './aggregate/tables.js';
import { measuredSteps, type Step } from './difference.js';

/** Statements behind the indicators that are no table of the programme. */
const others: Readonly<Record<string, readonly string[]>> = { I16: ['herhaling'], I20: ['let'], I26: ['dekking'], I27: ['oordelen'], I28: ['werkdruk'], I29: ['enquete'], I30: ['panel', 'tables/totaal'] };

export interface Explained {
  readonly indicator: Indicator;
  /** File below src/national/aggregate and its text. */
  readonly sql: readonly { readonly bestand: string; readonly tekst: string }[];
  readonly regels: readonly Rule[];
  readonly leveringen: readonly { readonly organisatie: string; readonly levering: number; readonly geleverd: string; readonly koppeling: number; readonly maanden: number; readonly voorvallen: number }[];
}

/** Everything about an indicator over a period that does not ask for an earlier state. */
export async function explained(db: Database, codebook: Codebook, id: string, period: string): Promise<Explained> {
  const about = indicator(codebook, id);
  const tables = programmeTables(id);
  const files = [...(tables.some(({ opgave }) => !opgave) && id !== 'I15' ? ['agressie'] : []), ...tables.map((table) => `tables/${table.id}`), ...(tables.some(({ verhouding }) => verhouding) ? ['noemers'] : []), ...(others[id] ?? [])];
  const [van, tot] = periodRange(period);
  const fields = new Set(tables.flatMap((table) => [table.id, table.lijst ?? table.id]));
  return {
    indicator: about,
    sql: files.map((file) => ({ bestand: `${file}.sql`, tekst: statement(file).trimEnd() })),
    regels: codebook.regels.filter((rule) => fields.has(rule.veld) || rule.nodig.some((name) => fields.has(name)) || (rule.voorwaarde !== undefined && [...fields].some((name) => new RegExp(`\\b${name}\\b`).test(rule.voorwaarde!)))),
    leveringen: tables.some(({ opgave }) => opgave) ? await statements(db, van, tot) : await db.rows(
      `SELECT d.organisatie, d.levering_id AS levering, CAST(any_value(l.geleverd) AS VARCHAR) AS geleverd, any_value(l.koppeling_versie) AS koppeling, count(*) AS maanden,
         (SELECT count(*) FROM voorval v WHERE v.levering_id = d.levering_id AND v.maand BETWEEN $van AND $tot) AS voorvallen
       FROM huidig_deel d JOIN levering l ON l.levering_id = d.levering_id WHERE d.maand BETWEEN $van AND $tot
       GROUP BY d.organisatie, d.levering_id ORDER BY d.organisatie, d.levering_id`,
      { van, tot },
    ),
  };
}

/** Deliveries of yearly counts that organisations state themselves; the months of the years and the incidents stated. */
async function statements(db: Database, van: string, tot: string): Promise<Explained['leveringen']> {
  return db.rows(
    `SELECT c.organisatie, c.levering_id AS levering, CAST(any_value(l.geleverd) AS VARCHAR) AS geleverd, any_value(l.koppeling_versie) AS koppeling,
       12 * count(DISTINCT c.jaar) AS maanden, coalesce(sum(c.aantal), 0) AS voorvallen
     FROM huidig_contextfactor c JOIN levering l ON l.levering_id = c.levering_id WHERE c.jaar || '-12' BETWEEN $van AND $tot
     GROUP BY c.organisatie, c.levering_id ORDER BY c.organisatie, c.levering_id`,
    { van, tot },
  );
}

export interface Movement {
  readonly tabel: string;
  readonly code: string;
  /** Exact count, or rate, then and now, and what each step added. */
  readonly toen: number;
  readonly nu: number;
  readonly stappen: readonly { readonly stap: Step; readonly verschil: number }[];
}

/** What moved the counts and rates of an indicator since delivery `n`, in exact numbers that add up; those that did not move are left out. */
export async function movements(db: Database, codebook: Codebook, id: string, period: string, n: number): Promise<Movement[]> {
  const tables = programmeTables(id);
  if (tables.length === 0) return [];
  const [, until] = periodRange(period);
  const { before, after } = await measuredSteps(db, n, until, (state) => measured(state, tables, codebook, period));
  const keys = [...new Set([before, ...after.map(({ found }) => found)].flatMap((found) => [...found.keys()]))].sort();
  return keys.flatMap((key): Movement[] => {
    let last = before.get(key) ?? 0;
    const stappen = after.flatMap(({ step, found }) => {
      const verschil = roundDecimal((found.get(key) ?? 0) - last, 6);
      last = found.get(key) ?? 0;
      return verschil === 0 ? [] : [{ stap: step, verschil }];
    });
    const [tabel, code] = key.split('|') as [string, string];
    return stappen.length === 0 ? [] : [{ tabel, code, toen: roundDecimal(before.get(key) ?? 0, 6), nu: roundDecimal(last, 6), stappen }];
  });
}

function programmeTables(id: string): ProgrammeTable[] {
  return loadProgramme().tabellen.filter((table) => table.indicator === id);
}

/** Counts by table and code, sums included, and the rate itself where the table has one. */
async function measured(db: Database, tables: readonly ProgrammeTable[], codebook: Codebook, id: string): Promise<Map<string, number>> {
  const programme = { ...loadProgramme(), tabellen: tables.map((table) => ({ ...table, perioden: ['jaar' as const] })) };
  const [first, last] = periodRange(id);
  const counts = await countAll(db, programme, last);
  const denominators = tables.some(({ verhouding }) => verhouding) ? await exposures(db, last) : [];
  const period: Period = { id, soort: id.length === 7 ? 'maand' : 'jaar', maanden: [], volledig: true };
  const found = new Map<string, number>();
  const add = (table: string, code: string, by: number): void => void found.set(`${table}|${code}`, (found.get(`${table}|${code}`) ?? 0) + by);
  for (const table of tables) {
    const within: Count[] = counts.get(table.id)!.filter(({ maand }) => maand >= first && maand <= last);
    const listed = table.lijst === undefined ? Object.keys(table.codes!) : codeList(codebook, table.lijst).codes.map(({ code }) => code);
    const codes = [...new Set([...listed, ...within.map(({ code }) => code)])];
    for (const { code, aantal } of within) add(table.id, code, aantal);
    for (const sum of Object.keys(table.sommen)) for (const code of summedCodes(table, sum, codes)) add(table.id, sum, found.get(`${table.id}|${code}`) ?? 0);
    if (!table.verhouding) continue;
    const exposure = periodExposure(period, denominators, table.verhouding.noemer);
    add(table.id, table.verhouding.noemer, exposure);
    const per = (table.verhouding.basis === 'fte' || table.verhouding.basis === 'medewerkers' ? 100 : 1000) * (table.verhouding.basis !== 'huisbezoeken' && id.length !== 7 ? 12 : 1);
    if (exposure > 0) add(table.id, table.verhouding.reeks, (per * (found.get(`${table.id}|MET`) ?? 0)) / exposure);
  }
  return found;
}
