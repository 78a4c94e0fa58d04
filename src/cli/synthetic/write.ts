/** A synthetic twin of the relations behind the gate, to write queries before access: DuckDB, Parquet and CSV in one folder. */
import { join } from 'node:path';
import { codeList } from '../../codebook/codebook.js';
import type { Codebook } from '../../codebook/schema.js';
import { type Database, identifier, literal } from '../../database/database.js';
import { openDuckDB } from '../../database/duckdb.js';
import { writeFolderAtomic } from '../../files/atomic.js';
import { monthRange } from '../../levering/period.js';
import { quarterOf, relations, type Vocabulary, vocabulary } from '../../public/query/guarded/dimensions.js';
import type { Lang } from '../../i18n/message.js';
import { syntheticRecords } from './records.js';

export interface TwinChoice {
  readonly rows: number;
  readonly seed: number;
  readonly from: string;
  readonly to: string;
  readonly lang: Lang;
  readonly codebook: Codebook;
}

/** Fills a database with the four relations, in the columns and types that the gate describes. */
export async function fillTwin(db: Database, { rows, seed, from, to, lang, codebook }: TwinChoice): Promise<void> {
  const months = monthRange(from, to);
  const own = vocabulary(months, codebook);
  const columns = relations(own);
  const time = `CAST(maand[:4] AS INTEGER) AS jaar, ${quarters(months)} AS kwartaal, maand`;
  const scale = [...own.measures.values()].map(({ column, axis, numbers }) => `CASE ${identifier(axis)} ${[...numbers].map(([code, number]) => `WHEN ${literal(code)} THEN ${number}`).join(' ')} END::INTEGER AS ${identifier(column)}`);
  await db.run(`CREATE TEMP TABLE geloot AS ${syntheticRecords(own, { rows, seed, months })}`);
  const named = (relation: string): string => columns.find(({ name }) => name === relation)!.columns.map(({ name }) => identifier(name)).join(', ');
  await db.run(`CREATE TEMP VIEW breed AS SELECT g.* EXCLUDE (maand), ${time}, ${scale.join(', ')} FROM geloot g`);
  await db.run(`CREATE TABLE voorval AS SELECT ${named('voorval')} FROM breed ORDER BY i`);
  const forming = [...own.forms].map(([code, axis]) => `SELECT ${literal(code)} AS vorm, * FROM breed WHERE ${identifier(axis)} = 'J'`);
  await db.run(`CREATE TABLE voorval_vorm AS SELECT ${named('voorval_vorm')} FROM (${forming.join(' UNION ALL ')}) ORDER BY i, vorm`);
  const steady = (low: number, name: string): string => `CAST(${low} + 5 * (hash(maand, ${literal(name)}, ${seed}) % 20) AS INTEGER) AS ${name}`;
  await db.run(`CREATE TABLE noemer AS SELECT maand, CAST(maand[:4] AS INTEGER) AS jaar, ${[steady(4000, 'fte'), steady(3000, 'fte_jb'), steady(800, 'fte_jr'), steady(30_000, 'jeugdigen'), steady(20_000, 'huisbezoeken')].join(', ')}
    FROM (SELECT unnest([${months.map(literal).join(', ')}]) AS maand) ORDER BY maand`);
  await db.run('CREATE TABLE codelijst (lijst VARCHAR, code VARCHAR, label_nl VARCHAR, label_en VARCHAR, ouder VARCHAR)');
  for (const { lijst } of codebook.codelijsten) {
    const { codes } = codeList(codebook, lijst);
    await db.append('codelijst', ['VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR'], codes.map(({ code, label, ouder }) => [lijst, code, label.nl, label.en, ouder ?? null]));
  }
  for (const { name, comment, columns: own_ } of columns) {
    await db.run(`COMMENT ON TABLE ${identifier(name)} IS ${literal(`${synthetic[lang]} ${comment[lang]}`)}`);
    for (const column of own_) await db.run(`COMMENT ON COLUMN ${identifier(name)}.${identifier(column.name)} IS ${literal(column.comment[lang])}`);
  }
}

const synthetic = { nl: 'VERZONNEN GEGEVENS.', en: 'MADE-UP DATA.' };

function quarters(months: readonly string[]): string {
  return `CASE maand ${months.map((month) => `WHEN ${literal(month)} THEN ${literal(quarterOf(month))}`).join(' ')} END`;
}

/** Writes the twin; the folder appears whole or not at all. Gives the names of the relations. */
export async function writeTwin(folder: string, choice: TwinChoice): Promise<string[]> {
  const own: Vocabulary = vocabulary(monthRange(choice.from, choice.to), choice.codebook);
  const names = relations(own).map(({ name }) => name);
  await writeFolderAtomic(folder, async (temporary) => {
    const db = await openDuckDB(join(temporary, 'synthetisch.duckdb'), { threads: 1, spill: false });
    try {
      await fillTwin(db, choice);
      for (const name of names) {
        const path = (kind: string): string => literal(join(temporary, `${name}.${kind}`).replaceAll('\\', '/'));
        await db.run(`COPY ${identifier(name)} TO ${path('parquet')} (FORMAT parquet, COMPRESSION zstd)`);
        await db.run(`COPY ${identifier(name)} TO ${path('csv')} (FORMAT csv, HEADER)`);
      }
      await db.run('CHECKPOINT');
    } finally {
      db.close();
    }
  });
  return names;
}
