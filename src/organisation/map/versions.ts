import type { Database } from '../../database/database.js';
import { compileDateFormat, parseIso } from './dates.js';
import { normaliseLabel } from './label.js';
import type { ColumnPlace } from './map.js';
import type { Mapping } from './mapping.js';
import { textOf } from './texts.js';

/** Query giving (nr, rang) of `ruw` by the mapping's order of versions: the highest is the newest. Undefined without one. */
export async function versionRankQuery(db: Database, mapping: Mapping, place: ColumnPlace): Promise<string | undefined> {
  const newest = mapping.nieuwste;
  const at = newest && place(newest.kolom);
  if (!newest || at === undefined) return undefined;
  const values = await db.rows<{ w: string }>(`SELECT DISTINCT ${textOf(at)} AS w FROM ruw r WHERE soort = 'record'`);
  const ranks = newest.volgorde ? byOrder(values, newest.volgorde) : byDate(values, newest.formaat!);
  await db.run('CREATE OR REPLACE TABLE m_nieuwste(w VARCHAR, rang INTEGER)');
  await db.append('m_nieuwste', ['VARCHAR', 'INTEGER'], ranks);
  return `SELECT r.rowid AS nr, m.rang FROM ruw r JOIN m_nieuwste m ON ${textOf(at)} = m.w`;
}

function byOrder(values: readonly { w: string }[], order: readonly string[]): [string, number][] {
  const known = new Map(order.map((label, rank) => [normaliseLabel(label), rank]));
  return values.map(({ w }) => [w, known.get(normaliseLabel(w)) ?? -1]);
}

function byDate(values: readonly { w: string }[], formats: readonly string[]): [string, number][] {
  const moments = values.map(({ w }) => {
    const label = normaliseLabel(w);
    for (const moment of [...formats.map((format) => compileDateFormat(format)?.parse(label)), parseIso(label.toUpperCase())]) {
      if (moment && moment !== 'impossible') return [w, `${moment.date} ${moment.time ?? ''}`] as const;
    }
    return [w, ''] as const;
  });
  const sorted = [...new Set(moments.map(([, moment]) => moment))].sort();
  return moments.map(([w, moment]) => [w, moment === '' ? -1 : sorted.indexOf(moment)]);
}
