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
export const coarsenable = ['regio', 'vormen2', 'relatie', 'functie'] as const;
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
  now: { regio: string | null; relatie: string | null; functie: string | null; vormen2: 'kept' | 'gone' };
  /** The part of its class that never changes, and its class as it is now. */
  fixed: string;
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

/** In this order, each on the classes that are still small. A quarter is no code of the national record, so the month stays. */
function stepsOf({ jeugdregios }: Codebook): Step[] {
  const parts = new Map(jeugdregios.map((region) => [region.code, partOfCountry(region)]));
  return [
    { naam: 'landsdeel', kolom: 'regio', touches: ({ now, n }) => (now.regio !== null && parts.has(now.regio) ? n : 0), apply: (now) => void (now.regio = parts.get(now.regio!)!) },
    { naam: 'regio', kolom: 'regio', touches: finer('regio'), apply: (now) => void (now.regio = 'LANDELIJK') },
    { naam: 'vormen2', kolom: 'vormen2', touches: ({ fijn }) => fijn, apply: (now) => void (now.vormen2 = 'gone') },
    { naam: 'relatie', kolom: 'relatie', touches: finer('relatie'), apply: (now) => void (now.relatie = clients.has(now.relatie!) ? 'CLIENT' : 'DERDE') },
    { naam: 'functie', kolom: 'functie', touches: finer('functie'), apply: (now) => void (now.functie = 'ONBEKEND') },
  ];
}

/**
 * Makes incidents of the table `voorval` (nr and the national record) coarser until every class holds k or nothing is left
 * to coarsen, and counts what was done. Classes only ever grow: whoever is in a class of k stays as precise as he was.
 * `columns` limits what may become coarser.
 */
export async function coarsenSmallClasses(db: Database, k: number, codebook: Codebook, columns: readonly Coarsenable[] = coarsenable): Promise<ClassCheck> {
  const groups = await groupsOf(db);
  const sizes = new Map<string, number>();
  for (const group of groups) sizes.set(group.class, (sizes.get(group.class) ?? 0) + group.n);
  const done: Record<string, number> = {};
  const before = small(sizes, k);
  for (const { naam, touches, apply } of stepsOf(codebook).filter((step) => columns.includes(step.kolom))) {
    const touched = groups.filter((group) => sizes.get(group.class)! < k && touches(group) > 0);
    done[naam] = touched.reduce((sum, group) => sum + touches(group), 0);
    for (const group of touched) {
      apply(group.now);
      move(group, sizes);
    }
  }
  await write(db, groups);
  const left = small(sizes, k);
  return {
    k, klein: before.incidents, landsdeel: done['landsdeel'] ?? 0, regio: done['regio'] ?? 0, vormen2: done['vormen2'] ?? 0, relatie: done['relatie'] ?? 0, functie: done['functie'] ?? 0,
    resterendeKlassen: left.classes, resterend: left.incidents, kleinste: left.smallest,
  };
}

async function groupsOf(db: Database): Promise<Group[]> {
  const rows = await db.rows<Omit<Group, 'now' | 'fixed' | 'class'>>(
    `SELECT ${classColumns.join(', ')}, count(*) AS n, count(*) FILTER (len(vormen2) > 0) AS fijn FROM voorval GROUP BY ${classColumns.join(', ')}`,
  );
  return rows.map((row) => {
    const { maand, vormen, regio, relatie, functie } = row;
    const fixed = `${maand} ${vormen?.join('+')}`;
    const now = { regio, relatie, functie, vormen2: 'kept' as const };
    return { ...row, now, fixed, class: classOf(fixed, now) };
  });
}

function classOf(fixed: string, { regio, relatie, functie }: Group['now']): string {
  return `${fixed} ${regio} ${relatie} ${functie}`;
}

/** Brings a group from the class that it was in to that of what it is now. */
function move(group: Group, sizes: Map<string, number>): void {
  const to = classOf(group.fixed, group.now);
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
async function write(db: Database, groups: readonly Group[]): Promise<void> {
  const changed = groups.filter(({ regio, relatie, functie, now }) => now.regio !== regio || now.relatie !== relatie || now.functie !== functie || now.vormen2 === 'gone');
  if (changed.length === 0) return;
  const [text, list] = ['VARCHAR', 'VARCHAR[]'] as const;
  await db.run(`CREATE OR REPLACE TEMP TABLE grover(${classColumns.map((column) => `${column} ${column === 'vormen' ? list : text}`).join(', ')}, wordt_regio ${text}, wordt_relatie ${text}, wordt_functie ${text}, zonder BOOLEAN)`);
  await db.append(
    'grover',
    [...classColumns.map((column) => (column === 'vormen' ? list : text)), text, text, text, 'BOOLEAN'],
    changed.map((group) => [...classColumns.map((column) => group[column]), group.now.regio, group.now.relatie, group.now.functie, group.now.vormen2 === 'gone']),
  );
  const same = classColumns.map((column) => `v.${column} IS NOT DISTINCT FROM g.${column}`).join(' AND ');
  // The lists first: after the other columns a row no longer has the class by which it is found.
  if (changed.some(({ now }) => now.vormen2 === 'gone')) await db.run(`UPDATE voorval v SET vormen2 = [] FROM grover g WHERE g.zonder AND len(v.vormen2) > 0 AND ${same}`);
  await db.run(`UPDATE voorval v SET regio = g.wordt_regio, relatie = g.wordt_relatie, functie = g.wordt_functie FROM grover g WHERE ${same}; DROP TABLE grover`);
}
