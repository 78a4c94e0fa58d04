/** The check on small classes before anything leaves: who is nearly alone in what a reader could know becomes coarser. */
import { partOfCountry } from '../../codebook/codebook.js';
import type { Codebook } from '../../codebook/schema.js';
import type { Database } from '../../database/database.js';
import type { ClassCheck } from '../../levering/delivery.js';

/** What somebody who knows an incident is taken to know: month, region, forms, relation, role. */
export const classColumns = ['maand', 'regio', 'vormen', 'relatie', 'functie'] as const;

/** Incidents that a class holds at least, unless the organisation chooses otherwise. */
export const defaultK = 3;

/** What may become coarser, in the order in which it does. */
export const coarsenable = ['regio', 'maand', 'vormen2', 'relatie', 'functie'] as const;
export type Coarsenable = (typeof coarsenable)[number];

/** Fewer than k incidents that say the same in what a reader could know, and what becomes of them. */
interface Group {
  maand: string | null;
  regio: string | null;
  /** Joined by +. */
  vormen: string | null;
  relatie: string | null;
  functie: string | null;
  /** Incidents in it, and how many of them have a form of the second level. */
  n: number;
  fijn: number;
  nrs: number[];
  /** What it became, and whether it lost its forms of the second level. */
  now: { regio: string | null; relatie: string | null; functie: string | null; vormen2: 'kept' | 'gone'; tijd: string };
  /** Its class as it is now. */
  class: string;
}

interface Step {
  naam: 'landsdeel' | Coarsenable;
  kolom: Coarsenable;
  /** The incidents of a group that become coarser by it; those of a group have all else in common. */
  touches(group: Group): number;
  apply(now: Group['now']): void;
}

const clients = new Set(['OUDER', 'PARTNER', 'JEUGDIGE']);
const unsaid = ['-7', '-8'];
const coarsest = { regio: ['LANDELIJK', 'ONBEKEND'], relatie: ['CLIENT', 'DERDE', 'ONBEKEND'], functie: ['ONBEKEND'] };
const finer = (column: keyof typeof coarsest) => ({ now, n }: Group) => {
  const code = now[column];
  return code !== null && !unsaid.includes(code) && !coarsest[column].includes(code) ? n : 0;
};

/** In this order, each on the classes that are still small. A quarter of which one month is delivered would tell the month all the same. */
function stepsOf({ jeugdregios }: Codebook, several: ReadonlySet<string>): Step[] {
  const parts = new Map(jeugdregios.map((region) => [region.code, partOfCountry(region)]));
  return [
    { naam: 'landsdeel', kolom: 'regio', touches: ({ now, n }) => (now.regio !== null && parts.has(now.regio) ? n : 0), apply: (now) => void (now.regio = parts.get(now.regio!)!) },
    { naam: 'regio', kolom: 'regio', touches: finer('regio'), apply: (now) => void (now.regio = 'LANDELIJK') },
    { naam: 'maand', kolom: 'maand', touches: ({ maand, n }) => (several.has(quarterOf(maand)) ? n : 0), apply: (now) => void (now.tijd = quarterOf(now.tijd)) },
    { naam: 'vormen2', kolom: 'vormen2', touches: ({ fijn }) => fijn, apply: (now) => void (now.vormen2 = 'gone') },
    { naam: 'relatie', kolom: 'relatie', touches: finer('relatie'), apply: (now) => void (now.relatie = clients.has(now.relatie!) ? 'CLIENT' : 'DERDE') },
    { naam: 'functie', kolom: 'functie', touches: finer('functie'), apply: (now) => void (now.functie = 'ONBEKEND') },
  ];
}

/** '2024-K2' of '2024-06', which only classes know: in the record a month stays a month. */
function quarterOf(month: string | null): string {
  return month === null ? '' : `${month.slice(0, 4)}-K${Math.ceil(Number(month.slice(5)) / 3)}`;
}

/** Quarters of which more than one month is delivered, by the names of the classes. */
function severalMonths(classes: Iterable<string>): Set<string> {
  const months = new Set([...classes].map((name) => name.slice(0, name.indexOf(' '))));
  const quarters = [...months].filter((month) => month !== 'null').map(quarterOf).sort();
  return new Set(quarters.filter((quarter, i) => quarter === quarters[i - 1]));
}

/**
 * Makes incidents of the table `voorval_gevuld` (nr, incident_id and what a class and a step know) coarser until every class holds k or nothing is left
 * to coarsen, and counts what was done. Classes only ever grow: whoever is in a class of k stays as precise as he was.
 * `columns` limits what may become coarser.
 *
 * A month becomes its quarter by dealing the months of a class out anew among its incidents (the anatomy of Xiao and Tao,
 * 2006, within each class): which incident happened in which month is gone, and how many there were in each month stays, by
 * everything that the class knows.
 */
export async function coarsenSmallClasses(db: Database, k: number, codebook: Codebook, columns: readonly Coarsenable[] = coarsenable): Promise<ClassCheck> {
  const sizes = await classSizes(db);
  const groups = await smallGroups(db, k);
  const done: Record<string, number> = {};
  const before = small(sizes, k);
  for (const { naam, touches, apply } of stepsOf(codebook, severalMonths([...sizes.keys()])).filter((step) => columns.includes(step.kolom))) {
    const touched = groups.filter((group) => sizes.get(group.class)! < k && touches(group) > 0);
    done[naam] = touched.reduce((sum, group) => sum + touches(group), 0);
    for (const group of touched) {
      apply(group.now);
      move(group, sizes);
    }
  }
  const dealt = dealtClasses(groups);
  await write(db, groups, dealt);
  const left = small(sizes, k);
  return {
    k, klein: before.incidents, landsdeel: done['landsdeel'] ?? 0, regio: done['regio'] ?? 0, maand: groups.reduce((sum, group) => sum + (dealt.has(group.class) ? group.n : 0), 0), vormen2: done['vormen2'] ?? 0, relatie: done['relatie'] ?? 0, functie: done['functie'] ?? 0,
    resterendeKlassen: left.classes, resterend: left.incidents, kleinste: left.smallest,
  };
}

const [forms, grouped] = [`array_to_string(vormen, '+')`, `FROM voorval_gevuld GROUP BY ${classColumns.join(', ')}`];

/** Incidents by class, before anything becomes coarser. */
async function classSizes(db: Database): Promise<Map<string, number>> {
  const name = ['maand', forms, 'regio', 'relatie', 'functie'].map((part) => `coalesce(CAST(${part} AS VARCHAR), 'null')`).join(` || ' ' || `);
  const rows = await db.rows<{ name: string; n: number }>(`SELECT ${name} AS name, count(*) AS n ${grouped}`);
  return new Map(rows.map(({ name, n }) => [name, n]));
}

/** Only these become coarser: a class is never smaller than a group in it. */
async function smallGroups(db: Database, k: number): Promise<Group[]> {
  const rows = await db.rows<Omit<Group, 'now' | 'class'>>(
    `SELECT maand, regio, ${forms} AS vormen, relatie, functie, count(*) AS n, count(*) FILTER (len(vormen2) > 0) AS fijn, list(nr) AS nrs ${grouped} HAVING count(*) < ${k}`,
  );
  return rows.map((row) => {
    const { maand, vormen, regio, relatie, functie } = row;
    const now = { regio, relatie, functie, vormen2: 'kept' as const, tijd: String(maand) };
    return { ...row, now, class: classOf(vormen, now) };
  });
}

function classOf(vormen: Group['vormen'], { tijd, regio, relatie, functie }: Group['now']): string {
  return `${tijd} ${vormen} ${regio} ${relatie} ${functie}`;
}

/** Classes that know no more than the quarter of incidents of several months, each with a number. */
function dealtClasses(groups: readonly Group[]): Map<string, number> {
  const months = new Map<string, Set<string | null>>();
  for (const { class: name, maand, now } of groups) if (now.tijd !== String(maand)) months.set(name, (months.get(name) ?? new Set()).add(maand));
  return new Map([...months].filter(([, seen]) => seen.size > 1).map(([name], i) => [name, i]));
}

/** Brings a group from the class that it was in to that of what it is now. */
function move(group: Group, sizes: Map<string, number>): void {
  const to = classOf(group.vormen, group.now);
  if (to === group.class) return;
  const left = sizes.get(group.class)! - group.n;
  if (left > 0) sizes.set(group.class, left);
  else sizes.delete(group.class);
  sizes.set(to, (sizes.get(to) ?? 0) + group.n);
  group.class = to;
}

/** Classes below k, their incidents, and the size of the smallest class of all. */
function small(sizes: ReadonlyMap<string, number>, k: number): { classes: number; incidents: number; smallest: number } {
  let [classes, incidents, smallest] = [0, 0, Infinity];
  for (const n of sizes.values()) {
    if (n < k) classes++;
    if (n < k) incidents += n;
    smallest = Math.min(smallest, n);
  }
  return { classes, incidents, smallest: sizes.size === 0 ? 0 : smallest };
}

/** Lays what became of the groups into `voorval_gevuld`: the incidents that changed are few. */
async function write(db: Database, groups: readonly Group[], dealt: ReadonlyMap<string, number>): Promise<void> {
  const changed = groups.filter(({ regio, relatie, functie, now, class: name }) => now.regio !== regio || now.relatie !== relatie || now.functie !== functie || now.vormen2 === 'gone' || dealt.has(name));
  if (changed.length === 0) return;
  await db.run('CREATE OR REPLACE TEMP TABLE grover(nr BIGINT, regio VARCHAR, relatie VARCHAR, functie VARCHAR, zonder BOOLEAN, klas INTEGER)');
  await db.append(
    'grover',
    ['BIGINT', 'VARCHAR', 'VARCHAR', 'VARCHAR', 'BOOLEAN', 'INTEGER'],
    changed.flatMap(({ nrs, now: { regio, relatie, functie, vormen2 }, class: name }) => nrs.map((nr) => [nr, regio, relatie, functie, vormen2 === 'gone', dealt.get(name) ?? null])),
  );
  // Who gets which month, before the month is another.
  if (dealt.size > 0) await db.run(`CREATE OR REPLACE TEMP TABLE verdeeld AS ${dealing}`);
  await db.run('UPDATE voorval_gevuld v SET regio = g.regio, relatie = g.relatie, functie = g.functie FROM grover g WHERE v.nr = g.nr');
  if (dealt.size > 0) await db.run('UPDATE voorval_gevuld v SET maand = d.maand FROM verdeeld d WHERE v.nr = d.nr; DROP TABLE verdeeld');
  if (changed.some(({ now }) => now.vormen2 === 'gone')) await db.run('UPDATE voorval_gevuld v SET vormen2 = [] FROM grover g WHERE g.zonder AND len(v.vormen2) > 0 AND v.nr = g.nr');
  await db.run('DROP TABLE grover');
}

/** The months of each class in order, to its incidents in the order of their keyed labels, which say nothing of a month. One incident more moves few others. */
const dealing = `WITH
    lid AS (
      SELECT v.nr, v.maand, g.klas, row_number() OVER (PARTITION BY g.klas ORDER BY v.incident_id, v.nr) AS plaats, row_number() OVER (PARTITION BY g.klas ORDER BY v.maand, v.nr) AS beurt
      FROM voorval_gevuld v JOIN grover g ON g.klas IS NOT NULL AND v.nr = g.nr)
    SELECT a.nr, b.maand FROM lid a JOIN lid b ON a.klas = b.klas AND a.plaats = b.beurt WHERE a.maand <> b.maand`;
