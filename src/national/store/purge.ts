/** Which rows a purge takes out of the store, and what stays, table by table. */
import { literal, type Database } from '../../database/database.js';

export interface PurgeChoice {
  reden: 'bewaartermijn' | 'verzoek';
  /** null: of every organisation. */
  organisatie: string | null;
  /** Months of the incident, both included; null has no limit on that side. */
  vanMaand: string | null;
  totMaand: string | null;
}

export interface PurgedTable {
  tabel: string;
  voor: number;
  na: number;
}

export interface PurgePlan {
  choice: PurgeChoice;
  /** Every table of the store that holds delivered rows, also those that lose nothing. */
  tabellen: PurgedTable[];
  /** Incidents by organisation. */
  voorvallen: { organisatie: string; aantal: number }[];
  /** Slices that lose their incidents. */
  delen: { levering_id: number; organisatie: string; maand: string | null }[];
  /** Content hashes of the deliveries that lose rows. */
  inhoud: string[];
}

/** The tables of the store that hold what was delivered, and what the purge itself writes down, in a fixed order. */
const ledger = ['wissing'];

/** Per table of delivered rows the condition under which a row goes. */
function goes({ reden, organisatie, vanMaand, totMaand }: PurgeChoice): Record<string, string> {
  const whose = organisatie === null ? 'true' : `organisatie = ${literal(organisatie)}`;
  const between = (from: string, to: string) =>
    [vanMaand === null ? 'true' : `${from} >= ${literal(vanMaand)}`, totMaand === null ? 'true' : `${to} <= ${literal(totMaand)}`].join(' AND ');
  const slice = `${whose} AND ${between('maand', 'maand')}`;
  const conditions: Record<string, string> = {
    voorval: slice,
    persoonslabel: slice,
    levering_maand: slice,
    nulverklaring: slice,
    // Counts over a whole delivery say something of every month of it.
    herhaling: `levering_id IN (SELECT levering_id FROM levering_maand WHERE ${slice})`,
  };
  // Denominators hold no record of a person: they go only with the organisation itself.
  if (organisatie !== null) conditions['noemer'] = `${whose} AND ${between('van_maand', 'tot_maand')}`;
  // Yearly counts of sensitive circumstances go with the incidents they are about.
  conditions['contextfactor'] = `${whose} AND ${between(`(jaar || '-01')`, `(jaar || '-12')`)}`;
  // A list of cases goes when it is older than the term, a case when it ended before it.
  if (reden === 'bewaartermijn') {
    conditions['let_zaak'] = `coalesce(eindmaand, '9999-12') <= ${literal(totMaand!)}
      OR levering_id IN (SELECT levering_id FROM levering WHERE strftime(geleverd, '%Y-%m') <= ${literal(totMaand!)})`;
  }
  return conditions;
}

/** What a purge would take away. Nothing is changed. */
export async function planPurge(db: Database, choice: PurgeChoice): Promise<PurgePlan> {
  const conditions = goes(choice);
  const tabellen: PurgedTable[] = [];
  for (const tabel of await storeTables(db)) {
    const gone = conditions[tabel];
    if (gone === undefined) continue;
    const [row] = await db.rows<{ voor: number; weg: number }>(`SELECT count(*) AS voor, count(*) FILTER (${gone}) AS weg FROM ${tabel}`);
    tabellen.push({ tabel, voor: row!.voor, na: row!.voor - row!.weg });
  }
  const others = ['nulverklaring', 'noemer', 'let_zaak', 'contextfactor'].filter((table) => table in conditions);
  const delen = await db.rows<PurgePlan['delen'][number]>(
    [
      `SELECT levering_id, organisatie, maand FROM levering_maand WHERE ${conditions['levering_maand']}`,
      ...others.map((table) => `SELECT DISTINCT l.levering_id, l.organisatie, NULL FROM levering l WHERE l.levering_id IN (SELECT levering_id FROM ${table} WHERE ${conditions[table]})`),
    ].join(' UNION ') + ' ORDER BY ALL',
  );
  return {
    choice,
    tabellen,
    voorvallen: await db.rows(`SELECT organisatie, count(*) AS aantal FROM voorval WHERE ${conditions['voorval']} GROUP BY organisatie ORDER BY organisatie`),
    delen,
    inhoud: await contentOf(db, [...new Set(delen.map(({ levering_id }) => levering_id))]),
  };
}

async function contentOf(db: Database, ids: readonly number[]): Promise<string[]> {
  if (ids.length === 0) return [];
  return (await db.rows<{ hash: string }>(`SELECT DISTINCT inhoud_sha256 AS hash FROM levering WHERE levering_id IN (${ids.join(', ')}) ORDER BY hash`)).map(({ hash }) => hash);
}

/** Whether the plan takes anything away. */
export function purgesAnything({ tabellen }: PurgePlan): boolean {
  return tabellen.some(({ voor, na }) => na < voor);
}

/** Per table of the store the rows that stay, with the slices of this purge added to the ledger. */
export async function keptRows(db: Database, plan: PurgePlan, purgeId: number): Promise<Map<string, string>> {
  const conditions = goes(plan.choice);
  const kept = new Map<string, string>();
  for (const table of await storeTables(db)) {
    const gone = conditions[table];
    kept.set(table, gone === undefined ? `SELECT * FROM ${table}` : `SELECT * FROM ${table} WHERE (${gone}) IS NOT TRUE`);
  }
  const rows = plan.delen.map(({ levering_id, organisatie, maand }) => `(${purgeId}, ${levering_id}, ${literal(organisatie)}, ${maand === null ? 'NULL' : literal(maand)})`);
  kept.set('gewist', `SELECT * FROM gewist${rows.length === 0 ? '' : ` UNION ALL SELECT * FROM (VALUES ${rows.join(', ')})`}`);
  return kept;
}

/** SHA-256 over every row of every table but the ledger of proofs; the same for the same rows in any order. */
export async function storeContent(db: Database, rows: ReadonlyMap<string, string>): Promise<string> {
  const parts: string[] = [];
  for (const [table, sql] of [...rows].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (ledger.includes(table)) continue;
    parts.push(`SELECT ${literal(table)} AS tabel, count(*) AS rijen, sha256(coalesce(string_agg(rij, '' ORDER BY rij), '')) AS hash FROM (SELECT md5(to_json(t)::VARCHAR) AS rij FROM (${sql}) t)`);
  }
  const [row] = await db.rows<{ hash: string }>(`SELECT sha256(string_agg(tabel || ' ' || rijen || ' ' || hash, ',' ORDER BY tabel)) AS hash FROM (${parts.join(' UNION ALL ')})`);
  return row!.hash;
}

/** Every row of every table, as `storeContent` takes them. */
export async function allRows(db: Database): Promise<Map<string, string>> {
  return new Map((await storeTables(db)).map((table) => [table, `SELECT * FROM ${table}`]));
}

export async function storeTables(db: Database): Promise<string[]> {
  const rows = await db.rows<{ name: string }>(
    `SELECT table_name AS name FROM duckdb_tables() WHERE database_name = current_database() AND schema_name = 'main' AND NOT temporary ORDER BY name`,
  );
  return rows.map(({ name }) => name);
}

export interface PastPurge {
  wissing_id: number;
  op: string;
  reden: PurgeChoice['reden'];
  bewijs: string;
  /** First and last month of the slices that lost their incidents; null when only other tables did. */
  van_maand: string | null;
  tot_maand: string | null;
  /** Content hashes of the deliveries that lost rows. */
  inhoud: string[];
}

/** The purges that the store has been through, oldest first. */
export async function pastPurges(db: Database): Promise<PastPurge[]> {
  return db.rows<PastPurge>(
    `SELECT w.wissing_id, CAST(w.op AS VARCHAR) AS op, w.reden, w.bewijs, min(g.maand) AS van_maand, max(g.maand) AS tot_maand,
      coalesce(list_sort(list(DISTINCT l.inhoud_sha256) FILTER (l.levering_id IS NOT NULL)), []) AS inhoud
    FROM wissing w
    LEFT JOIN gewist g ON g.wissing_id = w.wissing_id
    LEFT JOIN levering l ON l.levering_id = g.levering_id
    GROUP BY w.wissing_id, w.op, w.reden, w.bewijs ORDER BY w.wissing_id`,
  );
}

/** The last day on which one of some months of an organisation was purged; null when none was. Of what the store holds now. */
export async function purgedDays(db: Database): Promise<(organisation: string, months: readonly string[]) => string | null> {
  const rows = await db.rows<{ organisatie: string; maand: string; op: string }>(
    'SELECT g.organisatie, g.maand, CAST(max(w.op) AS VARCHAR) AS op FROM gewist g JOIN wissing w ON w.wissing_id = g.wissing_id GROUP BY g.organisatie, g.maand',
  );
  const days = new Map(rows.map(({ organisatie, maand, op }) => [`${organisatie}|${maand}`, op]));
  return (organisation, months) => months.flatMap((month) => days.get(`${organisation}|${month}`) ?? []).sort().at(-1) ?? null;
}
