/** Why counts are not what they were: the store as it was after an earlier delivery, changed step by step into what it is now. */
import type { Database } from '../database/database.js';
import { identifier } from '../database/database.js';
import type { WijzigingRow } from '../release/statistical-rows.js';
import { revisionClass, type RevisionCause } from '../statistics/revision.js';
import { statement } from './aggregate/count.js';
import { openStore } from './store/open.js';

export type Cause = 'NIEUWE_ORGANISATIE' | 'NALEVERING' | 'VERVALLEN' | 'CODEBOEK' | 'KOPPELING' | 'HERLEVERING';

export interface ChangedSlice {
  readonly organisatie: string;
  readonly maand: string;
  /** The delivery that counted then, and the one that counts now. */
  readonly van: number | null;
  readonly naar: number | null;
  readonly oorzaak: Cause;
}

/** Slices (organisation, month) up to a month that rest on another delivery than when number `n` was the last. */
export async function changedSlices(db: Database, n: number, until: string): Promise<ChangedSlice[]> {
  return db.rows<ChangedSlice>(statement('verschil'), { n, tot: until });
}

const causes: Readonly<Record<Cause, { readonly klasse: RevisionCause; readonly nl: string; readonly en: string }>> = {
  NIEUWE_ORGANISATIE: { klasse: 'NIEUWE_ORGANISATIE', nl: 'Organisatie die eerder niet leverde', en: 'Organisation that had not delivered before' },
  NALEVERING: { klasse: 'NAMELDING', nl: 'Maand die later is geleverd', en: 'Month that was delivered later' },
  VERVALLEN: { klasse: 'FOUT', nl: 'Maand die niet meer meetelt (gewist, of buiten de afspraak)', en: 'Month that counts no longer (purged, or outside the agreement)' },
  CODEBOEK: { klasse: 'CODEBOEK', nl: 'Andere versie van het codeboek', en: 'Another version of the codebook' },
  KOPPELING: { klasse: 'KOPPELING', nl: 'Zelfde bestand, verbeterde koppeling', en: 'Same file, repaired mapping' },
  HERLEVERING: { klasse: 'HERLEVERING', nl: 'Herlevering: latere meldingen, ingetrokken en gewijzigde voorvallen', en: 'Redelivery: late reports, withdrawn and changed incidents' },
};

/** The causes of what changed, with their class of revision; without numbers of incidents, because one organisation may stand behind a cause. */
export function causeRows(slices: readonly ChangedSlice[]): WijzigingRow[] {
  return (Object.keys(causes) as Cause[]).sort().flatMap((oorzaak): WijzigingRow[] => {
    const { klasse, nl, en } = causes[oorzaak];
    const n = slices.filter((slice) => slice.oorzaak === oorzaak).length;
    return n === 0 ? [] : [{ oorzaak, klasse: revisionClass(klasse), label_nl: nl, label_en: en, organisatiemaanden: n, obs_status: '', conf_status: 'F' }];
  });
}

/** What happened to the data, in the order in which it is undone. */
export const steps = ['NIEUWE_ORGANISATIE', 'NALEVERING', 'VERVALLEN', 'KOPPELING', 'CODEBOEK', 'INGETROKKEN', 'NAMELDING', 'GEWIJZIGD', 'NULVERKLARING', 'NOEMERS', 'CONTEXTFACTOREN'] as const;
export type Step = (typeof steps)[number];

const copied = ['levering', 'levering_maand', 'voorval', 'nulverklaring', 'noemer', 'contextfactor'] as const;

/**
 * Gives what `measure` finds in the store as it was after delivery `n`, and after each step from there to now; the differences
 * between them add up to the whole. Nothing is written to the store itself. Records that were purged since cannot be brought back.
 */
export async function measuredSteps<T>(store: Database, n: number, until: string, measure: (db: Database) => Promise<T>): Promise<{ before: T; after: { step: Step; found: T }[] }> {
  const slices = await changedSlices(store, n, until);
  const [here] = await store.rows<{ naam: string }>('SELECT current_database() AS naam');
  const from = (table: string): string => `${identifier(here!.naam)}.main.${identifier(table)}`;
  const db = await store.connect();
  await db.run("ATTACH ':memory:' AS toen");
  try {
    await db.run('USE toen');
    await openStore(db);
    await db.run(`INSERT INTO organisatie SELECT * FROM ${from('organisatie')}`);
    for (const table of copied) await db.run(`INSERT INTO ${table} SELECT * FROM ${from(table)} WHERE levering_id <= $n`, { n });
    const before = await measure(db);
    const after: { step: Step; found: T }[] = [];
    for (const step of steps) {
      await take(step, db, slices, n, from);
      after.push({ step, found: await measure(db) });
    }
    return { before, after };
  } finally {
    await db.run(`USE ${identifier(here!.naam)}`);
    await db.run('DETACH toen');
    db.close();
  }
}

const contextTables = { NULVERKLARING: 'nulverklaring', NOEMERS: 'noemer', CONTEXTFACTOREN: 'contextfactor' } as const;

async function take(step: Step, db: Database, slices: readonly ChangedSlice[], n: number, from: (table: string) => string): Promise<void> {
  const of = (cause: Cause): ChangedSlice[] => slices.filter(({ oorzaak }) => oorzaak === cause);
  switch (step) {
    case 'INGETROKKEN':
      for (const { van, naar, maand } of of('HERLEVERING')) await db.run(`DELETE FROM voorval WHERE levering_id = $van AND maand = $maand AND incident_id NOT IN (SELECT incident_id FROM ${from('voorval')} WHERE levering_id = $naar AND maand = $maand)`, { van, naar, maand });
      return;
    case 'NAMELDING':
      for (const { van, naar, maand } of of('HERLEVERING')) await db.run(`INSERT INTO voorval SELECT * REPLACE (CAST($van AS INTEGER) AS levering_id) FROM ${from('voorval')} WHERE levering_id = $naar AND maand = $maand AND incident_id NOT IN (SELECT incident_id FROM voorval WHERE levering_id = $van AND maand = $maand)`, { van, naar, maand });
      return;
    case 'GEWIJZIGD':
      return replace(db, of('HERLEVERING'), from);
    case 'NULVERKLARING':
    case 'NOEMERS':
    case 'CONTEXTFACTOREN': {
      const table = contextTables[step];
      await db.run(`INSERT INTO levering SELECT * FROM ${from('levering')} WHERE levering_id > $n AND soort = '${table}'`, { n });
      await db.run(`INSERT INTO ${table} SELECT * FROM ${from(table)} WHERE levering_id > $n`, { n });
      return;
    }
    case 'VERVALLEN':
      for (const { organisatie, maand } of of('VERVALLEN')) await db.run('DELETE FROM levering_maand WHERE organisatie = $organisatie AND maand = $maand', { organisatie, maand });
      return;
    default:
      return replace(db, of(step), from);
  }
}

/** Lets slices rest on the delivery that counts now. */
async function replace(db: Database, slices: readonly ChangedSlice[], from: (table: string) => string): Promise<void> {
  for (const { organisatie, maand, naar } of slices) {
    await db.run('DELETE FROM levering_maand WHERE organisatie = $organisatie AND maand = $maand', { organisatie, maand });
    await db.run(`INSERT INTO levering SELECT * FROM ${from('levering')} WHERE levering_id = $naar AND levering_id NOT IN (SELECT levering_id FROM levering)`, { naar });
    await db.run(`INSERT INTO levering_maand SELECT * FROM ${from('levering_maand')} WHERE levering_id = $naar AND maand = $maand`, { naar, maand });
    await db.run(`INSERT INTO voorval SELECT * FROM ${from('voorval')} WHERE levering_id = $naar AND maand = $maand AND NOT EXISTS (SELECT 1 FROM voorval v WHERE v.levering_id = $naar AND v.maand = $maand)`, { naar, maand });
  }
}
