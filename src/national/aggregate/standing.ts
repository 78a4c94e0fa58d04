/** What counts now, laid out once: the views of the store would work it out anew for each of some fifty statements. */
import { type Database, identifier } from '../../database/database.js';

const laid = ['huidig_deel', 'noemer_maand'];

/** Does work that only reads; the names of the store's views stand meanwhile, in this connection, for what they give now. */
export async function withStanding<T>(db: Database, work: () => Promise<T>): Promise<T> {
  try {
    for (const name of laid) await db.run(`CREATE OR REPLACE TEMP TABLE ${name} AS SELECT * FROM main.${name}`);
    await viewIncidents(db, 'huidig_deel');
    return await work();
  } finally {
    await db.run(`DROP VIEW IF EXISTS temp.huidig_voorval; ${laid.map((name) => `DROP TABLE IF EXISTS temp.${name}`).join('; ')}`);
  }
}

/** In this connection, makes the incidents that count those of a relation of slices (organisatie, maand, levering_id). */
export async function viewIncidents(db: Database, slices: string): Promise<void> {
  const columns = await db.rows<{ name: string; type: string }>('SELECT column_name AS name, column_type AS type FROM (DESCRIBE main.huidig_voorval)');
  const list = columns.map(({ name, type }) => `v.${identifier(name)}::${type} AS ${identifier(name)}`);
  await db.run(`CREATE OR REPLACE TEMP VIEW huidig_voorval AS
    SELECT ${list.join(', ')} FROM voorval v JOIN ${slices} d ON d.levering_id = v.levering_id AND d.maand = v.maand`);
}
