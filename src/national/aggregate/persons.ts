/** Distinct families and employees behind the cells, as far as organisations let their labels pass. */
import type { Database } from '../../database/database.js';
import { type Count, statement } from './count.js';
import { type Period, windowStart } from './period.js';
import type { Programme } from './programme.js';

/** Number of units of each kind that may stand behind a cell, and the smallest number that may be shown. */
export type PersonsBehind = (table: string, codes: readonly string[], period: Period, contributions: readonly { readonly unit: string; readonly value: number }[]) => { readonly value: number; readonly minimum: number }[];

interface KindCounts {
  /** Organisations that deliver labels of this kind. */
  readonly labelled: ReadonlySet<string>;
  /** By table, code and month the units met. */
  readonly units: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads the statements of the programme's tables with a person in the place of the organisation. */
export async function personsBehind(db: Database, programme: Programme, reference: string, minimum: number): Promise<PersonsBehind> {
  const kinds: KindCounts[] = [];
  const delivered = await db.rows<{ kind: string; labelled: string[] }>('SELECT eenheid AS kind, list(DISTINCT organisatie) AS labelled FROM huidig_persoonslabel GROUP BY eenheid ORDER BY eenheid');
  for (const { kind, labelled } of delivered) {
    await db.run(`SET VARIABLE persoonsoort = '${kind}'`);
    await db.run(statement('per_persoon'));
    try {
      kinds.push({ labelled: new Set(labelled), units: await unitsOf(db, programme, reference) });
    } finally {
      await db.run('DROP VIEW IF EXISTS temp.agressie_per_persoon');
      for (const table of ['noemer_maand', 'huidig_voorval']) await db.run(`DROP TABLE IF EXISTS temp.${table}_per_persoon`);
      await db.run('RESET VARIABLE persoonsoort');
    }
  }
  const recorded = new Set(programme.tabellen.filter(({ opgave }) => !opgave).map(({ id }) => id));
  return (table, codes, period, contributions) => !recorded.has(table) ? [] : kinds.map((counts) => ({ value: mostUnits(counts, table, codes, period, contributions), minimum }));
}

async function unitsOf(db: Database, { tabellen }: Programme, reference: string): Promise<Map<string, Set<string>>> {
  const units = new Map<string, Set<string>>();
  for (const { id, perioden } of tabellen) {
    const given = statement(`tables/${id}`);
    const sql = given.replace(/\b(agressie|huidig_voorval|noemer_maand)\b/g, '$1_per_persoon');
    // what does not count records knows no persons
    if (sql === given) continue;
    for (const { organisatie, maand, code } of await db.rows<Count>(sql, { van: perioden.some((kind) => kind !== '12maanden') ? '' : windowStart(reference), tot: reference })) {
      const key = `${id}|${code}|${maand}`;
      const found = units.get(key);
      if (found) found.add(organisatie);
      else units.set(key, new Set([organisatie]));
    }
  }
  return units;
}

/**
 * The most units that a cell can stand for, as far as is known for sure: labels are scoped to a year, so that those of two years may
 * be the same people and only the year with most counts; an incident without a label is taken for a unit of its own.
 */
function mostUnits({ labelled, units }: KindCounts, table: string, codes: readonly string[], period: Period, contributions: readonly { readonly unit: string; readonly value: number }[]): number {
  const known = new Map<string, Set<string>>();
  const unknown = new Set<string>();
  for (const month of period.maanden) {
    for (const code of codes) {
      for (const unit of units.get(`${table}|${code}|${month}`) ?? []) {
        if (unit.startsWith('zonder.')) unknown.add(unit);
        else known.set(month.slice(0, 4), (known.get(month.slice(0, 4)) ?? new Set()).add(unit));
      }
    }
  }
  const unlabelled = contributions.reduce((sum, { unit, value }) => sum + (labelled.has(unit) ? 0 : value), 0);
  return Math.max(0, ...[...known.values()].map((year) => year.size)) + unknown.size + unlabelled;
}
