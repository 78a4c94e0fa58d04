import type { Database, SqlType, SqlValue } from '../../database/database.js';
import { isBlank } from './clean.js';
import type { Columns } from './columns.js';
import { hashRow } from './hash.js';
import { pieces } from './pieces.js';
import type { ControlTotal, ReadPlan, RowKind, SourceRow } from './raw.js';
import { judgeRow, judgeTotal, type Judged, type RowContext } from './rows.js';

const batch = 10_000;

/** Makes the tables `ruw` and `vondst`, empty; earlier ones are replaced. */
export async function createTables(db: Database, kept: number): Promise<void> {
  const texts = Array.from({ length: kept }, (_, i) => `, k${i + 1} VARCHAR`).join('');
  await db.run(`CREATE OR REPLACE TABLE ruw(rijhash UBIGINT, rijhash2 UBIGINT${texts}, ${rowColumns.join(', ')}, cellen INTEGER); ${createFinds}`);
}

/** What `ruw` knows of a row besides its hashes and cells; the number of its cells follows. */
export const rowColumns = ['blad VARCHAR', 'rij INTEGER', "soort VARCHAR DEFAULT 'record'", 'fout VARCHAR'];

export const createFinds = 'CREATE OR REPLACE TABLE vondst(blad VARCHAR, rij INTEGER, kolom INTEGER, soort VARCHAR, aantal INTEGER)';

/** Judges rows and puts them in the tables, in batches; what the plan does not keep goes no further than this. */
export class RowSink {
  readonly totals: ControlTotal[] = [];
  readonly #db: Database;
  readonly #columns: Columns;
  readonly #context: RowContext;
  readonly #plan: ReadPlan;
  readonly #types: SqlType[];
  readonly #content: boolean[];
  #rows: SqlValue[][] = [];
  #hits: SqlValue[][] = [];

  constructor(db: Database, columns: Columns, context: RowContext, plan: ReadPlan) {
    this.#db = db;
    this.#columns = columns;
    this.#context = context;
    this.#plan = plan;
    this.#content = Array.from({ length: columns.width }, (_, i) => columns.content.includes(i));
    this.#types = ['BIGINT', 'BIGINT', ...columns.keep.map((): SqlType => 'VARCHAR'), 'VARCHAR', 'INTEGER', 'VARCHAR', 'VARCHAR', 'INTEGER'];
  }

  /** A row below the header. */
  add(row: SourceRow): void {
    const judged = judgeRow(row.own ?? row.cells, this.#context);
    this.#total(row, judged);
    this.#push(row, judged.kind, judged.kind === 'record' ? row.fault : null);
  }

  /** A row above the header: a title or nothing. */
  addPreamble(row: SourceRow): void {
    const filled = (row.own ?? row.cells).filter((cell) => !isBlank(cell));
    const total = filled.length === 0 ? undefined : judgeTotal(filled[0]!, filled.slice(1));
    if (total && /melding|incident|voorval|regel|record/i.test(filled[0]!)) this.#total(row, total);
    this.#push(row, filled.length === 0 ? 'leeg' : 'titel', null);
  }

  get full(): boolean {
    return this.#rows.length >= batch;
  }

  async flush(): Promise<void> {
    if (this.#rows.length > 0) await this.#db.append('ruw', this.#types, this.#rows);
    if (this.#hits.length > 0) await this.#db.append('vondst', ['VARCHAR', 'INTEGER', 'INTEGER', 'VARCHAR', 'INTEGER'], this.#hits);
    this.#rows = [];
    this.#hits = [];
  }

  /** Scans one cell of free text; only kind and count are kept. */
  scan(blad: string | null, rij: number, column: number, text: string): void {
    const counts = new Map<string, number>();
    for (const piece of pieces(text)) for (const kind of this.#plan.scan(piece)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    for (const [kind, count] of counts) this.#hits.push([blad, rij, column + 1, kind, count]);
  }

  #total(row: SourceRow, judged: Judged): void {
    if (judged.total) this.totals.push({ ...judged.total, blad: row.blad, rij: row.rij });
  }

  #push(row: SourceRow, kind: RowKind | 'los', fault: string | null): void {
    const { cells, blad, rij } = row;
    const { keep, text, width } = this.#columns;
    let length = Math.max(width, cells.length);
    while (length > width && cells[length - 1] === '') length--;
    const hash = hashRow(cells, length, this.#content);
    const values: SqlValue[] = [hash.all, hash.content];
    for (const i of keep) values.push(cells[i] || null);
    values.push(blad, rij, kind, fault, cells.length);
    this.#rows.push(values);
    for (const i of text) if (cells[i]) this.scan(blad, rij, i, cells[i]);
  }
}

/** Settles what only the whole table shows: lone texts and totals before the last record of a sheet stand between the records. */
export async function settleRows(db: Database, totals: readonly ControlTotal[]): Promise<ControlTotal[]> {
  const [open] = await db.rows<{ rows: number }>("SELECT count(*) AS rows FROM ruw WHERE soort IN ('los', 'totaal')");
  if (open!.rows === 0) return [...totals];
  await db.run(
    `UPDATE ruw SET soort = CASE WHEN ruw.soort = 'totaal' THEN 'subtotaal' WHEN ruw.rij < e.rij THEN 'tussen' ELSE 'voet' END
    FROM (SELECT blad, max(rij) FILTER (soort = 'record') AS rij FROM ruw GROUP BY blad) e
    WHERE ruw.soort IN ('los', 'totaal') AND e.blad IS NOT DISTINCT FROM ruw.blad AND (ruw.soort = 'los' OR ruw.rij < e.rij)`,
  );
  if (totals.length === 0) return [];
  const subtotals = await db.rows<{ blad: string | null; rij: number }>("SELECT blad, rij FROM ruw WHERE soort = 'subtotaal'");
  const dropped = new Set(subtotals.map(({ blad, rij }) => `${rij} ${blad ?? ''}`));
  return totals.filter(({ blad, rij }) => !dropped.has(`${rij} ${blad ?? ''}`)).sort((a, b) => a.rij - b.rij);
}
