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

/** Incidents that say the same in what a reader could know, and what becomes of them. */
interface Group {
  maand: string | null;
  regio: string | null;
  vormen: (string | null)[] | null;
  relatie: string | null;
  functie: string | null;
  /** Incidents in it, and those with a form of the second level. */
  n: number;
  fijn: number;
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

/** Quarters of which more than one month is delivered. */
function severalMonths(groups: readonly Group[]): Set<string> {
  const months = [...new Set(groups.map(({ maand }) => maand))].map(quarterOf).sort();
  return new Set(months.filter((quarter, i) => quarter !== '' && quarter === months[i - 1]));
}

/**
 * Makes incidents of the table `voorval` (nr and the national record) coarser until every class holds k or nothing is left
 * to coarsen, and counts what was done. Classes only ever grow: whoever is in a class of k stays as precise as he was.
 * `columns` limits what may become coarser.
 *
 * A month becomes its quarter by dealing the months of a class out anew among its incidents (the anatomy of Xiao and Tao,
 * 2006, within each class): which incident happened in which month is gone, and how many there were in each month stays, by
 * everything that the class knows.
 */
export async function coarsenSmallClasses(db: Database, k: number, codebook: Codebook, columns: readonly Coarsenable[] = coarsenable): Promise<ClassCheck> {
  const groups = await groupsOf(db);
  const sizes = new Map<string, number>();
  for (const group of groups) sizes.set(group.class, (sizes.get(group.class) ?? 0) + group.n);
  const done: Record<string, number> = {};
  const before = small(sizes, k);
  for (const { naam, touches, apply } of stepsOf(codebook, severalMonths(groups)).filter((step) => columns.includes(step.kolom))) {
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

async function groupsOf(db: Database): Promise<Group[]> {
  const rows = await db.rows<Omit<Group, 'now' | 'fixed' | 'class'>>(
    `SELECT ${classColumns.join(', ')}, count(*) AS n, count(*) FILTER (len(vormen2) > 0) AS fijn FROM voorval GROUP BY ${classColumns.join(', ')}`,
  );
  return rows.map((row) => {
    const { maand, vormen, regio, relatie, functie } = row;
    const now = { regio, relatie, functie, vormen2: 'kept' as const, tijd: String(maand) };
    return { ...row, now, class: classOf(vormen, now) };
  });
}

function classOf(vormen: Group['vormen'], { tijd, regio, relatie, functie }: Group['now']): string {
  return `${tijd} ${vormen?.join('+')} ${regio} ${relatie} ${functie}`;
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

/** Lays what became of the groups into `voorval`. */
async function write(db: Database, groups: readonly Group[], dealt: ReadonlyMap<string, number>): Promise<void> {
  const changed = groups.filter(({ regio, relatie, functie, now, class: name }) => now.regio !== regio || now.relatie !== relatie || now.functie !== functie || now.vormen2 === 'gone' || dealt.has(name));
  if (changed.length === 0) return;
  const [text, list] = ['VARCHAR', 'VARCHAR[]'] as const;
  await db.run(`CREATE OR REPLACE TEMP TABLE grover(${classColumns.map((column) => `${column} ${column === 'vormen' ? list : text}`).join(', ')}, wordt_regio ${text}, wordt_relatie ${text}, wordt_functie ${text}, zonder BOOLEAN, klas INTEGER)`);
  await db.append(
    'grover',
    [...classColumns.map((column) => (column === 'vormen' ? list : text)), text, text, text, 'BOOLEAN', 'INTEGER'],
    changed.map((group) => [...classColumns.map((column) => group[column]), group.now.regio, group.now.relatie, group.now.functie, group.now.vormen2 === 'gone', dealt.get(group.class) ?? null]),
  );
  const same = classColumns.map((column) => `v.${column} IS NOT DISTINCT FROM g.${column}`).join(' AND ');
  // Who gets which month, and the lists, before the rest: after the other columns a row no longer has the class by which it is found.
  if (dealt.size > 0) await db.run(`CREATE OR REPLACE TEMP TABLE verdeeld AS ${dealing(same)}`);
  if (changed.some(({ now }) => now.vormen2 === 'gone')) await db.run(`UPDATE voorval v SET vormen2 = [] FROM grover g WHERE g.zonder AND len(v.vormen2) > 0 AND ${same}`);
  await db.run(`UPDATE voorval v SET regio = g.wordt_regio, relatie = g.wordt_relatie, functie = g.wordt_functie FROM grover g WHERE ${same}; DROP TABLE grover`);
  if (dealt.size > 0) await db.run('UPDATE voorval v SET maand = d.maand FROM verdeeld d WHERE v.nr = d.nr; DROP TABLE verdeeld');
}

/** The months of each class in order, to its incidents in the order of their keyed labels, which say nothing of a month. One incident more moves few others. */
function dealing(same: string): string {
  return `WITH
    lid AS (
      SELECT v.nr, v.maand, g.klas, row_number() OVER (PARTITION BY g.klas ORDER BY v.incident_id, v.nr) AS plaats, row_number() OVER (PARTITION BY g.klas ORDER BY v.maand, v.nr) AS beurt
      FROM voorval v JOIN grover g ON g.klas IS NOT NULL AND ${same})
    SELECT a.nr, b.maand FROM lid a JOIN lid b ON a.klas = b.klas AND a.plaats = b.beurt WHERE a.maand <> b.maand`;
}
